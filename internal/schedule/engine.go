package schedule

import (
	"errors"
	"fmt"
	"math/bits"
	"sync/atomic"

	"lollipop/internal/chis"
)

// Limits of what one plan may hold, so that evaluating needs no memory.
const (
	maxCourses   = 32
	maxSteps     = 64 // of a plan
	maxRuleSteps = 4  // that one dose fills
)

// overAge is the age from which nothing is due (safety rules section 1: load
// what is over age, inactive, with nothing due).
const overAge = 20 * 12

// Engine holds the rules of a schedule, and the plans that it made for dates of
// birth so far. It is safe for concurrent use.
type Engine struct {
	courses   []Course
	rules     []Rule
	byStep    [maxCourses][]stepRules
	selective [maxCourses]bool
	seasonal  []int         // rules
	offers    [][]int16     // by rule, those that may name the product given instead
	flu       int           // the course of the seasonal rules, -1 without one
	byAntigen [32]uint32    // courses by the antigens that a dose must hold
	known     chis.Antigens // that any rule is about

	firstDay int32
	plans    [2][]atomic.Pointer[plan]
}

// stepRules are the rules of one step: those that make it due, and those that
// remove it.
type stepRules struct{ due, removed []int }

// Plans are kept for children born between these days; others are planned anew.
const (
	keptFrom chis.Date = 19950101
	keptTo   chis.Date = 20341231
)

// New makes an engine of courses and rules. The error lists every rule that
// contradicts itself or the courses, by its position.
func New(courses []Course, rules []Rule) (*Engine, error) {
	e := &Engine{courses: courses, rules: rules, flu: -1, firstDay: keptFrom.Days()}
	var errs []error
	if len(courses) > maxCourses {
		errs = append(errs, fmt.Errorf("%d courses, %d are the most", len(courses), maxCourses))
		return nil, errors.Join(errs...)
	}
	steps := 0
	for c := range courses {
		e.byStep[c] = make([]stepRules, len(courses[c].Steps))
		e.selective[c] = true
		steps += len(courses[c].Steps)
		for a := courses[c].Antigens; a != 0; a &= a - 1 {
			e.byAntigen[bits.TrailingZeros32(uint32(a))] |= 1 << c
		}
	}
	if steps > maxSteps {
		return nil, fmt.Errorf("%d steps, %d are the most", steps, maxSteps)
	}
	for i := range rules {
		if err := e.add(i); err != nil {
			errs = append(errs, fmt.Errorf("rule %d, %s: %w", i, rules[i].Name(), err))
		}
	}
	e.offers = make([][]int16, len(rules))
	for i := range rules {
		e.offers[i] = e.offersFor(i)
	}
	days := keptTo.Days() - keptFrom.Days() + 1
	for i := range e.plans {
		e.plans[i] = make([]atomic.Pointer[plan], days)
	}
	return e, errors.Join(errs...)
}

// add takes rule i in, and says what is wrong with it.
func (e *Engine) add(i int) error {
	r := &e.rules[i]
	if err := r.Check(e.courses); err != nil {
		return err
	}
	e.known |= r.Antigens
	for _, s := range r.Steps {
		at := &e.byStep[s.Course][s.At]
		switch {
		case r.Action == Removed:
			at.removed = append(at.removed, i)
		case r.Programme == Seasonal:
			e.flu, e.selective[s.Course] = int(s.Course), false
			e.seasonal = append(e.seasonal, i)
		case r.Action == Due || r.Action == Then:
			at.due = append(at.due, i)
			e.selective[s.Course] = e.selective[s.Course] && r.Programme == Selective
		}
	}
	return nil
}

// Check says what is wrong with the rule by itself, nil where nothing is.
func (r *Rule) Check(courses []Course) error {
	for _, s := range r.Steps {
		if int(s.Course) >= len(courses) || int(s.At) >= len(courses[s.Course].Steps) {
			return errors.New("names a step that no course has")
		}
		c := &courses[s.Course]
		if (r.Action == Due || r.Action == Then) && !r.Antigens.Has(c.Antigens) {
			return fmt.Errorf("its vaccine is not of the antigens of course %s", c.Name)
		}
	}
	due := r.Action == Due || r.Action == Then
	switch {
	case r.Sex != 0 && r.Sex != chis.SexFemale:
		return errors.New("is for one sex other than girls, which no programme is")
	case due && (len(r.Steps) == 0 || len(r.Steps) > maxRuleSteps):
		return fmt.Errorf("fills %d steps, from 1 to %d are possible", len(r.Steps), maxRuleSteps)
	case r.Programme == Seasonal && (len(r.Steps) != 1 || r.SeasonFrom <= r.SeasonTo || !r.Until.Set):
		return errors.New("is seasonal, and is not of one step with a season from autumn to spring and an age until which it is offered")
	case r.Programme == Seasonal:
		return r.checkAges()
	case r.Action == Due && !r.At.Set && r.From.IsNone():
		return errors.New("says neither an age nor a first day")
	case r.Action == Then && (r.Steps[0].At == 0 || !r.Gap.Set):
		return errors.New("follows a step before it, and has none or no interval")
	case due:
		return r.checkAges()
	}
	return nil
}

// checkAges holds ages and intervals against each other, for a birth in a leap
// year and in a common one. It names the columns of the table, for whoever wrote the row.
func (r *Rule) checkAges() error {
	for _, born := range [...]chis.Date{20000229, 20010131} {
		at, least, until := r.At.After(born), r.NotBefore.After(born), r.Until.After(born)
		switch {
		case r.Until.Set && least >= until:
			return errors.New("is offered no more (until) before a dose counts (not_before): write the younger age under not_before")
		case r.At.Set && at < least:
			return errors.New("falls due (due) before the age at which a dose counts (not_before): raise due, or lower not_before")
		case r.Until.Set && r.At.Set && at >= until:
			return errors.New("falls due (due) when it is offered no more (until): lower due, or raise until")
		case r.LeastGap.After(born) > r.Gap.After(born):
			return errors.New("has a least interval (least_gap) longer than the one it is planned at (gap): lower least_gap, or raise gap")
		}
	}
	return nil
}

// coursesOf is a set of courses, as bits, that holds every one a dose of these
// antigens may be of.
func (e *Engine) coursesOf(antigens chis.Antigens) (set uint32) {
	for ; antigens != 0; antigens &= antigens - 1 {
		set |= e.byAntigen[bits.TrailingZeros32(uint32(antigens))]
	}
	return set
}

// Courses are those the engine was made of; they must not be changed.
func (e *Engine) Courses() []Course { return e.courses }

// Rules are those the engine was made of; they must not be changed. Item.Rule
// and Item.Offer are positions in it.
func (e *Engine) Rules() []Rule { return e.rules }

// Unverified lists the rules that rest on memory, wholly or in part.
func (e *Engine) Unverified() []*Rule {
	var list []*Rule
	for i := range e.rules {
		if e.rules[i].Confidence != Verified {
			list = append(list, &e.rules[i])
		}
	}
	return list
}

// plan is the plan of a date of birth, from what is kept or made anew.
func (e *Engine) plan(born chis.Date, girl bool) *plan {
	day, sex := born.Days()-e.firstDay, 0
	if girl {
		sex = 1
	}
	if day < 0 || int(day) >= len(e.plans[sex]) {
		return e.makePlan(born, girl)
	}
	kept := &e.plans[sex][day]
	p := kept.Load()
	if p == nil {
		p = e.makePlan(born, girl) // two may make the same: they are alike
		kept.Store(p)
	}
	return p
}
