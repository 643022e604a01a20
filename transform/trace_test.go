package transform

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"lollipop/internal/chis"
	"lollipop/mappings"
)

// numberOf is the n-th of some valid numbers.
func numberOf(n int) string {
	for stem := uint64(900_000_000); ; stem++ {
		if check, ok := chis.NHSCheckDigit(stem); ok {
			if n--; n == 0 {
				return fmt.Sprintf("%d%d", stem, check)
			}
		}
	}
}

// A chain is followed over the rows of all records, and not over a number that is
// invalid, nor round a circle, nor where rows disagree.
func TestChainsOfSupersededNumbers(t *testing.T) {
	maps, err := mappings.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name  string
		trace map[int32]string // rows of each record: "1>2", or "2!" for an invalid number
		want  string           // numbers of record 0, whose own is 1, the last first; ! where protected
	}{
		{"one step", map[int32]string{0: "1>2"}, "2 1"},
		{"two steps of its own", map[int32]string{0: "2>3 1>2"}, "3 2 1"},
		{"the second step is of another record", map[int32]string{0: "1>2", 1: "2>3"}, "3 2 1"},
		{"others disagree", map[int32]string{0: "1>2", 1: "2>3", 2: "2>4"}, "2 1"},
		{"its own row counts", map[int32]string{0: "1>2 2>3", 1: "2>4"}, "3 2 1"},
		{"a circle of two records", map[int32]string{0: "1>2", 1: "2>1"}, "1"},
		{"a circle further on", map[int32]string{0: "1>2", 1: "2>3", 2: "3>2"}, "1"},
		{"over an invalid number", map[int32]string{0: "1>2 2>3", 1: "2!"}, "1!"},
		{"to an invalid number", map[int32]string{0: "1>2", 1: "2!"}, "1!"},
		{"another calls its own invalid", map[int32]string{0: "1>2", 1: "1!"}, "1!"},
	} {
		r := &run{in: &inputs{mode: chis.Test}, persons: make([]person, 3), traced: map[int32][]traced{}, counts: newCounter(), ranges: maps.NHSRanges()}
		for record, rows := range test.trace {
			r.persons[record].nhs, _ = chis.ClassifyNHSNumber(numberOf(1), maps.NHSRanges(), chis.Test)
			for _, row := range strings.Fields(rows) {
				one := traced{meaning: mappings.TraceInvalid, number: numberOf(int(row[0] - '0'))}
				if row[1] == '>' {
					one.meaning, one.newOne = mappings.TraceSuperseded, numberOf(int(row[2]-'0'))
				}
				r.traced[record] = append(r.traced[record], one)
			}
		}
		p := &r.persons[0]
		r.supersede(p, r.traced[0], r.readChains())
		var got []string
		for _, n := range p.numbers(nil) {
			for i := 1; i < 5; i++ {
				if n.PlainNHSNumber() == numberOf(i) {
					got = append(got, fmt.Sprint(i))
				}
			}
		}
		if p.protected {
			got[0] += "!"
		}
		if !slices.Equal(got, strings.Fields(test.want)) {
			t.Errorf("%s: numbers %v, want %s", test.name, got, test.want)
		}
	}
}
