package sqlite

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"pgregory.net/rapid"
	"zombiezen.com/go/sqlite"

	"lollipop/internal/table"
	"lollipop/internal/target"
)

var columns = []target.Column{
	{Name: "id", Kind: target.Int},
	{Name: "number", Kind: target.Int},
	{Name: "day", Kind: target.Date},
	{Name: "flag", Kind: target.Bool},
	{Name: "words", Kind: target.Text},
	{Name: "amount", Kind: target.Decimal},
}

const things = `CREATE TABLE "thing" (id INTEGER PRIMARY KEY, number INTEGER, day TEXT, flag INTEGER, words TEXT, amount TEXT,
	load_id INTEGER NOT NULL, CONSTRAINT thing_words CHECK (words <> 'forbidden')) STRICT;`

func create(t testing.TB) *DB {
	t.Helper()
	db, err := Create(filepath.Join(t.TempDir(), "a.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	if err := db.Exec(t.Context(), things); err != nil {
		t.Fatal(err)
	}
	return db
}

func batchOf(rows []row) *table.Batch {
	b := table.NewBatch(target.Schema(columns), max(len(rows), 1))
	for _, r := range rows {
		b.Vec[0].I64 = append(b.Vec[0].I64, r.id)
		b.Vec[1].I64 = append(b.Vec[1].I64, r.number)
		b.Vec[2].I32 = append(b.Vec[2].I32, r.day)
		b.Vec[3].I32 = append(b.Vec[3].I32, r.flag)
		b.Vec[4].Text.AppendString(r.words)
		b.Vec[5].Text.AppendString(r.amount)
		b.N++
	}
	return b
}

type row struct {
	id, number    int64
	day, flag     int32
	words, amount string
}

func rowsOf(b *table.Batch) (rows []row) {
	for i := range b.N {
		rows = append(rows, row{
			b.Vec[0].I64[i], b.Vec[1].I64[i], b.Vec[2].I32[i], b.Vec[3].I32[i],
			string(b.Vec[4].Text.At(i)), string(b.Vec[5].Text.At(i)),
		})
	}
	return rows
}

// feed gives the rows in pieces of several sizes.
func feed(rows []row) func(*table.Batch) error {
	size := 1
	return func(b *table.Batch) error {
		b.Reset()
		if len(rows) == 0 {
			return io.EOF
		}
		n := min(size, len(rows))
		src := batchOf(rows[:n])
		b.N, b.Vec = src.N, src.Vec
		rows, size = rows[n:], size*3
		return nil
	}
}

func fillThings(ctx context.Context, db *DB, rows []row) (int64, error) {
	return db.Fill(ctx, target.Rows{
		Table: db.Table("thing", false), Columns: columns,
		Fixed: []target.Fixed{{Name: "load_id", Value: 7}}, Next: feed(rows),
	})
}

func scanThings(t *testing.T, db *DB) (rows []row) {
	t.Helper()
	err := db.Scan(t.Context(), db.Table("thing", false), columns, "id", func(b *table.Batch) error {
		rows = append(rows, rowsOf(b)...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestRowsComeBackAsTheyWere(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		db := create(t)
		defer db.Close()
		var want []row
		for i := range rapid.IntRange(0, 40).Draw(rt, "rows") {
			want = append(want, row{
				id:     int64(i*3 + 1),
				number: rapid.OneOf(rapid.Int64(), rapid.SampledFrom([]int64{0, -1, target.NullInt, 1})).Draw(rt, "number"),
				day:    rapid.SampledFrom([]int32{0, 18000101, 21991231, 20000229, 19700101, 20240131}).Draw(rt, "day"),
				flag:   rapid.SampledFrom([]int32{-1, 0, 1}).Draw(rt, "flag"),
				words:  rapid.SampledFrom([]string{"", "a", "a", "Zoë 🍭 'x'", strings.Repeat("long ", 400)}).Draw(rt, "words"),
				amount: rapid.SampledFrom([]string{"", "0", "12.50", "3.5", "-0.001", "123456789012345678901234567890.10"}).Draw(rt, "amount"),
			})
		}
		n, err := fillThings(t.Context(), db, want)
		if err != nil || n != int64(len(want)) {
			rt.Fatalf("filled %d of %d rows: %v", n, len(want), err)
		}
		if got := scanThings(t, db); fmt.Sprint(got) != fmt.Sprint(want) {
			rt.Fatalf("got  %v\nwant %v", got, want)
		}
		if id, err := db.Int(t.Context(), `SELECT min(load_id) + max(load_id) FROM thing`); err != nil || len(want) > 0 && id != 14 {
			rt.Fatalf("load_id: %d, %v", id, err)
		}
	})
}

func TestBrokenConstraintsAreNamedWithoutValues(t *testing.T) {
	for name, rows := range map[string][]row{
		"check thing_words": {{id: 1, words: "forbidden"}},
		"unique id":         {{id: 4711}, {id: 4711}},
		"not null load_id":  {{id: 1}},
	} {
		t.Run(name, func(t *testing.T) {
			db := create(t)
			fixed := []target.Fixed{{Name: "load_id", Value: 1}}
			if strings.HasSuffix(name, "load_id") {
				fixed = nil
			}
			_, err := db.Fill(t.Context(), target.Rows{Table: db.Table("thing", false), Columns: columns, Fixed: fixed, Next: feed(rows)})
			var broken *target.ConstraintError
			if !errors.As(err, &broken) || broken.Kind+" "+broken.Constraint != name || broken.Table != "thing" {
				t.Fatalf("got %v (%+v)", err, broken)
			}
			if strings.Contains(err.Error(), "4711") || strings.Contains(err.Error(), "forbidden") {
				t.Errorf("the error tells a value: %v", err)
			}
		})
	}
}

func TestNoDayIsNoDate(t *testing.T) {
	db := create(t)
	if _, err := fillThings(t.Context(), db, []row{{id: 1, day: 20150230}}); err == nil || strings.Contains(err.Error(), "2015") {
		t.Errorf("30 February: %v", err)
	}
}

func TestCancelEndsAFillAndAStatement(t *testing.T) {
	db := create(t)
	ctx, cancel := context.WithCancel(t.Context())
	calls := 0
	_, err := db.Fill(ctx, target.Rows{
		Table: "thing", Columns: columns, Fixed: []target.Fixed{{Name: "load_id"}},
		Next: func(b *table.Batch) error {
			b.Reset()
			if calls++; calls == 3 {
				cancel()
			}
			src := batchOf([]row{{id: int64(calls)}})
			b.N, b.Vec = src.N, src.Vec
			return nil
		},
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("fill: %v", err)
	}
	ctx, cancel = context.WithCancel(t.Context())
	go func() { runtime.Gosched(); cancel() }()
	_, err = db.Int(ctx, `WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) SELECT count(*) FROM c`)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("endless query: %v", err)
	}
}

func TestASecondBuilderIsTurnedAway(t *testing.T) {
	db := create(t)
	if _, err := Open(db.path); !errors.Is(err, target.ErrLocked) {
		t.Errorf("second connection: %v", err)
	}
	if _, err := Create(db.path); !errors.Is(err, os.ErrExist) {
		t.Errorf("second create: %v", err)
	}
	if st, err := os.Stat(db.path); err != nil || st.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", st.Mode(), err)
	}
}

func TestManyReadAtOnce(t *testing.T) {
	db := create(t)
	if _, err := fillThings(t.Context(), db, []row{{id: 1, words: "x"}, {id: 2}}); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	ro, err := OpenReadOnly(db.path)
	if err != nil {
		t.Fatal(err)
	}
	defer ro.Close()
	err = ro.Scan(t.Context(), "thing", columns, "id", func(b *table.Batch) error {
		n, err := ro.Count(t.Context(), "thing")
		if err == nil && n != int64(b.N) {
			err = fmt.Errorf("%d rows inside, %d outside", n, b.N)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
	if err := ro.Exec(t.Context(), "DELETE FROM thing"); err == nil {
		t.Error("a read-only database was written to")
	}
}

func TestAFileThatIsNoDatabase(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	if _, err := OpenReadOnly(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("missing file: %v", err)
	}
	if err := os.WriteFile(path, bytes.Repeat([]byte("no database "), 500), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenReadOnly(path); err == nil {
		t.Error("opened")
	}
}

// A database for which there is no room is known as any other file is.
func TestAFullDiskIsOne(t *testing.T) {
	if err := explain("child", sqlite.ResultFull.ToError()); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("%v", err)
	}
}
