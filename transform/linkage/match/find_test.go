package match

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"testing"

	"lollipop/internal/chis"
)

// score counts the pairs of a partition that are one child, that are twins and
// that are other two.
func (p *people) score(clusters []int32) (right, all, twins, wrong int) {
	for i := range clusters {
		for j := i + 1; j < len(clusters); j++ {
			same := p.child[i] == p.child[j]
			if same {
				all++
			}
			switch joined := clusters[i] == clusters[j]; {
			case joined && same:
				right++
			case joined && p.twin[i] == p.twin[j]:
				twins++
			case joined:
				wrong++
			}
		}
	}
	return right, all, twins, wrong
}

// The floors are below what is reached (97 % of pairs) and above what a broken
// model reaches; no two children are joined.
func TestFindJoinsChildrenAndNoTwins(t *testing.T) {
	for _, numbers := range []bool{true, false} {
		town := newPeople(5, 1000)
		if !numbers {
			for i := range town.persons {
				town.persons[i].Number = ""
			}
		}
		_, res, sorted := find(t, town.persons, Options{Workers: 2})
		right, all, twins, wrong := town.score(partition(res, sorted))
		t.Logf("numbers %v: %d of %d pairs joined, %d twins, %d others wrong", numbers, right, all, twins, wrong)
		audit := 0
		for _, x := range res.Pairs {
			if x.Audit {
				audit++
			}
		}
		if audit != auditSize {
			t.Errorf("%d pairs are drawn for a person to confirm, want %d", audit, auditSize)
		}
		if twins+wrong > 0 || right*100 < all*85 {
			t.Errorf("numbers %v: %d of %d pairs joined, %d twins, %d others wrong", numbers, right, all, twins, wrong)
		}
	}
}

// One result, whatever the order of the records and the number of workers.
func TestFindDependsOnContentAlone(t *testing.T) {
	town := newPeople(9, 400)
	_, first, sorted := find(t, town.persons, Options{Workers: 1})
	want := partition(first, sorted)
	params, err := first.Parameters.JSON()
	if err != nil {
		t.Fatal(err)
	}
	for _, workers := range []int{1, 2, 8} {
		order := rand.New(rand.NewPCG(uint64(workers), 2)).Perm(len(town.persons))
		shuffled := make([]Person, len(order))
		for to, from := range order {
			shuffled[to] = town.persons[from]
		}
		_, res, at := find(t, shuffled, Options{Workers: workers})
		got := partition(res, at)
		for i := range order {
			for j := range order[:i] {
				if (got[i] == got[j]) != (want[order[i]] == want[order[j]]) {
					t.Fatalf("%d workers: records %d and %d were %v", workers, order[i], order[j], got[i] == got[j])
				}
			}
		}
		again, err := res.Parameters.JSON()
		if err != nil || !bytes.Equal(params, again) {
			t.Errorf("%d workers: other parameters (%v)", workers, err)
		}
	}
}

// With saved parameters, records that share no key with the others change nothing
// of them.
func TestStrangersChangeNoCluster(t *testing.T) {
	town := newPeople(9, 400)
	_, first, sorted := find(t, town.persons, Options{})
	data, err := first.Parameters.JSON()
	if err != nil {
		t.Fatal(err)
	}
	params, err := ParseParameters(data)
	if err != nil {
		t.Fatal(err)
	}
	again, err := params.JSON()
	if err != nil || !bytes.Equal(data, again) {
		t.Fatalf("parameters differ after they were read (%v)", err)
	}
	more := slices.Clone(town.persons)
	for i := range 200 {
		more = append(more, Person{Forename: "QUENTIN", Surname: "XYLO" + string(rune('A'+i%26)), Born: PartialDate(19700101 + i/26), Postcode: "ZE1 0AA"})
	}
	_, res, at := find(t, more, Options{Parameters: params})
	got, want := partition(res, at), partition(first, sorted)
	if !slices.Equal(got[:len(want)], want) {
		t.Error("clusters changed")
	}
}

// child is a record, and with makes another of it.
func child() Person {
	return Person{
		Forename: "Amelia", Middle: "Rose", Surname: "Nuttall", Sex: chis.SexFemale, Born: 20150301, Address: "12 High Street", Town: "Lancaster",
		Postcode: "LA1 4YW", Phone: "01524 555123",
	}
}

func with(change func(p *Person)) Person {
	p := child()
	change(&p)
	return p
}

// What no score overrides. The two records stand among those of a town, from
// which all else is learnt.
func TestWhatIsNeverJoined(t *testing.T) {
	one, two := validOf(4_900_000_000), validOf(4_900_010_000)
	cases := []struct {
		name   string
		a, b   Person
		joined bool
		reason Reason
	}{
		{"the same child", child(), child(), true, None},
		{"one number", with(func(p *Person) { p.Number = one }), with(func(p *Person) { p.Number = one }), true, None},
		{"two numbers", with(func(p *Person) { p.Number = one }), with(func(p *Person) { p.Number = two }), false, DifferentNumbers},
		{"two birth orders", with(func(p *Person) { p.BirthOrder = 1 }), with(func(p *Person) { p.BirthOrder = 2 }), false, OrderDiffers},
		{"no forename", child(), with(func(p *Person) { p.Forename = "Baby" }), false, NoForename},
		{"two sexes", child(), with(func(p *Person) { p.Sex = chis.SexMale }), false, SexDiffers},
		{"another surname", child(), with(func(p *Person) { p.Surname = "Dobson" }), false, SurnameDiffers},
		{"a number and another surname", with(func(p *Person) { p.Number = one }), with(func(p *Person) { p.Number, p.Surname = one, "Dobson" }), true, None},
		{"names the other way round", with(func(p *Person) { p.Number = one }), with(func(p *Person) { p.Number, p.Forename, p.Surname = one, "Nuttall", "Amelia" }), true, None},
		{"a digit wrong", with(func(p *Person) { p.Number = one }), with(func(p *Person) { p.Number = one[:9] + string('0'+(one[9]-'0'+1)%10) }), true, None},
	}
	town := newPeople(5, 400)
	for _, c := range cases {
		p, res, sorted := find(t, append(slices.Clone(town.persons), c.a, c.b), Options{Workers: 2})
		clusters := partition(res, sorted)
		n := len(clusters)
		if joined := clusters[n-1] == clusters[n-2]; joined != c.joined {
			t.Errorf("%s: joined %v", c.name, joined)
		}
		for _, x := range res.Pairs {
			if a, b := sorted[x.A], sorted[x.B]; min(a, b) == int32(n-2) && x.Reason != c.reason {
				t.Errorf("%s: reason %q, want %q (levels %v, %d records)", c.name, x.Reason, c.reason, x.Levels, p.Len())
			}
		}
	}
}

func TestProtectedRecordsMeetNobody(t *testing.T) {
	town := newPeople(5, 300)
	persons := append(town.persons, child(), with(func(p *Person) { p.Protected = true }))
	_, res, sorted := find(t, persons, Options{})
	for _, x := range res.Pairs {
		if sorted[x.A] == int32(len(persons)-1) || sorted[x.B] == int32(len(persons)-1) {
			t.Error("a protected record is in a pair")
		}
	}
}

// Twins under one number: neither record of it proves anything.
func TestANumberOfTwoChildren(t *testing.T) {
	number := validOf(4_900_000_000)
	numbered := func(forename string) Person {
		return with(func(p *Person) { p.Number, p.Forename, p.Middle = number, forename, "" })
	}
	persons := append(newPeople(5, 400).persons, numbered("Amelia"), numbered("Beatrice"), numbered("Amelia"))
	_, res, sorted := find(t, persons, Options{})
	clusters, n := partition(res, sorted), len(persons)
	if clusters[n-2] == clusters[n-1] || clusters[n-2] == clusters[n-3] {
		t.Error("twins were joined by their number")
	}
	if clusters[n-1] == clusters[n-3] {
		t.Error("two records were joined by a number that a twin holds as well")
	}
}

// A record that fits two children alike is nobody's before a person says whose.
func TestARecordOfOneOfTwo(t *testing.T) {
	numbered := func(number, middle string) Person {
		return with(func(p *Person) { p.Number, p.Middle = number, middle })
	}
	one, two := validOf(4_900_000_000), validOf(4_900_010_000)
	persons := append(newPeople(5, 400).persons, numbered(one, "Ali"), numbered(two, "Umar"), numbered("", ""))
	_, res, sorted := find(t, persons, Options{})
	clusters, n := partition(res, sorted), len(persons)
	if clusters[n-1] == clusters[n-2] || clusters[n-1] == clusters[n-3] {
		t.Error("one of two that fit alike was taken")
	}
	asked := 0
	for _, x := range res.Pairs {
		if max(sorted[x.A], sorted[x.B]) == int32(n-1) && x.Reason == TwoCandidates && x.Fate == Proposed {
			asked++
		}
	}
	if asked != 2 {
		t.Errorf("%d review cases, want both", asked)
	}
}

func TestCodec(t *testing.T) {
	town := newPeople(5, 200)
	town.persons = append(town.persons, with(func(p *Person) { p.Forename, p.Surname = "Anne-Marie", "O'Neill Smith" }), Person{Surname: "أحمد", Number: "4000000013"})
	p, _ := pooled(town.persons)
	q := NewPool(testTables(), 0)
	for i := range p.records {
		if err := q.AddRecord(string(p.AppendRecord(nil, int32(i)))); err != nil {
			t.Fatal(err)
		}
	}
	m := new(memo)
	for i := range p.records {
		a, b := &p.records[i], &q.records[i]
		if p.contents[i] != q.contents[i] {
			t.Fatalf("record %d has another content", i)
		}
		other := (i * 7) % len(p.records)
		if x, y := p.compare(a, &p.records[other], nil), q.compare(b, &q.records[other], m); x != y {
			t.Fatalf("records %d and %d compare as %v, were %v", i, other, y, x)
		}
	}
	for _, line := range []string{"", "a\tb", string(p.AppendRecord(nil, 0)) + "x"} {
		if q.AddRecord(line) == nil {
			t.Errorf("a wrong line of %d bytes is taken", len(line))
		}
	}
}

func TestParametersAreRefused(t *testing.T) {
	_, res, _ := find(t, newPeople(5, 100).persons, Options{})
	good, err := res.Parameters.JSON()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range [][2]string{
		{`"version": 2`, `"version": 9`}, {`"rare"`, `"rarer"`}, {`"same": `, `"same": -`}, {`"level": "equal"`, `"level": "even"`}, {"{", "["}, {`"score": -8`, `"score": -9`}, {`"wrong": `, `"wrong": -1`},
	} {
		if _, err := ParseParameters(bytes.Replace(good, []byte(c[0]), []byte(c[1]), 1)); err == nil {
			t.Errorf("%s for %s is taken", c[1], c[0])
		}
	}
}

func BenchmarkComparePair(b *testing.B) {
	p, _ := pooled(newPeople(5, 300).persons)
	m := new(memo)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		p.compare(&p.records[i%p.Len()], &p.records[(i+1)%p.Len()], m)
	}
}
