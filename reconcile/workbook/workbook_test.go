package workbook

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"lollipop/internal/chis"
	"lollipop/internal/ledger"
	"lollipop/reconcile"
)

// person is a child with a name that a spreadsheet would love to run.
func person(i int, hub string) reconcile.Person {
	n, _ := chis.NHSNumberFromPlainUint64(9990000018)
	return reconcile.Person{
		ID: int64(i), Number: n, Surname: "=HYPERLINK(\"x\")", Forename: "+Ada\x01\ufffe", Born: 20200229, Practice: "P81001",
		PracticeName: "@THE SURGERY", Hub: hub, Source: "chis",
	}
}

// full is a report and a listing with something on every sheet.
func full() (*reconcile.Report, *reconcile.Listing) {
	rep := &reconcile.Report{
		Schema: 1, RunID: "0123456789ab", AsOf: "2021-03-22", Verdict: reconcile.VerdictFail, Tool: "lollipop test",
		Accounting: []ledger.Account{
			{Source: "chis", Organisation: "{A}", Entity: "patient", Read: 10, Loaded: 6, Merged: 1, Superseded: 1, Excluded: 1, Quarantined: 1},
			{Source: "gp", Organisation: "-", Entity: "clinical_code", Read: 3, Loaded: 2, Excluded: 1},
		},
		Checks: []reconcile.CheckResult{
			{ID: "rows", State: reconcile.Passed, Unit: "count", Question: "Every row?", Doc: "docs/checks/rows.md"},
			{ID: "living-missing", State: reconcile.Failed, Value: 1, Unit: "count", Question: "Every child?", Doc: "docs/checks/living-missing.md"},
			{ID: "other-codes", State: reconcile.Errored, Tolerance: 5000, Unit: "ppm", Question: "Codes?", Waivable: true},
			{ID: "raw", State: reconcile.NotApplicable, Unit: "count", Question: "Raw?"},
		},
		Counts: map[string]int64{"children": 4, "persons": 5, "children.dead": 1, "pairs.review": 2, "quarantine.rows": 1},
		Coverage: reconcile.Coverage{Resident: true, Areas: []reconcile.CoverageArea{
			{Area: reconcile.AreaService, Measure: "24m-mmr1", Quarter: "2021-01-01", QuarterName: "2020-21 Q4", Partial: true, ChildrenBefore: 5, ChildrenAfter: 5, ReachedBefore: 3, ReachedAfter: 2},
			{Area: reconcile.AreaCommissioner, Basis: reconcile.BasisRegistered, Code: "00Q", Measure: "24m-mmr1", Quarter: "2021-01-01", QuarterName: "2020-21 Q4", Partial: true, ChildrenBefore: 4, ChildrenAfter: 4, ReachedBefore: 3, ReachedAfter: 2, Moved: -250_000, MovedUnexplained: -250_000},
			{Area: reconcile.AreaAuthority, Basis: reconcile.BasisResident, Code: "E06000008", Measure: "24m-mmr1", Quarter: "2021-01-01", QuarterName: "2020-21 Q4", Partial: true, ChildrenBefore: 4, ChildrenAfter: 4, ReachedBefore: 3, ReachedAfter: 2, ByPostcodeBefore: 3, ByPostcodeAfter: 3, Moved: -250_000, MovedUnexplained: -250_000},
		}},
		Findings: []string{"1 living child in scope is missing"},
	}
	l := &reconcile.Listing{
		AsOf: 20210322, Restricted: 3, Names: map[string]string{"{A}": "P81001 THE SURGERY"},
		Practices: []reconcile.PracticeRow{
			{Code: "P81001", Name: "THE SURGERY", Hub: "Hub 1", Known: true, Missing: 1, Children: [reconcile.AgeBands]reconcile.Sides{{Source: 2, Target: 1}, {Source: 2, Target: 2}}},
			{Code: "P81002", Name: "-OTHER", Hub: "Hub 2", Known: true, Pairs: 2},
			{Hub: reconcile.NoHub, Name: reconcile.NoPractice},
		},
		Children: reconcile.Rows[reconcile.ChildRow]{Total: 2, List: []reconcile.ChildRow{
			{Person: person(0, "Hub 1"), Why: reconcile.NotLoaded, Row: 1<<40 | 1, Path: "chis/a.csv", Record: 1},
			{Person: person(7, "Hub 2"), Why: reconcile.LacksFields, Fields: []string{"date_of_birth"}, Row: 1<<40 | 2},
		}},
		Flags: reconcile.Rows[reconcile.FlagRow]{Total: 2, List: []reconcile.FlagRow{
			{Person: person(7, "Hub 1"), Kind: "looked_after", Change: "start", Result: reconcile.FlagMissing, Source: partial("2020"), Row: 5},
			{Person: person(8, "Hub 3"), Kind: "alert", Change: "end", Result: reconcile.FlagSame, Source: partial("2020-02-29"), Target: partial("2020-02-29"), Row: 6, TargetID: 1},
		}},
		Failsafe: reconcile.Rows[reconcile.FailsafeRow]{Total: 90_000, List: []reconcile.FailsafeRow{
			{Person: person(9, "Hub 1"), Why: reconcile.FailNoResult | reconcile.FailHearing, AgeDays: 40, Row: 9},
		}},
		Due: reconcile.Rows[reconcile.DueRow]{Total: 2, List: []reconcile.DueRow{
			{Person: person(7, "Hub 1"), Reason: reconcile.ReasonUnexplained, Strict: true, Change: reconcile.DueLater, Before: reconcile.DueDay{What: "MMR 1", On: 20210302}, After: reconcile.DueDay{What: "MMR 1", On: 20210402}, Days: 31},
			{Person: person(8, "Hub 2"), Reason: reconcile.ReasonOtherRecord, Explained: true, Before: reconcile.DueDay{What: "MMR 1", On: 20210302}, After: reconcile.DueDay{What: "nothing: deceased"}},
		}},
		DueMoved: reconcile.Moved{reconcile.MovedMonthLater: 1, reconcile.MovedGone: 1}, ListMoved: reconcile.Moved{reconcile.MovedMonthLater: 1},
		Lists: reconcile.Rows[reconcile.ListRow]{Total: 1, List: []reconcile.ListRow{
			{Person: person(9, "Hub 1"), Reason: reconcile.ReasonGiven, Explained: true, Listed: reconcile.DueDay{What: "=MMR 1", On: 20210302}, Due: reconcile.DueDay{What: "MMR 2", On: 20230302}, Days: 730, Reasons: []string{reconcile.ReasonGiven}},
		}},
		Bridge: reconcile.Rows[reconcile.BridgeRow]{Total: 1, List: []reconcile.BridgeRow{
			{Person: person(9, "Hub 1"), What: reconcile.BridgeInvited, Vaccine: "=measles", On: 20210302, Row: 14},
		}},
		Plans:    reconcile.Rows[reconcile.PlanRow]{Total: 1, List: []reconcile.PlanRow{{Person: person(8, "Hub 2"), Cannot: true, Why: "=no date of birth", Row: 15}}},
		Coverage: []reconcile.CoverageLine{{Practice: "P81001", Name: "THE SURGERY", Hub: "Hub 1", Measure: "24m-mmr1", Words: "mmr", Quarter: 20210101, Children: reconcile.Sides{Source: 4, Target: 4}, Reached: reconcile.Sides{Source: 3, Target: 2}}},
		CoverageChanged: reconcile.Rows[reconcile.CoverageRow]{Total: 1, List: []reconcile.CoverageRow{
			{Person: person(7, "Hub 1"), Measure: "24m-mmr1", Words: "mmr", Change: "lost", Reason: reconcile.ReasonUnexplained},
		}},
		Bookings: reconcile.Rows[reconcile.BookingRow]{Total: 1, List: []reconcile.BookingRow{
			{Person: person(9, "Hub 1"), Result: reconcile.BookingTaken, Kind: "appointment", On: 20210401, At: "09:30:00", Row: 11},
		}},
		Dates: reconcile.Rows[reconcile.DateRow]{Total: 1, List: []reconcile.DateRow{
			{Person: person(8, "Hub 2"), Why: "date-after-death", Event: "encounter", On: 20201231, Row: 12},
		}},
		Places: reconcile.Rows[reconcile.PlaceRow]{Total: 1, List: []reconcile.PlaceRow{
			{Person: person(7, "Hub 1"), Why: "practice-closed", Closed: 20200101, Row: 13},
		}},
		Duplicates: reconcile.Rows[reconcile.DuplicateRow]{Total: 2, List: []reconcile.DuplicateRow{
			{
				First: side(3, "Hub 1", 21), Second: side(4, "Hub 2", 22), Priority: reconcile.PriorityA, Rule: "forename-differs", Words: "forenames differ", Score: 9100,
				Agrees: []string{"NHS number", "surname"}, Differs: []string{"forename"}, Due: true, Coverage: []string{"=mmr"}, Flags: []string{"looked_after"},
				After: reconcile.DueDay{What: "MMR 2", On: 20230402},
			},
			{First: side(5, reconcile.NoHub, 23), Second: side(6, "Hub 2", 24), Priority: reconcile.PriorityC, Rule: "score-review", Score: math.MinInt64},
		}},
		Audit:      []reconcile.AuditRow{{First: side(7, "Hub 1", 25), Second: side(7, "Hub 1", 26), Rule: "score", Words: "so alike", Score: 15000}},
		Screening:  []reconcile.ScreeningRow{{Programme: "bloodspot", Test: "CF", Status: "04", Rows: 3, Joined: 1, Target: 2}, {Programme: "hearing", Test: "outcome", Status: "CR-NFU", Rows: 1}},
		Codes:      []reconcile.CodeRow{{Source: "chis", System: "readv2", Code: "-654.", Term: "@term", Class: "safety", Kind: "unmapped", State: "unmapped", Review: "proposed", Events: 4, CodeID: 11}},
		Fixes:      []reconcile.FixRow{{Harm: 1, ID: "children-missing", Practice: "P81001", Count: 1, What: "=what", Do: "-do", Where: reconcile.FixTool, Owner: "engineer"}},
		Quarantine: []reconcile.RuleCount{{Rule: "no-code", Words: "no code", Rows: 1}},
	}
	return rep, l
}

// side is a record of a pair.
func side(i int, hub string, row int64) reconcile.RecordSide {
	return reconcile.RecordSide{
		Person: person(i, hub), Middle: "@Mary", Sex: "F", Address: "=1, HIGH STREET", Postcode: "LA1 4YW", Due: reconcile.DueDay{What: "MMR 1", On: 20210302}, Row: row,
	}
}

func partial(s string) chis.PartialDate {
	precision := chis.PrecisionDay
	if len(s) == 4 {
		s, precision = s+"-01-01", chis.PrecisionYear
	}
	d, _ := chis.ParseDate(s)
	return chis.MakePartialDate(d, precision)
}

func write(t *testing.T, rep *reconcile.Report, l *reconcile.Listing, o Options) (dir string, all []reconcile.Rendered) {
	t.Helper()
	dir = t.TempDir()
	all, err := Write(context.Background(), dir, rep, l, o)
	if err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != len(all) {
		t.Fatalf("%d files for %d named (%v)", len(entries), len(all), err)
	}
	return dir, all
}

func open(t *testing.T, path string, passphrase string) *excelize.File {
	t.Helper()
	f, err := excelize.OpenFile(path, excelize.Options{Password: passphrase})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// table reads the rows of a list by the headings.
func table(t *testing.T, f *excelize.File, sheet string) (rows []map[string]string) {
	t.Helper()
	all, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range all[headRow:] {
		m := map[string]string{}
		for i, v := range r {
			m[all[headRow-1][i]] = v
		}
		rows = append(rows, m)
	}
	return rows
}

var order = []string{
	"Read me", "Practices", "Children not loaded, incomplete", "Next due changed", "Old due list", "Bridge list", "Cannot be scheduled", "Coverage changed", "Flags", "Failsafe under one", "Appointments and referrals", "Dates that cannot be right", "Practice not known", "Coverage by practice", "Coverage", "Coverage by area", "Coverage by area, measure", "Failsafe counts", "Quarantine", "Codes", "Duplicates", "Merge audit", "Fix list", "Accounting",
}

// parts are the XML parts of a file.
func parts(t *testing.T, f *excelize.File) map[string]string {
	t.Helper()
	all := map[string]string{}
	f.Pkg.Range(func(k, v any) bool {
		all[k.(string)] = string(v.([]byte))
		return true
	})
	return all
}

func TestEverySheetIsPlainTypedAndReadyToFilter(t *testing.T) {
	rep, l := full()
	dir, _ := write(t, rep, l, Options{})
	f := open(t, filepath.Join(dir, File), "")
	if got := f.GetSheetList(); !slices.Equal(got, order) {
		t.Fatalf("sheets %q", got)
	}
	charts := 0
	for name, xml := range parts(t, f) {
		if strings.HasPrefix(name, "xl/charts/") {
			charts++
			continue
		}
		if !strings.HasPrefix(name, "xl/worksheets/sheet") {
			continue
		}
		for _, wrong := range []string{"<f>", "<f ", "<mergeCell", "<sheetProtection", "t=\"e\""} {
			if strings.Contains(xml, wrong) {
				t.Errorf("%s holds %s", name, wrong)
			}
		}
		wanted := []string{"<cols>", "fitToPage=\"true\"", "orientation=\"landscape\"", "<headerFooter", "<pageMargins"}
		if name != "xl/worksheets/sheet1.xml" {
			wanted = append(wanted, "<autoFilter ref=\"$A$3:", "state=\"frozen\"", "ySplit=\"3\"")
		}
		for _, want := range wanted {
			if !strings.Contains(strings.ReplaceAll(xml, `="1"`, `="true"`), strings.ReplaceAll(want, `="1"`, `="true"`)) {
				t.Errorf("%s lacks %s", name, want)
			}
		}
	}
	if charts != 6 {
		t.Errorf("%d charts", charts)
	}
}

// Each part has its type, in the namespace that Excel and LibreOffice look in:
// types without it once made a file that only lenient readers opened.
func TestPartsHaveTypes(t *testing.T) {
	rep, l := full()
	dir, _ := write(t, rep, l, Options{})
	r, err := zip.OpenReader(filepath.Join(dir, File))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	f, err := r.Open(typesPart)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(f)
	if err != nil || r.File[0].Name != typesPart {
		t.Fatalf("the first part is %s (%v)", r.File[0].Name, err)
	}
	var types partTypes
	if err := xml.Unmarshal(text, &types); err != nil || bytes.Contains(text, []byte(`xmlns=""`)) {
		t.Errorf("%s (%v)", text, err)
	}
	for _, part := range r.File[1:] {
		byName := slices.ContainsFunc(types.Override, func(p partType) bool { return p.PartName == "/"+part.Name })
		byEnd := slices.ContainsFunc(types.Default, func(p partType) bool { return strings.HasSuffix(part.Name, "."+p.Extension) })
		if !byName && !byEnd {
			t.Errorf("%s has no type", part.Name)
		}
		if strings.HasPrefix(part.Name, "xl/worksheets/sheet") && !byName {
			t.Errorf("%s has no type of its own", part.Name)
		}
	}
}

// What begins like a formula is the text that it was.
func TestCellsKeepWhatTheyAre(t *testing.T) {
	rep, l := full()
	dir, _ := write(t, rep, l, Options{})
	f := open(t, filepath.Join(dir, File), "")
	c := table(t, f, sheetChildren)[0]
	for head, want := range map[string]string{
		"NHS number": "999 000 0018", "Surname": "=HYPERLINK(\"x\")", "Forename": "+Ada\ufffd\ufffd", "Practice name": "@THE SURGERY", "Practice": "P81001",
		"Born": "43890", "Row key": fmt.Sprintf("row/%d", 1<<40|1), "Record in file": "1", "Status": "open",
	} {
		if c[head] != want {
			t.Errorf("%s is %q, want %q", head, c[head], want)
		}
	}
	shown, err := f.GetCellValue(sheetChildren, "E4") // born, as it is shown
	if err != nil || shown != "29/02/2020" {
		t.Errorf("born is shown as %q (%v)", shown, err)
	}
	flag := table(t, f, sheetFlags)[0]
	if flag["Date in source"] != "" || flag["Source, not a full date"] != "2020" {
		t.Errorf("a year alone became %q, %q", flag["Date in source"], flag["Source, not a full date"])
	}
	code := table(t, f, sheetCodes)[0]
	if code["What"] != "Stop: safety code, unmapped; the meaning is proposed" || code["Code"] != "-654." || code["Term in the dictionary"] != "@term" {
		t.Errorf("code %v", code)
	}
	for _, cell := range []struct{ sheet, cell string }{{sheetChildren, "C4"}, {sheetCodes, "D4"}} {
		if kind, err := f.GetCellType(cell.sheet, cell.cell); err != nil || kind != excelize.CellTypeInlineString {
			t.Errorf("%s!%s has type %v (%v)", cell.sheet, cell.cell, kind, err)
		}
	}
}

// A row is never higher than Excel allows, however long its text.
func TestLongTexts(t *testing.T) {
	rep, l := full()
	l.Codes[0].Term = strings.Repeat("a term that does not end ", 400)
	l.Fixes[0].What = strings.Repeat("x", 4000)
	l.Quarantine[0].Words = strings.Repeat("because ", 1000)
	dir, _ := write(t, rep, l, Options{})
	f := open(t, filepath.Join(dir, File), "")
	if height, err := f.GetRowHeight(sheetCodes, firstRow); err != nil || height < 100 || height > 409 {
		t.Errorf("a row of %v points (%v)", height, err)
	}
}

// The last two columns of each list are key and hash; a fact changes the hash,
// what people fill in does not.
func TestKeyAndHashEndEveryRow(t *testing.T) {
	rep, l := full()
	dir, _ := write(t, rep, l, Options{})
	f := open(t, filepath.Join(dir, File), "")
	for _, sheet := range order[1:] {
		heads, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		if h := heads[headRow-1]; !slices.Equal(h[len(h)-2:], []string{"Row key", "Row hash"}) {
			t.Errorf("%s ends in %q", sheet, h[len(h)-2:])
		}
		keys := map[string]bool{}
		for _, r := range table(t, f, sheet) {
			if keys[r["Row key"]] || len(r["Row hash"]) != 16 {
				t.Errorf("%s: key %q, hash %q", sheet, r["Row key"], r["Row hash"])
			}
			keys[r["Row key"]] = true
		}
	}
	one := fixList(l.Fixes)
	before := one.hash(&one.rows[0])
	one.rows[0].values[one.column("Owner")] = "somebody else"
	if one.hash(&one.rows[0]) != before {
		t.Error("an owner that was filled in changes the hash")
	}
	one.rows[0].values[one.column("How many")] = int64(2)
	if one.hash(&one.rows[0]) == before {
		t.Error("another figure does not change the hash")
	}
}

// The workbook and report.json are renderings of one report.
func TestTotalsAreThoseOfTheReport(t *testing.T) {
	rep, l := full()
	dir, _ := write(t, rep, l, Options{})
	f := open(t, filepath.Join(dir, File), "")
	rows := table(t, f, sheetAccounts)
	if len(rows) != len(rep.Accounting) {
		t.Fatalf("%d accounts", len(rows))
	}
	for i, a := range rep.Accounting {
		for head, want := range map[string]int64{
			"Read": a.Read, "Loaded": a.Loaded, "Merged": a.Merged, "Superseded": a.Superseded, "Excluded": a.Excluded, "Quarantined": a.Quarantined,
		} {
			if rows[i][head] != strconv.FormatInt(want, 10) {
				t.Errorf("account %d: %s is %s, want %d", i, head, rows[i][head], want)
			}
		}
	}
	lines, err := f.GetRows(sheetReadMe, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	for i := range rep.Checks {
		c := &rep.Checks[i]
		found := slices.ContainsFunc(lines, func(r []string) bool {
			return len(r) == 6 && r[0] == checkState(c).words && r[1] == c.Question && r[2] == strconv.FormatInt(c.Value, 10) && strings.HasPrefix(r[5], c.ID+",")
		})
		if !found {
			t.Errorf("Read me has no line for check %s", c.ID)
		}
	}
	text := fmt.Sprint(lines)
	for _, want := range []string{"FAIL: do not go live", "1 of 4 checks failed and 1 could not run", "All 13 rows", "1 living child is not in the target", "3 restricted children"} {
		if !strings.Contains(text, want) {
			t.Errorf("Read me does not say %q", want)
		}
	}
}

func TestALongListSaysThatItIsCut(t *testing.T) {
	rep, l := full()
	dir, _ := write(t, rep, l, Options{})
	f := open(t, filepath.Join(dir, File), "")
	note, err := f.GetCellValue(sheetFailsafe, "A2")
	if err != nil || !strings.Contains(note, "Only the first 1 of 90,000 rows") {
		t.Errorf("note %q (%v)", note, err)
	}
}

func TestTheSameReportGivesTheSameBytes(t *testing.T) {
	var first []byte
	for range 3 {
		rep, l := full()
		dir, _ := write(t, rep, l, Options{})
		data, err := os.ReadFile(filepath.Join(dir, File))
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = data
		}
		if !bytes.Equal(first, data) {
			t.Fatal("other bytes")
		}
	}
}

func TestEncrypted(t *testing.T) {
	rep, l := full()
	key, err := NewPassphrase()
	if err != nil || !IsPassphrase(key) {
		t.Fatalf("passphrase of %d characters (%v)", len(key), err)
	}
	if again, _ := NewPassphrase(); again == key {
		t.Error("the same passphrase twice")
	}
	dir, all := write(t, rep, l, Options{Passphrase: key})
	if len(all) != 1 || !all[0].Apart {
		t.Errorf("rendered %+v", all)
	}
	path := filepath.Join(dir, File)
	data, err := os.ReadFile(path)
	if err != nil || bytes.HasPrefix(data, []byte("PK")) || bytes.Contains(data, []byte("SURGERY")) {
		t.Errorf("the file is not encrypted (%v)", err)
	}
	for _, wrong := range []string{"", key[1:] + "a"} {
		if f, err := excelize.OpenFile(path, excelize.Options{Password: wrong}); err == nil {
			_ = f.Close()
			t.Error("it opens without the passphrase")
		}
	}
	if rows := table(t, open(t, path, key), sheetAccounts); len(rows) != 2 {
		t.Errorf("%d accounts", len(rows))
	}
}

func TestDividedByHub(t *testing.T) {
	rep, l := full()
	for i := range 30 {
		l.Children.List = append(l.Children.List, reconcile.ChildRow{Person: person(100+i, "Hub 2"), Why: reconcile.LacksEvents})
	}
	l.Children.Total = int64(len(l.Children.List))
	dir, all := write(t, rep, l, Options{MaxRows: 18})
	var names []string
	seen := map[string]int{}
	for _, r := range all {
		names = append(names, r.Path)
		if r.Rows > 18 {
			t.Errorf("%s has %d rows", r.Path, r.Rows)
		}
		f := open(t, filepath.Join(dir, r.Path), "")
		if r.Path == File {
			if got := f.GetSheetList(); slices.Contains(got, sheetChildren) || !slices.Contains(got, sheetPractices) || got[len(got)-1] != sheetAccounts {
				t.Errorf("%s has %q", r.Path, got)
			}
			continue
		}
		for _, sheet := range []string{sheetChildren, sheetDue, sheetList, sheetBridge, sheetPlan, sheetMember, sheetFlags, sheetFailsafe, sheetBookings, sheetDates, sheetPlaces, sheetDuplicates, sheetAudit} {
			for _, row := range table(t, f, sheet) {
				if key := row["Row key"]; key != "" {
					seen[key]++
					if hub := strings.ReplaceAll(strings.ToLower(row["Hub"]), " ", "-"); !strings.Contains(r.Path, hub) {
						t.Errorf("%s of %s stands in %s", key, row["Hub"], r.Path)
					}
				}
			}
		}
	}
	want := []string{File, "report-hub-1.xlsx", "report-hub-2.xlsx", "report-hub-2-part-2.xlsx", "report-hub-3.xlsx"}
	if !slices.Equal(names, want) {
		t.Errorf("files %q", names)
	}
	if len(seen) != 32+3+2+1+2+1+3+2+1 {
		t.Errorf("%d rows in the files of hubs", len(seen))
	}
	for key, n := range seen {
		if n != 1 {
			t.Errorf("%s stands %d times", key, n)
		}
	}
}

// Where a file would still be too large, it is divided further.
func TestDividedBySize(t *testing.T) {
	rep, l := full()
	for i := range 1500 {
		l.Children.List = append(l.Children.List, reconcile.ChildRow{Person: person(100+i, "Hub 2"), Why: reconcile.LacksEvents, Record: int64(i * 7919)})
	}
	dir, all := write(t, rep, l, Options{MaxRows: 2000, MaxBytes: 70_000})
	if len(all) < 3 {
		t.Fatalf("%d files", len(all))
	}
	for _, r := range all {
		info, err := os.Stat(filepath.Join(dir, r.Path))
		if err != nil || info.Size() > 70_000 {
			t.Errorf("%s has %d bytes (%v)", r.Path, info.Size(), err)
		}
	}
}

func TestWithoutAListing(t *testing.T) {
	rep, _ := full()
	dir, _ := write(t, rep, nil, Options{})
	f := open(t, filepath.Join(dir, File), "")
	if got := f.GetSheetList(); !slices.Equal(got, []string{sheetReadMe, sheetAccounts}) {
		t.Errorf("sheets %q", got)
	}
}

func TestNothingToShow(t *testing.T) {
	rep, _ := full()
	dir, _ := write(t, rep, &reconcile.Listing{AsOf: 20210322}, Options{})
	f := open(t, filepath.Join(dir, File), "")
	for _, sheet := range []string{sheetPractices, sheetChildren, sheetDue, sheetFlags, sheetFailsafe, sheetCodes, sheetFixes} {
		if v, err := f.GetCellValue(sheet, "A4"); err != nil || v != "Nothing to show here." {
			t.Errorf("%s says %q (%v)", sheet, v, err)
		}
	}
}

func TestPracticeVerdict(t *testing.T) {
	one := reconcile.Sides{Source: 1, Target: 1}
	tests := []struct {
		change func(p *reconcile.PracticeRow)
		tone   tone
		words  string
	}{
		{func(*reconcile.PracticeRow) {}, good, `^All arrived, nothing open$`},
		{func(p *reconcile.PracticeRow) { p.Pairs, p.Quarantined = 1, 2 }, warn, `^All arrived; open: 2 rows in quarantine; 1 pair to decide$`},
		{func(p *reconcile.PracticeRow) { p.Closed = 20190731 }, warn, `practice closed on 31/07/2019`},
		{func(p *reconcile.PracticeRow) { p.Known = false }, warn, `practice not known`},
		{func(p *reconcile.PracticeRow) { p.Missing, p.Children[0].Source = 1, 2 }, bad, `^Stop: 1 child not loaded$`},
		{func(p *reconcile.PracticeRow) { p.Children[1].Target = 1 }, bad, `^Stop: children in source and target differ by -1$`},
		{func(p *reconcile.PracticeRow) { p.FlagsDiffer = 1 }, bad, `^Stop: 1 flag differs$`},
		{func(p *reconcile.PracticeRow) { p.Flags.Source = 1 }, bad, `open flags differ`},
		{func(p *reconcile.PracticeRow) { p.Due.Target = 1; p.Pairs = 1 }, bad, `^Stop: due items differ before and after$`},
		{func(p *reconcile.PracticeRow) { p.ZeroDose.Target = 1 }, bad, `zero-dose children differ`},
	}
	for _, tt := range tests {
		p := &reconcile.PracticeRow{Code: "P81001", Known: true}
		p.Children[0] = one
		tt.change(p)
		if v := practiceVerdict(p); v.tone != tt.tone || !regexp.MustCompile(tt.words).MatchString(v.words) {
			t.Errorf("%+v, want %s", v, tt.words)
		}
	}
}

func TestFailsafeReasons(t *testing.T) {
	worst, others := failsafeReasons(&reconcile.FailsafeRow{Why: reconcile.FailHearing | reconcile.FailRepeatOpen | reconcile.FailNoNumber})
	if worst.tone != bad || !strings.HasPrefix(worst.words, "03 open") || others != "Hearing screen not complete; No NHS number" {
		t.Errorf("%+v, %q", worst, others)
	}
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"=1+1": "=1+1", "a\tb\nc": "a b c", "a\x00b": "a\ufffdb", "\xff": "\ufffd", strings.Repeat("é", 1200): strings.Repeat("é", longest) + "…", "": "",
	} {
		if got := clean(in); got != want {
			t.Errorf("%q: %q", in, got)
		}
	}
}
