package schedule

import (
	"cmp"
	"math"
	"math/bits"
	"slices"

	"lollipop/internal/chis"
)

// noDay stands for a day that is not known; every other is later.
const noDay = math.MinInt32

// everyAntigen is what a general refusal or contraindication covers.
const everyAntigen = ^chis.Antigens(0)

// manyExtra is how many doses that fill nothing a course may hold before
// somebody must look: 14 doses of one vaccine are no history of one child.
const manyExtra = 3

// fewEvents is how many events are put in order one by one.
const fewEvents = 64

// walk is the state of going through one history. It is part of Result so that
// its room is used again.
type walk struct {
	e       *Engine
	plan    *plan
	events  []Event
	order   []ordered
	born    int32
	asOf    chis.Date
	doubts  Doubt
	verdict []Verdict

	course  [maxCourses]courseState
	filled  [maxSteps]int32 // event by which a step of the plan is done, -1 where open
	fluDays []int32

	refused, contraindicated chis.Antigens
}

// ordered is an event with all that decides its turn: histories that say the
// same in another order are taken in the same order.
type ordered struct {
	key uint64
	at  int32
}

// courseState is how far a course has come.
type courseState struct {
	next         uint8 // the step that the next dose may fill, counted from the first
	extra        uint8
	begun        bool
	counted, any int32 // day of the last dose that counted, and of the last at all
	waiting      bool
	anchor       int32 // when making items: the dose from which the next interval runs
}

// begin takes up a history.
func (w *walk) begin(e *Engine, p *plan, born chis.Date, events []Event, asOf chis.Date, verdicts []Verdict) {
	w.e, w.plan, w.events, w.born, w.asOf = e, p, events, born.Days(), asOf
	w.verdict, w.doubts, w.refused, w.contraindicated = verdicts, 0, 0, 0
	w.fluDays = w.fluDays[:0]
	for c := range e.courses {
		w.course[c] = courseState{counted: noDay, any: noDay}
	}
	for i := range p.steps {
		w.filled[i] = -1
	}
	w.sort()
}

// sort puts the events in their turn. Histories come nearly in order, so each
// event is put behind those that it follows.
func (w *walk) sort() {
	w.order = slices.Grow(w.order[:0], len(w.events))
	for i := range w.events {
		ev := &w.events[i]
		key := uint64(uint32(ev.On.Date))<<37 | uint64(ev.Kind)<<33 | uint64(ev.Antigens)<<1
		if !ev.Final {
			key |= 1
		}
		w.order = append(w.order, ordered{key, int32(i)})
		if i >= fewEvents {
			continue
		}
		for j := i; j > 0 && w.order[j].key < w.order[j-1].key; j-- {
			w.order[j], w.order[j-1] = w.order[j-1], w.order[j]
		}
	}
	if len(w.events) > fewEvents {
		slices.SortStableFunc(w.order, func(a, b ordered) int { return cmp.Compare(a.key, b.key) })
	}
}

// run judges every event, a day at a time.
func (w *walk) run() {
	for start := 0; start < len(w.order); {
		date := w.events[w.order[start].at].On.Date
		end := start + 1
		for end < len(w.order) && w.events[w.order[end].at].On.Date == date {
			end++
		}
		w.day(w.order[start:end])
		start = end
	}
}

// day judges the events of one day. What a vaccine needs may stand in several
// rows of the day: they count together where no single row is enough.
func (w *walk) day(events []ordered) {
	refused := w.refusedOn(events)
	var union chis.Antigens
	for _, o := range events {
		ev := &w.events[o.at]
		if !ev.Kind.isDose() {
			continue
		}
		v := w.admit(ev, refused)
		w.verdict[o.at] = v
		if v == NotInPlan { // admitted: it counts once a course takes it
			union |= ev.Antigens
		}
	}
	if union != 0 {
		w.courses(events, union)
	}
	for _, o := range events {
		w.wish(&w.events[o.at], w.verdict[o.at])
	}
}

// refusedOn are the antigens refused on this day.
func (w *walk) refusedOn(events []ordered) chis.Antigens {
	var refused chis.Antigens
	for _, o := range events {
		if ev := &w.events[o.at]; ev.Kind == Refused && ev.On.Full() {
			refused |= covered(ev.Antigens)
		}
	}
	return refused
}

func covered(a chis.Antigens) chis.Antigens {
	if a == 0 {
		return everyAntigen
	}
	return a
}

// admit says why a dose cannot count whatever its course says; NotInPlan where
// nothing stands against it.
func (w *walk) admit(ev *Event, refused chis.Antigens) Verdict {
	switch {
	case ev.Kind == Duplicate:
		return RepeatsDose
	case ev.Kind == ProductOnly:
		return PrescribedOnly
	case !ev.On.Full():
		w.doubts |= DoseWithoutDate
		return NoFullDate
	case ev.On.Date.Days() < w.born:
		w.doubts |= DoseBeforeBirth
		return BeforeBirth
	case ev.On.Date > w.asOf:
		w.doubts |= DoseInFuture
		return InFuture
	case ev.Antigens == 0:
		w.doubts |= UnknownVaccine
		return NoAntigens
	case refused.Any(ev.Antigens):
		return RefusedSameDay
	}
	return NotInPlan
}

// courses holds the doses of a day against every course that they are of.
func (w *walk) courses(events []ordered, union chis.Antigens) {
	var taken chis.Antigens
	day := w.events[events[0].at].On.Date.Days()
	for m := w.e.coursesOf(union); m != 0; m &= m - 1 {
		c := bits.TrailingZeros32(m)
		if key := w.e.courses[c].Antigens; union.Has(key) {
			taken |= key
			w.ofCourse(c, key, day, events)
		}
	}
	for _, o := range events {
		if w.verdict[o.at] == NotInPlan && w.events[o.at].Kind.isDose() {
			w.verdict[o.at] = unplaced(w.events[o.at].Antigens, w.e.known, taken)
		}
		if w.verdict[o.at] >= SameDay {
			w.extra(w.events[o.at].Antigens)
		}
	}
}

// unplaced is the verdict on a dose that no course of the child's plan takes.
func unplaced(antigens, known, taken chis.Antigens) Verdict {
	switch {
	case !known.Any(antigens):
		return NotInSchedule
	case !taken.Any(antigens):
		return PartOfDay
	}
	return NotInPlan
}

// extra counts a dose that filled nothing in the courses that it is of.
func (w *walk) extra(antigens chis.Antigens) {
	for c := range w.e.courses {
		if st := &w.course[c]; antigens.Has(w.e.courses[c].Antigens) {
			if st.extra++; st.extra >= manyExtra {
				w.doubts |= TooManyDoses
			}
		}
	}
}

// ofCourse judges the first dose of the day that is of the course by itself;
// where none is, all that hold a part of it as one dose.
func (w *walk) ofCourse(c int, key chis.Antigens, day int32, events []ordered) {
	whole := -1
	for i, o := range events {
		if w.admitted(o) && w.events[o.at].Antigens.Has(key) {
			if whole < 0 {
				whole = i
				w.note(o, w.judge(c, day, o.at, w.events[o.at].Antigens == key))
				continue
			}
			w.note(o, SameDay)
		}
	}
	if whole >= 0 {
		return
	}
	verdict := NotJudged
	for _, o := range events {
		if w.admitted(o) && w.events[o.at].Antigens.Any(key) {
			if verdict == NotJudged {
				verdict = w.judge(c, day, o.at, true)
			}
			w.note(o, verdict)
		}
	}
}

// admitted reports a dose that no general reason keeps from counting.
func (w *walk) admitted(o ordered) bool {
	v := w.verdict[o.at]
	return w.events[o.at].Kind.isDose() && (v == NotInPlan || v == Counted || v >= SameDay)
}

// note keeps the best that any course says of a dose.
func (w *walk) note(o ordered, v Verdict) {
	if was := w.verdict[o.at]; was == NotInPlan || v == Counted {
		w.verdict[o.at] = v
	}
}

// judge fills the next open step of a course with the dose of a day, or says why not.
func (w *walk) judge(c int, day, at int32, alone bool) Verdict {
	if c == w.e.flu {
		return w.season(day)
	}
	st, span := &w.course[c], w.plan.courses[c]
	if span.n == 0 || (w.e.selective[c] && !st.begun && !alone) {
		return NotInPlan
	}
	steps := w.plan.steps[span.first : span.first+span.n]
	last := st.any
	st.any = day
	if w.events[at].Final && day >= steps[span.n-1].notBefore && st.next < span.n {
		w.fillRest(st, span, at, day)
		return Counted
	}
	w.skip(st, span, day)
	if st.next == span.n {
		return w.beyond(span)
	}
	step := &steps[st.next]
	if !w.e.courses[c].GapAfterAny {
		last = st.counted
	}
	switch {
	case day < step.notBefore:
		return TooYoung
	case last != noDay && later(day, last, step.leastGap) != day:
		return TooSoon
	}
	w.filled[span.first+st.next] = at
	st.next++
	st.counted, st.begun = day, true
	return Counted
}

// skip passes over steps that are offered no more on a day.
func (w *walk) skip(st *courseState, span span, day int32) {
	for st.next < span.n {
		step := &w.plan.steps[span.first+st.next]
		if day < step.until && day < step.dropped && !w.lacksPrevious(step, span, st.next) {
			return
		}
		st.next++
	}
}

// lacksPrevious reports a step that is only for whoever has the one before it.
func (w *walk) lacksPrevious(step *planStep, span span, at uint8) bool {
	return step.needsPrevious && at > 0 && w.filled[span.first+at-1] < 0
}

// fillRest completes a course by a dose that says it is the last.
func (w *walk) fillRest(st *courseState, span span, at, day int32) {
	for i := span.first; i < span.first+span.n; i++ {
		if w.filled[i] < 0 {
			w.filled[i] = at
		}
	}
	st.next, st.counted, st.begun = span.n, day, true
}

// beyond is the verdict on a dose for which no step is left.
func (w *walk) beyond(span span) Verdict {
	for i := span.first; i < span.first+span.n; i++ {
		if w.filled[i] < 0 {
			return TooLate
		}
	}
	return Complete
}

// wish keeps what was refused, agreed to and contraindicated so far.
func (w *walk) wish(ev *Event, v Verdict) {
	switch {
	case ev.Kind == Contraindicated:
		w.contraindicated |= covered(ev.Antigens)
	case ev.On.Date > w.asOf: // not yet
	case ev.Kind == Refused:
		w.refused |= covered(ev.Antigens)
	case ev.Kind == Consent:
		w.refused &^= covered(ev.Antigens)
	case v == Counted:
		w.refused &^= ev.Antigens
	}
}

// later is the later of a day and the one that lies an age after another. Most
// days lie far enough behind for no month to be counted.
func later(day, from int32, a Age) int32 {
	if from+int32(a.Months)*longestMonth+int32(a.Days) <= day {
		return day
	}
	return max(day, after(from, a))
}

const longestMonth = 31

// after is the day that lies an age after another.
func after(day int32, a Age) int32 {
	if a.Months == 0 {
		return day + int32(a.Days)
	}
	return a.After(chis.DateFromDays(day)).Days()
}
