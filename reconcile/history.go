package reconcile

import (
	"slices"

	"lollipop/internal/chis"
	"lollipop/internal/schedule"
	"lollipop/mappings"
)

// told is one event of the source's history as the schedule engine reads it, and
// what decides in which of the histories of a child it stands.
type told struct {
	schedule.Event
	other  bool // of another person record than the one that leads the child
	unsure bool // its code is repaired or ambiguous: the target holds a plain observation
	repeat bool // a dose that waits for a person to say whether it was given twice

	dose         string // that the code states
	confidential bool
	used         bool // it explains something already
}

// The histories of a child on the source's side, each with one more thing that
// the migration is allowed to do. The first is what the leading record knows by
// itself, the last must give what the target gives.
const (
	ownHistory      = iota // the leading record, each code taken for what it most likely means
	joinedHistory          // and what other records of the child know
	approvedHistory        // less events whose code nobody has approved
	countedHistory         // less doses that may be recorded twice
	histories
)

// historyWords say why a child's history differs from the one before.
var historyWords = [histories]string{"", ReasonOtherRecord, ReasonCode, ReasonDuplicate}

// in reports that a history has the event, and the event as it has it.
func (t *told) in(history int) (ev schedule.Event, ok bool) {
	ev = t.Event
	if t.repeat && history >= countedHistory {
		ev.Kind = schedule.Duplicate
	}
	return ev, (!t.other || history >= joinedHistory) && (!t.unsure || history < approvedHistory)
}

// tell reads the standing rows of a child as events of the schedule. It stands
// on no disposition and no target row; only which doses wait for a person is
// what reconcile worked out before.
func (j *dueJudge) tell(c *childCheck) {
	j.told = j.told[:0]
	lead := c.records[0].number
	waiting := slices.ContainsFunc(c.doses, (*doseGroup).waits)
	for _, e := range c.events {
		var t told
		ok := false
		switch e.entity {
		case entityObservation:
			t, ok = tellObservation(c.meaningOf(e))
		case entityDrug, entityIssue:
			t.Kind, ok = schedule.ProductOnly, true
			t.Antigens, _ = c.vaccineOf(e)
		}
		if !ok {
			continue
		}
		t.On, t.other, t.confidential = e.when, e.person != lead, e.confidential || e.wasConfidential
		t.repeat = waiting && t.Kind == schedule.Given && c.waits(e)
		j.told = append(j.told, t)
	}
}

// tellObservation is what a coded statement says to the schedule.
func tellObservation(m *meaning) (t told, ok bool) {
	if m == nil {
		return t, false
	}
	k := m.concept
	if k == nil {
		k, t.unsure = m.likely, true
	}
	if k == nil {
		return t, false
	}
	t.Kind, ok = scheduleKind(k)
	t.Antigens, t.dose = k.Antigens, k.Dose
	return t, ok
}

// scheduleKind is what a kind of concept is to the schedule.
func scheduleKind(k *mappings.Concept) (kind schedule.Kind, ok bool) {
	switch k.Kind {
	case kindGiven:
		return schedule.Given, true
	case kindHistory:
		return schedule.Reported, true
	case kindNotDone:
		return schedule.NotGiven, true
	case kindNotBrought:
		return schedule.DidNotAttend, true
	case kindContra:
		return schedule.Contraindicated, true
	case kindRefused, kindConsent:
		if k.Detail != "" && k.Detail != subjectImmunisation {
			return 0, false
		}
		if k.Kind == kindConsent { // a consent that is taken back is a refusal, by its kind
			return schedule.Consent, true
		}
		return schedule.Refused, true
	}
	return 0, false
}

// waits reports a dose that is marked as a probable or possible duplicate.
func (c *childCheck) waits(e *sourceRow) bool {
	for _, l := range e.links {
		for _, d := range c.doses {
			if l.id == d.id && l.table == c.tableNumber[tableDose] && d.waits() {
				return true
			}
		}
	}
	return false
}

func (d *doseGroup) waits() bool { return d.mark == "probable" || d.mark == "possible" }

// history puts together one of the histories of the source and the child that it is of.
func (j *dueJudge) history(c *childCheck, history int) (schedule.Child, []schedule.Event) {
	j.events = j.events[:0]
	for i := range j.told {
		if ev, ok := j.told[i].in(history); ok {
			j.events = append(j.events, ev)
		}
	}
	records := c.records
	if history == ownHistory {
		records = records[:1]
	}
	return childOf(records), j.events
}

// childOf is what the schedule must know of a child, from its records.
func childOf(records []record) (child schedule.Child) {
	dead := false
	child.Standing = schedule.MovedAway
	for i := range records {
		r := &records[i]
		if child.Born.IsNone() {
			child.Born = chis.MakePartialDate(r.born, chis.PrecisionDay)
		}
		if child.Sex == 0 {
			child.Sex = r.sex
		}
		if r.current() {
			child.Standing = schedule.Living
		}
		dead = dead || r.dead
	}
	if dead {
		child.Standing = schedule.Deceased
	}
	return child
}

// Where the columns of due_item stand among those that are read.
const (
	dueDay      = 0 // and its precision
	dueStatus   = 2
	dueTerm     = 3
	dueAntigens = 4
	dueDose     = 5
)

// duePlaces are where the columns that the schedule reads stand in the target;
// each list ascends.
type duePlaces struct {
	child, dose, consent, contra, due, letter                                     uint8
	childColumns, doseColumns, consentColumns, contras, dueColumns, letterColumns []int
}

func (r *run) duePlaces() (p duePlaces) {
	at := func(name string, columns ...string) (number uint8, list []int) {
		number = r.tableNumber[name]
		for _, c := range columns {
			list = append(list, r.tables[number].Column(c))
		}
		if !slices.IsSorted(list) {
			panic("reconcile: columns of " + name + " in another order than in the target")
		}
		return number, list
	}
	p.child, p.childColumns = at(tableChild, "sex", "date_of_birth", "deceased", "status")
	p.dose, p.doseColumns = at(tableDose, "status", "reason", "antigens", "occurred_on", "occurred_precision", "counted", "duplicate_kind", "evidence")
	p.consent, p.consentColumns = at(tableConsent, "subject", "antigens", "decision", "decided_on", "decided_precision")
	p.contra, p.contras = at(tableContra, "antigens", "occurred_on", "occurred_precision")
	p.letter, p.letterColumns = at(tableLetter, "kind", "subject", "antigens", "occurred_on", "occurred_precision")
	p.due, p.dueColumns = at(tableDue, "due_on", "due_precision", "status", "term", "antigens", "dose")
	return p
}

// read takes a target row apart in one pass.
func (j *dueJudge) read(c *childCheck, t *targetRow, columns []int) {
	c.tables[t.table].some(t.data, columns, j.cells[:])
}

// returned is the history that the target returns, and the child; found is false
// where the target has no such child.
func (j *dueJudge) returned(c *childCheck) (child schedule.Child, events []schedule.Event, found bool) {
	j.events = j.events[:0]
	for i := range c.targets {
		t := &c.targets[i]
		if t.table == j.place.child {
			child, found = j.returnedChild(c, t), true
		} else if ev, ok := j.returnedEvent(c, t); ok {
			j.events = append(j.events, ev)
		}
	}
	return child, j.events, found
}

// returnedEvent is what a target row says to the schedule, if anything.
func (j *dueJudge) returnedEvent(c *childCheck, t *targetRow) (ev schedule.Event, ok bool) {
	switch t.table {
	case j.place.dose:
		return j.returnedDose(c, t), true
	case j.place.consent:
		return j.returnedConsent(c, t)
	case j.place.contra:
		j.read(c, t, j.place.contras)
		return schedule.Event{Kind: schedule.Contraindicated, Antigens: j.against(0), On: j.day(1)}, true
	}
	return ev, false
}

func (j *dueJudge) returnedChild(c *childCheck, t *targetRow) (child schedule.Child) {
	j.read(c, t, j.place.childColumns)
	child.Sex, _ = chis.ParseSex(string(j.cells[0].text))
	child.Born = chis.MakePartialDate(chis.Date(j.cells[1].number), chis.PrecisionDay)
	switch {
	case j.cells[2].number == 1:
		child.Standing = schedule.Deceased
	case string(j.cells[3].text) == "moved":
		child.Standing = schedule.MovedAway
	}
	return child
}

func (j *dueJudge) returnedDose(c *childCheck, t *targetRow) schedule.Event {
	j.read(c, t, j.place.doseColumns)
	ev := schedule.Event{Antigens: j.against(2), On: j.day(3)}
	counted, waits := j.cells[5].number == 1, string(j.cells[6].text) != "conflict"
	switch status := string(j.cells[0].text); {
	case status == "not_given" && string(j.cells[1].text) == kindNotBrought:
		ev.Kind = schedule.DidNotAttend
	case status == "not_given":
		ev.Kind = schedule.NotGiven
	case string(j.cells[7].text) == "product_only":
		ev.Kind = schedule.ProductOnly
	case status == "reported":
		ev.Kind = schedule.Reported
	case !counted && waits:
		ev.Kind = schedule.Duplicate
	}
	return ev
}

func (j *dueJudge) returnedConsent(c *childCheck, t *targetRow) (ev schedule.Event, ok bool) {
	j.read(c, t, j.place.consentColumns)
	ev = schedule.Event{Kind: schedule.Refused, Antigens: j.against(1), On: j.day(3)}
	if string(j.cells[2].text) == "given" {
		ev.Kind = schedule.Consent
	}
	return ev, string(j.cells[0].text) == subjectImmunisation
}

// day is a date and the precision that follows it.
func (j *dueJudge) day(at int) chis.PartialDate {
	p, _ := chis.ParsePrecision(j.cells[at+1].text)
	return chis.MakePartialDate(chis.Date(j.cells[at].number), p)
}

// against are the antigens of a cell; a text that names none has none.
func (j *dueJudge) against(at int) chis.Antigens {
	text := j.cells[at].text
	a, ok := j.antigens[string(text)]
	if !ok {
		a, _ = chis.ParseAntigens(text)
		j.antigens[string(text)] = a
	}
	return a
}
