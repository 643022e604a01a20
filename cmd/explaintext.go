package cmd

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"lollipop/explain"
	"lollipop/internal/console"
)

// childText is how a child came about, in words.
func childText(c *explain.Child) string {
	var b strings.Builder
	made := targetsOf(c)
	total := 0
	for _, ids := range made {
		total += len(ids)
	}
	fmt.Fprintf(&b, "Child %d: %s, %s, %s.\n", c.ID, plural(int64(len(c.Records)), "person record"),
		plural(int64(len(c.Rows)), "source row"), plural(int64(total), "target row"))
	if c.Restricted {
		b.WriteString("The child is restricted: no identifying value is shown, whatever is asked for.\n")
	}
	b.WriteString("\nPerson records\n\n" + recordTable(c.Records))
	if len(c.Pairs) > 0 {
		b.WriteString("\nDecisions about them\n\n" + pairLines(c.Pairs))
	}
	b.WriteString("\nSource rows\n\n" + rowTable(c.Rows))
	b.WriteString("\nTarget rows\n\n")
	t := console.NewTable("table", "rows", "ids")
	for _, name := range slices.Sorted(maps.Keys(made)) {
		t.Row(name, len(made[name]), idList(made[name]))
	}
	b.WriteString(t.String() + rulesText(c.Rules) + fileList(c.Rows))
	return b.String()
}

// targetsOf are the ids of target rows by table, each once.
func targetsOf(c *explain.Child) map[string][]int64 {
	made := map[string][]int64{}
	for _, r := range c.Rows {
		for _, m := range r.Made {
			made[tableName(m)] = append(made[tableName(m)], m.ID)
		}
	}
	for name, ids := range made {
		slices.Sort(ids)
		made[name] = slices.Compact(ids)
	}
	return made
}

func tableName(m explain.Made) string {
	if m.Restricted {
		return "restricted_" + m.Table
	}
	return m.Table
}

// fileList names the files by the numbers that the tables above have for them.
func fileList(rows []explain.Row) string {
	t := console.NewTable("file", "source", "path below the extracts folder")
	seen := map[string]bool{}
	for i := range rows {
		if r := &rows[i]; !seen[r.File] {
			seen[r.File] = true
			t.Row(r.FileNumber(), r.Source, r.File)
		}
	}
	return "\n" + t.String()
}

// idsShown is how many ids a line has room for.
const idsShown = 8

func idList(ids []int64) string {
	var words []string
	for _, id := range ids[:min(len(ids), idsShown)] {
		words = append(words, fmt.Sprint(id))
	}
	if len(ids) > idsShown {
		words = append(words, "...")
	}
	return strings.Join(words, " ")
}

func recordTable(records []explain.Record) string {
	t := console.NewTable("row", "source", "file", "record", "line", "offset", "forename", "surname", "born", "NHS number", "postcode", "earlier id")
	for _, r := range records {
		retired := ""
		if r.RetiredID != 0 {
			retired = fmt.Sprint(r.RetiredID)
		}
		who := explain.Identity{}
		if r.Identity != nil {
			who = *r.Identity
		}
		t.Row(fmt.Sprint(r.ID), r.Source, r.FileNumber(), r.Record, r.Line, fmt.Sprint(r.Offset),
			who.Forename, who.Surname, who.DateOfBirth, spacedNumber(who.NHSNumber), who.Postcode, retired)
	}
	return t.String()
}

// spacedNumber writes a number 3-3-4, as people read it.
func spacedNumber(n string) string {
	if len(n) != 10 {
		return n
	}
	return n[:3] + " " + n[3:6] + " " + n[6:]
}

func rowTable(rows []explain.Row) string {
	t := console.NewTable("file type", "file", "record", "line", "offset", "became", "rule", "target rows", "set aside")
	for _, r := range rows {
		var aside []string
		for _, a := range r.Aside {
			words := a.Column + " (" + a.Rule + ")"
			if a.Original != "" {
				words += ": " + a.Original
			}
			aside = append(aside, words)
		}
		t.Row(r.Entity, r.FileNumber(), r.Record, r.Line, fmt.Sprint(r.Offset), r.Disposition, r.Rule, madeWords(r.Made), strings.Join(aside, ", "))
	}
	return t.String()
}

// madeWords are the target rows of a source row: those it made first, then those
// it only adds to, with the reason.
func madeWords(made []explain.Made) string {
	var first, then []string
	for _, m := range made {
		words := fmt.Sprintf("%s %d", tableName(m), m.ID)
		switch {
		case m.Primary:
			first = append(first, words)
		case m.Reason != "":
			then = append(then, "into "+words+" ("+m.Reason+")")
		default:
			then = append(then, "adds to "+words)
		}
	}
	return strings.Join(append(first, then...), ", ")
}

func pairText(v *explain.Verdict) string {
	var b strings.Builder
	switch {
	case v.SameChild:
		b.WriteString("They are one child.\n")
	default:
		b.WriteString("They are two children.\n")
	}
	b.WriteString("\n" + recordTable(v.Records) + "\n")
	if len(v.Pairs) == 0 {
		b.WriteString("Nothing was decided about them.\n")
	} else {
		b.WriteString(pairLines(v.Pairs) + rulesText(v.Rules))
	}
	for i := range v.Pairs {
		b.WriteString(pairScore(&v.Pairs[i]))
	}
	var rows []explain.Row
	for i := range v.Records {
		rows = append(rows, v.Records[i].Row)
	}
	return b.String() + fileList(rows)
}

// pairScore is how likeness sees a pair, and what stands against it.
func pairScore(p *explain.Pair) string {
	s := p.Score
	if s == nil {
		return ""
	}
	words := fmt.Sprintf("\nRows %d and %d\n\n", p.RowA, p.RowB) + waterfall(&s.Told)
	switch {
	case s.Anew:
		words += "Worked out now of the two patient rows alone: birth orders, and who else bears a number, are not looked at.\n"
	case p.Outcome == "merged" && p.Rule != "score":
		words += "Joined by rule, whatever the score.\n"
	}
	if s.Against != "" {
		words += "What stands against it: " + s.Against + ".\n"
	}
	return words
}

func pairLines(pairs []explain.Pair) string {
	t := console.NewTable("row", "and row", "of child", "and child", "outcome", "rule")
	for _, p := range pairs {
		outcome := p.Outcome
		switch {
		case outcome == "" && p.ChildA == p.ChildB:
			outcome = "joined through another record"
		case outcome == "":
			outcome = "nothing was decided"
		}
		t.Row(fmt.Sprint(p.RowA), fmt.Sprint(p.RowB), fmt.Sprint(p.ChildA), fmt.Sprint(p.ChildB), outcome, strings.Join(p.Reasons(), " and "))
	}
	return t.String()
}

func rulesText(rules []explain.Rule) string {
	if len(rules) == 0 {
		return ""
	}
	t := console.NewTable("rule", "means")
	for _, r := range rules {
		t.Row(r.ID, r.Words)
	}
	return "\n" + t.String()
}
