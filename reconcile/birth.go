package reconcile

import (
	"cmp"
	"slices"
	"strings"

	"lollipop/internal/chis"
	"lollipop/internal/table"
)

// birthKinds are the kinds of code that tell of a birth, in the order of the
// columns of the birth table.
var birthKinds = [...]string{kindBirthOrder, kindNumberBorn, kindGestation, kindBirthWeight, kindStillbirth}

// birthFacts are the events that stand for each fact of the birth.
type birthFacts struct {
	event [len(birthKinds)]*sourceRow
	value [len(birthKinds)]int64
}

func (b *birthFacts) has(e *sourceRow) bool { return slices.Contains(b.event[:], e) }

// gatherBirth finds the first readable event by date and row for each fact.
func (c *childCheck) gatherBirth() {
	for _, e := range c.events {
		m := c.meaningOf(e)
		if e.entity != entityObservation || m == nil {
			continue
		}
		i := slices.Index(birthKinds[:], m.kind())
		if i < 0 {
			continue
		}
		value, ok := birthValue(m, e)
		if !ok {
			continue
		}
		if o := c.birth.event[i]; o == nil || cmp.Or(cmp.Compare(e.when.Date, o.when.Date), cmp.Compare(e.row, o.row)) < 0 {
			c.birth.event[i], c.birth.value[i] = e, value
		}
	}
}

const (
	daysOfWeek = 7
	gramsOfKg  = 1000
)

// birthValue reads a fact in the unit of its column: days of gestation, grams of
// weight. Where the row sends no unit, the one that its code means counts.
func birthValue(m *meaning, e *sourceRow) (int64, bool) {
	text := e.text[textValue]
	unit := strings.ToLower(strings.TrimSpace(string(e.text[textUnit])))
	switch m.kind() {
	case kindStillbirth:
		return 0, true
	case kindGestation:
		unit = cmp.Or(unit, m.concept.Detail)
		n, ok := smallNumber(text)
		if unit != "days" && unit != "day" {
			n *= daysOfWeek
		}
		return n, ok && n > 0
	case kindBirthWeight:
		if cmp.Or(unit, m.concept.Detail) == "kg" {
			return kilograms(string(text))
		}
	}
	n, ok := smallNumber(text)
	return n, ok && n > 0
}

// kilograms reads a weight of at most three places in grams.
func kilograms(text string) (int64, bool) {
	whole, places, _ := strings.Cut(text, ".")
	places = strings.TrimRight(places, "0")
	if !chis.ParseDecimal(text) || len(places) > 3 || strings.HasPrefix(text, "-") {
		return 0, false
	}
	n, ok := chis.ParseInt64(whole + (places + "000")[:3])
	return n, ok && n > 0 && n <= gramsOfKg<<20
}

// birthRow is the birth of the child: every fact that stands. Its primary is the
// lowest of their rows.
func (c *childCheck) birthRow(e *sourceRow) (hide bool) {
	low := e
	for i, o := range c.birth.event {
		if o != nil {
			hide = hide || c.hiddenEvent(o)
			if o.row < low.row {
				low = o
			}
		}
		if i == len(birthKinds)-1 {
			break // the outcome is a word
		}
		n := c.birth.value[i]
		if o == nil {
			n = table.NullInt64
		}
		c.w.int(n)
	}
	outcome := ""
	if c.birth.event[len(birthKinds)-1] != nil {
		outcome = "still"
	}
	c.w.text(outcome)
	c.w.int(low.row)
	return hide
}
