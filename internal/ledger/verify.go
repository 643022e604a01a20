package ledger

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"
)

// Kind is what is wrong with a Finding's file, in one word.
type Kind string

// The kinds of findings.
const (
	Altered  Kind = "altered"  // not the bytes that were written
	Gone     Kind = "gone"     // listed and not there
	Unlisted Kind = "unlisted" // there and listed nowhere
	Broken   Kind = "broken"   // made from a stage that is no longer the same
	Exposed  Kind = "exposed"  // readable by others
	Torn     Kind = "torn"     // the last line was cut by a crash
	Partial  Kind = "partial"  // a stage that was interrupted
)

// Finding is one thing that Verify found wrong.
type Finding struct {
	Kind  Kind   `json:"kind"`
	Path  string `json:"path"` // from the workspace's folder, forward slashes
	Stage string `json:"stage,omitempty"`
	Words string `json:"words"`
}

// Verification is what Verify looked at and found.
type Verification struct {
	Stages   []string          `json:"stages"` // finished ones, in order
	Roots    map[string]string `json:"roots"`  // of those
	Files    int               `json:"files"`
	Bytes    int64             `json:"bytes"`
	Lines    int               `json:"lines"`    // of the ledger
	Findings []Finding         `json:"findings"` // by stage and path
}

// OK reports that nothing was found and that there was something to look at.
func (v Verification) OK() bool { return len(v.Findings) == 0 && len(v.Stages) > 0 }

// Verify hashes every file of every finished stage again, follows the roots
// from stage to stage, and checks the ledger's own chain. It needs no lock and
// no database. Where extracts names the extracts folder, the inputs are hashed
// too. What is wrong is a finding; an error means that it could not look.
func Verify(ctx context.Context, w *Workspace, extracts string) (Verification, error) {
	v := Verification{Roots: map[string]string{}, Findings: []Finding{}}
	for _, stage := range Stages() {
		if err := v.stage(ctx, w, stage, extracts); err != nil {
			return Verification{}, fmt.Errorf("verify %s: %w", stage, err)
		}
	}
	lines, findings, err := w.History()
	if err != nil {
		return Verification{}, err
	}
	v.Lines, v.Findings = len(lines), append(v.Findings, findings...)
	v.told(lines)
	if len(v.Stages) > 0 && exposed(w.Dir) {
		v.found("", ".", Exposed, "others than the owner may enter the workspace")
	}
	if exposed(w.Path(RestrictedDir)) {
		v.found("", RestrictedDir, Exposed, "others than the owner may enter the folder")
	}
	return v, nil
}

// told looks for the line that tells how each finished stage came about. A
// ledger without it lost its end, or was removed: the chain alone shows neither.
func (v *Verification) told(lines []Entry) {
	for _, stage := range v.Stages {
		if !slices.ContainsFunc(lines, func(e Entry) bool { return e.Outcome == Done && e.Roots[stage] == v.Roots[stage] }) {
			v.found("", historyName, Gone, fmt.Sprintf("no line tells of the run that made %s as it is; where a crash came between, run the stage again", stage))
		}
	}
}

// exposed reports that others than the owner have rights on what is at name.
func exposed(name string) bool {
	info, err := os.Lstat(name)
	return err == nil && runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0
}

func (v *Verification) stage(ctx context.Context, w *Workspace, stage, extracts string) error {
	if _, err := os.Lstat(w.partial(stage)); err == nil {
		v.found(stage, "", Partial, "an interrupted run left its files; the next run removes them")
	}
	m, err := w.StageManifest(stage)
	switch {
	case errors.Is(err, ErrMissing):
		return v.noManifest(w, stage)
	case errors.Is(err, ErrAltered):
		v.found(stage, manifestName, Altered, err.Error())
		return nil
	case err != nil:
		return err
	}
	v.Stages = append(v.Stages, stage)
	v.Roots[stage] = m.Root
	v.chain(stage, m.Content.Previous)
	v.arithmetic(stage, m.Content.Accounting)
	listed := slices.Concat(m.Content.Outputs, m.Apart)
	if err := v.files(ctx, w.Path(stage), stage, listed); err != nil {
		return err
	}
	if extracts != "" {
		if err := v.inputs(ctx, extracts, stage, m.Content.Inputs); err != nil {
			return err
		}
	}
	return v.folder(w.Path(stage), stage, listed)
}

// inputs checks the input files: those of the extracts folder, and beside it the
// configuration's own, such as the restricted register.
func (v *Verification) inputs(ctx context.Context, extracts, stage string, listed []File) error {
	var inside, beside []File
	for _, f := range listed {
		if strings.Contains(f.Path, "/") {
			inside = append(inside, f) // a source's file lies in the source's folder
		} else {
			beside = append(beside, f)
		}
	}
	if err := v.files(ctx, extracts, stage, inside); err != nil {
		return err
	}
	return v.files(ctx, filepath.Dir(filepath.Clean(extracts)), stage, beside)
}

// noManifest tells a stage that was not run from one that lost its manifest.
func (v *Verification) noManifest(w *Workspace, stage string) error {
	_, err := os.Lstat(w.Path(stage))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil {
		v.found(stage, manifestName, Gone, "the stage has no manifest")
	}
	return err
}

func (v *Verification) chain(stage string, previous map[string]string) {
	for _, before := range Stages() {
		root, named := previous[before]
		if !named {
			continue
		}
		if v.Roots[before] != root {
			v.found(stage, manifestName, Broken, fmt.Sprintf("made from a %s that is not the one here", before))
		}
	}
}

func (v *Verification) arithmetic(stage string, accounts []Account) {
	for _, a := range accounts {
		if !a.Closes() {
			v.found(stage, manifestName, Altered, fmt.Sprintf("the rows of %s, %s, %s do not close", a.Source, a.Organisation, a.Entity))
		}
	}
}

// files hashes the listed files below root and compares, on every processor.
func (v *Verification) files(ctx context.Context, root, stage string, listed []File) error {
	findings := make([]*Finding, len(listed))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, f := range listed {
		group.Go(func() (err error) {
			findings[i], err = verifyFile(ctx, root, f)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	for i, found := range findings {
		v.Files++
		v.Bytes += listed[i].Bytes
		if found != nil {
			v.found(stage, listed[i].Path, found.Kind, found.Words)
		}
	}
	return nil
}

// verifyFile answers nil for a file that is as listed.
func verifyFile(ctx context.Context, root string, want File) (*Finding, error) {
	if !filepath.IsLocal(filepath.FromSlash(want.Path)) {
		return &Finding{Kind: Altered, Words: "the manifest names a path outside its folder"}, nil
	}
	got, err := hashFile(ctx, filepath.Join(root, filepath.FromSlash(want.Path)))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &Finding{Kind: Gone, Words: "the file is not there"}, nil
	case err != nil:
		return nil, err
	case got.Bytes != want.Bytes:
		return &Finding{Kind: Altered, Words: fmt.Sprintf("%d bytes, %d were written", got.Bytes, want.Bytes)}, nil
	case got.SHA256 != want.SHA256:
		return &Finding{Kind: Altered, Words: "the bytes are not those that were written"}, nil
	}
	return nil, nil
}

// folder looks for files that no list names, and files others may read.
func (v *Verification) folder(dir, stage string, listed []File) error {
	names := make([]string, len(listed))
	for i, f := range listed {
		names[i] = f.Path
	}
	slices.Sort(names)
	found, err := filesBelow(dir)
	if err != nil {
		return err
	}
	folders := []string{"."}
	for _, rel := range found {
		if _, ok := slices.BinarySearch(names, rel); !ok {
			v.found(stage, rel, Unlisted, "no manifest lists the file")
		}
		if exposed(filepath.Join(dir, filepath.FromSlash(rel))) {
			v.found(stage, rel, Exposed, "others than the owner may read the file")
		}
		if sub := path.Dir(rel); sub != "." && !slices.Contains(folders, sub) {
			folders = append(folders, sub)
		}
	}
	for _, sub := range folders {
		if exposed(filepath.Join(dir, filepath.FromSlash(sub))) {
			v.found(stage, sub, Exposed, "others than the owner may enter the folder")
		}
	}
	return nil
}

func (v *Verification) found(stage, rel string, kind Kind, words string) {
	at := path.Join(stage, rel)
	v.Findings = append(v.Findings, Finding{Kind: kind, Path: at, Stage: stage, Words: words})
	slices.SortStableFunc(v.Findings, func(a, b Finding) int { return cmp.Compare(a.Path, b.Path) })
}
