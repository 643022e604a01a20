package postgres

import (
	"context"
	_ "embed"
	"fmt"
	"strings"

	"lollipop/internal/postgres"
	"lollipop/internal/target"
	"lollipop/load"
	"lollipop/load/schema"
)

var (
	//go:embed 0001_tables.sql
	tablesSQL string
	//go:embed 0002_keys.sql
	keysSQL string
	//go:embed 0003_references.sql
	referencesSQL string
	//go:embed 0004_validate.sql
	validateSQL string
	//go:embed 0005_verify.sql
	verifySQL string
)

// lockKey is the advisory lock of the candidate in a database: "lollipop" as a number.
const lockKey = 0x6c6f6c6c69706f70

const maxWriters = 16 // more connections than that only wait for one another

var _ load.Target = (*Target)(nil)

// Target is the candidate in one database. Close ends it.
type Target struct {
	url string
	db  *postgres.DB
}

// New is the candidate in the database at url. Nothing is opened yet.
func New(url string) *Target { return &Target{url: url} }

// Close ends the connections and gives the candidate free.
func (t *Target) Close() error {
	if t.db == nil {
		return nil
	}
	db := t.db
	t.db = nil
	return db.Close()
}

// Table is the SQL name of a table.
func (t *Target) Table(name string, restricted bool) string { return t.db.Table(name, restricted) }

// Writers is how many tables can be filled at once.
func (t *Target) Writers() int { return maxWriters }

// Take connects, locks the candidate until Close, and reads what stands there.
func (t *Target) Take(ctx context.Context) (load.Ledger, bool, error) {
	if t.db == nil {
		db, err := postgres.Open(ctx, postgres.Options{URL: t.url, Schema: schema.Candidate})
		if err != nil {
			return load.Ledger{}, false, err
		}
		t.db = db
	}
	if err := t.db.Lock(ctx, lockKey); err != nil {
		return load.Ledger{}, false, fmt.Errorf("take candidate: %w", err)
	}
	l, err := t.look(ctx)
	if err != nil {
		return load.Ledger{}, false, fmt.Errorf("take candidate: %w", err)
	}
	return l, l.ManifestRoot != "", nil
}

// strangersSQL finds the candidate's schemas that do not carry our mark or, the open one, our ledger.
var strangersSQL = fmt.Sprintf(`SELECT nspname FROM pg_namespace n WHERE nspname IN ('%s', '%s')
	AND (coalesce(obj_description(oid, 'pg_namespace'), '') NOT LIKE '%s%%'
		OR nspname = '%[1]s' AND NOT EXISTS (SELECT 1 FROM pg_class c WHERE c.relnamespace = n.oid AND c.relname = 'load_ledger'))
	ORDER BY nspname`, schema.Candidate, schema.CandidateRestricted, schema.Mark)

// look returns the complete row of the ledger, an empty one if there is none.
func (t *Target) look(ctx context.Context) (l load.Ledger, err error) {
	strangers, err := t.db.Texts(ctx, strangersSQL)
	if err != nil {
		return load.Ledger{}, err
	}
	if len(strangers) > 0 {
		return load.Ledger{}, &load.ForeignError{
			What: "schema " + strangers[0],
			Type: "DROP SCHEMA " + strangers[0] + " CASCADE",
		}
	}
	const exists = "SELECT count(*) FROM pg_namespace WHERE nspname = '" + schema.Candidate + "'"
	if n, err := t.db.Int(ctx, exists); err != nil || n == 0 {
		return load.Ledger{}, err
	}
	const row = `SELECT unnest(ARRAY[load_id::text, manifest_root, transform_root, as_of::text, tool_version, tables::text, rows::text])
		FROM ` + schema.Candidate + `.load_ledger WHERE complete ORDER BY load_id DESC LIMIT 7`
	v, err := t.db.Texts(ctx, row)
	if err != nil || len(v) < 7 {
		return load.Ledger{}, err
	}
	l = load.Ledger{ManifestRoot: v[1], TransformRoot: v[2], AsOf: v[3], Tool: v[4]}
	_, err = fmt.Sscan(v[0]+" "+v[5]+" "+v[6], &l.LoadID, &l.Tables, &l.Rows)
	return l, err
}

// othersSQL finds what a drop of the candidate would take along and the program did not make: relations within its
// schemas that are none of the tables %s, views elsewhere that read those, and tables elsewhere that refer to them.
const othersSQL = `WITH inside AS (
		SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE n.nspname IN ('` + schema.Candidate + `', '` + schema.CandidateRestricted + `') AND c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S')
	), other AS (
		SELECT oid FROM inside
		UNION
		SELECT r.ev_class FROM pg_depend d JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
			JOIN inside i ON d.refclassid = 'pg_class'::regclass AND d.refobjid = i.oid
		UNION
		SELECT conrelid FROM pg_constraint JOIN inside i ON contype = 'f' AND confrelid = i.oid
	)
	SELECT CASE c.relkind WHEN 'v' THEN 'VIEW ' WHEN 'm' THEN 'MATERIALIZED VIEW ' WHEN 'S' THEN 'SEQUENCE ' WHEN 'f' THEN 'FOREIGN TABLE '
		ELSE 'TABLE ' END || n.nspname || '.' || c.relname
	FROM other o JOIN pg_class c ON c.oid = o.oid JOIN pg_namespace n ON n.oid = c.relnamespace
	WHERE n.nspname || '.' || c.relname NOT IN (%s) ORDER BY 1 LIMIT 1`

// others refuses where a drop would remove what somebody else made.
func (t *Target) others(ctx context.Context) error {
	var ours []string
	for _, line := range strings.Split(tablesSQL, "\n") {
		if name, ok := strings.CutPrefix(line, "CREATE TABLE "); ok {
			ours = append(ours, text(strings.TrimSuffix(name, " (")))
		}
	}
	names, err := t.db.Texts(ctx, fmt.Sprintf(othersSQL, strings.Join(ours, ", ")))
	if err != nil || len(names) == 0 {
		return err
	}
	cut := strings.LastIndex(names[0], " ")
	kind, name := names[0][:cut], names[0][cut+1:]
	return &load.ForeignError{
		What: strings.ToLower(kind) + " " + name + ", which goes with the candidate that stands,",
		Type: "DROP " + kind + " " + name,
	}
}

// Begin drops the candidate's schemas and makes them anew, in one transaction. They are ours: Take has looked.
func (t *Target) Begin(ctx context.Context, l load.Ledger) error {
	if _, err := t.look(ctx); err != nil {
		return err
	}
	if err := t.others(ctx); err != nil {
		return err
	}
	const drop = "DROP SCHEMA IF EXISTS " + schema.Candidate + ", " + schema.CandidateRestricted + " CASCADE;\n"
	insert := fmt.Sprintf("INSERT INTO %s.load_ledger VALUES (%d, NULL, %s, %s, %s, %d, %d, false);", schema.Candidate,
		l.LoadID, text(l.TransformRoot), text(l.AsOf), text(l.Tool), l.Tables, l.Rows)
	return t.db.Exec(ctx, "SET client_min_messages = warning;\n"+drop+tablesSQL+insert)
}

// Fill writes the rows of a table.
func (t *Target) Fill(ctx context.Context, rows target.Rows) (int64, error) {
	return t.db.Fill(ctx, rows)
}

// Count counts the rows of a table.
func (t *Target) Count(ctx context.Context, table string) (int64, error) {
	return t.db.Count(ctx, table)
}

// Finish sets the ledger complete. What was copied is durable by then: the server's log keeps its order.
func (t *Target) Finish(ctx context.Context, l load.Ledger) error {
	return t.db.Exec(ctx, fmt.Sprintf("SET synchronous_commit = on;\nUPDATE %s.load_ledger SET manifest_root = %s, complete = true WHERE load_id = %d;",
		schema.Candidate, text(l.ManifestRoot), l.LoadID))
}

func text(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// errBroken turns a query that found something into an error.
func errBroken(section string, n int64) error {
	if n == 0 {
		return nil
	}
	return &target.ConstraintError{Kind: "twin", Constraint: section}
}
