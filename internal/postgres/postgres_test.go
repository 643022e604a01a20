package postgres

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"lollipop/internal/postgres/pgtest"
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

const things = `CREATE TABLE public.thing (id bigint PRIMARY KEY, number bigint, day date, flag boolean, words text, amount numeric,
	load_id integer NOT NULL, CONSTRAINT thing_words CHECK (words <> 'forbidden'))`

type row struct {
	id, number    int64
	day, flag     int32
	words, amount string
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

func fillThings(ctx context.Context, db *DB, next func(*table.Batch) error) (int64, error) {
	return db.Fill(ctx, target.Rows{
		Table: db.Table("thing", false), Columns: columns,
		Fixed: []target.Fixed{{Name: "load_id", Value: 7}}, Next: next,
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

// openThings returns a database with the table of the tests, and its address.
func openThings(t *testing.T, s *pgtest.Server) (*DB, string) {
	t.Helper()
	address := s.Database(t)
	s.Exec(t, address, things)
	db, err := Open(t.Context(), Options{URL: address, Schema: "public"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db, address
}

func TestServer(t *testing.T) {
	s := pgtest.Start(t)
	t.Run("rows come back as they were", func(t *testing.T) { rowsComeBack(t, s) })
	t.Run("many rows", func(t *testing.T) { manyRows(t, s) })
	t.Run("broken constraints", func(t *testing.T) { brokenConstraints(t, s) })
	t.Run("refused values", func(t *testing.T) { refusedValues(t, s) })
	t.Run("cancel", func(t *testing.T) { cancelled(t, s) })
	t.Run("callback fails", func(t *testing.T) { callbackFails(t, s) })
	t.Run("lock", func(t *testing.T) { locked(t, s) })
}

func rowsComeBack(t *testing.T, s *pgtest.Server) {
	db, address := openThings(t, s)
	want := []row{
		{id: 1, number: target.NullInt, flag: -1},
		{id: 2, number: -1 << 63 >> 1, day: 18000101, flag: 0, words: "a", amount: "0"},
		{id: 3, number: 1<<63 - 1, day: 21991231, flag: 1, words: "Zoë 🍭 \\N \t 'x'", amount: "12.50"},
		{id: 5, day: 20000229, words: strings.Repeat("long ", 50000), amount: "-0.0001"},
		{id: 7, day: 19991231, amount: "123456789012345678901234567890.1234567890"},
		{id: 8, day: 20000101, amount: "10000.00010000"},
		{id: 9, day: 19700101, amount: "0.000"},
	}
	for range 2 { // the second Fill replaces the rows of the first
		n, err := fillThings(t.Context(), db, feed(want))
		if err != nil || n != int64(len(want)) {
			t.Fatalf("filled %d of %d rows: %v", n, len(want), err)
		}
	}
	if got := scanThings(t, db); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	texts, err := db.Texts(t.Context(), "SELECT concat_ws('|', day, amount, flag, load_id) FROM public.thing ORDER BY id")
	if err != nil || strings.Join(texts, " ") != "7 1800-01-01|0|f|7 2199-12-31|12.50|t|7 2000-02-29|-0.0001|f|7 "+
		"1999-12-31|123456789012345678901234567890.1234567890|f|7 2000-01-01|10000.00010000|f|7 1970-01-01|0.000|f|7" {
		t.Errorf("the server shows %q, %v", texts, err)
	}
	if n, err := db.Count(t.Context(), db.Table("thing", false)); err != nil || n != 7 {
		t.Errorf("count: %d, %v", n, err)
	}
	_ = address
}

func manyRows(t *testing.T, s *pgtest.Server) {
	db, _ := openThings(t, s)
	const n = 3*target.BatchRows + 5
	var want []row
	for i := range n {
		want = append(want, row{id: int64(i + 1), number: int64(i), words: fmt.Sprint(i), amount: fmt.Sprintf("%d.%02d", i, i%100)})
	}
	if _, err := fillThings(t.Context(), db, feed(want)); err != nil {
		t.Fatal(err)
	}
	got := scanThings(t, db)
	if len(got) != n || fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%d rows came back, not as they were", len(got))
	}
}

func brokenConstraints(t *testing.T, s *pgtest.Server) {
	db, _ := openThings(t, s)
	for name, rows := range map[string][]row{
		"check thing_words": {{id: 1, words: "forbidden"}},
		"unique thing_pkey": {{id: 4711}, {id: 4711}},
		"not null id":       {{id: target.NullInt}},
	} {
		_, err := fillThings(t.Context(), db, feed(rows))
		var broken *target.ConstraintError
		if !errors.As(err, &broken) || broken.Kind+" "+broken.Constraint != name || broken.Table != "public.thing" {
			t.Errorf("got %v (%+v), want %s", err, broken, name)
		} else if strings.Contains(err.Error(), "4711") || strings.Contains(err.Error(), "forbidden") {
			t.Errorf("the error tells a value: %v", err)
		}
	}
}

func refusedValues(t *testing.T, s *pgtest.Server) {
	db, _ := openThings(t, s)
	for name, r := range map[string]row{
		"nul":     {id: 1, words: "secret\x00"},
		"utf8":    {id: 1, words: "secret\xff"},
		"day":     {id: 1, day: 20150230},
		"bool":    {id: 1, flag: 2},
		"decimal": {id: 1, amount: "1e5"},
	} {
		_, err := fillThings(t.Context(), db, feed([]row{r}))
		if err == nil || strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), "1e5") {
			t.Errorf("%s: %v", name, err)
		} else if !strings.Contains(err.Error(), "column") {
			t.Errorf("%s: the error names no column: %v", name, err)
		}
	}
	if n, err := fillThings(t.Context(), db, feed([]row{{id: 1}})); n != 1 || err != nil {
		t.Errorf("the connection is of no more use: %v", err)
	}
}

func cancelled(t *testing.T, s *pgtest.Server) {
	db, _ := openThings(t, s)
	ctx, cancel := context.WithCancel(t.Context())
	id := int64(0)
	_, err := fillThings(ctx, db, func(b *table.Batch) error {
		if id++; id == 3 {
			cancel()
		}
		src := batchOf([]row{{id: id}})
		b.N, b.Vec = src.N, src.Vec
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("fill: %v", err)
	}
	ctx, cancel = context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if err := db.Exec(ctx, "SELECT pg_sleep(60)"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("sleep: %v", err)
	}
	if n, err := db.Count(t.Context(), "public.thing"); n != 0 || err != nil {
		t.Errorf("%d rows were left, %v", n, err)
	}
}

func callbackFails(t *testing.T, s *pgtest.Server) {
	db, _ := openThings(t, s)
	own := errors.New("mine")
	if _, err := fillThings(t.Context(), db, func(*table.Batch) error { return own }); !errors.Is(err, own) {
		t.Errorf("fill: %v", err)
	}
	if _, err := fillThings(t.Context(), db, feed([]row{{id: 1}})); err != nil {
		t.Errorf("fill: %v", err)
	}
	err := db.Scan(t.Context(), "public.thing", columns, "id", func(*table.Batch) error { return own })
	if !errors.Is(err, own) {
		t.Errorf("scan: %v", err)
	}
	if n, err := db.Count(t.Context(), "public.thing"); n != 1 || err != nil {
		t.Errorf("%d rows are left, %v", n, err)
	}
}

func locked(t *testing.T, s *pgtest.Server) {
	db, address := openThings(t, s)
	other, err := Open(t.Context(), Options{URL: address})
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if err := db.Lock(t.Context(), 42); err != nil {
		t.Fatal(err)
	}
	if err := other.Lock(t.Context(), 42); !errors.Is(err, target.ErrLocked) {
		t.Errorf("second lock: %v", err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for i := 0; ; i++ {
		err := other.Lock(t.Context(), 42)
		if err == nil {
			return
		}
		if i > 100 {
			t.Fatalf("lock after close: %v", err)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func TestTheAddressIsNotRepeated(t *testing.T) {
	for _, address := range []string{
		"postgres://me:hunter2@127.0.0.1:1/db",
		"postgres://me:hunter2@[::1/db",
		"postgres://me:hunter2@host:notaport/db",
		"postgres://me:hun/ter2@127.0.0.1:1/db?sslmode=nonsense&password=hunter2",
		"user=me password=hunter2",
		"mysql://me:hunter2@host/db",
	} {
		_, err := Open(t.Context(), Options{URL: address})
		if err == nil || strings.Contains(err.Error(), "hunter2") || strings.Contains(err.Error(), "hun/ter2") {
			t.Errorf("%v", err)
		}
	}
}
