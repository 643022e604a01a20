package cmd

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"lollipop/internal/console"
	"lollipop/profile"
)

// profileText is a profile on one screen: what came, what is odd, which codes.
func profileText(p *profile.Profile) string {
	return entityTable(p) + "\n" + practiceLines(p) + "\n" + codeLines(p) + "\n" + oddities(p)
}

// entityTable is a row for each migrated file type of each source, and one for
// what else the source sent.
func entityTable(p *profile.Profile) string {
	t := console.NewTable("source", "file type", "files", "records", "damaged", "layout", "columns", "always empty", "events from", "to")
	type rest struct {
		types, files int
		records      int64
	}
	var others []string
	other := map[string]*rest{}
	for _, e := range p.Entities {
		if !e.Migrated || e.Records == 0 || !large(p, e) {
			if other[e.Source] == nil {
				other[e.Source] = &rest{}
				others = append(others, e.Source)
			}
			o := other[e.Source]
			o.types, o.files, o.records = o.types+1, o.files+e.Files, o.records+e.Records
			continue
		}
		layout, columns, empty := about(p, e)
		from, to := span(e.Years)
		t.Row(e.Source, e.Table, e.Files, e.Records, e.Damaged, layout, columns, empty, from, to)
	}
	for _, source := range others {
		o := other[source]
		t.Row(source, plural(int64(o.types), "other type"), o.files, o.records)
	}
	return t.String()
}

// shownTypes is how many file types of a source the screen has room for.
const shownTypes = 10

// large reports a file type that is among those of its source with most records.
func large(p *profile.Profile, e profile.Entity) bool {
	more := 0
	for _, o := range p.Entities {
		if o.Source == e.Source && o.Migrated && (o.Records > e.Records || o.Records == e.Records && o.Table < e.Table) {
			more++
		}
	}
	return more < shownTypes
}

// about sums up the files of one type: their layouts, columns, and the columns
// that no row of any file fills.
func about(p *profile.Profile, e profile.Entity) (layout string, columns, empty int) {
	var layouts []string
	for _, f := range p.Files {
		if f.Source == e.Source && f.Table == e.Table && f.Unreadable == "" && !slices.Contains(layouts, f.Layout) {
			layouts = append(layouts, f.Layout)
		}
	}
	filled := map[string]int64{}
	for _, c := range p.Columns {
		if c.Source == e.Source && c.Table == e.Table {
			filled[c.Column] += c.Filled
		}
	}
	for _, n := range filled {
		if n == 0 {
			empty++
		}
	}
	slices.Sort(layouts)
	return strings.Join(layouts, " "), len(filled), empty
}

// span is the first and last year of events, "" where there is none.
func span(years map[string]int64) (from, to string) {
	for y := range years {
		if y == "none" {
			continue
		}
		if from == "" || y < from {
			from = y
		}
		to = max(to, y)
	}
	return from, to
}

// practiceLines is a line for each source: how many organisations, and how many
// children the smallest and the largest have.
func practiceLines(p *profile.Profile) string {
	t := console.NewTable("source", "organisations", "with children", "children", "fewest", "most", "last event", "least recent")
	bySource := map[string][]profile.Practice{}
	var names []string
	for _, o := range p.Practices {
		if bySource[o.Source] == nil {
			names = append(names, o.Source)
		}
		bySource[o.Source] = append(bySource[o.Source], o)
	}
	for _, name := range names {
		var with, children, fewest, most int64
		last, least := "", ""
		for _, o := range bySource[name] {
			if o.Children == 0 {
				continue
			}
			if with == 0 || o.Children < fewest {
				fewest = o.Children
			}
			with, children, most = with+1, children+o.Children, max(most, o.Children)
			if o.Last != "" {
				last = max(last, o.Last)
				if least == "" || o.Last < least {
					least = o.Last
				}
			}
		}
		t.Row(name, len(bySource[name]), with, children, fewest, most, last, least)
	}
	return t.String()
}

// shownCodes is how many codes of a kind the screen has room for.
const shownCodes = 3

func codeLines(p *profile.Profile) string {
	var rows, unmapped [2]int64 // codes by class: safety, ordinary
	t := console.NewTable("source", "system", "code", "term", "kind", "likely class", "events")
	used, missing := 0, 0
	byRows := slices.Clone(p.Codes)
	slices.SortStableFunc(byRows, func(a, b profile.Code) int { return cmp.Compare(b.Rows, a.Rows) })
	for _, c := range byRows {
		if !c.Unmapped() {
			if used++; used <= shownCodes {
				t.Row(c.Source, c.System, c.Code, clipTerm(c.Term), c.Kind, "", c.Rows)
			}
			continue
		}
		class := 1
		if c.Class == "safety" {
			class = 0
		}
		rows[class] += c.Rows
		unmapped[class]++
	}
	for _, class := range []string{"safety", "ordinary", ""} {
		for _, c := range byRows {
			if c.Unmapped() && c.Class == class && missing < 2*shownCodes+1 {
				missing++
				code := c.Code
				if code == "" {
					code = "codeid:" + strconv.FormatInt(c.ID, 10)
				}
				t.Row(c.Source, c.System, code, clipTerm(c.Term), c.Kind, c.Class, c.Rows)
			}
		}
	}
	return fmt.Sprintf("Codes: %d used; no table maps %d of likely class safety (%s events) and %d others (%s events)\n\n",
		len(p.Codes), unmapped[0], console.Count(rows[0]), unmapped[1], console.Count(rows[1])) + t.String()
}

func clipTerm(term string) string {
	const most = 40
	if r := []rune(term); len(r) > most {
		return string(r[:most-3]) + "..."
	}
	return term
}

// shownOddities keeps the list to a screen; profile.json has all.
const shownOddities = 8

// oddities are lines about what an engineer should look at first.
func oddities(p *profile.Profile) string {
	var lines []string
	for _, f := range p.Files {
		lines = append(lines, oddFile(f)...)
	}
	for _, c := range p.Columns {
		if c.Wrong > 0 {
			lines = append(lines, fmt.Sprintf("%s: %s of %s of another form than %s", c.File, plural(c.Wrong, "value"), c.Column, c.Kind))
		}
	}
	if len(lines) == 0 {
		return "Nothing odd was found in the form of the files.\n"
	}
	more := ""
	if len(lines) > shownOddities {
		more = fmt.Sprintf("  and %d more: see profile.json, or --json\n", len(lines)-shownOddities)
		lines = lines[:shownOddities]
	}
	return "Look at these first:\n  " + strings.Join(lines, "\n  ") + "\n" + more
}

func oddFile(f profile.File) []string {
	var lines []string
	say := func(format string, args ...any) { lines = append(lines, f.File+": "+fmt.Sprintf(format, args...)) }
	if f.Unreadable != "" {
		say("%s", f.Unreadable)
		return lines
	}
	if f.Table == "" {
		say("no file type is known by its name or header")
	} else if f.Known == "header" {
		say("taken for %s by its header", f.Table)
	}
	var reasons []string
	for reason := range f.Damaged {
		reasons = append(reasons, reason)
	}
	slices.Sort(reasons)
	for _, reason := range reasons {
		say("%s cannot be read: %s", plural(f.Damaged[reason], "record"), reason)
	}
	if f.OtherWidth > 0 {
		say("%s of more or fewer fields than the header", plural(f.OtherWidth, "row"))
	}
	if f.CutOff {
		say("ends inside a record, as if the transfer was cut off")
	}
	if f.Encoding != "utf-8" && f.Encoding != "" {
		say("is %s", f.Encoding)
	}
	if len(f.Missing) > 0 {
		say("lacks %s", strings.Join(f.Missing, ", "))
	}
	if len(f.Unknown) > 0 && f.Table != "" {
		say("no table knows %s", strings.Join(f.Unknown, ", "))
	}
	return lines
}
