package emis

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"lollipop/internal/chis"
	"lollipop/internal/table"
	"lollipop/mappings"
)

// typed is what a text of a kind becomes: its value as text, and the rule by
// which the original stands aside, or nothing.
func typed(kind mappings.ColumnKind, text string) (value, rule string) {
	e := &mappings.Entity{Columns: []mappings.Column{{Name: "c", Kind: kind}}, Deleted: -1}
	l := &Layout{Entity: e, Schema: Schema(e), Fields: 1}
	r := &Reader{Layout: l, Batch: table.NewBatch(l.Schema, 1), Aside: table.NewBatch(AsideSchema(), 1)}
	v := &r.Batch.Vec[firstCell]
	if text == "" {
		appendEmpty(v, kind)
	} else if f := r.cell(v, kind, []byte(text)); f != sound {
		r.setAside(0, 1, []byte(text), f)
		if string(r.Aside.Vec[2].Text.At(0)) != text {
			return "original lost", ""
		}
		rule = string(r.Aside.Vec[3].Text.At(0))
	}
	if (r.Bad != 0) != (rule != "" && rule != RuleNonCanonical) {
		return "bad bit", rule
	}
	switch {
	case len(v.GUID) == 1:
		return chis.GUID(v.GUID[0]).String(), rule
	case len(v.I64) == 1:
		return fmt.Sprint(v.I64[0]), rule
	case len(v.I32) == 1:
		return fmt.Sprint(v.I32[0]), rule
	}
	return string(v.Text.At(0)), rule
}

func TestCells(t *testing.T) {
	const g, zero = "{D77C65E1-0000-4000-8000-00000000000A}", "{00000000-0000-0000-0000-000000000000}"
	const none = "-9223372036854775808"
	cases := []struct {
		kind              mappings.ColumnKind
		text, value, rule string
	}{
		{mappings.KindGUID, g, g, ""},
		{mappings.KindGUID, strings.ToLower(g), g, ""},
		{mappings.KindGUID, " " + strings.Trim(g, "{}") + " ", g, ""},
		{mappings.KindGUID, strings.ReplaceAll(g, "-", ""), g, RuleNonCanonical},
		{mappings.KindGUID, zero, zero, RuleNonCanonical},
		{mappings.KindGUID, "", zero, ""},
		{mappings.KindGUID, "  ", zero, ""},
		{mappings.KindGUID, g[:37], zero, RuleBadGUID},
		{mappings.KindCode, "1777541000006110", "1777541000006110", ""},
		{mappings.KindCode, " 12 ", "12", ""},
		{mappings.KindCode, "012", "12", RuleNonCanonical},
		{mappings.KindCode, "+12", "12", RuleNonCanonical},
		{mappings.KindCode, "1.77E15", none, RuleBadCode},
		{mappings.KindInt, "0", "0", ""},
		{mappings.KindInt, "-5", "-5", ""},
		{mappings.KindInt, "-0", "0", RuleNonCanonical},
		{mappings.KindInt, "00", "0", RuleNonCanonical},
		{mappings.KindInt, "", none, ""},
		{mappings.KindInt, " ", none, ""},
		{mappings.KindInt, "-", none, RuleBadInt},
		{mappings.KindInt, "9223372036854775807", "9223372036854775807", ""},
		{mappings.KindInt, "9223372036854775808", none, RuleBadInt},
		{mappings.KindInt, none, none, RuleBadInt},
		{mappings.KindDate, "2020-02-29", "20200229", ""},
		{mappings.KindDate, " 2020-02-29", "20200229", ""},
		{mappings.KindDate, "2019-02-29", "0", RuleBadDate},
		{mappings.KindDate, "29/02/2020", "0", RuleBadDate},
		{mappings.KindDate, "2020-02-29 00:00:00", "0", RuleBadDate},
		{mappings.KindDate, "1753-01-01", "0", RuleBadDate},
		{mappings.KindDate, "", "0", ""},
		{mappings.KindTime, "12:30:05", "123005", ""},
		{mappings.KindTime, "00:00:00", "0", ""},
		{mappings.KindTime, "", "-1", ""},
		{mappings.KindTime, "24:00:00", "-1", RuleBadTime},
		{mappings.KindTime, "0.458333333333333", "-1", RuleBadTime},
		{mappings.KindBool, "true", "1", ""},
		{mappings.KindBool, "FALSE", "0", ""},
		{mappings.KindBool, "1", "1", ""},
		{mappings.KindBool, "0 ", "0", ""},
		{mappings.KindBool, "", "-1", ""},
		{mappings.KindBool, "yes", "-1", RuleBadBool},
		{mappings.KindBool, "TRU\x05", "-1", RuleBadBool},
		{mappings.KindDecimal, "3.20", "3.20", ""},
		{mappings.KindDecimal, " -0.5", " -0.5", ""},
		{mappings.KindDecimal, "3,2", "3,2", RuleBadDecimal},
		{mappings.KindDecimal, ".5", ".5", RuleBadDecimal},
		{mappings.KindDecimal, "5.", "5.", RuleBadDecimal},
		{mappings.KindDecimal, "1e3", "1e3", RuleBadDecimal},
		{mappings.KindText, "  O'Néill ", "  O'Néill ", ""},
	}
	for _, c := range cases {
		if value, rule := typed(c.kind, c.text); value != c.value || rule != c.rule {
			t.Errorf("%s %q: %s, %q; want %s, %q", c.kind, c.text, value, rule, c.value, c.rule)
		}
	}
}

// A typed cell either renders back to its text, blanks and known variants
// apart, or the text stands aside.
func TestNothingOfATextIsLost(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		kind := rapid.SampledFrom([]mappings.ColumnKind{mappings.KindInt, mappings.KindDate, mappings.KindTime, mappings.KindBool}).Draw(r, "kind")
		text := rapid.StringMatching(`[ 0-9a-zA-Z:+-]{0,12}|-?[0-9]{1,20}|20[0-9]{2}-[01][0-9]-[0-3][0-9]|[0-2][0-9]:[0-5][0-9]:[0-5][0-9]|(?i)true|(?i)false`).Draw(r, "text")
		value, rule := typed(kind, text)
		if rule != "" || strings.Trim(text, blank) == "" {
			return
		}
		n, err := strconv.ParseInt(value, 10, 64)
		if err != nil {
			r.Fatal(err)
		}
		back := map[mappings.ColumnKind]string{
			mappings.KindInt: value, mappings.KindDate: chis.Date(n).String(), mappings.KindTime: chis.TimeOfDay(n).String(),
		}[kind]
		if kind == mappings.KindBool {
			back = map[int64]string{0: "false", 1: "true"}[n]
			text = strings.NewReplacer("1", "true", "0", "false").Replace(strings.ToLower(text))
		}
		if back != strings.Trim(text, blank) {
			r.Fatalf("%s %q reads as %s, which is %q", kind, text, value, back)
		}
	})
}

func FuzzInt(f *testing.F) {
	f.Add("-9223372036854775808")
	f.Add("0012")
	f.Fuzz(func(t *testing.T, text string) {
		n, fault := parseInt([]byte(text))
		want, err := strconv.ParseInt(strings.Trim(text, blank), 10, 64)
		switch {
		case strings.Trim(text, blank) == "":
			if n != empty64 || fault != sound {
				t.Errorf("%q: %d, %d", text, n, fault)
			}
		case err != nil || want == math.MinInt64:
			if fault != bad || n != empty64 {
				t.Errorf("%q: %d, %d", text, n, fault)
			}
		case n != want || (fault == sound) != (strconv.FormatInt(want, 10) == strings.Trim(text, blank)):
			t.Errorf("%q: %d, %d, want %d", text, n, fault, want)
		}
	})
}

func FuzzJSON(f *testing.F) {
	f.Add("a\"\\\n\x00 é <&>")
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "?")
		var back string
		if err := json.Unmarshal(appendJSON(nil, []byte(text)), &back); err != nil || back != text {
			t.Errorf("%q comes back as %q, %v", text, back, err)
		}
	})
}
