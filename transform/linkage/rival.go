package linkage

import "slices"

// ruleGroups are the groups that rules alone made.
type ruleGroups struct {
	root    []int32
	members map[int32][]int32
}

func (g *ruleGroups) of(i int32) []int32 {
	if m := g.members[g.root[i]]; m != nil {
		return m
	}
	return []int32{i}
}

// torn reports a pair one record of which a third fits about as well, where that
// third and the other are kept apart: whose record it is, no score can tell. Records
// that rules joined stand for each other.
func (r *resolver) torn(s *Scored, ruled *ruleGroups) bool {
	return slices.ContainsFunc(s.Rivals, func(v Rival) bool {
		beside, other, third := ruled.of(v.Beside), ruled.of(s.A+s.B-v.Beside), ruled.of(v.Third)
		if third[0] == beside[0] || third[0] == other[0] {
			return false
		}
		return r.between(beside, third) == "" && r.between(other, third) != ""
	})
}
