package sqlite

import (
	"os"
	"path/filepath"
	"strings"
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

func (p place) Tampered() map[string]string {
	again := func(table, was, is string) string {
		quoted := strings.NewReplacer("'", "''")
		return "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, '" + quoted.Replace(was) + "', '" + quoted.Replace(is) +
			"') WHERE type = 'table' AND name = '" + table + "'"
	}
	return map[string]string{
		"constraint child.sex_check":            again("child", "sex = 'M'", "sex = 'W'"),
		"constraint child.practice_code_check":  again("child", "practice_code <> ''", "practice_code <> 'x'"),
		"constraint child.date_of_birth_check":  again("child", "(date_of_birth BETWEEN '1800", "(date_of_birth BETWEEN '1700"),
		"constraint due_item.status_check":      again("due_item", "status = 'open' OR", "status = 'open' OR 1 OR"),
		"constraint review.id_check":            again("review", "(id > 0)", "(source_row > 0)"),
		"constraint allergy.child_id_fkey":      again("allergy", "REFERENCES child (id)", "REFERENCES child (id) ON DELETE CASCADE"),
		"constraint need.code_id_fkey":          again("need", "REFERENCES clinical_code", "REFERENCES organisation"),
		"constraint load_ledger.complete_check": again("load_ledger", "complete = 1", "complete = 2"),
		"required load_ledger.as_of":            again("load_ledger", "as_of          TEXT NOT NULL", "as_of          TEXT"),
		"unique restricted_birth.child_id":      "DROP INDEX restricted_birth_child_id; CREATE UNIQUE INDEX restricted_birth_child_id ON restricted_birth (child_id) WHERE id > 0",
	}
}

func TestSuite(t *testing.T) {
	loadtest.Run(t, func(t *testing.T) loadtest.Place {
		return place{filepath.Join(t.TempDir(), "target.candidate.db")}
	})
}
