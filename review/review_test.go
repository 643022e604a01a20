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
	same := Decision{First: 1, Second: 2, Same: true, Reviewer: "A. Nurse", Other: "B, Lead", On: 20210401}
	two := Decision{First: 3, Second: 4, Reviewer: "A. Nurse", On: 20210402}
	first := apply(Taken{Same: 1, Different: 1}, same, two)
	same.First, same.Second = same.Second, same.First
	if apply(Taken{Known: 2}, same, two) != first {
		t.Error("what was said before is written again")
	}
	changed := same
	changed.Same, changed.On = false, 20210403
	if after := apply(Taken{Different: 1}, changed); !strings.HasPrefix(after, first) {
		t.Error("a line that stood there is another")
	}
	list, _, err := forms.ReadDecisions(path)
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
