package target

import (
	"fmt"

	"lollipop/internal/table"
)

// Kind is the type of a target column.
type Kind uint8

// The kinds. In a batch Int is an int64 (table.NullInt64 = NULL), Date an int32 yyyymmdd (0 = NULL), Bool an int32 0
// or 1 (-1 = NULL), Text and Decimal are texts (empty = NULL).
const (
	Int Kind = iota + 1
	Date
	Bool
	Text
	Decimal
)

// String names the kind as error messages do.
func (k Kind) String() string {
	switch k {
	case Int:
		return "int"
	case Date:
		return "date"
	case Bool:
		return "bool"
	case Text:
		return "text"
	case Decimal:
		return "decimal"
	}
	return fmt.Sprintf("kind(%d)", uint8(k))
}

// Vector is the kind of vector that holds the column in a batch.
func (k Kind) Vector() table.Kind {
	switch k {
	case Int:
		return table.Int64
	case Date, Bool:
		return table.Int32
	default:
		return table.Text
	}
}

// The value that stands for NULL in a batch, by kind. Text and Decimal have the empty text.
const (
	NullInt        = table.NullInt64
	NullDate int32 = 0
	NullBool int32 = -1
)

// Column is a column of a target table.
type Column struct {
	Name string
	Kind Kind
}

// Schema is the columns as a batch holds them.
func Schema(columns []Column) table.Schema {
	s := make(table.Schema, len(columns))
	for i, c := range columns {
		s[i] = table.Column{Name: c.Name, Kind: c.Kind.Vector()}
	}
	return s
}

// Fixed is an integer column that has one value in every row of a load.
type Fixed struct {
	Name  string
	Value int32
}

// Rows is what Fill writes into a table. Next resets and fills the batch it is given, whose columns are those of
// Columns, and returns io.EOF when no row is left, as table.Reader.Next does. It is called by one goroutine at a time,
// never after Fill has returned.
type Rows struct {
	Table   string // as the driver's Table method names it
	Columns []Column
	Fixed   []Fixed
	Next    func(*table.Batch) error
}

// BatchRows is how many rows the drivers move at a time: text of some 2 MiB, which stays in the cache.
const BatchRows = 8192
