package postgres

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"

	"github.com/jackc/pgx/v5/pgconn"
)

// Options says which database and schema.
type Options struct {
	// URL is a postgres:// address. The password may stand in it, in PGPASSWORD or in the file PGPASSFILE names.
	URL string
	// Schema holds the open tables; the restricted ones are in the schema of that name and "_restricted".
	Schema string
}

// DB is a database reached over as many connections as are in use at once. Its methods may be called concurrently, a
// callback of Scan or Fill may call them too. Close ends it.
type DB struct {
	schema string
	config *pgconn.Config
	base   context.Context // for what Close has to say after a cancel

	mu   sync.Mutex
	free []*pgconn.PgConn
	held []*pgconn.PgConn // connections that hold a lock until Close
}

// Open connects once, so that a wrong address is known at once.
func Open(ctx context.Context, o Options) (*DB, error) {
	config, err := parse(o.URL)
	if err != nil {
		return nil, err
	}
	db := &DB{schema: o.Schema, config: config, base: context.WithoutCancel(ctx)}
	c, err := db.connect(ctx)
	if err != nil {
		return nil, err
	}
	db.free = append(db.free, c)
	return db, nil
}

// parse says nothing of an address it cannot read: where its password begins is then anybody's guess.
func parse(url string) (*pgconn.Config, error) {
	if !strings.HasPrefix(url, "postgres://") && !strings.HasPrefix(url, "postgresql://") {
		return nil, errors.New("open database: the address does not begin with postgres://")
	}
	config, err := pgconn.ParseConfig(url)
	if err != nil {
		return nil, errors.New("open database: the address, or an environment variable or file that completes it, " +
			"cannot be read as postgres://USER@HOST:PORT/DATABASE")
	}
	for name, value := range map[string]string{
		"application_name": "lollipop", "client_encoding": "UTF8",
		"maintenance_work_mem": "256MB", "statement_timeout": "0", "bytea_output": "hex",
	} {
		if _, set := config.RuntimeParams[name]; !set {
			config.RuntimeParams[name] = value
		}
	}
	return config, nil
}

func (db *DB) connect(ctx context.Context) (*pgconn.PgConn, error) {
	c, err := pgconn.ConnectConfig(ctx, db.config)
	if err == nil {
		// A server that builds an index for a process that was killed would hold its tables to the end. Older servers
		// and other systems than Linux refuse the setting, and do.
		_ = exec(ctx, c, "SET client_connection_check_interval = '2s'")
		return c, nil
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return nil, &ConnectError{db.scrub(err)}
}

// ConnectError says that the server does not answer, or does not let us in. It
// holds no password.
type ConnectError struct{ cause error }

func (e *ConnectError) Error() string { return "connect to database: " + e.cause.Error() }

func (e *ConnectError) Unwrap() error { return e.cause }

// Hint says what to do next.
func (e *ConnectError) Hint() string {
	return "see that the server runs and that host, port, user and database of --target (or LOLLIPOP_TARGET, or the key target) are right; " +
		"the password may stand in PGPASSWORD"
}

// scrub hides the password should it stand in the text of err, and says once what
// the driver says of each attempt, with and without encryption.
func (db *DB) scrub(err error) error {
	var lines []string
	for _, line := range strings.Split(err.Error(), "\n") {
		if line = strings.Join(strings.Fields(line), " "); line != "" && !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	said := strings.Join(lines, " ")
	if p := db.config.Password; p != "" {
		said = strings.ReplaceAll(said, p, "***")
	}
	return errors.New(said)
}

// with runs f on a connection, which goes back to the others unless it broke.
func (db *DB) with(ctx context.Context, f func(*pgconn.PgConn) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	c, err := db.take(ctx)
	if err != nil {
		return err
	}
	err = f(c)
	if c.IsClosed() {
		return translate(ctx, err)
	}
	if c.TxStatus() != 'I' {
		if _, rollback := c.Exec(ctx, "ROLLBACK").ReadAll(); rollback != nil {
			return errors.Join(translate(ctx, err), c.Close(ctx))
		}
	}
	db.mu.Lock()
	db.free = append(db.free, c)
	db.mu.Unlock()
	return translate(ctx, err)
}

func (db *DB) take(ctx context.Context) (*pgconn.PgConn, error) {
	db.mu.Lock()
	if n := len(db.free); n > 0 {
		c := db.free[n-1]
		db.free = db.free[:n-1]
		db.mu.Unlock()
		return c, nil
	}
	db.mu.Unlock()
	return db.connect(ctx)
}

// Close ends the connections, and with them the locks. No method may be running.
func (db *DB) Close() error {
	db.mu.Lock()
	defer db.mu.Unlock()
	var errs []error
	for _, c := range append(db.free, db.held...) {
		if !c.IsClosed() {
			errs = append(errs, db.part(c))
		}
	}
	db.free, db.held = nil, nil
	return errors.Join(errs...)
}

// part says goodbye; the deadline is for a server that is gone.
func (db *DB) part(c *pgconn.PgConn) error {
	ctx, cancel := context.WithTimeout(db.base, goodbye)
	defer cancel()
	return c.Close(ctx)
}

// Schema is the name of the schema of the restricted tables if restricted is true, else of the open ones. It is not
// quoted.
func (db *DB) Schema(restricted bool) string {
	if restricted {
		return db.schema + "_restricted"
	}
	return db.schema
}

// Table is the SQL name of a table of the target, of its restricted twin if restricted is true.
func (db *DB) Table(name string, restricted bool) string {
	return quote(db.Schema(restricted)) + "." + quote(name)
}

func quote(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }
