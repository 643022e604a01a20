package schedule

import (
	"math/bits"
	"strings"

	"lollipop/internal/chis"
)

// DoubtsOf are the doubts of a set, one by one.
func DoubtsOf(set Doubt) []Doubt {
	if set == 0 {
		return nil
	}
	var list []Doubt
	for ; set != 0; set &= set - 1 {
		list = append(list, 1<<bits.TrailingZeros8(uint8(set)))
	}
	return list
}

var doubtWords = map[Doubt]string{
	DoseBeforeBirth: "a dose before birth", DoseInFuture: "a dose in the future", DoseWithoutDate: "a dose without a full date",
	UnknownVaccine: "a dose of an unknown vaccine", TooManyDoses: "more doses than a course has",
}

// String is what one doubt is about, in words; several are joined.
func (d Doubt) String() string {
	var words []string
	for _, one := range DoubtsOf(d) {
		words = append(words, doubtWords[one])
	}
	return strings.Join(words, ", ")
}

// NextUpcoming is the first day after the one asked for on which something falls
// due that a call list goes by, none where nothing does.
func (e *Engine) NextUpcoming(r *Result) chis.Date {
	var next chis.Date
	for i := range r.Items {
		it := &r.Items[i]
		if it.State == Upcoming && e.rules[it.Rule].Programme != Seasonal && (next == 0 || it.On < next) {
			next = it.On
		}
	}
	return next
}

// Listed reports an item of the engine's list of a child: what is due or overdue
// or would be but for a refusal, a contraindication or a suspension, and what
// falls due on the next day of all. Seasonal campaigns keep lists of their own.
func (e *Engine) Listed(it *Item, asOf, next chis.Date) bool {
	if e.rules[it.Rule].Programme == Seasonal {
		return false
	}
	switch it.State {
	case DueNow, Overdue:
		return true
	case Refusal, Contraindication, Suspended:
		return it.On <= asOf
	case Upcoming:
		return it.On == next
	}
	return false
}

// Dose is the place in its course that an item fills, as its rule writes it; of a
// rule that stands for several doses the step.
func (e *Engine) Dose(it *Item) string {
	rule := &e.rules[it.Rule]
	if s := rule.Steps[0]; strings.Contains(rule.Dose, "-") {
		return e.courses[s.Course].Steps[s.At]
	}
	return rule.Dose
}
