package reconcile

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"lollipop/internal/table"
	"lollipop/internal/target"
)

// TestJoiner compares several sorted runs with what a target returns: rows on
// one side alone, and columns that differ.
func TestJoiner(t *testing.T) {
	c := bench(t)
	tab := c.tables[c.tableNumber[tableFeeding]]
	row := func(id int, status string) cells {
		return cells{"id": fmt.Sprint(id), "source_row": fmt.Sprint(100 + id), "status": status}
	}
	dir := t.TempDir()
	c.in.transformDir = dir
	c.in.transform.Content.Runs = map[string][][]string{}
	for n, ids := range [][]int{{2, 3, 9, 12}, {1, 5, 6, 7}, {4, 8}} {
		var rows []cells
		for _, id := range ids {
			rows = append(rows, row(id, "breast"))
		}
		rel := fmt.Sprintf("feeding/%d.parquet", n)
		if err := os.MkdirAll(filepath.Join(dir, "feeding"), 0o700); err != nil {
			t.Fatal(err)
		}
		w, err := table.Create(filepath.Join(dir, rel), target.Schema(tab.columns), table.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Write(batchOf(target.Schema(tab.columns), rows)); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Close(); err != nil {
			t.Fatal(err)
		}
		c.in.transform.Content.Runs["feeding"] = append(c.in.transform.Content.Runs["feeding"], []string{rel})
	}
	var got []cells
	for _, id := range []int{1, 2, 4, 5, 6, 7, 8, 9, 10} {
		status := "breast"
		if id == 6 {
			status = "bottle"
		}
		got = append(got, row(id, status))
	}
	var j joiner
	if err := j.open(c.run, tab, "feeding", false); err != nil {
		t.Fatal(err)
	}
	defer j.close()
	for from := range slices.Chunk(got, 4) { // batches that end inside runs
		if err := j.take(batchOf(target.Schema(tab.columns), from)); err != nil {
			t.Fatal(err)
		}
	}
	if err := j.finish(); err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, b := range cut(append(c.breaks.open, c.breaks.waiting...)) {
		found = append(found, fmt.Sprint(b.ID, " ", b.Column, " ", b.Kind))
	}
	want := []string{"3  missing-in-target", "6 status differs-from-transform", "10  not-written-by-transform", "12  missing-in-target"}
	if !slices.Equal(found, want) {
		t.Errorf("found %q, want %q", found, want)
	}
}

// TestBreaksDoNotDependOnOrder adds more breaks than are listed, in two orders.
func TestBreaksDoNotDependOnOrder(t *testing.T) {
	list := func(step int64) []Break {
		l := newBreakList()
		for n := range int64(2*maxBreaks + 10) {
			id := n * step % (2*maxBreaks + 10)
			l.note(Break{Check: checkValues, Table: "child", ID: id, Kind: "differs"}, false)
		}
		if l.of(checkValues) != 2*maxBreaks+10 {
			t.Errorf("%d breaks counted", l.of(checkValues))
		}
		return cut(l.open)
	}
	a, b := list(1), list(7)
	if len(a) != maxBreaks || !slices.Equal(a, b) {
		t.Errorf("%d and %d breaks listed, or others", len(a), len(b))
	}
}
