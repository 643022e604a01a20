package sqlite

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"lollipop/internal/ledger"
	"lollipop/internal/sqlite"
	"lollipop/load"
	"lollipop/load/loadtest"
	"lollipop/mappings"
)

func setUp(t *testing.T, rows int) (*mappings.Set, *ledger.Workspace) {
	t.Helper()
	set, err := mappings.Load()
	check(t, err)
	work, err := ledger.Open(t.TempDir())
	check(t, err)
	t.Cleanup(func() { check(t, work.Close()) })
	loadtest.Synth{Seed: 1, Rows: rows}.Write(t, work, set)
	return set, work
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func run(t *testing.T, to *Target, set *mappings.Set, work *ledger.Workspace) error {
	t.Helper()
	_, err := load.Run(t.Context(), load.Options{Mappings: set, Work: work, Target: to})
	check(t, to.Close())
	return err
}

// What the SQL declares is what target.csv says: tables, columns, types, nullability, references, keys.
func TestTablesAreThoseOfTheMappings(t *testing.T) {
	set, work := setUp(t, 1)
	path := filepath.Join(t.TempDir(), "t.candidate.db")
	check(t, run(t, New(path), set, work))
	db, err := sqlite.Open(path)
	check(t, err)
	defer db.Close()
	ask := func(query string) string {
		texts, err := db.Texts(t.Context(), query)
		check(t, err)
		return strings.Join(texts, "\n")
	}
	var names []string
	for _, tb := range set.Tables() {
		for _, twin := range []bool{false, true} {
			if twin && !tb.Twin {
				continue
			}
			name := strings.Trim(db.Table(tb.Name, twin), `"`)
			names = append(names, name)
			if got, want := ask("SELECT name || ' ' || type || ' ' || \"notnull\" || ' ' || pk FROM pragma_table_info('"+name+"')"), wantColumns(tb); got != want {
				t.Errorf("%s has\n%s\nwant\n%s", name, got, want)
			}
			got := ask(`SELECT "from" || ' ' || "table" || ' ' || "to" FROM pragma_foreign_key_list('` + name + `') ORDER BY id DESC`)
			if want := wantReferences(set, tb, twin); got != want {
				t.Errorf("%s refers to\n%s\nwant\n%s", name, got, want)
			}
			if index := ask("SELECT name FROM pragma_index_list('" + name + "')"); (index == name+"_child_id") != (tb.Column("child_id") >= 0) {
				t.Errorf("%s has index %q", name, index)
			}
		}
	}
	got := ask("SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND strict AND type = 'table'")
	if want := fmt.Sprint(len(names) + 1); got != want {
		t.Errorf("%s strict tables, want %s", got, want)
	}
}

func wantColumns(tb *mappings.Table) string {
	var lines []string
	for _, c := range tb.Columns {
		kind := "INTEGER"
		switch c.Kind {
		case mappings.TargetDate, mappings.TargetText, mappings.TargetDecimal:
			kind = "TEXT"
		}
		lines = append(lines, fmt.Sprintf("%s %s %d %d", c.Name, kind, number(!c.Null), number(c.Kind == mappings.TargetID)))
	}
	return strings.Join(append(lines, "load_id INTEGER 1 0"), "\n")
}

func wantReferences(set *mappings.Set, tb *mappings.Table, twin bool) string {
	var lines []string
	for _, c := range tb.Columns {
		if c.Kind == mappings.TargetRef && (!twin || !set.Table(c.References).Twin) {
			lines = append(lines, c.Name+" "+c.References+" id")
		}
	}
	return strings.Join(lines, "\n")
}

func number(b bool) int {
	if b {
		return 1
	}
	return 0
}

func TestAFinishedCandidateIsSafe(t *testing.T) {
	set, work := setUp(t, 20)
	path := filepath.Join(t.TempDir(), "t.candidate.db")
	check(t, run(t, New(path), set, work))
	st, err := os.Stat(path)
	check(t, err)
	if runtime.GOOS != "windows" && st.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", st.Mode())
	}
	beside, err := filepath.Glob(path + "*")
	if err != nil || len(beside) != 1 {
		t.Errorf("files %v, %v", beside, err)
	}
	db, err := sqlite.OpenReadOnly(path)
	check(t, err)
	defer db.Close()
	for pragma, want := range map[string]string{"integrity_check": "ok", "journal_mode": "delete", "application_id": fmt.Sprint(applicationID)} {
		got, err := db.Texts(t.Context(), "PRAGMA "+pragma)
		if err != nil || len(got) != 1 || got[0] != want {
			t.Errorf("%s: %v, %v", pragma, got, err)
		}
	}
}

// What a kill can leave at the candidate's path is cleared away: nothing yet written, or half a database.
func TestRemainsOfAKilledLoad(t *testing.T) {
	set, work := setUp(t, 20)
	half := make([]byte, 50000)
	copy(half, "SQLite format 3\x00")
	binary.BigEndian.PutUint32(half[68:], applicationID)
	for name, remains := range map[string][]byte{"empty": {}, "half": half} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "t.candidate.db")
			check(t, os.WriteFile(path, remains, 0o600))
			check(t, os.WriteFile(path+"-journal", []byte("old"), 0o600))
			check(t, run(t, New(path), set, work))
		})
	}
}

func TestAFileThatIsNoDatabaseIsForeign(t *testing.T) {
	for _, text := range []string{"short", strings.Repeat("a letter ", 100), "SQLite format 3\x00" + strings.Repeat("\x00", 200)} {
		path := filepath.Join(t.TempDir(), "t.candidate.db")
		check(t, os.WriteFile(path, []byte(text), 0o600))
		_, _, err := New(path).Take(t.Context())
		var f *load.ForeignError
		if !errors.As(err, &f) {
			t.Errorf("%.10q: %v", text, err)
		}
	}
}

func TestAFolderThatIsNotThere(t *testing.T) {
	set, work := setUp(t, 5)
	path := filepath.Join(t.TempDir(), "missing", "t.candidate.db")
	if err := run(t, New(path), set, work); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

func TestAFolderThatMayNotBeWritten(t *testing.T) {
	if runtime.GOOS == "windows" || os.Geteuid() == 0 {
		t.Skip("needs a user whom a folder's mode can stop: not root, not Windows")
	}
	set, work := setUp(t, 5)
	dir := t.TempDir()
	check(t, os.Chmod(dir, 0o500))
	t.Cleanup(func() { check(t, os.Chmod(dir, 0o700)) })
	if err := run(t, New(filepath.Join(dir, "t.candidate.db")), set, work); !errors.Is(err, os.ErrPermission) {
		t.Errorf("got %v", err)
	}
}

func TestAFullDiskAndAgain(t *testing.T) {
	set, work := setUp(t, 500)
	path := filepath.Join(t.TempDir(), "t.candidate.db")
	full := New(path)
	full.maxPages = 120 // the empty tables fit, the rows do not
	if err := run(t, full, set, work); err == nil || !strings.Contains(err.Error(), "full") {
		t.Fatalf("got %v", err)
	}
	if _, err := work.ReadManifest(ledger.Load); !errors.Is(err, ledger.ErrMissing) {
		t.Errorf("a manifest was left: %v", err)
	}
	check(t, run(t, New(path), set, work))
}

func TestCandidatePath(t *testing.T) {
	for live, want := range map[string]string{"work/target.db": "work/target.candidate.db", "a.b/target": "a.b/target.candidate", "x.sqlite": "x.candidate.sqlite"} {
		if got := CandidatePath(filepath.FromSlash(live)); got != filepath.FromSlash(want) {
			t.Errorf("%s: %s", live, got)
		}
	}
}
