package extract

import (
	"lollipop/extract/emis"
	"lollipop/extract/scan"
	"lollipop/internal/table"
	"lollipop/mappings"
)

// scratch is the memory that one worker uses again from chunk to chunk.
type scratch struct {
	capacity                          int
	rows                              map[*mappings.Entity]*table.Batch
	aside, quarantine, excluded, held *table.Batch
}

func newScratch(capacity int) *scratch {
	return &scratch{
		capacity: capacity, rows: map[*mappings.Entity]*table.Batch{},
		aside:      table.NewBatch(emis.AsideSchema(), capacity),
		quarantine: table.NewBatch(quarantineSchema(), capacity),
		excluded:   table.NewBatch(excludedSchema(), capacity),
		held:       table.NewBatch(heldSchema(), capacity),
	}
}

// reader returns a reader of a chunk, with empty batches.
func (s *scratch) reader(t task) *emis.Reader {
	b := s.rows[t.Entity]
	if b == nil {
		b = table.NewBatch(t.layout.Schema, s.capacity)
		s.rows[t.Entity] = b
	}
	b.Reset()
	s.aside.Reset()
	return &emis.Reader{Layout: t.layout, Windows1252: t.windows1252 && t.messages == nil, Batch: b, Aside: s.aside}
}

// rowID is the name of a record for good.
func rowID(f *file, rec *scan.Record) int64 { return f.Number<<40 | rec.Number }

func quarantineSchema() table.Schema {
	return table.Schema{
		{Name: emis.RowIDColumn, Kind: table.Int64},
		{Name: emis.LineColumn, Kind: table.Int64},
		{Name: emis.OffsetColumn, Kind: table.Int64},
		{Name: "length", Kind: table.Int64},
		{Name: "entity", Kind: table.Text},
		{Name: "organisation_guid", Kind: table.GUID},
		{Name: "patient_guid", Kind: table.GUID},
		{Name: "rule", Kind: table.Text},
		{Name: "reason", Kind: table.Text},
		{Name: "original", Kind: table.Text},
	}
}

func excludedSchema() table.Schema {
	return table.Schema{
		{Name: emis.RowIDColumn, Kind: table.Int64},
		{Name: "rule", Kind: table.Text},
		{Name: "category", Kind: table.Text},
		{Name: "organisation_guid", Kind: table.GUID},
	}
}
