package profile

// Profile is what a look at extracts found. Lists are in a fixed order, so that
// the same extracts give the same bytes.
type Profile struct {
	Files     []File     `json:"files"`
	Columns   []Column   `json:"columns"`
	Entities  []Entity   `json:"entities"`
	Practices []Practice `json:"practices"`
	Codes     []Code     `json:"codes"`
}

// File is one file as it lies there.
type File struct {
	Source   string `json:"source"`
	File     string `json:"file"`
	Table    string `json:"table,omitempty"`  // of the source system, where it is known
	Known    string `json:"known,omitempty"`  // by name, or by header where the name says nothing
	Layout   string `json:"layout,omitempty"` // the version whose header is closest
	Differs  int    `json:"differs"`          // in so many names
	Encoding string `json:"encoding,omitempty"`
	Packing  string `json:"packing,omitempty"` // gzip or zip; Bytes are then the unpacked ones
	Bytes    int64  `json:"bytes"`
	Records  int64  `json:"records"`
	// Damaged are records that cannot be read, by the reason; OtherWidth are rows
	// with more or fewer fields than the header.
	Damaged    map[string]int64 `json:"damaged,omitempty"`
	OtherWidth int64            `json:"other_width,omitempty"`
	CutOff     bool             `json:"cut_off,omitempty"` // ends inside a record
	Unreadable string           `json:"unreadable,omitempty"`
	// Unknown are headings that no table knows, Missing known columns of every
	// published layout that the file has not.
	Unknown []string `json:"unknown,omitempty"`
	Missing []string `json:"missing,omitempty"`
}

// damaged counts the records that cannot be read.
func (f *File) damaged() int64 {
	var n int64
	for _, count := range f.Damaged {
		n += count
	}
	return n
}

// Column is one column of one file.
type Column struct {
	Source   string `json:"source"`
	File     string `json:"file"`
	Table    string `json:"table,omitempty"`
	Column   string `json:"column"`
	Kind     string `json:"kind,omitempty"` // as the tables read it
	Rows     int64  `json:"rows"`
	Filled   int64  `json:"filled"`
	Distinct int64  `json:"distinct"`
	Estimate bool   `json:"estimate,omitempty"` // Distinct is one, within about 2 %
	Longest  int    `json:"longest"`            // bytes
	Wrong    int64  `json:"wrong,omitempty"`    // filled, and nothing of its kind
	From     string `json:"from,omitempty"`     // of numbers: of up to four digits, and of at least five rows
	To       string `json:"to,omitempty"`
	// Values that at least five rows have, the most frequent first; Rarer counts
	// the rows of the others.
	Values []Value `json:"values,omitempty"`
	Rarer  int64   `json:"rarer,omitempty"`
}

// Value is one value of a column of fixed words.
type Value struct {
	Value string `json:"value"`
	Rows  int64  `json:"rows"`
}

// Entity is one file type of one source over all its files.
type Entity struct {
	Source   string           `json:"source"`
	Table    string           `json:"table"`
	Migrated bool             `json:"migrated"`
	Files    int              `json:"files"`
	Records  int64            `json:"records"`
	Damaged  int64            `json:"damaged"`
	Years    map[string]int64 `json:"years,omitempty"` // rows by the year of the event
}

// Practice is one organisation of one source.
type Practice struct {
	Source   string `json:"source"`
	GUID     string `json:"organisation_guid"`
	Code     string `json:"code,omitempty"`
	Name     string `json:"name,omitempty"`
	Rows     int64  `json:"rows"`
	Children int64  `json:"children"` // different patients of its patient rows
	Estimate bool   `json:"estimate,omitempty"`
	First    string `json:"first,omitempty"` // month of the first event
	Last     string `json:"last,omitempty"`  // month of the last event
}

// Code is one clinical code that events of a source use.
type Code struct {
	Source string `json:"source"`
	System string `json:"system,omitempty"`
	Code   string `json:"code,omitempty"`
	ID     int64  `json:"code_id"`
	Term   string `json:"term,omitempty"`
	// Category as the dictionary says it; Kind as concept.csv maps the code, or
	// "unmapped", or "unknown" where no dictionary has it.
	Category string `json:"category,omitempty"`
	Kind     string `json:"kind"`
	Class    string `json:"class,omitempty"` // of an unmapped code the likely one
	Rows     int64  `json:"rows"`
}

// Unmapped reports a code that no table maps.
func (c *Code) Unmapped() bool { return c.Kind == kindUnmapped || c.Kind == kindUnknown }
