package load

import (
	"context"
	"errors"
	"fmt"
	"os"

	"lollipop/internal/ledger"
)

// Run loads 2-transform into the candidate of a target. A second run on the same input changes nothing and says so.
// On an error or a cancelled ctx the candidate is unfinished, 3-load is gone, and the next Run begins anew.
//
// Errors: ledger.ErrMissing and ErrChanged for the stage before; target.ErrLocked; ForeignError; CountError;
// target.ConstraintError where rows break a rule of the target.
func Run(ctx context.Context, o Options) (Summary, error) {
	o = o.withDefaults()
	m, err := o.Work.ReadManifest(ledger.Transform)
	if err != nil {
		return Summary{}, err
	}
	if err := sameTables(o, m); err != nil {
		return Summary{}, err
	}
	r := &run{Options: o, transform: m}
	if r.jobs, err = plan(o.Mappings, m); err != nil {
		return Summary{}, err
	}
	r.content = r.describe()
	root, err := ledger.Root(r.content)
	if err != nil {
		return Summary{}, err
	}
	r.ledger = Ledger{
		LoadID: LoadID, ManifestRoot: root, TransformRoot: m.Root, AsOf: m.Content.AsOf, Tool: o.Tool,
		Tables: int64(len(r.jobs)), Rows: totalRows(r.jobs),
	}
	held, complete, err := o.Target.Take(ctx)
	if err != nil {
		return Summary{}, err
	}
	if complete && held == r.ledger {
		if done, err := r.stands(ctx); done || err != nil {
			return r.summary(true), err
		}
	}
	return r.summary(false), r.build(ctx)
}

// run is one run of the stage.
type run struct {
	Options
	transform ledger.Manifest
	jobs      []job
	content   ledger.Content
	ledger    Ledger
}

// sameTables refuses a transform that was made by another target.csv: its files have other columns.
func sameTables(o Options, m ledger.Manifest) error {
	const name = "target.csv"
	if was, now := m.Content.Mappings[name], o.Mappings.Hashes()[name]; was != now {
		return &ledger.ChangedError{Dir: o.Work.Dir, Stage: ledger.Transform, What: []string{"mapping table " + name + ": changed"}}
	}
	return nil
}

// describe is the content of the manifest. The target's address is no part of it: the same rows loaded into two
// databases have one root.
func (r *run) describe() ledger.Content {
	before := r.transform.Content
	c := ledger.Content{
		Stage: ledger.Load, Tool: r.Tool, AsOf: before.AsOf, Config: before.Config, Mappings: r.Mappings.Hashes(),
		Previous: map[string]string{ledger.Transform: r.transform.Root}, Counts: map[string]int64{},
	}
	for _, j := range r.jobs {
		c.Counts["rows."+j.name] = j.rows
	}
	return c
}

func (r *run) summary(unchanged bool) Summary {
	return Summary{
		Root: r.ledger.ManifestRoot, Unchanged: unchanged, Tables: r.ledger.Tables, Rows: r.ledger.Rows,
		Children: r.content.Counts["rows.child"] + r.content.Counts["rows.restricted_child"],
	}
}

// stands reports that a complete candidate holds every row still; then it only sees to the manifest, which a kill at
// the last moment may have left unwritten.
func (r *run) stands(ctx context.Context) (bool, error) {
	err := r.count(ctx)
	var differs *CountError
	if errors.As(err, &differs) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if err := r.unaltered(ctx); err != nil {
		return false, err
	}
	if m, err := r.Work.ReadManifest(ledger.Load); err == nil && m.Root == r.ledger.ManifestRoot {
		return true, nil
	}
	return true, r.complete(ctx)
}

// unaltered hashes the files of 2-transform: a candidate that stands is built from none of them, and nothing else would
// notice that they are no longer those it was built from.
func (r *run) unaltered(ctx context.Context) error {
	outputs := r.transform.Content.Outputs
	paths := make([]string, len(outputs))
	for i, f := range outputs {
		paths[i] = f.Path
	}
	found, err := ledger.HashFiles(ctx, r.Work.Path(ledger.Transform), paths)
	if err != nil {
		return fmt.Errorf("read %s: %w", ledger.Transform, err)
	}
	var what []string
	for i := range found {
		if found[i].SHA256 != outputs[i].SHA256 {
			what = append(what, "file "+paths[i]+": not the bytes that were written; remove the folder and make it anew")
		}
	}
	if what != nil {
		return &ledger.ChangedError{Dir: r.Work.Dir, Stage: ledger.Transform, What: what}
	}
	return nil
}

// build makes the candidate. The old manifest goes first: from here on what it spoke of is not there.
func (r *run) build(ctx context.Context) error {
	if err := os.RemoveAll(r.Work.Path(ledger.Load)); err != nil {
		return fmt.Errorf("begin load: %w", err)
	}
	unfinished := r.ledger
	unfinished.ManifestRoot = ""
	if err := r.Target.Begin(ctx, unfinished); err != nil {
		return fmt.Errorf("begin load: %w", err)
	}
	tell := &progress{tell: r.Observer.OnProgress, total: r.ledger.Rows}
	if err := r.fill(ctx, tell); err != nil {
		return err
	}
	err := r.Target.Constrain(ctx, r.Workers, func(what string) { tell.step("checking " + what) })
	if err != nil {
		return fmt.Errorf("add constraints: %w", err)
	}
	if err := r.count(ctx); err != nil {
		return err
	}
	if err := r.Target.Finish(ctx, r.ledger); err != nil {
		return fmt.Errorf("finish load: %w", err)
	}
	return r.complete(ctx)
}

// complete writes 3-load/manifest.json.
func (r *run) complete(ctx context.Context) (err error) {
	part, err := r.Work.Begin(ledger.Load)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, part.Abort()) }()
	m, err := part.Complete(ctx, r.content)
	if err == nil && m.Root != r.ledger.ManifestRoot {
		err = fmt.Errorf("complete load: the manifest has root %.12s, the target %.12s", m.Root, r.ledger.ManifestRoot)
	}
	return err
}
