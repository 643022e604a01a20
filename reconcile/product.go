package reconcile

import (
	"lollipop/internal/chis"
	"lollipop/internal/table"
)

// vaccineOf is what the drug of a prescription is as a vaccine, by the row of the
// dictionary that stands; against is none where no table says.
func (c *childCheck) vaccineOf(e *sourceRow) (against chis.Antigens, id int64) {
	v := c.drugs.find(refKey{source: c.people.source(e.person), code: e.drug})
	if v == nil {
		return 0, 0
	}
	if p := c.Mappings.VaccineProduct(c.drugs.int(v, "dmd_product_code_id"), c.drugs.text(v, "term")); p != nil {
		against = p.Antigens
	}
	return against, v.target
}

// productsOf are the prescriptions that were joined in a target row.
func (c *childCheck) productsOf(t *targetRow) (list []*sourceRow) {
	for _, l := range t.links {
		if !l.primary && l.from.fate.disposition == merged && l.from.fate.rule == rulePrescribed {
			list = append(list, l.from)
		}
	}
	return list
}

// productID is the product that the first of some prescriptions tells, 0 for none.
func (c *childCheck) productID(products []*sourceRow) int64 {
	var first *sourceRow
	for _, e := range products {
		if first == nil || e.row < first.row {
			first = e
		}
	}
	if first == nil {
		return 0
	}
	_, id := c.vaccineOf(first)
	return id
}

// evidence is what a row of an immunisation says of one dose: a day known in full
// and antigens; none where it says nothing that another row could say too.
type doseEvidence struct {
	day     chis.Date
	against chis.Antigens
}

func (c *childCheck) evidenceOf(e *sourceRow) doseEvidence {
	against, _ := c.vaccineOf(e)
	if e.full() == 0 || against == 0 {
		return doseEvidence{}
	}
	return doseEvidence{e.full(), against}
}

// judgeProducts holds the prescriptions joined in an immunisation against what
// the dose says, and looks for a dose that a prescription by itself overlooks.
func (c *childCheck) judgeProducts(t *targetRow, lead *sourceRow, products []*sourceRow) {
	name := c.tables[t.table].Name
	says := c.evidenceIn(t, lead)
	for _, e := range products {
		if !e.standing || !e.prescribes() || name != tableDose || says.day == 0 || c.evidenceOf(e) != says {
			c.breakAt(checkMerges, name, t.id, e.row, "", "prescription-of-another-dose")
		}
	}
	if !lead.prescribes() || says.day == 0 {
		return
	}
	for i := range c.targets {
		o := &c.targets[i]
		if o.table != t.table || o.id == t.id {
			continue
		}
		if other := o.lead(); other != nil && other.standing && c.evidenceIn(o, other) == says {
			c.breakAt(checkValues, name, t.id, lead.row, "", "another-row-tells-of-this-dose")
		}
	}
}

// evidenceIn is what an immunisation of the target says: of one that is coded,
// only where the dose was given.
func (c *childCheck) evidenceIn(t *targetRow, lead *sourceRow) doseEvidence {
	if lead.prescribes() {
		return c.evidenceOf(lead)
	}
	for _, d := range c.doses {
		if d.id == t.id && d.day != 0 {
			return doseEvidence{d.day, d.antigens}
		}
	}
	return doseEvidence{}
}

// productOnly is the row of a dose that a prescription alone tells of.
func (c *childCheck) productOnly(e *sourceRow) {
	against, id := c.vaccineOf(e)
	c.w.text("reported")
	c.w.text("")
	c.w.text(against.String())
	c.w.text("")
	c.w.text("")
	c.w.date(0)
	for range 3 {
		c.w.text("")
	}
	c.w.occurred(e.when)
	c.w.bool(false)
	c.w.int(table.NullInt64)
	c.w.text("")
	c.w.text("product_only")
	c.w.ref(id)
	c.details(&sourceRow{abnormal: -1, person: e.person, problem: e.problem})
	c.tail(e)
	c.note("product-only-vaccine", 1, e.row)
}

// drugIsVaccine reports that a drug is a vaccine by any row that the dictionary
// of a source has of it; known is false for a drug of no row.
func (r *run) drugIsVaccine(source int32, code int64) (vaccine, known bool) {
	against, known := r.drugAntigens[refKey{source: source, code: code}]
	return against != 0, known
}

// findVaccineDrugs learns what each drug is against, by all its rows.
func (r *run) findVaccineDrugs() {
	r.drugAntigens = map[refKey]chis.Antigens{}
	for n := range r.drugs.versions {
		v := &r.drugs.versions[n]
		against := chis.Antigens(0)
		if p := r.Mappings.VaccineProduct(r.drugs.int(v, "dmd_product_code_id"), r.drugs.text(v, "term")); p != nil {
			if against = p.Antigens; against == 0 {
				against = anyVaccine
			}
		}
		r.drugAntigens[v.refKey] |= against
	}
}
