package loadtest

import (
	"context"
	"fmt"
	"testing"

	"lollipop/internal/ledger"
	"lollipop/internal/table"
	"lollipop/internal/target"
	"lollipop/load"
	"lollipop/mappings"
)

// Target is a target that the suite closes.
type Target interface {
	load.Target
	Close() error
}

// Reader reads a candidate that no Target holds.
type Reader interface {
	Table(name string, restricted bool) string
	Exec(ctx context.Context, script string) error
	Texts(ctx context.Context, query string) ([]string, error)
	Objects(ctx context.Context) ([]target.Object, error)
	Scan(ctx context.Context, table string, columns []target.Column, orderBy string, yield func(*table.Batch) error) error
	Close() error
}

// Place is one empty database of a test.
type Place interface {
	// Target is a new handle on the candidate.
	Target() Target
	// Reader opens the candidate, which stands.
	Reader(t testing.TB) Reader
	// Foreign puts something that is not ours where the candidate would be, and returns a test that it stands.
	Foreign(t testing.TB) (stands func() bool)
	// Tampered are scripts that give a constraint another definition under the same name, by the object that each
	// changes.
	Tampered() map[string]string
}

// bench is one test's workspace and place.
type bench struct {
	set   *mappings.Set
	work  *ledger.Workspace
	place Place
}

func newBench(t testing.TB, set *mappings.Set, place Place) *bench {
	t.Helper()
	work, err := ledger.Open(t.TempDir())
	check(t, err)
	t.Cleanup(func() { check(t, work.Close()) })
	return &bench{set: set, work: work, place: place}
}

// load runs the stage with a new handle.
func (b *bench) load(ctx context.Context, t testing.TB, change func(*load.Options)) (load.Summary, error) {
	t.Helper()
	to := b.place.Target()
	defer func() { check(t, to.Close()) }()
	o := load.Options{Mappings: b.set, Work: b.work, Target: to, Workers: 2, Tool: "lollipop test"}
	if change != nil {
		change(&o)
	}
	return load.Run(ctx, o)
}

func (b *bench) mustLoad(t testing.TB) load.Summary {
	t.Helper()
	sum, err := b.load(t.Context(), t, nil)
	check(t, err)
	return sum
}

// same holds every row of every table against what was written.
func (b *bench) same(t testing.TB, made map[string]*table.Batch) {
	t.Helper()
	r := b.place.Reader(t)
	defer func() { check(t, r.Close()) }()
	for _, tb := range b.set.Tables() {
		for _, restricted := range []bool{false, true} {
			if restricted && !tb.Twin {
				continue
			}
			name := tb.Name
			if restricted {
				name = "restricted_" + name
			}
			want := made[name]
			at := 0
			err := r.Scan(t.Context(), r.Table(tb.Name, restricted), load.Columns(tb), "id", func(got *table.Batch) error {
				for i := range got.N {
					if at >= want.N || rowText(got, i) != rowText(want, at) {
						return fmt.Errorf("row %d differs:\ngot  %s\nwant %s", at, rowText(got, i), rowText(want, min(at, want.N-1)))
					}
					at++
				}
				return nil
			})
			if err == nil && at != want.N {
				err = fmt.Errorf("%d of %d rows", at, want.N)
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
	}
}

func rowText(b *table.Batch, i int) string {
	s := ""
	for c, col := range b.Schema() {
		switch col.Kind {
		case table.Int64:
			s += fmt.Sprintf("%s=%d ", col.Name, b.Vec[c].I64[i])
		case table.Int32:
			s += fmt.Sprintf("%s=%d ", col.Name, b.Vec[c].I32[i])
		default:
			s += fmt.Sprintf("%s=%.40q(%d) ", col.Name, b.Vec[c].Text.At(i), len(b.Vec[c].Text.At(i)))
		}
	}
	return s
}
