package forms

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lollipop/internal/chis"
	"lollipop/mappings"
)

func maps(t testing.TB) *mappings.Set {
	t.Helper()
	set, err := mappings.Load()
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// put writes a form of a header and lines.
func put(t testing.TB, name string, header []string, lines ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	text := strings.Join(append([]string{strings.Join(header, ",")}, lines...), "\r\n") + "\r\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

const (
	guidA = "{0A1B2C3D-0000-4000-8000-000000000001}"
	guidB = "0a1b2c3d-0000-4000-8000-000000000002"
	keys  = "chis," + guidA + "," + guidB + ","
)

func TestTrace(t *testing.T) {
	path := put(t, "trace.csv", TraceHeader,
		keys+"943 476 5919,9000000009,90,2021-03-01", keys+"9434765919,,invalid,", keys+",,dead,2020-02-03", keys+"0000000000,,98,2021-03-01")
	traced, in, err := ReadTrace(path, maps(t))
	if err != nil || len(traced) != 4 || in.Rows != 4 || in.Name != "trace.csv" {
		t.Fatalf("%d rows, %+v, %v", len(traced), in, err)
	}
	if one := traced[0]; one.Number != "9434765919" || one.NewNumber != "9000000009" || one.Meaning != mappings.TraceSuperseded || one.Date.String() != "2021-03-01" {
		t.Errorf("%+v", one)
	}
	if traced[1].Meaning != mappings.TraceInvalid || traced[2].Meaning != mappings.TraceDead || traced[3].Number != "" {
		t.Errorf("%+v", traced[1:])
	}
}

// Every mistake is said with its place, and none repeats a number.
func TestTraceMistakes(t *testing.T) {
	for _, test := range []struct{ line, want, near string }{
		{keys + "9434765918,,91,", ":2:82: nhs_number: has a wrong check digit", ""},
		{keys + "943476591,,91,", "nhs_number: is no NHS number of ten digits", ""},
		{keys + "9434765919,,90,", "new_nhs_number: is empty", ""},
		{keys + ",9434765919,90,", "nhs_number: is empty", ""},
		{keys + "9434765919,9434765919,90,", "is the number that it supersedes", ""},
		{keys + "9434765919,9000000009,91,", "new_nhs_number: is filled, and the code says that the number is invalid", ""},
		{keys + "9434765919,,supersede,", `code: "supersede" is not known`, "superseded"},
		{keys + "9434765919,,91,01/02/2020", "date: is no date of the form yyyy-mm-dd", ""},
		{keys + "9434765919,,91", "6 fields, want 7", ""},
		{"chis,x," + guidB + ",,,91,", "organisation_guid: is no GUID", ""},
		{"," + guidA + "," + guidB + ",,,91,", "source: is empty", ""},
		{keys + "9434765919,9000000009,90,\r\n" + keys + "9000000009,9434765919,90,", ":3:93: new_nhs_number: the numbers of this record supersede each other in a circle", ""},
		{keys + "9434765919,9000000009,90,\r\n" + keys + "9434765919,9000000017,90,", "names another new number", ""},
		{`chis,"x`, `extraneous or missing " in quoted-field`, ""},
	} {
		_, _, err := ReadTrace(put(t, "trace.csv", TraceHeader, test.line), maps(t))
		refused(t, test.line, err, test.want, test.near)
		if err != nil && strings.Contains(err.Error(), "94347659") {
			t.Errorf("the error repeats a number: %v", err)
		}
	}
}

func refused(t *testing.T, line string, err error, want, near string) {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) || !strings.Contains(err.Error(), want) || e.Nearest != near || e.Hint() == "" {
		t.Errorf("%s: error %v, want %q near %q", line, err, want, near)
	}
}

func TestControl(t *testing.T) {
	path := put(t, "control.csv", ControlHeader,
		"chis,living-children,p81001,2015,,,31,,", "chis,births,,,2015-03,,3,,", "chis,doses,,2015,,mumps+measles+rubella,17,,screen 12",
		"chis,last-transaction,,,,,2021-03-21,,", "chis,booked-appointments,,,,,,the screen cannot count them,", "chis,alerts,,,,visit_in_pairs,,not known,")
	totals, in, err := ReadControl(path, maps(t))
	if err != nil || len(totals) != 6 || in.Rows != 6 {
		t.Fatalf("%d totals, %+v, %v", len(totals), in, err)
	}
	if one := totals[0]; one.Count != 31 || one.Practice != "P81001" || one.Year != "2015" {
		t.Errorf("%+v", one)
	}
	if totals[2].Item != "measles+mumps+rubella" || totals[2].Note != "screen 12" || totals[3].Day.String() != "2021-03-21" {
		t.Errorf("%+v", totals[2:4])
	}
	if !totals[4].Whole() || totals[4].NotGiven == "" || totals[5].Whole() {
		t.Errorf("%+v", totals[4:])
	}
}

func TestControlMistakes(t *testing.T) {
	for _, test := range []struct{ line, want, near string }{
		{"chis,living-childen,P81001,2015,,,31,,", `:2:6: figure: "living-childen" is not known`, "living-children"},
		{"chis,births,,,2015-13,,3,,", `month: "2015-13" is not a month`, ""},
		{"chis,births,,,,,3,,", "month: is empty: write unknown", ""},
		{"chis,births,P81001,,2015-03,,3,,", "practice: is filled, and the figure births is not divided by it", ""},
		{"chis,births,,,2015-03,,-3,,", `value: "-3" is no whole number`, ""},
		{"chis,births,,,2015-03,,,,", "value: is empty: give it, or say in not_given", ""},
		{"chis,births,,,2015-03,,3,no,", "not_given: is filled beside a value", ""},
		{"chis,births,,,2015-03,,3,,\r\nchis,births,,,2015-03,,4,,", ":3:6: figure: the same figure stands on line 2", ""},
		{"chis,doses,,2015,,measels,3,,", "item: ", ""},
		{"chis,last-transaction,,,,,21.3.2021,,", "value: is no date", ""},
		{",births,,,2015-03,,3,,", "source: is empty", ""},
	} {
		_, _, err := ReadControl(put(t, "control.csv", ControlHeader, test.line), maps(t))
		refused(t, test.line, err, test.want, test.near)
	}
}

func TestExpected(t *testing.T) {
	path := put(t, "expected.csv", ExpectedHeader, "gp,P81001,410,2021-03-22,", "gp,P81002,,,new")
	expected, in, err := ReadExpected(path)
	if err != nil || len(expected) != 2 || in.Rows != 2 || expected[0].Patients != 410 || expected[1].Patients != -1 {
		t.Fatalf("%+v, %+v, %v", expected, in, err)
	}
	for line, want := range map[string]string{
		"gp,P8-1,410,,":                  "organisation_code: \"P8-1\" is no code",
		"gp,P81001,many,,":               "patients: \"many\" is no whole number",
		"gp,P81001,4,,\r\ngp,p81001,5,,": "the same organisation stands on line 2",
		"gp,P81001,4,22 March,":          "latest: is no date",
	} {
		_, _, err := ReadExpected(put(t, "expected.csv", ExpectedHeader, line))
		refused(t, line, err, want, "")
	}
}

// Of the rows that hold a postcode the longest counts.
func TestPostcodes(t *testing.T) {
	path := put(t, "postcode_authority.csv", PostcodeHeader,
		"la1,E10000017,", "LA1 4,e10000006,border", " la14yw ,E08000032,", "LA14,E06000009,", "ZZ99 3VZ,E10000017,no fixed abode counts here")
	a, in, err := ReadPostcodes(path, maps(t))
	if err != nil || in.Rows != 5 || in.Name != "postcode_authority.csv" {
		t.Fatalf("%+v, %v", in, err)
	}
	for code, want := range map[string]string{
		"LA1 4YW": "E08000032", "LA1 4YX": "E10000006", "LA1 5YW": "E10000017", "LA14 1LF": "E06000009", "LA11 4YW": "", "ZZ99 3VZ": "E10000017", "ZZ99 3WZ": "",
	} {
		p, ok := chis.ParsePostcode(code)
		if got := a.Of(p); !ok || got != want {
			t.Errorf("%s: %q, want %q", code, got, want)
		}
	}
	if a.Of(chis.Postcode{}) != "" || (*Authorities)(nil).Of(chis.Postcode{'L', 'A', '1', ' ', '4', 'Y', 'W'}) != "" {
		t.Error("no postcode, or no table, has an authority")
	}
}

// Each mistake is named by its line, and none repeats a postcode.
func TestPostcodeMistakes(t *testing.T) {
	for _, test := range []struct{ line, want, near string }{
		{"LA1 9Y,E10000017,", ":2:1: postcode: is no postcode", ""},
		{",E10000017,", ":2:1: postcode: is no postcode", ""},
		{"LA,E10000017,", "postcode: is no postcode", ""},
		{"LA1 9,,", "authority: is empty", ""},
		{"LA1 9,E1000017,", ":2:7: authority: is no code of a county", "E10000017"},
		{"LA1 9,Lancashire,", "authority: is no code of a county", ""},
		{"LA1 9,E07000121,", "authority: E07000121 is a district: write the code of its county", ""},
		{"LA1 9,E10000017,\r\nLA1 5,E10000017,\r\nla1  9,E10000006,", ":4:1: postcode: the same stands on line 2", ""},
		{"LA1 9,E10000017", "2 fields, want 3", ""},
	} {
		_, _, err := ReadPostcodes(put(t, "postcode_authority.csv", PostcodeHeader, test.line), maps(t))
		refused(t, test.line, err, test.want, test.near)
		if err != nil && strings.Contains(err.Error(), "LA1 9") {
			t.Errorf("the error repeats a postcode: %v", err)
		}
	}
}

func TestHeader(t *testing.T) {
	for text, want := range map[string]string{
		"":                                  "no header",
		"source,organisation_code,patients": "the header lacks latest",
		"source,code,patients,latest,note":  `:1:8: the header has "code" where organisation_code belongs`,
		"source,organisation_code,patients,latest,note,x": "more columns than it should",
	} {
		path := filepath.Join(t.TempDir(), "expected.csv")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		_, _, err := ReadExpected(path)
		refused(t, text, err, want, "")
	}
	closed := filepath.Join(t.TempDir(), "closed.csv")
	if err := os.WriteFile(closed, nil, 0o200); err != nil {
		t.Fatal(err)
	}
	if f, err := os.Open(closed); err == nil {
		_ = f.Close() // this user may read everything
	} else {
		_, _, err := ReadExpected(closed)
		refused(t, "a file that may not be read", err, "you may not read it", "")
	}
	if _, _, err := ReadExpected(filepath.Join(t.TempDir(), "none.csv")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("error is %v", err)
	}
}

// What a spreadsheet makes of a form: the message spoke of a header in UTF-16, named
// the end of the file for a quote, and stopped at rows that had been cleared.
func TestFormsThatASpreadsheetWrote(t *testing.T) {
	line := "chis,P81001,17,2021-03-08,"
	head := strings.Join(ExpectedHeader, ",")
	for _, test := range []struct{ text, want, hint string }{
		{"\xFF\xFEs\x00o\x00", "expected.csv: is UTF-16", "CSV UTF-8"},
		{head + "\n" + line + "\nchis,P81002,17,2021-03-08,caf\xe9\n" + line, ":3:1: holds a letter that is no UTF-8", "CSV UTF-8"},
		{strings.ReplaceAll(head, ",", ";") + "\n", ":1:1: the header has", "commas between"},
		{head + "\n" + `chis,"P81001,17` + "\n" + line + "\n" + line + "\n", ":2:1: a quote opens in this line", "its header is"},
		{head + "\nchis,P81001,17,08/03/2021,\n", ":2:16: latest: is no date", "2021-03-31"},
		{head + "\n" + line + "\n,,,,\n,\n" + strings.Replace(line, "P81001", "P81002", 1) + "\n", "", ""},
	} {
		path := filepath.Join(t.TempDir(), "expected.csv")
		if err := os.WriteFile(path, []byte(test.text), 0o600); err != nil {
			t.Fatal(err)
		}
		rows, in, err := ReadExpected(path)
		var wrong *Error
		switch {
		case test.want == "" && (err != nil || len(rows) != 2 || in.Rows != 2):
			t.Errorf("%d rows, %+v, %v", len(rows), in, err)
		case test.want != "" && (!errors.As(err, &wrong) || !strings.Contains(err.Error(), test.want) || !strings.Contains(wrong.Hint(), test.hint)):
			t.Errorf("%v, want %s", err, test.want)
		}
	}
}
