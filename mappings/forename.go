package mappings

import (
	"slices"

	"lollipop/internal/chis"
)

// ShortForenames are groups of forenames that are forms of one name, folded, in
// the order of the names they are forms of.
func (s *Set) ShortForenames() [][]string { return s.shortForenames }

func (l *loading) forenames() {
	groups := map[string][]string{}
	var order []string
	for _, r := range l.rows("short_forename.csv") {
		short, full := r.filled("short"), r.filled("full")
		for column, name := range map[string]string{"short": short, "full": full} {
			if string(chis.FoldName(nil, name)) != name {
				r.wrong(column, "%q is not in folded form", name)
			}
		}
		if short == full {
			r.wrong("short", "is the full name itself")
		}
		if groups[full] == nil {
			groups[full] = []string{full}
			order = append(order, full)
		}
		groups[full] = append(groups[full], short)
	}
	slices.Sort(order)
	for _, full := range order {
		slices.Sort(groups[full])
		l.set.shortForenames = append(l.set.shortForenames, groups[full])
	}
}
