package workbook

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"lollipop/reconcile"
)

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
	dir, all := write(t, rep, l, Options{MaxRows: 22})
	var names []string
	seen := map[string]int{}
	for _, r := range all {
		names = append(names, r.Path)
		if r.Rows > 22 {
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
