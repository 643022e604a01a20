package emis

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"lollipop/mappings"
)

// File is one file of a batch.
type File struct {
	Name
	Number int64            // from 1 over all sources, in the order of Found.Files
	Source string           // name of the source
	Batch  int              // from 1 within the source
	Rel    string           // path relative to the extracts folder, with slashes; an archive is a folder in it
	Entity *mappings.Entity // nil for a table that no mapping names

	Packing   Packing
	Container string // the file on disk: Rel, or the archive that holds it
	Member    string // of the archive

	// Messages says that the file holds EMIS Open messages. It stands in the
	// list once for each entity that messages have rows of.
	Messages bool
}

// Migrated says whether the rows of the file are staged.
func (f *File) Migrated() bool { return f.Entity != nil && f.Entity.Migrated }

// EntityName is the entity of a migrated file, else the EMIS table.
func (f *File) EntityName() string {
	if f.Migrated() {
		return f.Entity.Name
	}
	return f.Table
}

// Found is what lies under an extracts folder.
type Found struct {
	Sources []string // sorted; each has at least one batch
	Files   []File   // by source, batch timestamp, start id, table
	Ignored []string // paths of all files and members that are not read, hidden ones apart, sorted

	messages []*mappings.Entity
}

// Find lists the batches under dir, one folder a source. A source's files may
// lie in folders below its own, packed by gzip or several in a zip archive. Of
// files it reads no more than an archive's list of members, and messages whose
// name holds no day. entities is what the mappings name; allowMissing names
// entities or EMIS tables that a batch may lack; messages are the entities that
// a file of messages has rows of, nil for those that are counted. Extracts that
// are no whole set of batches give a *Refusal.
func Find(dir string, entities []*mappings.Entity, allowMissing []string, messages ...*mappings.Entity) (Found, error) {
	found := Found{messages: messages}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return found, fmt.Errorf("read extracts folder: %w", err)
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") {
			continue
		}
		if !isDir(dir, e) {
			found.ignore(e.Name())
			continue
		}
		found.Sources = append(found.Sources, e.Name())
	}
	if len(found.Sources) == 0 {
		refused := &Refusal{
			Reason: ErrNoSource, Where: dir,
			Next: "give --extracts the folder that holds one folder a source, such as chis/ and gp/",
		}
		if len(found.Ignored) > 0 {
			refused.Detail = "it holds files, as the folder of one source does"
			refused.Next = "give --extracts the folder above it: the one that holds one folder a source, such as chis/ and gp/"
		}
		return found, refused
	}
	for _, source := range found.Sources {
		if err := found.source(dir, source, tables(entities)); err != nil {
			return found, err
		}
	}
	return found, found.number(entities, allowMissing)
}

// isDir follows a link, as sources are often mounted.
func isDir(dir string, e fs.DirEntry) bool {
	if e.Type()&fs.ModeSymlink == 0 {
		return e.IsDir()
	}
	info, err := os.Stat(filepath.Join(dir, e.Name()))
	return err == nil && info.IsDir()
}

func tables(entities []*mappings.Entity) map[string]*mappings.Entity {
	m := make(map[string]*mappings.Entity, len(entities))
	for _, e := range entities {
		m[strings.ToLower(e.Table)] = e
	}
	return m
}

// ignore notes a file or member that is not read. None may go without a word: a
// delivery in another wrapping looks like that.
func (f *Found) ignore(rel string) { f.Ignored = append(f.Ignored, rel) }

// source adds the files of one source.
func (f *Found) source(dir, source string, known map[string]*mappings.Entity) error {
	before := len(f.Files)
	root, err := filepath.EvalSymlinks(filepath.Join(dir, source))
	if err != nil {
		return fmt.Errorf("read source %s: %w", source, err)
	}
	err = filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		hidden := strings.HasPrefix(e.Name(), ".") && path != root
		if hidden && e.IsDir() {
			return fs.SkipDir
		} else if hidden || path == root {
			return nil
		}
		rel, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		return f.entry(source, source+"/"+filepath.ToSlash(rel), path, e.IsDir(), known)
	})
	if errors.Is(err, fs.ErrPermission) {
		return &Refusal{Reason: ErrNotAFile, Where: source, Detail: "a folder in it may not be read", Next: Readable}
	}
	if err != nil {
		return fmt.Errorf("read source %s: %w", source, err)
	}
	if err := f.wrapped(source, f.Files[before:], known); err != nil {
		return err
	}
	if len(f.Files) == before {
		return &Refusal{
			Reason: ErrNoBatch, Where: source, Detail: f.without(source),
			Next: "put the bulk files of one delivery into it, decrypted and with their own names, or move the folder elsewhere",
		}
	}
	return nil
}

// without says what a folder without a batch holds.
func (f *Found) without(source string) string {
	n := 0
	for _, rel := range f.Ignored {
		if strings.HasPrefix(rel, source+"/") {
			n++
		}
	}
	return fmt.Sprintf("%d files, none named as a bulk file", n)
}

// Readable is what to do about a file or folder that may not be read.
const Readable = "let the user who runs lollipop read it, with chmod or by its owner"

// entry adds what a path of a source is: a file, an archive's members, or
// nothing.
func (f *Found) entry(source, rel, full string, folder bool, known map[string]*mappings.Entity) error {
	base := rel[strings.LastIndexByte(rel, '/')+1:]
	packing, plain := Plain, base
	if hasExtension(base, gzipExtension) {
		packing, plain = Gzip, base[:len(base)-len(gzipExtension)]
	}
	name, ok := ParseName(plain)
	info, err := os.Stat(full)
	switch {
	case folder && !ok && !isMessages(plain):
		return nil
	case err != nil:
		return err
	case !info.Mode().IsRegular(): // a pipe would be waited for without end
		return &Refusal{Reason: ErrNotAFile, Where: rel, Detail: "it is a folder, a pipe or a device", Next: "put the file itself there"}
	}
	add := func(file File) {
		if file.Entity = known[strings.ToLower(file.Table)]; file.Entity != nil {
			file.Table = file.Entity.Table
		}
		f.Files = append(f.Files, file)
	}
	switch {
	case isMessages(plain) && len(f.messages) > 0:
		return f.addMessages(full, File{Source: source, Rel: rel, Packing: packing, Container: rel})
	case ok:
		add(File{Name: name, Source: source, Rel: rel, Packing: packing, Container: rel})
	case hasExtension(base, zipExtension):
		return f.members(source, rel, full, add)
	default:
		f.ignore(rel)
	}
	return nil
}

// number brings the files into their order, divides them into batches and
// checks each.
func (f *Found) number(entities []*mappings.Entity, allowMissing []string) error {
	slices.SortFunc(f.Files, func(a, b File) int {
		return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Stamp, b.Stamp), cmp.Compare(a.Start, b.Start),
			cmp.Compare(a.End, b.End), cmp.Compare(a.Agreement, b.Agreement), cmp.Compare(a.Table, b.Table), cmp.Compare(a.Rel, b.Rel))
	})
	slices.Sort(f.Ignored)
	if len(f.Files) > maxFiles {
		return &Refusal{
			Reason: ErrTooManyRows, Detail: fmt.Sprintf("%d files, at most %d can be numbered", len(f.Files), maxFiles),
			Next: "migrate fewer batches at once",
		}
	}
	for from := 0; from < len(f.Files); {
		to := from + 1
		for to < len(f.Files) && f.Files[to].sameBatch(&f.Files[from]) {
			to++
		}
		batch := f.Files[from:to]
		number := 1
		if from > 0 && f.Files[from-1].Source == batch[0].Source {
			number = f.Files[from-1].Batch + 1
			if !batch[0].Messages && batch[0].clashes(&f.Files[from-1]) {
				return twice(&f.Files[from-1], &batch[0])
			}
		}
		for i := range batch {
			batch[i].Batch, batch[i].Number = number, int64(from+i+1)
		}
		if err := checkBatch(batch, entities, allowMissing); err != nil && !batch[0].Messages {
			return err
		}
		from = to
	}
	return nil
}

// maxFiles is what the five digits of a part's name can number.
const maxFiles = 99_999

func (f *File) sameBatch(other *File) bool {
	return f.clashes(other) && f.Agreement == other.Agreement && f.End == other.End
}

// clashes says whether two files lay claim to one place in the order of
// batches: the timestamp and the first id, whatever the rest of the name.
func (f *File) clashes(other *File) bool {
	return f.Source == other.Source && f.Stamp == other.Stamp && f.Start == other.Start
}

func twice(a, b *File) error {
	return &Refusal{
		Reason: ErrTwice, Where: b.Rel, Detail: "the other is that of " + a.Rel,
		Next: "keep one of the two: the same ids and timestamp mean the same delivery",
	}
}

// checkBatch sees that each file type is there, and once.
func checkBatch(batch []File, entities []*mappings.Entity, allowMissing []string) error {
	have := map[*mappings.Entity]bool{}
	for i := range batch {
		if i > 0 && batch[i].Table == batch[i-1].Table {
			return twice(&batch[i-1], &batch[i])
		}
		have[batch[i].Entity] = true
	}
	var missing []string
	for _, e := range entities {
		if e.Migrated && !e.Late() && !have[e] && !allowed(e, allowMissing) {
			missing = append(missing, e.Table)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	slices.Sort(missing)
	b := &batch[0]
	return &Refusal{
		Reason: ErrIncomplete, Where: b.Source,
		Detail: fmt.Sprintf("batch %d-%d of %s lacks %s", b.Start, b.End, b.Stamp, strings.Join(missing, ", ")),
		Next:   "fetch the missing files of that delivery, or name the type under allow_missing in lollipop.yaml",
	}
}

func allowed(e *mappings.Entity, names []string) bool {
	return slices.ContainsFunc(names, func(n string) bool {
		return strings.EqualFold(n, e.Name) || strings.EqualFold(n, e.Table)
	})
}
