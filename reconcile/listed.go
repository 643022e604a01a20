package reconcile

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"lollipop/internal/chis"
	"lollipop/internal/table"
	"lollipop/mappings"
)

// list makes the listing of what the workers gathered, and adds what no child of
// the target shows: those that are not there, and rows of nobody.
func (r *run) list(ctx context.Context) error {
	g := newGatherer(r)
	if r.RenderRestricted != nil {
		g.sealed = newGatherer(r)
	}
	for _, o := range r.gatherers {
		g.take(o)
	}
	if err := g.notLoaded(ctx); err != nil {
		return err
	}
	g.unread()
	g.pairsOfPractices()
	g.listNewYears()
	l := &Listing{
		AsOf: r.in.asOf, DueDays: int(r.Mappings.Tolerance("practice-due").Value), Practices: g.practiceRows(), Children: g.children.done(), Flags: g.flags.done(), Failsafe: g.failsafe.done(), Due: g.due.done(), Coverage: g.coverageLines(), CoverageChanged: g.members.done(),
		Lists: g.lists.done(), Bridge: g.bridges.done(), Plans: g.plans.done(), SecretPlans: g.secretPlans, SecretLists: g.secretLists, DueMoved: g.dueMoved, ListMoved: g.listMoved,
		Duplicates: g.duplicateRows(false), Audit: g.auditRows(),
		Dates: g.dates.done(), Places: g.places.done(), Bookings: g.bookings.done(),
		Screening: g.screeningRows(), Codes: g.codeRows(), Quarantine: g.quarantineCounts(), Restricted: g.hidden, Names: g.names(), AreaNames: g.areaNames(), Newborns: g.newborns, Mothers: g.mothers,
	}
	g.namePlaces(l)
	l.Fixes = g.fixes(l)
	r.listing, r.sealed = l, g.sealed.restricted()
	if r.sealed != nil {
		r.sealed.Duplicates = g.duplicateRows(true)
	}
	return nil
}

// take adds what a worker gathered.
func (g *gatherer) take(o *gatherer) {
	for code, p := range o.practices {
		g.practice(code).add(p)
	}
	g.newborns, g.mothers = g.newborns+o.newborns, g.mothers+o.mothers
	for k, s := range o.screening {
		t := g.screened(k.programme, k.test, k.status)
		t.Rows, t.Joined, t.Target = t.Rows+s.Rows, t.Joined+s.Joined, t.Target+s.Target
	}
	for i, n := range o.codes {
		g.codes[i].events += n.events
		g.codes[i].used = g.codes[i].used || n.used
	}
	maps.Copy(g.where, o.where)
	g.hidden += o.hidden
	g.children.take(&o.children)
	g.flags.take(&o.flags)
	g.failsafe.take(&o.failsafe)
	g.due.take(&o.due)
	g.lists.take(&o.lists)
	g.dueMoved.add(&o.dueMoved)
	g.listMoved.add(&o.listMoved)
	g.bridges.take(&o.bridges)
	g.plans.take(&o.plans)
	g.secretPlans += o.secretPlans
	g.secretLists += o.secretLists
	g.members.take(&o.members)
	g.dates.take(&o.dates)
	g.newYears = append(g.newYears, o.newYears...)
	g.places.take(&o.places)
	g.bookings.take(&o.bookings)
	g.everyone.take(&o.everyone)
	if o.sealed != nil {
		g.sealed.take(o.sealed)
	}
}

func (p *PracticeRow) add(o *PracticeRow) {
	for i := range p.Children {
		p.Children[i].add(o.Children[i])
	}
	p.Due.add(o.Due)
	p.Flags.add(o.Flags)
	p.ZeroDose.add(o.ZeroDose)
	p.FlagsDiffer += o.FlagsDiffer
	p.Missing += o.Missing
	p.Incomplete += o.Incomplete
	p.Quarantined += o.Quarantined
	for i := range p.Waiting {
		p.Waiting[i] += o.Waiting[i]
	}
	p.SetAside += o.SetAside
	p.Pairs += o.Pairs
	p.Doses += o.Doses
	p.Failsafe += o.Failsafe
	p.Odd += o.Odd
	p.NewYear += o.NewYear
	p.DueChanged += o.DueChanged
	p.DueUnexplained += o.DueUnexplained
}

func (s *Sides) add(o Sides) { s.Source, s.Target = s.Source+o.Source, s.Target+o.Target }

// notLoaded lists living children in scope who are not in the target, as the
// check of that name counts them.
func (g *gatherer) notLoaded(ctx context.Context) error {
	lost := map[int64]int32{} // person by its standing row
	for n, flags := range g.people.raw {
		p := &g.people.list[n]
		if flags&rawLive == 0 || !inScope(flags) || flags&(rawTest|rawDead) != 0 || p.child != 0 {
			continue
		}
		switch {
		case p.restricted() && g.sealed == nil || p.restricted() && p.row == 0:
			g.hidden++
		case p.row != 0:
			lost[p.row] = int32(n)
		default: // known to the extracts alone: extract staged nothing of it
			g.practice("").Missing++
			g.practice("").Children[AgeUnknown].Source++
			g.children.add(ChildRow{Why: NotLoaded, Person: Person{Source: g.in.sources[g.people.source(int32(n))]}, Row: -int64(n)})
		}
	}
	if len(lost) == 0 {
		return nil
	}
	paths, err := parts(g.staged("patient"))
	if err != nil {
		return err
	}
	columns := []string{"row_id", "given_name", "surname", "external_usual_gp_organisation"}
	return table.Scan(ctx, paths, columns, func(b *table.Batch) error {
		for i, row := range b.Vec[0].I64 {
			if n, ok := lost[row]; ok {
				g.lost(n, string(b.Vec[1].Text.At(i)), string(b.Vec[2].Text.At(i)), string(b.Vec[3].Text.At(i)))
			}
		}
		return nil
	})
}

func (g *gatherer) lost(n int32, given, surname, practice string) {
	p := &g.people.list[n]
	if p.restricted() {
		g.hidden++
		g.sealed.lostRestricted(n, given, surname)
		return
	}
	if o := g.people.orgList[g.people.keys[n].org]; g.in.practice[o.source] {
		practice = ""
		if v := g.orgs.find(refKey{source: o.source, guid: o.guid}); v != nil {
			practice = g.orgs.text(v, "ods_code")
		}
	}
	code, _ := chis.ParseODSCode(practice)
	row := ChildRow{Why: NotLoaded, Row: p.row, Quarantined: int64(p.quarantined), Person: Person{
		Surname: surname, Forename: given, Born: p.born, Practice: string(code), Source: g.in.sources[g.people.source(n)],
	}}
	row.Number, _ = chis.NHSNumberFromPlainUint64(p.number)
	row.Path, row.Record = g.origin(p.row)
	line := g.practice(row.Practice)
	line.Missing++
	line.Children[ageBand(p.born, g.in.asOf)].Source++
	g.children.add(row)
}

// unread lists patient rows in quarantine of whom no child is in the target, and
// adds quarantined rows of nobody known to the line without a practice: nobody
// can tell that such a row is of no restricted child, and so no practice is named.
func (g *gatherer) unread() {
	for i := range g.quarantine {
		q := &g.quarantine[i]
		f := g.in.file(q.row)
		if f == nil {
			continue
		}
		n := g.people.find(f.source, q.org, q.patient)
		if n >= 0 && (g.people.list[n].child != 0 || g.people.list[n].restricted()) {
			continue
		}
		g.practice("").Quarantined++
		if q.entity == "patient" {
			row := ChildRow{Why: NotReadable, Rule: g.ruleWords(q.rule), Row: q.row, Person: Person{Source: g.in.sources[f.source]}}
			row.Path, row.Record = g.origin(q.row)
			g.children.add(row)
		}
	}
}

// pairsOfPractices counts the pairs that wait for a decision at the practice of
// each of the two, once where it is one practice. A pair with a restricted child
// is counted nowhere.
func (g *gatherer) pairsOfPractices() {
	for i := range g.pairs {
		p := &g.pairs[i]
		a, b := g.personNumber(p.rowA), g.personNumber(p.rowB)
		if p.outcome != pairReview || a < 0 || b < 0 || g.people.list[a].restricted() || g.people.list[b].restricted() {
			continue
		}
		g.practice(g.where[a]).Pairs++
		if g.where[a] != g.where[b] {
			g.practice(g.where[b]).Pairs++
		}
	}
}

// personNumber is the person of a standing patient row, -1 for none.
func (r *run) personNumber(row int64) int32 {
	i, ok := slices.BinarySearchFunc(r.byRow, row, func(e rowPerson, row int64) int { return cmp.Compare(e.row, row) })
	if !ok {
		return -1
	}
	return r.byRow[i].person
}

// practiceRows are the lines in the order of hub and code, the one without a
// practice last.
func (g *gatherer) practiceRows() []PracticeRow {
	all := make([]PracticeRow, 0, len(g.practices))
	for _, p := range g.practices {
		p.Name, p.Hub, p.Known, p.Closed = g.describe(p.Code)
		all = append(all, *p)
	}
	last := func(p *PracticeRow) int {
		if p.Code == "" {
			return 1
		}
		return 0
	}
	slices.SortFunc(all, func(a, b PracticeRow) int {
		return cmp.Or(last(&a)-last(&b), cmp.Compare(a.Hub, b.Hub), cmp.Compare(a.Code, b.Code))
	})
	return all
}

// NoHub and NoPractice stand where none is known.
const (
	NoHub      = "No hub"
	NoPractice = "No practice known"
)

func (r *run) describe(code string) (name, hub string, known bool, closed chis.Date) {
	if hub = r.Mappings.Hub(code); hub == "" {
		hub = NoHub
	}
	p := r.Mappings.Practice(code)
	switch {
	case code == "":
		return NoPractice, hub, false, 0
	case p == nil:
		return "not in the practice table", hub, false, 0
	case p.Closed != 0 && p.Closed <= r.in.asOf:
		closed = p.Closed
	}
	return p.Name, hub, true, closed
}

// namePlaces names practice and hub in the rows about single children.
func (g *gatherer) namePlaces(l *Listing) {
	name := func(p *Person) { p.PracticeName, p.Hub, _, _ = g.describe(p.Practice) }
	for i := range l.Children.List {
		name(&l.Children.List[i].Person)
	}
	for i := range l.Flags.List {
		name(&l.Flags.List[i].Person)
	}
	for i := range l.CoverageChanged.List {
		name(&l.CoverageChanged.List[i].Person)
	}
	for i := range l.Due.List {
		name(&l.Due.List[i].Person)
	}
	for i := range l.Plans.List {
		name(&l.Plans.List[i].Person)
	}
	for i := range l.Bridge.List {
		name(&l.Bridge.List[i].Person)
	}
	for i := range l.Lists.List {
		name(&l.Lists.List[i].Person)
	}
	for i := range l.Failsafe.List {
		name(&l.Failsafe.List[i].Person)
	}
	for i := range l.Dates.List {
		name(&l.Dates.List[i].Person)
	}
	for i := range l.Places.List {
		name(&l.Places.List[i].Person)
	}
	for i := range l.Bookings.List {
		name(&l.Bookings.List[i].Person)
	}
}

func (g *gatherer) screeningRows() []ScreeningRow {
	all := make([]ScreeningRow, 0, len(g.screening))
	for _, s := range g.screening {
		all = append(all, *s)
	}
	slices.SortFunc(all, func(a, b ScreeningRow) int {
		return cmp.Or(cmp.Compare(a.Programme, b.Programme), cmp.Compare(a.Test, b.Test), cmp.Compare(a.Status, b.Status))
	})
	return all
}

// codeRows are the codes in use that no row maps, that are ambiguous or repaired,
// and safety codes of rows that are marked as not verified: safety first, then by the number of events.
func (g *gatherer) codeRows() (all []CodeRow) {
	for source, d := range g.meanings {
		for id, m := range d {
			if !g.codes[m.place].used || m.state == mappings.StateMapped && !m.unproven() {
				continue
			}
			v := &g.run.codes.versions[m.place]
			review := ""
			if r := g.Mappings.Review(m.system, m.code); r != nil {
				review = r.State
			}
			all = append(all, CodeRow{
				Source: g.in.sources[source], System: m.system, Code: m.code, CodeID: id, Class: m.class, Kind: m.kind(), State: m.state, Review: review, Live: g.in.mode == chis.Live,
				Term: g.run.codes.text(v, "term"), Category: g.run.codes.text(v, "emis_code_category_description"), Events: g.codes[m.place].events,
			})
		}
	}
	slices.SortFunc(all, func(a, b CodeRow) int {
		mapped := func(c *CodeRow) int {
			if c.State == mappings.StateMapped {
				return 1
			}
			return 0
		}
		return cmp.Or(classRank(a.Class)-classRank(b.Class), mapped(&a)-mapped(&b), cmp.Compare(b.Events, a.Events),
			cmp.Compare(a.Source, b.Source), cmp.Compare(a.CodeID, b.CodeID))
	})
	return all[:min(len(all), maxListed)]
}

func (g *gatherer) quarantineCounts() (all []RuleCount) {
	rows := map[string]int64{}
	for i := range g.quarantine {
		rows[g.quarantine[i].rule]++
	}
	children := g.affected()
	for rule, n := range rows {
		count := RuleCount{Rule: rule, Words: g.ruleWords(rule), Rows: n}
		if bands := children[rule]; bands != nil {
			count.Children = *bands
		}
		all = append(all, count)
	}
	slices.SortFunc(all, func(a, b RuleCount) int { return cmp.Or(cmp.Compare(b.Rows, a.Rows), cmp.Compare(a.Rule, b.Rule)) })
	return all
}

func (r *run) ruleWords(id string) string {
	if rule := r.Mappings.Rule(id); rule != nil {
		return rule.Words
	}
	return id
}

// areaNames are those that the table of organisations has.
func (g *gatherer) areaNames() map[string]string {
	names := map[string]string{}
	for _, o := range g.Mappings.Organisations() {
		if o.Type == "ccg" || o.Type == "local_authority" {
			names[o.Code] = o.Name
		}
	}
	return names
}

// names are those of organisations by the identifier that accounting gives.
func (g *gatherer) names() map[string]string {
	names := map[string]string{}
	for _, n := range g.orgs.standing {
		v := &g.orgs.versions[n]
		name := g.orgs.text(v, "organisation_name")
		if code := g.orgs.text(v, "ods_code"); code != "" {
			name = code + " " + name
		}
		if old, ok := names[v.guid.String()]; !ok || name < old {
			names[v.guid.String()] = name // two sources may name one organisation
		}
	}
	return names
}
