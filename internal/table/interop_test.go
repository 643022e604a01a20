package table_test

import (
	"os"
	"path/filepath"
	"testing"

	"lollipop/internal/table"

	"github.com/parquet-go/parquet-go"
)

// wide is observations() as parquet-go's generic reader sees it.
type wide struct {
	Row      int64    `parquet:"row"`
	GUID     [16]byte `parquet:"observation_guid,uuid"`
	Patient  [16]byte `parquet:"patient_guid,uuid"`
	Problem  [16]byte `parquet:"problem_guid,uuid"`
	Code     int64    `parquet:"code_id"`
	Value    int64    `parquet:"value_e6"`
	Date     int32    `parquet:"effective_date"`
	Time     int32    `parquet:"entered_time"`
	End      int32    `parquet:"end_date"`
	Unit     string   `parquet:"unit"`
	Text     string   `parquet:"associated_text"`
	Document string   `parquet:"document_id"`
}

// Another implementation reads the same values: what is written is Parquet, not just what our reader likes.
func TestGenericReader(t *testing.T) {
	const rows = 20_000
	want := madeUp(rows)
	path := filepath.Join(t.TempDir(), "t.parquet")
	_, err := writeBatch(path, want, 5000, table.Options{RowGroupRows: 9000})
	must(t, err)
	got, err := parquet.ReadFile[wide](path)
	must(t, err)
	if len(got) != rows {
		t.Fatalf("%d rows", len(got))
	}
	v := func(name string) *table.Vector { return &want.Vec[want.Schema().Index(name)] }
	for i, g := range got {
		w := wide{
			v("row").I64[i], v("observation_guid").GUID[i], v("patient_guid").GUID[i], v("problem_guid").GUID[i],
			v("code_id").I64[i], v("value_e6").I64[i], v("effective_date").I32[i], v("entered_time").I32[i],
			v("end_date").I32[i], string(v("unit").Text.At(i)), string(v("associated_text").Text.At(i)),
			string(v("document_id").Text.At(i)),
		}
		if g != w {
			t.Fatalf("row %d: %+v, want %+v", i, g, w)
		}
	}
}

// The encodings are what makes reading fast and files small; a hash or a threshold gone wrong shows here.
func TestEncodings(t *testing.T) {
	path := filepath.Join(t.TempDir(), "t.parquet")
	_, err := writeBatch(path, madeUp(50_000), 5000, table.Options{})
	must(t, err)
	f, err := os.Open(path)
	must(t, err)
	defer f.Close()
	st, err := f.Stat()
	must(t, err)
	p, err := parquet.OpenFile(f, st.Size())
	must(t, err)
	want := map[string]string{
		"row": "DELTA_BINARY_PACKED", "observation_guid": "PLAIN", "patient_guid": "RLE_DICTIONARY",
		"code_id": "RLE_DICTIONARY", "effective_date": "RLE_DICTIONARY", "problem_guid": "RLE_DICTIONARY",
		"unit": "RLE_DICTIONARY", "flags": "RLE_DICTIONARY", "entered_time": "PLAIN",
	}
	for _, c := range p.Metadata().RowGroups[0].Columns {
		name := c.MetaData.PathInSchema[0]
		last := c.MetaData.Encoding[len(c.MetaData.Encoding)-1].String()
		if w, ok := want[name]; ok && w != last {
			t.Errorf("column %s is encoded as %s, want %s", name, last, w)
		}
	}
	if _, err := parquet.OpenFile(f, st.Size()); err != nil || p.Schema().Columns() == nil {
		t.Error(err)
	}
}
