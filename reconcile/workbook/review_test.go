package workbook

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// filledIn writes a workbook, fills cells of its sheet Duplicates in (by heading and
// row, from 0) and saves it again, as a person does; it answers the file that came
// back and the one that was written.
func filledIn(t *testing.T, passphrase string, cells map[string]any) (back, written string) {
	t.Helper()
	rep, l := full()
	dir, _ := write(t, rep, l, Options{Passphrase: passphrase})
	written = filepath.Join(dir, File)
	f := open(t, written, passphrase)
	rows, err := f.GetRows(sheetDuplicates)
	if err != nil {
		t.Fatal(err)
	}
	for where, v := range cells {
		head, row, _ := strings.Cut(where, "/")
		for i, h := range rows[headRow-1] {
			if h == head {
				cell, _ := excelize.CoordinatesToCellName(i+1, firstRow+int(row[0]-'0'))
				if err := f.SetCellValue(sheetDuplicates, cell, v); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	back = filepath.Join(t.TempDir(), "back.xlsx")
	if err := f.SaveAs(back, excelize.Options{Password: passphrase}); err != nil {
		t.Fatal(err)
	}
	return back, written
}

func TestReadReview(t *testing.T) {
	const day = 44287 // 1 April 2021
	for _, test := range []struct {
		name   string
		secret string
		cells  map[string]any
		want   string // of the first row
		wrong  string
	}{
		{"nothing decided", "", nil, "", ""},
		{"one child, by two", "", map[string]any{"Decision/0": "Same child", "Reviewer/0": "A. Nurse", "Second reviewer (A)/0": "B. Lead", "Decided on/0": day}, SameChild, ""},
		{"encrypted", "correct horse battery 24", map[string]any{"Decision/0": "two children", "Reviewer/0": "A. Nurse", "Second reviewer (A)/0": "B. Lead", "Decided on/0": "01/04/2021"}, TwoChildren, ""},
		{"cannot tell", "", map[string]any{"Decision/0": "cannot tell"}, CannotTell, ""},
		{"by one alone", "", map[string]any{"Decision/0": "two children", "Reviewer/0": "A. Nurse", "Decided on/0": day}, "", "a second person"},
		{"by one twice", "", map[string]any{"Decision/0": "two children", "Reviewer/0": "A. Nurse", "Second reviewer (A)/0": "a. nurse", "Decided on/0": day}, "", "a second person"},
		{"by one twice, with another blank", "", map[string]any{"Decision/0": "same child", "Reviewer/0": "A. Nurse", "Second reviewer (A)/0": "A.  Nurse", "Decided on/0": day}, "", "a second person"},
		{"of priority C by one twice", "", map[string]any{"Decision/1": "two children", "Reviewer/1": "A. Nurse", "Second reviewer (A)/1": "a. nurse", "Decided on/1": day}, "", "a second person"},
		{"in a year, not on a day", "", map[string]any{"Decision/1": "two children", "Reviewer/1": "A. Nurse", "Decided on/1": 2021}, "", "on which day?"},
		{"by nobody, on no day", "", map[string]any{"Decision/1": "two children"}, "", "who decided?"},
		{"a merge of priority C by one", "", map[string]any{"Decision/1": "same child", "Reviewer/1": "A. Nurse", "Decided on/1": day}, "", "a second person"},
		{"by a formula", "", map[string]any{"Decision/0": "two children", "Reviewer/0": "=Other", "Second reviewer (A)/0": "B. Lead", "Decided on/0": day}, "", "begins as a formula does"},
		{"by a page of text", "", map[string]any{"Decision/0": "two children", "Reviewer/0": "A. Nurse", "Second reviewer (A)/0": strings.Repeat("x", 200), "Decided on/0": day}, "", "is longer than 80"},
		{"another word", "", map[string]any{"Decision/0": "yes"}, "", "is none of: same child"},
		{"a changed birth date", "", map[string]any{"Born, second/0": day}, "", "Duplicates!S5 was changed"},
		{"a changed name", "", map[string]any{"Surname, first/1": "Other"}, "", "Duplicates!L6 was changed"},
		{"a changed key", "", map[string]any{"Row key/0": "pair/1/2"}, "", "row 5 was changed"},
		{"one pair twice", "", map[string]any{"Row key/1": "pair/21/22/00000000/00000000"}, "", "A6 was changed"},
	} {
		t.Run(test.name, func(t *testing.T) {
			back, written := filledIn(t, test.secret, test.cells)
			got, err := ReadReview(back, test.secret, false, []string{written})
			if test.wrong != "" {
				var wrong *ReviewError
				if !errors.As(err, &wrong) || !strings.Contains(err.Error(), test.wrong) || wrong.Hint() == "" || strings.Contains(err.Error(), "Other") {
					t.Fatalf("error %v, want one that says %q", err, test.wrong)
				}
				return
			}
			if err != nil || len(got) != 2 {
				t.Fatalf("%d rows, %v", len(got), err)
			}
			if r := got[0]; r.Decision != test.want || r.First != 21 || r.Other != 22 || !r.Strict || got[1].Strict {
				t.Errorf("%+v", got)
			}
			if test.want == SameChild && (got[0].On != 20210401 || got[0].Second != "B. Lead") {
				t.Errorf("%+v", got[0])
			}
		})
	}
}

func TestReadReviewOfAnotherFile(t *testing.T) {
	if _, err := ReadReview(filepath.Join(t.TempDir(), "none.xlsx"), "", false, nil); err == nil {
		t.Error("a file that is not there is read")
	}
	rep, _ := full()
	dir, _ := write(t, rep, nil, Options{})
	if _, err := ReadReview(filepath.Join(dir, File), "", false, nil); err == nil {
		t.Error("a workbook without the sheet is read")
	}
	back, _ := filledIn(t, "correct horse battery 24", nil)
	if _, err := ReadReview(back, "another", false, nil); err == nil {
		t.Error("an encrypted workbook is read with another passphrase")
	}
}
