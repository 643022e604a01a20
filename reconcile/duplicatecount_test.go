package reconcile

import (
	"fmt"
	"strings"
	"testing"
)

// A case is a union of two children: what the unions of the highest priority bring
// together besides is none, and neither is what one person parted.
func TestCasesAreUnions(t *testing.T) {
	children := map[byte]*candidate{}
	for i := range byte(6) {
		children['a'+i] = &candidate{id: int64(i) + 1}
	}
	for _, test := range []struct{ name, pairs, follow string }{
		{"a child of three records, and another", "ab:A ab:A", "1"},
		{"three children", "ab:B bc:A ac:A", "0"},
		{"twins of two records each", "ab:A ac:A ad:A bc:A bd:A cd:A", "3 4 5"},
		{"apart", "ab:A cd:A", ""},
		{"one that a person parted", "ab:A bc:Ax ac:A", ""},
		{"both ways round", "ab:A ba:C", "1"},
	} {
		r := &run{}
		for i, text := range strings.Fields(test.pairs) {
			p := &pair{rowA: int64(i), rowB: 100, outcome: pairReview}
			if strings.HasSuffix(text, "x") {
				p.outcome = pairDifferent
			}
			r.cases = append(r.cases, reviewCase{pair: p, a: children[text[0]], b: children[text[1]], priority: int(text[3] - 'A')})
		}
		r.markFollowing()
		var follow []string
		for i := range r.cases {
			if r.cases[i].follows {
				follow = append(follow, fmt.Sprint(i))
			}
		}
		if got := strings.Join(follow, " "); got != test.follow {
			t.Errorf("%s: %q follow, want %q", test.name, got, test.follow)
		}
	}
}
