package scan

// Options bound the work. The zero value is sensible.
type Options struct {
	// Chunk is the nominal size of a chunk in bytes. A chunk holds the records
	// that start within it. It decides the chunk table, and nothing else.
	Chunk int64
	// Workers scan chunks ahead of the one being confirmed. They decide the
	// speed, and nothing else.
	Workers int
	// MaxRecord is the longest record in bytes, without its line end. One
	// above it is damage. It also bounds memory: a worker holds at most two
	// buffers of twice its size and 9 bytes a field of the longest row. It is
	// at most 512 MiB.
	MaxRecord int

	window    int // bytes a read; tests make it tiny
	maxDamage int // damaged ranges; the last of them runs to the end of file
}

const (
	defaultChunk     = 64 << 20
	defaultMaxRecord = 4 << 20
	defaultWindow    = 256 << 10
	defaultMaxDamage = 1 << 20
	largestMaxRecord = 512 << 20 // a place in a buffer has 31 bits
	maxColumns       = 4096
)

// withDefaults fills in what is zero.
func (o Options) withDefaults() Options {
	if o.Chunk <= 0 {
		o.Chunk = defaultChunk // fixed by the design: the unit of resume
	}
	if o.Workers <= 0 {
		o.Workers = 1 // the caller knows how many files it reads at once
	}
	if o.MaxRecord <= 0 {
		o.MaxRecord = defaultMaxRecord // the longest EMIS row is below 100 KB
	}
	o.MaxRecord = min(o.MaxRecord, largestMaxRecord)
	if o.window <= 0 {
		o.window = defaultWindow // stays in cache between scan and hash
	}
	if o.maxDamage <= 0 {
		o.maxDamage = defaultMaxDamage // 64 MB of table
	}
	return o
}

// LineEnd is how the header line ends.
type LineEnd uint8

// NoLineEnd says that the file ends with the header.
const (
	NoLineEnd LineEnd = iota
	LF
	CRLF
)

// String returns "none", "lf" or "crlf".
func (e LineEnd) String() string {
	return [...]string{"none", "lf", "crlf"}[e]
}

// Reason says in words what is wrong with a damaged range.
type Reason string

// The reasons. A range has that of its first record.
const (
	StrayQuote     Reason = "stray-quote"      // a quote inside an unquoted field
	TextAfterQuote Reason = "text-after-quote" // a closing quote followed by neither comma nor line end
	OpenQuote      Reason = "open-quote"       // the file ends inside quotes
	RecordTooLong  Reason = "record-too-long"  // longer than Options.MaxRecord
	TooManyDamages Reason = "too-many-damages" // the 1,048,576th range: the rest of the file was not tried
)

// Survey is what one pass over a file found. It is plain data and may be
// stored and read back; Scan works on the copy.
type Survey struct {
	Size    int64    // bytes
	SHA256  string   // of all bytes, lower-case hex
	BOM     bool     // the file starts with a UTF-8 byte order mark
	Header  [][]byte // names, unescaped; from Windows-1252 if not valid UTF-8
	LineEnd LineEnd  // of the header line
	Records int64    // data records, damaged ranges included, header and empty lines not
	Chunks  []Chunk  // in file order; together they cover the bytes after the header line
	Damage  []Damage // in file order; nil if none

	// EndsInside says that the file ends inside a quoted field.
	EndsInside bool
	// FinalLineEnd says that the last byte is LF. A row that was cut off
	// outside quotes shows only here and in its number of fields.
	FinalLineEnd bool

	// Evidence of the encoding, from all bytes after the byte order mark.
	HighBytes      bool // any byte >= 0x80
	ValidMultiByte bool // any valid UTF-8 sequence of two bytes or more
	InvalidUTF8    bool // any byte that is part of no valid UTF-8 sequence

	MaxRecord int // Options.MaxRecord as it was applied

	window int
}

// Chunk is a part of the file that starts and ends at record starts.
type Chunk struct {
	Offset, End int64  // bytes [Offset, End) of the file
	FirstRecord int64  // number of its first record; data records count from 1
	Records     int64  // may be 0 in the only chunk of a file of empty lines
	FirstLine   int64  // physical line of Offset: 1 + the LF bytes before it
	Sum         uint32 // CRC-32C of its bytes
}

// Damage is a range of bytes that could not be read as records. It counts as
// one record.
type Damage struct {
	Offset, Length int64 // bytes, line ends included
	Record         int64 // its number
	Line           int64 // physical line of Offset
	Reason         Reason
}
