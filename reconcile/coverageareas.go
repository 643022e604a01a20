package reconcile

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Coverage compares coverage before and after. Figures of areas leave restricted
// children out; those of the service hold all.
type Coverage struct {
	// Resident: children are counted where they live; else with their practice.
	Resident bool             `json:"resident"`
	Areas    []CoverageArea   `json:"areas"`
	Changed  []CoverageReason `json:"changed"`
}

// CoverageArea is one measure of one area in one quarter.
type CoverageArea struct {
	Area           string `json:"area"` // service, commissioner or authority
	Code           string `json:"code"`
	Measure        string `json:"measure"`
	Quarter        string `json:"quarter"` // its first day; the last is not over at as_of
	ChildrenBefore int64  `json:"children_before"`
	ChildrenAfter  int64  `json:"children_after"`
	ReachedBefore  int64  `json:"reached_before"`
	ReachedAfter   int64  `json:"reached_after"`
}

// CoverageReason counts memberships that changed, by why.
type CoverageReason struct {
	Measure   string `json:"measure"`
	Change    string `json:"change"` // gained, lost, entered, left or moved
	Reason    string `json:"reason"`
	Explained bool   `json:"explained"`
	Children  int64  `json:"children"`
}

// The kinds of area, and of the lines about practices.
const (
	AreaService      = "service"
	AreaCommissioner = "commissioner"
	AreaAuthority    = "authority"
	AreaPractice     = "practice"
)

// settleCoverage makes the figures of the report, and settles the checks.
func (r *run) settleCoverage() {
	j := r.covered
	r.coverage = Coverage{Areas: r.coverageAreas(), Changed: []CoverageReason{}}
	var unexplained, compared int64
	for k, n := range j.changes {
		r.coverage.Changed = append(r.coverage.Changed, CoverageReason{j.measures[k.measure].id, k.kind, k.reason, explains(k.reason), n})
		if !explains(k.reason) {
			unexplained += n
		}
	}
	slices.SortFunc(r.coverage.Changed, func(a, b CoverageReason) int {
		return cmp.Or(strings.Compare(a.Measure, b.Measure), strings.Compare(a.Change, b.Change), strings.Compare(a.Reason, b.Reason))
	})
	for k, s := range j.cells {
		if k.service {
			compared += s.children.Source
		}
	}
	r.outcomes.compared(checkCoverage, compared)
	r.outcomes.set(checkCoverage, unexplained, false, "")
	r.settleAreas()
}

// settleAreas holds the figures of commissioners and authorities against each
// other: the one that moved furthest settles the check. Of an area
// with few children one child moves more than the limit: that one is let pass.
func (r *run) settleAreas() {
	least := r.Mappings.Tolerance("coverage-children").Value
	var worst, compared int64
	small, detail := 0, ""
	few := func(a *CoverageArea) bool {
		return min(a.ChildrenBefore, a.ChildrenAfter) < least && abs(a.ReachedAfter-a.ReachedBefore) <= 1 && abs(a.ChildrenAfter-a.ChildrenBefore) <= 1
	}
	for i := range r.coverage.Areas {
		a := &r.coverage.Areas[i]
		switch {
		case a.Area == AreaService:
		case few(a) && (a.ReachedAfter != a.ReachedBefore || a.ChildrenAfter != a.ChildrenBefore):
			small++
		default:
			compared++
			if moved := abs(ppm(a.ReachedAfter, max(a.ChildrenAfter, 1)) - ppm(a.ReachedBefore, max(a.ChildrenBefore, 1))); moved > worst {
				worst = moved
				detail = fmt.Sprintf("%s of %s %s in the quarter from %s", a.Measure, a.Area, a.Code, a.Quarter)
			}
		}
	}
	if small > 0 {
		detail = joinWords(detail, fmt.Sprintf("%d figures of fewer than %d children moved by one child and are not judged", small, least))
	}
	r.outcomes.compared(checkAreas, compared)
	if compared == 0 {
		r.outcomes.idle(checkAreas, joinWords("no child reached an age that is measured", detail))
		return
	}
	r.outcomes.set(checkAreas, worst, false, detail)
}

// coverageAreas adds up practices by commissioner and authority.
func (r *run) coverageAreas() []CoverageArea {
	type key struct {
		area, code       string
		measure, quarter int
	}
	sums := map[key]*coverageSides{}
	for k, s := range r.covered.cells {
		at := []key{{AreaService, "", k.measure, k.quarter}}
		if !k.service {
			commissioner := r.commissioner(k.practice)
			at = []key{{AreaCommissioner, commissioner, k.measure, k.quarter}, {AreaAuthority, r.Mappings.Authority(commissioner), k.measure, k.quarter}}
		}
		for _, a := range at {
			if sums[a] == nil {
				sums[a] = &coverageSides{}
			}
			sums[a].children.add(s.children)
			sums[a].reached.add(s.reached)
		}
	}
	rank := map[string]int{AreaService: 0, AreaCommissioner: 1, AreaAuthority: 2}
	all := make([]CoverageArea, 0, len(sums))
	for _, k := range slices.SortedFunc(maps.Keys(sums), func(a, b key) int {
		return cmp.Or(rank[a.area]-rank[b.area], strings.Compare(a.code, b.code), a.measure-b.measure, a.quarter-b.quarter)
	}) {
		all = append(all, r.covered.area(k.area, k.code, k.measure, k.quarter, sums[k]))
	}
	return all
}

func (j *coverageJudge) area(area, code string, measure, quarter int, s *coverageSides) CoverageArea {
	return CoverageArea{
		area, code, j.measures[measure].id, j.first.AddMonths(monthsOfQuarter * quarter).String(),
		s.children.Source, s.children.Target, s.reached.Source, s.reached.Target,
	}
}

// commissioner is that of a practice, empty where the tables know none.
func (r *run) commissioner(practice string) string {
	if p := r.Mappings.Practice(practice); p != nil {
		return p.Commissioner
	}
	return ""
}
