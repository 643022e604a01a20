package table

// Bounds that keep memory small and stop a damaged file from asking for more than it can hold.
const (
	maxColumns = 4096
)
