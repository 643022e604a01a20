package reconcile

import (
	"cmp"
	"context"
	"errors"
	"math"
	"path/filepath"
	"slices"

	"lollipop/internal/chis"
	"lollipop/internal/table"
	"lollipop/mappings"
)

// claim is a row of merge.parquet: a source row joined into a target row, and why.
type claim struct {
	row, id       int64
	table, reason uint8 // the reason by its place in run.reasons
}

func (r *run) readClaims(ctx context.Context) error {
	columns := []string{"row_id", "id", "table", "reason"}
	err := scanFile(ctx, filepath.Join(r.in.transformDir, "merge.parquet"), columns, func(b *table.Batch) error {
		for i := range b.N {
			reason := slices.Index(r.reasons, string(b.Vec[3].Text.At(i)))
			if reason < 0 {
				if reason = len(r.reasons); reason > math.MaxUint8 {
					return errors.New("read merges: more than 256 reasons")
				}
				r.reasons = append(r.reasons, string(b.Vec[3].Text.At(i)))
			}
			n, ok := r.tableNumber[string(b.Vec[2].Text.At(i))]
			if !ok {
				n = unknownTable
			}
			r.claims = append(r.claims, claim{b.Vec[0].I64[i], b.Vec[1].I64[i], n, uint8(reason)})
		}
		return nil
	})
	r.claims = slices.Clip(r.claims)
	slices.SortFunc(r.claims, func(a, b claim) int {
		return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.table, b.table), cmp.Compare(a.id, b.id))
	})
	return err
}

// claimed reports that a merged row is claimed to be joined into one of the
// target rows that lineage names for it, by its rule.
func (r *run) claimed(row int64, rule string, links []rawLink) bool {
	i, _ := slices.BinarySearchFunc(r.claims, row, func(c claim, row int64) int { return cmp.Compare(c.row, row) })
	for ; i < len(r.claims) && r.claims[i].row == row; i++ {
		c := r.claims[i]
		if r.reasons[c.reason] == rule && slices.Contains(links, rawLink{c.id, c.table, false}) {
			return true
		}
	}
	return false
}

// judgeClaims holds the number of claims against the rows that are merged: each
// merged row was looked for among the claims before.
func (r *run) judgeClaims() {
	for i := range r.claims {
		c := &r.claims[i]
		if v := r.fate(c.row); v.disposition != merged || v.rule != r.reasons[c.reason] {
			r.breaks.add(Break{checkMerges, r.tableOf(c.table), c.id, c.row, "", "claim-of-a-row-that-is-" + v.words()})
		}
		r.counts["merges."+r.reasons[c.reason]]++
	}
	r.outcomes.compared(checkMerges, int64(len(r.claims)))
}

func (r *run) tableOf(n uint8) string {
	if int(n) < len(r.tables) {
		return r.tables[n].Name
	}
	return ""
}

// judgeGroup holds the rows that were joined in one target row against the
// written conditions of their merge.
func (c *childCheck) judgeGroup(t *targetRow, lead *sourceRow, joined, parts []*sourceRow) {
	name := c.tables[t.table].Name
	refuse := func(o *sourceRow, kind string) { c.breakAt(checkMerges, name, t.id, o.row, "", kind) }
	if len(parts) > 0 {
		if kind := c.notComponents(name, append([]*sourceRow{lead}, parts...)); kind != "" {
			refuse(lead, kind)
		}
	}
	if name == tableBirth {
		for _, o := range joined {
			if !c.birth.has(o) || o.row < lead.row {
				refuse(o, "not-a-fact-of-this-birth")
			}
		}
		return
	}
	group := append([]*sourceRow{lead}, joined...)
	for i, a := range group {
		for _, b := range group[i+1:] {
			if kind := c.notSameEvent(t, a, b, parts); kind != "" {
				refuse(b, kind)
			}
		}
	}
}

// notSameEvent names the condition that two rows of one event do not meet, "".
// where they meet them all.
func (c *childCheck) notSameEvent(t *targetRow, a, b *sourceRow, parts []*sourceRow) string {
	name := c.tables[t.table].Name
	i := slices.IndexFunc(c.Mappings.EventMatches(), func(m mappings.EventMatch) bool { return m.Table == name })
	if i < 0 {
		return "table-is-never-merged"
	}
	m := c.Mappings.EventMatches()[i]
	switch {
	case !a.standing || !b.standing || c.home(b) != name:
		return "merged-row-does-not-stand-here"
	case c.mergeSource(a.person) == c.mergeSource(b.person):
		return "two-rows-of-one-source"
	case a.full() == 0 || a.full() != b.full():
		return "date-differs-or-is-not-full"
	}
	value := func(e *sourceRow, column string) string {
		if column == "antigens" {
			return c.antigensOf(e, parts, a).String()
		}
		return c.valueOf(e, column)
	}
	for column, want := range m.When {
		if value(a, column) != want || value(b, column) != want {
			return column + "-is-not-" + want
		}
	}
	for _, column := range m.Equal {
		if value(a, column) != value(b, column) {
			return column + "-differs"
		}
	}
	for _, column := range m.Filled {
		if value(a, column) == "" {
			return column + "-is-empty"
		}
	}
	for _, column := range m.BlankTolerant {
		if x, y := value(a, column), value(b, column); x != "" && y != "" && x != y {
			return column + "-differs"
		}
	}
	return ""
}

// antigensOf are those of a row, and of its parts where it leads them.
func (c *childCheck) antigensOf(e *sourceRow, parts []*sourceRow, lead *sourceRow) chis.Antigens {
	all := c.meaningOf(e).antigens()
	if e != lead {
		return all
	}
	for _, p := range parts {
		if m := c.meaningOf(p); m != nil {
			all |= m.antigens()
		}
	}
	return all
}

// valueOf is what a row says in a column by which events are matched.
func (c *childCheck) valueOf(e *sourceRow, column string) string {
	k := c.meaningOf(e).concept
	if k == nil {
		return ""
	}
	switch column {
	case "status":
		status, _ := doseWords(k.Kind)
		return status
	case "dose", "programme":
		return k.Dose
	case "batch":
		return doseBatch(e)
	case "test", "review", "kind":
		return k.Detail
	case "outcome":
		return k.Value
	case "value":
		return string(e.text[textValue])
	case "unit":
		return string(e.text[textUnit])
	case "range_low":
		return string(e.text[textLow])
	case "range_high":
		return string(e.text[textHigh])
	}
	return k.Value
}

// notComponents names the condition that the parts of one combined vaccine do
// not meet, "" where they meet them all. The first leads.
func (c *childCheck) notComponents(name string, group []*sourceRow) string {
	day, union, dose := group[0].full(), chis.Antigens(0), ""
	for _, e := range group {
		m := c.meaningOf(e)
		switch {
		case name != tableDose || m == nil || m.kind() != kindGiven || !e.standing:
			return "part-is-no-dose-given"
		case c.mergeSource(e.person) != c.mergeSource(group[0].person):
			return "parts-of-two-sources"
		case day == 0 || e.full() != day:
			return "date-differs-or-is-not-full"
		case m.antigens().Len() != 1 || union.Any(m.antigens()):
			return "part-is-not-one-antigen"
		case m.antigens().Any(chis.HepB | chis.BCG):
			return "part-is-never-absorbed"
		case dose != "" && m.concept.Dose != "" && dose != m.concept.Dose:
			return "dose-differs"
		case e.row < group[0].row:
			return "part-lies-before-its-lead"
		}
		union |= m.antigens()
		dose = cmp.Or(dose, m.concept.Dose)
	}
	for _, v := range c.Mappings.Vaccines() {
		if v.Antigens == union && v.InUse(day) {
			return ""
		}
	}
	return "no-such-vaccine-in-use"
}
