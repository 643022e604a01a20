package mappings

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"lollipop/internal/chis"
)

// NHSRanges is the table of NHS number ranges, in ascending order and without
// overlap.
func (s *Set) NHSRanges() []chis.NHSRange { return s.ranges }

func (l *loading) numbers() {
	var last uint64
	rows := slices.Clone(l.rows("nhs_range.csv")) // a folder's rows stand behind ours, wherever they belong
	slices.SortStableFunc(rows, func(a, b row) int { return cmp.Compare(a.text("from"), b.text("from")) })
	for i, r := range rows {
		one := chis.NHSRange{From: r.tenDigits("from"), To: r.tenDigits("to"), Meaning: r.filled("meaning"), Live: r.verdict("live"), Test: r.verdict("test")}
		if one.To < one.From {
			r.wrong("to", "is before from")
		}
		if i > 0 && one.From <= last {
			r.wrong("from", "the range overlaps the one before it")
		}
		last = one.To
		l.set.ranges = append(l.set.ranges, one)
	}
	l.placeholderNames()
	l.forenames()
}

// tenDigits reads the number at an end of a range; it is nobody's number.
func (r row) tenDigits(column string) uint64 {
	text := r.text(column)
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil || len(text) != 10 {
		r.wrong(column, "%q is not ten digits", text)
	}
	return n
}

func (r row) verdict(column string) chis.Verdict {
	v, ok := chis.ParseVerdict(r.text(column))
	if !ok || v == chis.Absent {
		r.wrong(column, "%q is no verdict", r.text(column))
	}
	return v
}

// placeholders are patterns of words that stand for no name.
type placeholders struct {
	exact    map[string]bool
	prefixes []string
	shortest int // names up to this length are initials
	vowelles int // names of this length without a vowel are initials
}

// PlaceholderForename reports that a forename, folded by chis.FoldName, stands
// for no name: empty, "Baby", "Twin 1", "B/O …", initials.
func (s *Set) PlaceholderForename(folded string) bool {
	p := &s.placeholders
	if len(folded) <= p.shortest || p.exact[folded] {
		return true
	}
	if len(folded) == p.vowelles && !strings.ContainsAny(folded, "AEIOUY") {
		return true
	}
	for _, prefix := range p.prefixes {
		if strings.HasPrefix(folded, prefix) {
			return true
		}
	}
	return false
}

func (l *loading) placeholderNames() {
	p := &l.set.placeholders
	p.exact = map[string]bool{}
	for _, r := range l.rows("placeholder_name.csv") {
		pattern := r.filled("pattern")
		match := r.oneOf("match", "exact", "prefix", "length", "consonants")
		if match == "length" || match == "consonants" {
			n := int(r.integer("pattern"))
			if match == "length" {
				p.shortest = n
			} else {
				p.vowelles = n
			}
			continue
		}
		if string(chis.FoldName(nil, pattern)) != pattern {
			r.wrong("pattern", "%q is not in folded form", pattern)
		}
		if match == "exact" {
			p.exact[pattern] = true
		} else {
			p.prefixes = append(p.prefixes, pattern)
		}
	}
}
