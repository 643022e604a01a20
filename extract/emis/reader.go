package emis

import (
	"lollipop/extract/scan"
	"lollipop/internal/table"
	"lollipop/mappings"
)

const (
	empty64       = table.NullInt64
	noBool  int32 = -1
)

// AsideSchema is the table of texts that a typed cell does not hold.
func AsideSchema() table.Schema {
	return table.Schema{
		{Name: RowIDColumn, Kind: table.Int64},
		{Name: "column", Kind: table.Text},
		{Name: "original", Kind: table.Text},
		{Name: "rule", Kind: table.Text},
	}
}

// Rules of the aside table.
const (
	RuleNonCanonical = "non-canonical"
	RuleBadGUID      = "bad-guid"
	RuleBadCode      = "bad-code"
	RuleBadInt       = "bad-int"
	RuleBadDate      = "bad-date"
	RuleBadTime      = "bad-time"
	RuleBadBool      = "bad-bool"
	RuleBadDecimal   = "bad-decimal"
	RuleBadDeleted   = "bad-deleted" // the row counts as live: nothing is withdrawn by a word that nobody can read
)

// Reader types records of one file. It appends to its two batches and never
// writes them; whoever owns it empties them. Use by one goroutine at a time.
type Reader struct {
	*Layout
	Windows1252 bool         // the file's encoding; else UTF-8
	Batch       *table.Batch // of Schema
	Aside       *table.Batch // of AsideSchema
	Bad         uint64       // columns of the last row whose text was not empty and could not be read, by bit

	asideBefore int // rows in Aside before the last row
	decoded     []byte
	pairs       []byte
}

// Read appends a record, which has as many fields as the header, to Batch,
// and what its typed cells do not hold to Aside.
func (r *Reader) Read(rec *scan.Record, rowID int64) {
	r.begin(rowID, rec.Line, rec.Offset)
	for i, field := range r.cells {
		var text []byte
		if field >= 0 {
			text = rec.Field(field)
		}
		r.put(i, rowID, text)
	}
	r.Batch.Vec[len(r.Batch.Vec)-1].Text.Append(r.unknown(rec))
	r.Batch.N++
}

// ReadMessage does the same with a row of a message at an offset of the file.
func (r *Reader) ReadMessage(row *MessageRow, rowID, line, offset int64) {
	r.begin(rowID, line, offset)
	for i := range r.cells {
		r.put(i, rowID, row.Texts[i])
	}
	r.Batch.Vec[len(r.Batch.Vec)-1].Text.Append(nil)
	r.Batch.N++
}

func (r *Reader) begin(rowID, line, offset int64) {
	b := r.Batch
	r.Bad, r.asideBefore = 0, r.Aside.N
	b.Vec[0].I64 = append(b.Vec[0].I64, rowID)
	b.Vec[1].I64 = append(b.Vec[1].I64, line)
	b.Vec[2].I64 = append(b.Vec[2].I64, offset)
}

// put appends the text of column i of the entity, or what it sets aside.
func (r *Reader) put(i int, rowID int64, text []byte) {
	v, kind := &r.Batch.Vec[firstCell+i], r.Entity.Columns[i].Kind
	if len(text) == 0 {
		appendEmpty(v, kind)
		return
	}
	if f := r.cell(v, kind, text); f != sound {
		r.setAside(i, rowID, text, f)
	}
}

// cell appends the value of a text that is not empty.
func (r *Reader) cell(v *table.Vector, kind mappings.ColumnKind, text []byte) (f fault) {
	var n int32
	switch kind {
	case mappings.KindGUID:
		g, f := parseGUID(text)
		v.GUID = append(v.GUID, g)
		return f
	case mappings.KindCode, mappings.KindInt:
		n, f := parseInt(text)
		v.I64 = append(v.I64, n)
		return f
	case mappings.KindDate:
		n, f = parseDate(text)
	case mappings.KindTime:
		n, f = parseTime(text)
	case mappings.KindBool:
		n, f = parseBool(text)
	case mappings.KindDecimal:
		v.Text.Append(r.utf8(text))
		return checkDecimal(text)
	default:
		v.Text.Append(r.utf8(text))
		return sound
	}
	v.I32 = append(v.I32, n)
	return f
}

func appendEmpty(v *table.Vector, kind mappings.ColumnKind) {
	switch kind {
	case mappings.KindGUID:
		v.GUID = append(v.GUID, [16]byte{})
	case mappings.KindCode, mappings.KindInt:
		v.I64 = append(v.I64, empty64)
	case mappings.KindDate:
		v.I32 = append(v.I32, 0)
	case mappings.KindTime, mappings.KindBool:
		v.I32 = append(v.I32, -1)
	default:
		v.Text.Append(nil)
	}
}

// utf8 returns text in UTF-8; it is valid until the next call.
func (r *Reader) utf8(text []byte) []byte {
	if !r.Windows1252 {
		return text
	}
	r.decoded = scan.DecodeWindows1252(r.decoded[:0], text)
	return r.decoded
}

// setAside keeps the text of a cell that does not hold it.
func (r *Reader) setAside(column int, rowID int64, text []byte, f fault) {
	c := &r.Entity.Columns[column]
	rule := RuleNonCanonical
	if f == bad {
		rule = badRule(c.Kind)
		if column == r.Entity.Deleted {
			rule = RuleBadDeleted
		}
		r.Bad |= 1 << column
	}
	a := r.Aside
	a.Vec[0].I64 = append(a.Vec[0].I64, rowID)
	a.Vec[1].Text.AppendString(c.Name)
	a.Vec[2].Text.Append(r.utf8(text))
	a.Vec[3].Text.AppendString(rule)
	a.N++
}

func badRule(k mappings.ColumnKind) string {
	switch k {
	case mappings.KindGUID:
		return RuleBadGUID
	case mappings.KindCode:
		return RuleBadCode
	case mappings.KindInt:
		return RuleBadInt
	case mappings.KindDate:
		return RuleBadDate
	case mappings.KindTime:
		return RuleBadTime
	case mappings.KindBool:
		return RuleBadBool
	}
	return RuleBadDecimal
}

// unknown returns the fields that no mapping knows as a JSON array of [name,
// value], or nothing where all are empty.
func (r *Reader) unknown(rec *scan.Record) []byte {
	r.pairs = r.pairs[:0]
	for _, x := range r.extra {
		text := rec.Field(x.field)
		if len(text) == 0 {
			continue
		}
		open := byte(',')
		if len(r.pairs) == 0 {
			open = '['
		}
		r.pairs = append(append(append(r.pairs, open, '['), x.name...), ',')
		r.pairs = append(appendJSON(r.pairs, r.utf8(text)), ']')
	}
	if len(r.pairs) > 0 {
		r.pairs = append(r.pairs, ']')
	}
	return r.pairs
}

// Drop takes the last row back out of both batches. It may be called once
// after a Read.
func (r *Reader) Drop() {
	truncate(r.Batch, r.Batch.N-1)
	truncate(r.Aside, r.asideBefore)
}

// truncate cuts a batch to its first n rows.
func truncate(b *table.Batch, n int) {
	for i := range b.Vec {
		v := &b.Vec[i]
		switch b.Schema()[i].Kind {
		case table.Int64:
			v.I64 = v.I64[:n]
		case table.Int32:
			v.I32 = v.I32[:n]
		case table.GUID:
			v.GUID = v.GUID[:n]
		case table.Text:
			truncateTexts(&v.Text, n)
		}
	}
	b.N = n
}

func truncateTexts(t *table.Texts, n int) {
	if len(t.Off) > n {
		t.Off, t.Data = t.Off[:n+1], t.Data[:t.Off[n]]
	}
}
