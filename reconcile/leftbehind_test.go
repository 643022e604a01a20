package reconcile

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"lollipop/mappings"
)

// A message whose elements had a million names of their own made a list as long as
// that, in memory and in the report.
func TestWhatIsLeftBehindIsNamedInBounds(t *testing.T) {
	const elements = 5000
	var text strings.Builder
	text.WriteString("<MedicalRecord><EventList><Event>")
	for _, i := range rand.New(rand.NewPCG(1, 1)).Perm(elements) {
		fmt.Fprintf(&text, "<Odd%04d>x</Odd%04d>", i, i)
	}
	deep := strings.Repeat("q", 150)
	fmt.Fprintf(&text, "<A%s><A%s>x</A%s></A%s></Event></EventList></MedicalRecord>", deep, deep, deep, deep)
	root, _ := readRecord(strings.NewReader(text.String()), 0, int64(text.Len()), false)
	set, err := mappings.Load()
	if err != nil || root == nil {
		t.Fatal(err)
	}
	o := openMessage{root: root, maps: set, table: newOpenRules(set)}
	var left leftTexts
	o.leftBehind(&left, root.children[0].children[0], set.MessageRow("Event"), "Event")
	if left.n != elements+1 || len(left.paths) > 4*maxLeft {
		t.Fatalf("%d texts, %d paths in memory", left.n, len(left.paths))
	}
	for _, path := range left.paths {
		if len(path) > maxPlace+3 {
			t.Errorf("a path of %d bytes", len(path))
		}
	}

	r := &run{outcomes: &outcomes{of: map[string]*outcome{}}, breaks: newBreakList()}
	for row := int64(3); row > 0; row-- {
		places := make([]leftKey, len(left.paths))
		for i, path := range left.paths {
			places[i] = leftKey{"observation", path}
		}
		r.left.add(left.n, row, places...)
		for i := range elements { // columns of a header
			r.left.add(1, row, leftKey{"diary", fmt.Sprintf("Odd%04d", (i*7+int(row))%elements)})
		}
	}
	if n := len(r.left.first); n > 4*maxLeft {
		t.Fatalf("%d places in memory", n)
	}
	r.judgeLeftBehind()
	k := r.outcomes.get(checkLeft)
	if want := int64(3 * (2*elements + 1)); k.value != want {
		t.Errorf("%d values, want %d", k.value, want)
	}
	if !strings.HasPrefix(k.detail, "diary.Odd0000, diary.Odd0001, ") || !strings.HasSuffix(k.detail, "diary.Odd0099; and more places than these 100, which are not named") {
		t.Errorf("detail %s", k.detail)
	}
	if n := r.breaks.of(checkLeft); n != maxLeft || r.left.first[leftKey{"diary", "Odd0050"}] != 1 {
		t.Errorf("%d breaks, the first at row %d", n, r.left.first[leftKey{"diary", "Odd0050"}])
	}
}

// Of as many places as are named, none is passed over, and a file of no known type
// comes before columns.
func TestAllThatIsLeftBehindIsNamed(t *testing.T) {
	r := &run{outcomes: &outcomes{of: map[string]*outcome{}}, breaks: newBreakList()}
	for i := range maxLeft - 1 {
		r.left.add(1, 9, leftKey{"diary", fmt.Sprintf("Odd%04d", i)})
	}
	r.raw = []*rawFile{{sourceFile: &sourceFile{number: 2, name: "zoo", records: 7}}}
	r.judgeLeftBehind()
	if k := r.outcomes.get(checkLeft); k.value != maxLeft+6 || !strings.HasPrefix(k.detail, "zoo, diary.Odd0000, ") || !strings.HasSuffix(k.detail, "diary.Odd0098") {
		t.Errorf("%d values in %s", k.value, k.detail)
	}
}

// Places that were just let go of are still said to be there.
func TestThatMoreIsLeftBehindIsSaid(t *testing.T) {
	r := &run{outcomes: &outcomes{of: map[string]*outcome{}}, breaks: newBreakList()}
	for i := range 4*maxLeft + 1 {
		r.left.add(1, 9, leftKey{"diary", fmt.Sprintf("Odd%04d", i)})
	}
	if r.judgeLeftBehind(); !strings.Contains(r.outcomes.get(checkLeft).detail, "more places") {
		t.Errorf("detail %s", r.outcomes.get(checkLeft).detail)
	}
}
