package accuracy

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"lollipop/mappings"
)

const family = `record_id,child_id,kind,household,birth,protected,ethnicity,sex,age
a1,A,base,1,10,,british,F,4
a2,A,feed,1,10,,british,F,4
a3,A,newborn,1,10,,british,F,4
b1,B,base,1,10,,british,M,4
c1,C,base,1,11,,british,M,0
d1,D,base,2,12,,asian,F,17
d2,D,feed,2,12,,asian,F,17
e1,E,base,3,13,yes,asian,F,18
e2,F,former-identity,3,13,yes,asian,F,18
`

func read(t *testing.T, truth string) *Truth {
	t.Helper()
	made, err := ReadTruth(strings.NewReader(truth))
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func grouped(t *testing.T, truth *Truth, groups string) []int32 {
	t.Helper()
	text := "record_id,cluster_id\n"
	for i, group := range strings.Split(groups, " ") {
		for _, id := range strings.Split(group, "+") {
			text += fmt.Sprintf("%s,%d\n", id, i)
		}
	}
	made, err := truth.ReadClusters(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func TestScore(t *testing.T) {
	cases := []struct {
		name, groups            string
		joined, right           int64
		protected, twin, sib, x int64
		exact                   int64
	}{
		{"all right", "a1+a2+a3 b1 c1 d1+d2 e1 e2", 4, 4, 0, 0, 0, 0, 2},
		{"nothing joined", "a1 a2 a3 b1 c1 d1 d2 e1 e2", 0, 0, 0, 0, 0, 0, 0},
		{"a twin too many", "a1+a2+a3+b1 c1 d1+d2 e1 e2", 7, 4, 0, 3, 0, 0, 1},
		{"a sibling", "a1+a2 a3 b1+c1 d1+d2 e1 e2", 3, 2, 0, 0, 1, 0, 1},
		{"strangers", "a1+d1 a2+a3 b1 c1 d2 e1 e2", 2, 1, 0, 0, 0, 1, 0},
		{"protected identities", "a1+a2+a3 b1 c1 d1+d2 e1+e2", 5, 4, 1, 0, 0, 0, 2},
		{"protected before stranger", "a1+e1 a2 a3 b1 c1 d1 d2 e2", 1, 0, 1, 0, 0, 0, 0},
		{"everything", "a1+a2+a3+b1+c1+d1+d2+e1+e2", 36, 4, 15, 3, 4, 10, 0},
	}
	truth := read(t, family)
	for _, c := range cases {
		s := truth.Score(grouped(t, truth, c.groups))
		if s.TruePairs != 4 || s.Joined != c.joined || s.Right != c.right {
			t.Errorf("%s: %d true, %d joined, %d right", c.name, s.TruePairs, s.Joined, s.Right)
		}
		w := s.Wrong
		if w.Protected != c.protected || w.Twin != c.twin || w.Sibling != c.sib || w.Stranger != c.x {
			t.Errorf("%s: wrong merges %+v", c.name, w)
		}
		if w.Rate.Count != s.Joined-s.Right || s.Exact.Count != c.exact || s.Exact.Of != 2 {
			t.Errorf("%s: %+v, exact %+v", c.name, w.Rate, s.Exact)
		}
	}
}

func TestGroups(t *testing.T) {
	truth := read(t, family)
	s := truth.Score(grouped(t, truth, "a1+a2+b1 a3 c1 d1 d2+e1 e2"))
	got := map[string][4]int64{}
	for _, list := range [][]Group{s.ByKind, s.ByEthnicity, s.BySex, s.ByAge} {
		for _, g := range list {
			got[g.Name] = [4]int64{g.Recall.Count, g.Recall.Of, g.Precision.Count, g.Precision.Of}
		}
	}
	want := map[string][4]int64{
		"feed": {1, 2, 0, 0}, "newborn": {0, 1, 0, 0}, "feed with newborn": {0, 1, 0, 0},
		"british": {1, 3, 1, 3}, "asian": {0, 1, 0, 1}, "F": {1, 4, 1, 4}, "M": {0, 0, 0, 2},
		"1 to 4": {1, 3, 1, 3}, "12 to 17": {0, 1, 0, 1}, "18 and over": {0, 0, 0, 1}, "under 1": {},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

// Counting gives what looking at every pair gives.
func TestAgainstEveryPair(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		truth := &Truth{words: []string{"base", "feed", "move"}}
		n := rapid.IntRange(0, 12).Draw(t, "records")
		groups := make([]int32, n)
		child := func(i int32) record { // a household of two births, of two children each
			return record{child: i, birth: i / 2, household: i / 4, protected: i == 3}
		}
		for i := range n {
			r := child(rapid.Int32Range(0, 7).Draw(t, "child"))
			r.kind = rapid.Int32Range(0, 2).Draw(t, "kind")
			truth.records = append(truth.records, r)
			groups[i] = rapid.Int32Range(0, 3).Draw(t, "group")
		}
		var want Wrong
		right, joined, of := int64(0), int64(0), int64(0)
		precision, recall := 0.0, 0.0
		for i := range n {
			both, group, mine := 0.0, 0.0, 0.0
			for j := range n {
				a, b := truth.records[i], truth.records[j]
				same, together := a.child == b.child, groups[i] == groups[j]
				if same && together {
					both++
				}
				if together {
					group++
				}
				if same {
					mine++
				}
				if j <= i {
					continue
				}
				if same {
					of++
				}
				if !together {
					continue
				}
				joined++
				switch {
				case same:
					right++
				case a.protected || b.protected:
					want.Protected++
				case a.birth == b.birth:
					want.Twin++
				case a.household == b.household:
					want.Sibling++
				default:
					want.Stranger++
				}
			}
			precision += both / group / float64(n)
			recall += both / mine / float64(n)
		}
		s := truth.Score(groups)
		s.Wrong.Rate = Rate{}
		if s.Wrong != want || s.Right != right || s.Joined != joined || s.TruePairs != of {
			t.Fatalf("got %+v %d %d %d, want %+v %d %d %d", s.Wrong, s.Right, s.Joined, s.TruePairs, want, right, joined, of)
		}
		if math.Abs(s.BCubed.Precision-precision) > 1e-9 || math.Abs(s.BCubed.Recall-recall) > 1e-9 {
			t.Fatalf("B-cubed %+v, want %f and %f", s.BCubed, precision, recall)
		}
		kinds := Rate{}
		for _, g := range s.ByKind {
			kinds.Count, kinds.Of = kinds.Count+g.Recall.Count, kinds.Of+g.Recall.Of
		}
		if kinds.Count != right || kinds.Of != of {
			t.Fatalf("kinds add up to %d of %d, not %d of %d", kinds.Count, kinds.Of, right, of)
		}
	})
}

// Values of Wilson's interval as published tables have them.
func TestRate(t *testing.T) {
	cases := []struct {
		count, of int64
		low, high float64
	}{{0, 300, 0, 0.0126}, {81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {10, 10, 0.7225, 1}, {0, 0, 0, 0}}
	for _, c := range cases {
		r := NewRate(c.count, c.of)
		if math.Abs(r.Low-c.low) > 5e-5 || math.Abs(r.High-c.high) > 5e-5 {
			t.Errorf("%d of %d: %v", c.count, c.of, r)
		}
	}
	if NewRate(0, 0).String() != "-" || NewRate(1, 2).String() != "0.5000 (0.0945 to 0.9055)" {
		t.Errorf("%s and %s", NewRate(0, 0), NewRate(1, 2))
	}
}

func TestContradictions(t *testing.T) {
	maps, err := mappings.Load()
	if err != nil {
		t.Fatal(err)
	}
	truth := read(t, "record_id,child_id,birth\n1,A,t\n2,B,t\n3,A,t\n4,C,u\n5,D,u\n6,E,v\n")
	persons := `record_id,forename,sex,birth_order,nhs_number
1,Ann,F,1,9434765919
2,Ada,F,,
3,Ann,F,,9434765870
4,Baby,F,,9434765919
5,Zoe,X,,9434765918
6,,,,0000000000
`
	e, err := truth.ReadEvidence(strings.NewReader(persons), maps)
	if err != nil {
		t.Fatal(err)
	}
	got := e.Contradictions(grouped(t, truth, "1+2+3 4+5+6"))
	want := Contradictions{
		DifferentNumbers: 1, TwinsThatDiffer: []Pair{{"1", "2"}, {"2", "3"}}, TwinsAlike: []Pair{{"4", "5"}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestListed(t *testing.T) {
	truth := read(t, family)
	groups := grouped(t, truth, "a1+a2 a3 b1 c1 d1 d2 e1 e2")
	pairs := "match_weight,record_id_l,record_id_r\n1,a3,a1\n1,a1,a3\n2,a1,a2\n3,a1,b1\n0,d2,d1\n"
	got, err := truth.Listed(strings.NewReader(pairs), groups)
	if err != nil || got.Count != 3 || got.Of != 4 {
		t.Errorf("%+v, %v", got, err)
	}
}

// What blocking reached counts by itself: that a2 and a1 are joined says nothing.
func TestReached(t *testing.T) {
	got, err := read(t, family).Reached(strings.NewReader("record_id_a,record_id_b,rule\na3,a1,x\na1,a3,y\na1,b1,x\nd2,d1,x\n"))
	if err != nil || got.Count != 2 || got.Of != 4 {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestRefusesWhatItCannotRead(t *testing.T) {
	truth := read(t, family)
	rest := "a2,1\na3,1\nb1,1\nc1,1\nd1,1\nd2,1\ne1,1\n"
	cases := []struct{ name, truth, clusters, says string }{
		{"no column", "id,child_id\n", "", "no column record_id"},
		{"empty", "", "", "read header"},
		{"twice in the truth", "record_id,child_id\n1,2\n1,3\n", "", "line 3"},
		{"no child", "record_id,child_id\n1,\n", "", "line 2"},
		{"a stranger", "", "record_id,cluster_id\nz9,1\n", "line 2"},
		{"twice in a group", "", "record_id,cluster_id\na1,1\na1,2\n", "line 3"},
		{"one is missing", "", "record_id,cluster_id\na1,1\n" + rest, "1 records of the truth"},
		{"ragged", "", "record_id,cluster_id\na1\n", "read table"},
	}
	for _, c := range cases {
		var err error
		if c.clusters == "" {
			_, err = ReadTruth(strings.NewReader(c.truth))
		} else {
			_, err = truth.ReadClusters(strings.NewReader(c.clusters))
		}
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}
