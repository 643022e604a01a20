package table

// Bounds that keep memory small and stop a damaged file from asking for more than it can hold.
const (
	maxColumns   = 4096
	maxText      = 32 << 20 // one text
	maxGroupRows = 4 << 20
	maxFooter    = 64 << 20
	maxPage      = 128 << 20 // one page, decompressed

	// A row group is cut early when its texts reach this, so that a Writer's memory does not depend on the texts.
	maxGroupText = 32 << 20

	// Rows of a data page. 8192 GUIDs are 128 KiB, which stays in the second-level cache while it is decoded.
	pageRows     = 8 << 10
	pageTextSize = 1 << 20 // a page of texts is cut when it reaches this

	maxDictBytes = 4 << 20 // a larger dictionary is not kept in memory; the column is written plain

	// Bytes that may be read after the end of a page body, so that eight bytes can be loaded at any bit of it.
	slack = 16
)
