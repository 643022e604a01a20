package workbook

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"lollipop/reconcile"
)

var order = []string{
	"Read me", "Practices", "Children not loaded, incomplete", "Next due changed", "Old due list", "Bridge list", "Cannot be scheduled", "Coverage changed", "Flags", "Failsafe under one", "Appointments and referrals", "Entries that cannot be right", "Practice not known", "Coverage by practice", "Coverage", "Coverage by area", "Coverage by area, measure", "Failsafe counts", "Quarantine", "Codes", "Duplicates", "Merge audit", "Fix list", "Checks", "Accounting",
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
		wanted := []string{"<cols>", "orientation=\"landscape\"", "<headerFooter", "<pageMargins"}
		if name != "xl/worksheets/sheet1.xml" {
			wanted = append(wanted, "fitToPage=\"true\"", "<autoFilter ref=\"$A$4:", "state=\"frozen\"", "ySplit=\"4\"")
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
	shown, err := f.GetCellValue(sheetChildren, "E5") // born, as it is shown
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
	for _, cell := range []struct{ sheet, cell string }{{sheetChildren, "C5"}, {sheetCodes, "D5"}} {
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
	checks := table(t, f, sheetChecks)
	for i := range rep.Checks {
		c := &rep.Checks[i]
		told := slices.ContainsFunc(checks, func(r map[string]string) bool {
			return r["Answer"] == checkState(c).words && r["Question"] == c.Question && r["Found"] == c.Amount(c.Value) && r["Check"] == c.ID
		})
		first := slices.ContainsFunc(lines, func(r []string) bool {
			return len(r) == 6 && r[0] == checkState(c).words && strings.HasPrefix(r[5], c.ID+",")
		})
		if stands := c.State == reconcile.Failed || c.State == reconcile.Errored; !told || first != stands {
			t.Errorf("check %s: on its sheet %t, on the first %t", c.ID, told, first)
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
	note := ""
	for _, cell := range []string{"A2", "A3"} {
		line, err := f.GetCellValue(sheetFailsafe, cell)
		if err != nil {
			t.Fatal(err)
		}
		note += line + " "
	}
	if !strings.Contains(note, "Only the first 1 of 90,000 rows") {
		t.Errorf("note %q", note)
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

func TestWithoutAListing(t *testing.T) {
	rep, _ := full()
	dir, _ := write(t, rep, nil, Options{})
	f := open(t, filepath.Join(dir, File), "")
	if got := f.GetSheetList(); !slices.Equal(got, []string{sheetReadMe, sheetChecks, sheetAccounts}) {
		t.Errorf("sheets %q", got)
	}
}

func TestNothingToShow(t *testing.T) {
	rep, _ := full()
	dir, _ := write(t, rep, &reconcile.Listing{AsOf: 20210322}, Options{})
	f := open(t, filepath.Join(dir, File), "")
	for _, sheet := range []string{sheetPractices, sheetChildren, sheetDue, sheetFlags, sheetFailsafe, sheetCodes, sheetFixes} {
		if v, err := f.GetCellValue(sheet, "A5"); err != nil || v != "Nothing to show here." {
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
