package mappings

import (
	"slices"
	"strings"
)

// overlaps refuses a row of a folder that makes a step due for children and on days
// for which another row does so already, unless our own rows did the same: of two the
// engine takes the one that is due first, so that a change whose old row nobody ended
// may do nothing at all.
func (l *loading) overlaps() {
	rows := l.rows("schedule.csv")
	for i, r := range rows {
		if !r.changed() {
			continue
		}
		for j, other := range rows {
			if i == j || other.changed() && j < i || !r.clashes(&other) || r.embedded().clashes(other.embedded()) {
				continue
			}
			r.wrong("steps", "are due by %s:%d as well, for the same births and days: end the older row by its own to, or part the two by born_to and born_from", other.file, other.line)
		}
	}
}

// changed reports a row of a folder that says something else than ours.
func (r row) changed() bool { return r.over && (r.was == nil || !slices.Equal(r.cells, r.was.cells)) }

// embedded is our own row of the key, nil where there is none.
func (r row) embedded() *row {
	if r.over {
		return r.was
	}
	return &r
}

// clashes reports two rows of the schedule that make one step due, in one programme,
// of one sex, and in windows that meet.
func (r *row) clashes(o *row) bool {
	if r == nil || o == nil {
		return false
	}
	for _, x := range []*row{r, o} {
		if x.text("action") != "due" && x.text("action") != "then" || x.text("programme") == "seasonal" {
			return false
		}
	}
	steps := strings.Fields(o.text("steps"))
	return r.text("programme") == o.text("programme") && (r.text("sex") == o.text("sex") || r.text("sex") == "" || o.text("sex") == "") &&
		r.meets(o, "from", "to") && r.meets(o, "born_from", "born_to") &&
		slices.ContainsFunc(strings.Fields(r.text("steps")), func(s string) bool { return slices.Contains(steps, s) })
}

// meets reports that two windows have a day in common; an empty end is open.
func (r *row) meets(o *row, from, to string) bool {
	begins := func(a, b *row) bool { return b.text(to) == "" || a.text(from) <= b.text(to) }
	return begins(r, o) && begins(o, r)
}
