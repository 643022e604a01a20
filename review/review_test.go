package review

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lollipop/internal/chis"
	"lollipop/internal/forms"
	"lollipop/internal/ledger"
	"lollipop/internal/table"
)

// workspace holds a crosswalk of four records, of rows 1 to 4.
func workspace(t *testing.T) *ledger.Workspace {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "work")
	schema := table.Schema{{Name: "source", Kind: table.Text}, {Name: "organisation_guid", Kind: table.GUID}, {Name: "patient_guid", Kind: table.GUID}, {Name: "row_id", Kind: table.Int64}}
	if err := os.MkdirAll(filepath.Join(dir, ledger.Transform), 0o700); err != nil {
		t.Fatal(err)
	}
	w, err := table.Create(filepath.Join(dir, ledger.Transform, "crosswalk.parquet"), schema, table.Options{})
	if err != nil {
		t.Fatal(err)
	}
	b := table.NewBatch(schema, 8)
	for n := range 4 {
		b.Vec[0].Text.AppendString("chis")
		b.Vec[1].GUID = append(b.Vec[1].GUID, chis.GUID{1})
		b.Vec[2].GUID = append(b.Vec[2].GUID, chis.GUID{byte(n + 1)})
		b.Vec[3].I64 = append(b.Vec[3].I64, int64(n+1))
		b.N++
	}
	if err := w.Write(b); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Close(); err != nil {
		t.Fatal(err)
	}
	ws, err := ledger.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = ws.Close() })
	return ws
}

// marks are those of two of its records.
func marks(first, second byte) [2]uint32 {
	key := func(n byte) forms.RecordKey {
		return forms.RecordKey{Source: "chis", Organisation: chis.GUID{1}, Patient: chis.GUID{n}}
	}
	return [2]uint32{key(first).Mark(), key(second).Mark()}
}

// What was decided stands after what stood there, once, and is what transform reads.
func TestApply(t *testing.T) {
	ws, path := workspace(t), filepath.Join(t.TempDir(), "decisions.csv")
	apply := func(want Taken, decisions ...Decision) string {
		t.Helper()
		content, done, err := Apply(context.Background(), ws, path, decisions)
		if err != nil || done != want {
			t.Fatalf("%+v, %v, want %+v", done, err, want)
		}
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		return string(content)
	}
	same := Decision{First: 1, Second: 2, Marks: marks(1, 2), Same: true, Reviewer: "A. Nurse", Other: "B, Lead", On: 20210401}
	two := Decision{First: 3, Second: 4, Marks: marks(3, 4), Reviewer: "A. Nurse", On: 20210402}
	first := apply(Taken{Same: 1, Different: 1}, same, two)
	same.First, same.Second, same.Marks = same.Second, same.First, marks(2, 1)
	if apply(Taken{Known: 2}, same, two) != first {
		t.Error("what was said before is written again")
	}
	changed := same
	changed.Same, changed.On = false, 20210403
	if after := apply(Taken{Different: 1}, changed); !strings.HasPrefix(after, first) {
		t.Error("a line that stood there is another")
	}
	list, _, err := forms.ReadBothDecisions(path, "")
	if err != nil || len(list) != 2 || list[0].Same || list[1].Same {
		t.Errorf("%+v, %v", list, err)
	}
}

func TestApplyOfAnotherRehearsal(t *testing.T) {
	_, _, err := Apply(context.Background(), workspace(t), filepath.Join(t.TempDir(), "decisions.csv"), []Decision{{First: 1, Second: 77, Reviewer: "A. Nurse", On: 20210401}})
	var unknown *UnknownRowError
	if !errors.As(err, &unknown) || unknown.Row != 77 || unknown.Hint() == "" {
		t.Errorf("%v", err)
	}
}

// A workbook of another delivery named rows that other patients stand in here, and its
// decisions were written down about these.
func TestApplyOfOtherRecordsInTheSameRows(t *testing.T) {
	ws, path := workspace(t), filepath.Join(t.TempDir(), "decisions.csv")
	for _, m := range [][2]uint32{marks(1, 3), marks(3, 2), {}} {
		d := Decision{Where: "old.xlsx A4", First: 1, Second: 2, Marks: m, Same: true, Reviewer: "A. Nurse", Other: "B. Lead", On: 20210401}
		content, _, err := Apply(context.Background(), ws, path, []Decision{d})
		var other *OtherRehearsalError
		if !errors.As(err, &other) || other.Where != d.Where || content != nil || !other.Usage() || other.Hint() == "" {
			t.Errorf("%v", err)
		}
	}
}

// Two workbooks may tell of one pair, and an old one may come back late: what is
// written is always a file that transform reads.
func TestApplyRefuses(t *testing.T) {
	const taken = "same,A. Nurse,B. Lead,2021-04-02"
	pair := "chis," + chis.GUID{1}.String() + "," + chis.GUID{1}.String() + ",chis," + chis.GUID{1}.String() + "," + chis.GUID{2}.String() + ","
	said := func(where string, same bool, on chis.Date) Decision {
		return Decision{Where: where, First: 1, Second: 2, Marks: marks(1, 2), Same: same, Reviewer: "A. Nurse", Other: "B. Lead", On: on}
	}
	for _, test := range []struct {
		name      string
		stands    []string
		decisions []Decision
		want      Taken
		wrong     string
	}{
		{"the same in two files", nil, []Decision{said("one A4", true, 20210401), said("two A9", true, 20210401)}, Taken{Same: 1, Known: 1}, ""},
		{"the later file decided earlier", nil, []Decision{said("one A4", true, 20210403), said("two A9", true, 20210401)}, Taken{Same: 2}, ""},
		{"two files disagree", nil, []Decision{said("one A4", true, 20210401), said("two A9", false, 20210401)}, Taken{}, "two A9: says otherwise than one A4"},
		{"decided later already", []string{taken}, []Decision{said("one A4", false, 20210401)}, Taken{}, "one A4: the pair was decided anew on 2021-04-02"},
		{"taken back since", []string{taken, "open,C. Lead,,2021-04-05"}, []Decision{said("one A4", true, 20210402)}, Taken{}, "decided anew on 2021-04-05"},
		{"taken back, and decided after that", []string{taken, "open,C. Lead,,2021-04-05"}, []Decision{said("one A4", true, 20210406)}, Taken{Same: 1}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			ws, path := workspace(t), filepath.Join(t.TempDir(), "decisions.csv")
			lines := []string{strings.Join(forms.DecisionHeader, ",")}
			for _, s := range test.stands {
				lines = append(lines, pair+s)
			}
			if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")), 0o600); err != nil {
				t.Fatal(err)
			}
			content, done, err := Apply(context.Background(), ws, path, test.decisions)
			if test.wrong != "" {
				var refused *RefusedError
				if !errors.As(err, &refused) || !strings.Contains(err.Error(), test.wrong) || refused.Hint() == "" || content != nil {
					t.Fatalf("error %v, want one that says %q", err, test.wrong)
				}
				return
			}
			if err != nil || done != test.want {
				t.Fatalf("%+v, %v, want %+v", done, err, test.want)
			}
			if _, err := forms.ParseDecisions("decisions.csv", content); err != nil {
				t.Errorf("what was written is refused: %v", err)
			}
		})
	}
}
