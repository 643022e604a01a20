package reconcile

import (
	"fmt"

	"lollipop/internal/chis"
	"lollipop/internal/table"
)

// youngMonths is the age below which no dose may wait in quarantine.
const youngMonths = 6 * 12

// young reports a child below that age at as_of; of whom it is not known when
// they were born, nobody can say that they are not.
func (r *run) young(born chis.Date) bool {
	return born == 0 || born.AddMonths(youngMonths) > r.in.asOf
}

// judgeWaitingDose looks whether a record in quarantine is of a dose given, by
// any row that the dictionary has of its code.
func (c *rawCheck) judgeWaitingDose(number int64, record []string) {
	f := c.s.file
	if f.name != "observation" || c.deleted(record) {
		return
	}
	id, ok := chis.ParseInt64(f.cell(record, c.keys.code))
	m := c.meanings[f.source][id]
	switch {
	case !ok || m == nil:
		c.waitingDoses(func(w *waitingDoses) { w.unknown++ })
		return
	case !m.dosed:
		return
	}
	n := c.find.find(f.source, c.guid(record, c.keys.org), c.guid(record, c.keys.patient))
	born := chis.Date(0)
	if n >= 0 {
		born = c.people.list[n].born
	}
	check, kind := checkDoses, "dose-in-quarantine"
	if c.young(born) {
		check = checkYoungDoses
	}
	c.waitingDoses(func(w *waitingDoses) {
		if check == checkDoses {
			w.old++
		}
	})
	c.breaks.note(Break{check, f.name, table.NullInt64, f.number<<recordBits | number, "", kind}, n >= 0 && c.people.list[n].restricted())
}

// waitingDoses counts what the two checks are settled by.
type waitingDoses struct {
	old     int64           // doses of children above the age
	unknown int64           // events whose code nobody can read
	about   map[int32]clues // by person: of the rows that can be read, the vaccines
}

func (c *rawCheck) waitingDoses(count func(*waitingDoses)) {
	c.waitingMu.Lock()
	defer c.waitingMu.Unlock()
	count(&c.waiting)
}

// settleWaitingDoses settles both checks: none below the age, a small share above.
func (r *run) settleWaitingDoses() {
	given := r.counts["doses.given"] + r.waiting.old
	r.outcomes.compared(checkYoungDoses, int64(len(r.quarantine)))
	r.outcomes.compared(checkDoses, given)
	r.outcomes.set(checkDoses, ppm(r.waiting.old, max(given, 1)), false, "")
	if n := r.waiting.unknown; n > 0 {
		for _, check := range []string{checkYoungDoses, checkDoses} {
			r.outcomes.explain(check, fmt.Sprintf("%d more observations in quarantine have a code that nobody can read, and may be doses", n))
		}
	}
}
