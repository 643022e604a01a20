package reconcile

import (
	"fmt"
	"strings"
	"testing"

	"lollipop/internal/table"
)

func TestSameValues(t *testing.T) {
	type result struct{ equal, lost bool }
	g := [16]byte{0xD7, 0x7C, 0x65, 0xE1, 0, 0, 0x40, 0, 0x80, 0, 0, 0, 0, 0, 0, 1}
	of := func(equal, lost bool) result { return result{equal, lost} }
	tests := []struct {
		name string
		got  result
		want result
	}{
		{"GUID", of(sameGUID("{D77C65E1-0000-4000-8000-000000000001}", g)), result{true, false}},
		{"GUID without braces, lower case", of(sameGUID("d77c65e1-0000-4000-8000-000000000001", g)), result{true, false}},
		{"GUID without hyphens", of(sameGUID("d77c65e1000040008000000000000001", g)), result{true, true}},
		{"no GUID", of(sameGUID("none", [16]byte{})), result{true, true}},
		{"empty GUID", of(sameGUID("", [16]byte{})), result{true, false}},
		{"another GUID", of(sameGUID("{D77C65E1-0000-4000-8000-000000000002}", g)), result{false, false}},
		{"number", of(sameInt(" 12 ", 12)), result{true, false}},
		{"number with zeros", of(sameInt("012", 12)), result{true, true}},
		{"number with plus", of(sameInt("+12", 12)), result{true, true}},
		{"no number", of(sameInt("1.2", table.NullInt64)), result{true, true}},
		{"blank number", of(sameInt("  ", table.NullInt64)), result{true, false}},
		{"true", of(sameBool("TRUE", 1)), result{true, false}},
		{"0", of(sameBool("0", 0)), result{true, false}},
		{"no boolean", of(sameBool("yes", -1)), result{true, true}},
	}
	for _, test := range tests {
		if test.got != test.want {
			t.Errorf("%s: %+v, want %+v", test.name, test.got, test.want)
		}
	}
}

func TestSameText(t *testing.T) {
	for _, test := range []struct {
		field, cell string
		want        bool
	}{
		{"a\nb", "a\r\nb", true}, {"a\nb", "a\nb", true}, {"a\r\nb", "a\r\r\nb", true}, {"ab", "a\rb", false}, {"a", "b", false},
	} {
		if got := sameText(test.field, []byte(test.cell)); got != test.want {
			t.Errorf("sameText(%q, %q) = %v", test.field, test.cell, got)
		}
	}
}

func TestFromWindows1252(t *testing.T) {
	if got := fromWindows1252("Zo\xeb \x80\x81\x9f"); got != "Zoë €\u0081Ÿ" {
		t.Errorf("got %q", got)
	}
}

func TestCanonicalDecimal(t *testing.T) {
	for in, want := range map[string]string{
		"3.50": "3.50", "+3.5": "3.5", "003.5": "3.5", "-03": "-3", "-0.0": "0.0", "0": "0", "00": "0", "": "", "0.5": "0.5",
	} {
		if got := string(canonicalDecimal([]byte(in))); got != want {
			t.Errorf("canonicalDecimal(%q) = %q, want %q", in, got, want)
		}
	}
}

// damaged is the small world with a stray quote in a second observation, which
// takes the third with it: records start again at the fourth.
func damaged(t *testing.T, length int64) *world {
	w := small(t)
	f := &w.files[3]
	first := f.rows[0]
	for n := 51; n < 54; n++ {
		f.rows = append(f.rows, first.with(cells{"observation_guid": guid(n)}))
	}
	text, offsets, _ := f.text(w.maps.Entity("observation"))
	from := int(offsets[1])
	f.raw = text[:from] + strings.Replace(text[from:], "seen at home", `seen "at home`, 1)
	if length == 0 {
		length = offsets[2] - offsets[1] + 1 // the quote that was put in
	}
	f.skip = []int{1}
	row := int64(4)<<recordBits | 2
	w.single["quarantine/00004-0000.parquet"] = []cells{{
		"row_id": fmt.Sprint(row), "offset": fmt.Sprint(offsets[1]), "length": fmt.Sprint(length), "entity": "observation", "rule": "quote-error",
	}}
	return w
}

func TestDamagedRange(t *testing.T) {
	for _, test := range []struct {
		name   string
		length int64
		want   string
	}{
		{"as it is", 0, ""},
		{"a byte longer", 1, "damaged-range-ends-where-no-record-starts"},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := damaged(t, 0)
			q := w.single["quarantine/00004-0000.parquet"][0]
			if test.length > 0 {
				w = damaged(t, mustInt(q["length"])+test.length)
			}
			rep := w.run()
			found := map[string]bool{}
			for _, b := range rep.Breaks {
				if b.Check == checkRaw {
					found[b.Kind] = true
				}
			}
			// The staged rows after the damage keep the places they had in the text
			// without it: one byte less.
			delete(found, "differs")
			if test.want == "" && len(found) > 0 || test.want != "" && !found[test.want] {
				t.Errorf("raw breaks %v, want %q", found, test.want)
			}
		})
	}
}

func mustInt(s string) (n int64) {
	if _, err := fmt.Sscan(s, &n); err != nil {
		panic(err)
	}
	return n
}

func TestUnion(t *testing.T) {
	u := newUnion(5)
	u.join(0, 3)
	u.join(3, 4)
	if u.find(0) != u.find(4) || u.find(1) == u.find(0) {
		t.Errorf("%v", u)
	}
}

func TestBitset(t *testing.T) {
	var s bitset
	for _, id := range []int64{1, 64, 1 << 20} {
		if !s.add(id) || s.add(id) || !s.has(id) {
			t.Errorf("id %d", id)
		}
	}
	if s.add(0) || s.add(-5) || s.has(-5) || s.has(2) {
		t.Error("ids that were never added")
	}
}
