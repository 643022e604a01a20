package postgres

import (
	"errors"
	"os"
	"strings"
	"testing"

	"lollipop/internal/ledger"
	"lollipop/internal/postgres"
	"lollipop/internal/postgres/pgtest"
	"lollipop/load"
	"lollipop/load/loadtest"
	"lollipop/load/schema"
	"lollipop/mappings"
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

// A rebuilt candidate took along a view that somebody had made on it, and a table in its schema.
func TestWhatOthersMadeOnTheCandidateStands(t *testing.T) {
	server := pgtest.Start(t)
	for _, made := range []string{
		"CREATE VIEW public.mine AS SELECT id FROM lollipop_candidate.child",
		"CREATE TABLE lollipop_candidate.mine AS SELECT 1 AS id",
		"CREATE TABLE public.mine (id bigint REFERENCES lollipop_candidate.child (id))",
	} {
		p := place{server, server.Database(t)}
		work, err := ledger.Open(t.TempDir())
		check(t, err)
		set, err := mappings.Load()
		check(t, err)
		run := func(seed uint64) error {
			check(t, os.RemoveAll(work.Path(ledger.Transform)))
			loadtest.Synth{Seed: seed, Rows: 3}.Write(t, work, set)
			to := p.Target()
			defer func() { check(t, to.Close()) }()
			_, err := load.Run(t.Context(), load.Options{Mappings: set, Work: work, Target: to})
			return err
		}
		check(t, run(1))
		db := p.open(t)
		check(t, db.Exec(t.Context(), made))
		var foreign *load.ForeignError
		if err := run(2); !errors.As(err, &foreign) || !strings.Contains(foreign.Hint(), "mine") {
			t.Errorf("%s: %v", made, err)
		}
		n, err := db.Int(t.Context(), "SELECT count(*) FROM pg_class WHERE relname = 'mine'")
		if err != nil || n != 1 {
			t.Errorf("%s: it is gone, %v", made, err)
		}
		check(t, errors.Join(db.Close(), work.Close()))
	}
}
