package loadtest

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lollipop/internal/ledger"
	"lollipop/internal/table"
	"lollipop/internal/target"
	"lollipop/load"
	"lollipop/mappings"
)

// Run runs the suite; place makes a new place for each test.
func Run(t *testing.T, place func(t *testing.T) Place) {
	tests := map[string]func(*testing.T, *bench){
		"every value comes back":            everyValue,
		"several runs are merged":           severalRuns,
		"workers change nothing":            workers,
		"a second load changes nothing":     secondLoad,
		"a lost manifest is written again":  lostManifest,
		"an altered file is no input":       alteredInput,
		"a touched candidate is rebuilt":    touched,
		"another input is loaded anew":      anotherInput,
		"broken rules are named":            brokenRules,
		"cancelled and again":               cancelled,
		"a damaged file and again":          damagedFile,
		"a manifest that loses a file":      losingManifest,
		"what is not ours is left alone":    foreign,
		"one process at a time":             oneProcess,
		"what stands there is named":        objects,
		"transform is missing or has moved": noTransform,
	}
	set, err := mappings.Load()
	check(t, err)
	for name, test := range tests {
		t.Run(name, func(t *testing.T) { test(t, newBench(t, set, place(t))) })
	}
}

func everyValue(t *testing.T, b *bench) {
	made := Synth{Seed: 1, Rows: 200}.Write(t, b.work, b.set)
	sum := b.mustLoad(t)
	b.same(t, made)
	if want := int64(made["child"].N + made["restricted_child"].N); sum.Children != want || sum.Unchanged || sum.Rows == 0 {
		t.Errorf("summary %+v, want %d children", sum, want)
	}
	m, err := b.work.ReadManifest(ledger.Load)
	check(t, err)
	if m.Root != sum.Root || m.Content.Counts["rows.immunisation"] != int64(made["immunisation"].N) {
		t.Errorf("manifest %+v", m)
	}
	r := b.place.Reader(t)
	defer r.Close() //nolint:errcheck // read only
	loads, err := r.Texts(t.Context(), "SELECT DISTINCT load_id FROM "+r.Table("child", false))
	if err != nil || len(loads) != 1 || loads[0] != "1" {
		t.Errorf("load_id %v, %v", loads, err)
	}
	roots, err := r.Texts(t.Context(), "SELECT manifest_root FROM "+r.Table("load_ledger", false)+" WHERE CAST(complete AS integer) = 1")
	if err != nil || len(roots) != 1 || roots[0] != sum.Root {
		t.Errorf("ledger %v, %v", roots, err)
	}
}

func severalRuns(t *testing.T, b *bench) {
	made := Synth{Seed: 2, Rows: 500, Runs: 3}.Write(t, b.work, b.set)
	b.mustLoad(t)
	b.same(t, made)
}

func workers(t *testing.T, b *bench) {
	made := Synth{Seed: 3, Rows: 60}.Write(t, b.work, b.set)
	var roots []string
	for _, n := range []int{1, 2, 8} {
		check(t, os.RemoveAll(b.work.Path(ledger.Load)))
		sum, err := b.load(t.Context(), t, func(o *load.Options) { o.Workers = n; o.Tool = "w" })
		check(t, err)
		b.same(t, made)
		roots = append(roots, sum.Root)
	}
	if roots[0] != roots[1] || roots[1] != roots[2] {
		t.Errorf("roots %v", roots)
	}
}

// touch changes a value in the target, so that a rebuild can be told from a load that changed nothing.
func (b *bench) touch(t *testing.T, script string) {
	r := b.place.Reader(t)
	check(t, r.Exec(t.Context(), strings.ReplaceAll(script, "CHILD", r.Table("child", false))))
	check(t, r.Close())
}

func (b *bench) touched(t *testing.T) bool {
	r := b.place.Reader(t)
	defer r.Close() //nolint:errcheck // read only
	texts, err := r.Texts(t.Context(), "SELECT id FROM "+r.Table("child", false)+" WHERE practice_code = 'touched'")
	check(t, err)
	return len(texts) > 0
}

func secondLoad(t *testing.T, b *bench) {
	Synth{Seed: 4, Rows: 50}.Write(t, b.work, b.set)
	first := b.mustLoad(t)
	b.touch(t, "UPDATE CHILD SET practice_code = 'touched'")
	second := b.mustLoad(t)
	if !second.Unchanged || second.Root != first.Root || second.Rows != first.Rows || !b.touched(t) {
		t.Errorf("first %+v\nsecond %+v", first, second)
	}
}

func lostManifest(t *testing.T, b *bench) {
	Synth{Seed: 5, Rows: 20}.Write(t, b.work, b.set)
	first := b.mustLoad(t)
	check(t, os.RemoveAll(b.work.Path(ledger.Load)))
	second := b.mustLoad(t)
	m, err := b.work.ReadManifest(ledger.Load)
	if err != nil || !second.Unchanged || m.Root != first.Root {
		t.Errorf("%+v, %v", second, err)
	}
}

// A byte of 2-transform was flipped, and the candidate that stood was said to hold it.
func alteredInput(t *testing.T, b *bench) {
	Synth{Seed: 16, Rows: 20}.Write(t, b.work, b.set)
	b.mustLoad(t)
	m, err := b.work.ReadManifest(ledger.Transform)
	check(t, err)
	path := b.work.Path(ledger.Transform, filepath.FromSlash(m.Content.Outputs[0].Path))
	data, err := os.ReadFile(path)
	check(t, err)
	data[len(data)/2] ^= 1
	check(t, os.WriteFile(path, data, 0o600))
	if _, err := b.load(t.Context(), t, nil); !errors.Is(err, ledger.ErrChanged) || !strings.Contains(err.Error(), m.Content.Outputs[0].Path) {
		t.Errorf("got %v", err)
	}
}

func touched(t *testing.T, b *bench) {
	made := Synth{Seed: 6, Rows: 50}.Write(t, b.work, b.set)
	b.mustLoad(t)
	b.touch(t, "INSERT INTO CHILD (id, deceased, stillborn, status, sensitive, protected, incomplete, source_row, load_id) "+
		"SELECT max(id) + 1, deceased, stillborn, status, sensitive, protected, incomplete, source_row, load_id FROM CHILD "+
		"GROUP BY deceased, stillborn, status, sensitive, protected, incomplete, source_row, load_id ORDER BY 1 DESC LIMIT 1")
	if sum := b.mustLoad(t); sum.Unchanged {
		t.Error("a candidate with other rows was taken for complete")
	}
	b.same(t, made)
}

func anotherInput(t *testing.T, b *bench) {
	Synth{Seed: 7, Rows: 50}.Write(t, b.work, b.set)
	first := b.mustLoad(t)
	made := Synth{Seed: 8, Rows: 50}.Write(t, b.work, b.set)
	second := b.mustLoad(t)
	if second.Unchanged || second.Root == first.Root {
		t.Errorf("second %+v", second)
	}
	b.same(t, made)
}

func brokenRules(t *testing.T, b *bench) {
	for _, c := range brokenCases {
		t.Run(c.name, func(t *testing.T) {
			Synth{Seed: 9, Rows: 40, Alter: c.alter}.Write(t, b.work, b.set)
			_, err := b.load(t.Context(), t, nil)
			var broken *target.ConstraintError
			if !errors.As(err, &broken) {
				t.Fatalf("got %v", err)
			}
			if broken.Kind != c.kind || !strings.Contains(broken.Table+" "+broken.Constraint, c.names) {
				t.Errorf("got %v, want a broken %s of %s", err, c.kind, c.names)
			}
			if strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), "987654321") {
				t.Errorf("the error tells a value: %v", err)
			}
			if _, err := b.work.ReadManifest(ledger.Load); !errors.Is(err, ledger.ErrMissing) {
				t.Errorf("a failed load left a manifest: %v", err)
			}
		})
	}
	made := Synth{Seed: 9, Rows: 40}.Write(t, b.work, b.set)
	b.mustLoad(t)
	b.same(t, made)
}

func cancelled(t *testing.T, b *bench) {
	made := Synth{Seed: 10, Rows: 300}.Write(t, b.work, b.set)
	root := b.mustLoad(t).Root
	check(t, os.RemoveAll(b.work.Path(ledger.Load)))
	b.touch(t, "DELETE FROM CHILD WHERE load_id = 99; UPDATE "+"CHILD SET practice_code = 'touched'")
	for _, after := range []int64{0, 1, 2000, 1 << 40} { // rows; the last: once all are in
		ctx, cancel := context.WithCancel(t.Context())
		_, err := b.load(ctx, t, func(o *load.Options) {
			o.Tool = "other" // so that the candidate is built anew
			o.Observer.OnProgress = func(done, total int64, what string) {
				if done > after || done == total {
					cancel()
				}
			}
		})
		cancel()
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("cancelled after %d rows: %v", after, err)
		}
		if _, err := b.work.ReadManifest(ledger.Load); !errors.Is(err, ledger.ErrMissing) {
			t.Errorf("a cancelled load left a manifest: %v", err)
		}
	}
	if sum := b.mustLoad(t); sum.Root != root || sum.Unchanged {
		t.Errorf("after all: %+v, root %s", sum, root)
	}
	b.same(t, made)
}

func damagedFile(t *testing.T, b *bench) {
	made := Synth{Seed: 11, Rows: 400}.Write(t, b.work, b.set)
	path := filepath.Join(b.work.Path(ledger.Transform), "observation", "00.parquet")
	whole, err := os.ReadFile(path)
	check(t, err)
	bad := append([]byte{}, whole...)
	for i := len(bad) / 3; i < len(bad)/3+200; i++ {
		bad[i] ^= 0x5a
	}
	check(t, os.WriteFile(path, bad, 0o600))
	if _, err := b.load(t.Context(), t, nil); err == nil || !strings.Contains(err.Error(), "observation") {
		t.Errorf("a damaged file: %v", err)
	}
	check(t, os.WriteFile(path, whole, 0o600))
	b.mustLoad(t)
	b.same(t, made)
}

func losingManifest(t *testing.T, b *bench) {
	Synth{Seed: 12, Rows: 20}.Write(t, b.work, b.set)
	m, err := b.work.ReadManifest(ledger.Transform)
	check(t, err)
	c := m.Content
	part, err := b.work.Begin(ledger.Transform)
	check(t, err)
	check(t, os.CopyFS(part.Path(""), os.DirFS(b.work.Path(ledger.Transform))))
	check(t, os.Remove(part.Path("manifest.json")))
	delete(c.Runs, "child")
	_, err = part.Complete(t.Context(), c)
	check(t, err)
	if _, err := b.load(t.Context(), t, nil); err == nil || !strings.Contains(err.Error(), "child") {
		t.Errorf("a file in no run: %v", err)
	}
}

func foreign(t *testing.T, b *bench) {
	Synth{Seed: 13, Rows: 20}.Write(t, b.work, b.set)
	stands := b.place.Foreign(t)
	_, err := b.load(t.Context(), t, nil)
	var f *load.ForeignError
	if !errors.As(err, &f) || f.Hint() == "" || !stands() {
		t.Errorf("got %v, it stands: %v", err, stands())
	}
}

func oneProcess(t *testing.T, b *bench) {
	Synth{Seed: 14, Rows: 50}.Write(t, b.work, b.set)
	tried := false
	_, err := b.load(t.Context(), t, func(o *load.Options) {
		o.Workers = 1
		o.Observer.OnProgress = func(done, total int64, what string) {
			if tried {
				return
			}
			tried = true
			other := b.place.Target()
			if _, _, err := other.Take(t.Context()); !errors.Is(err, target.ErrLocked) {
				t.Errorf("a second process: %v", err)
			}
			check(t, other.Close())
		}
	})
	check(t, err)
	if !tried {
		t.Error("no progress was told")
	}
}

func noTransform(t *testing.T, b *bench) {
	if _, err := b.load(t.Context(), t, nil); !errors.Is(err, ledger.ErrMissing) {
		t.Errorf("without 2-transform: %v", err)
	}
	part, err := b.work.Begin(ledger.Transform)
	check(t, err)
	_, err = part.Complete(t.Context(), ledger.Content{Mappings: map[string]string{"target.csv": "another"}})
	check(t, err)
	if _, err := b.load(t.Context(), t, nil); !errors.Is(err, ledger.ErrChanged) {
		t.Errorf("with another target.csv: %v", err)
	}
}

// brokenCases are rows that break one rule each.
var brokenCases = []struct {
	name, kind, names string
	alter             func(name string, b *table.Batch)
}{
	{"a date too early", "check", "immunisation_occurred_on_check", set32("immunisation", "occurred_on", 17991231)},
	{"a date too late", "check", "child_date_of_birth_check", set32("restricted_child", "date_of_birth", 22000101)},
	{"an unknown word", "check", "due_item_status_check", setText("due_item", "status", "secret")},
	{"an id below 1", "check", "review_id_check", set64("review", "id", 0, -987654321)},
	{"a child that is not there", "foreign key", "alert", set64("alert", "child_id", 3, 987654321)},
	{"a code that is not there", "foreign key", "restricted", set64("restricted_allergy", "code_id", 0, 987654321)},
	{"no child", "not null", "need", set64("need", "child_id", 1, target.NullInt)},
	{"no word", "not null", "feeding", setText("feeding", "status", "")},
	{"a restricted row without its child", "twin", "restricted need", set64("restricted_need", "child_id", 0, 987654321)},
}

func set64(name, column string, row int, v int64) func(string, *table.Batch) {
	return func(n string, b *table.Batch) {
		if n == name {
			b.Vec[b.Schema().Index(column)].I64[row] = v
		}
	}
}

func set32(name, column string, v int32) func(string, *table.Batch) {
	return func(n string, b *table.Batch) {
		if n == name {
			b.Vec[b.Schema().Index(column)].I32[0] = v
		}
	}
}

// setText gives every row the same text.
func setText(name, column, v string) func(string, *table.Batch) {
	return func(n string, b *table.Batch) {
		if n != name {
			return
		}
		t := &b.Vec[b.Schema().Index(column)].Text
		t.Reset()
		for range b.N {
			t.AppendString(v)
		}
	}
}
