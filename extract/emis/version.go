package emis

import (
	"slices"

	"lollipop/mappings"
)

// preferred are the published layouts in the order in which they are named
// where a header fits several alike: that of the time of the move, then the
// newest first. A site's own come after them.
var preferred = [...]string{"5.4", "7", "7.1", "8.2", "8.0", "8.x-observed", "5.3", "5.1", "5.0"}

// Likeness says by how many names a header differs from each published layout
// of its table.
type Likeness struct {
	versions []string
	differ   []int // by version: -1 for a layout that the table has not
	known    bool  // some layout has the table
}

// versionsOf are the layouts of a set in the order of preference.
func versionsOf(set *mappings.Set) []string {
	all := slices.Clone(preferred[:])
	for _, v := range set.Versions() {
		if !slices.Contains(all, v) {
			all = append(all, v)
		}
	}
	return all
}

// Compare holds a header against the layouts of an EMIS table, whatever the
// order and letter case. Misspellings count: they tell versions apart.
func Compare(set *mappings.Set, emisTable string, header [][]byte) Likeness {
	l := Likeness{versions: versionsOf(set)}
	l.differ = make([]int, len(l.versions))
	names := make(map[string]bool, len(header))
	for _, h := range header {
		names[foldName(string(h))] = true
	}
	for i, v := range l.versions {
		layout := set.Layout(emisTable, v)
		l.differ[i] = -1
		if len(layout) == 0 {
			continue
		}
		l.known = true
		shared := 0
		for _, column := range layout {
			if names[foldName(column)] {
				shared++
			}
		}
		l.differ[i] = len(layout) + len(names) - 2*shared
	}
	return l
}

// closest is the first layout of the order given that a header differs least
// from.
func (l Likeness) closest(order []int) int {
	best := -1
	for _, i := range order {
		if d := l.differ[i]; d >= 0 && (best < 0 || d < l.differ[best]) {
			best = i
		}
	}
	return best
}

// Version is the layout of one file and the number of names in which its header
// differs from that: 0 where the version is sure. A table that no layout has
// gives no version.
type Version struct {
	Name    string
	Differs int
}

// Recognise names the version of each file of one batch. One file tells little,
// as most headers are the same in several versions: the batch as a whole has the
// version that its headers differ least from, and a file has that of the batch
// unless its own header says otherwise.
func Recognise(batch []Likeness) []Version {
	var whole Likeness
	for _, l := range batch {
		if len(whole.differ) < len(l.differ) { // a file without a header was compared with none
			whole.differ = make([]int, len(l.differ))
		}
		for i, d := range l.differ {
			whole.differ[i] += max(d, 0)
		}
	}
	order := make([]int, len(whole.differ))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return whole.differ[a] - whole.differ[b] })
	versions := make([]Version, len(batch))
	for i, l := range batch {
		if !l.known {
			continue
		}
		if best := l.closest(order); best >= 0 {
			versions[i] = Version{l.versions[best], l.differ[best]}
		}
	}
	return versions
}
