package transform

import (
	"os"
	"path/filepath"
	"slices"
	"sync"

	"lollipop/internal/chis"
	"lollipop/internal/ledger"
	"lollipop/internal/table"
	"lollipop/mappings"
)

// output creates the files of the stage and remembers them for the manifest.
type output struct {
	part *ledger.Part
	mu   sync.Mutex
	made []ledger.File
}

// tableFile is one Parquet file of the stage being written.
type tableFile struct {
	out *output
	rel string
	w   *table.Writer
}

// groupRows keeps row groups small: some sixty files are written at once.
const groupRows = 32 << 10

func (o *output) create(rel string, s table.Schema) (*tableFile, error) {
	path := o.part.Path(rel)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	w, err := table.Create(path, s, table.Options{RowGroupRows: groupRows})
	if err != nil {
		return nil, err
	}
	return &tableFile{out: o, rel: filepath.ToSlash(rel), w: w}, nil
}

func (f *tableFile) write(b *table.Batch) error { return f.w.Write(b) }

func (f *tableFile) close() error {
	info, err := f.w.Close()
	if err != nil {
		return err
	}
	f.out.mu.Lock()
	defer f.out.mu.Unlock()
	f.out.made = append(f.out.made, ledger.File{Path: f.rel, SHA256: info.SHA256, Bytes: info.Bytes, Rows: info.Rows})
	return nil
}

// files lists what was made, by path.
func (o *output) files() []ledger.File {
	slices.SortFunc(o.made, func(a, b ledger.File) int {
		if a.Path < b.Path {
			return -1
		}
		return 1
	})
	return o.made
}

// targetSchema is the Parquet form of a target table.
func targetSchema(t *mappings.Table) table.Schema {
	s := make(table.Schema, len(t.Columns))
	for i, c := range t.Columns {
		s[i] = table.Column{Name: c.Name, Kind: targetKind(c.Kind)}
	}
	return s
}

func targetKind(k mappings.TargetKind) table.Kind {
	switch k {
	case mappings.TargetID, mappings.TargetRef, mappings.TargetRow, mappings.TargetInt:
		return table.Int64
	case mappings.TargetDate, mappings.TargetBool:
		return table.Int32
	default:
		return table.Text
	}
}

// appender fills one row of a batch from its first column to its last. The
// order of its calls is the order of the columns in the target table.
type appender struct {
	b          *table.Batch
	c          int
	restricted bool // the row is one of the restricted twin
}

func (a *appender) vec() *table.Vector {
	v := &a.b.Vec[a.c]
	a.c++
	return v
}

func (a *appender) int(n int64) {
	v := a.vec()
	v.I64 = append(v.I64, n)
}

func (a *appender) date(d chis.Date) {
	v := a.vec()
	v.I32 = append(v.I32, int32(d))
}

func (a *appender) bool(t bool) {
	v := a.vec()
	n := int32(0)
	if t {
		n = 1
	}
	v.I32 = append(v.I32, n)
}

// flag appends a staged boolean as it is: 1, 0, or -1 for NULL.
func (a *appender) flag(n int32) {
	v := a.vec()
	v.I32 = append(v.I32, n)
}

func (a *appender) text(s string)    { a.vec().Text.AppendString(s) }
func (a *appender) bytes(s []byte)   { a.vec().Text.Append(s) }
func (a *appender) guid(g chis.GUID) { a.vec().Text.AppendString(g.String()) }

// end completes the row. A row whose calls do not match its table would shift
// every value after it: that is a mistake of this package, found at once.
func (a *appender) end() {
	if a.c != len(a.b.Vec) {
		panic("transform: row with a wrong number of columns")
	}
	a.b.N++
}
