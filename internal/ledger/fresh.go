package ledger

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
)

// Fresh tells whether the finished stage is what a run would make now. Fill now
// as for Part.Complete, without what only a run can know: Outputs, Runs, Counts
// and Accounting are not looked at, nor are the Rows of Inputs.
//
// It answers the stage's manifest where the stage may stand as it is. Else the
// error is a MissingError (run it), a ChangedError that lists what differs, an
// output that is gone or has other bytes than were written included (run it, or
// refuse), or ErrAltered. Outputs are read and hashed where all else agrees.
func (w *Workspace) Fresh(ctx context.Context, stage string, now Content) (Manifest, error) {
	m, err := w.StageManifest(stage)
	if err != nil {
		return Manifest{}, err
	}
	what := differences(m.Content, now)
	if what == nil {
		if what, err = w.damagedOutputs(ctx, stage, m); err != nil {
			return Manifest{}, err
		}
	}
	if what != nil {
		return Manifest{}, &ChangedError{Dir: w.Dir, Stage: stage, What: what}
	}
	return m, nil
}

// Intact answers the manifest of a finished stage whose files are all the bytes
// that were written, and which no stage before it, where it is still there, has
// outrun: for who reads them without a run. Errors: MissingError, ErrAltered,
// ChangedError.
func (w *Workspace) Intact(ctx context.Context, stage string) (Manifest, error) {
	m, err := w.StageManifest(stage)
	if err != nil {
		return Manifest{}, err
	}
	if err := w.checkPrevious(m); err != nil && !errors.Is(err, ErrMissing) {
		return Manifest{}, err
	}
	what, err := w.damagedOutputs(ctx, stage, m)
	if err == nil && what != nil {
		err = &ChangedError{Dir: w.Dir, Stage: stage, What: what}
	}
	return m, err
}

// differences lists in words what a result depends on and differs.
func differences(was, now Content) []string {
	var what []string
	if was.Tool != now.Tool {
		what = append(what, fmt.Sprintf("tool: %q, was %q", now.Tool, was.Tool))
	}
	if was.AsOf != now.AsOf {
		what = append(what, fmt.Sprintf("as_of: %q, was %q", now.AsOf, was.AsOf))
	}
	what = append(what, mapDifferences("configuration ", was.Config, now.Config, true)...)
	what = append(what, mapDifferences("mapping table ", was.Mappings, now.Mappings, false)...)
	what = append(what, mapDifferences("stage before: ", was.Previous, now.Previous, false)...)
	return append(what, mapDifferences("input ", fileMap(was.Inputs), fileMap(now.Inputs), false)...)
}

// mapDifferences lists keys that were added, taken away or changed, in order;
// plain says that values may be shown.
func mapDifferences(kind string, was, now map[string]string, plain bool) []string {
	keys := slices.Collect(maps.Keys(was))
	for k := range now {
		if _, ok := was[k]; !ok {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	var what []string
	for _, k := range keys {
		before, had := was[k]
		after, has := now[k]
		switch {
		case had && !has:
			what = append(what, kind+k+": gone")
		case !had:
			what = append(what, kind+k+": new")
		case before != after && plain:
			what = append(what, fmt.Sprintf("%s%s: %q, was %q", kind, k, after, before))
		case before != after:
			what = append(what, kind+k+": changed")
		}
	}
	return what
}

func fileMap(files []File) map[string]string {
	out := make(map[string]string, len(files))
	for _, f := range files {
		out[f.Path] = fmt.Sprint(f.SHA256, " ", f.Bytes)
	}
	return out
}

func (w *Workspace) damagedOutputs(ctx context.Context, stage string, m Manifest) (what []string, err error) {
	v := Verification{}
	if err := v.files(ctx, w.Path(stage), stage, slices.Concat(m.Content.Outputs, m.Apart)); err != nil {
		return nil, err
	}
	for _, f := range v.Findings {
		what = append(what, "output "+f.Path+": "+f.Words)
	}
	return what, nil
}
