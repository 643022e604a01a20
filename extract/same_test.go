package extract

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lollipop/internal/ledger"
	"lollipop/mappings"
)

// crowd lays out two sources of two batches each, with every kind of fate, in
// files of many tiny chunks.
func crowd(t testing.TB, set *mappings.Set, dir string) {
	t.Helper()
	for _, source := range []string{"chis", "gp"} {
		for batch, stamp := range []string{stamp1, stamp2} {
			d := base(source, stamp, 1+100*batch)
			for i := range 40 {
				birth := fmt.Sprintf("%d-0%d-11", 1985+i, 1+i%9)
				d.add(patientTable, patient(i), "DateOfBirth", birth, "NhsNumber", fmt.Sprint(9990000018+i), "DummyType", fmt.Sprint(i == 7))
			}
			for i := range 300 {
				codes := []string{codeMMR, codeAdult, codeUnknown, "", codeMMR}
				d.add(observationTable, observation(i, i%43), "CodeId", codes[i%5], "AssociatedText", strings.Repeat("é ", i%50),
					"Value", []string{"7.5", "7,5"}[i%2], "IsConfidential", fmt.Sprint(i%11 == 0), "EffectiveDate", fmt.Sprintf("2020-0%d-%d", 1+i%9, 10+i%25))
				if i%3 == 0 {
					d.add(problemTable, problem(i, i%43))
				}
			}
			d.withRaw(set, func(s string) string { return strings.ReplaceAll(s, `"17"`, `"1"7"`) })
			d.write(t, set, dir)
		}
	}
}

// sums are the SHA-256 of every file of the finished stage.
func sums(t testing.TB, o Options) map[string]string {
	t.Helper()
	all, root := map[string]string{}, o.Work.Path(ledger.Extract)
	err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		all[strings.TrimPrefix(path, root)] = fmt.Sprintf("%x", sha256.Sum256(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestAnyNumberOfWorkersMakesTheSameBytes(t *testing.T) {
	set, dir := loadMappings(t), t.TempDir()
	crowd(t, set, dir)
	var first map[string]string
	for _, workers := range []int{1, 2, 8} {
		o := options(t, set, dir)
		o.Workers, o.chunk, o.capacity = workers, 4<<10, 3+workers
		s, _ := mustRun(t, o)
		got := sums(t, o)
		if first == nil {
			first = got
			if s.Staged == 0 || s.Excluded == 0 || s.Quarantined == 0 || s.Aside == 0 || len(got) < 50 {
				t.Fatalf("too little to compare: %+v, %d files", s, len(got))
			}
		}
		if !maps.Equal(first, got) {
			t.Errorf("%d workers make other bytes", workers)
		}
	}
}

// Stopped at any progress, a run leaves what stood before.
func TestCancelLeavesNothing(t *testing.T) {
	set, dir := loadMappings(t), t.TempDir()
	crowd(t, set, dir)
	o := options(t, set, dir)
	o.chunk = 4 << 10
	calls := 0
	o.Observer.OnProgress = func(done, total int64, what string) {
		calls++
		if done > total {
			t.Errorf("%d of %d bytes", done, total)
		}
	}
	if _, err := Run(context.Background(), o); err != nil {
		t.Fatal(err)
	}
	for _, at := range []int{1, calls / 4, calls / 2, calls * 3 / 4, calls} {
		ctx, cancel := context.WithCancel(context.Background())
		n := 0
		o := options(t, set, dir)
		o.chunk = 4 << 10
		o.Observer.OnProgress = func(_, _ int64, what string) {
			// How often workers report depends on their timing: a run of fewer reports is stopped in its last phase.
			if n++; n == at || what == "finish" {
				cancel()
			}
		}
		_, err := Run(ctx, o)
		cancel()
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("cancelled at %d of %d: %v", at, calls, err)
		}
		nothingLeft(t, o)
	}
}

func TestChangedInputIsFound(t *testing.T) {
	set := loadMappings(t)
	for name, change := range map[string]func(path string) error{
		"grows": func(path string) error {
			f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
			if err != nil {
				return err
			}
			_, err = f.WriteString("x")
			return errors.Join(err, f.Close())
		},
		"shrinks": func(path string) error { return os.Truncate(path, 700) },
		"is gone": os.Remove,
	} {
		for _, phase := range []string{"survey", "patients", "stage", "finish"} {
			t.Run(name+" in "+phase, func(t *testing.T) {
				dir, d := t.TempDir(), one(20)
				d.write(t, set, dir)
				o := options(t, set, dir)
				done := false
				o.Observer.OnProgress = func(_, _ int64, what string) {
					if what == phase && !done {
						done = true
						if err := change(filepath.Join(dir, "chis", d.file(observationTable))); err != nil {
							t.Error(err)
						}
					}
				}
				_, err := Run(context.Background(), o)
				var changed *ChangedError
				if !errors.As(err, &changed) && !errors.Is(err, os.ErrNotExist) {
					t.Fatalf("error %v", err)
				}
				if changed != nil && (changed.Hint() == "" || !strings.Contains(changed.Path, observationTable)) {
					t.Errorf("error %v", err)
				}
				nothingLeft(t, o)
			})
		}
	}
}

// Whoever puts other bytes of the same length and time in a file's place is found
// by their sum.
func TestRewrittenInputIsFound(t *testing.T) {
	set, dir, d := loadMappings(t), t.TempDir(), one(20)
	d.write(t, set, dir)
	o := options(t, set, dir)
	path, done := filepath.Join(dir, "chis", d.file(observationTable)), false
	o.Observer.OnProgress = func(_, _ int64, what string) {
		if what != "stage" || done {
			return
		}
		done = true
		info, err := os.Stat(path)
		if err != nil {
			t.Error(err)
			return
		}
		text := strings.Replace(d.text(set, observationTable), "left arm", "left leg", 1)
		if err := errors.Join(os.WriteFile(path, []byte(text), 0o644), os.Chtimes(path, info.ModTime(), info.ModTime())); err != nil {
			t.Error(err)
		}
	}
	_, err := Run(context.Background(), o)
	var changed *ChangedError
	if !errors.As(err, &changed) || !strings.Contains(err.Error(), "offset") {
		t.Errorf("error %v", err)
	}
	nothingLeft(t, o)
}

// A second run that fails leaves the first one's part.
func TestFailureLeavesTheOldPart(t *testing.T) {
	set, dir, d := loadMappings(t), t.TempDir(), one(3)
	d.write(t, set, dir)
	o := options(t, set, dir)
	if _, err := Run(context.Background(), o); err != nil {
		t.Fatal(err)
	}
	before := sums(t, o)
	d.add(observationTable, observation(9, 1))
	d.write(t, set, dir)
	ctx, cancel := context.WithCancel(context.Background())
	o.Observer.OnProgress = func(_, _ int64, what string) {
		if what == "finish" {
			cancel()
		}
	}
	if _, err := Run(ctx, o); err == nil {
		t.Fatal("not cancelled")
	}
	if !maps.Equal(before, sums(t, o)) {
		t.Error("the part of the run before is another")
	}
	s, err := Run(context.Background(), o)
	if err != nil || s.Fresh || s.Read != 10 {
		t.Errorf("third run: %+v, %v", s, err)
	}
}

// Whatever is done to the bytes of the files after their headers, every record
// gets one fate, and quarantined bytes are those of the file.
func TestAnyDamageCloses(t *testing.T) {
	set, dir := loadMappings(t), t.TempDir()
	crowd(t, set, dir)
	paths, err := filepath.Glob(filepath.Join(dir, "*", "*_CareRecord_*"))
	if err != nil || len(paths) == 0 {
		t.Fatal(err)
	}
	rounds := 20
	if testing.Short() {
		rounds = 3
	}
	for seed := range rounds {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(uint64(seed), 1))
			path := paths[r.IntN(len(paths))]
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			defer os.WriteFile(path, data, 0o644) //nolint:errcheck // the test's own file
			if err := os.WriteFile(path, damaged(r, data), 0o644); err != nil {
				t.Fatal(err)
			}
			o := options(t, set, dir)
			o.chunk = 64 << 10
			mustRun(t, o)
			checkOriginals(t, o, path)
		})
	}
}

// damaged changes a few places after the header.
func damaged(r *rand.Rand, data []byte) []byte {
	pieces := []string{`"`, ",", "\r\n", "\n", "\x00", "\xFF", "é", `","`, ""}
	body := bytes.IndexByte(data, '\n') + 1
	for range 1 + r.IntN(5) {
		at := body + r.IntN(len(data)-body+1)
		length := r.IntN(min(40, len(data)-at) + 1)
		data = slices.Concat(data[:at], []byte(pieces[r.IntN(len(pieces))]), data[at+length:])
	}
	return data
}

// checkOriginals holds the quarantined rows of one file against its bytes.
func checkOriginals(t *testing.T, o Options, path string) {
	t.Helper()
	rel := filepath.Base(filepath.Dir(path)) + "/" + filepath.Base(path)
	rows := readTable(t, o, "quarantine")
	for _, f := range readTable(t, o, "file.parquet") {
		for _, q := range rows {
			var id, number int64
			_, _ = fmt.Sscan(q["row_id"]+" "+f["file"], &id, &number)
			if f["path"] == rel && id>>40 == number {
				checkOriginal(t, path, q)
			}
		}
	}
}
