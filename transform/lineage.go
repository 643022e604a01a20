package transform

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"lollipop/internal/spill"
	"lollipop/internal/table"
)

// reasons are the words of event merges; a lineage record holds their index.
var reasons = [...]string{
	reasonNone: "", reasonRepeat: "repeat", reasonSameEvent: "same-event",
	reasonComponent: "component", reasonAgreement: "agreement", reasonBirthFact: "birth-fact",
	reasonPrescribed: "prescribed",
}

const (
	reasonNone uint8 = iota
	reasonRepeat
	reasonSameEvent
	reasonComponent
	reasonAgreement
	reasonBirthFact
	reasonPrescribed
)

var (
	lineageSchema = table.Schema{
		{Name: "row_id", Kind: table.Int64},
		{Name: "table", Kind: table.Text},
		{Name: "id", Kind: table.Int64},
		{Name: "role", Kind: table.Int32},
	}
	mergeSchema = table.Schema{
		{Name: "table", Kind: table.Text},
		{Name: "id", Kind: table.Int64},
		{Name: "row_id", Kind: table.Int64},
		{Name: "reason", Kind: table.Text},
	}
)

// lineageRecord says that a source row made, or contributed to, a target row.
type lineageRecord struct {
	row, id int64
	table   uint8
	primary bool
	reason  uint8
}

// lineageSink takes lineage with final ids. One a goroutine.
type lineageSink struct {
	t    *run
	sink *spill.Sink
	buf  []byte
}

func (s *lineageSink) add(row int64, tableName string, id int64, primary bool) error {
	return s.put(lineageRecord{row: row, id: id, table: s.t.tableIndex[tableName], primary: primary})
}

func (s *lineageSink) merge(row int64, tableName string, id int64, reason uint8) error {
	return s.put(lineageRecord{
		row: row, id: id, table: s.t.tableIndex[tableName], reason: reason,
	})
}

func (s *lineageSink) put(r lineageRecord) error {
	b := spill.PutUvarint(s.buf[:0], uint64(r.row))
	b = spill.PutUvarint(b, uint64(r.id))
	b = append(b, r.table, r.reason)
	s.buf = spill.PutBool(b, r.primary)
	return s.sink.Append(s.t.lineagePartition(r.row), s.buf)
}

// lineagePartition is the range of source rows that a row belongs to.
func (t *run) lineagePartition(row int64) int {
	return int(t.in.ordinal(row) * int64(t.partitions) / max(t.in.total, 1))
}

// lineageParts is the number of files that the lineage is written in, each by
// one worker: a fixed unit of work.
const lineageParts = 16

// writeLineage sorts the lineage by row, table and id and writes it, and with it
// the claims of event merges.
func (t *run) writeLineage(ctx context.Context) error {
	if err := t.lineage.Finish(); err != nil {
		return err
	}
	merges := make([][]lineageRecord, lineageParts)
	err := share(ctx, t.workers, lineageParts, func(ctx context.Context, _, part int) error {
		return t.writeLineagePart(ctx, part, &merges[part])
	})
	if err != nil {
		return err
	}
	return t.writeMerges(merges)
}

func (t *run) writeLineagePart(ctx context.Context, part int, merges *[]lineageRecord) error {
	f, err := t.out.create(filepath.Join("lineage", fmt.Sprintf("%02d.parquet", part)), lineageSchema)
	if err != nil {
		return err
	}
	b := table.NewBatch(lineageSchema, batchRows)
	var records []lineageRecord
	each := t.partitions / lineageParts
	for p := part * each; p < (part+1)*each; p++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		if records, err = t.readLineage(p, records[:0]); err != nil {
			return err
		}
		for i := range records {
			if err := t.appendLineage(f, b, &records[i]); err != nil {
				return err
			}
			if records[i].reason != 0 {
				*merges = append(*merges, records[i])
			}
		}
	}
	mutateBatch("lineage", b)
	if err := f.write(b); err != nil {
		return err
	}
	return f.close()
}

func (t *run) appendLineage(f *tableFile, b *table.Batch, r *lineageRecord) error {
	role := int32(0)
	if r.primary {
		role = 1
	}
	b.Vec[0].I64 = append(b.Vec[0].I64, r.row)
	b.Vec[1].Text.AppendString(t.tables[r.table].Name)
	b.Vec[2].I64 = append(b.Vec[2].I64, r.id)
	b.Vec[3].I32 = append(b.Vec[3].I32, role)
	b.N++
	if !b.Full() {
		return nil
	}
	defer b.Reset()
	mutateBatch("lineage", b)
	return f.write(b)
}

// readLineage returns the sorted records of a partition, each once: a row that
// is primary of a target row is not its contributor too.
func (t *run) readLineage(p int, records []lineageRecord) ([]lineageRecord, error) {
	records = slices.Grow(records, int(t.lineage.Records(p)))
	err := t.lineage.Read(p, func(b []byte) error {
		c := spill.NewCursor(b)
		r := lineageRecord{row: int64(c.Uvarint()), id: int64(c.Uvarint()), table: c.Byte(), reason: c.Byte(), primary: c.Bool()}
		records = append(records, r)
		return c.Done()
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(records, func(a, b lineageRecord) int {
		return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.table, b.table), cmp.Compare(a.id, b.id),
			-compareBool(a.primary, b.primary), -cmp.Compare(a.reason, b.reason))
	})
	return slices.CompactFunc(records, func(a, b lineageRecord) bool {
		return a.row == b.row && a.table == b.table && a.id == b.id
	}), nil
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	default:
		return -1
	}
}

func (t *run) writeMerges(parts [][]lineageRecord) error {
	f, err := t.out.create("merge.parquet", mergeSchema)
	if err != nil {
		return err
	}
	b := table.NewBatch(mergeSchema, batchRows)
	for _, part := range parts {
		for i := range part {
			r := &part[i]
			t.counts.add("merge."+reasons[r.reason], 1)
			b.Vec[0].Text.AppendString(t.tables[r.table].Name)
			b.Vec[1].I64 = append(b.Vec[1].I64, r.id)
			b.Vec[2].I64 = append(b.Vec[2].I64, r.row)
			b.Vec[3].Text.AppendString(reasons[r.reason])
			b.N++
			if b.Full() {
				mutateBatch("merge.parquet", b)
				if err := f.write(b); err != nil {
					return err
				}
				b.Reset()
			}
		}
	}
	mutateBatch("merge.parquet", b)
	if err := f.write(b); err != nil {
		return err
	}
	return f.close()
}
