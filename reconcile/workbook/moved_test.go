package workbook

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

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

// No word of a heading is broken in two: "Commissione r" stood over a column.
func TestHeadingsFit(t *testing.T) {
	rep, l := full()
	dir, _ := write(t, rep, l, Options{})
	f := open(t, filepath.Join(dir, File), "")
	for _, sheet := range order[1:] {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for i, head := range rows[headRow-1] {
			name, _ := excelize.ColumnNumberToName(i + 1)
			width, err := f.GetColWidth(sheet, name)
			if err != nil {
				t.Fatal(err)
			}
			for word := range strings.FieldsSeq(head) {
				if float64(len(word))*1.09 > width {
					t.Errorf("%s: %q is wider than its column of %v", sheet, word, width)
				}
			}
		}
	}
}

// Half a level of a place once stood as " and postcode near".
func TestLevelsAreWords(t *testing.T) {
	for level, want := range map[string]string{
		"-+postcode-near": "address missing, postcode near", "address-equal+-": "address equal, postcode missing", "address-near+sector-or-town-equal": "address near and sector or town equal",
		"-": "not in use", "day-month-swapped": "day month swapped", "missing": "missing",
	} {
		if got := levelWords(level); got != want {
			t.Errorf("%s: %q, want %q", level, got, want)
		}
	}
	if got := times(20); got != "1,048,576 times more likely of one child" {
		t.Errorf("a large figure is %q", got)
	}
}

// The name of a file wraps behind its hyphens, which leaves room at the end of lines:
// its last line was cut.
func TestLinesOfTheNameOfAFile(t *testing.T) {
	name := "chis/1-20_Admin_Patient_20210308043107_3814DA57-7D49-4182-A4C9-4EF61D78FA7F.csv"
	if got := linesOf(name, 44, false); got != 3 {
		t.Errorf("%d lines, want 3", got)
	}
}
