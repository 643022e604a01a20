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

func (p place) Tampered() map[string]string {
	again := func(table, name, definition string) string {
		return "ALTER TABLE " + schema.Candidate + "." + table + " DROP CONSTRAINT " + name + ", ADD CONSTRAINT " + name + " " + definition
	}
	disable := func(table, column string) string { // what ALTER TABLE DISABLE TRIGGER ALL does to every foreign key
		return "DO $$ DECLARE t text; BEGIN FOR t IN SELECT tgname FROM pg_trigger JOIN pg_constraint k ON k.oid = tgconstraint WHERE tgrelid = '" + schema.Candidate + "." + table +
			"'::regclass AND conname = '" + table + "_" + column + "_fkey' LOOP EXECUTE format('ALTER TABLE " + schema.Candidate + "." + table + " DISABLE TRIGGER %I', t); END LOOP; END $$"
	}
	const restricted = schema.CandidateRestricted
	return map[string]string{
		"constraint child.sex_check":           again("child", "child_sex_check", "CHECK (sex IN ('M', 'F', 'U', 'I') OR sex IS NOT NULL)"),
		"constraint child.practice_code_check": again("child", "child_practice_code_check", "CHECK (practice_code <> 'x')"),
		"constraint child.date_of_birth_check": again("child", "child_date_of_birth_check", "CHECK (date_of_birth BETWEEN '1700-01-01' AND '2199-12-31')"),
		"constraint due_item.status_check":     again("due_item", "due_item_status_check", "CHECK (status IN ('open', 'done', 'closed', 'suppressed', 'lost'))"),
		"constraint review.id_check":           again("review", "review_id_check", "CHECK (source_row > 0)"),
		"constraint allergy.child_id_fkey":     again("allergy", "allergy_child_id_fkey", "FOREIGN KEY (child_id) REFERENCES "+schema.Candidate+".child (id) ON DELETE CASCADE"),
		"constraint need.code_id_fkey":         "DELETE FROM " + schema.Candidate + ".need; " + again("need", "need_code_id_fkey", "FOREIGN KEY (code_id) REFERENCES "+schema.Candidate+".organisation (id)"),
		"constraint feeding.pkey":              again("feeding", "feeding_pkey", "PRIMARY KEY (id, child_id)"),
		"unique restricted_birth.child_id":     "DROP INDEX " + restricted + ".birth_child_id; CREATE UNIQUE INDEX birth_child_id ON " + restricted + ".birth (child_id) WHERE id > 0",
		"constraint load_ledger.pkey":          again("load_ledger", "load_ledger_pkey", "PRIMARY KEY (load_id, rows)"),
		"disabled consent.child_id_fkey":       disable("consent", "child_id"),
		"row-security immunisation":            "ALTER TABLE " + schema.Candidate + ".immunisation ENABLE ROW LEVEL SECURITY",
		"policy due_item.few":                  "CREATE POLICY few ON " + schema.Candidate + ".due_item USING (id < 10)",
		"unlogged restricted_allergy":          "ALTER TABLE " + restricted + ".allergy SET UNLOGGED",
		"constraint child.nobody_check":        "ALTER TABLE " + schema.Candidate + ".child ADD CONSTRAINT child_nobody_check CHECK (id > 0)",
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
