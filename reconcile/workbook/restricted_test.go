package workbook

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lollipop/reconcile"
)

// sealedListing is full as a listing of restricted children, with one of each
// kind; the people of it still have a practice, which reconcile would not give.
func sealedListing() (*reconcile.Report, *reconcile.RestrictedListing) {
	rep, open := full()
	l := &reconcile.RestrictedListing{Listing: *open}
	row := func(id int, protected bool, doses int64, arrived bool) reconcile.RestrictedRow {
		p := person(id, "Hub 1")
		p.Restriction = "sensitive"
		return reconcile.RestrictedRow{Person: p, Protected: protected, Doses: doses, Arrived: arrived, Standing: "active"}
	}
	l.Everyone = reconcile.Rows[reconcile.RestrictedRow]{Total: 4, List: []reconcile.RestrictedRow{
		row(7, true, 0, true), row(8, true, 1, true), row(9, false, 0, true), row(0, true, 0, false),
	}}
	return rep, l
}

// No column of the restricted workbook says where a child is, whatever the
// ordinary lists show; keys say nothing of the rows of a source.
func TestRestrictedWorkbookSaysNotWhereAChildIs(t *testing.T) {
	rep, l := sealedListing()
	dir, pass := t.TempDir(), strings.Repeat("a", PassphraseLength)
	if _, err := WriteRestricted(context.Background(), dir, rep, l, Options{}); err == nil {
		t.Fatal("it was written without a passphrase")
	}
	all, err := WriteRestricted(context.Background(), dir, rep, l, Options{Passphrase: pass})
	if err != nil || len(all) != 1 || !all[0].Apart || all[0].Path != RestrictedFile {
		t.Fatal(all, err)
	}
	if data, err := Read(filepath.Join(dir, RestrictedFile), ""); err == nil {
		t.Fatalf("it opens without a passphrase: %d sheets", len(data))
	}
	f := open(t, filepath.Join(dir, RestrictedFile), pass)
	want := []string{sheetReadMe, sheetEveryone, sheetHistory, sheetDuplicates, sheetChildren, sheetDue, sheetList, sheetBridge, sheetPlan, sheetMember, sheetFlags, sheetFailsafe, sheetBookings, sheetDates, sheetPlaces, sheetCodes}
	if got := f.GetSheetList(); !slices.Equal(got, want) {
		t.Fatalf("sheets %q", got)
	}
	for _, sheet := range want[1:] {
		rows := table(t, f, sheet)
		if len(rows) == 0 {
			t.Errorf("%s is empty", sheet)
		}
		for _, r := range rows {
			pairs := sheet == sheetDuplicates
			for head, v := range r {
				if pairs {
					head, _, _ = strings.Cut(head, ",")
				}
				if slices.Contains([]string{"Address", "Postcode", "Practice", "Practice name", "Hub", "File", "Record in file", "Age in days", "Closed on"}, head) || strings.Contains(v, "SURGERY") || strings.Contains(v, "P81001") || strings.Contains(v, ".csv") {
					t.Errorf("%s shows %s: %q", sheet, head, v)
				}
			}
			if sheet != sheetCodes && !pairs && r["Child"] == "" && r["NHS number"] == "" {
				t.Errorf("%s names nobody: %v", sheet, r)
			}
			if !pairs && !strings.HasPrefix(r["Row key"], "restricted/") || !pairs && len(r["Row key"]) != len("restricted/")+16 {
				t.Errorf("%s: key %q", sheet, r["Row key"])
			}
		}
	}
}

// A column of an ordinary list is let through, or withheld on purpose: a new one
// that nobody has decided about would be missed.
func TestEveryColumnIsLetThroughOrWithheld(t *testing.T) {
	withheld := []string{"Practice", "Practice name", "Hub", "File", "Record in file", "Age in days", "Closed on"}
	l := &reconcile.Listing{}
	for _, x := range []*list{
		childList(l.Children), dueList(l.Due), memberList(l.CoverageChanged), flagList(l.Flags), failsafeList(l.Failsafe),
		bookingList(l.Bookings), dateList(l.Dates), placeList(l.Places), codeList(l.Codes),
	} {
		for _, c := range x.columns {
			if slices.Contains(telling, c.head) == slices.Contains(withheld, c.head) {
				t.Errorf("%s: column %q is let through and withheld, or neither", x.name, c.head)
			}
		}
	}
}

// The worklist has the protected children whose record in the target holds
// nothing, and no other.
func TestWorklistOfProtectedChildren(t *testing.T) {
	_, l := sealedListing()
	list := historyList(l.Everyone)
	if len(list.rows) != 1 || list.rows[0].values[list.column("Child")] != "7" {
		t.Fatalf("worklist %v", list.rows)
	}
	for _, of := range []func(*reconcile.RestrictedRow){
		func(r *reconcile.RestrictedRow) { r.Allergies = 1 }, func(r *reconcile.RestrictedRow) { r.Screening = 1 },
		func(r *reconcile.RestrictedRow) { r.Arrived = false }, func(r *reconcile.RestrictedRow) { r.Protected = false },
	} {
		r := l.Everyone.List[0]
		if of(&r); r.WithoutHistory() {
			t.Errorf("%+v is on the worklist", r)
		}
	}
}

// Too many rows make further parts, none of which is lost.
func TestRestrictedWorkbookInParts(t *testing.T) {
	rep, l := sealedListing()
	pass := strings.Repeat("a", PassphraseLength)
	dir := t.TempDir()
	all, err := WriteRestricted(context.Background(), dir, rep, l, Options{Passphrase: pass, MaxRows: 5})
	if err != nil || len(all) < 3 {
		t.Fatal(all, err)
	}
	var rows, planned int64
	for _, f := range all {
		rows += f.Rows
		if _, err := Read(filepath.Join(dir, f.Path), pass); err != nil {
			t.Error(err)
		}
	}
	for _, x := range restrictedLists(l) {
		planned += int64(len(x.rows))
	}
	if rows != planned || all[1].Path != "report-restricted-part-2.xlsx" {
		t.Errorf("%d rows of %d in %v", rows, planned, all)
	}
}
