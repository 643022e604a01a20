package workbook

import (
	"context"
	"math"
	"os"
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
		DueDays: 28,
		AsOf:    20210322, Restricted: 3, Names: map[string]string{"{A}": "P81001 THE SURGERY"},
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
