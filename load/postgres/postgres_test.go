package postgres

import (
	"testing"

	"lollipop/internal/postgres"
	"lollipop/internal/postgres/pgtest"
	"lollipop/load/loadtest"
	"lollipop/load/schema"
)

type place struct {
	server *pgtest.Server
	url    string
}

func (p place) Target() loadtest.Target { return New(p.url) }

func (p place) Reader(t testing.TB) loadtest.Reader { return p.open(t) }

func (p place) open(t testing.TB) *postgres.DB {
	t.Helper()
	db, err := postgres.Open(t.Context(), postgres.Options{URL: p.url, Schema: schema.Candidate})
	if err != nil {
		t.Fatal(err)
	}
	return db
}

func (p place) Foreign(t testing.TB) func() bool {
	p.server.Exec(t, p.url, "CREATE SCHEMA "+schema.Candidate+" CREATE TABLE letters (id int)")
	return func() bool {
		db := p.open(t)
		defer db.Close()
		n, err := db.Int(t.Context(), "SELECT count(*) FROM pg_tables WHERE tablename = 'letters'")
		return err == nil && n == 1
	}
}

func TestSuite(t *testing.T) {
	server := pgtest.Start(t)
	loadtest.Run(t, func(t *testing.T) loadtest.Place { return place{server, server.Database(t)} })
}
