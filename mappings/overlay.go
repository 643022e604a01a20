package mappings

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// overlay is a folder of the user's whose tables lie over the embedded ones.
type overlay struct {
	fs   fs.FS // nil for none
	name func(file string) string
}

// folder is an overlay whose messages name files below dir.
func folder(dir string) overlay {
	return overlay{os.DirFS(dir), func(file string) string { return filepath.Join(dir, file) }}
}

// hold says what an overlay may not do to a table. The program is written to
// some tables: a row that no code knows would change nothing in silence, or
// something that nobody meant.
type hold uint8

const (
	free  hold = iota // rows may be replaced and added
	known             // rows may be replaced; a new key means nothing to the program
	fixed             // every row must say what the embedded one says
)

// holds are the tables that are not free, with what their rows must keep.
var holds = map[string]struct {
	hold hold
	keep []string // columns of an embedded row that may not change
}{
	"control_figure.csv": {fixed, nil},
	"trace_code.csv":     {free, []string{"meaning"}}, // "invalid" protects a child
	"profile_column.csv": {fixed, nil},                // what ours hide stays hidden
	"entity.csv":         {fixed, nil},
	"reference.csv":      {fixed, nil},
	"column.csv":         {free, []string{"name", "kind"}}, // the stages are written to both
	"kind.csv":           {fixed, nil},
	"target.csv":         {fixed, nil},
	"target_word.csv":    {fixed, nil},
	"event_match.csv":    {fixed, nil},
	"survivorship.csv":   {fixed, nil},
	"rule.csv":           {fixed, nil},
	"check.csv":          {fixed, nil},
	"fault.csv":          {fixed, nil},
	"tolerance.csv":      {known, []string{"unit"}},
}

// held refuses rows of the overlay that the program could not follow.
func (t *sheet) held() {
	h := holds[t.file]
	for _, r := range t.rows {
		switch {
		case !r.over:
		case h.hold == fixed && (r.was == nil || !slices.Equal(r.cells, r.was.cells)):
			r.wrong("", "the program is written to this table, and a folder cannot change it: take the row out")
		case h.hold == known && r.was == nil:
			r.unknown(t.key[0], t.values(t.key[0]), "%q means nothing to the program", r.text(t.key[0]))
		case r.was != nil:
			for _, column := range h.keep {
				if was := r.was.text(column); r.text(column) != was {
					r.wrong(column, "is %q and must stay %q: the program is written to it", r.text(column), was)
				}
			}
		}
	}
}

// values are the cells of a column in rows of the embedded table.
func (t *sheet) values(column string) []string {
	var all []string
	for _, r := range t.rows {
		if !r.over {
			all = append(all, r.text(column))
		}
	}
	return all
}

// notes are the extensions of files that may lie beside the tables: words about
// them.
var notes = []string{".md", ".txt"}

// unknownOverlays names what lies in the overlay and no table reads: a misspelt
// name, a table saved as a workbook, and tables in a folder below would otherwise
// change nothing in silence.
func (l *loading) unknownOverlays(over overlay) {
	if over.fs == nil {
		return
	}
	entries, err := fs.ReadDir(over.fs, ".")
	if err != nil {
		l.problems.add(over.name(""), 0, "", "list folder: %v", err)
		return
	}
	files := make([]string, len(specs))
	for i, s := range specs {
		files[i] = s.file
	}
	for _, e := range entries {
		name := e.Name()
		if strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") {
			continue // what file managers and spreadsheets leave
		}
		switch extension := strings.ToLower(path.Ext(name)); {
		case l.sheets[name] != nil:
			if _, err := fs.Stat(over.fs, name); err != nil {
				l.problems.add(over.name(name), 0, "", "leads nowhere: it is a link to a file that is not there")
			}
		case e.IsDir():
			l.problems.add(over.name(name), 0, "", "is a folder: tables in it are not read")
		case extension == ".csv":
			l.problems.add(over.name(name), 0, "", "no table has this name")
			l.problems.near(name, files)
		case !slices.Contains(notes, extension):
			l.problems.add(over.name(name), 0, "", "is no table: save it as CSV UTF-8, under the name of a table, or take it out")
		}
	}
}

// safeguards refuse what would open a check that safety rules section 10 calls
// not waivable: a higher tolerance, a category that is safety no longer.
func (l *loading) safeguards() {
	strict := map[string]string{"quarantine-patient": "quarantine"} // doses and patients in quarantine are never waived
	for _, c := range l.set.checks {
		if !c.Waivable {
			strict[c.Tolerance] = c.ID
		}
	}
	for _, r := range l.rows("tolerance.csv") {
		check, is := strict[r.text("id")]
		if r.was != nil && is && r.integer("value") > r.was.integer("value") {
			r.wrong("value", "is %s, above the %s that check %s holds: safety rules section 10 lets nobody waive it, so that no table may",
				r.text("value"), r.was.text("value"), check)
		}
	}
	for _, r := range l.rows("xml_column.csv") {
		if r.over && l.guards(r) && (r.was == nil || !slices.Equal(r.cells, r.was.cells)) {
			r.wrong("column", "says whose a row is, whether it is confidential or whether it is withdrawn: safety rules section 1 lets no folder change that, take the row out")
		}
	}
	for _, r := range l.rows("category_class.csv") {
		if r.was != nil && r.was.text("class") == ClassSafety && r.text("class") != ClassSafety {
			r.wrong("class", "codes of this category stay %s: safety rules section 6", ClassSafety)
		}
	}
}

// guards reports a row of xml_column.csv for a column that keeps records of
// messages apart, closed or withdrawn.
func (l *loading) guards(r row) bool {
	e := l.set.Entity(r.text("entity"))
	if e == nil {
		return false
	}
	at := e.Column(r.text("column"))
	return at >= 0 && (slices.Contains([]int{e.Organisation, e.Patient, e.Item, e.Code, e.Deleted, e.Confidential}, at) || slices.Contains(e.Keys, at))
}

// TableFile is a table file as it is in effect.
type TableFile struct {
	Name    string
	Key     []string
	Columns []string
	Rule    string // what a folder of the user's may do to it
	Overlay bool   // a folder of the user's has a part in it
	CSV     []byte
}

var holdWords = map[hold]string{
	free:  "rows may be replaced and added",
	known: "rows may be replaced; a new key is refused",
	fixed: "may be read; the program is written to it, and a changed or added row is refused",
}

// TableFiles lists every table in effect.
func (s *Set) TableFiles() []TableFile { return s.tableFiles }

func (t *sheet) tableFile() TableFile {
	h := holds[t.file]
	rule := holdWords[h.hold]
	if len(h.keep) > 0 {
		rule += fmt.Sprintf("; %s of an embedded row must stay", strings.Join(h.keep, " and "))
	}
	if t.file == "xml_column.csv" {
		rule += "; rows of keys, deleted and is_confidential must stay"
	}
	return TableFile{
		Name: t.file, Key: t.key, Columns: t.columns, Rule: rule, CSV: t.csv(),
		Overlay: slices.ContainsFunc(t.rows, func(r row) bool { return r.over }),
	}
}

// LoadWith is LoadFolder as if one table of the folder said something else: for
// whoever is about to write it.
func LoadWith(dir, table string, data []byte) (*Set, error) {
	over := folder(dir)
	over.fs = replaced{over.fs, table, data}
	return load(files, over)
}

// replaced is a folder in which one file says something else.
type replaced struct {
	fs.FS
	file string
	data []byte
}

// ReadFile is what fs.ReadFile asks for first.
func (r replaced) ReadFile(name string) ([]byte, error) {
	if name == r.file {
		return r.data, nil
	}
	return fs.ReadFile(r.FS, name)
}
