package table_test

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"lollipop/internal/table"
)

// observations is shaped like the widest staged table, CareRecord_Observation: 26 columns, 8 of them GUIDs.
func observations() table.Schema {
	return table.Schema{
		{Name: "row", Kind: table.Int64},
		{Name: "observation_guid", Kind: table.GUID},
		{Name: "patient_guid", Kind: table.GUID},
		{Name: "organisation_guid", Kind: table.GUID},
		{Name: "effective_date", Kind: table.Int32},
		{Name: "effective_precision", Kind: table.Int32},
		{Name: "entered_date", Kind: table.Int32},
		{Name: "entered_time", Kind: table.Int32},
		{Name: "clinician_guid", Kind: table.GUID},
		{Name: "entered_by_guid", Kind: table.GUID},
		{Name: "parent_guid", Kind: table.GUID},
		{Name: "code_id", Kind: table.Int64},
		{Name: "problem_guid", Kind: table.GUID},
		{Name: "consultation_guid", Kind: table.GUID},
		{Name: "value_e6", Kind: table.Int64},
		{Name: "range_low", Kind: table.Text},
		{Name: "range_high", Kind: table.Text},
		{Name: "unit", Kind: table.Text},
		{Name: "observation_type", Kind: table.Text},
		{Name: "associated_text", Kind: table.Text},
		{Name: "document_id", Kind: table.Text},
		{Name: "end_date", Kind: table.Int32},
		{Name: "processing_id", Kind: table.Int32},
		{Name: "confidential", Kind: table.Int32},
		{Name: "deleted", Kind: table.Int32},
		{Name: "flags", Kind: table.Int32},
	}
}

func guid(kind byte, n uint64) (g [16]byte) {
	n *= 0x9e3779b97f4a7c15
	binary.BigEndian.PutUint64(g[:], n^n>>29)
	binary.BigEndian.PutUint64(g[8:], n*0xd6e8feb86659fd93)
	g[0] = kind
	return g
}

// source appends made-up observations, the same for the same seed.
type source struct {
	rng *rand.Rand
	n   int64
}

func newSource(seed uint64) *source { return &source{rng: rand.New(rand.NewPCG(seed, 1))} }

func (s *source) append(b *table.Batch) {
	r := s.rng
	sometimes := func(percent int, g [16]byte) [16]byte {
		if r.IntN(100) < percent {
			return g
		}
		return [16]byte{}
	}
	date := func() int32 { return int32(20000101 + 10000*r.IntN(20) + 100*r.IntN(12) + r.IntN(28)) }
	text := func(i, percent int, v string) {
		if r.IntN(100) < percent {
			b.Vec[i].Text.AppendString(v)
		} else {
			b.Vec[i].Text.AppendString("")
		}
	}
	guids := [][16]byte{
		1: guid(1, uint64(s.n)), 2: guid(2, uint64(s.n/200*10)+r.Uint64N(10)), 3: guid(3, uint64(s.n/5000)), 8: guid(4, r.Uint64N(300)),
		9: guid(4, r.Uint64N(300)), 10: sometimes(5, guid(1, r.Uint64())), 12: sometimes(10, guid(5, r.Uint64N(50000))),
		13: sometimes(40, guid(6, uint64(s.n/3))),
	}
	for i, g := range guids {
		if b.Schema()[i].Kind == table.GUID {
			b.Vec[i].GUID = append(b.Vec[i].GUID, g)
		}
	}
	value := table.NullInt64
	if r.IntN(100) < 30 {
		value = int64(r.IntN(20000)) * 10000
	}
	for i, v := range map[int]int64{0: 7<<40 | s.n, 11: int64(100000 + r.IntN(4000)), 14: value} {
		b.Vec[i].I64 = append(b.Vec[i].I64, v)
	}
	for i, v := range map[int]int32{4: date(), 5: 1, 6: date(), 7: int32(r.IntN(86400)), 21: table.NullInt32, 22: int32(s.n / 100000), 23: 0, 24: 0, 25: int32(r.IntN(4))} {
		b.Vec[i].I32 = append(b.Vec[i].I32, v)
	}
	text(15, 5, fmt.Sprint(r.IntN(20)))
	text(16, 5, fmt.Sprint(20+r.IntN(90)))
	text(17, 30, []string{"kg", "cm", "mmol/L", "%", "kg/m2"}[r.IntN(5)])
	text(18, 100, []string{"Observation", "Value", "Immunisation", "Family history"}[r.IntN(4)])
	text(19, 15, fmt.Sprintf("seen at clinic %d, room %d, no concerns", r.IntN(1000), r.IntN(50)))
	text(20, 2, fmt.Sprintf("doc-%08x", r.Uint32()))
	s.n++
	b.N++
}

// writeObservations writes rows made-up observations and returns the path.
func writeObservations(t testing.TB, rows int, o table.Options) (string, table.Info) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "observation.parquet")
	w, err := table.Create(path, observations(), o)
	must(t, err)
	defer w.Abort()
	b, src := table.NewBatch(observations(), 4096), newSource(1)
	for range rows {
		if src.append(b); b.Full() {
			must(t, w.Write(b))
			b.Reset()
		}
	}
	must(t, w.Write(b))
	info, err := w.Close()
	must(t, err)
	return path, info
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
