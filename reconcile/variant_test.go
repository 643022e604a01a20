package reconcile

import (
	"math"
	"slices"
	"testing"

	"lollipop/internal/chis"
)

// Values of Winkler's own paper, and the limits of what stands for one name.
func TestOneName(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{{"MARTHA", "MARHTA", 0.9611}, {"DIXON", "DICKSONX", 0.8133}, {"DUANE", "DWAYNE", 0.84}, {"JONES", "JOHNSON", 0.8324}, {"A", "B", 0}} {
		if got := jaroWinkler(c.a, c.b); math.Abs(got-c.want) > 0.00005 {
			t.Errorf("%s, %s: %.4f, want %.4f", c.a, c.b, got, c.want)
		}
	}
	r := bench(t)
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"Amelia", "AMELIA", true},
		{"Amelia", "Amalia", true},
		{"Amelia", "Millie", true},
		{"Anne-Marie", "Anne", true},
		{"Anne-Marie", "Marie Louise", true},
		{"Ella", "Ava", false},
		{"Tom", "Tim", false},
		{"Noah", "Nora", false},
		{"Jhon", "John", true},
		{"Sarah", "Sara", true},
		{"Amelia", "Mirelia", false},
		{"Jack", "Jake", false},
		{"Amelia", "", false},
		{"", "", false},
	} {
		if got := r.oneName(c.a, c.b); got != c.want || r.oneName(c.b, c.a) != got {
			t.Errorf("%q, %q: %v", c.a, c.b, got)
		}
	}
}

// A child is known by its second name where one row's forename is the other's middle name.
func TestBySecondName(t *testing.T) {
	for _, c := range []struct {
		a, b patientFields
		want bool
	}{
		{patientFields{given: "Liilye", middle: "Lily"}, patientFields{given: "LILY", middle: "Lily"}, true},
		{patientFields{given: "Rose"}, patientFields{given: "Lily", middle: "Rose"}, true},
		{patientFields{given: "Rose", middle: "Ann"}, patientFields{given: "Lily", middle: "Ann"}, false},
		{patientFields{}, patientFields{given: "Lily"}, false},
	} {
		if got := bySecondName(&c.a, &c.b); got != c.want || bySecondName(&c.b, &c.a) != got {
			t.Errorf("%+v, %+v: %v", c.a, c.b, got)
		}
	}
}

// Where somebody else of that day is in the home, a forename written in two ways may
// be two children's.
func TestTwinInTheHome(t *testing.T) {
	home, away := chis.Postcode{'A'}, chis.Postcode{'B'}
	for _, test := range []struct {
		name   string
		change func(third *record)
		want   bool
	}{
		{"another record of the child", func(*record) {}, false},
		{"somebody else", func(third *record) { third.person.number, third.guid, third.child = 9995260190, chis.GUID{8}, 2 }, true},
		{"nobody knows who", func(third *record) { third.person.number, third.guid = 0, chis.GUID{} }, true},
		{"somebody else elsewhere", func(third *record) { third.guid, third.postcode = chis.GUID{8}, away }, false},
		{"somebody else of another day", func(third *record) { third.guid, third.born = chis.GUID{8}, third.born+1 }, false},
	} {
		c := bench(t)
		c.outcomes = newOutcomes(c.Mappings)
		for _, number := range []int32{chisOne, gpOne, chisTwo} {
			c.addRecord(number, func(r *record) { r.guid, r.postcode = chis.GUID{7}, home })
		}
		c.records[1].forename = 2
		test.change(&c.records[2])
		c.byVariant = map[[2]int64]bool{{c.records[0].row.row, c.records[1].row.row}: true}
		for i := range c.records {
			c.byRow = append(c.byRow, rowPerson{c.records[i].row.row, c.records[i].number})
		}
		slices.SortFunc(c.byRow, func(a, b rowPerson) int { return int(a.row - b.row) })
		c.askForTwins()
		c.noteTwins()
		c.judgeTwins()
		if got := c.breaks.totals(); len(got) > 0 != test.want || test.want && got[0].Kind != "another-child-of-that-day-in-the-home" {
			t.Errorf("%s: %v", test.name, got)
		}
	}
}

// Two holders of a number whom likeness makes one are no second child of it.
func TestNumbersOfTwoWays(t *testing.T) {
	r := &run{people: newPeople(), byRow: []rowPerson{{1, 0}, {2, 1}, {3, 2}}}
	born, _ := chis.ParseDate("2019-03-02")
	for row := range int64(3) {
		r.people.list = append(r.people.list, person{row: row + 1, number: 7, born: born, forename: int32(min(row, 1)) + 1})
	}
	for _, test := range []struct {
		claimed [][2]int64
		want    bool
	}{{nil, true}, {[][2]int64{{1, 2}}, true}, {[][2]int64{{1, 2}, {1, 3}}, false}} {
		r.byVariant = map[[2]int64]bool{}
		for _, rows := range test.claimed {
			r.byVariant[rows] = true
		}
		if r.findSharedNumbers(); r.sharedNumbers[7] != test.want {
			t.Errorf("%v: held by a second child is %v", test.claimed, !test.want)
		}
	}
}
