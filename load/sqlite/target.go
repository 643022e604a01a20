package sqlite

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"strings"

	"lollipop/internal/sqlite"
	"lollipop/internal/target"
	"lollipop/load"
	"lollipop/load/schema"
)

var (
	//go:embed 0001_tables.sql
	tablesSQL string
	//go:embed 0002_keys.sql
	keysSQL string
	//go:embed 0003_verify.sql
	verifySQL string
)

var _ load.Target = (*Target)(nil)

// Target is a candidate in a SQLite file. One goroutine at a time uses it. Close ends it.
type Target struct {
	path     string
	maxPages int64 // of the file, 0 for no limit: a test's full disk
	db       *sqlite.DB
}

// New is the candidate at path (see CandidatePath). Nothing is opened yet.
func New(path string) *Target { return &Target{path: path} }

// Close ends the connection.
func (t *Target) Close() error {
	if t.db == nil {
		return nil
	}
	db := t.db
	t.db = nil
	return db.Close()
}

// Table is the SQL name of a table.
func (t *Target) Table(name string, restricted bool) string {
	return (*sqlite.DB)(nil).Table(name, restricted)
}

// Writers is one: SQLite writes one row at a time.
func (t *Target) Writers() int { return 1 }

// Take reads what stands at the path.
func (t *Target) Take(ctx context.Context) (load.Ledger, bool, error) {
	exists, err := ours(t.path)
	if err != nil || !exists {
		return load.Ledger{}, false, err
	}
	db, err := sqlite.Open(t.path)
	if errors.Is(err, target.ErrLocked) {
		return load.Ledger{}, false, fmt.Errorf("take candidate %s: %w", t.path, target.ErrLocked)
	}
	if err != nil {
		return load.Ledger{}, false, nil // ours, and damaged by a kill: as good as none
	}
	l, err := readLedger(ctx, db)
	if err != nil {
		return load.Ledger{}, false, errors.Join(ctx.Err(), db.Close()) // a ledger that cannot be read is no ledger
	}
	t.db = db
	return l, l.ManifestRoot != "", nil
}

// readLedger reads the complete row; one with an empty root stands for none.
func readLedger(ctx context.Context, db *sqlite.DB) (l load.Ledger, err error) {
	const from = " FROM load_ledger WHERE complete = 1 ORDER BY load_id DESC LIMIT 1"
	for column, to := range map[string]*string{
		"manifest_root": &l.ManifestRoot, "transform_root": &l.TransformRoot,
		"as_of": &l.AsOf, "tool_version": &l.Tool,
	} {
		texts, err := db.Texts(ctx, "SELECT "+column+from)
		if err != nil {
			return load.Ledger{}, err
		}
		if len(texts) > 0 {
			*to = texts[0]
		}
	}
	id, err := db.Int(ctx, "SELECT load_id"+from)
	if err != nil {
		return load.Ledger{}, err
	}
	l.LoadID = int32(id)
	if l.Tables, err = db.Int(ctx, "SELECT tables"+from); err != nil {
		return load.Ledger{}, err
	}
	l.Rows, err = db.Int(ctx, `SELECT "rows"`+from)
	return l, err
}

// Begin deletes the candidate and makes an empty one. The file is ours: Take has looked.
func (t *Target) Begin(ctx context.Context, l load.Ledger) error {
	if _, err := ours(t.path); err != nil {
		return err
	}
	if err := errors.Join(t.Close(), remove(t.path)); err != nil {
		return err
	}
	db, err := sqlite.Create(t.path)
	if err != nil {
		return err
	}
	t.db = db
	if t.maxPages > 0 {
		if err := db.Exec(ctx, fmt.Sprintf("PRAGMA max_page_count = %d", t.maxPages)); err != nil {
			return err
		}
	}
	return db.Exec(ctx, "BEGIN;\n"+tablesSQL+ledgerSQL(l)+"COMMIT;")
}

func ledgerSQL(l load.Ledger) string {
	return fmt.Sprintf("\nINSERT INTO load_ledger VALUES (%d, NULL, %s, %s, %s, %d, %d, 0);\n",
		l.LoadID, text(l.TransformRoot), text(l.AsOf), text(l.Tool), l.Tables, l.Rows)
}

// Fill writes the rows of a table.
func (t *Target) Fill(ctx context.Context, rows target.Rows) (int64, error) {
	return t.db.Fill(ctx, rows)
}

// Count counts the rows of a table.
func (t *Target) Count(ctx context.Context, table string) (int64, error) {
	return t.db.Count(ctx, table)
}

// Constrain makes the indexes and holds the foreign keys against the rows. Checks were held row by row.
func (t *Target) Constrain(ctx context.Context, _ int, onStep func(string)) error {
	for _, s := range schema.Sections(keysSQL) {
		onStep(s.Name)
		if err := t.db.Exec(ctx, s.SQL); err != nil {
			return err
		}
	}
	onStep("references")
	broken, err := t.db.Texts(ctx, `SELECT DISTINCT "table" || ' ' || parent FROM pragma_foreign_key_check`)
	if err != nil {
		return err
	}
	if len(broken) > 0 {
		e := &target.ConstraintError{Kind: "foreign key"}
		if _, err := fmt.Sscan(broken[0], &e.Table, &e.Constraint); err != nil {
			return err
		}
		e.Constraint = "to " + e.Constraint
		return e
	}
	return t.verify(ctx, onStep)
}

func (t *Target) verify(ctx context.Context, onStep func(string)) error {
	for _, s := range schema.Sections(verifySQL) {
		onStep(s.Name)
		n, err := t.db.Int(ctx, s.SQL)
		if err != nil {
			return err
		}
		if n > 0 {
			return &target.ConstraintError{Kind: "twin", Constraint: s.Name}
		}
	}
	return nil
}

// Finish closes the build, makes the file durable, and sets the ledger complete in a transaction with a journal.
func (t *Target) Finish(ctx context.Context, l load.Ledger) error {
	if err := errors.Join(t.Close(), syncFile(t.path)); err != nil {
		return err
	}
	db, err := sqlite.Open(t.path)
	if err != nil {
		return err
	}
	t.db = db
	return db.Exec(ctx, fmt.Sprintf("UPDATE load_ledger SET manifest_root = %s, complete = 1 WHERE load_id = %d;",
		text(l.ManifestRoot), l.LoadID))
}

func text(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }
