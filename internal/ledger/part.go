package ledger

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// Part is a stage under way: a folder beside the place it will have. Either
// Complete or Abort ends it; a part that was neither is removed by the next
// Begin of its stage.
type Part struct {
	Stage string
	work  *Workspace
	dir   string
	apart []string
	ended bool
}

// Begin removes what an interrupted run of the stage left and makes an empty
// folder for a new one. A finished part of the stage stays until Complete.
func (w *Workspace) Begin(stage string) (*Part, error) {
	if !isStage(stage) {
		return nil, fmt.Errorf("begin stage: %q is no stage", stage)
	}
	if err := w.writable(); err != nil {
		return nil, fmt.Errorf("begin %s: %w", stage, err)
	}
	dir := w.partial(stage)
	if err := os.RemoveAll(dir); err != nil {
		return nil, fmt.Errorf("begin %s: %w", stage, err)
	}
	if err := os.Mkdir(dir, dirMode); err != nil {
		return nil, fmt.Errorf("begin %s: %w", stage, err)
	}
	return &Part{Stage: stage, work: w, dir: dir}, nil
}

// Path is where the stage writes the file rel (relative, forward slashes). It
// does not make folders: see Mkdir. Path("") is the folder itself.
func (p *Part) Path(rel string) string { return filepath.Join(p.dir, filepath.FromSlash(rel)) }

// Mkdir makes the folder rel, and those above it, and answers its path.
func (p *Part) Mkdir(rel string) (string, error) {
	dir := p.Path(rel)
	if err := os.MkdirAll(dir, dirMode); err != nil {
		return "", fmt.Errorf("make folder of %s: %w", p.Stage, err)
	}
	return dir, nil
}

// SetApart names a file whose bytes are not the same in every run: Complete
// lists it beside content, not in it.
func (p *Part) SetApart(rel string) { p.apart = append(p.apart, filepath.ToSlash(rel)) }

// Abort removes what the stage wrote. After Complete or Abort it does nothing,
// so that it may be deferred.
func (p *Part) Abort() error {
	if p.ended {
		return nil
	}
	p.ended = true
	if err := os.RemoveAll(p.dir); err != nil {
		return fmt.Errorf("abort %s: %w", p.Stage, err)
	}
	return nil
}

// Complete makes the part the finished stage: it checks and syncs every file,
// writes manifest.json last, renames the folder into place and only then
// removes a finished part that stood there.
//
// Every file of the folder must stand in c.Outputs or have been named by
// SetApart, and the reverse: a file nobody lists would be covered by no root.
// Outputs need Path and Rows only; Complete hashes those without SHA256 and
// fills Bytes. Stage and Schema are filled. On error nothing has changed but
// the part, which the caller should Abort.
func (p *Part) Complete(ctx context.Context, c Content) (Manifest, error) {
	if p.ended {
		return Manifest{}, fmt.Errorf("complete %s: it has ended", p.Stage)
	}
	m, err := p.seal(ctx, c)
	if err != nil {
		return Manifest{}, fmt.Errorf("complete %s: %w", p.Stage, err)
	}
	if err := p.install(); err != nil {
		return Manifest{}, fmt.Errorf("complete %s: %w", p.Stage, err)
	}
	p.ended = true
	return m, nil
}

// seal fills and writes the manifest.
func (p *Part) seal(ctx context.Context, c Content) (Manifest, error) {
	for _, a := range c.Accounting {
		if !a.Closes() {
			return Manifest{}, fmt.Errorf("the rows of %s, %s, %s do not close: read %d, accounted for %d",
				a.Source, a.Organisation, a.Entity, a.Read, a.Sum())
		}
	}
	c.Stage = p.Stage
	c.Outputs = sortedFiles(c.Outputs)
	apart := make([]File, len(p.apart))
	for i, rel := range p.apart {
		apart[i].Path = rel
	}
	if err := p.checkFiles(c.Outputs, apart); err != nil {
		return Manifest{}, err
	}
	if err := errors.Join(p.hash(ctx, c.Outputs), p.hash(ctx, apart)); err != nil {
		return Manifest{}, err
	}
	data, _, err := encodeManifest(c, apart)
	if err != nil {
		return Manifest{}, err
	}
	if err := WriteFile(p.Path(manifestName), data); err != nil {
		return Manifest{}, err
	}
	return decodeManifest(data)
}

// checkFiles holds the folder against the lists, both ways, and makes every
// file private and durable.
func (p *Part) checkFiles(lists ...[]File) error {
	var listed []string
	for _, list := range lists {
		for _, f := range list {
			listed = append(listed, f.Path)
		}
	}
	slices.Sort(listed)
	found, err := filesBelow(p.dir)
	if err != nil {
		return err
	}
	if err := compareLists(listed, found); err != nil {
		return err
	}
	for _, rel := range found {
		if err := errors.Join(os.Chmod(p.Path(rel), fileMode), syncFile(p.Path(rel))); err != nil {
			return err
		}
	}
	return nil
}

// compareLists names the first difference of two sorted lists.
func compareLists(listed, found []string) error {
	for i, path := range listed {
		if i > 0 && listed[i-1] == path {
			return fmt.Errorf("output %s is listed twice", path)
		}
		if _, ok := slices.BinarySearch(found, path); !ok {
			return fmt.Errorf("output %s is listed and not there", path)
		}
	}
	for _, path := range found {
		if _, ok := slices.BinarySearch(listed, path); !ok {
			return fmt.Errorf("file %s is there and not listed", path)
		}
	}
	return nil
}

// filesBelow lists the files of dir, sorted, by relative paths with forward
// slashes, manifest.json of dir itself left out. It makes folders private.
func filesBelow(dir string) ([]string, error) {
	var found []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil || d.IsDir() {
			return err
		}
		if rel = filepath.ToSlash(rel); rel != manifestName {
			found = append(found, rel)
		}
		return nil
	})
	slices.Sort(found)
	return found, err
}

// hash fills Bytes and SHA256 of the files that have no SHA256.
func (p *Part) hash(ctx context.Context, files []File) error {
	var paths []string
	var at []int
	for i, f := range files {
		if f.SHA256 == "" {
			paths, at = append(paths, f.Path), append(at, i)
		}
	}
	hashed, err := HashFiles(ctx, p.dir, paths)
	if err != nil {
		return err
	}
	for i, h := range hashed {
		files[at[i]].SHA256, files[at[i]].Bytes = h.SHA256, h.Bytes
	}
	return nil
}

// install puts the folder in its place. Between the two renames the stage is
// missing; Open then puts the old one back.
func (p *Part) install() error {
	if err := syncTree(p.dir); err != nil {
		return err
	}
	final, old := p.work.Path(p.Stage), p.work.retired(p.Stage)
	if err := os.RemoveAll(old); err != nil {
		return err
	}
	err := os.Rename(final, old)
	replaced := err == nil
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Rename(p.dir, final); err != nil {
		if replaced {
			err = errors.Join(err, os.Rename(old, final))
		}
		return err
	}
	if err := syncDir(p.work.Dir); err != nil {
		return err
	}
	return os.RemoveAll(old)
}

// syncTree makes the names of the files below dir durable.
func syncTree(dir string) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		return errors.Join(os.Chmod(path, dirMode), syncDir(path))
	})
}
