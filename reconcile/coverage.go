package reconcile

import (
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
	practice         string
	service          bool
	measure, quarter int
}

// coverageSides are the children who reached the age, and of them the vaccinated.
type coverageSides struct{ children, reached Sides }

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

// judgeCoverage counts a child on both sides and holds each membership against
// what the histories between explain.
func (c *childCheck) judgeCoverage() {
	j, due := c.coverage, c.due
	bornBefore, bornAfter := due.bornBefore, due.bornAfter
	if j.asked(bornBefore)|j.asked(bornAfter) == 0 {
		return
	}
	before, after := j.covered(bornBefore, &due.before), coveredBy{}
	hidden, practice, same := c.restricted, c.practiceCode(), due.found
	if t := c.first(due.place.child); t != nil {
		after = j.covered(bornAfter, &due.after)
		tab := c.tables[t.table]
		_, code := tab.value(t.data, tab.Column("practice_code"))
		hidden = hidden || t.twin
		j.count(string(code), bornAfter, after, hidden, false)
		same = string(code) == practice
	}
	j.count(practice, bornBefore, before, hidden, true)
	changed := before.in ^ after.in | before.reached ^ after.reached
	if !same { // counted with another practice than the sources say
		changed |= before.in | after.in
	}
	for left := changed; left != 0; left &= left - 1 {
		bit := left & -left
		reason := ReasonUnexplained
		switch {
		case !due.found:
			reason = ReasonNotThere
		case same:
			reason = c.whyCovered(bit, after)
		}
		c.changedCoverage(bits.TrailingZeros64(bit), change(bit, before, after), reason)
	}
}

// change says in a word how a membership changed.
func change(bit uint64, before, after coveredBy) string {
	switch {
	case before.in&bit == 0:
		return "entered"
	case after.in&bit == 0:
		return "left"
	case before.reached&bit < after.reached&bit:
		return "gained"
	case before.reached&bit > after.reached&bit:
		return "lost"
	}
	return "moved"
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

// count adds a child to the cells of its practice, and to those of the service.
func (j *coverageJudge) count(practice string, born chis.Date, c coveredBy, hidden, before bool) {
	one := Sides{Target: 1}
	if before {
		one = Sides{Source: 1}
	}
	for left := c.in; left != 0; left &= left - 1 {
		m := bits.TrailingZeros64(left)
		cell := coverageCell{practice: practice, measure: m, quarter: j.quarter(born.AddMonths(j.measures[m].months))}
		reached := c.reached&(left&-left) != 0
		if !hidden {
			j.cell(cell).add(one, reached)
		}
		cell.practice, cell.service = "", true
		j.cell(cell).add(one, reached)
	}
}

func (j *coverageJudge) cell(k coverageCell) *coverageSides {
	if j.cells[k] == nil {
		j.cells[k] = &coverageSides{}
	}
	return j.cells[k]
}

func (s *coverageSides) add(one Sides, reached bool) {
	s.children.add(one)
	if reached {
		s.reached.add(one)
	}
}

// take adds what another worker counted.
func (j *coverageJudge) take(o *coverageJudge) {
	for k, s := range o.cells {
		t := j.cell(k)
		t.children.add(s.children)
		t.reached.add(s.reached)
	}
	for k, n := range o.changes {
		j.changes[k] += n
	}
}
