package reconcile

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"lollipop/internal/chis"
	"lollipop/internal/schedule"
	"lollipop/internal/table"
)

// childCheck judges one child after the other. One a worker; what it counts is
// added to the run at the end.
type childCheck struct {
	*run
	id      int64
	targets []targetRow // by table and id
	events  []*sourceRow
	records []record     // in the order of survivorship
	gone    []*sourceRow // slots ahead that the child had and has no longer
	primary int64        // row of the first record

	withdrawn map[itemOf]bool                // observations that their source withdrew
	made      [entityCount]map[itemOf]madeBy // by file type; nil until one is asked for
	hide      bool                           // the row that is being worked out is one of the restricted tables

	restricted, dead, stillborn bool
	born, death                 chis.Date
	doses                       []*doseGroup
	odd                         []oddEntry
	refusals                    []refusal
	birth                       birthFacts
	notes                       map[string]*noteCount
	w                           wanted
	sets                        map[uint8][]wantedRow

	tally   map[string]int64 // counts of the report
	seen    map[string]int64 // things compared, by check
	counted counted
	ids     usedReferences
	words   map[string]map[string]bool // wordings of notes, by kind
	key     []byte                     // of saying

	schedule schedule.Result

	gatherer *gatherer // nil where nobody asked for a listing

	due        *dueJudge
	dueChange  *dueChange  // nil where the same is due before and after
	listChange *listChange // nil where the legacy lists what the schedule says
	bridge     []bridgeItem
	undone     []*sourceRow // the last words of what their source withdrew

	coverage        *coverageJudge
	coverageChanges []coverageChange

	kept *keeper
}

// record is one person record of the child.
type record struct {
	*person
	number     int32
	source     int32 // sources as merging sees them, see run.mergeSource
	row        *sourceRow
	older      []*sourceRow
	surname    string
	postcode   chis.Postcode // none where it names no place
	dead       bool          // by date or by a live code
	stillborn  bool
	unusable   int32     // fields of the row that hold something else than they should
	deathCode  chis.Date // earliest dated code
	active     chis.Date // latest event or registration
	birthOrder int64
	numberBorn int64
	states     []lifeState
}

// deathDay is the day of death, none where it is not known.
func (r *record) deathDay() chis.Date { return cmp.Or(r.died, r.deathCode) }

func newChildCheck(r *run) *childCheck {
	return &childCheck{run: r, tally: map[string]int64{}, seen: map[string]int64{}, words: map[string]map[string]bool{}, counted: newCounted()}
}

func (c *childCheck) breakAt(check, tableName string, id, row int64, column, kind string) {
	c.breaks.note(Break{check, tableName, id, row, column, kind}, c.restricted || check == checkSpread || check == checkProtected)
}

// check judges a child: its source rows in the order of compareSources, and its
// target rows by table and id.
func (c *childCheck) check(child int64, sources []*sourceRow, targets []targetRow) {
	c.begin(child, sources, targets)
	if len(c.records) == 0 {
		c.restricted = slices.ContainsFunc(targets, func(t targetRow) bool { return t.twin })
		for i := range c.targets {
			c.breakAt(checkValues, c.tables[c.targets[i].table].Name, c.targets[i].id, table.NullInt64, "child_id", "row-of-no-child")
		}
		return
	}
	c.seen[checkValues] += int64(len(c.targets))
	c.describe()
	c.link(sources)
	c.judgeLineage()
	c.judgeFates(sources)
	c.judgeIdentity()
	c.attributes()
	c.judgeEvents()
	c.wantDue()
	c.writeNotes()
	c.compareSets()
	c.judgeLost()
	c.judgeSides()
	c.judgeCoverage()
	c.judgeScreened()
	c.judgeBooked()
	c.judgeReferrals()
	c.judgeDates()
	c.judgePlace()
	c.judgeOdd()
	c.tallyEvents()
	c.countControl()
	c.noteLinks()
	c.keep()
	c.gather()
}

// begin finds the versions that stand.
func (c *childCheck) begin(child int64, sources []*sourceRow, targets []targetRow) {
	*c = childCheck{
		run: c.run, id: child, targets: targets, tally: c.tally, seen: c.seen, ids: c.ids, words: c.words, counted: c.counted, gatherer: c.gatherer, schedule: c.schedule, due: c.due, coverage: c.coverage, kept: c.kept,
		w: wanted{data: c.w.data}, key: c.key, events: c.events[:0], records: c.records[:0], gone: c.gone[:0], undone: c.undone[:0], bridge: c.bridge[:0],
		withdrawn: map[itemOf]bool{}, notes: map[string]*noteCount{}, sets: map[uint8][]wantedRow{},
	}
	for from := 0; from < len(sources); {
		to := from + 1
		for to < len(sources) && sources[to].sameKey(sources[from]) {
			to++
		}
		c.stand(sources[from:to])
		from = to
	}
}

// compareSources looks no further than it must: it is asked a hundred million times.
func compareSources(a, b *sourceRow) int {
	switch {
	case a.child != b.child:
		return cmp.Compare(a.child, b.child)
	case a.entity != b.entity:
		return cmp.Compare(a.entity, b.entity)
	case a.person != b.person:
		return cmp.Compare(a.person, b.person)
	case a.item != b.item:
		return a.item.Compare(b.item)
	}
	return a.compare(b.order)
}

func (s *sourceRow) sameKey(o *sourceRow) bool {
	return s.entity == o.entity && s.person == o.person && s.item == o.item
}

// stand finds the version of one key that stands: the last live one, unless a
// delete row follows it. A delete row of a patient ends the registration only,
// and one under a disabled agreement does nothing.
func (c *childCheck) stand(versions []*sourceRow) {
	p := &c.people.list[versions[0].person]
	inert := versions[0].entity == entityPatient || c.disabled(c.people.orgList[c.people.keys[versions[0].person].org])
	var standing, last *sourceRow
	for _, v := range versions {
		switch {
		case !v.deleted:
			standing, last = v, v
		case !inert:
			standing = nil
		}
	}
	key := itemOf{versions[0].person, versions[0].item}
	if standing != nil && standing.entity == entitySlot && c.lost(standing) != "" {
		if !standing.when.Date.Before(c.in.asOf) {
			c.gone = append(c.gone, standing)
		}
		standing = nil
	}
	switch {
	case standing == nil && versions[0].entity == entityObservation:
		c.withdrawn[key] = true
	case versions[0].entity == entityReferral && c.withdrawn[key]:
		standing = nil // it stands on its observation and has no delete row of its own
	}
	if standing == nil {
		if last != nil {
			c.undone = append(c.undone, last)
		}
		return
	}
	standing.standing = true
	standing.wasConfidential = slices.ContainsFunc(versions, func(v *sourceRow) bool { return v.confidential })
	if standing.entity != entityPatient {
		c.events = append(c.events, standing)
		return
	}
	rec := record{person: p, number: standing.person, source: c.mergeSource(standing.person), row: standing, surname: fold(standing.patient.surname)}
	if home, ok := chis.ParsePostcode(standing.patient.postcode); ok && !home.IsPseudo() {
		rec.postcode = home
	}
	for _, v := range versions {
		if !v.deleted && v != standing {
			rec.older = append(rec.older, v)
		}
	}
	slices.SortFunc(rec.older, func(a, b *sourceRow) int { return cmp.Compare(a.row, b.row) })
	c.records = append(c.records, rec)
}

// lost names the rule by which a row of a slot that is no longer the child's is
// superseded, "" for any other row.
func (c *childCheck) lost(s *sourceRow) string {
	switch s.became.slot {
	case slotFreed:
		return ruleWithdrawn
	case slotTaken:
		return ruleOlder
	}
	return ""
}

func fold(s string) string {
	var buf [64]byte
	return string(chis.FoldName(buf[:0], s))
}

// mergeSource numbers the sources as identity and doses see them: the legacy
// service is one, and so is each organisation of a practice feed.
func (r *run) mergeSource(person int32) int32 {
	k := r.people.keys[person]
	if o := r.people.orgList[k.org]; !r.in.practice[o.source] {
		return -1 - o.source
	}
	return k.org
}

// link attaches to each target row the source rows that lineage names for it.
func (c *childCheck) link(sources []*sourceRow) {
	for _, s := range sources {
		for _, l := range s.links {
			if t := c.target(l.table, l.id); t != nil {
				t.attach(link{s, l.primary})
				continue
			}
			switch {
			case l.table == unknownTable || c.tables[l.table].isReference():
				c.breakAt(checkTarget, "", l.id, s.row, "", "lineage-to-no-table-of-a-child")
			case c.tables[l.table].ids.has(l.id):
				c.breakAt(checkValues, c.tables[l.table].Name, l.id, s.row, "child_id", "row-of-another-child")
			default:
				c.breakAt(checkTarget, c.tables[l.table].Name, l.id, s.row, "", "in-lineage-and-not-in-target")
			}
		}
	}
}

// target finds a target row of the child, nil for none.
func (c *childCheck) target(tab uint8, id int64) *targetRow {
	i := sort.Search(len(c.targets), func(i int) bool {
		t := &c.targets[i]
		return t.table > tab || t.table == tab && t.id >= id
	})
	if i < len(c.targets) && c.targets[i].table == tab && c.targets[i].id == id {
		return &c.targets[i]
	}
	return nil
}

// lead is the source row that a target row is made of, nil for none or several.
func (t *targetRow) lead() (lead *sourceRow) {
	for _, l := range t.links {
		switch {
		case !l.primary:
		case lead != nil:
			return nil
		default:
			lead = l.from
		}
	}
	return lead
}

// judgeLineage proves the target equation for the rows of the child.
func (c *childCheck) judgeLineage() {
	for i := range c.targets {
		c.judgeRowLineage(&c.targets[i], c.restricted)
	}
}

// judgeRowLineage proves that a target row has lineage and exactly one primary,
// whose disposition is loaded and which the row itself names.
func (r *run) judgeRowLineage(t *targetRow, hidden bool) {
	tab := r.tables[t.table]
	primaries := 0
	for _, l := range t.links {
		if l.primary {
			primaries++
		}
	}
	kind := ""
	lead := t.lead()
	switch {
	case len(t.links) == 0:
		kind = "no-lineage"
	case primaries == 0:
		kind = "no-primary"
	case primaries > 1:
		kind = "several-primaries"
	case lead.fate.disposition != loaded:
		kind = "primary-is-" + lead.fate.disposition
	case lead.row != t.source:
		kind = "source-row-is-not-the-primary"
	}
	if kind != "" {
		r.breaks.note(Break{checkTarget, tab.Name, t.id, t.source, "", kind}, hidden)
	}
}

// describe settles what holds for the child as a whole.
func (c *childCheck) describe() {
	for _, e := range c.events {
		switch e.entity {
		case entityObservation:
			c.evidence(e)
		case entityHistory:
			c.stateEvidence(e)
		}
	}
	slices.SortFunc(c.records, c.survivorship)
	c.primary = c.records[0].row.row
	for i := range c.records {
		r := &c.records[i]
		c.tracedDeath(r)
		r.stateOfDeath()
		r.dead = r.dead || r.died != 0 || r.row.patient.dead
		r.active = max(r.active, r.registered)
		c.restricted = c.restricted || r.restricted()
		c.dead, c.stillborn = c.dead || r.dead, c.stillborn || r.stillborn
		c.born, c.death = cmp.Or(c.born, r.born), cmp.Or(c.death, r.died)
	}
	if c.death == 0 {
		for i := range c.records {
			if d := c.records[i].deathCode; d != 0 && (c.death == 0 || d < c.death) {
				c.death = d
			}
		}
	}
	c.tally["children"]++
	if c.dead {
		c.tally["children.dead"]++
	}
	if len(c.records) > 1 {
		c.tally["merges.child"]++
	}
}

// meaningOf is what the code of a row means, nil where nobody knows. Every judge
// asks for it: it is looked up once.
func (c *childCheck) meaningOf(e *sourceRow) *meaning {
	if !e.known {
		e.meaning, e.known = c.meanings[c.people.source(e.person)][e.code], true
	}
	return e.meaning
}

// evidence takes what a live observation says of its person record.
func (c *childCheck) evidence(e *sourceRow) {
	r := c.recordOf(e)
	m := c.meaningOf(e)
	if r == nil {
		return
	}
	day := e.full()
	if day <= c.in.asOf {
		r.active = max(r.active, day)
	}
	if m == nil {
		return
	}
	switch m.kind() {
	case kindDeath, kindStillbirth:
		r.dead = true
		r.stillborn = r.stillborn || m.kind() == kindStillbirth
		if day != 0 && (r.deathCode == 0 || day < r.deathCode) {
			r.deathCode = day
		}
	case kindBirthOrder:
		n, _ := smallNumber(e.text[textValue])
		r.birthOrder = max(r.birthOrder, n)
	case kindNumberBorn:
		n, _ := smallNumber(e.text[textValue])
		r.numberBorn = max(r.numberBorn, n)
	}
}

// smallNumber reads a whole number, "2" or "2.0".
func smallNumber(b []byte) (int64, bool) {
	whole, places, _ := strings.Cut(string(b), ".")
	n, ok := chis.ParseInt64(whole)
	if !ok || n < 0 || n > 1<<20 || strings.Trim(places, "0") != "" {
		return 0, false
	}
	return n, true
}

// survivorship orders records: current before ended, the legacy service before
// practices, then the latest registration, then the lowest row.
func (c *childCheck) survivorship(a, b record) int {
	flag := func(v bool) int {
		if v {
			return 1
		}
		return 0
	}
	practice := func(r record) bool { return c.in.practice[c.people.source(r.number)] }
	return cmp.Or(
		flag(!a.current())-flag(!b.current()), flag(practice(a))-flag(practice(b)),
		cmp.Compare(b.registered, a.registered), cmp.Compare(a.row.row, b.row.row),
	)
}
