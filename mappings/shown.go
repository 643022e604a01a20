package mappings

// Shown says how much of a source column's values may leave the extracts in a
// profile.
type Shown uint8

// The zero value shows nothing: how many, how long, how many different.
const (
	ShowNothing Shown = iota
	ShowYears         // the years of the first and last date
	ShowMonths        // their months
	ShowRange         // the least and the greatest number
	ShowValues        // the values that many rows share
)

var shownWords = []string{"", "years", "months", "range", "values"}

// Shown says what may be shown of a column of a source table. A column that no
// row names shows nothing.
func (s *Set) Shown(emisTable, emisColumn string) Shown {
	if show, ok := s.shown[shownKey{emisTable, emisColumn}]; ok {
		return show
	}
	return s.shown[shownKey{"*", emisColumn}]
}

// suits reports that values of a kind can be shown so.
func (s Shown) suits(kind ColumnKind) bool {
	switch s {
	case ShowYears, ShowMonths:
		return kind == KindDate
	case ShowRange:
		return kind == KindInt || kind == KindDecimal
	case ShowValues:
		return kind == KindText || kind == KindBool
	}
	return true
}

type shownKey struct{ table, column string }

func (l *loading) profileColumns() {
	l.set.shown = map[shownKey]Shown{}
	for _, r := range l.rows("profile_column.csv") {
		key := shownKey{r.filled("table"), r.filled("emis")}
		r.filled("reason")
		word := r.oneOf("show", shownWords[1:]...)
		for i, w := range shownWords {
			if w == word {
				l.set.shown[key] = Shown(i)
			}
		}
		l.shownColumn(r, key)
	}
}

// shownColumn refuses a column that is not there, and one whose values would
// name somebody.
func (l *loading) shownColumn(r row, key shownKey) {
	entities := l.set.entities
	if e := l.set.EntityOfTable(key.table); e != nil {
		entities = []*Entity{e}
	} else if key.table != "*" {
		r.unknown("table", l.sheets["entity.csv"].values("table"), "%q is not in entity.csv", key.table)
		return
	}
	found := false
	for _, e := range entities {
		i := e.Header(key.column)
		if i < 0 || e.Columns[i].EMIS != key.column {
			continue
		}
		found = true
		if kind := e.Columns[i].Kind; !l.set.shown[key].suits(kind) {
			r.wrong("show", "%q is not how a column of kind %s is shown", r.text("show"), kind)
		}
	}
	if !found {
		var names []string
		for _, e := range entities {
			names = append(names, e.names()...)
		}
		r.unknown("emis", names, "%q is no column of %s", key.column, key.table)
	}
}
