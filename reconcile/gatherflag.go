package reconcile

import (
	"cmp"
	"slices"
	"strings"

	"lollipop/internal/chis"
)

// flagSide is a start or end of a flag as one side has it.
type flagSide struct {
	table        uint8
	kind, change string
	when, until  chis.PartialDate // until: as the problem that the row is kept as says
	row, id      int64
}

// gatherFlags compares child protection, looked-after and alert flags one by one:
// each standing row of the source with the target row that lineage makes of it.
func (g *gatherer) gatherFlags(s *seenChild) {
	source, target := g.sourceFlags(s), g.targetFlags(s)
	s.source.Flags.Source += int64(len(openFlags(source, g.in.asOf)))
	open := openFlags(target, g.in.asOf)
	if s.target != nil {
		s.target.Flags.Target += int64(len(open))
	}
	if len(source)+len(target) == 0 {
		return
	}
	met := map[int64]bool{} // target rows by id and table
	for i := range source {
		f := &source[i]
		row := FlagRow{Kind: f.kind, Change: f.change, Source: f.when, Result: FlagMissing, Row: f.row}
		if t := g.flagOf(s, target, f); t != nil {
			met[t.id<<8|int64(t.table)] = true
			row.Target, row.TargetID, row.OpenAtAsOf = t.when, t.id, slices.Contains(open, *t)
			row.Result, row.Differs = FlagSame, f.differs(t)
			if row.Differs != "" {
				row.Result = FlagDiffers
			}
		}
		g.addFlag(s, row)
	}
	for i := range target {
		if t := &target[i]; !met[t.id<<8|int64(t.table)] {
			g.addFlag(s, FlagRow{
				Kind: t.kind, Change: t.change, Target: t.when, Result: FlagExtra, Row: t.row, TargetID: t.id, OpenAtAsOf: slices.Contains(open, *t),
			})
		}
	}
}

func (g *gatherer) addFlag(s *seenChild, row FlagRow) {
	if row.Result != FlagSame {
		s.source.FlagsDiffer++
	}
	row.Person = s.person()
	if f := g.in.file(row.Row); f != nil {
		row.Person.Source = g.in.sources[f.source] // of several records the one that says so
	}
	g.flags.add(row)
}

// twinOf reports that a row of the source is confidential, or went to restricted
// tables with another that is.
func (s *seenChild) twinOf(e *sourceRow) bool {
	if s.hidden {
		return false
	}
	return e.confidential || slices.ContainsFunc(e.links, func(l rawLink) bool {
		t := s.childCheck.target(l.table, l.id)
		return t != nil && t.twin
	})
}

func (g *gatherer) sourceFlags(s *seenChild) (all []flagSide) {
	for _, e := range s.events {
		if e.entity != entityObservation {
			continue
		}
		m := s.meaningOf(e)
		if m == nil || m.concept == nil {
			continue
		}
		switch home := s.home(e); home {
		case tableLegal, tableAlert:
			if s.twinOf(e) {
				continue
			}
			all = append(all, flagSide{g.tableNumber[home], m.concept.Detail, m.concept.Value, e.when, s.until(e), e.row, 0})
		}
	}
	slices.SortFunc(all, compareSides)
	return all
}

func (g *gatherer) targetFlags(s *seenChild) (all []flagSide) {
	for i := range s.targets {
		t := &s.targets[i]
		of := slices.Index([]uint8{g.place.legal, g.place.alert}, t.table)
		if of < 0 || s.apart(t) {
			continue
		}
		tab := g.tables[t.table]
		_, kind := tab.value(t.data, g.place.flagKind[of])
		_, change := tab.value(t.data, g.place.flagChange[of])
		all = append(all, flagSide{
			t.table, string(kind), string(change), g.when(tab, t, g.place.flagOn[of], g.place.flagPrecision[of]),
			g.when(tab, t, g.place.flagUntil[of], g.place.flagEnd[of]), t.source, t.id,
		})
	}
	slices.SortFunc(all, compareSides)
	return all
}

func compareSides(a, b flagSide) int {
	return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.when.Date, b.when.Date), cmp.Compare(a.row, b.row), cmp.Compare(a.id, b.id))
}

// flagOf is the target row that a source row led to, nil for none.
func (g *gatherer) flagOf(s *seenChild, target []flagSide, f *flagSide) *flagSide {
	for i := range target {
		t := s.childCheck.target(target[i].table, target[i].id)
		if t != nil && slices.ContainsFunc(t.links, func(l link) bool { return l.from.row == f.row }) {
			return &target[i]
		}
	}
	return nil
}

// differs names what two sides of a flag do not have in common.
func (f *flagSide) differs(t *flagSide) string {
	var all []string
	if f.kind != t.kind || f.table != t.table {
		all = append(all, "kind")
	}
	if f.change != t.change {
		all = append(all, "start or end")
	}
	if f.when != t.when {
		all = append(all, "date")
	}
	if f.until != t.until {
		all = append(all, "until")
	}
	return strings.Join(all, ", ")
}

// openFlags are those that are open on a day: the last start of a kind that no
// end follows. A start without a date counts as open, an end without one as none,
// and what starts and ends on one day as open: what is not known must not close a
// flag. A start that is kept as a problem ends on the last day that the end of that
// can mean.
func openFlags(sorted []flagSide, on chis.Date) (open []flagSide) {
	last := map[string]flagSide{}
	for _, f := range withEnds(sorted) {
		was, any := last[f.kind]
		switch {
		case f.when.Date > on:
		case f.change == "start", f.when.Date != 0 && (!any || was.change != "start" || f.when.Date > was.when.Date):
			last[f.kind] = f
		}
	}
	for _, f := range sorted {
		if last[f.kind] == f && f.change == "start" {
			open = append(open, f)
		}
	}
	return open
}

// withEnds adds the ends that starts themselves name.
func withEnds(sorted []flagSide) []flagSide {
	all := slices.Clone(sorted)
	for _, f := range sorted {
		if end := f.until.Last(); f.change == "start" && end != 0 {
			all = append(all, flagSide{table: f.table, kind: f.kind, change: "end", when: chis.MakePartialDate(end, chis.PrecisionDay), row: f.row})
		}
	}
	slices.SortFunc(all, compareSides)
	return all
}
