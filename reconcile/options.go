package reconcile

import (
	"context"
	"runtime"
	"time"

	"lollipop/internal/ledger"
	"lollipop/internal/table"
	"lollipop/internal/target"
	"lollipop/mappings"
)

// Target is the candidate that is judged. Both database drivers have these
// methods. They are called concurrently.
type Target interface {
	// Table is the name under which Scan and Count know a table of the target,
	// or its restricted twin.
	Table(name string, restricted bool) string
	// Scan hands on the named columns of all rows in the order of orderBy.
	Scan(ctx context.Context, name string, columns []target.Column, orderBy string, yield func(*table.Batch) error) error
	// Count counts the rows of a table.
	Count(ctx context.Context, name string) (int64, error)
	// Objects names everything that stands in the target.
	Objects(ctx context.Context) ([]target.Object, error)
}

// Options say what to judge.
type Options struct {
	Mappings *mappings.Set
	Work     *ledger.Workspace
	Extracts string // folder that holds one folder a source
	Target   Target
	Trace    string // trace.csv as extract read it, "" for none
	Control  string // control.csv, "" for none
	Expected string // expected.csv, "" for none
	Truth    string // folder that says who each record is, "" where nobody knows
	// Postcodes is postcode_authority.csv, "" for none: every child then counts
	// with the local authority of its practice.
	Postcodes string
	Previous  string // workspace of the rehearsal whose ids transform kept, "" for none
	// Decisions is decisions.csv as transform read it, "" for none.
	Decisions string
	// RestrictedDecisions is the same of restricted children.
	RestrictedDecisions string
	Workers             int    // 0: one for each processor; the result does not depend on it
	Tool                string // name and version of the program, for the manifest
	// Again judges anew where a report of the same stages stands already. Without
	// it such a report is returned if the target still has as many rows.
	Again bool
	// Clock, where set, times parts of the work; what they took is no part of the report.
	Clock      func() time.Duration
	OnProgress func(done, total int64, what string)
	// Render, where set, leaves more renderings of the report in the folder of the
	// stage, such as a workbook, and names what it wrote. For it a listing is
	// gathered beside the report; nil where that could not be done.
	Render func(ctx context.Context, dir string, rep *Report, l *Listing) ([]Rendered, error)
	// RenderRestricted, where set, does the same of restricted children, in a folder
	// of their own; it needs Render. It is not called where they could not be listed.
	RenderRestricted func(ctx context.Context, dir string, rep *Report, l *RestrictedListing) ([]Rendered, error)
	// Stands says whether the renderings that an earlier run left, named by its
	// manifest, will do; nil: they will.
	Stands func(m ledger.Manifest) bool
}

// Rendered is a file that Render wrote.
type Rendered struct {
	Path  string // in the folder that it was given
	Rows  int64
	Apart bool // its bytes are not the same in every run: beside what the root covers
}

func (o Options) withDefaults() Options {
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0) // the work is bound by the processor
	}
	if o.Tool == "" {
		o.Tool = "lollipop"
	}
	if o.Clock == nil {
		o.Clock = func() time.Duration { return 0 }
	}
	if o.OnProgress == nil {
		o.OnProgress = func(int64, int64, string) {}
	}
	return o
}
