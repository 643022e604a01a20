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
	// Resident: postcode_authority.csv was given, and there are figures by
	// residence; else children are counted with their practice alone.
	Resident bool             `json:"resident"`
	Areas    []CoverageArea   `json:"areas"`
	Changed  []CoverageReason `json:"changed"`
}

// CoverageArea is one measure of one area in one quarter.
type CoverageArea struct {
	Area string `json:"area"` // service, commissioner or authority
	Code string `json:"code"`
	// Basis says whom the area counts: registered, the children of its practices
	// and those of no practice who live in it; or resident, who lives in it. Empty
	// for the service.
	Basis          string `json:"basis"`
	Measure        string `json:"measure"`
	Quarter        string `json:"quarter"`      // its first day
	QuarterName    string `json:"quarter_name"` // of the financial year, as 2020-21 Q4
	Partial        bool   `json:"partial"`      // not over at as_of
	ChildrenBefore int64  `json:"children_before"`
	ChildrenAfter  int64  `json:"children_after"`
	ReachedBefore  int64  `json:"reached_before"`
	ReachedAfter   int64  `json:"reached_after"`
	// ByPostcode are those of the children whom their postcode places here; the
	// others count here by their practice.
	ByPostcodeBefore int64 `json:"by_postcode_before"`
	ByPostcodeAfter  int64 `json:"by_postcode_after"`
	// Moved is the share after less the share before, in parts per million, and
	// MovedUnexplained what it would be with the changes alone that nothing explains.
	Moved            int64 `json:"moved"`
	MovedUnexplained int64 `json:"moved_unexplained"`
}

// Add adds the counts of another figure of the same area.
func (a *CoverageArea) Add(o *CoverageArea) {
	a.ChildrenBefore, a.ChildrenAfter = a.ChildrenBefore+o.ChildrenBefore, a.ChildrenAfter+o.ChildrenAfter
	a.ReachedBefore, a.ReachedAfter = a.ReachedBefore+o.ReachedBefore, a.ReachedAfter+o.ReachedAfter
	a.ByPostcodeBefore, a.ByPostcodeAfter = a.ByPostcodeBefore+o.ByPostcodeBefore, a.ByPostcodeAfter+o.ByPostcodeAfter
}

// CoverageReason counts memberships that changed, by why.
type CoverageReason struct {
	Measure   string `json:"measure"`
	Change    string `json:"change"` // gained, lost, entered, left, moved or moved-home
	Reason    string `json:"reason"`
	Explained bool   `json:"explained"`
	Children  int64  `json:"children"`
}

// The kinds of area.
const (
	AreaService      = "service"
	AreaCommissioner = "commissioner"
	AreaAuthority    = "authority"
)

// Whom an area counts.
const (
	BasisRegistered = "registered"
	BasisResident   = "resident"
)

// settleCoverage makes the figures of the report, and settles the checks.
func (r *run) settleCoverage() {
	j := r.covered
	r.coverage = Coverage{Resident: r.authorities != nil, Areas: r.coverageAreas(), Changed: []CoverageReason{}}
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
			compared += s.children[sideBefore]
		}
	}
	r.outcomes.compared(checkCoverage, compared)
	r.outcomes.set(checkCoverage, unexplained, false, "")
	r.settleAreas()
}

// few reports that an area has fewer children than the limit means, and that no
// more than one of them came, went or changed: that one alone would move the
// figure by more.
func (a *CoverageArea) few(least int64) bool {
	return min(a.ChildrenBefore, a.ChildrenAfter) < least && abs(a.ReachedAfter-a.ReachedBefore) <= 1 && abs(a.ChildrenAfter-a.ChildrenBefore) <= 1
}

// settleAreas holds the figures of commissioners and authorities against each
// other: the one that moved furthest, for whatever reason, settles the check. How
// far it moved by what nothing explains is said beside (decision 0018).
func (r *run) settleAreas() {
	least := r.Mappings.Tolerance("coverage-children").Value
	var worst, unexplained, compared int64
	small, detail := 0, ""
	for i := range r.coverage.Areas {
		a := &r.coverage.Areas[i]
		switch {
		case a.Area == AreaService:
		case a.few(least) && (a.ReachedAfter != a.ReachedBefore || a.ChildrenAfter != a.ChildrenBefore):
			small++
		default:
			compared++
			unexplained = max(unexplained, abs(a.MovedUnexplained))
			if moved := abs(a.Moved); moved > worst {
				worst, detail = moved, a.words()
			}
		}
	}
	if worst > 0 {
		detail += fmt.Sprintf("; by changes that nothing explains an area moved by %s at most", percent(unexplained))
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

func (a *CoverageArea) words() string {
	by := ""
	if a.Area == AreaAuthority {
		by = ", by where children are " + a.Basis + ","
	}
	return fmt.Sprintf("%s of %s %s%s in %s", a.Measure, a.Area, cmp.Or(a.Code, "not known"), by, a.QuarterName)
}

// areaKey is a figure of an area.
type areaKey struct {
	area, basis, code string
	measure, quarter  int
}

// areaFigure is its value, and of the children those whom their postcode places.
type areaFigure struct {
	coverageSides
	located [coverageSideCount]int64
}

// coverageAreas adds up cells by commissioner, authority and residence.
func (r *run) coverageAreas() []CoverageArea {
	sums := map[areaKey]*areaFigure{}
	add := func(k areaKey, s *coverageSides, located bool) {
		if sums[k] == nil {
			sums[k] = &areaFigure{}
		}
		sums[k].take(s)
		if located {
			for side, n := range s.children {
				sums[k].located[side] += n
			}
		}
	}
	for k, s := range r.covered.cells {
		at := areaKey{AreaService, "", "", k.measure, k.quarter}
		if k.service {
			add(at, s, false)
			continue
		}
		at.area, at.basis, at.code = AreaCommissioner, BasisRegistered, r.commissioner(k.practice)
		add(at, s, false)
		at.area, at.code = AreaAuthority, r.Mappings.Authority(at.code)
		if k.practice == "" { // of no practice: it counts where it lives
			at.code = k.authority
		}
		add(at, s, k.practice == "" && k.located)
		if r.authorities != nil {
			at.basis, at.code = BasisResident, k.authority
			add(at, s, k.located)
		}
	}
	rank := map[string]int{AreaService: 0, AreaCommissioner: 1, AreaAuthority: 2}
	all := make([]CoverageArea, 0, len(sums))
	for _, k := range slices.SortedFunc(maps.Keys(sums), func(a, b areaKey) int {
		return cmp.Or(rank[a.area]-rank[b.area], strings.Compare(a.basis, b.basis), strings.Compare(a.code, b.code), a.measure-b.measure, a.quarter-b.quarter)
	}) {
		all = append(all, r.covered.area(k, sums[k]))
	}
	return all
}

func (j *coverageJudge) area(k areaKey, s *areaFigure) CoverageArea {
	first := j.firstOf(k.quarter)
	return CoverageArea{
		Area: k.area, Code: k.code, Basis: k.basis, Measure: j.measures[k.measure].id,
		Quarter: first.String(), QuarterName: quarterName(first), Partial: j.partial(k.quarter),
		ChildrenBefore: s.children[sideBefore], ChildrenAfter: s.children[sideAfter],
		ReachedBefore: s.reached[sideBefore], ReachedAfter: s.reached[sideAfter],
		ByPostcodeBefore: s.located[sideBefore], ByPostcodeAfter: s.located[sideAfter],
		Moved: s.share(sideAfter) - s.share(sideBefore), MovedUnexplained: s.share(sideUnexplained) - s.share(sideBefore),
	}
}

// commissioner is that of a practice, empty where the tables know none.
func (r *run) commissioner(practice string) string {
	if p := r.Mappings.Practice(practice); p != nil {
		return p.Commissioner
	}
	return ""
}
