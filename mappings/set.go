package mappings

import (
	"embed"
	"io/fs"
	"maps"
	"path"

	"lollipop/internal/chis"
	"lollipop/internal/schedule"
)

//go:embed *.csv
var files embed.FS

// Set is every table, read and checked. It never changes and is safe for
// concurrent use; slices and pointers that it gives out must not be changed.
type Set struct {
	hashes     map[string]string
	tableFiles []TableFile

	entities      []*Entity
	entityByName  map[string]*Entity
	entityByTable map[string]*Entity
	versions      []string // of layouts, oldest first; a site's own last

	xmlElements []XMLElement
	xmlColumns  map[string][]XMLColumn

	kinds          map[string]*Kind
	kindList       []Kind
	concepts       []*Concept
	conceptsByCode map[conceptKey]*Concept
	reviews        []*CodeReview
	reviewByCode   map[conceptKey]*CodeReview
	antigenWords   phrases[chis.Antigens]
	signs          phrases[string]

	categoryClass map[string]string
	safetyWords   phrases[bool]
	scopeCategory map[string]bool
	productByDMD  map[int64]*Product
	productWords  phrases[*Product]
	scopeKind     map[string]bool
	entityOut     map[string]bool // file types of persons that a practice feed is not to bring

	shown map[shownKey]Shown

	ranges         []chis.NHSRange
	placeholders   placeholders
	shortForenames [][]string
	ethnic         map[string]string // category by words
	statuses       []registrationStatus

	tables      []*Table
	tableByName map[string]*Table
	reaches     map[SourceColumn]bool
	notMigrated map[leftKey]NotMigrated
	messageRows MessagePath // by element
	messageKeys MessagePath // what may stand below any row
	matches     []EventMatch
	survivors   []Survivor
	vaccines    []Vaccine

	practices      []Practice
	practiceByCode map[string]*Practice
	defaultCodes   map[string]string // what each stands for
	organisations  []Organisation
	hubs           map[string]string
	measures       []Measure
	authorities    map[string]string
	schedule       []ScheduleRule
	engine         *schedule.Engine
	contactRules   *schedule.Contacts

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
// added), and checks the whole. The error is an *Error that lists each mistake
// by file and line.
func Load(overlays ...fs.FS) (*Set, error) {
	var over overlay
	if len(overlays) > 0 {
		over = overlay{overlays[0], func(file string) string { return path.Join("overlay", file) }}
	}
	return load(files, over)
}

// LoadFolder is Load with the tables of a folder, "" for none.
func LoadFolder(dir string) (*Set, error) {
	if dir == "" {
		return Load()
	}
	return load(files, folder(dir))
}

// Hashes gives for each table file the SHA-256 of the table in effect, in hex.
func (s *Set) Hashes() map[string]string { return maps.Clone(s.hashes) }

// load is Load over any base: tests break a copy of a table.
func load(base fs.FS, over overlay) (*Set, error) {
	l := &loading{set: &Set{hashes: map[string]string{}}, sheets: map[string]*sheet{}}
	for i := range specs {
		t := readSheet(&specs[i], base, over, &l.problems)
		l.sheets[t.file] = t
		l.set.hashes[t.file] = t.hash()
		l.set.tableFiles = append(l.set.tableFiles, t.tableFile())
	}
	l.unknownOverlays(over)
	// A table that cannot be read would drag a hundred false mistakes after it.
	if l.problems.hard {
		return nil, l.problems.err()
	}
	// Each step may look at what those before it read.
	for _, step := range []func(){
		l.entities, l.profileColumns, l.numbers, l.ethnicCategories, l.registrationStatuses, l.vocabulary, l.concepts, l.scope, l.codeReviews, l.unreviewed,
		l.target, l.leftBehind, l.merges, l.products, l.rulesAndChecks, l.places, l.scheduleRules, l.coverage, l.contactTables, l.handovers, l.safeguards,
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
