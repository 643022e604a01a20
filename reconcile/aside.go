package reconcile

import (
	"context"
	"path/filepath"
	"slices"

	"lollipop/internal/chis"
	"lollipop/internal/table"
)

// asideCell is a field that transform could not use as what it should be, with
// its text as sent.
type asideCell struct {
	column, original, rule string
	twin                   bool // in the table of restricted rows
}

// readSetAside reads what transform set aside, by source row.
func (r *run) readSetAside(ctx context.Context) error {
	r.setAside = map[int64][]asideCell{}
	for _, name := range []string{"aside", "restricted_aside"} {
		paths, err := parts(filepath.Join(r.in.transformDir, name))
		if err != nil {
			return err
		}
		err = table.Scan(ctx, paths, []string{"row_id", "column", "original", "rule"}, func(b *table.Batch) error {
			for i, row := range b.Vec[0].I64 {
				c := asideCell{
					string(b.Vec[1].Text.At(i)), string(b.Vec[2].Text.At(i)), string(b.Vec[3].Text.At(i)), name != "aside",
				}
				r.setAside[row] = append(r.setAside[row], c)
				r.asideCells++
				r.counts["aside."+c.rule]++
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// unusable lists the fields of a patient row that hold something else than they
// should, and counts those that make the record incomplete: a number of another
// nation, or one that was never issued, is kept as what it is.
func (c *childCheck) unusable(p *patientFields) (list []asideCell, faults int32) {
	add := func(column, original, rule string, fault int32) {
		list = append(list, asideCell{column, original, rule, c.restricted})
		faults += fault
	}
	switch _, v := chis.ClassifyNHSNumber(p.number, c.ranges, c.in.mode); v {
	case chis.Absent, chis.Accept:
	case chis.OtherNation:
		add("nhs_number", p.number, "other-nation-number", 0)
	case chis.TestRange:
		add("nhs_number", p.number, "test-range-number", 0)
	case chis.Placeholder:
		add("nhs_number", p.number, "placeholder-nhs-number", 1)
	default:
		add("nhs_number", p.number, "bad-nhs-number", 1)
	}
	if _, ok := chis.ParsePostcode(p.postcode); !ok && p.postcode != "" {
		add("postcode", p.postcode, "bad-postcode", 1)
	}
	if _, ok := chis.ParseSex(p.sex); !ok && p.sex != "" {
		add("sex", p.sex, "bad-sex", 1)
	}
	return list, faults
}

// judgeSetAside proves that no text was lost: what the target cannot hold stands
// among the fields set aside, in the table that its row belongs to.
func (c *childCheck) judgeSetAside() {
	for i := range c.records {
		list, _ := c.unusable(c.records[i].row.patient)
		c.compareSetAside(c.records[i].row, list)
	}
	for _, e := range c.events {
		if cells := c.badQualifiers(e); cells != nil {
			c.compareSetAside(e, cells)
		}
		if m := c.meaningOf(e); e.entity == entityObservation && m != nil && (m.kind() == kindMeasurement || m.kind() == kindAssessment) {
			value := e.text[textValue]
			if len(value) > 0 && !chis.ParseDecimal(value) {
				c.compareSetAside(e, []asideCell{{"value", string(value), "bad-value", c.hiddenEvent(e)}})
			}
		}
	}
}

func (c *childCheck) compareSetAside(e *sourceRow, want []asideCell) {
	got := c.setAside[e.row]
	c.seen[seenAside] += int64(len(want))
	if len(want) == len(got) && !slices.ContainsFunc(want, func(w asideCell) bool { return !slices.Contains(got, w) }) {
		return
	}
	c.breakAt(checkValues, entityNames[e.entity], nullID, e.row, "", "fields-set-aside-differ")
}

// seenAside counts, beside the checks, the fields that should be set aside.
const seenAside = "aside"
