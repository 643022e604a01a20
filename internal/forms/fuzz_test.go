package forms

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// aNumber is what may be the number of a child.
var aNumber = regexp.MustCompile(`\d{9,}`)

// FuzzForms reads any bytes as each of the forms. What is wrong is said with its
// place and a hint, and without a number of the file; what is read is counted.
func FuzzForms(f *testing.F) {
	set := maps(f)
	for _, header := range [][]string{TraceHeader, ControlHeader, ExpectedHeader, PostcodeHeader, RegisterHeader} {
		f.Add([]byte(strings.Join(header, ",") + "\r\n"))
		f.Add([]byte("\xEF\xBB\xBF" + strings.ToUpper(strings.Join(header, ",")) + "\n\n,\n\"" + strings.Repeat(",", len(header)-1)))
	}
	head := strings.Join(TraceHeader, ",") + "\n"
	f.Add([]byte(head + keys + "943 476 5919,9000000009,90,2021-03-01\n" + keys + "9000000009,9434765919,90,2021-03-01\n"))
	f.Add([]byte(head + keys + "9434765919,,9434765919,\n"))
	f.Add([]byte(strings.Join(ControlHeader, ",") + "\nchis,doses,,2019,,mmr,12,,\nchis,births,,,2019-01,,x,,\n"))
	f.Add([]byte(strings.Join(ExpectedHeader, ",") + "\nchis,P81001,12,2021-03-08,\n"))
	path := filepath.Join(f.TempDir(), "form.csv")
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		traced, trace, err := ReadTrace(path, set)
		checkForm(t, data, trace, len(traced), err)
		totals, control, err := ReadControl(path, set)
		checkForm(t, data, control, len(totals), err)
		expected, in, err := ReadExpected(path)
		checkForm(t, data, in, len(expected), err)
		authorities, in, err := ReadPostcodes(path, set)
		checkForm(t, data, in, len(authorities.of), err)
		registered, in, err := ReadRegister(path)
		checkForm(t, data, in, len(registered), err)
	})
}

func checkForm(t *testing.T, data []byte, in Input, rows int, err error) {
	t.Helper()
	if err == nil {
		if in.Rows != int64(rows) || in.Bytes != int64(len(data)) {
			t.Errorf("%d rows of %d, %d bytes of %d", rows, in.Rows, in.Bytes, len(data))
		}
		return
	}
	var wrong *Error
	if !errors.As(err, &wrong) {
		t.Fatalf("%v", err)
	}
	if wrong.Hint() == "" || wrong.Line < 0 || wrong.Line > 1+strings.Count(string(data), "\n") || len(wrong.Problem) > 400 {
		t.Errorf("%+v", wrong)
	}
	if aNumber.MatchString(wrong.Error()) {
		t.Errorf("a number is repeated: %v", wrong)
	}
}
