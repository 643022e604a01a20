package match

import (
	"fmt"
	"slices"
	"testing"
)

// crowd is persons of few names, dates and homes, so that keys are too large and
// some are void, with numbers that fail their check.
func crowd(seed uint64) []Person {
	p := newPeople(seed, 500)
	for i := range p.persons {
		c := &p.persons[i]
		c.Organisation = []string{"", "A", "B"}[i%3]
		switch i % 5 {
		case 0:
			c.Surname, c.Born = "SMITH", 20150301
		case 1:
			c.Forename, c.Surname = "OLIVER", "SMITH"
		case 2:
			c.Number = "4000000012" // of everybody
		case 3:
			if len(c.Number) == 10 { // one digit wrong
				c.Number = c.Number[:9] + string('0'+(c.Number[9]-'0'+1)%10)
			}
		case 4:
			c.Forename = "Baby"
		}
	}
	same := p.persons[1]
	for range 130 { // nothing can part them
		p.persons = append(p.persons, same)
	}
	return p.persons
}

type pairKey struct{ a, b int32 }

// The pairs of blocking are those that share an effective key, each once, and
// each from the first such key: held against every pair of records.
func TestPairsAgreeWithBruteForce(t *testing.T) {
	p, _ := pooled(crowd(3))
	b, err := p.block(t.Context(), 2, nil)
	if err != nil {
		t.Fatal(err)
	}
	over := b.over
	if len(over) == 0 || len(b.voids) == 0 {
		t.Fatalf("%d keys are too large and %d void: the test tests nothing", len(over), len(b.voids))
	}
	cands, err := b.candidates(t.Context(), 3)
	if err != nil {
		t.Fatal(err)
	}
	got := map[pairKey]uint8{}
	for _, c := range cands {
		if _, twice := got[pairKey{c.a, c.b}]; twice {
			t.Fatalf("pair %d, %d came twice", c.a, c.b)
		}
		got[pairKey{c.a, c.b}] = uint8(firstBit(c.shared))
	}
	want := bruteForce(p, over)
	if len(got) != len(want) {
		t.Errorf("%d pairs, brute force has %d", len(got), len(want))
	}
	for k, key := range want {
		if rule, ok := got[k]; !ok || rule != key.Rule {
			t.Fatalf("pair %v: rule %d (found %v), brute force says %d", k, rule, ok, key.Rule)
		}
	}
	compareBlocks(t, p, over, want)
}

func firstBit(bits uint32) int {
	n := 0
	for bits&1 == 0 {
		bits >>= 1
		n++
	}
	return n
}

// bruteForce finds for every pair the first key that both have.
func bruteForce(p *Pool, over Oversize) map[pairKey]Key {
	keys := make([][]Key, p.Len())
	for i := range keys {
		keys[i] = p.keys(&p.records[i], over, nil)
	}
	want := map[pairKey]Key{}
	for i := range keys {
		for j := i + 1; j < len(keys); j++ {
			for _, k := range keys[i] {
				if slices.Contains(keys[j], k) && meets(int(k.Rule), &p.records[i], &p.records[j]) {
					want[pairKey{int32(i), int32(j)}] = k
					break
				}
			}
		}
	}
	return want
}

// compareBlocks holds CompareBlock, key by key, against the same pairs.
func compareBlocks(t *testing.T, p *Pool, over Oversize, want map[pairKey]Key) {
	t.Helper()
	members := map[Key][]int32{}
	for i := range p.records {
		for _, k := range p.keys(&p.records[i], over, nil) {
			members[k] = append(members[k], int32(i))
		}
	}
	n := 0
	for k, list := range members {
		if len(list) > MaxBlock {
			t.Errorf("a key of rule %s has %d records", rules[k.Rule].name, len(list))
		}
		for _, x := range p.CompareBlock(k, list, over) {
			n++
			if want[pairKey{x.A, x.B}] != k {
				t.Fatalf("pair %d, %d comes from key %v, want %v", x.A, x.B, k, want[pairKey{x.A, x.B}])
			}
		}
	}
	if n != len(want) {
		t.Errorf("CompareBlock over all keys gives %d pairs, want %d", n, len(want))
	}
}

// A key of chance is refined where its records are of many people; the records of one
// child stay under it, however many they are.
func TestOneChildIsNotSpread(t *testing.T) {
	var persons []Person
	for i := range 12 {
		persons = append(persons, Person{Forename: "ANNA", Surname: "LEE", Born: 20150301, Postcode: "LA1 1AA"}) // one child
		far := fmt.Sprintf("B%c%d 1AA", 'A'+i, i)
		persons = append(persons, Person{Forename: "BELLA", Surname: "SMITH", Born: PartialDate(20150301 + i), Postcode: far})
	}
	p, _ := pooled(persons)
	b, err := p.block(t.Context(), 1, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := range p.records {
		for rule := range single {
			k, _ := p.key(&p.records[i], uint8(rule), nil)
			refined := b.over[k] != 0
			if bella := p.names.of(p.records[i].forename).text == "BELLA"; refined && !bella {
				t.Errorf("rule %s: the key of one child is refined", rules[rule].name)
			} else if bella && !refined && rules[rule].name == "forename+surname+year" {
				t.Error("the key of twelve people is not refined")
			}
		}
	}
}

// A number with a digit wrong is looked for under the right one.
func TestOneSlipOfANumberIsReached(t *testing.T) {
	number := validOf(4_123_456_780)
	for i := range 10 {
		wrong := []byte(number)
		wrong[i] = '0' + (wrong[i]-'0'+3)%10
		if i == 0 && wrong[0] < '4' {
			continue
		}
		p, _ := pooled([]Person{{Forename: "ANNA", Number: number}, {Forename: "BEN", Number: string(wrong)}})
		b, err := p.block(t.Context(), 1, nil)
		if err != nil {
			t.Fatal(err)
		}
		cands, err := b.candidates(t.Context(), 1)
		if err != nil {
			t.Fatal(err)
		}
		if len(cands) != 1 || cands[0].levels[FieldNumber] != numberNear {
			t.Errorf("digit %d wrong: %d pairs", i, len(cands))
		}
	}
}

func TestRecordsPrintNothing(t *testing.T) {
	p, _ := pooled([]Person{{Forename: "ANNA", Number: "4000000012"}})
	for _, verb := range []string{"%v", "%+v", "%#v", "%d", "%s"} {
		if text := fmt.Sprintf(verb, p.records[0]); text != "a record" {
			t.Errorf("%s prints %q", verb, text)
		}
	}
}
