package accuracy

import (
	"io"
	"strings"

	"lollipop/internal/chis"
)

// personsHeader are the columns that a truth of person records cannot do without.
var personsHeader = []string{"source", "organisation_guid", "patient_guid", "person_id"}

// Persons is the truth of the person records of a migration.
type Persons struct {
	*Truth
	Places []int32 // of each record, where the caller has it
	Absent int64   // records of the truth that the caller does not have
}

// ReadPersons reads a truth whose records are named by source, organisation_guid
// and patient_guid and whose child is person_id; of the kind only what stands before
// a plus sign counts. The other columns are those of ReadTruth. at tells where the caller has
// a record, below 0 for nowhere; those are counted and left out.
func ReadPersons(r io.Reader, at func(source string, organisation, patient chis.GUID) int32) (Persons, error) {
	p := Persons{Truth: newTruth()}
	add := p.adder()
	taken := map[int32]bool{}
	err := readTable(r, personsHeader, func(line int, cell func(string) string) error {
		org, okOrg := chis.ParseGUID(cell("organisation_guid"))
		patient, okPatient := chis.ParseGUID(cell("patient_guid"))
		child := cell("person_id")
		if !okOrg || !okPatient || child == "" {
			return &Error{line, "organisation_guid or patient_guid is no GUID, or person_id is empty"}
		}
		place := at(cell("source"), org, patient)
		if place < 0 {
			p.Absent++
			return nil
		}
		if taken[place] {
			return &Error{line, "this record stands here a second time"}
		}
		taken[place] = true
		kind, _, _ := strings.Cut(cell("kind"), "+")
		add(child, kind, cell)
		p.Places = append(p.Places, place)
		return nil
	})
	return p, err
}

// WithPairs is the share of true pairs in one group once every pair that is given
// has been decided rightly: what such a decision joins, it joins whole groups of.
func (t *Truth) WithPairs(groups []int32, pairs [][2]int32) Rate {
	up := map[int32]int32{}
	root := func(g int32) int32 {
		for {
			next, ok := up[g]
			if !ok {
				return g
			}
			g = next
		}
	}
	for _, p := range pairs {
		if t.records[p[0]].child == t.records[p[1]].child {
			if a, b := root(groups[p[0]]), root(groups[p[1]]); a != b {
				up[max(a, b)] = min(a, b)
			}
		}
	}
	decided := make([]int32, len(groups))
	for i, g := range groups {
		decided[i] = root(g)
	}
	return NewRate(t.pairs(everybody, decided, ofChild), t.pairs(everybody, noGroup, ofChild))
}
