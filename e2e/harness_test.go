package e2e

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"lollipop/extract"
	"lollipop/fixtures"
	"lollipop/internal/chis"
	"lollipop/internal/config"
	"lollipop/internal/ledger"
	"lollipop/internal/sqlite"
	"lollipop/internal/table"
	"lollipop/load"
	loadsqlite "lollipop/load/sqlite"
	"lollipop/mappings"
	"lollipop/reconcile"
	"lollipop/reconcile/workbook"
	"lollipop/transform"
)

// tool names the program in the manifests of these tests.
const tool = "lollipop test"

// size is the number of children of a fixture: fewer with -short.
func size() int {
	if testing.Short() {
		return 400
	}
	return 2000
}

// delivery is the extracts of all sources, with their configuration and, where
// they were generated, their truth.
type delivery struct {
	dir      string // holds extracts/, lollipop.yaml, truth/
	maps     *mappings.Set
	config   config.Config
	previous string // workspace of an earlier rehearsal, "" for none
}

func loadMappings(t testing.TB) *mappings.Set {
	t.Helper()
	set, err := mappings.Load()
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func generate(t testing.TB, o fixtures.Options) delivery {
	t.Helper()
	o.Mappings, o.Out = loadMappings(t), filepath.Join(t.TempDir(), "data")
	if _, err := fixtures.Run(context.Background(), o); err != nil {
		t.Fatal(err)
	}
	return openDelivery(t, o.Out)
}

// openDelivery takes a folder with extracts/ and, beside it, lollipop.yaml.
func openDelivery(t testing.TB, dir string) delivery {
	t.Helper()
	conf, err := config.Load(filepath.Join(dir, "lollipop.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	return delivery{dir: dir, maps: loadMappings(t), config: conf}
}

func (d delivery) extracts() string { return filepath.Join(d.dir, "extracts") }

// rehearsal is a workspace with the stages that ran in it. Observers may speak
// from any goroutine.
type rehearsal struct {
	delivery
	t       testing.TB
	work    *ledger.Workspace
	workers int

	mu    sync.Mutex
	told  []string
	steps int            // calls of observers
	marks map[string]int // steps before each stage
	onHit func(step int)

	extracted   extract.Summary
	transformed transform.Summary
	loaded      load.Summary
	report      reconcile.Report
	manifests   map[string]ledger.Manifest // by stage, once somebody asked: a table that is read would decode it anew
	listing     *reconcile.Listing
	restricted  *reconcile.RestrictedListing
	sealing     bool // write the workbook of restricted children, too
}

// begin opens a new workspace.
func (d delivery) begin(t testing.TB, workers int) *rehearsal {
	t.Helper()
	return d.resume(t, filepath.Join(t.TempDir(), "work"), workers)
}

// resume opens a workspace that may hold stages.
func (d delivery) resume(t testing.TB, dir string, workers int) *rehearsal {
	t.Helper()
	work, err := ledger.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = work.Close() })
	return &rehearsal{delivery: d, t: t, work: work, workers: workers}
}

// observe is what every stage tells its progress to.
func (r *rehearsal) observe(_, _ int64, what string) { r.hear(what) }

func (r *rehearsal) hear(text string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.told = append(r.told, text)
	r.steps++
	if r.onHit != nil {
		r.onHit(r.steps)
	}
}

// manifest is that of a finished stage.
func (r *rehearsal) manifest(stage string) ledger.Manifest {
	r.t.Helper()
	m, known := r.manifests[stage]
	if known {
		return m
	}
	m, err := r.work.ReadManifest(stage)
	if err != nil {
		r.t.Fatal(err)
	}
	if r.manifests == nil {
		r.manifests = map[string]ledger.Manifest{}
	}
	r.manifests[stage] = m
	return m
}

func (r *rehearsal) extract(ctx context.Context) (err error) {
	r.manifests = nil
	r.extracted, err = extract.Run(ctx, extract.Options{
		Extracts: r.extracts(), Mappings: r.maps, Work: r.work, Config: r.config, Workers: r.workers, Tool: tool,
		Observer: extract.Observer{OnProgress: r.observe, OnWarning: r.hear},
	})
	return err
}

func (r *rehearsal) transform(ctx context.Context) (err error) {
	r.manifests = nil
	r.transformed, err = transform.Run(ctx, transform.Options{
		Mappings: r.maps, Work: r.work, Workers: r.workers, Previous: r.previous, Decisions: r.config.Decisions, Tool: tool, OnProgress: r.observe,
	})
	return err
}

func (r *rehearsal) candidate() string {
	return loadsqlite.CandidatePath(r.work.Path("target.db"))
}

func (r *rehearsal) load(ctx context.Context) error {
	t := loadsqlite.New(r.candidate())
	return errors.Join(r.loadInto(ctx, t), t.Close())
}

func (r *rehearsal) loadInto(ctx context.Context, t load.Target) (err error) {
	r.manifests = nil
	r.loaded, err = load.Run(ctx, load.Options{
		Mappings: r.maps, Work: r.work, Workers: r.workers, Target: t, Tool: tool,
		Observer: load.Observer{OnProgress: r.observe},
	})
	return err
}

func (r *rehearsal) reconcile(ctx context.Context) error {
	db, err := sqlite.OpenReadOnly(r.candidate())
	if err != nil {
		return err
	}
	return errors.Join(r.judge(ctx, db), db.Close())
}

// judge is reconcile over any candidate.
func (r *rehearsal) judge(ctx context.Context, db reconcile.Target) (err error) {
	r.manifests = nil
	r.report, err = reconcile.Run(ctx, reconcile.Options{
		Mappings: r.maps, Work: r.work, Extracts: r.extracts(), Target: db, Trace: r.config.Trace, Control: r.config.Control, Expected: r.config.Expected, Postcodes: r.config.Postcodes, Decisions: r.config.Decisions, Previous: r.previous, Truth: r.truthFolder(), Workers: r.workers, Tool: tool, OnProgress: r.observe,
		Render: func(ctx context.Context, dir string, rep *reconcile.Report, l *reconcile.Listing) ([]reconcile.Rendered, error) {
			r.listing = l
			files, err := workbook.Write(ctx, dir, rep, l, workbook.Options{})
			if err != nil {
				return nil, err
			}
			matching, err := workbook.WriteMatching(dir, rep)
			return append(files, matching), err
		},
		RenderRestricted: func(ctx context.Context, dir string, rep *reconcile.Report, l *reconcile.RestrictedListing) ([]reconcile.Rendered, error) {
			if r.restricted = l; !r.sealing {
				return nil, nil // encrypted, it has other bytes each time
			}
			return workbook.WriteRestricted(ctx, dir, rep, l, workbook.Options{Passphrase: restrictedPassphrase})
		},
	})
	return err
}

// truthFolder says who each record is, "" where the delivery was not generated.
func (r *rehearsal) truthFolder() string {
	dir := filepath.Join(r.dir, "truth")
	if _, err := os.Stat(filepath.Join(dir, reconcile.TruthFile)); err != nil {
		return ""
	}
	return dir
}

// through runs the stages up to last, one of the ledger's names.
func (r *rehearsal) through(ctx context.Context, last string) error {
	r.marks = map[string]int{}
	for i, stage := range []func(context.Context) error{r.extract, r.transform, r.load, r.reconcile} {
		r.marks[ledger.Stages()[i]] = r.steps
		if err := stage(ctx); err != nil {
			return fmt.Errorf("%s: %w", ledger.Stages()[i], err)
		}
		if ledger.Stages()[i] == last {
			return nil
		}
	}
	return nil
}

// run is a rehearsal of the stages up to last, which must succeed and whose sums
// must close.
func (d delivery) run(t testing.TB, workers int, last string) *rehearsal {
	t.Helper()
	r := d.begin(t, workers)
	if err := r.through(context.Background(), last); err != nil {
		t.Fatal(err)
	}
	r.sumsClose(t)
	return r
}

// sumsClose holds the accounting of the last stage that has one.
func (r *rehearsal) sumsClose(t testing.TB) {
	t.Helper()
	accounts := r.extracted.Accounting
	if r.transformed.Accounting != nil {
		accounts = r.transformed.Accounting
	}
	if len(accounts) == 0 {
		t.Error("no accounting")
	}
	var read int64
	for _, a := range accounts {
		read += a.Read
		if !a.Closes() {
			t.Errorf("open account %+v", a)
		}
	}
	if r.extracted.Read > 0 && read != r.extracted.Read {
		t.Errorf("the accounts hold %d rows, %d were read", read, r.extracted.Read)
	}
}

// row is a row of a table as text by column; what is missing is empty.
type row map[string]string

func (r row) id(column string) int64 {
	n, _ := strconv.ParseInt(r[column], 10, 64)
	return n
}

// rows reads a table of a stage, all of its parts. No columns means all.
func (r *rehearsal) rows(stage, name string, columns ...string) []row {
	r.t.Helper()
	var paths []string
	for _, f := range r.manifest(stage).Content.Outputs {
		if strings.HasPrefix(f.Path, name+"/") || f.Path == name+".parquet" {
			paths = append(paths, r.work.Path(stage, filepath.FromSlash(f.Path)))
		}
	}
	if len(paths) == 0 {
		return nil
	}
	return readParquet(r.t, paths, columns)
}

func readParquet(t testing.TB, paths, columns []string) (rows []row) {
	t.Helper()
	rd, err := table.OpenSequence(paths, columns...)
	if err != nil {
		t.Fatal(err)
	}
	defer rd.Close()
	b := table.NewBatch(rd.Schema(), 4096)
	for {
		err := rd.Next(b)
		if errors.Is(err, io.EOF) {
			return rows
		}
		if err != nil {
			t.Fatal(err)
		}
		for i := range b.N {
			line := make(row, len(b.Vec))
			for k, c := range b.Schema() {
				line[c.Name] = cellText(b, k, i)
			}
			rows = append(rows, line)
		}
	}
}

func cellText(b *table.Batch, k, i int) string {
	v := &b.Vec[k]
	switch b.Schema()[k].Kind {
	case table.Int64:
		if v.I64[i] == table.NullInt64 {
			return ""
		}
		return strconv.FormatInt(v.I64[i], 10)
	case table.Int32:
		return strconv.Itoa(int(v.I32[i]))
	case table.GUID:
		return chis.GUID(v.GUID[i]).String()
	default:
		return string(v.Text.At(i))
	}
}

// both reads a table of transform and its restricted twin.
func (r *rehearsal) both(name string, columns ...string) []row {
	r.t.Helper()
	return append(r.rows(ledger.Transform, name, columns...), r.rows(ledger.Transform, "restricted_"+name, columns...)...)
}

// sums are the SHA-256 of every file below a folder by its path.
func sums(t testing.TB, root string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		all[filepath.ToSlash(strings.TrimPrefix(path, root))] = fmt.Sprintf("%x", sha256.Sum256(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// stageSums are the sums of the finished stages up to last.
func (r *rehearsal) stageSums(t testing.TB, last string) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, stage := range ledger.Stages() {
		for path, sum := range sums(t, r.work.Path(stage)) {
			all[stage+path] = sum
		}
		if stage == last {
			break
		}
	}
	return all
}

// sameSums reports the files that are not in both, or differ.
func sameSums(t testing.TB, what string, want, got map[string]string) {
	t.Helper()
	if len(want) < 10 {
		t.Fatalf("%s: %d files, too few to compare", what, len(want))
	}
	for path, sum := range want {
		switch {
		case got[path] == "":
			t.Errorf("%s: %s is missing", what, path)
		case got[path] != sum:
			t.Errorf("%s: %s has other bytes", what, path)
		}
	}
	for path := range got {
		if want[path] == "" {
			t.Errorf("%s: %s is there too", what, path)
		}
	}
}
