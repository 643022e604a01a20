package profile

import (
	"cmp"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"lollipop/extract/emis"
)

// input is a file that is looked at.
type input struct {
	order             int // among all inputs
	path, rel, source string
	name              emis.Name // empty where the name says nothing
	named             bool
	size              int64
	packed            packed
	messages          bool   // EMIS Open
	trouble           string // why it is not read
}

// irregular is what a pipe is, which would be waited for without end.
const irregular = "is no regular file"

// FolderError says that there is nothing to look at.
type FolderError struct{ Dir, Problem string }

func (e *FolderError) Error() string { return "look at extracts: " + e.Dir + ": " + e.Problem }

// Hint says what to do next.
func (e *FolderError) Hint() string {
	return "name the folder that holds one folder a source, for example --extracts extracts"
}

// find lists the files below dir: each first-level folder is a source; files
// that lie beside them are of a source without a name. They come in the order in
// which batches are applied.
func find(dir string) ([]input, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("look at extracts: %w", err)
	}
	var all []input
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") {
			continue
		}
		full := filepath.Join(dir, e.Name())
		info, err := os.Stat(full) // sources are often mounted by a link
		switch {
		case err != nil:
			all = append(all, input{path: full, rel: e.Name(), trouble: "cannot be opened"})
		case info.IsDir():
			if all, err = walk(all, full, e.Name()); err != nil {
				return nil, err
			}
		case !info.Mode().IsRegular():
			all = append(all, input{path: full, rel: e.Name(), trouble: irregular})
		default:
			all = append(all, input{path: full, rel: e.Name(), size: info.Size()})
		}
	}
	if len(all) == 0 {
		return nil, &FolderError{dir, "there is no file in it"}
	}
	all = unfold(all)
	for i := range all {
		all[i].name, all[i].named = emis.ParseName(strings.TrimSuffix(path.Base(all[i].rel), ".gz"))
	}
	slices.SortFunc(all, func(a, b input) int {
		return cmp.Or(cmp.Compare(a.source, b.source), cmp.Compare(a.name.Stamp, b.name.Stamp),
			cmp.Compare(a.name.Start, b.name.Start), cmp.Compare(a.rel, b.rel))
	})
	return all, nil
}

// unfold puts the files that an archive holds in its place.
func unfold(all []input) []input {
	var out []input
	for _, in := range all {
		switch extension := strings.ToLower(path.Ext(in.rel)); {
		case in.trouble != "":
			out = append(out, in)
		case isXML(in.rel) && extension != ".gz":
			in.messages = true
			out = append(out, in)
		case extension == ".zip":
			out = members(out, in)
		case extension == ".gz":
			in.packed, in.messages = packed{how: emis.Gzip, bytes: in.size}, isXML(in.rel)
			in.size *= 10 // about: it is for the progress alone
			out = append(out, in)
		default:
			out = append(out, in)
		}
	}
	return out
}

// isXML reports messages, which may be packed.
func isXML(name string) bool {
	return strings.HasSuffix(strings.TrimSuffix(strings.ToLower(name), ".gz"), ".xml")
}

// walk adds the files of one source. What cannot be opened is a file with a
// trouble: the rest is looked at all the same.
func walk(all []input, root, source string) ([]input, error) {
	followed, err := filepath.EvalSymlinks(root)
	if err != nil {
		return append(all, input{path: root, rel: source, source: source, trouble: "cannot be opened"}), nil
	}
	err = filepath.WalkDir(followed, func(full string, e fs.DirEntry, err error) error {
		inside, errRel := filepath.Rel(followed, full)
		if errRel != nil {
			return errRel
		}
		rel := source + "/" + filepath.ToSlash(inside)
		switch hidden := strings.HasPrefix(e.Name(), ".") && full != followed; {
		case err != nil:
			all = append(all, input{path: full, rel: rel, source: source, trouble: "cannot be opened"})
			return nil
		case hidden && e.IsDir():
			return fs.SkipDir
		case hidden || e.IsDir():
			return nil
		}
		one := input{path: full, rel: rel, source: source}
		if info, err := os.Stat(full); err != nil {
			one.trouble = "cannot be opened"
		} else if !info.Mode().IsRegular() {
			one.trouble = irregular
		} else {
			one.size = info.Size()
		}
		all = append(all, one)
		return nil
	})
	return all, err
}
