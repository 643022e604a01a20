package reconcile

import (
	"cmp"
	"slices"

	"lollipop/internal/chis"
	"lollipop/internal/schedule"
)

// Bridge is what is under way when the systems change: invitations that nobody has
// followed yet, appointments still to come, and who calls whom. Restricted children
// are counted with all others, for the service as a whole. Letters that are written
// and not sent stand in no EMIS file: what is to be sent is ToCall.
type Bridge struct {
	Invitations BridgeCount `json:"invitations"`
	Booked      BridgeCount `json:"booked"`
	// Of the entries of the legacy's list that fall due within four weeks or are
	// overdue: those it has invited to, those that the target will call for, and
	// those that both or neither would.
	Entries int64 `json:"entries"`
	Invited int64 `json:"invited"`
	ToCall  int64 `json:"to_call"`
	Both    int64 `json:"both"`
	Neither int64 `json:"neither"`
}

// BridgeCount counts what is open on both sides, one by one.
type BridgeCount struct {
	Source int64 `json:"source"`
	Target int64 `json:"target"`
	Lost   int64 `json:"lost"` // in the source alone
	New    int64 `json:"new"`  // in the target alone
}

func (n *BridgeCount) add(o BridgeCount) {
	n.Source, n.Target, n.Lost, n.New = n.Source+o.Source, n.Target+o.Target, n.Lost+o.Lost, n.New+o.New
}

func (b *Bridge) add(o *Bridge) {
	b.Invitations.add(o.Invitations)
	b.Booked.add(o.Booked)
	b.Entries, b.Invited, b.ToCall = b.Entries+o.Entries, b.Invited+o.Invited, b.ToCall+o.ToCall
	b.Both, b.Neither = b.Both+o.Both, b.Neither+o.Neither
}

// invitation is a letter that asked the child to come and that nobody has followed.
type invitation struct {
	on           chis.Date
	antigens     chis.Antigens // none: any vaccine
	row          int64         // of the source, or of the primary of the target row
	confidential bool
}

// The kinds of letter that ask a child to come, and what for.
const (
	kindLetter   = "correspondence"
	letterInvite = "invitation"
	letterRemind = "reminder"
)

// BridgeItem is one thing under way.
type bridgeItem struct {
	what         int
	antigens     chis.Antigens
	on           chis.Date
	row          int64
	confidential bool
}

// What is under way, in the order of harm.
const (
	BridgeBoth        = iota // both systems would call for it
	BridgeNeither            // neither would
	BridgeLost               // an open invitation of the source that the target lacks
	BridgeNew                // an open invitation of the target that no source has
	BridgeInvited            // an open invitation that both hold
	BridgeAppointment        // an appointment still to come
)

// judgeBridge holds open invitations of both sides against each other, and asks of
// every entry that is to be called for which of the two systems does so.
func (c *childCheck) judgeBridge() {
	j := c.due
	c.bridge = c.bridge[:0]
	if c.dead {
		return
	}
	source := j.open(c.sourceLetters(), j.sourceDoses())
	var target []invitation
	if letters := c.targetLetters(); len(letters) > 0 {
		_, events, _ := j.returned(c)
		target = j.open(letters, events)
	}
	c.pairInvitations(source, target)
	c.judgeRuns(source, target)
}

// sourceLetters are the invitations of the source to a vaccination.
func (c *childCheck) sourceLetters() (all []invitation) {
	for _, e := range c.events {
		m := c.meaningOf(e)
		if e.entity != entityObservation || m == nil || m.kind() != kindLetter || m.concept.Value != subjectImmunisation || !e.when.Full() {
			continue
		}
		if k := m.concept.Detail; k == letterInvite || k == letterRemind {
			all = append(all, invitation{e.when.Date, m.antigens(), e.row, e.confidential || e.wasConfidential})
		}
	}
	return all
}

// targetLetters are those that the target returns.
func (c *childCheck) targetLetters() (all []invitation) {
	j := c.due
	for i := range c.targets {
		t := &c.targets[i]
		if t.table != j.place.letter {
			continue
		}
		j.read(c, t, j.place.letterColumns)
		kind, on := string(j.cells[0].text), j.day(3)
		if string(j.cells[1].text) == subjectImmunisation && (kind == letterInvite || kind == letterRemind) && on.Full() {
			all = append(all, invitation{on.Date, j.against(2), t.source, t.twin})
		}
	}
	return all
}

// sourceDoses are what every record of the child knows of.
func (j *dueJudge) sourceDoses() []schedule.Event {
	j.events = j.events[:0]
	for i := range j.told {
		j.events = append(j.events, j.told[i].Event)
	}
	return j.events
}

// open keeps the letters of the last months after which no dose of their vaccine,
// and no refusal, is recorded.
func (j *dueJudge) open(letters []invitation, events []schedule.Event) []invitation {
	return slices.DeleteFunc(letters, func(l invitation) bool {
		return l.on < j.invitedSince || l.on > j.asOf || slices.ContainsFunc(events, func(e schedule.Event) bool {
			followed := e.Kind == schedule.Given || e.Kind == schedule.Reported || e.Kind == schedule.Refused || e.Kind == schedule.Duplicate
			return followed && e.On.Date >= l.on && (l.antigens == 0 || e.Antigens == 0 || e.Antigens.Any(l.antigens))
		})
	})
}

// pairInvitations holds open invitations against each other, one by one.
func (c *childCheck) pairInvitations(source, target []invitation) {
	n := &c.due.counts.bridge.Invitations
	n.Source, n.Target = n.Source+int64(len(source)), n.Target+int64(len(target))
	rest := slices.Clone(target)
	for _, l := range source {
		at := slices.IndexFunc(rest, func(o invitation) bool { return o.on == l.on && o.antigens == l.antigens })
		what := BridgeInvited
		if at < 0 {
			what = BridgeLost
			n.Lost++
			c.breakAt(checkBridge, tableLetter, nullID, l.row, "", "invitation-in-a-source-and-not-in-the-target")
		} else {
			rest = slices.Delete(rest, at, at+1)
		}
		c.bridge = append(c.bridge, bridgeItem{what, l.antigens, l.on, l.row, l.confidential})
	}
	for _, l := range rest {
		n.New++
		c.breakAt(checkBridge, tableLetter, nullID, l.row, "", "invitation-in-the-target-and-in-no-source")
		c.bridge = append(c.bridge, bridgeItem{BridgeNew, l.antigens, l.on, l.row, l.confidential})
	}
}

// judgeRuns asks of each entry of the legacy's list that is to be called for now
// whether its invitation is under way, or the target will send one: one of the two.
func (c *childCheck) judgeRuns(source, target []invitation) {
	j := c.due
	n := &j.counts.bridge
	covered := func(list []invitation, a chis.Antigens) bool {
		return slices.ContainsFunc(list, func(l invitation) bool { return l.antigens == 0 || l.antigens.Any(a) })
	}
	for i := range j.legacy.entries {
		e := &j.legacy.entries[i]
		if !e.on.Full() || e.on.Date > j.soon {
			continue
		}
		n.Entries++
		invited := covered(source, e.antigens)
		calls := !covered(target, e.antigens) && slices.ContainsFunc(j.items.entries, func(o listEntry) bool {
			same := o.dueName == e.dueName || j.names.steps(o.dueName).in(j.names.steps(e.dueName)) > 0 // or of a vaccine that no rule is about
			return same && o.on.Full() && o.on.Date <= j.soon
		})
		what, kind := 0, ""
		switch {
		case invited && calls:
			n.Both++
			what, kind = BridgeBoth, "called-by-both-systems"
		case !invited && !calls:
			n.Neither++
			what, kind = BridgeNeither, "called-by-neither-system"
		case invited:
			n.Invited++
			continue
		default:
			n.ToCall++
			continue
		}
		c.breakAt(checkBridge, tableDue, nullID, e.row, "", kind)
		c.bridge = append(c.bridge, bridgeItem{what, e.antigens, e.on.Date, e.row, e.confidential})
	}
}

// settleBridge makes the figures of the report, and settles the check.
func (r *run) settleBridge() {
	r.bridge = r.due.bridge
	r.bridge.Booked = BridgeCount{Source: r.counts["booked.source"], Target: r.counts["booked.target"], Lost: r.counts["booked.lost"], New: r.counts["booked.new"]}
	r.outcomes.compared(checkBridge, r.bridge.Entries+max(r.bridge.Invitations.Source, r.bridge.Invitations.Target))
}

// BridgeRow is one thing under way, for the people who have to see it through.
type BridgeRow struct {
	Person
	What    int
	Vaccine string // empty: any
	On      chis.Date
	At      string // time of day of an appointment
	Row     int64
}

// gatherBridge lists what is under way for a child.
func (g *gatherer) gatherBridge(s *seenChild) {
	for _, b := range s.bridge {
		if !b.confidential || s.hidden {
			g.bridges.add(BridgeRow{Person: s.person(), What: b.what, Vaccine: antigenWords(b.antigens), On: b.on, Row: b.row})
		}
	}
	if s.dead {
		return
	}
	for _, e := range s.events {
		if e.entity == entitySlot && !e.when.Date.Before(g.in.asOf) && e.when.Date != 0 && !s.twinOf(e) {
			g.bridges.add(BridgeRow{Person: s.person(), What: BridgeAppointment, On: e.when.Date, At: chis.TimeOfDay(e.booked.times[0]).String(), Row: e.row})
		}
	}
}

func compareBridges(a, b *BridgeRow) int {
	return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.What, b.What), cmp.Compare(a.On, b.On), cmp.Compare(a.At, b.At), cmp.Compare(a.Practice, b.Practice), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Row, b.Row))
}
