package reconcile

import (
	"strconv"
	"strings"
	"testing"

	"lollipop/internal/chis"
	"lollipop/internal/forms"
	"lollipop/mappings"
)

// Chains, circles and invalid numbers in a trace, as reconcile follows them itself.
func TestFollowedNumbers(t *testing.T) {
	maps, err := loadMappings()
	if err != nil {
		t.Fatal(err)
	}
	number := map[byte]string{'1': "9434765919", '2': "9000000009", '3': "9000000017", '4': "9000000025"}
	for _, test := range []struct{ name, own, others, want string }{
		{"one step", "1>2", "", "2 1"},
		{"two steps", "1>2 2>3", "", "3 2 1"},
		{"the second step is of another record", "1>2", "2>3", "3 2 1"},
		{"others disagree", "1>2", "2>3 2>4", "2 1"},
		{"a circle", "1>2", "2>1", "1"},
		{"over an invalid number", "1>2 2>3", "2!", "1!"},
		{"another calls its own invalid", "1>2", "1!", "1!"},
	} {
		read := func(text string) (rows []forms.Traced) {
			for _, row := range strings.Fields(text) {
				one := forms.Traced{Meaning: mappings.TraceInvalid, Number: number[row[0]]}
				if row[1] == '>' {
					one.Meaning, one.NewNumber = mappings.TraceSuperseded, number[row[2]]
				}
				rows = append(rows, one)
			}
			return rows
		}
		r := &run{in: &inputs{mode: chis.Test}, ranges: maps.NHSRanges(), followed: followed{map[string][]string{}, map[string]bool{}}}
		r.followed.read(read(test.own))
		r.followed.read(read(test.others))
		p := person{}
		p.number, _ = strconv.ParseUint(number['1'], 10, 64)
		r.supersede(&p, read(test.own))
		var got []string
		for _, n := range p.numbers() {
			for c, text := range number {
				if plainNumber(n) == text {
					got = append(got, string(c))
				}
			}
		}
		if p.has(protected) {
			got[0] += "!"
		}
		if strings.Join(got, " ") != test.want || (r.trace.Circles == 1) != (test.name == "a circle") || (r.trace.OverInvalid == 1) != p.has(protected) {
			t.Errorf("%s: %v, want %s; %+v", test.name, got, test.want, r.trace)
		}
	}
}
