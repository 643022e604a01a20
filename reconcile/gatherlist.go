package reconcile

import (
	"cmp"
	"strings"

	"lollipop/internal/chis"
)

// ListRow is a child whom the legacy system's own list calls for something else
// than the schedule does.
type ListRow struct {
	Person
	Reason      string
	Explained   bool
	Strict      bool // it may not be waived
	Listed, Due DueDay
	Days        int32    // from the day that is listed to the day of the schedule; 0 where one has none
	Reasons     []string // of every difference of the child
	Row         int64
}

// gatherList lists a child whose list is not what the schedule says. One of whom a
// confidential row plays a part stands in no list.
func (g *gatherer) gatherList(s *seenChild) {
	d := s.listChange
	if d == nil {
		return
	}
	if d.confidential && !s.hidden {
		g.secretLists++
		return
	}
	row := ListRow{
		Person: s.person(), Reason: d.reason, Explained: explains(d.reason), Strict: d.check == checkLegacyDue, Listed: DueDay{What: "nothing"},
		Due: g.dueDay(&d.due), Reasons: d.reasons, Row: s.primary,
	}
	if d.listed != nil {
		row.Listed = DueDay{What: listedWords(d.listed), On: d.listed.on.Date}
	}
	if row.Listed.On != 0 && row.Due.On != 0 {
		row.Days = row.Due.On.Sub(row.Listed.On)
	}
	g.lists.add(row)
	g.listMoved[movedBand(row.Listed, row.Due)]++
}

// compareLists puts what nothing explains first, then the youngest.
func compareLists(a, b *ListRow) int {
	flag := func(v bool) int {
		if v {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(a.Place, b.Place), flag(a.Explained)-flag(b.Explained), flag(b.Strict)-flag(a.Strict), cmp.Compare(a.Reason, b.Reason), cmp.Compare(b.Born, a.Born),
		cmp.Compare(a.Practice, b.Practice), cmp.Compare(a.ID, b.ID))
}

// listedWords name what an entry is for: of several antigens, the dose is that of all.
func listedWords(e *listEntry) string {
	switch words := antigenWords(e.antigens); {
	case e.dose == "":
		return words
	case strings.Contains(words, ", "):
		return words + ": dose " + e.dose
	default:
		return words + " " + e.dose
	}
}

// spelled are the antigens whose names are not words.
var spelled = strings.NewReplacer("+", ", ", "hepb", "hepatitis B", "hib", "Hib", "menb", "MenB", "menc", "MenC", "menacwy", "MenACWY", "hpv", "HPV", "bcg", "BCG", "hepa", "hepatitis A", "rsv", "RSV", "covid19", "COVID-19")

// antigenWords are antigens as people read them.
func antigenWords(a chis.Antigens) string { return spelled.Replace(a.String()) }
