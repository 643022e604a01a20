package transform

import (
	"context"

	"lollipop/internal/chis"
	"lollipop/internal/table"
	"lollipop/mappings"
	"lollipop/transform/linkage"
)

// traced is one row of the trace: evidence about a person record, which blanks
// nothing that the record says.
type traced struct {
	code           string
	meaning        mappings.TraceMeaning
	number, newOne string // as the trace has them
	date           chis.Date
}

// applyTrace takes what a trace said of the person records: a number that was
// superseded gives way to the new one, an invalid number protects, a sensitive
// one restricts, and a death is evidence of death.
func (t *run) applyTrace(context.Context) error {
	t.traced = map[int32][]traced{}
	err := t.readSingle("trace.parquet",
		[]string{"source", "organisation_guid", "patient_guid", "nhs_number", "new_nhs_number", "code", "date"},
		func(b *table.Batch, i int) {
			p := t.personIndex.find(personKey{t.in.sourceNamed(b.Vec[0].Text.At(i)), b.Vec[1].GUID[i], b.Vec[2].GUID[i]})
			one := traced{
				code: string(b.Vec[5].Text.At(i)), number: string(b.Vec[3].Text.At(i)), newOne: string(b.Vec[4].Text.At(i)),
				date: chis.Date(b.Vec[6].I32[i]),
			}
			one.meaning, _ = t.maps.TraceMeaning(one.code)
			t.counts.add("trace."+string(one.meaning), 1)
			if p < 0 {
				t.counts.add("trace.unknown", 1)
				return
			}
			if one.meaning != mappings.TraceNone {
				t.traced[p] = append(t.traced[p], one)
			}
		})
	said := t.readChains()
	for p, rows := range t.traced {
		for _, one := range rows {
			t.persons[p].take(one)
		}
		t.supersede(&t.persons[p], rows, said)
	}
	return err
}

func (in *inputs) sourceNamed(name []byte) int32 {
	for s, known := range in.sources {
		if known == string(name) {
			return int32(s)
		}
	}
	return -1
}

// take applies what needs no other row.
func (p *person) take(one traced) {
	switch one.meaning {
	case mappings.TraceInvalid:
		p.protected = true
	case mappings.TraceSensitive:
		p.sensitive = true
	case mappings.TraceDead:
		p.dead = true
		p.deathCode = earlier(p.deathCode, one.date)
	}
}

// tracedAs reports whether the trace says so of a record, and since when.
func tracedAs(rows []traced, meaning mappings.TraceMeaning) (since chis.Date, ok bool) {
	for _, one := range rows {
		if one.meaning == meaning {
			since, ok = earlier(since, one.date), true
		}
	}
	return since, ok
}

// earlier is the earlier of two days, of which either may be none.
func earlier(a, b chis.Date) chis.Date {
	if a == 0 || b != 0 && b < a {
		return b
	}
	return a
}

// chains are what the rows of a trace say of numbers, whichever record each is about.
type chains struct {
	next    map[string]string // the number that supersedes one, "" where rows name several
	invalid map[string]bool
}

func (t *run) readChains() chains {
	said := chains{map[string]string{}, map[string]bool{}}
	for _, rows := range t.traced {
		for _, one := range rows {
			switch one.meaning {
			case mappings.TraceInvalid:
				said.invalid[one.number] = true
			case mappings.TraceSuperseded:
				if next, known := said.next[one.number]; known && next != one.newOne {
					one.newOne = ""
				}
				said.next[one.number] = one.newOne
			}
		}
	}
	return said
}

// after is the number that supersedes another: by the record's own rows, else by
// those of others where they agree; "" for none.
func (s *chains) after(number string, own []traced) string {
	for _, one := range own {
		if one.meaning == mappings.TraceSuperseded && one.number == number {
			return one.newOne
		}
	}
	return s.next[number]
}

// supersede follows the record's own number to the last that supersedes it, where
// that may serve identity. Those before go on serving matching. A number that is
// invalid is nobody's any more: a record whose numbers lead to one, or over one, is
// protected and keeps its own, as is one whose numbers go in a circle kept as it is.
func (t *run) supersede(p *person, rows []traced, said chains) {
	if _, invalid := tracedAs(rows, mappings.TraceInvalid); invalid || p.nhs.IsNone() {
		return
	}
	var former *linkage.Superseded
	last, met := p.nhs, map[string]bool{}
	for at := last.PlainNHSNumber(); at != ""; at = said.after(at, rows) {
		switch n, verdict := chis.ClassifyNHSNumber(at, t.ranges, t.in.mode); {
		case said.invalid[at]:
			p.protected = true
			t.counts.add("trace.over-invalid", 1)
			return
		case met[at]:
			t.counts.add("trace.circle", 1)
			return
		case verdict == chis.Accept && n != last:
			former, last = &linkage.Superseded{Number: last, Former: former}, n
		}
		met[at] = true
	}
	if former != nil {
		p.former, p.nhs = former, last
		t.counts.add("trace.applied", 1)
	}
}

// traceRows keeps every row of the trace with the child.
func (c *childBuilder) traceRows() {
	for i := range c.records {
		r := &c.records[i]
		for _, one := range c.t.traced[r.index] {
			a := c.rowAt(c.t.tab.trace, c.restricted, 0)
			a.int(c.id)
			a.text(string(one.meaning))
			a.text(one.code)
			a.text(one.number)
			a.text(one.newOne)
			a.date(one.date)
			a.int(r.row.row)
			id := c.endAttribute(c.t.tab.trace, c.ordinal, &a)
			c.from(c.t.tab.trace, id, r.row.row)
		}
	}
}
