package forms

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const (
	pairAB = "chis,{0A1B2C3D-0000-4000-8000-000000000001},{0A1B2C3D-0000-4000-8000-00000000000A},gp,{0A1B2C3D-0000-4000-8000-000000000002},{0A1B2C3D-0000-4000-8000-00000000000B},"
	pairBA = "gp,{0A1B2C3D-0000-4000-8000-000000000002},{0A1B2C3D-0000-4000-8000-00000000000B},chis,{0A1B2C3D-0000-4000-8000-000000000001},{0A1B2C3D-0000-4000-8000-00000000000A},"
	pairAA = "chis,{0A1B2C3D-0000-4000-8000-000000000001},{0A1B2C3D-0000-4000-8000-00000000000A},chis,{0A1B2C3D-0000-4000-8000-000000000001},{0A1B2C3D-0000-4000-8000-00000000000A},"
)

func decisionsOf(t *testing.T, lines ...string) ([]Decision, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "decisions.csv")
	text := strings.Join(append([]string{strings.Join(DecisionHeader, ",")}, lines...), "\r\n") + "\r\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	decisions, _, err := ReadBothDecisions(path, "")
	return decisions, err
}

func TestDecisions(t *testing.T) {
	for _, test := range []struct {
		name  string
		lines []string
		want  string // "same", "different", "" for none, else what the error holds
		wrong string
	}{
		{"one child", []string{pairAB + "same,A. Nurse,B. Lead,2021-04-01"}, "same", ""},
		{"two children", []string{pairAB + "different,A. Nurse,,2021-04-01"}, "different", ""},
		{"the last counts, whichever record stands first", []string{pairAB + "different,A. Nurse,,2021-04-01", pairBA + "same,A. Nurse,B. Lead,2021-04-02"}, "same", ""},
		{"taken back", []string{pairAB + "same,A. Nurse,B. Lead,2021-04-01", pairAB + "open,C. Lead,,2021-04-02"}, "", ""},
		{"taken back and decided again", []string{pairAB + "open,C. Lead,,2021-04-02", pairAB + "different,C. Lead,,2021-04-02"}, "different", ""},
		{"one child, said by one", []string{pairAB + "same,A. Nurse,,2021-04-01"}, "", "decisions.csv:2:"},
		{"one child, said twice by one", []string{pairAB + "same,A. Nurse,a nurse ,2021-04-01"}, "", "another one"},
		{"by nobody", []string{pairAB + "different,,,2021-04-01"}, "", "reviewer: is empty"},
		{"on no day", []string{pairAB + "different,A. Nurse,,"}, "", "decided_on: is empty"},
		{"on no such day", []string{pairAB + "different,A. Nurse,,01/04/2021"}, "", "no date"},
		{"an older one below", []string{pairAB + "different,A. Nurse,,2021-04-02", pairBA + "different,A. Nurse,,2021-04-01"}, "", "3:"},
		{"one record", []string{pairAA + "same,A. Nurse,B. Lead,2021-04-01"}, "", "patient_b: is the record"},
		{"by a formula", []string{pairAB + "different,=cmd|x,,2021-04-01"}, "", "reviewer: begins as a formula does"},
		{"by a second formula", []string{pairAB + "same,A. Nurse,@SUM(A1),2021-04-01"}, "", "second_reviewer: begins as a formula does"},
		{"by a page of text", []string{pairAB + "different," + strings.Repeat("é", 81) + ",,2021-04-01"}, "", "reviewer: is longer than 80"},
		{"by a long name", []string{pairAB + "different," + strings.Repeat("é", 80) + ",,2021-04-01"}, "different", ""},
		{"by two lines", []string{pairAB + "different,\"A.\nNurse\",,2021-04-01"}, "", "reviewer: holds a line break"},
		{"another word", []string{pairAB + "sames,A. Nurse,B. Lead,2021-04-01"}, "", "decision: \"sames\" is not known"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := decisionsOf(t, test.lines...)
			if test.wrong != "" {
				var bad *Error
				if !errors.As(err, &bad) || !strings.Contains(err.Error(), test.wrong) || bad.Hint() == "" {
					t.Fatalf("error %v, want one that says %q", err, test.wrong)
				}
				return
			}
			word := ""
			if len(got) == 1 {
				word = map[bool]string{true: "same", false: "different"}[got[0].Same]
			}
			if err != nil || len(got) > 1 || word != test.want {
				t.Errorf("%+v, %v, want %q", got, err, test.want)
			}
		})
	}
}

// Two files may name one pair. What joins never wins by the order in which they are read.
func TestTheLaterOfTwoFilesCounts(t *testing.T) {
	for _, c := range []struct{ name, ordinary, restricted, want string }{
		{"only one", "same,A. Nurse,B. Lead,2021-04-01", "", "same"},
		{"later and two", "different,A. Nurse,,2021-05-20", "same,A. Nurse,B. Lead,2021-03-20", "different"},
		{"later and one", "different,A. Nurse,,2021-03-20", "same,A. Nurse,B. Lead,2021-05-20", "same, restricted"},
		{"one day", "different,A. Nurse,,2021-03-20", "same,A. Nurse,B. Lead,2021-03-20", "different"},
		{"one day, the other way", "same,A. Nurse,B. Lead,2021-03-20", "different,A. Nurse,,2021-03-20", "different, restricted"},
		{"taken back in the other", "same,A. Nurse,B. Lead,2021-03-20", "open,A. Nurse,,2021-04-20", ""},
		{"taken back before", "same,A. Nurse,B. Lead,2021-03-20", "open,A. Nurse,,2021-02-20", "same"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var paths [2]string
			for i, line := range []string{c.ordinary, c.restricted} {
				if line == "" {
					continue
				}
				paths[i] = filepath.Join(t.TempDir(), "decisions.csv")
				if err := os.WriteFile(paths[i], []byte(strings.Join(DecisionHeader, ",")+"\n"+[]string{pairAB, pairBA}[i]+line+"\n"), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			list, _, err := ReadBothDecisions(paths[0], paths[1])
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			for _, d := range list {
				got += map[bool]string{true: "same", false: "different"}[d.Same] + map[bool]string{true: ", restricted"}[d.Restricted]
			}
			if got != c.want {
				t.Errorf("decided: %q, want %q", got, c.want)
			}
		})
	}
}

// The hint names the key that names the file.
func TestAMissingFileOfDecisionsIsNamedByItsKey(t *testing.T) {
	var bad *Error
	missing := filepath.Join(t.TempDir(), "said.csv")
	if _, _, err := ReadBothDecisions("", missing); !errors.As(err, &bad) || !strings.Contains(bad.Hint(), "take restricted_decisions: out") {
		t.Errorf("%v", err)
	}
}

func TestAFolderIsNoForm(t *testing.T) {
	var bad *Error
	if _, _, err := ReadBothDecisions(t.TempDir(), ""); !errors.As(err, &bad) || bad.Hint() == "" || !bad.Usage() {
		t.Errorf("a folder for a file: %v", err)
	}
}
