package extract

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"lollipop/extract/emis"
)

// peak runs and returns the largest heap beyond that before it.
func peak(t *testing.T, o Options) (Summary, uint64) {
	t.Helper()
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	before, most := m.HeapAlloc, uint64(0)
	o.Observer.OnProgress = func(int64, int64, string) {
		runtime.ReadMemStats(&m)
		most = max(most, m.HeapAlloc)
	}
	s, err := Run(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	return s, most - min(before, most)
}

// A field of forty megabytes is one unreadable row; what follows is read, and no
// more of it is held than a record may be long.
func TestAHugeFieldIsQuarantinedInBoundedMemory(t *testing.T) {
	set, dir, d := loadMappings(t), t.TempDir(), one(5)
	d.withRaw(set, func(s string) string { return strings.Replace(s, "left arm", strings.Repeat("long", 10<<20), 1) })
	d.write(t, set, dir)
	d = nil
	o := options(t, set, dir)
	s, heap := peak(t, o)
	if s.Quarantined != 1 || s.Staged != 5+1+4 {
		t.Errorf("summary %+v", s)
	}
	q := readTable(t, o, "quarantine")
	if len(q) != 1 || q[0]["rule"] != ruleTooLarge || len(q[0]["original"]) != maxOriginal || len(q[0]["length"]) != 8 {
		t.Errorf("%d rows in quarantine", len(q))
	}
	if heap > 80<<20 {
		t.Errorf("%d MiB of heap at most", heap>>20)
	}
}

func TestLineEndsMayBeMixed(t *testing.T) {
	set, dir, d := loadMappings(t), t.TempDir(), one(4)
	d.withRaw(set, func(s string) string {
		lines := strings.SplitAfter(s, "\r\n")
		lines[1] = strings.Replace(lines[1], "left arm", "a\rb\r\nc\nd", 1)
		lines[2] = strings.Replace(lines[2], "\r\n", "\n", 1)
		return strings.Join(lines, "")
	})
	d.write(t, set, dir)
	o := options(t, set, dir)
	s, _ := mustRun(t, o)
	rows := readTable(t, o, "observation")
	if s.Quarantined != 0 || len(rows) != 4 || rows[0]["associated_text"] != "a\rb\r\nc\nd" || rows[2]["line"] != "6" {
		t.Errorf("%d rows, %d in quarantine", len(rows), s.Quarantined)
	}
}

// The header of a file that was joined to another is no row of it.
func TestAHeaderAgainIsExcluded(t *testing.T) {
	set, dir, d := loadMappings(t), t.TempDir(), one(3)
	d.raw = map[string]string{}
	for _, table := range []string{observationTable, patientTable, codeTable} {
		lines := strings.SplitAfter(d.text(set, table), "\r\n")
		d.raw[table] = strings.Join(slices.Insert(lines, 2, lines[0]), "")
	}
	d.write(t, set, dir)
	o := options(t, set, dir)
	s, _ := mustRun(t, o)
	if s.Quarantined != 0 || s.Excluded != 3 || s.Counts["excluded/repeated-header/chis/observation/-"] != 1 {
		t.Errorf("%d in quarantine, counts %v", s.Quarantined, s.Counts)
	}
}

func TestHeaderAloneIsAnEmptyTable(t *testing.T) {
	set, dir, d := loadMappings(t), t.TempDir(), one(1)
	d.raw = map[string]string{observationTable: line(set.Layout(observationTable, "5.4")), diaryTable: line(set.Layout(diaryTable, "5.4")) + "\r\n"}
	d.write(t, set, dir)
	s, _ := mustRun(t, options(t, set, dir))
	if s.Staged != 6 || s.EndsInside != 0 {
		t.Errorf("summary %+v", s)
	}
}

func TestAFileThatMayNotBeReadIsNamed(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may read everything")
	}
	set, dir, d := loadMappings(t), t.TempDir(), one(1)
	d.write(t, set, dir)
	if err := os.Chmod(filepath.Join(dir, "chis", d.file(observationTable)), 0); err != nil {
		t.Fatal(err)
	}
	o := options(t, set, dir)
	_, err := Run(context.Background(), o)
	refused(t, o, err, emis.ErrNotAFile, "may not be read")
}
