package reconcile

import (
	"math/bits"
	"strings"

	"lollipop/internal/chis"
	"lollipop/internal/schedule"
	"lollipop/mappings"
)

// stepSet is a set of steps of the schedule's courses, a bit each: the engine
// holds no more than fit.
type stepSet uint64

// dueName is what an entry of a due list says of the dose.
type dueName struct {
	antigens chis.Antigens
	dose     string
}

// dueNames say which steps of the schedule an entry of a due list is about.
type dueNames struct {
	courses []schedule.Course
	first   []int // bit of the first step, by course
	of      map[dueName]stepSet
	rules   []stepSet // by rule
	season  stepSet   // of seasonal campaigns
}

func newDueNames(maps *mappings.Set) *dueNames {
	n := &dueNames{courses: maps.Schedule().Courses(), of: map[dueName]stepSet{}}
	at := 0
	for i := range n.courses {
		n.first = append(n.first, at)
		at += len(n.courses[i].Steps)
	}
	for _, r := range maps.ScheduleRules() {
		var all stepSet
		for _, s := range r.Steps {
			all |= n.bit(int(s.Course), int(s.At))
		}
		n.rules = append(n.rules, all)
		if r.Programme == schedule.Seasonal {
			n.season |= all
		}
		for _, k := range r.Codes {
			n.of[dueName{k.Antigens, k.Dose}] |= n.coded(&r, all, k.Dose)
		}
	}
	return n
}

func (n *dueNames) bit(course, step int) stepSet { return 1 << (n.first[course] + step) }

// coded are the steps that a code of a rule names. A rule that stands for several
// doses has a code for each, and the dose of the code says which; one that states no
// dose may be any of the course.
func (n *dueNames) coded(r *mappings.ScheduleRule, all stepSet, dose string) (set stepSet) {
	if dose != "" && !strings.Contains(r.Dose, "-") {
		return all
	}
	for _, s := range r.Steps {
		for at, name := range n.courses[s.Course].Steps {
			if name == dose || dose == "" {
				set |= n.bit(int(s.Course), at)
			}
		}
	}
	return set
}

// steps are those that an entry may be about: of a name that no code of the
// schedule has, every step of the courses that its antigens are of.
func (n *dueNames) steps(name dueName) stepSet {
	if set, ok := n.of[name]; ok {
		return set
	}
	var set stepSet
	for c := range n.courses {
		if name.antigens.Has(n.courses[c].Antigens) {
			for at := range n.courses[c].Steps {
				set |= n.bit(c, at)
			}
		}
	}
	return set
}

// in is how many steps of the set another shares.
func (s stepSet) in(o stepSet) int { return bits.OnesCount64(uint64(s & o)) }
