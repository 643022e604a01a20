package reconcile

import (
	"slices"
	"testing"

	"lollipop/internal/chis"
	"lollipop/internal/forms"
	"lollipop/internal/table"
	"lollipop/mappings"
)

// bench is a run with two person records, one of each source, and a dictionary.
func bench(t *testing.T) *childCheck {
	t.Helper()
	m, err := loadMappings()
	if err != nil {
		t.Fatal(err)
	}
	r := &run{Options: Options{Mappings: m}, breaks: newBreakList(), people: newPeople(), in: &inputs{practice: []bool{false, true}}}
	r.bindTables()
	r.probableDays, r.possibleDays = 13, 27
	org, _ := chis.ParseGUID(orgCHIS)
	for source := range int32(2) {
		for n := range 2 {
			p, _ := chis.ParseGUID(guid(n + 1))
			r.people.add(source, org, p)
		}
		r.meanings = append(r.meanings, dictionary{})
	}
	return newChildCheck(r)
}

// The persons of bench.
const (
	chisOne, chisTwo = 0, 1
	gpOne            = 2
)

// dose adds a code of given antigens and is a standing row of it.
func (c *childCheck) given(person int32, row int64, day, antigens, dose, note string) *sourceRow {
	a, err := chis.ParseAntigens(antigens)
	if err != nil {
		panic(err)
	}
	d, _ := chis.ParseDate(day)
	e := &sourceRow{order: order{row: row}, person: person, entity: entityObservation, standing: true, code: row, fate: &fate{}}
	e.when = chis.MakePartialDate(d, chis.PrecisionDay)
	e.text[textNote] = []byte(note)
	c.meanings[c.people.source(person)][row] = &meaning{concept: &mappings.Concept{Kind: kindGiven, Antigens: a, Dose: dose}, id: table.NullInt64}
	return e
}

func TestSameEvent(t *testing.T) {
	const mmr = "measles+mumps+rubella"
	tests := []struct {
		name   string
		second func(c *childCheck) *sourceRow
		want   string
	}{
		{"same in both sources", func(c *childCheck) *sourceRow { return c.given(gpOne, 2, "2020-01-02", mmr, "1", "") }, ""},
		{"dose blank on one side", func(c *childCheck) *sourceRow { return c.given(gpOne, 2, "2020-01-02", mmr, "", "") }, ""},
		{"batch blank on one side", func(c *childCheck) *sourceRow {
			return c.given(gpOne, 2, "2020-01-02", mmr, "1", "")
		}, ""},
		{"another dose", func(c *childCheck) *sourceRow { return c.given(gpOne, 2, "2020-01-02", mmr, "2", "") }, "dose-differs"},
		{"another batch", func(c *childCheck) *sourceRow {
			return c.given(gpOne, 2, "2020-01-02", mmr, "1", "Batch Number: B2, left arm")
		}, "batch-differs"},
		{"a day later", func(c *childCheck) *sourceRow { return c.given(gpOne, 2, "2020-01-03", mmr, "1", "") }, "date-differs-or-is-not-full"},
		{"one source", func(c *childCheck) *sourceRow { return c.given(chisTwo, 2, "2020-01-02", mmr, "1", "") }, "two-rows-of-one-source"},
		{"other antigens", func(c *childCheck) *sourceRow {
			return c.given(gpOne, 2, "2020-01-02", "measles+rubella", "1", "")
		}, "antigens-differs"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := bench(t)
			first := c.given(chisOne, 1, "2020-01-02", mmr, "1", "Batch Number: A1]")
			if got := c.notSameEvent(&targetRow{table: c.tableNumber[tableDose]}, first, test.second(c), nil); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestPartialDateJoinsNothing(t *testing.T) {
	c := bench(t)
	a, b := c.given(chisOne, 1, "2020-01-01", "bcg", "", ""), c.given(gpOne, 2, "2020-01-01", "bcg", "", "")
	a.when, b.when = chis.MakePartialDate(a.when.Date, chis.PrecisionMonth), chis.MakePartialDate(b.when.Date, chis.PrecisionMonth)
	if got := c.notSameEvent(&targetRow{table: c.tableNumber[tableDose]}, a, b, nil); got != "date-differs-or-is-not-full" {
		t.Errorf("got %q", got)
	}
}

func TestComponents(t *testing.T) {
	type part struct {
		person              int32
		day, antigens, dose string
	}
	tests := []struct {
		name  string
		parts []part
		want  string
	}{
		{"MMR in its parts", []part{{chisOne, "2005-01-02", "measles", "1"}, {chisOne, "2005-01-02", "mumps", ""}, {chisOne, "2005-01-02", "rubella", "1"}}, ""},
		{"no such vaccine", []part{{chisOne, "2005-01-02", "measles", ""}, {chisOne, "2005-01-02", "hib", ""}}, "no-such-vaccine-in-use"},
		{"not in use then", []part{{chisOne, "1970-01-02", "measles", ""}, {chisOne, "1970-01-02", "mumps", ""}, {chisOne, "1970-01-02", "rubella", ""}}, "no-such-vaccine-in-use"},
		{"never hepatitis B", []part{{chisOne, "2005-01-02", "hepa", ""}, {chisOne, "2005-01-02", "hepb", ""}}, "part-is-never-absorbed"},
		{"two sources", []part{{chisOne, "2005-01-02", "measles", ""}, {gpOne, "2005-01-02", "mumps", ""}}, "parts-of-two-sources"},
		{"two days", []part{{chisOne, "2005-01-02", "measles", ""}, {chisOne, "2005-01-03", "mumps", ""}}, "date-differs-or-is-not-full"},
		{"two doses", []part{{chisOne, "2005-01-02", "measles", "1"}, {chisOne, "2005-01-02", "mumps", "2"}}, "dose-differs"},
		{"one antigen twice", []part{{chisOne, "2005-01-02", "measles", ""}, {chisOne, "2005-01-02", "measles", ""}}, "part-is-not-one-antigen"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := bench(t)
			var group []*sourceRow
			for i, p := range test.parts {
				group = append(group, c.given(p.person, int64(i+1), p.day, p.antigens, p.dose, ""))
			}
			if got := c.notComponents(tableDose, group); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestMarkNear(t *testing.T) {
	c := bench(t)
	for i, d := range []struct{ day, antigens string }{
		{"2020-01-01", "bcg"}, {"2020-01-14", "bcg"}, {"2020-02-10", "bcg"}, {"2020-03-09", "bcg"}, {"2020-01-02", "hib"},
	} {
		e := c.given(chisOne, int64(i+1), d.day, d.antigens, "", "")
		c.doses = append(c.doses, c.group(int64(i+1), e, nil, nil))
	}
	c.refusals = []refusal{{c.doses[3].day, 0}}
	c.markNear()
	c.markRefused()
	for i, want := range []struct {
		mark string
		of   int64
	}{{"", table.NullInt64}, {"probable", 1}, {"possible", 2}, {"conflict", table.NullInt64}, {"", table.NullInt64}} {
		if d := c.doses[i]; d.mark != want.mark || d.of != want.of {
			t.Errorf("dose %d: %q of %d, want %q of %d", i, d.mark, d.of, want.mark, want.of)
		}
	}
}

// record is a person record that agrees with every other in all but the changes.
func (c *childCheck) addRecord(number int32, change func(*record)) {
	p := &c.people.list[number]
	born, _ := chis.ParseDate("2019-03-02")
	*p = person{row: int64(number) + 1, child: 1, number: 9995260182, born: born, forename: 1, sex: chis.SexFemale}
	r := record{person: p, number: number, source: c.mergeSource(number), row: &sourceRow{order: order{row: p.row}}, surname: "TESTCHILD"}
	change(&r)
	c.records = append(c.records, r)
}

// alike makes a record without a number one of the first record's home, joined by
// likeness.
func alike(c *childCheck, r *record) {
	r.person.number = 0
	first := &c.records[0]
	first.row.patient, r.row.patient = &patientFields{postcode: "LA1 4YW"}, &patientFields{postcode: "la14yw"}
	c.byLikeness = map[[2]int64]bool{{min(first.row.row, r.row.row), max(first.row.row, r.row.row)}: true}
}

// twoWays makes a record one of which likeness says that its forename is another way
// to write the first record's.
func twoWays(c *childCheck, r *record, forename string) {
	first := &c.records[0]
	first.row.patient, r.row.patient = &patientFields{given: "Amelia", surname: "Khan"}, &patientFields{given: forename, surname: "Khan"}
	home, _ := chis.ParsePostcode("LA1 4YW")
	r.forename, r.guid, first.guid, r.postcode, first.postcode = 2, chis.GUID{7}, chis.GUID{7}, home, home
	c.byVariant = map[[2]int64]bool{{min(first.row.row, r.row.row), max(first.row.row, r.row.row)}: true}
}

// say makes people decide about a record and the first one.
func (c *childCheck) say(r *record, same bool) {
	first := c.records[0].row.row
	c.decided = map[[2]int64]forms.Decision{{min(first, r.row.row), max(first, r.row.row)}: {Same: same}}
}

func TestIdentity(t *testing.T) {
	late, _ := chis.ParseDate("2020-01-01")
	tests := []struct {
		name   string
		change func(c *childCheck, r *record)
		want   string
	}{
		{"the same child", func(*childCheck, *record) {}, ""},
		{"another number", func(_ *childCheck, r *record) { r.person.number = 9995260190 }, "different-nhs-number"},
		{"no number and no PersonGuid", func(_ *childCheck, r *record) { r.person.number = 0 }, "joined-without-reason"},
		{"another birth date", func(_ *childCheck, r *record) { r.born = late }, "birth-date-differs"},
		{"no birth date", func(_ *childCheck, r *record) { r.born = 0 }, "joined-without-reason"},
		{"a twin", func(_ *childCheck, r *record) { r.forename = 2 }, "forename-differs"},
		{"a placeholder for a name", func(_ *childCheck, r *record) { r.forename = 0 }, "joined-without-reason"},
		{"both dead and active", func(_ *childCheck, r *record) { r.dead, r.died = true, late-1 }, "one-dead-other-active"},
		{"sex and surname", func(_ *childCheck, r *record) { r.sex, r.surname = chis.SexMale, "OTHER" }, "sex-and-surname-differ"},
		{"renamed and moved, without a number", func(c *childCheck, r *record) {
			r.person.number, r.surname, r.postcode, c.records[0].postcode = 0, "OTHER", chis.Postcode{'A'}, chis.Postcode{'B'}
		}, "surname-and-home-differ"},
		{"renamed and moved under one number", func(c *childCheck, r *record) {
			r.surname, r.postcode, c.records[0].postcode = "OTHER", chis.Postcode{'A'}, chis.Postcode{'B'}
		}, ""},
		{"sex alone", func(_ *childCheck, r *record) { r.sex = chis.SexMale }, ""},
		{"a woman's number", func(c *childCheck, _ *record) { c.womenNumbers = map[uint64]bool{9995260182: true} }, "number-held-by-woman"},
		{"a second child's number", func(c *childCheck, _ *record) { c.sharedNumbers = map[uint64]bool{9995260182: true} }, "number-held-by-second-child"},
		{"both current in one source", func(_ *childCheck, r *record) { r.source = -1 }, "both-current-in-one-source"},
		{"protected", func(_ *childCheck, r *record) { r.is |= protected }, "protected-record-joined"},
		{"alike, and claimed", func(c *childCheck, r *record) { alike(c, r) }, ""},
		{"alike, and not claimed", func(c *childCheck, r *record) { alike(c, r); c.byLikeness = nil }, "joined-without-reason"},
		{"alike but for the surname", func(c *childCheck, r *record) { alike(c, r); r.surname = "OTHER" }, "joined-without-reason"},
		{"alike but for home and middle names", func(c *childCheck, r *record) { alike(c, r); r.row.patient.postcode = "LA1 4YX" }, "joined-without-reason"},
		{"alike without a home", func(c *childCheck, r *record) {
			alike(c, r)
			r.row.patient.postcode, c.records[0].row.patient.postcode = "ZZ99 3VZ", "ZZ99 3VZ"
		}, "joined-without-reason"},
		{"alike by middle names", func(c *childCheck, r *record) {
			alike(c, r)
			r.row.patient.postcode, r.row.patient.middle, c.records[0].row.patient.middle = "", "Anne-Marie", "ANNE MARIE"
		}, ""},
		{"alike, and restricted", func(c *childCheck, r *record) { alike(c, r); r.is |= sensitive }, "joined-without-reason"},
		{"called one child by two people", func(c *childCheck, r *record) { r.forename = 2; c.say(r, true) }, ""},
		{"called two children", func(c *childCheck, r *record) { c.say(r, false) }, "decided-different-and-joined"},
		{"called one child, and restricted", func(c *childCheck, r *record) { r.forename = 2; r.is |= sensitive; c.say(r, true) }, "forename-differs"},
		{"called one child, and protected", func(c *childCheck, r *record) { r.is |= protected; c.say(r, true) }, "protected-record-joined"},
		{"two ways to write a forename", func(c *childCheck, r *record) { twoWays(c, r, "Amalia") }, ""},
		{"two ways, by a short form", func(c *childCheck, r *record) { twoWays(c, r, "Millie") }, ""},
		{"two ways, and not claimed", func(c *childCheck, r *record) { twoWays(c, r, "Amalia"); c.byVariant = nil }, "forename-differs"},
		{"two names", func(c *childCheck, r *record) { twoWays(c, r, "Zoe") }, "forename-differs"},
		{"two ways, no number", func(c *childCheck, r *record) { twoWays(c, r, "Amalia"); r.person.number = 0 }, "forename-differs"},
		{"two ways, another identifier", func(c *childCheck, r *record) { twoWays(c, r, "Amalia"); r.guid = chis.GUID{8} }, "forename-differs"},
		{"two ways, another home", func(c *childCheck, r *record) { twoWays(c, r, "Amalia"); r.postcode = chis.Postcode{'A'} }, "forename-differs"},
		{"two ways, another surname", func(c *childCheck, r *record) { twoWays(c, r, "Amalia"); r.row.patient.surname = "Owen" }, "forename-differs"},
		{"two ways, another middle name", func(c *childCheck, r *record) {
			twoWays(c, r, "Amalia")
			r.row.patient.middle, c.records[0].row.patient.middle = "Rose", "May"
		}, "forename-differs"},
		{"two ways, another sex", func(c *childCheck, r *record) { twoWays(c, r, "Amalia"); r.sex = chis.SexMale }, "forename-differs"},
		{"two ways, a second twin", func(c *childCheck, r *record) { twoWays(c, r, "Amalia"); r.birthOrder = 2 }, "forename-differs"},
		{"two ways, one of twins", func(c *childCheck, r *record) { twoWays(c, r, "Amalia"); r.numberBorn = 2 }, "forename-differs"},
		{"two ways, and restricted", func(c *childCheck, r *record) { twoWays(c, r, "Amalia"); r.is |= sensitive }, "forename-differs"},
		{"two ways, both current in one source", func(c *childCheck, r *record) { twoWays(c, r, "Amalia"); r.source = -1 }, "both-current-in-one-source"},
		{"alike, and a twin", func(c *childCheck, r *record) { alike(c, r); r.birthOrder, c.records[0].birthOrder = 1, 2 }, "birth-order-differs"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := bench(t)
			c.addRecord(chisOne, func(r *record) { r.active = late })
			c.addRecord(gpOne, func(r *record) { test.change(c, r) })
			c.judgeIdentity()
			var got []string
			for _, b := range c.breaks.totals() {
				got = append(got, b.Kind)
			}
			if test.want == "" && len(got) > 0 || test.want != "" && !slices.Contains(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
