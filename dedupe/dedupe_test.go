package dedupe

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lollipop/internal/chis"
	"lollipop/transform/linkage/match"
)

func TestParseDate(t *testing.T) {
	cases := []struct {
		text string
		as   order
		want match.PartialDate
	}{
		{"2015-03-31", dayFirst, 20150331},
		{"2015-03-31 00:00:00", dayFirst, 20150331},
		{"2015-03-31T10:20:30Z", dayFirst, 20150331},
		{"2015/3/1", dayFirst, 20150301},
		{"31/03/2015", dayFirst, 20150331},
		{"31.3.2015", dayFirst, 20150331},
		{"1/2/2015", dayFirst, 20150201},
		{"1/2/2015", monthFirst, 20150102},
		{"12/31/2015", dayFirst, 20151231},
		{"31/12/2015", monthFirst, 20151231},
		{"20150331", dayFirst, 20150331},
		{"31032015", dayFirst, 20150331},
		{"31 Mar 2015", dayFirst, 20150331},
		{"31-March-2015", dayFirst, 20150331},
		{"Mar 31, 2015", monthFirst, 20150331},
		{"2015", dayFirst, 20150000},
		{"2015-03", dayFirst, 20150300},
		{"03/2015", dayFirst, 20150300},
		{"", dayFirst, 0},
		{"31/03/15", dayFirst, 0},
		{"2015-02-30", dayFirst, 0},
		{"yesterday", dayFirst, 0},
		{"123456789012", dayFirst, 0},
		{"13/2015", dayFirst, 0},
	}
	for _, c := range cases {
		if got, ok := parseDate(c.text, c.as); got != c.want || ok != (c.want != 0) {
			t.Errorf("parseDate(%q, %d) = %d, %v; want %d", c.text, c.as, got, ok, c.want)
		}
	}
}

func testOptions(t testing.TB, rows string) Options {
	dir := t.TempDir()
	file := filepath.Join(dir, "persons.csv")
	if err := os.WriteFile(file, []byte(rows), 0o600); err != nil {
		t.Fatal(err)
	}
	return Options{
		File: file, Out: filepath.Join(dir, "clusters.csv"), Pairs: filepath.Join(dir, "pairs.csv"), Save: filepath.Join(dir, "parameters.json"),
		Tables: match.Tables{
			Placeholder: func(folded string) bool { return len(folded) < 2 || folded == "BABY" },
			Ranges:      []chis.NHSRange{{From: 4_000_000_000, To: 9_999_999_999, Live: chis.Accept, Test: chis.Accept}},
		},
	}
}

// What a table may hold that is wrong: an error with what and where, and with
// nothing of a person in it.
func TestBadTables(t *testing.T) {
	const head = "id,forename,surname,date_of_birth\n"
	cases := []struct {
		name, rows string
		columns    map[string]string
		want       string
		settings   bool
	}{
		{"empty", "", nil, "the file is empty", false},
		{"only a mark", "\xEF\xBB\xBF", nil, "the file is empty", false},
		{"a column that is not there", head + "1,Ann,Secret,2015-01-02\n", map[string]string{"surname": "sirname"}, `there is no column "sirname" for surname`, true},
		{"no id", "forename,surname\nAnn,Secret\n", nil, `there is no column "id" for id`, true},
		{"nothing to compare", "id,colour\n1,Secret\n", nil, "no column is known", true},
		{"a column twice", "id,surname,surname\n1,Secret,Secret\n", nil, `column "surname" stands in the header twice`, false},
		{"an id twice", head + "Secret,Ann,Lee,2015-01-02\n2,Bo,Lee,2015-01-02\nSecret,Cy,Lee,2015-01-02\n", nil, "records 1 and 3 have the same id", false},
		{"no id in a row", head + "1,Ann,Lee,2015-01-02\n,Bo,Secret,2015-01-02\n", nil, "persons.csv:3: the id is empty", false},
		{"a field too many", head + "1,Ann,Lee,2015-01-02,Secret\n", nil, "persons.csv:2: the row has another number of fields", false},
		{"a quote", head + "1,\"Ann\"Secret,Lee,2015-01-02\n", nil, "persons.csv:2:", false},
		{"a NUL byte", head + "1,Ann,Lee,2015-01-02\n2,\"B\no\",Sec\x00ret,2015-01-02\n", nil, "persons.csv:3: the row holds a NUL byte", false},
		{"carriage returns alone", strings.ReplaceAll(head+"1,Ann,Lee,2015-01-02\n", "\n", "\r"), nil, "lines end in a carriage return alone", false},
		{"UTF-16", "\xFF\xFEi\x00d\x00\n\x00", nil, "the file is UTF-16", false},
		{"a quote that nothing closes", head + "1,Ann,Lee,2015-01-02\n2,\"Secret" + strings.Repeat("x\n", maxRow/2+1<<17), nil, "row 2, the header not counted, is longer than 16 MiB", false},
		{"dates of no kind", head + "1,Ann,Secret,spring\n2,Bo,Secret,autumn\n", nil, "of 2 dates of birth 2 cannot be read", false},
	}
	for _, c := range cases {
		o := testOptions(t, c.rows)
		o.Columns = c.columns
		_, err := Run(t.Context(), o)
		var table *TableError
		if !errors.As(err, &table) || !strings.Contains(err.Error(), c.want) || table.Settings != c.settings || table.Hint() == "" {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if strings.Contains(err.Error()+table.Hint(), "Secret") {
			t.Errorf("%s: the error shows what a row holds: %v", c.name, err)
		}
		if _, err := os.Stat(o.Out); err == nil {
			t.Errorf("%s: clusters were written", c.name)
		}
	}
	for file, want := range map[string]string{filepath.Join(t.TempDir(), "none.csv"): "no such file", t.TempDir(): "a folder", os.DevNull: "a pipe or a device"} {
		var table *TableError
		if _, err := Run(t.Context(), Options{File: file}); !errors.As(err, &table) || !table.Settings || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", file, err)
		}
	}
}

func clusters(t *testing.T, o Options) (*Summary, string) {
	t.Helper()
	s, err := Run(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(o.Out)
	if err != nil {
		t.Fatal(err)
	}
	return s, string(data)
}

// Odd tables that have an answer.
func TestOddTables(t *testing.T) {
	const head = "id,forename,surname,date_of_birth,nhs_number\n"
	var everybody, block strings.Builder
	for i := range 400 {
		fmt.Fprintf(&everybody, "%d,%s,%s,20%02d-%02d-%02d,4000000012\n", i, letters(i*7919), letters(i*104729), i%20, 1+i%12, 1+i%28)
		fmt.Fprintf(&block, "%d,Ann,Lee,2015-01-02,\n", i)
	}
	cases := []struct {
		name, rows string
		persons    int
	}{
		{"a header alone", head, 0},
		{"one row", head + "1,Ann,Lee,2015-01-02,\n", 1},
		{"one number for all", head + everybody.String(), 400},
		{"one block of all", head + block.String(), 400},
		{"ten thousand columns", strings.TrimSpace(head) + strings.Repeat(",x", 9_995) + "\n1,Ann,Lee,2015-01-02," + strings.Repeat(",", 9_995) + "\n", 1},
	}
	for _, c := range cases {
		s, text := clusters(t, testOptions(t, c.rows))
		if s.Clusters != c.persons || strings.Count(text, "\n") != s.Records+1 {
			t.Errorf("%s: %d persons of %d records, want %d", c.name, s.Clusters, s.Records, c.persons)
		}
		if c.name == "one block of all" && s.RecordsNotBlocked == 0 {
			t.Error("that a block was left out is not told")
		}
	}
}

// Windows-1252 is read as what it means; an id keeps its bytes.
func TestBytesThatAreNoUTF8(t *testing.T) {
	rows := "id,forename,surname,date_of_birth\n\xE9,Zo\xEB,Featherstonehaugh,2015-03-04\n2,Zo\u00EB,Featherstonehaugh,2015-03-04\n"
	for i := range 60 {
		rows += fmt.Sprintf("x%d,%s,%s,%d/%d/%d\n", i, letters(i*7919+3), letters(i*104729+1), 1+i%28, 1+i%12, 1990+i%20)
	}
	s, text := clusters(t, testOptions(t, rows))
	if s.RowsNotUTF8 != 1 || !strings.Contains(text, "\n2,2\n") || !strings.HasSuffix(text, "\n\xE9,2\n") {
		t.Errorf("%d rows are no UTF-8, want 1; clusters:\n%.40s", s.RowsNotUTF8, text)
	}
}

func letters(n int) string {
	text := []byte{'A' + byte(n%26)}
	for n /= 26; n > 0; n /= 26 {
		text = append(text, "aeioubcdfghklmnprstvwz"[n%22])
	}
	return string(text) + "el"
}

// Five ways to write one date are one date; files come out with mode 0600.
func TestFiveFormsOfADate(t *testing.T) {
	rows := "\xEF\xBB\xBFRef,Given,Family,DOB\r\n"
	for i, date := range []string{"2015-03-04", "04/03/2015", "4 Mar 2015", "20150304", "2015-03-04T00:00:00"} {
		rows += fmt.Sprintf("%d,Quentin,Featherstonehaugh,%s\r\n", 5-i, date)
	}
	for i := range 60 {
		rows += fmt.Sprintf("x%d,%s,%s,%d/%d/%d\r\n", i, letters(i*7919+3), letters(i*104729+1), 1+i%28, 1+i%12, 1990+i%20)
	}
	o := testOptions(t, rows)
	o.Columns = map[string]string{"id": "ref", "forename": "given", "surname": "Family", "date_of_birth": "DOB"}
	_, text := clusters(t, o)
	if !strings.HasPrefix(text, "record_id,cluster_id\n1,1\n2,1\n3,1\n4,1\n5,1\nx0,x0\n") {
		t.Errorf("clusters:\n%.60s", text)
	}
	for _, file := range []string{o.Out, o.Pairs, o.Save} {
		if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", filepath.Base(file), info.Mode(), err)
		}
	}
}

// The rows in another order, and any number of workers: the same bytes.
func TestSameBytes(t *testing.T) {
	lines := make([]string, 0, 600)
	for i := range 300 {
		row := fmt.Sprintf("%s,%s,%02d/%02d/%d,%d High St,LA1 %d%cB", letters(i*7919), letters(i*104729), 1+i%28, 1+i%12, 2000+i%18, i, i%10, 'A'+i%7)
		lines = append(lines, fmt.Sprintf("%d,%s", i, row))
		if i%3 == 0 {
			lines = append(lines, fmt.Sprintf("%d,%s", 1000+i, row))
		}
	}
	head := "id,forename,surname,date_of_birth,address,postcode\n"
	read := func(rows []string, workers int) string {
		o := testOptions(t, head+strings.Join(rows, "\n"))
		o.Match.Workers = workers
		s, all := clusters(t, o)
		if s.Joined != 100 {
			t.Errorf("%d workers: %d records joined, want 100", workers, s.Joined)
		}
		for _, file := range []string{o.Pairs, o.Save} {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			all += string(data)
		}
		return all
	}
	want := read(lines, 1)
	turned := make([]string, 0, len(lines))
	for i := range lines {
		turned = append(turned, lines[(i*7+5)%len(lines)])
	}
	for _, workers := range []int{2, 8} {
		if read(turned, workers) != want {
			t.Errorf("%d workers and another order of the rows: other bytes", workers)
		}
	}
}
