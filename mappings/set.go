package mappings

import (
	"embed"
	"io/fs"
	"maps"

	"lollipop/internal/chis"
)

//go:embed *.csv
var files embed.FS

// Set is every table, read and checked. It never changes and is safe for
// concurrent use; slices and pointers that it gives out must not be changed.
type Set struct {
	hashes map[string]string

	entities      []*Entity
	entityByName  map[string]*Entity
	entityByTable map[string]*Entity

	kinds          map[string]*Kind
	kindList       []Kind
	concepts       []*Concept
	conceptsByCode map[conceptKey]*Concept
	antigenWords   phrases[chis.Antigens]
	signs          phrases[string]

	categoryClass map[string]string
	safetyWords   phrases[bool]
	scopeCategory map[string]bool
	scopeKind     map[string]bool

	ranges       []chis.NHSRange
	placeholders placeholders

	tables      []*Table
	tableByName map[string]*Table
	matches     []EventMatch
	survivors   []Survivor
	vaccines    []Vaccine

	practices      []Practice
	practiceByCode map[string]*Practice
	organisations  []Organisation
	hubs           map[string]string
	schedule       []ScheduleRule

	rules      []Rule
	ruleByID   map[string]*Rule
	checks     []Check
	checkByID  map[string]*Check
	tolerances map[string]Tolerance
	faults     []Fault

	figures      []Figure
	traceCodes   []string
	traceMeaning map[string]TraceMeaning
}

// Load reads the embedded tables, lays over them the tables of a folder where
// one is given (a row with the key of an embedded row replaces it, any other is
// added), and checks the whole. The error joins one *TableError for each
// mistake, by file and line.
func Load(overlay ...fs.FS) (*Set, error) {
	var over fs.FS
	if len(overlay) > 0 {
		over = overlay[0]
	}
	return load(files, over)
}

// Hashes gives for each table file the SHA-256 of the table in effect, in hex.
func (s *Set) Hashes() map[string]string { return maps.Clone(s.hashes) }

// load is Load over any base: tests break a copy of a table.
func load(base, overlay fs.FS) (*Set, error) {
	l := &loading{set: &Set{hashes: map[string]string{}}, sheets: map[string]*sheet{}}
	for i := range specs {
		t := readSheet(&specs[i], base, overlay, &l.problems)
		l.sheets[t.file] = t
		l.set.hashes[t.file] = t.hash()
	}
	l.unknownOverlays(overlay)
	// A table that cannot be read would drag a hundred false mistakes after it.
	if err := l.problems.err(); err != nil {
		return nil, err
	}
	// Each step may look at what those before it read.
	for _, step := range []func(){
		l.entities, l.numbers, l.vocabulary, l.concepts, l.scope, l.target, l.merges, l.rulesAndChecks, l.places, l.scheduleRules, l.handovers,
	} {
		step()
	}
	if err := l.problems.err(); err != nil {
		return nil, err
	}
	return l.set, nil
}

// loading is a Set in the making.
type loading struct {
	set      *Set
	sheets   map[string]*sheet
	problems problems

	words map[vocabularyKey][]string // allowed words of a concept's field
}

func (l *loading) rows(file string) []row { return l.sheets[file].rows }

// unknownOverlays names .csv files of the overlay that no table reads: a
// misspelt name would otherwise change nothing in silence.
func (l *loading) unknownOverlays(overlay fs.FS) {
	if overlay == nil {
		return
	}
	names, err := fs.Glob(overlay, "*.csv")
	if err != nil {
		l.problems.add("overlay", 0, "", "list folder: %v", err)
	}
	for _, name := range names {
		if l.sheets[name] == nil {
			l.problems.add("overlay/"+name, 0, "", "no table has this name")
		}
	}
}
