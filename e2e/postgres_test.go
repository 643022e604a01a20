package e2e

import (
	"testing"

	"lollipop/fixtures"
	"lollipop/internal/ledger"
	"lollipop/internal/postgres"
	"lollipop/internal/postgres/pgtest"
	loadpostgres "lollipop/load/postgres"
	"lollipop/load/schema"
	"lollipop/reconcile"
)

// Check target failed on every sound candidate in PostgreSQL, for a boolean that SQLite
// does not have, and only a run at full size said so. The report, the breaks and the
// workbooks tell of no database: they are those of SQLite, byte by byte.
func TestPostgresGivesTheReportOfSQLite(t *testing.T) {
	url := pgtest.Start(t).Database(t)
	lite := sharedRehearsal(t, fixtures.ScenarioLancashire)
	r := lite.beginAfter(t, ledger.Extract, ledger.Transform)
	to := loadpostgres.New(url)
	defer func() {
		if err := to.Close(); err != nil {
			t.Error(err)
		}
	}()
	if err := r.loadInto(t.Context(), to); err != nil {
		t.Fatal(err)
	}
	db, err := postgres.Open(t.Context(), postgres.Options{URL: url, Schema: schema.Candidate})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := r.judge(t.Context(), db); err != nil {
		t.Fatal(err)
	}
	if c := r.report.Check("target"); c.State != reconcile.Passed {
		t.Errorf("check target: %+v, breaks %+v", c, r.report.Breaks)
	}
	sameSums(t, "PostgreSQL", lite.openSums(t), r.openSums(t))
}
