package reconcile

import (
	"fmt"
	"math/bits"

	"lollipop/internal/chis"
	"lollipop/internal/schedule"
)

// quarters is how many are compared: the one that contains the day of the
// report, as far as it has come, and a year before it.
const quarters = 5

const monthsOfQuarter = 3

// covered says, by the bits of the measures, where a child is counted and where
// it counts as vaccinated.
type coveredBy struct{ in, reached uint64 }

// coverageJudge works out coverage. One a worker.
type coverageJudge struct {
	asOf      chis.Date
	first     chis.Date // of the first quarter
	measures  []coverageMeasure
	ruleSteps []uint64 // by rule: the measures whose step it fills
	cells     map[coverageCell]*coverageSides
	changes   map[coverageChange]int64
}

type coverageMeasure struct {
	id       string
	months   int
	from, to chis.Date
}

// coverageCell is a figure before it is added up; service stands for all
// children, whoever is restricted.
type coverageCell struct {
	coveragePlace
	service          bool
	measure, quarter int
}

// The sides of a figure. The last is the first with those changes alone that
// nothing explains.
const (
	sideBefore = iota
	sideAfter
	sideUnexplained
	coverageSideCount
)

// coverageSides are the children who reached the age, and of them the vaccinated.
type coverageSides struct{ children, reached [coverageSideCount]int64 }

type coverageChange struct {
	measure int
	kind    string
	reason  string
}

func (r *run) newCoverageJudge() *coverageJudge {
	j := &coverageJudge{asOf: r.in.asOf, first: quarterOf(r.in.asOf).AddMonths(-monthsOfQuarter * (quarters - 1)), cells: map[coverageCell]*coverageSides{}, changes: map[coverageChange]int64{}}
	engine := r.Mappings.Schedule()
	j.ruleSteps = make([]uint64, len(engine.Rules()))
	for i, m := range r.Mappings.Measures() {
		j.measures = append(j.measures, coverageMeasure{m.ID, m.Months, m.BornFrom, m.BornTo})
		for n := range engine.Rules() {
			for _, s := range engine.Rules()[n].Steps {
				if s == m.Step {
					j.ruleSteps[n] |= 1 << i
				}
			}
		}
	}
	return j
}

// quarterOf is the first day of the quarter of a day.
func quarterOf(d chis.Date) chis.Date {
	first, _ := chis.MakeDate(d.Year(), (d.Month()-1)/monthsOfQuarter*monthsOfQuarter+1, 1)
	return first
}

// quarterName is the quarter as it is reported: of a financial year, which begins
// in April.
func quarterName(first chis.Date) string {
	const april = 4
	year, quarter := first.Year(), (first.Month()-april)/monthsOfQuarter+1
	if first.Month() < april {
		year, quarter = year-1, 4
	}
	return fmt.Sprintf("%d-%02d Q%d", year, (year+1)%100, quarter)
}

// partial reports a quarter that is not over on the day of the report.
func (j *coverageJudge) partial(quarter int) bool {
	return j.asOf.AddDays(1) < j.firstOf(quarter+1)
}

func (j *coverageJudge) firstOf(quarter int) chis.Date {
	return j.first.AddMonths(monthsOfQuarter * quarter)
}

// quarter is the place of the quarter of a birthday.
func (j *coverageJudge) quarter(birthday chis.Date) int {
	return (birthday.Year()*12 + birthday.Month() - j.first.Year()*12 - j.first.Month()) / monthsOfQuarter
}

// asked are the measures whose age a child born on that day reached in one of
// the quarters.
func (j *coverageJudge) asked(born chis.Date) (asked uint64) {
	if born.IsNone() {
		return 0
	}
	for i := range j.measures {
		m := &j.measures[i]
		if birthday := born.AddMonths(m.months); birthday >= j.first && birthday <= j.asOf && !born.Before(m.from) && !born.After(m.to) {
			asked |= 1 << i
		}
	}
	return asked
}

// covered is what a plan says: a dose on the birthday itself is too late.
func (j *coverageJudge) covered(born chis.Date, r *schedule.Result) (c coveredBy) {
	if r.Outcome != schedule.Scheduled {
		return c
	}
	asked := j.asked(born)
	if asked == 0 {
		return c
	}
	for i := range r.Items {
		it := &r.Items[i]
		for left := j.ruleSteps[it.Rule] & asked; left != 0; left &= left - 1 {
			bit := left & -left
			c.in |= bit
			if it.State == schedule.Done && it.On < born.AddMonths(j.measures[bits.TrailingZeros64(bit)].months) {
				c.reached |= bit
			}
		}
	}
	return c
}

// coverageSide is a child as one side counts it.
type coverageSide struct {
	coveredBy
	coveragePlace
	born chis.Date
}

// judgeCoverage counts a child on both sides and holds each membership against
// what the histories between explain.
func (c *childCheck) judgeCoverage() {
	j, due := c.coverage, c.due
	if j.asked(due.bornBefore)|j.asked(due.bornAfter) == 0 {
		return
	}
	before := coverageSide{j.covered(due.bornBefore, &due.before), c.placeBefore(), due.bornBefore}
	after, hidden := coverageSide{}, c.restricted
	if t := c.first(due.place.child); t != nil {
		after = coverageSide{j.covered(due.bornAfter, &due.after), c.placeAfter(t), due.bornAfter}
		hidden = hidden || t.twin
	}
	explained := c.judgeMembers(&before, &after)
	j.count(sideBefore, &before, ^uint64(0), hidden)
	j.count(sideAfter, &after, ^uint64(0), hidden)
	j.count(sideUnexplained, &before, explained, hidden)
	j.count(sideUnexplained, &after, ^explained, hidden)
}

// judgeMembers names every membership that changed, and answers those of them
// that something explains.
func (c *childCheck) judgeMembers(before, after *coverageSide) (explained uint64) {
	samePlace := c.due.found && before.coveragePlace == after.coveragePlace
	changed := before.in ^ after.in | before.reached ^ after.reached
	if !samePlace { // counted elsewhere than the sources say
		changed |= before.in | after.in
	}
	for left := changed; left != 0; left &= left - 1 {
		bit := left & -left
		reason := ReasonUnexplained
		switch {
		case !c.due.found:
			reason = ReasonNotThere
		case samePlace:
			reason = c.whyCovered(bit, after.coveredBy)
		}
		if explains(reason) {
			explained |= bit
		}
		c.changedCoverage(bits.TrailingZeros64(bit), change(bit, before, after), reason)
	}
	return explained
}

// change says in a word how a membership changed.
func change(bit uint64, before, after *coverageSide) string {
	switch {
	case before.in&bit == 0:
		return "entered"
	case after.in&bit == 0:
		return "left"
	case before.reached&bit < after.reached&bit:
		return "gained"
	case before.reached&bit > after.reached&bit:
		return "lost"
	case before.practice != after.practice:
		return "moved"
	}
	return "moved-home"
}

// whyCovered names the first thing that changes a membership, where all of them
// together give what the target gives.
func (c *childCheck) whyCovered(bit uint64, after coveredBy) string {
	at := func(h int) coveredBy {
		records := c.records
		if h == ownHistory {
			records = records[:1]
		}
		of := c.coverage.covered(childOf(records).Born.Date, c.plan(h))
		return coveredBy{of.in & bit, of.reached & bit}
	}
	if at(histories-1) != (coveredBy{after.in & bit, after.reached & bit}) {
		return ReasonUnexplained
	}
	for h := 1; h < histories; h++ {
		if at(h) != at(h-1) {
			return historyWords[h]
		}
	}
	return ReasonUnexplained
}

func (c *childCheck) changedCoverage(measure int, kind, reason string) {
	j := c.coverage
	j.changes[coverageChange{measure, kind, reason}]++
	c.breakAt(checkCoverage, tableChild, c.id, c.primary, j.measures[measure].id, kind+"-"+reason)
	c.coverageChanges = append(c.coverageChanges, coverageChange{measure, kind, reason})
}

// count adds a child to a side of the cells of its place, and of the service: for
// the measures of a mask.
func (j *coverageJudge) count(side int, s *coverageSide, mask uint64, hidden bool) {
	for left := s.in & mask; left != 0; left &= left - 1 {
		m := bits.TrailingZeros64(left)
		cell := coverageCell{coveragePlace: s.coveragePlace, measure: m, quarter: j.quarter(s.born.AddMonths(j.measures[m].months))}
		reached := s.reached&(left&-left) != 0
		if !hidden {
			j.cell(cell).add(side, reached)
		}
		cell.coveragePlace, cell.service = coveragePlace{}, true
		j.cell(cell).add(side, reached)
	}
}

func (j *coverageJudge) cell(k coverageCell) *coverageSides {
	if j.cells[k] == nil {
		j.cells[k] = &coverageSides{}
	}
	return j.cells[k]
}

func (s *coverageSides) add(side int, reached bool) {
	s.children[side]++
	if reached {
		s.reached[side]++
	}
}

func (s *coverageSides) take(o *coverageSides) {
	for side := range coverageSideCount {
		s.children[side] += o.children[side]
		s.reached[side] += o.reached[side]
	}
}

// share is the part of the children that a side counts as vaccinated, in parts
// per million.
func (s *coverageSides) share(side int) int64 { return ppm(s.reached[side], max(s.children[side], 1)) }

// take adds what another worker counted.
func (j *coverageJudge) take(o *coverageJudge) {
	for k, s := range o.cells {
		j.cell(k).take(s)
	}
	for k, n := range o.changes {
		j.changes[k] += n
	}
}
