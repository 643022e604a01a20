package sqlite

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"

	"zombiezen.com/go/sqlite"
)

// Settings of a connection. A build writes no journal and never waits for the disk; pages of 8 KiB and 64 MiB of cache
// keep the file and the sort of an index sequential. The exclusive lock is held until Close, so that a second process
// that builds the same file is turned away.
const (
	buildPragmas = `PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
		PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -65536; PRAGMA foreign_keys = OFF`
	safePragmas = `PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON`
	readPragmas = `PRAGMA query_only = ON; PRAGMA cache_size = -16384; PRAGMA mmap_size = 0`
)

// DB is one database file. Its methods may be called concurrently: those of a database opened by OpenReadOnly then run
// at once, each on a connection of its own, the others one after the other. A callback of Scan or Fill must not call a
// method of a DB that can write. Close ends it.
type DB struct {
	path    string
	flags   sqlite.OpenFlags
	pragmas string
	many    bool // connections are opened as they are needed

	mu   sync.Mutex
	free []*sqlite.Conn
	turn chan struct{} // held while the only connection is in use
}

// Create makes a new file (0600) with the settings of a build. It fails if the file exists.
func Create(path string) (*DB, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("create database: %w", err)
	}
	if err := f.Close(); err != nil {
		return nil, fmt.Errorf("create database: %w", err)
	}
	return open(&DB{path: path, flags: sqlite.OpenReadWrite, pragmas: buildPragmas})
}

// Open opens an existing file for careful writing: rollback journal, full synchronisation, foreign keys enforced.
func Open(path string) (*DB, error) {
	return open(&DB{path: path, flags: sqlite.OpenReadWrite, pragmas: safePragmas})
}

// OpenReadOnly opens an existing file for reading by any number of goroutines.
func OpenReadOnly(path string) (*DB, error) {
	return open(&DB{path: path, flags: sqlite.OpenReadOnly, pragmas: readPragmas, many: true})
}

// open makes the first connection, so that a file that is no database is known at once.
func open(db *DB) (*DB, error) {
	db.turn = make(chan struct{}, 1)
	c, err := db.connect()
	if err != nil {
		return nil, fmt.Errorf("open database %s: %w", db.path, err)
	}
	db.free = append(db.free, c)
	return db, nil
}

func (db *DB) connect() (*sqlite.Conn, error) {
	if _, err := os.Stat(db.path); err != nil { // SQLite would only say that it cannot open it
		return nil, err
	}
	c, err := sqlite.OpenConn(db.path, db.flags)
	if err != nil {
		return nil, explain("", err)
	}
	c.SetBusyTimeout(0)
	if err := run(c, db.pragmas+"; SELECT count(*) FROM sqlite_schema"); err != nil {
		return nil, errors.Join(explain("", err), c.Close())
	}
	return c, nil
}

// acquire returns a connection that a cancelled ctx interrupts, and the function that gives it back.
func (db *DB) acquire(ctx context.Context) (*sqlite.Conn, func(), error) {
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	if !db.many {
		select {
		case db.turn <- struct{}{}:
		case <-ctx.Done():
			return nil, nil, ctx.Err()
		}
	}
	c, err := db.take()
	if err != nil {
		db.giveBack(nil)
		return nil, nil, err
	}
	c.SetInterrupt(ctx.Done())
	return c, func() { db.giveBack(c) }, nil
}

func (db *DB) take() (*sqlite.Conn, error) {
	db.mu.Lock()
	if n := len(db.free); n > 0 {
		c := db.free[n-1]
		db.free = db.free[:n-1]
		db.mu.Unlock()
		return c, nil
	}
	db.mu.Unlock()
	if !db.many {
		return nil, errors.New("the database is closed")
	}
	return db.connect()
}

func (db *DB) giveBack(c *sqlite.Conn) {
	if c != nil {
		c.SetInterrupt(nil)
		db.mu.Lock()
		db.free = append(db.free, c)
		db.mu.Unlock()
	}
	if !db.many {
		<-db.turn
	}
}

// Close ends the connections. No method may be running.
func (db *DB) Close() error {
	db.mu.Lock()
	defer db.mu.Unlock()
	var errs []error
	for _, c := range db.free {
		errs = append(errs, c.Close())
	}
	db.free = nil
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("close database %s: %w", db.path, err)
	}
	return nil
}

// Table is the SQL name of a table of the target, of its restricted twin if restricted is true.
func (*DB) Table(name string, restricted bool) string {
	if restricted {
		name = "restricted_" + name
	}
	return quote(name)
}

func quote(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }
