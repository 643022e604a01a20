package transform

import (
	"cmp"

	"lollipop/internal/chis"
	"lollipop/internal/table"
)

// The facts of a birth, in the order of the columns of the birth table.
const (
	factOrder = iota
	factNumber
	factGestation
	factWeight
	factOutcome
	factCount
)

// birthFacts gathers the rows that tell of the birth: of each fact the first by
// date and row stands.
type birthFacts struct {
	best   [factCount]*event
	value  [factCount]int64
	losers []*event
}

var factOf = map[kind]int{
	kindBirthOrder: factOrder, kindNumberBorn: factNumber, kindGestation: factGestation,
	kindBirthWeight: factWeight, kindStillbirth: factOutcome,
}

func (f *birthFacts) take(e *event, k *code) {
	fact := factOf[k.kind]
	value, ok := factValue(fact, e)
	if !ok {
		f.losers = append(f.losers, e)
		return
	}
	if f.best[fact] == nil {
		f.best[fact], f.value[fact] = e, value
		return
	}
	if b := f.best[fact]; cmp.Or(cmp.Compare(e.date, b.date), cmp.Compare(e.row, b.row)) < 0 {
		f.losers = append(f.losers, b)
		f.best[fact], f.value[fact] = e, value
		return
	}
	f.losers = append(f.losers, e)
}

const daysAWeek = 7

// factValue reads the value of a birth fact in the unit of its column: gestation
// in days (weeks are sent by default), weight in grams (kilograms are told by
// their unit).
func factValue(fact int, e *event) (int64, bool) {
	if fact == factOutcome {
		return 0, true
	}
	unit := string(e.texts[textUnit])
	if fact == factWeight && (unit == "kg" || unit == "Kg") {
		return thousandths(e.texts[textValue])
	}
	n, ok := wholeNumber(e.texts[textValue])
	if fact == factGestation && unit != "days" && unit != "day" {
		n *= daysAWeek
	}
	return int64(n), ok && n > 0
}

// thousandths reads a decimal with at most three places as whole thousandths.
func thousandths(b []byte) (int64, bool) {
	if !chis.ParseDecimal(b) || len(b) == 0 || b[0] == '-' {
		return 0, false
	}
	n, places := int64(0), -1
	for _, ch := range b {
		switch {
		case ch == '.':
			places = 0
		case ch == '+':
		case places == 3 && ch != '0' || n > 1<<20:
			return 0, false
		case places == 3:
		default:
			n = n*10 + int64(ch-'0')
			if places >= 0 {
				places++
			}
		}
	}
	for range 3 - max(places, 0) {
		n *= 10
	}
	return n, n > 0
}

// settleBirth writes the birth of the child and keeps what did not stand as
// plain observations.
func (c *childBuilder) settleBirth() {
	for _, e := range c.facts.losers {
		c.observationRow(e)
	}
	lead := c.facts.lead()
	if lead == nil {
		return
	}
	restricted := false
	for _, e := range c.facts.best {
		restricted = restricted || e != nil && c.confidentialRow(e)
	}
	tab := c.t.tab.birth
	a, id := c.row(tab, restricted, lead)
	a.int(c.id)
	for fact := range factOutcome {
		if c.facts.best[fact] == nil {
			a.int(table.NullInt64)
			continue
		}
		a.int(c.facts.value[fact])
	}
	outcome := ""
	if e := c.facts.best[factOutcome]; e != nil {
		outcome = "still"
	}
	a.text(outcome)
	a.int(lead.row)
	a.end()
	for _, e := range c.facts.best {
		switch e {
		case nil:
		case lead:
			c.made(e, tab, id)
		default:
			c.join(e, tab, id, reasonBirthFact, mergedBirthFact)
		}
	}
	if e := c.facts.best[factOutcome]; e != nil {
		c.and(c.t.tab.child, c.childLocal(), e.row)
	}
}

// lead is the lowest row among the facts that stand.
func (f *birthFacts) lead() (lead *event) {
	for _, e := range f.best {
		if e != nil && (lead == nil || e.row < lead.row) {
			lead = e
		}
	}
	return lead
}
