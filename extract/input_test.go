package extract

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lollipop/extract/emis"
	"lollipop/internal/config"
	"lollipop/internal/ledger"
	"lollipop/mappings"
)

// one is a batch with one patient and n observations of hers.
func one(n int) *delivery {
	d := base("chis", stamp1, 1)
	d.add(patientTable, patient(1))
	for i := range n {
		d.add(observationTable, observation(i+1, 1))
	}
	return d
}

// withRaw replaces the text of the observation file.
func (d *delivery) withRaw(set *mappings.Set, change func(string) string) {
	d.raw = map[string]string{observationTable: change(d.text(set, observationTable))}
}

func TestEncodings(t *testing.T) {
	accent := func(s string) string { return strings.ReplaceAll(s, "left arm", "br\xE9ve \x80") }
	cases := []struct {
		name, encoding string
		change         func(string) string
		want           []string // associated_text of the staged rows
		unreadable     int64
	}{
		{"ascii", "utf-8", func(s string) string { return s }, []string{"left arm", "left arm"}, 0},
		{"byte order mark", "utf-8", func(s string) string { return "\xEF\xBB\xBF" + s }, []string{"left arm", "left arm"}, 0},
		{"windows-1252", "windows-1252", accent, []string{"bréve €", "bréve €"}, 0},
		{"utf-8", "utf-8", func(s string) string { return strings.Replace(s, "left arm", "né", 1) }, []string{"né", "left arm"}, 0},
		{"utf-8 with a bad row", "utf-8", func(s string) string {
			return strings.Replace(strings.Replace(s, "left arm", "né", 1), "left arm", "n\xE9", 1)
		}, []string{"né"}, 1},
		{"bad byte after a byte order mark", "utf-8", func(s string) string {
			return "\xEF\xBB\xBF" + strings.Replace(s, "left arm", "n\xE9", 1)
		}, []string{"left arm"}, 1},
		{"nul", "utf-8", func(s string) string { return strings.Replace(s, "left arm", "a\x00b", 1) }, []string{"left arm"}, 1},
		{"lf", "utf-8", func(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") }, []string{"left arm", "left arm"}, 0},
		{"line ends inside", "utf-8", func(s string) string { return strings.Replace(s, "left arm", "a\r\nb\nc", 1) }, []string{"a\r\nb\nc", "left arm"}, 0},
		{"quotes inside", "utf-8", func(s string) string { return strings.Replace(s, "left arm", `a ""b"", c`, 1) }, []string{`a "b", c`, "left arm"}, 0},
	}
	set := loadMappings(t)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			dir, d := t.TempDir(), one(2)
			d.withRaw(set, c.change)
			d.write(t, set, dir)
			o := options(t, set, dir)
			s, _ := mustRun(t, o)
			var got []string
			for _, r := range readTable(t, o, "observation") {
				got = append(got, r["associated_text"])
			}
			if !slices.Equal(got, c.want) || s.Unreadable != c.unreadable {
				t.Errorf("%q with %d unreadable, want %q with %d", got, s.Unreadable, c.want, c.unreadable)
			}
			for _, f := range readTable(t, o, "file.parquet") {
				if f["entity"] == "observation" && f["encoding"] != c.encoding {
					t.Errorf("encoding %s, want %s", f["encoding"], c.encoding)
				}
			}
		})
	}
}

func TestDamage(t *testing.T) {
	cut := func(n int) func(string) string { return func(s string) string { return s[:len(s)-n] } }
	secondRow := func(old, repl string) func(string) string {
		return func(s string) string {
			at := strings.LastIndex(s[:len(s)-400], "\r\n")
			return s[:at] + strings.Replace(s[at:], old, repl, 1)
		}
	}
	cases := []struct {
		name   string
		change func(string) string
		rule   string
		ends   int
		staged int64
	}{
		{"cut off in a field", cut(5), ruleTruncated, 1, 4},
		{"cut off between fields", cut(len(`"false","false","1"` + "\r\n")), ruleTruncated, 1, 4},
		{"no last line end", cut(2), "", 0, 5},
		{"half a line end", cut(1), "", 0, 5},
		{"stray quote", secondRow(`left arm`, `left "arm`), ruleQuote, 0, 4},
		{"short row", secondRow(`"left arm",`, ""), ruleFieldCount, 0, 4},
		{"long row", secondRow(`"left arm"`, `"left","arm"`), ruleFieldCount, 0, 4},
		{"too long", secondRow(`left arm`, strings.Repeat("x", 5<<20)), ruleTooLarge, 0, 4},
	}
	set := loadMappings(t)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			dir, d := t.TempDir(), one(5)
			d.withRaw(set, c.change)
			d.write(t, set, dir)
			o := options(t, set, dir)
			var warned []string
			o.Observer.OnWarning = func(text string) { warned = append(warned, text) }
			s, _ := mustRun(t, o)
			if s.EndsInside != c.ends || len(warned) != c.ends {
				t.Errorf("%d files end inside a record, warnings %q, want %d", s.EndsInside, warned, c.ends)
			}
			var rules []string
			for _, q := range readTable(t, o, "quarantine") {
				rules = append(rules, q["rule"])
				checkOriginal(t, filepath.Join(dir, "chis", d.file(observationTable)), q)
			}
			if strings.Join(rules, " ") != c.rule {
				t.Errorf("quarantined by %v, want %s", rules, c.rule)
			}
			if n := int64(len(readTable(t, o, "observation"))); n != c.staged {
				t.Errorf("%d rows staged, want %d", n, c.staged)
			}
		})
	}
}

// checkOriginal holds a quarantined row against the bytes of the file.
func checkOriginal(t *testing.T, path string, q cells) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var offset, length int
	_, _ = fmt.Sscan(q["offset"]+" "+q["length"], &offset, &length)
	want := data[offset : offset+length]
	if q["original"] != string(want[:min(len(want), maxOriginal)]) || length == 0 {
		t.Errorf("original of %d bytes is not the file's at %d, %d", len(q["original"]), offset, length)
	}
}

func TestHeaders(t *testing.T) {
	set := loadMappings(t)
	reversed := slices.Clone(set.Layout(observationTable, "5.4"))
	slices.Reverse(reversed)
	upper := slices.Clone(set.Layout(observationTable, "5.4"))
	for i := range upper {
		upper[i] = strings.ToUpper(upper[i])
	}
	t.Run("any order and case", func(t *testing.T) {
		for _, header := range [][]string{reversed, upper} {
			dir, d := t.TempDir(), one(1)
			d.headers = map[string][]string{observationTable: header}
			if header[0] == upper[0] { // values are found by name
				d.headers, d.raw = nil, map[string]string{}
				d.raw[observationTable] = strings.Replace(d.text(set, observationTable), line(set.Layout(observationTable, "5.4")), line(upper), 1)
			}
			d.write(t, set, dir)
			o := options(t, set, dir)
			mustRun(t, o)
			r := readTable(t, o, "observation")[0]
			if r["observation_guid"] != guid(obs, 1) || r["effective_date"] != "20160602" || r["associated_text"] != "left arm" || r["extra"] != "" {
				t.Errorf("row %v", r)
			}
		}
	})
	t.Run("layout 5.1 with its misspellings", func(t *testing.T) {
		dir, d := t.TempDir(), one(0)
		d.headers = map[string][]string{}
		for _, e := range set.Entities() {
			d.headers[e.Table] = set.Layout(e.Table, "5.1")
		}
		d.add(diaryTable, diary(1, 1), "ClinicanUserInRoleGuid", guid(usr, 1))
		d.add(patientTable, patient(2), "ExternalUsusalGP", "Dr X")
		d.write(t, set, dir)
		o := options(t, set, dir)
		mustRun(t, o)
		if r := readTable(t, o, "diary")[0]; r["clinician_user_in_role_guid"] != guid(usr, 1) || r["extra"] != "" {
			t.Errorf("diary %v", r)
		}
		if r := readTable(t, o, "patient")[1]; r["external_usual_gp"] != "Dr X" {
			t.Errorf("patient %v", r)
		}
		for _, f := range readTable(t, o, "file.parquet") {
			if f["version"] != "5.1" || f["version_differs"] != "0" {
				t.Errorf("%s has version %s, %s columns differ", f["entity"], f["version"], f["version_differs"])
			}
		}
		m, err := o.Work.ReadManifest(ledger.Extract)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range m.Content.Inputs {
			if f.Version != "5.1" {
				t.Errorf("the manifest gives %s version %q", f.Path, f.Version)
			}
		}
	})
	t.Run("unknown columns", func(t *testing.T) {
		dir, d := t.TempDir(), one(0)
		d.headers = map[string][]string{observationTable: append([]string{"Färbung"}, append(slices.Clone(reversed), "Other")...)}
		d.add(observationTable, observation(1, 1), "Färbung", "a\"b\\", "Other", "x\ny")
		d.add(observationTable, observation(2, 1), "Other", "z")
		d.add(observationTable, observation(3, 1))
		d.write(t, set, dir)
		o := options(t, set, dir)
		mustRun(t, o)
		want := []string{`[["Färbung","a\"b\\"],["Other","x\u000ay"]]`, `[["Other","z"]]`, ""}
		for i, r := range readTable(t, o, "observation") {
			if r["extra"] != want[i] {
				t.Errorf("extra %s, want %s", r["extra"], want[i])
			}
		}
	})
}

func TestRefusals(t *testing.T) {
	set := loadMappings(t)
	without := func(columns ...string) []string {
		return slices.DeleteFunc(slices.Clone(set.Layout(observationTable, "5.4")), func(c string) bool { return slices.Contains(columns, c) })
	}
	d0 := one(1)
	cases := []struct {
		name   string
		lay    func(t *testing.T, dir string, d *delivery)
		reason error
		says   string
	}{
		{"no source", func(t *testing.T, dir string, d *delivery) {}, emis.ErrNoSource, ""},
		{"empty folder", func(t *testing.T, dir string, d *delivery) {
			d.write(t, set, dir)
			mustMkdir(t, filepath.Join(dir, "gp"))
		}, emis.ErrNoBatch, "gp"},
		{"encrypted folder", func(t *testing.T, dir string, d *delivery) {
			d.write(t, set, dir)
			mustMkdir(t, filepath.Join(dir, "gp"))
			mustWrite(t, filepath.Join(dir, "gp", d.file(patientTable)+".gpg"), "x")
		}, emis.ErrWrapped, ".csv.gpg"},
		{"a batch encrypted", func(t *testing.T, dir string, d *delivery) {
			d.write(t, set, dir)
			next := *d
			next.stamp, next.start = stamp2, 101
			mustWrite(t, filepath.Join(dir, "chis", next.file(patientTable)+".gpg"), "x")
		}, emis.ErrWrapped, "not read"},
		{"a transfer that goes on", func(t *testing.T, dir string, d *delivery) {
			d.write(t, set, dir)
			mustWrite(t, filepath.Join(dir, "chis", "bulk_9_Admin_Patient_"+stamp2+"_"+agreement+".csv.gz.filepart"), "x")
		}, emis.ErrWrapped, "extension .filepart"},
		{"a month that is none in a name", func(t *testing.T, dir string, d *delivery) {
			d.write(t, set, dir)
			copyAs(t, filepath.Join(dir, "chis"), stamp1, "20211331063100")
		}, emis.ErrName, "20211331063100"},
		{"a file fetched twice", func(t *testing.T, dir string, d *delivery) {
			d.write(t, set, dir)
			mustWrite(t, filepath.Join(dir, "chis", "Admin_patient (1).CSV"), "x")
		}, emis.ErrName, "chis/Admin_patient (1).CSV: it is named after Admin_Patient"},
		{"an archive of another kind", func(t *testing.T, dir string, d *delivery) {
			d.write(t, set, dir)
			mustMkdir(t, filepath.Join(dir, "chis", "more"))
			mustWrite(t, filepath.Join(dir, "chis", "more", "delivery.tar.gz"), "x")
		}, emis.ErrWrapped, "chis/more/delivery.tar.gz"},
		{"an archive without files", func(t *testing.T, dir string, d *delivery) {
			d.write(t, set, dir)
			mustWrite(t, filepath.Join(dir, "chis", "delivery.zip"), string(zipped(t)))
		}, emis.ErrArchive, "it holds no file"},
		{"a type missing", func(t *testing.T, dir string, d *delivery) {
			d.skip = map[string]bool{diaryTable: true, problemTable: true, "Admin_Location": true}
			d.write(t, set, dir)
		}, emis.ErrIncomplete, "CareRecord_Diary, CareRecord_Problem"},
		{"a type missing in the second batch", func(t *testing.T, dir string, d *delivery) {
			d.write(t, set, dir)
			second := base("chis", stamp2, 101)
			second.skip = map[string]bool{patientTable: true}
			second.write(t, set, dir)
		}, emis.ErrIncomplete, "batch 101-200 of " + stamp2 + " lacks Admin_Patient"},
		{"the same batch twice", func(t *testing.T, dir string, d *delivery) {
			d.write(t, set, dir)
			d.source = "chis/again"
			d.write(t, set, dir)
		}, emis.ErrTwice, "chis/again/"},
		{"two agreements at one time", func(t *testing.T, dir string, d *delivery) {
			d.write(t, set, dir)
			copyAs(t, filepath.Join(dir, "chis"), agreement, "C"+agreement[1:])
		}, emis.ErrTwice, ""},
		{"a column missing", func(t *testing.T, dir string, d *delivery) {
			d.headers = map[string][]string{observationTable: without("CodeId", "Value")}
			d.write(t, set, dir)
		}, emis.ErrHeader, "no column CodeId, Value"},
		{"a column twice", func(t *testing.T, dir string, d *delivery) {
			d.headers = map[string][]string{observationTable: append(without(), "codeid")}
			d.write(t, set, dir)
		}, emis.ErrHeader, `two fields are called "codeid": 11 and 24`},
		{"a name of no column twice", func(t *testing.T, dir string, d *delivery) {
			d.headers = map[string][]string{observationTable: append(without(), "Alice", "Alice")}
			d.write(t, set, dir)
		}, emis.ErrHeader, "fields 24 and 25 have the same name"},
		{"a column under two names", func(t *testing.T, dir string, d *delivery) {
			d.headers = map[string][]string{diaryTable: append(slices.Clone(set.Layout(diaryTable, "5.4")), "ClinicanUserInRoleGuid")}
			d.write(t, set, dir)
		}, emis.ErrHeader, "both name column ClinicianUserInRoleGuid"},
		{"an empty file", func(t *testing.T, dir string, d *delivery) {
			d.raw = map[string]string{observationTable: ""}
			d.write(t, set, dir)
		}, emis.ErrHeader, "no header"},
		{"a million columns", func(t *testing.T, dir string, d *delivery) {
			d.raw = map[string]string{observationTable: strings.Repeat("a,", 999_999) + "a\r\n1\r\n"}
			d.write(t, set, dir)
		}, emis.ErrHeader, "1000000 columns, at most 4096"},
		{"a header of forty megabytes", func(t *testing.T, dir string, d *delivery) {
			d.raw = map[string]string{observationTable: `"` + strings.Repeat("a", 40<<20) + "\"\r\n"}
			d.write(t, set, dir)
		}, emis.ErrHeader, "record-too-long"},
		{"line ends of CR alone", func(t *testing.T, dir string, d *delivery) {
			d.withRaw(set, func(s string) string { return strings.ReplaceAll(s, "\r\n", "\r") })
			d.write(t, set, dir)
		}, emis.ErrHeader, "text-after-quote"},
		{"a folder for a file", func(t *testing.T, dir string, d *delivery) {
			d.skip = map[string]bool{observationTable: true}
			d.write(t, set, dir)
			mustMkdir(t, filepath.Join(dir, "chis", d.file(observationTable)))
		}, emis.ErrNotAFile, d0.file(observationTable)},
		{"utf-16 without a mark", func(t *testing.T, dir string, d *delivery) {
			d.withRaw(set, func(s string) string { return wide(s, 0) })
			d.write(t, set, dir)
		}, emis.ErrEncoding, "NUL byte at offset 1"},
		{"utf-16, high byte first", func(t *testing.T, dir string, d *delivery) {
			d.withRaw(set, func(s string) string { return "\xFE\xFF" + wide(s, 1) })
			d.write(t, set, dir)
		}, emis.ErrEncoding, "byte order mark FEFF"},
		{"utf-16", func(t *testing.T, dir string, d *delivery) {
			d.raw = map[string]string{observationTable: "\xFF\xFEa\x00"}
			d.write(t, set, dir)
		}, emis.ErrEncoding, "UTF-16"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			c.lay(t, dir, one(1))
			o := options(t, set, dir)
			_, err := Run(context.Background(), o)
			var refusal *emis.Refusal
			if !errors.Is(err, c.reason) || !errors.As(err, &refusal) || !strings.Contains(err.Error(), c.says) || refusal.Hint() == "" {
				t.Fatalf("error %v, want %v that says %q", err, c.reason, c.says)
			}
			nothingLeft(t, o)
		})
	}
}

// wide is text in two bytes a character, the NUL at the place given.
func wide(s string, at int) string {
	out := make([]byte, 0, 2*len(s))
	for i := range len(s) {
		pair := [2]byte{s[i], s[i]}
		pair[1-at] = 0
		out = append(out, pair[:]...)
	}
	return string(out)
}

func TestAllowMissing(t *testing.T) {
	set := loadMappings(t)
	for _, name := range []string{"CareRecord_Diary", "diary"} {
		dir, d := t.TempDir(), one(1)
		d.skip = map[string]bool{diaryTable: true}
		d.write(t, set, dir)
		o := options(t, set, dir)
		o.Config.AllowMissing = []string{name}
		mustRun(t, o)
	}
}

func TestExtractsThatCannotBeRead(t *testing.T) {
	set := loadMappings(t)
	o := options(t, set, filepath.Join(t.TempDir(), "absent"))
	if _, err := Run(context.Background(), o); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("absent folder: %v", err)
	}
	dir, d := t.TempDir(), one(1)
	d.write(t, set, dir)
	if err := os.Symlink(filepath.Join(dir, "nowhere"), filepath.Join(dir, "chis", d.file("Admin_PatientHistory"))); err != nil {
		t.Skip(err)
	}
	o = options(t, set, dir)
	if _, err := Run(context.Background(), o); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("dangling link: %v", err)
	}
	nothingLeft(t, o)
	if os.Geteuid() != 0 {
		if err := os.Chmod(filepath.Join(dir, "chis"), 0); err != nil {
			t.Fatal(err)
		}
		defer os.Chmod(filepath.Join(dir, "chis"), 0o755) //nolint:errcheck // the test's own folder
		if _, err := Run(context.Background(), o); !errors.Is(err, os.ErrPermission) {
			t.Errorf("closed folder: %v", err)
		}
	}
}

func TestOddNeighboursAreNamed(t *testing.T) {
	set, dir, d := loadMappings(t), t.TempDir(), one(1)
	d.write(t, set, dir)
	mustWrite(t, filepath.Join(dir, "chis", d.file("Future_Empty")), "")
	mustWrite(t, filepath.Join(dir, "chis", "notes.csv"), "x")
	mustWrite(t, filepath.Join(dir, "chis", ".hidden.csv"), "x")
	mustWrite(t, filepath.Join(dir, "stray.csv"), "x")
	mustWrite(t, filepath.Join(dir, "chis", d.file("Future_Table")), "\"A\"\r\n\"1\"\r\n\"2\"\r\n")
	o := options(t, set, dir)
	var warned []string
	o.Observer.OnWarning = func(text string) { warned = append(warned, text) }
	s, _ := mustRun(t, o)
	if s.Excluded != 2 || len(warned) != 4 {
		t.Errorf("%d excluded, warnings %q", s.Excluded, warned)
	}
}

func TestRolesAndDays(t *testing.T) {
	set, dir := loadMappings(t), t.TempDir()
	for _, d := range []*delivery{base("chis", stamp2, 101), base("chis", stamp1, 1), base("gp", stamp1, 1)} {
		d.write(t, set, dir)
	}
	o := options(t, set, dir)
	o.Config.Sources = map[string]config.Source{"gp": {Role: config.RoleCHIS}}
	s, _ := mustRun(t, o)
	m, err := o.Work.ReadManifest(ledger.Extract)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"as_of": "2021-04-01", "born_from": "2001-04-01", "nhs_numbers": "test",
		"source.chis.role": "chis", "source.gp.role": "chis", "restricted": "none", "trace": "none", "allow_missing": "",
	}
	got := maps.Clone(m.Content.Config)
	delete(got, "excluded_person_key")
	if !maps.Equal(got, want) || m.Content.AsOf != "2021-04-01" || s.AsOf != 20210401 {
		t.Errorf("configuration %v", got)
	}
	var order []string
	for _, f := range readTable(t, o, "file.parquet") {
		if f["entity"] == "patient" {
			order = append(order, f["source"]+f["batch"]+f["batch_timestamp"])
		}
	}
	if !slices.Equal(order, []string{"chis1" + stamp1, "chis2" + stamp2, "gp1" + stamp1}) {
		t.Errorf("order %v", order)
	}
	o.Config.Sources = map[string]config.Source{"gb": {Role: config.RoleCHIS}}
	var wrong *config.Error
	if _, err := Run(context.Background(), o); !errors.As(err, &wrong) || wrong.Nearest != "gp" {
		t.Errorf("a source that is not there: %v", err)
	}
}

func mustMkdir(t *testing.T, path string) {
	t.Helper()
	if err := os.MkdirAll(path, 0o755); err != nil {
		t.Fatal(err)
	}
}

func mustWrite(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// copyAs copies every file of a folder under a name with another part.
func copyAs(t *testing.T, dir, old, repl string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		mustWrite(t, filepath.Join(dir, strings.Replace(e.Name(), old, repl, 1)), string(data))
	}
}

// nothingLeft sees that the workspace holds no trace of the stage.
func nothingLeft(t *testing.T, o Options) {
	t.Helper()
	for _, name := range []string{ledger.Extract, ledger.Extract + ".partial", ledger.Extract + ".old"} {
		if _, err := os.Stat(o.Work.Path(name)); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s is left: %v", name, err)
		}
	}
}
