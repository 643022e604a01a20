package reconcile

import (
	"cmp"
	"slices"

	"lollipop/internal/chis"
	"lollipop/mappings"
)

// gatherer collects the listing from the children that one worker judges. It
// reads what the judge has at hand and derives each side by itself: the source's
// from standing rows, the target's from the rows that the target returned.
type gatherer struct {
	*run
	until     chis.Date // the last day of what is due soon
	place     gatherPlaces
	practices map[string]*PracticeRow
	children  collector[ChildRow]
	flags     collector[FlagRow]
	failsafe  collector[FailsafeRow]
	due       collector[DueRow]
	lists     collector[ListRow]
	dueMoved  Moved // of due
	listMoved Moved // of lists
	plans     collector[PlanRow]
	bridges   collector[BridgeRow]
	members   collector[CoverageRow]
	dates     collector[DateRow]
	newYears  []DateRow // of children born on 1 January
	places    collector[PlaceRow]
	bookings  collector[BookingRow]
	screening map[screeningKey]*ScreeningRow
	codes     []codeUse        // by the place of the code in run.codes.versions
	where     map[int32]string // practice of persons with rows in quarantine or pairs
	hidden    int64            // restricted children
	newborns  int64
	// children left out of a list as a confidential row plays a part
	secretLists, secretPlans int64
	mothers                  int64     // of newborns, those whose mother is named
	sealed                   *gatherer // of restricted children, nil where nobody asked for them
	everyone                 collector[RestrictedRow]
}

// codeUse is how often a code stands in records that are not restricted, and
// whether it is in use at all.
type codeUse struct {
	events int64
	used   bool
}

type screeningKey struct{ programme, test, status string }

// gatherPlaces are where the columns that the listing reads stand in the target.
type gatherPlaces struct {
	child, dose, due, legal, alert, screening, review uint8
	registration, related                             uint8
	registered, relation                              int
	born, deceased, practice                          int
	doseStatus, dueOn, duePrecision, dueStatus        int
	programme, test, status, screenedOn               int
	reviewKind, reviewOutcome, reviewedOn             int
	flagKind, flagChange, flagOn, flagPrecision       [2]int // legal, alert
	flagUntil, flagEnd                                [2]int
}

func newGatherer(r *run) *gatherer {
	g := &gatherer{
		run: r, until: r.in.asOf.AddDays(int(r.Mappings.Tolerance("practice-due").Value)), practices: map[string]*PracticeRow{}, screening: map[screeningKey]*ScreeningRow{},
		codes: make([]codeUse, len(r.codes.versions)), where: map[int32]string{},
		children: collector[ChildRow]{compare: compareChildren}, flags: collector[FlagRow]{compare: compareFlags},
		failsafe: collector[FailsafeRow]{compare: compareFailsafe}, due: collector[DueRow]{compare: compareDue},
		lists: collector[ListRow]{compare: compareLists}, bridges: collector[BridgeRow]{compare: compareBridges},
		plans: collector[PlanRow]{compare: comparePlans}, dates: collector[DateRow]{compare: compareDates},
		places: collector[PlaceRow]{compare: comparePlaces}, bookings: collector[BookingRow]{compare: compareBookings},
		members: collector[CoverageRow]{compare: compareCoverage}, everyone: collector[RestrictedRow]{compare: compareRestricted},
	}
	at := func(name, column string) int { return r.tables[r.tableNumber[name]].Column(column) }
	p := &g.place
	p.child, p.dose, p.due = r.tableNumber[tableChild], r.tableNumber[tableDose], r.tableNumber[tableDue]
	p.legal, p.alert = r.tableNumber[tableLegal], r.tableNumber[tableAlert]
	p.registration, p.related = r.tableNumber[tableRegistration], r.tableNumber[tableRelated]
	p.registered, p.relation = at(tableRegistration, "registered_on"), at(tableRelated, "relationship")
	p.screening, p.review = r.tableNumber[tableScreening], r.tableNumber[tableReview]
	p.born, p.deceased, p.practice = at(tableChild, "date_of_birth"), at(tableChild, "deceased"), at(tableChild, "practice_code")
	p.doseStatus = at(tableDose, "status")
	p.dueOn, p.duePrecision, p.dueStatus = at(tableDue, "due_on"), at(tableDue, "due_precision"), at(tableDue, "status")
	p.programme, p.test, p.status = at(tableScreening, "programme"), at(tableScreening, "test"), at(tableScreening, "status")
	p.screenedOn = at(tableScreening, "occurred_on")
	p.reviewKind, p.reviewOutcome, p.reviewedOn = at(tableReview, "review"), at(tableReview, "outcome"), at(tableReview, "occurred_on")
	for i, name := range [...]string{tableLegal, tableAlert} {
		p.flagKind[i], p.flagChange[i] = at(name, "kind"), at(name, "change")
		p.flagOn[i], p.flagPrecision[i] = at(name, "occurred_on"), at(name, "occurred_precision")
		p.flagUntil[i], p.flagEnd[i] = at(name, "until_on"), at(name, "until_precision")
	}
	return g
}

// practice is the line of a practice code, "" for children without one.
func (g *gatherer) practice(code string) *PracticeRow {
	p := g.practices[code]
	if p == nil {
		p = &PracticeRow{Code: code}
		g.practices[code] = p
	}
	return p
}

// seenChild is one child on both sides.
type seenChild struct {
	*childCheck
	source, target *PracticeRow
	born           chis.Date // by the target, where it has the child
	row            *targetRow
	living         bool // by the source
	hidden         bool // restricted: every row of it is one of the restricted tables
	targetLiving   bool
	band           int
}

// gather takes one judged child. Of a restricted child it takes that there is
// one; the rest goes to a gatherer of its own, where somebody asked for that.
func (c *childCheck) gather() {
	g := c.gatherer
	if g == nil {
		return
	}
	s := seenChild{childCheck: c, living: !c.dead}
	s.row = c.first(g.place.child)
	hidden := c.restricted || s.row != nil && s.row.twin
	g.countCodes(&s, hidden)
	if hidden {
		g.hidden++
		if g = g.sealed; g == nil {
			return
		}
		s.hidden = true
		g.countCodes(&s, false)
	}
	code := c.practiceCode()
	s.source, s.band = g.practice(code), ageBand(c.born, c.in.asOf)
	if s.row != nil {
		g.readTarget(&s)
	}
	if s.living {
		s.source.Children[s.band].Source++
	}
	if s.targetLiving {
		s.target.Children[ageBand(s.born, c.in.asOf)].Target++
	}
	for i := range c.records {
		if r := &c.records[i]; r.quarantined > 0 || r.review > 0 {
			g.where[r.number] = code
		}
	}
	g.dueSoon(&s)
	g.gatherDue(&s)
	g.gatherList(&s)
	g.gatherBridge(&s)
	g.gatherPlan(&s)
	g.gatherCoverage(&s)
	g.zeroDose(&s)
	g.doubtful(&s)
	g.gatherFlags(&s)
	g.gatherNewborn(&s)
	g.gatherMore(&s)
	g.incomplete(&s)
	g.gatherRestricted(&s)
}

// readTarget takes what the target says of the child.
func (g *gatherer) readTarget(s *seenChild) {
	tab := g.tables[g.place.child]
	_, code := tab.value(s.row.data, g.place.practice)
	born, _ := tab.value(s.row.data, g.place.born)
	dead, _ := tab.value(s.row.data, g.place.deceased)
	s.target, s.born, s.targetLiving = g.practice(string(code)), chis.Date(born), dead != 1
}

// first is the child's first row in a table, nil for none.
func (c *childCheck) first(table uint8) *targetRow {
	for i := range c.targets {
		if c.targets[i].table == table {
			return &c.targets[i]
		}
	}
	return nil
}

// person is how the rows of the listing name the child.
func (s *seenChild) person() Person {
	p := Person{ID: s.id, Born: s.born, Source: s.in.sources[s.people.source(s.records[0].number)]}
	if s.target != nil {
		p.Practice = s.target.Code
	} else {
		p.Practice, p.Born = s.source.Code, s.childCheck.born
	}
	for i := range s.records {
		r := &s.records[i]
		if p.Number.IsNone() && r.person.number != 0 {
			p.Number, _ = chis.NHSNumberFromPlainUint64(r.person.number)
		}
	}
	names := s.records[0].row.patient
	p.Surname, p.Forename = names.surname, names.given
	if s.hidden {
		s.seal(&p)
	}
	return p
}

// apart reports a row of the restricted tables whose child is an open one.
func (s *seenChild) apart(t *targetRow) bool { return t.twin && !s.hidden }

// countCodes counts the events of each code. Of a restricted record it takes that
// the code is in use, and no count: a count of one would name what one child has.
func (g *gatherer) countCodes(s *seenChild, hidden bool) {
	for _, e := range s.events {
		if e.entity != entityObservation && e.entity != entityDiary {
			continue // what it is does not rest on a code
		}
		if m := s.meaningOf(e); m != nil {
			g.codes[m.place].used = true
			if !hidden && !s.twinOf(e) {
				g.codes[m.place].events++
			}
		}
	}
}

// dueSoon counts what falls due within four weeks.
func (g *gatherer) dueSoon(s *seenChild) {
	if s.living {
		for _, e := range s.events {
			if e.entity == entityDiary && e.active && !e.complete && g.soon(e.when) && !s.twinOf(e) {
				s.source.Due.Source++
			}
		}
	}
	if !s.targetLiving {
		return
	}
	tab := g.tables[g.place.due]
	for i := range s.targets {
		t := &s.targets[i]
		if t.table != g.place.due || s.apart(t) {
			continue
		}
		if _, status := tab.value(t.data, g.place.dueStatus); string(status) == "open" && g.soon(g.when(tab, t, g.place.dueOn, g.place.duePrecision)) {
			s.target.Due.Target++
		}
	}
}

func (g *gatherer) soon(d chis.PartialDate) bool {
	return d.Full() && d.Date >= g.in.asOf && d.Date <= g.until
}

// when is a date of a target row with its precision.
func (g *gatherer) when(tab *targetTable, t *targetRow, on, precision int) chis.PartialDate {
	day, _ := tab.value(t.data, on)
	_, word := tab.value(t.data, precision)
	p, _ := chis.ParsePrecision(word)
	return chis.MakePartialDate(chis.Date(day), p)
}

// zeroDose counts the children of 1 to 4 years of whom no vaccine is recorded,
// counted or not, open or restricted.
func (g *gatherer) zeroDose(s *seenChild) {
	dosed := func(e *sourceRow) bool {
		m := s.meaningOf(e)
		if m == nil || e.entity != entityObservation {
			return false
		}
		status, _ := doseWords(m.kind())
		return s.home(e) == tableDose && status != "not_given"
	}
	if s.living && s.band == Age1To4 && !slices.ContainsFunc(s.events, dosed) {
		s.source.ZeroDose.Source++
	}
	if !s.targetLiving || ageBand(s.born, g.in.asOf) != Age1To4 {
		return
	}
	tab := g.tables[g.place.dose]
	if !slices.ContainsFunc(s.targets, func(t targetRow) bool {
		if t.table != g.place.dose {
			return false
		}
		_, status := tab.value(t.data, g.place.doseStatus)
		return string(status) != "not_given"
	}) {
		s.target.ZeroDose.Target++
	}
}

// doubtful counts the doses that wait for a person's decision.
func (g *gatherer) doubtful(s *seenChild) {
	for _, d := range s.doses {
		if d.mark != "" && (!d.twin || s.hidden) {
			s.source.Doses++
		}
	}
}

// incomplete lists a child whose record lacks something that was sent.
func (g *gatherer) incomplete(s *seenChild) {
	row := ChildRow{Why: LacksFields}
	fields := int64(0)
	var lacks, unusable *record // the first records that lack events, and that have fields set aside
	for i := range s.records {
		r := &s.records[i]
		if lacks == nil && r.quarantined > 0 {
			lacks = r
		}
		if unusable == nil && r.unusable > 0 {
			unusable = r
		}
		row.Quarantined += int64(r.quarantined)
		fields += int64(r.unusable)
		row.Fields = append(row.Fields, g.fields(s.childCheck, r)...)
		row.Waits = append(row.Waits, g.people.waits[r.number]...)
	}
	s.source.Quarantined += row.Quarantined
	s.source.SetAside += fields
	if row.Quarantined == 0 && fields == 0 {
		return
	}
	if row.Quarantined > 0 {
		row.Why = LacksEvents
		s.source.Waiting[g.waitBand(lacks.number)]++
	}
	s.source.Incomplete++
	row.Person = s.person()
	for _, list := range []*[]string{&row.Fields, &row.Waits} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
	for i, rule := range row.Waits {
		row.Waits[i] = g.ruleWords(rule)
	}
	fault := cmp.Or(lacks, unusable)
	row.Row, row.Source = fault.row.row, g.in.sources[g.people.source(fault.number)]
	row.Path, row.Record = g.origin(row.Row)
	g.children.add(row)
}

// fields are the columns of a record's row that were set aside and could not be
// used, by both stages.
func (g *gatherer) fields(c *childCheck, r *record) []string {
	var names []string
	list, _ := c.unusable(r.row.patient)
	for _, a := range list {
		if a.rule != "other-nation-number" && a.rule != "test-range-number" {
			names = append(names, a.column)
		}
	}
	return append(names, g.asideNames[r.row.row]...)
}

// origin is the file of a source row, and its place in it.
func (r *run) origin(row int64) (path string, record int64) {
	if f := r.in.file(row); f != nil {
		return f.path, row & recordMask
	}
	return "", 0
}

// classOf is the class of a code, as a rank: safety first.
func classRank(class string) int {
	if class == mappings.ClassSafety {
		return 0
	}
	return 1
}
