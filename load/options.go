package load

import (
	"context"
	"runtime"

	"lollipop/internal/ledger"
	"lollipop/internal/target"
	"lollipop/mappings"
)

// Options say what to load, and where to.
type Options struct {
	Mappings *mappings.Set     // effective tables
	Work     *ledger.Workspace // open for writing
	Workers  int               // tables filled at once, as far as the target allows; 0: one for each processor
	Target   Target
	Tool     string // name and version of the program, for the manifest
	Observer Observer
}

// Observer hears of the work. Its functions are called one at a time, from any goroutine, and must not block.
type Observer struct {
	OnProgress func(done, total int64, what string) // rows
}

func (o Options) withDefaults() Options {
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0) // server and client share the machine, and the server does the work
	}
	if o.Tool == "" {
		o.Tool = "lollipop"
	}
	if o.Observer.OnProgress == nil {
		o.Observer.OnProgress = func(int64, int64, string) {}
	}
	return o
}

// Target is a place for one candidate, in load/sqlite or load/postgres. The caller closes it after Run.
type Target interface {
	// Take claims the candidate for this process and tells what complete load it holds; ok is false for none or an
	// unfinished one. Errors: target.ErrLocked; ForeignError where something stands there that is not ours.
	Take(ctx context.Context) (held Ledger, ok bool, err error)
	// Begin drops the candidate and makes empty tables, with an unfinished ledger.
	Begin(ctx context.Context, l Ledger) error
	// Fill writes a table's rows in the order in which they come. Up to Writers calls may run at once.
	Fill(ctx context.Context, rows target.Rows) (int64, error)
	Writers() int
	// Constrain adds keys, checks, references and indexes, workers at once where the target can, and holds them
	// against the rows. Errors: target.ConstraintError.
	Constrain(ctx context.Context, workers int, onStep func(what string)) error
	// Finish makes everything durable and only then the ledger complete.
	Finish(ctx context.Context, l Ledger) error
	// Table is the database's name of a table or of its restricted twin.
	Table(name string, restricted bool) string
	Count(ctx context.Context, table string) (int64, error)
}

// Ledger is the row of load_ledger.
type Ledger struct {
	LoadID        int32
	ManifestRoot  string // empty until complete
	TransformRoot string
	AsOf          string // yyyy-MM-dd
	Tool          string
	Tables, Rows  int64
}

// LoadID is the number of a candidate's load. A candidate is whole and new each time; promote, which knows the live
// target, gives later loads their numbers.
const LoadID = 1

// Summary is what the stage did, in plain counts.
type Summary struct {
	Root      string `json:"root"`
	Unchanged bool   `json:"unchanged"` // the candidate held this input already; nothing was written to it
	Tables    int64  `json:"tables"`    // restricted twins included
	Rows      int64  `json:"rows"`
	Children  int64  `json:"children"` // open and restricted
}
