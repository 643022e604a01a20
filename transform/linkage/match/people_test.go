package match

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"lollipop/internal/chis"
)

// people makes records of a made-up town: families with twins, a second record
// for some children, with slips, moves and missing numbers. It has its own errors,
// not those of the fixtures.
type people struct {
	dice    *rand.Rand
	persons []Person
	child   []int // of each record
	twin    []int // of each record the birth
}

var (
	boys     = strings.Fields("OLIVER GEORGE HARRY NOAH JACK LEO ARTHUR MUHAMMAD OSCAR CHARLIE HENRY ARCHIE THEO FREDDIE ALFIE LUCAS JOSHUA LOGAN ISAAC MAX")
	girls    = strings.Fields("OLIVIA AMELIA ISLA AVA MIA IVY LILY FREYA FLORENCE WILLOW ROSIE SOPHIA ELSIE GRACE EVIE POPPY ELLA AISHA ZARA MAYA")
	families = strings.Fields("SMITH JONES TAYLOR BROWN WILSON KHAN PATEL HUSSAIN NOWAK EVANS WALKER WRIGHT GREEN HALL LEWIS HARRIS CLARKE YOUNG KELLY WOOD")
)

func pick(d *rand.Rand, list []string) string { return list[d.IntN(len(list))] }

func newPeople(seed uint64, children int) *people {
	p := &people{dice: rand.New(rand.NewPCG(seed, 1))}
	for id := 0; id < children; {
		twins := 1
		if p.dice.IntN(40) == 0 {
			twins = 2
		}
		home := Person{
			Surname: pick(p.dice, families) + pick(p.dice, []string{"", "", "SON", "LEY", "TON", "BY"}),
			Address: strconv.Itoa(1+p.dice.IntN(90)) + " " + pick(p.dice, boys) + " Road", Town: pick(p.dice, girls),
			Postcode: "LA" + strconv.Itoa(1+p.dice.IntN(9)) + " " + strconv.Itoa(p.dice.IntN(10)) + string(rune('A'+p.dice.IntN(2))) + "ABDEFGHJ"[p.dice.IntN(8):][:1],
			Born:     PartialDate((2005+p.dice.IntN(12))*10000 + (1+p.dice.IntN(12))*100 + 1 + p.dice.IntN(28)),
		}
		birth := id
		for order := range twins {
			p.add(home, id, birth, order)
			id++
		}
	}
	return p
}

func (p *people) add(c Person, id, birth, order int) {
	at := birth*7 + order*3 // twins never bear one name: nothing could part them
	c.Sex, c.Forename = chis.SexMale, boys[at%len(boys)]
	if p.dice.IntN(2) == 0 {
		c.Sex, c.Forename = chis.SexFemale, girls[at%len(girls)]
	}
	c.Number = validOf(4_000_000_000 + uint64(id)*977)
	p.keep(c, id, birth)
	for p.dice.IntN(3) == 0 {
		p.keep(p.bend(c), id, birth)
	}
}

func (p *people) keep(c Person, id, birth int) {
	p.persons, p.child, p.twin = append(p.persons, c), append(p.child, id), append(p.twin, birth)
}

// bend makes the slips of another clerk.
func (p *people) bend(c Person) Person {
	if p.dice.IntN(3) == 0 {
		c.Number = ""
	}
	switch p.dice.IntN(6) {
	case 0:
		at := 1 + p.dice.IntN(len(c.Surname)-1)
		c.Surname = c.Surname[:at] + c.Surname[at+1:]
	case 1:
		c.Address, c.Postcode = "1 Elsewhere Lane", "BB"+strconv.Itoa(1+p.dice.IntN(9))+" 1AA"
	case 2:
		c.Born += PartialDate(p.dice.IntN(2))
	}
	return c
}

// validOf is the next number with a check digit.
func validOf(from uint64) string {
	for stem := from / 10; ; stem++ {
		if digit, ok := chis.NHSCheckDigit(stem); ok {
			return strconv.FormatUint(stem*10+digit, 10)
		}
	}
}

func testTables() Tables {
	t := Tables{
		Placeholder: func(folded string) bool {
			return len(folded) < 2 || strings.HasPrefix(folded, "BABY") || strings.HasPrefix(folded, "TWIN")
		},
		Ranges: []chis.NHSRange{{From: 4_000_000_000, To: 9_999_999_999, Live: chis.Accept, Test: chis.Accept}},
	}
	t.ShortForms([][]string{{"CATHERINE", "KATE"}, {"ROBERT", "BOB"}})
	return t
}

// pooled is a pool of persons in the order of the matching, and where each went.
func pooled(persons []Person) (*Pool, []int32) {
	p := NewPool(testTables(), len(persons))
	for i := range persons {
		p.Add(&persons[i])
	}
	sorted := p.Order(func(a, b int32) int { return int(a - b) })
	p.Arrange(sorted)
	return p, sorted
}

func find(t testing.TB, persons []Person, o Options) (*Pool, *Result, []int32) {
	t.Helper()
	p, sorted := pooled(persons)
	res, err := p.Find(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return p, res, sorted
}

// partition gives each person, in the order they were given, the lowest of its
// cluster.
func partition(res *Result, sorted []int32) []int32 {
	lowest := map[int32]int32{}
	for at, was := range sorted {
		root := res.Cluster[at]
		if low, ok := lowest[root]; !ok || was < low {
			lowest[root] = was
		}
	}
	list := make([]int32, len(sorted))
	for at, was := range sorted {
		list[was] = lowest[res.Cluster[at]]
	}
	return list
}
