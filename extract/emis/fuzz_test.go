package emis

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"lollipop/extract/scan"
	"lollipop/mappings"
)

// FuzzBind binds any header line to the widest file type. What is bound holds:
// no field serves two columns, every field is a column or kept beside, a column
// that every version has is there; and what is refused names no value.
func FuzzBind(f *testing.F) {
	set, err := mappings.Load()
	if err != nil {
		f.Fatal(err)
	}
	e := set.Entity("observation")
	for _, v := range set.Versions() {
		f.Add([]byte(`"` + strings.Join(set.Layout(e.Table, v), `","`) + "\"\r\n"))
	}
	f.Add([]byte("OBSERVATIONGUID, PatientGuid ,organisationguid,CodeId,codeid\n"))
	f.Add([]byte("{0A1B2C3D-0000-4000-8000-000000000001},secretvalue,secretvalue\n"))
	f.Fuzz(func(t *testing.T, line []byte) {
		s, err := scan.Run(context.Background(), bytes.NewReader(line), int64(len(line)), scan.Options{})
		if err != nil {
			return
		}
		for _, v := range Recognise([]Likeness{Compare(set, e.Table, s.Header)}) {
			if v.Name == "" || v.Differs < 0 {
				t.Errorf("%q is taken for %+v", line, v)
			}
		}
		l, err := Bind(e, s.Header, "file")
		if err != nil {
			var refusal *Refusal
			if !errors.As(err, &refusal) || refusal.Next == "" || strings.Contains(err.Error(), "secretvalue") {
				t.Errorf("%q: %v", line, err)
			}
			return
		}
		used := map[int]bool{}
		for i, field := range l.cells {
			switch {
			case field < 0 && e.Columns[i].Required:
				t.Errorf("%q: %s is missing", line, e.Columns[i].EMIS)
			case field >= 0 && (used[field] || e.Header(string(s.Header[field])) != i):
				t.Errorf("%q: field %d is bound to %s", line, field, e.Columns[i].EMIS)
			case field >= 0:
				used[field] = true
			}
		}
		if len(used)+len(l.extra) != len(s.Header) {
			t.Errorf("%q: %d columns, %d beside them, %d fields", line, len(used), len(l.extra), len(s.Header))
		}
	})
}
