package workbook

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"lollipop/internal/chis"
	"lollipop/internal/forms"
	"lollipop/reconcile"
)

// Reviewed is a row of the sheet Duplicates as somebody saved it.
type Reviewed struct {
	Cell         string    // of the decision, for messages
	First, Other int64     // patient rows of the two records
	Marks        [2]uint32 // of their keys
	Strict       bool      // of priority A: two people
	Decision     string    // SameChild, TwoChildren or CannotTell; "" where nobody decided
	Reviewer     string
	Second       string
	On           chis.Date
}

// What a reviewer may say of a pair.
const (
	SameChild   = "same child"
	TwoChildren = "two children"
	CannotTell  = "cannot tell"
)

// ReviewError lists what is wrong with a workbook that came back, cell by cell. It
// repeats no value of a cell.
type ReviewError struct {
	File     string
	Mistakes []string
}

func (e *ReviewError) Error() string {
	return fmt.Sprintf("read %s: %s", e.File, strings.Join(e.Mistakes, "; "))
}

// Hint says what to do next.
func (e *ReviewError) Hint() string {
	return "only the columns on light blue are to be filled in: give every other cell back the value that it had, or copy the decisions to a fresh workbook"
}

// Usage reports that the caller can mend it.
func (e *ReviewError) Usage() bool { return true }

// ReadReview reads the sheet Duplicates of a workbook that people filled in and
// Excel or LibreOffice saved again. Every row must still have the facts that it was
// written with; against the files of the run, which may be none, a changed fact is
// named by its cell. restricted says that it is of the workbook of restricted children.
func ReadReview(path, passphrase string, restricted bool, written []string) ([]Reviewed, error) {
	s, err := readReviewSheet(path, passphrase, restricted)
	if err != nil {
		return nil, err
	}
	wrong := &ReviewError{File: filepath.Base(path)}
	var changed []int
	for i := range s.rows {
		if !s.sound(i) {
			changed = append(changed, i)
		}
	}
	if len(changed) > 0 {
		wrong.Mistakes = s.explain(changed, written, passphrase)
		return nil, wrong
	}
	var all []Reviewed
	seen := map[string]string{}
	for i := range s.rows {
		r, problems := s.reviewed(i)
		if first := seen[s.key(i)]; first != "" {
			problems = append(problems, fmt.Sprintf("%s: the same pair stands at %s", r.Cell, first))
		}
		seen[s.key(i)] = r.Cell
		wrong.Mistakes = append(wrong.Mistakes, problems...)
		all = append(all, r)
	}
	if len(wrong.Mistakes) > 0 {
		return nil, wrong
	}
	return all, nil
}

// reviewSheet is the sheet as it is in a file: rows below the headings, and the
// place of each heading.
type reviewSheet struct {
	restricted bool
	like       *list
	at         map[string]int
	rows       [][]string
	lines      []int // of the rows, from 1
}

func readReviewSheet(path, passphrase string, restricted bool) (s *reviewSheet, err error) {
	f, err := excelize.OpenFile(path, excelize.Options{Password: passphrase})
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", filepath.Base(path), err)
	}
	defer func() { err = cmp.Or(err, f.Close()) }()
	if at, err := f.GetSheetIndex(sheetDuplicates); err == nil && at < 0 {
		return nil, &ReviewError{filepath.Base(path), []string{"it has no sheet " + sheetDuplicates}}
	}
	rows, err := f.GetRows(sheetDuplicates, excelize.Options{RawCellValue: true})
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", filepath.Base(path), err)
	}
	s = &reviewSheet{restricted: restricted, like: pairList(restricted, reconcile.Rows[reconcile.DuplicateRow]{}), at: map[string]int{}}
	head := slices.IndexFunc(rows, func(r []string) bool { return slices.Contains(r, "Row key") })
	if head < 0 {
		return nil, &ReviewError{filepath.Base(path), []string{"the sheet " + sheetDuplicates + " has no headings"}}
	}
	for i, h := range rows[head] {
		s.at[strings.TrimSpace(h)] = i
	}
	for _, c := range s.like.keyed() {
		if _, ok := s.at[c.head]; !ok {
			return nil, &ReviewError{filepath.Base(path), []string{fmt.Sprintf("the sheet %s lacks the column %s", sheetDuplicates, c.head)}}
		}
	}
	for n, r := range rows[head+1:] {
		if slices.ContainsFunc(r, func(v string) bool { return strings.TrimSpace(v) != "" }) {
			s.rows, s.lines = append(s.rows, r), append(s.lines, head+2+n)
		}
	}
	if len(s.rows) == 1 && s.text(0, "Row key") == "" {
		s.rows = nil // "Nothing to show here."
	}
	return s, nil
}

func (s *reviewSheet) text(i int, head string) string {
	if at := s.at[head]; at < len(s.rows[i]) {
		return s.rows[i][at]
	}
	return ""
}

func (s *reviewSheet) key(i int) string { return s.text(i, "Row key") }

func (s *reviewSheet) cell(i int, head string) string {
	name, _ := excelize.CoordinatesToCellName(s.at[head]+1, s.lines[i])
	return sheetDuplicates + "!" + name
}

// sound reports that the facts of a row are those that its hash was made of.
func (s *reviewSheet) sound(i int) bool {
	r := row{key: s.key(i)}
	for _, c := range s.like.columns {
		r.values = append(r.values, s.fact(i, &c))
	}
	return s.like.hash(&r) == s.text(i, "Row hash")
}

// fact is a cell as it was when it was written. A program that saves the file anew
// keeps dates as numbers of days.
func (s *reviewSheet) fact(i int, c *column) any {
	text := s.text(i, c.head)
	if c.kind == date {
		if d, ok := dayOfCell(text); ok {
			return d
		}
	}
	return text
}

// dayOfCell reads a day as a spreadsheet keeps or shows it.
func dayOfCell(text string) (chis.Date, bool) {
	text = strings.TrimSpace(text)
	if days, err := strconv.ParseFloat(text, 64); err == nil && days >= 1 && days < 1e6 {
		return dayZero.AddDays(int(days)), true
	}
	if d, ok := chis.ParseDate(text); ok {
		return d, true
	}
	p := strings.Split(text, "/")
	if len(p) != 3 {
		return 0, false
	}
	return chis.ParseDate(p[2] + "-" + p[1] + "-" + p[0])
}

// explain names the cells that changed, or the row where nobody knows what was
// there.
func (s *reviewSheet) explain(changed []int, written []string, passphrase string) (mistakes []string) {
	was := map[string]func(*column) any{}
	for _, path := range written {
		o, err := readReviewSheet(path, passphrase, s.restricted)
		if err != nil {
			continue // it only helps to say which cell
		}
		for i := range o.rows {
			was[o.key(i)] = func(c *column) any { return o.fact(i, c) }
		}
	}
	for _, i := range changed {
		before := was[s.key(i)]
		found := false
		for _, c := range s.like.columns {
			if before == nil || c.kind == fill || c.kind == fillDate {
				continue
			}
			if plainText(before(&c)) != plainText(s.fact(i, &c)) {
				found = true
				mistakes = append(mistakes, s.cell(i, c.head)+" was changed")
			}
		}
		if !found {
			mistakes = append(mistakes, fmt.Sprintf("%s: a fact, the key or the hash of row %d was changed", sheetDuplicates, s.lines[i]))
		}
	}
	return mistakes
}

// firstDecided is a day before which nobody decided anything in these workbooks. A
// year alone, which a spreadsheet takes for a number of days, lies before it.
const firstDecided = chis.Date(20000101)

// reviewed is what people said in a row, and what is wrong with that.
func (s *reviewSheet) reviewed(i int) (r Reviewed, problems []string) {
	say := func(head string) string { return strings.TrimSpace(s.text(i, head)) }
	wrong := func(head, what string) { problems = append(problems, s.cell(i, head)+": "+what) }
	r = Reviewed{
		Cell: s.cell(i, "Decision"), Strict: strings.HasPrefix(say(headPriority), "A"), Decision: strings.ToLower(say("Decision")),
		Reviewer: say("Reviewer"), Second: say("Second reviewer (A)"),
	}
	if _, err := fmt.Sscanf(s.key(i), pairKey, &r.First, &r.Other, &r.Marks[0], &r.Marks[1]); err != nil {
		wrong("Row key", "is no key of a pair")
	}
	if r.Decision == "" {
		return r, problems
	}
	if !slices.Contains(sameOrTwo, r.Decision) {
		wrong("Decision", "is none of: "+strings.Join(sameOrTwo, ", "))
		return r, problems
	}
	if r.Decision == CannotTell {
		return r, problems
	}
	if r.Reviewer == "" {
		wrong("Reviewer", "who decided?")
	}
	for _, head := range [...]string{"Reviewer", "Second reviewer (A)"} {
		if problem := forms.NoReviewer(say(head)); problem != "" {
			wrong(head, problem)
		}
	}
	if two := r.Strict || r.Decision == SameChild; two && r.Second == "" || r.Second != "" && forms.SamePerson(r.Second, r.Reviewer) {
		wrong("Second reviewer (A)", "a second person, another than the reviewer, has to say so")
	}
	ok := false
	if r.On, ok = dayOfCell(say("Decided on")); !ok || r.On.Before(firstDecided) {
		wrong("Decided on", "on which day? For example 22/03/2021")
	}
	return r, problems
}
