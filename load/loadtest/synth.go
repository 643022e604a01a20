package loadtest

import (
	"context"
	"fmt"
	"math/rand/v2"
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

// Synth makes the tables of a 2-transform. The same seed and rows give the same bytes.
type Synth struct {
	Seed uint64
	Rows int // of each table and its twin together; children are as many
	Runs int // sorted runs of a table, 1 if 0

	// Alter changes the rows of one table before they are written; nil changes nothing.
	Alter func(name string, b *table.Batch)
}

// synthesis is one run of Synth.
type synthesis struct {
	Synth
	set  *mappings.Set
	rng  *rand.Rand
	ids  map[string][]int64 // by folder, as far as written
	made map[string]*table.Batch
}

// Tables makes every table, in memory, by the name of its folder.
func (s Synth) Tables(set *mappings.Set) map[string]*table.Batch {
	y := &synthesis{Synth: s, set: set, rng: rand.New(rand.NewPCG(s.Seed, 1)), ids: map[string][]int64{}, made: map[string]*table.Batch{}}
	for _, t := range set.Tables() {
		y.table(t)
	}
	for name, b := range y.made {
		if s.Alter != nil {
			s.Alter(name, b)
		}
	}
	return y.made
}

// table deals ascending ids, with gaps, to a table and its twin.
func (y *synthesis) table(t *mappings.Table) {
	twin := "restricted_" + t.Name
	y.made[t.Name] = table.NewBatch(target.Schema(load.Columns(t)), y.Rows+1)
	if t.Twin {
		y.made[twin] = table.NewBatch(target.Schema(load.Columns(t)), y.Rows+1)
	}
	id := int64(0)
	for i := range y.Rows {
		id += 1 + y.rng.Int64N(3)
		name := t.Name
		if t.Twin && y.rng.IntN(5) == 0 {
			name = twin
		}
		b := y.made[name]
		for c, col := range t.Columns {
			y.value(&b.Vec[c], t, col, name, id, i)
		}
		b.N++
		y.ids[name] = append(y.ids[name], id)
	}
}

func (y *synthesis) value(v *table.Vector, t *mappings.Table, c mappings.TargetColumn, name string, id int64, i int) {
	null := c.Null && y.rng.IntN(3) == 0
	switch c.Kind {
	case mappings.TargetID:
		v.I64 = append(v.I64, id)
	case mappings.TargetRef:
		v.I64 = append(v.I64, y.reference(t, c, name, null, i))
	case mappings.TargetRow:
		v.I64 = append(v.I64, y.number(null, 1<<40|int64(i+1)))
	case mappings.TargetInt:
		v.I64 = append(v.I64, y.number(null, y.rng.Int64()-1<<62))
	case mappings.TargetDate:
		days := []int32{18000101, 21991231, 20000229, 19991231, 20240131, 20150312}
		v.I32 = append(v.I32, pick(y.rng, null, target.NullDate, days))
	case mappings.TargetBool:
		v.I32 = append(v.I32, pick(y.rng, null, target.NullBool, []int32{0, 1}))
	case mappings.TargetDecimal:
		v.Text.AppendString(pick(y.rng, null, "", []string{"0", "3.5", "12.50", "0.10", "-1", "10000.000100", "123456789012345678.9"}))
	default:
		v.Text.AppendString(y.text(c, null))
	}
}

func pick[T any](rng *rand.Rand, null bool, none T, of []T) T {
	if null {
		return none
	}
	return of[rng.IntN(len(of))]
}

func (y *synthesis) number(null bool, n int64) int64 {
	if null {
		return target.NullInt
	}
	return n
}

// reference picks a row that the target's rules allow: of the open table, or, for the child of a restricted row, of
// either. A child has at most one birth.
func (y *synthesis) reference(t *mappings.Table, c mappings.TargetColumn, name string, null bool, i int) int64 {
	ids := y.ids[c.References]
	if name != t.Name && c.Name == "child_id" && len(y.ids["restricted_child"]) > 0 && i%2 == 0 {
		ids = y.ids["restricted_child"]
	}
	if t.Name == "birth" && len(ids) > 0 {
		return ids[i%len(ids)] // rows beyond the children are taken away by TrimBirths
	}
	if null || len(ids) == 0 {
		return target.NullInt
	}
	return ids[y.rng.IntN(len(ids))]
}

func (y *synthesis) text(c mappings.TargetColumn, null bool) string {
	if c.Words != nil {
		return pick(y.rng, null, "", c.Words)
	}
	return pick(y.rng, null, "", []string{
		"a", "Zoë", "O'Neill \"x\"", "line\r\nbreak\tand tab", "🍭 \\N \\.", "0012",
		strings.Repeat("long ", 300), fmt.Sprint("n", y.rng.IntN(1000)),
	})
}

// Write makes the tables and writes them as a finished 2-transform. It returns them by the name of their folder.
func (s Synth) Write(t testing.TB, work *ledger.Workspace, set *mappings.Set) map[string]*table.Batch {
	t.Helper()
	made := s.Tables(set)
	oneBirth(made)
	part, err := work.Begin(ledger.Transform)
	check(t, err)
	content := ledger.Content{Tool: "loadtest", AsOf: "2025-01-31", Mappings: set.Hashes(), Runs: map[string][][]string{}}
	for name, b := range made {
		for run := range max(s.Runs, 1) {
			rel := fmt.Sprintf("%s/%02d.parquet", name, run)
			check(t, os.MkdirAll(filepath.Dir(part.Path(rel)), 0o700))
			info := writeRun(t, part.Path(rel), b, run, max(s.Runs, 1))
			content.Outputs = append(content.Outputs, ledger.File{Path: rel, Rows: info.Rows, Bytes: info.Bytes, SHA256: info.SHA256})
			content.Runs[name] = append(content.Runs[name], []string{rel})
		}
	}
	_, err = part.Complete(context.WithoutCancel(t.Context()), content)
	check(t, err)
	return made
}

// oneBirth takes away the births that a child has too many.
func oneBirth(made map[string]*table.Batch) {
	seen := map[int64]bool{}
	for _, name := range []string{"birth", "restricted_birth"} {
		src := made[name]
		b := table.NewBatch(src.Schema(), src.N+1)
		child := src.Schema().Index("child_id")
		for i := range src.N {
			if id := src.Vec[child].I64[i]; !seen[id] {
				seen[id] = true
				appendRow(b, src, i)
			}
		}
		made[name] = b
	}
}

// writeRun writes every n-th row of b, from row run on.
func writeRun(t testing.TB, path string, b *table.Batch, run, n int) table.Info {
	t.Helper()
	w, err := table.Create(path, b.Schema(), table.Options{})
	check(t, err)
	part := table.NewBatch(b.Schema(), b.N+1)
	for i := run; i < b.N; i += n {
		appendRow(part, b, i)
	}
	check(t, w.Write(part))
	info, err := w.Close()
	check(t, err)
	return info
}

func appendRow(to, from *table.Batch, i int) {
	for c, col := range from.Schema() {
		v, s := &to.Vec[c], &from.Vec[c]
		switch col.Kind {
		case table.Int64:
			v.I64 = append(v.I64, s.I64[i])
		case table.Int32:
			v.I32 = append(v.I32, s.I32[i])
		default:
			v.Text.Append(s.Text.At(i))
		}
	}
	to.N++
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
