package dedupe

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"lollipop/transform/linkage/match"
)

// What is explained is what dedupe decided: score, class and levels of every
// pair it wrote.
func TestExplainSaysWhatRunDid(t *testing.T) {
	rows := "id,forename,surname,date_of_birth,postcode\n"
	for i := range 60 {
		name := "Family" + letters(i)
		rows += fmt.Sprintf("%d,Ann,%s,2015-03-%02d,AB1 %dCD\n", 2*i, name, i%28+1, i%10)
		rows += fmt.Sprintf("%d,Ann,%s,2015-03-%02d,AB1 %dCD\n", 2*i+1, name, i%28+1, i%10)
	}
	o := testOptions(t, rows)
	if _, err := Run(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	saved, err := os.ReadFile(o.Save)
	if err != nil {
		t.Fatal(err)
	}
	if o.Match.Parameters, err = match.ParseParameters(saved); err != nil {
		t.Fatal(err)
	}
	f, err := os.ReadFile(o.Pairs)
	if err != nil {
		t.Fatal(err)
	}
	pairs, err := csv.NewReader(strings.NewReader(string(f))).ReadAll()
	if err != nil || len(pairs) < 20 {
		t.Fatalf("%d pairs: %v", len(pairs), err)
	}
	for _, line := range pairs[1:10] {
		e, err := Explain(t.Context(), o, line[0], line[1])
		if err != nil {
			t.Fatal(err)
		}
		score, _ := strconv.ParseFloat(line[2], 64)
		if math.Abs(e.Score-score) > 1e-2 || e.Class != line[4] {
			t.Errorf("pair %s %s: %f %s, explained as %f %s", line[0], line[1], score, line[4], e.Score, e.Class)
		}
		for _, s := range e.Steps {
			if !strings.Contains(strings.Join(line, ","), s.Level) {
				t.Errorf("pair %s %s: %s %s is none of its levels", line[0], line[1], s.Field, s.Level)
			}
		}
		if text, _ := json.Marshal(e); strings.Contains(string(text), "Family") || strings.Contains(string(text), "2015") {
			t.Errorf("a value of a record is shown: %s", text)
		}
	}
	var wrong *TableError
	if _, err := Explain(t.Context(), o, "0", "nobody"); !errors.As(err, &wrong) || !wrong.Settings {
		t.Errorf("an id that is not there: %v", err)
	}
}
