package table

import (
	"fmt"
	"math"
	"unicode/utf8"
)

// The value that stands for "empty" in a column of each integer kind. Empty GUIDs are all zero, empty texts have no
// bytes.
const (
	NullInt64 int64 = math.MinInt64
	NullInt32 int32 = math.MinInt32
)

// Kind is the type of a column's values.
type Kind uint8

// The kinds of column. GUID is 16 bytes with Parquet's UUID type, Text has Parquet's STRING type: it must be
// UTF-8, which is not checked here, but other programs refuse a file where it is not.
const (
	Int64 Kind = iota + 1
	Int32
	GUID
	Text
)

// String returns the kind as error messages name it.
func (k Kind) String() string {
	switch k {
	case Int64:
		return "int64"
	case Int32:
		return "int32"
	case GUID:
		return "guid"
	case Text:
		return "text"
	}
	return fmt.Sprintf("kind(%d)", uint8(k))
}

// Column names one column and the kind of its values.
type Column struct {
	Name string
	Kind Kind
}

// Schema is the columns of a table in file order. It is not changed once a Batch, Writer or Reader has it.
type Schema []Column

// Index returns the position of the column called name, or -1.
func (s Schema) Index(name string) int {
	for i := range s {
		if s[i].Name == name {
			return i
		}
	}
	return -1
}

// Equal reports whether both schemas have the same columns in the same order.
func (s Schema) Equal(other Schema) bool {
	if len(s) != len(other) {
		return false
	}
	for i := range s {
		if s[i] != other[i] {
			return false
		}
	}
	return true
}

// validate refuses a schema that no file can hold.
func (s Schema) validate() error {
	if len(s) == 0 || len(s) > maxColumns {
		return fmt.Errorf("schema of %d columns, want 1 to %d", len(s), maxColumns)
	}
	seen := make(map[string]bool, len(s))
	for i, c := range s {
		switch {
		case c.Name == "" || !utf8.ValidString(c.Name):
			return fmt.Errorf("column %d has no usable name", i)
		case seen[c.Name]:
			return fmt.Errorf("column %q appears twice", c.Name)
		case c.Kind < Int64 || c.Kind > Text:
			return fmt.Errorf("column %q has unknown %v", c.Name, c.Kind)
		}
		seen[c.Name] = true
	}
	return nil
}

// firstInt64 is the position of the column that row groups are found by, or -1.
func (s Schema) firstInt64() int {
	for i := range s {
		if s[i].Kind == Int64 {
			return i
		}
	}
	return -1
}
