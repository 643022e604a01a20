package sqlite

import (
	"os"
	"path/filepath"
	"testing"

	"lollipop/internal/sqlite"
	"lollipop/load/loadtest"
)

type place struct{ path string }

func (p place) Target() loadtest.Target { return New(p.path) }

func (p place) Reader(t testing.TB) loadtest.Reader {
	t.Helper()
	db, err := sqlite.Open(p.path)
	if err != nil {
		t.Fatal(err)
	}
	return db
}

func (p place) Foreign(t testing.TB) func() bool {
	t.Helper()
	db, err := sqlite.Create(p.path)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Exec(t.Context(), "CREATE TABLE letters (id INTEGER PRIMARY KEY)"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	was, err := os.ReadFile(p.path)
	if err != nil {
		t.Fatal(err)
	}
	return func() bool {
		is, err := os.ReadFile(p.path)
		return err == nil && string(is) == string(was)
	}
}

func TestSuite(t *testing.T) {
	loadtest.Run(t, func(t *testing.T) loadtest.Place {
		return place{filepath.Join(t.TempDir(), "target.candidate.db")}
	})
}
