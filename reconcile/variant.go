package reconcile

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"

	"lollipop/internal/chis"
)

// sameByVariant reports that transform claims to have joined two records although
// their forenames differ, and that they are as alike as the rule says: number,
// PersonGuid, birth date and postcode are equal, forename and surname are each one name
// in two ways or the forename is the other's second name, no middle name is another, neither is one of several born together and
// neither is restricted. That the score was high enough is not looked at again.
func (r *run) sameByVariant(a, b *record) bool {
	if !r.byVariant[[2]int64{min(a.person.row, b.person.row), max(a.person.row, b.person.row)}] || a.restricted() || b.restricted() {
		return false
	}
	switch several := func(p *record) bool { return p.birthOrder > 1 || p.numberBorn > 1 }; {
	case a.born == 0 || a.born != b.born || a.forename == 0 || b.forename == 0:
		return false
	case len(a.inCommon(b.person)) == 0 || a.guid.IsZero() || a.guid != b.guid:
		return false
	case a.postcode.IsNone() || a.postcode != b.postcode:
		return false
	case several(a) || several(b) || a.sex.Known() && b.sex.Known() && a.sex != b.sex:
		return false
	case a.row == nil || b.row == nil:
		return true // their names went with their partition, where the claim was judged
	}
	p, q := a.row.patient, b.row.patient
	return (r.oneName(p.given, q.given) || bySecondName(p, q)) && r.alike(p.surname, q.surname, likeSurname) &&
		(fold(p.middle) == "" || fold(q.middle) == "" || r.alike(p.middle, q.middle, likeForename))
}

// The likeness from which two forenames are one, and from which surnames and middle
// names are alike.
const (
	nearName     = 0.92
	likeSurname  = 0.85
	likeForename = 0.8
)

// slipFrom is the number of letters from which one slip makes no other name of a name.
const slipFrom = 4

// bySecondName reports a child who is known by its second name: the forename of one row
// is the middle name of the other.
func bySecondName(p, q *patientFields) bool {
	is := func(forename, middle string) bool { return forename != "" && fold(forename) == fold(middle) }
	return is(p.given, q.middle) || is(q.given, p.middle)
}

// oneName reports that two texts may be one name: equal, short and full form, a word
// in common, one slip of the hand, or near.
func (r *run) oneName(a, b string) bool {
	x, y := fold(a), fold(b)
	return min(len(x), len(y)) >= slipFrom && oneSlip(x, y) || r.alike(a, b, nearName)
}

// alike is oneName with another likeness to ask for.
func (r *run) alike(a, b string, like float64) bool {
	x, y := fold(a), fold(b)
	if x == "" || y == "" {
		return false
	}
	isForm := func(group []string) bool { return slices.Contains(group, x) && slices.Contains(group, y) }
	if x == y || slices.ContainsFunc(r.Mappings.ShortForenames(), isForm) {
		return true
	}
	words := nameWords(b)
	if slices.ContainsFunc(nameWords(a), func(word string) bool { return slices.Contains(words, word) }) {
		return true
	}
	if slack := like < nearName; slack && (min(len(x), len(y)) > 2 && oneSlip(x, y) || min(len(x), len(y)) == 1 && x[0] == y[0]) {
		return true // as scores take surnames and middle names
	}
	return jaroWinkler(min(x, y), max(x, y)) >= like
}

// oneSlip reports that a letter left out, put in or taken for another, or two
// neighbours in each other's place, are all that parts two names.
func oneSlip(a, b string) bool {
	without := func(s string, i int) string { return s[:i] + s[i+1:] }
	for i := range max(len(a), len(b)) {
		switch {
		case len(a) == len(b)+1 && without(a, i) == b, len(b) == len(a)+1 && without(b, i) == a:
			return true
		case len(a) == len(b) && without(a, i) == without(b, i):
			return true
		case len(a) == len(b) && i > 0 && a[:i-1]+string([]byte{a[i], a[i-1]})+a[i+1:] == b:
			return true
		}
	}
	return false
}

func nameWords(text string) (words []string) {
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return unicode.Is(unicode.Pd, r) || unicode.IsSpace(r) }) {
		if w = fold(w); w != "" {
			words = append(words, w)
		}
	}
	return words
}

// jaroWinkler is how alike two texts are, from 0 to 1, by letters that they have in
// common within half a length of each other, and by how they begin.
func jaroWinkler(a, b string) float64 {
	reach := max(max(len(a), len(b))/2-1, 0)
	taken := make([]bool, len(a))
	var inB []byte
	for j := range len(b) {
		for i := max(0, j-reach); i < min(len(a), j+reach+1); i++ {
			if a[i] == b[j] && !taken[i] {
				taken[i] = true
				inB = append(inB, b[j])
				break
			}
		}
	}
	if len(inB) == 0 {
		return 0
	}
	displaced, k := 0, 0
	for i, is := range taken {
		if is {
			if a[i] != inB[k] {
				displaced++
			}
			k++
		}
	}
	common := float64(len(inB))
	jaro := (common/float64(len(a)) + common/float64(len(b)) + (common-float64(displaced/2))/common) / 3
	if jaro <= 0.7 {
		return jaro
	}
	start := 0
	for start < min(4, len(a), len(b)) && a[start] == b[start] {
		start++
	}
	return jaro + float64(start)*0.1*(1-jaro)
}

// dayAndHome is a birth date and a place: who shares both and is somebody else is
// a twin.
type dayAndHome struct {
	born     chis.Date
	postcode chis.Postcode
}

// tenant is a person record of a birth date that is asked for, at home.
type tenant struct {
	at      dayAndHome
	guid    chis.GUID
	numbers []uint64
	row     int64
}

// tenants are found while children are judged, each in its own partition.
type tenants struct {
	asked map[chis.Date]bool
	mu    sync.Mutex
	list  []tenant
}

// askForTwins says of which birth dates records are to be kept: those of children
// whose forename is written in two ways.
func (r *run) askForTwins() {
	r.tenants.asked = map[chis.Date]bool{}
	for rows := range r.byVariant {
		if p := r.personOfRow(rows[0]); p != nil && p.born != 0 {
			r.tenants.asked[p.born] = true
		}
	}
}

// noteTwins keeps those of the child's records that are asked for.
func (c *childCheck) noteTwins() {
	for i := range c.records {
		a := &c.records[i]
		if !c.tenants.asked[a.born] || a.postcode.IsNone() {
			continue
		}
		c.tenants.mu.Lock()
		c.tenants.list = append(c.tenants.list, tenant{dayAndHome{a.born, a.postcode}, a.guid, a.numbers(), a.person.row})
		c.tenants.mu.Unlock()
	}
}

// judgeTwins looks for somebody else of that day in the home of each merge of a
// forename written in two ways: then it may be two children's.
func (r *run) judgeTwins() {
	homes := map[dayAndHome][]*tenant{}
	at := map[int64]*tenant{}
	for i := range r.tenants.list {
		t := &r.tenants.list[i]
		homes[t.at] = append(homes[t.at], t)
		at[t.row] = t
	}
	for _, rows := range slices.SortedFunc(maps.Keys(r.byVariant), func(a, b [2]int64) int {
		return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
	}) {
		a, p := at[rows[0]], r.personOfRow(rows[0])
		if a == nil || p == nil {
			continue // a break of its own
		}
		r.outcomes.compared(checkMerges, 1)
		if slices.ContainsFunc(homes[a.at], a.somebodyElse) {
			r.breaks.add(Break{checkMerges, tableChild, p.child, rows[0], "", "another-child-of-that-day-in-the-home"})
		}
	}
}

// somebodyElse reports a record that is not surely of the same child.
func (t *tenant) somebodyElse(o *tenant) bool {
	if o.guid.IsZero() {
		return !slices.ContainsFunc(o.numbers, func(n uint64) bool { return slices.Contains(t.numbers, n) })
	}
	return o.guid != t.guid
}
