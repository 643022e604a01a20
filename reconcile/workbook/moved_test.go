package workbook

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lollipop/reconcile"
)

// The bars of both pictures are the cells of the table below them, a row for each
// span of days, in the order of days.
func TestChildrenByDaysMoved(t *testing.T) {
	rep, l := full()
	for i := range reconcile.MovedBands {
		l.DueMoved[i], l.ListMoved[i] = int64(100+i), int64(200+i)
	}
	dir, _ := write(t, rep, l, Options{})
	f := open(t, filepath.Join(dir, File), "")
	lines, err := f.GetRows(sheetReadMe)
	if err != nil {
		t.Fatal(err)
	}
	head := slices.IndexFunc(lines, func(r []string) bool { return len(r) == 4 && r[0] == "Moved" })
	if head < 0 {
		t.Fatal("no table of children by days moved")
	}
	for i, words := range movedWords {
		want := []string{words[0], words[1], fmt.Sprint(100 + i), fmt.Sprint(200 + i)}
		if got := lines[head+1+i]; words[0] == "" || !slices.Equal(got, want) {
			t.Errorf("row %d is %q, want %q", i, got, want)
		}
	}
	for title, column := range map[string]string{"Next due changed: from before to after": "C", "Old due list: from the list to the schedule": "D"} {
		first, last := head+2, head+1+reconcile.MovedBands // rows are counted from 1
		drawn := false
		for name, xml := range parts(t, f) {
			drawn = drawn || strings.HasPrefix(name, "xl/charts/") && strings.Contains(xml, title) && strings.Contains(xml, fmt.Sprintf("$%s$%d:$%s$%d", column, first, column, last)) &&
				strings.Contains(xml, fmt.Sprintf("$A$%d:$A$%d", first, last)) && strings.Contains(xml, ">Children<")
		}
		if !drawn {
			t.Errorf("no chart %q over column %s, rows %d to %d", title, column, first, last)
		}
	}
}

// Where nothing changed there is no empty picture but a sentence.
func TestNobodyMoved(t *testing.T) {
	rep, l := full()
	l.DueMoved, l.ListMoved = reconcile.Moved{}, reconcile.Moved{}
	dir, _ := write(t, rep, l, Options{})
	f := open(t, filepath.Join(dir, File), "")
	lines, err := f.GetRows(sheetReadMe)
	if err != nil || !slices.ContainsFunc(lines, func(r []string) bool { return len(r) == 3 && r[0] == "Nobody" }) {
		t.Errorf("Read me does not say that nobody moved (%v)", err)
	}
	for name, xml := range parts(t, f) {
		if strings.Contains(xml, "from before to after") {
			t.Errorf("%s draws it", name)
		}
	}
}

func TestAreasHaveNames(t *testing.T) {
	names := map[string]string{"00Q": "NHS Blackburn with Darwen CCG"}
	for _, c := range []struct {
		area reconcile.CoverageArea
		want string
	}{
		{reconcile.CoverageArea{Area: reconcile.AreaService}, "Whole service"},
		{reconcile.CoverageArea{Area: reconcile.AreaCommissioner, Code: "00Q"}, "NHS Blackburn with Darwen CCG"},
		{reconcile.CoverageArea{Area: reconcile.AreaAuthority, Code: "E10000006"}, "E10000006, name not known"},
		{reconcile.CoverageArea{Area: reconcile.AreaAuthority}, "Area not known"},
	} {
		if got := areaName(names, &c.area); got != c.want {
			t.Errorf("%v: %q, want %q", c.area.Code, got, c.want)
		}
	}
}

// A name in capitals once ran into the row below, as its second line had no room.
func TestCapitalsNeedMoreRoom(t *testing.T) {
	const practice = 26
	for text, want := range map[string]int{"NEWTON DRIVE HEALTH CENTRE": 2, "Newton Drive Health Centre": 1, "LEYLAND SURGERY": 1} {
		if got := linesOf(text, practice, false); got != want {
			t.Errorf("%q takes %d lines, want %d", text, got, want)
		}
	}
}
