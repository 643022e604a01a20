package merge

import (
	"bytes"
	"cmp"
	"slices"

	"lollipop/internal/chis"
)

// Event is one row as matching sees it.
type Event struct {
	Source   int32 // each organisation of a practice feed is a source of its own
	Practice bool  // the source is a practice feed
	Row      int64
	Date     chis.Date // full date; none where the date is partial
	Antigens chis.Antigens
	Key      []byte // what else must be equal, byte for byte
	Dose     string // may be blank on one side
	Batch    string // may be blank on one side
}

// Group is rows that are one event: the first is its primary.
type Group struct {
	Rows     []int // positions in the slice given
	Antigens chis.Antigens
	Dose     string // filled from a contributor where the primary's is blank
	Batch    string
	sources  []int32
	date     chis.Date
	key      []byte
}

// Join joins rows of different sources that are one event: the same full date,
// antigens and key, dose and batch equal or blank on one side. The legacy
// child health system's row leads, then the lowest row. A row that parts names
// (see Components; nil for none) lends its antigens to the row that leads it and
// is in no group; every other row is in exactly one. Groups come in the order of
// their primaries' positions.
func Join(events []Event, parts map[int]int) []Group {
	order := make([]int, 0, len(events))
	for i := range events {
		if _, part := parts[i]; !part {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(a, b int) int {
		ea, eb := &events[a], &events[b]
		return cmp.Or(cmp.Compare(btoi(ea.Practice), btoi(eb.Practice)), cmp.Compare(ea.Row, eb.Row))
	})
	union := map[int]chis.Antigens{}
	for part, lead := range parts {
		union[lead] |= events[part].Antigens
	}
	var groups []Group
	for _, i := range order {
		e := &events[i]
		antigens := e.Antigens | union[i]
		if g := find(groups, e, antigens); g != nil {
			g.take(i, e)
			continue
		}
		groups = append(groups, Group{
			Rows: []int{i}, Antigens: antigens, Dose: e.Dose, Batch: e.Batch,
			sources: []int32{e.Source}, date: e.Date, key: e.Key,
		})
	}
	slices.SortFunc(groups, func(a, b Group) int { return cmp.Compare(a.Rows[0], b.Rows[0]) })
	return groups
}

// Vaccine is a combination and the days it was in use; To none means still.
type Vaccine struct {
	Antigens chis.Antigens
	From, To chis.Date
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

func find(groups []Group, e *Event, antigens chis.Antigens) *Group {
	if e.Date == 0 {
		return nil
	}
	for i := range groups {
		g := &groups[i]
		if g.date == e.Date && g.Antigens == antigens && bytes.Equal(g.key, e.Key) &&
			!slices.Contains(g.sources, e.Source) && blankOrEqual(g.Dose, e.Dose) && blankOrEqual(g.Batch, e.Batch) {
			return g
		}
	}
	return nil
}

func blankOrEqual(a, b string) bool { return a == "" || b == "" || a == b }

func (g *Group) take(i int, e *Event) {
	g.Rows = append(g.Rows, i)
	g.sources = append(g.sources, e.Source)
	if g.Dose == "" {
		g.Dose = e.Dose
	}
	if g.Batch == "" {
		g.Batch = e.Batch
	}
}

// Components finds single-antigen rows of one source and one day whose union is
// a vaccine in use on that day: it maps the position of each but the lowest row
// to that of the lowest, which leads them.
func Components(events []Event, vaccines []Vaccine) map[int]int {
	var parts map[int]int
	for i := range events {
		if !single(&events[i]) {
			continue
		}
		group := sameVisit(events, i)
		if group == nil || group[0] != i || !combined(events, group, vaccines) {
			continue
		}
		if parts == nil {
			parts = map[int]int{}
		}
		for _, j := range group[1:] {
			parts[j] = i
		}
	}
	return parts
}

// single reports a row that may be a component: one antigen, on a full date.
// Hepatitis B and BCG are given by themselves and are never absorbed.
func single(e *Event) bool {
	return e.Date != 0 && e.Antigens.Len() == 1 && !e.Antigens.Any(chis.HepB|chis.BCG)
}

// sameVisit lists the single-antigen rows of the source and day of row i, lowest
// row first, or nil where two of them are of one antigen or their dose marks
// differ: that is no one vaccine taken apart.
func sameVisit(events []Event, i int) []int {
	var group []int
	seen, dose := chis.Antigens(0), ""
	for j := range events {
		e := &events[j]
		if !single(e) || e.Source != events[i].Source || e.Date != events[i].Date {
			continue
		}
		if seen.Any(e.Antigens) || !blankOrEqual(dose, e.Dose) {
			return nil
		}
		seen |= e.Antigens
		if dose == "" {
			dose = e.Dose
		}
		group = append(group, j)
	}
	slices.SortFunc(group, func(a, b int) int { return cmp.Compare(events[a].Row, events[b].Row) })
	return group
}

func combined(events []Event, group []int, vaccines []Vaccine) bool {
	var union chis.Antigens
	for _, j := range group {
		union |= events[j].Antigens
	}
	date := events[group[0]].Date
	for _, v := range vaccines {
		if v.Antigens == union && len(group) > 1 && date >= v.From && (v.To == 0 || date <= v.To) {
			return true
		}
	}
	return false
}

// Near is the mark of a dose that follows another of the same antigens closely.
type Near uint8

// The marks.
const (
	Apart Near = iota
	Probable
	Possible
)

// Windows are how many days apart two doses may lie to be marked, both ends
// included.
type Windows struct{ Probable, Possible int32 }

// Nearness says how a later dose stands to an earlier one of the same antigens.
func (w Windows) Nearness(earlier, later chis.Date) Near {
	switch days := later.Sub(earlier); {
	case days <= w.Probable:
		return Probable
	case days <= w.Possible:
		return Possible
	default:
		return Apart
	}
}
