package extract

import (
	"testing"

	"lollipop/internal/chis"
)

// A key under which two children come holds back both, and their events; one
// whose rows are corrections of each other does not.
func TestTwoChildrenUnderOneKey(t *testing.T) {
	d := base("chis", stamp1, 1)
	other := []string{"DateOfBirth", "2017-08-09", "GivenName", "Ben"}
	with := func(more ...string) []string { return append(append([]string{"ProcessingId", "2"}, other...), more...) }
	for n, again := range [][]string{
		1: with("Sex", "M", "PersonGuid", ""),
		2: with("PersonGuid", guid(per, 99)),
		3: with(),                                                                 // nothing but birth date and forename
		4: {"DateOfBirth", "2017-08-09", "Sex", "M", "PersonGuid", guid(per, 98)}, // the forename stays
		5: with("GivenName", "Baby", "Sex", "M"),                                  // no forename
		6: with("Sex", "U", "PersonGuid", ""),                                     // nothing known differs
		7: with("Sex", "M", "Deleted", "true"),                                    // a delete row says nothing
	} {
		if n > 0 {
			d.add(patientTable, patient(n))
			d.add(patientTable, patient(n), again...)
		}
	}
	runFates(t, d, nil, entityOf, []fateCase{
		{"another sex", observationTable, observation(1, 1), nil, "quarantined shared-key"},
		{"its delete row", observationTable, observation(1, 1), []string{"Deleted", "true"}, "quarantined shared-key"},
		{"its patient", patientTable, patient(1), nil, "quarantined shared-key"},
		{"its patient deleted", patientTable, patient(1), []string{"Deleted", "true"}, "quarantined shared-key"},
		{"another person identifier", diaryTable, diary(1, 2), nil, "quarantined shared-key"},
		{"its problem", problemTable, problem(1, 2), nil, "quarantined shared-key"},
		{"two corrections", observationTable, observation(3, 3), nil, "staged"},
		{"the same forename", observationTable, observation(4, 4), nil, "staged"},
		{"a newborn named", observationTable, observation(5, 5), nil, "staged"},
		{"sex unknown", observationTable, observation(6, 6), nil, "staged"},
		{"deleted since", observationTable, observation(7, 7), nil, "staged"},
	})
}

// What a key is does not depend on the order in which its rows are seen, and a
// key told in hundreds of ways is nobody's.
func TestHoldersInAnyOrder(t *testing.T) {
	a := holder{born: 20150501, forename: 1, sex: chis.SexFemale}
	b := holder{born: 20150501, forename: 2, sex: chis.SexMale}
	c := holder{born: 20160101, forename: 2, sex: chis.SexMale}
	for i, order := range [][]holder{{a, b, c}, {c, b, a}, {b, a, c}, {b, c, a}} {
		p := newPeople()
		p.add(1, 0, true, []sighting{{flags: personLive, holder: order[0]}, {flags: personLive, holder: order[1]}, {flags: personLive, holder: order[2]}})
		if p.flags[0]&personShared == 0 {
			t.Errorf("order %d: not shared", i)
		}
	}
	p := newPeople()
	for n := range maxHolders + 3 {
		p.add(1, 0, true, []sighting{{flags: personLive, holder: holder{born: 20150501, forename: 1, number: uint64(n + 1)}}})
	}
	if p.flags[0]&personShared == 0 || len(p.more[0]) > maxHolders+1 {
		t.Errorf("%d ways of telling, flags %b", len(p.more[0]), p.flags[0])
	}
}
