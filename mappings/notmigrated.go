package mappings

import (
	"slices"
	"strings"
)

// NotMigrated is a column of a file type that the target does not take, and why.
type NotMigrated struct {
	Column   string // as a header spells it
	Reason   string // see excuses
	Clinical string // what a reader of the record loses by it, in words
}

// excuses are the reasons why a column may be left behind: empty by
// specification, a key of the source that is resolved, read by a rule and by
// nothing else, payment, cost, named for a clinical reason; and unmet: nothing is
// made of it yet. A value in a column that is empty or unmet is no longer excused.
var excuses = []string{"empty", "key", "rule", "gms", "cost", "named", "unmet"}

// LeftBehind reports that a value in a column of a file type is lost: the target
// has no column made of it, it is no key, and no row of not_migrated.csv excuses
// it. A column that no table knows is lost unless it is excused.
func (s *Set) LeftBehind(e *Entity, header string) bool {
	if i := e.Header(header); i >= 0 && (s.reaches[SourceColumn{e, i}] || e.isKey(i)) {
		return false
	}
	n, ok := s.Excuse(e, header)
	return !ok || n.Reason == "empty" || n.Reason == "unmet"
}

// Excuse is what not_migrated.csv says of a column, by any of its spellings.
func (s *Set) Excuse(e *Entity, header string) (NotMigrated, bool) {
	if i := e.Header(header); i >= 0 {
		header = e.Columns[i].EMIS
	}
	n, ok := s.notMigrated[leftKey{e, strings.ToLower(strings.TrimSpace(header))}]
	return n, ok
}

type leftKey struct {
	entity *Entity
	column string // lower case
}

// isKey reports a column that names a row, orders versions, or routes the row.
func (e *Entity) isKey(i int) bool {
	roles := []int{e.Organisation, e.Patient, e.Item, e.Code, e.Date, e.Deleted, e.Confidential, e.ProcessingID}
	return slices.Contains(roles, i) || slices.Contains(e.Keys, i) ||
		slices.ContainsFunc(e.Links, func(l Link) bool { return l.Column == i })
}

// leftBehind reads which columns are left behind, once it is known which reach
// the target.
func (l *loading) leftBehind() {
	s := l.set
	s.reaches, s.notMigrated = map[SourceColumn]bool{}, map[leftKey]NotMigrated{}
	l.messagePaths()
	for _, t := range s.tables {
		for _, c := range t.Columns {
			for _, from := range c.Sources {
				s.reaches[from] = true
			}
		}
	}
	for _, r := range l.rows("not_migrated.csv") {
		n := NotMigrated{Column: r.filled("column"), Reason: r.oneOf("reason", excuses...), Clinical: r.filled("clinical")}
		if r.text("table") == MessageTable {
			l.excuseInMessage(r, n)
			continue
		}
		e := s.EntityOfTable(r.text("table"))
		if e == nil {
			r.wrong("table", "%q is not in entity.csv", r.text("table"))
			continue
		}
		s.notMigrated[leftKey{e, strings.ToLower(n.Column)}] = n
	}
}
