package workbook

import (
	"fmt"
	"strings"

	"lollipop/internal/chis"
	"lollipop/reconcile"
)

// spokenDay is a date of the report, yyyy-mm-dd, as people here write it.
func spokenDay(iso string) string {
	if d, ok := chis.ParseDate(iso); ok {
		return day(d)
	}
	return iso
}

// sentences are the five that say what matters, from counts of the report and
// the listing alone.
func sentences(rep *reconcile.Report, l *reconcile.Listing) []string {
	failed, broken := 0, 0
	for _, c := range rep.Checks {
		switch c.State {
		case reconcile.Failed:
			failed++
		case reconcile.Errored:
			broken++
		}
	}
	checks := fmt.Sprintf("%d of %d checks failed", failed, len(rep.Checks))
	if broken > 0 {
		checks += fmt.Sprintf(" and %d could not run", broken)
	}
	var read, held int64
	closes := true
	for _, a := range rep.Accounting {
		read, held, closes = read+a.Read, held+a.Quarantined, closes && a.Closes()
	}
	rows := fmt.Sprintf("All %s rows of the extracts are accounted for; %s of them wait in quarantine.", thousands(read), thousands(held))
	if !closes || state(rep, "rows") != reconcile.Passed {
		rows = fmt.Sprintf("Not every one of the %s rows of the extracts is accounted for: look at check rows first.", thousands(read))
	}
	people := fmt.Sprintf("%s in the target come from %s in the extracts; %s.", count(rep.Counts["children"], "child", "children"),
		count(rep.Counts["persons"], "person record", "person records"), count(rep.Counts["children.dead"], "has died", "have died")) + duplicates(&rep.Duplicates)
	if l == nil {
		return []string{
			checks + ".", rows, people, "Children could not be listed, because a step of the comparison could not run.",
			"Put right what kept the checks from running, and run reconcile again.",
		}
	}
	return []string{checks + ": " + worst(rep), rows, people, children(rep, l), newborn(l)}
}

// duplicates says how many pairs wait, and how many of them stop the cut-over.
func duplicates(d *reconcile.Duplicates) string {
	switch {
	case d.Cases == 0:
		return " No pair of records waits for a decision."
	case d.A == 0:
		return fmt.Sprintf(" %s may be one child; none of them stops the cut-over.", count(d.Cases, "pair of records", "pairs of records"))
	}
	return fmt.Sprintf(" %s may be one child, of which %s must be decided before cut-over.", count(d.Cases, "pair of records", "pairs of records"), thousands(d.A))
}

func state(rep *reconcile.Report, id string) reconcile.State {
	if c := rep.Check(id); c != nil {
		return c.State
	}
	return reconcile.Errored
}

// worst is the first finding, or that there is none.
func worst(rep *reconcile.Report) string {
	if rep.Passes() {
		if n := rep.Counts[reconcile.CountUnverified]; n > 0 {
			return fmt.Sprintf("no check stands against going live, but %s on the mapping of a safety code that nobody has verified.", count(n, "event rests", "events rest"))
		}
		return "nothing stands against going live."
	}
	if len(rep.Findings) == 0 {
		return "they stand below."
	}
	words, _, _ := strings.Cut(rep.Findings[0], " (check ") // the check has a line below
	return words + "."
}

func children(rep *reconcile.Report, l *reconcile.Listing) string {
	var missing, incomplete int64
	for i := range l.Practices {
		missing, incomplete = missing+l.Practices[i].Missing, incomplete+l.Practices[i].Incomplete
	}
	s := "Every living child in scope is in the target"
	switch {
	case state(rep, "living-missing") == reconcile.Errored:
		s = "Whether every living child in scope is in the target could not be worked out"
	case missing > 0:
		s = count(missing, "living child is", "living children are") + " not in the target"
	case state(rep, "living-missing") != reconcile.Passed:
		s = "Patient rows that could not be read may be of living children who are not in the target"
	}
	return fmt.Sprintf("%s; %s something set aside or in quarantine, and %s.", s, count(incomplete, "child has", "children have"),
		count(l.Restricted, "restricted child is in no list here", "restricted children are in no list here"))
}

func newborn(l *reconcile.Listing) string {
	var differ int64
	for i := range l.Flags.List {
		if l.Flags.List[i].Result != reconcile.FlagSame {
			differ++
		}
	}
	flags := fmt.Sprintf("All %s are the same in source and target", count(l.Flags.Total, "flag entry", "flag entries"))
	if differ > 0 {
		flags = fmt.Sprintf("%s of %s differ between source and target", thousands(differ), count(l.Flags.Total, "flag entry", "flag entries"))
	}
	return fmt.Sprintf("%s; %s under one need a person to look at their newborn screening.", flags, count(l.Failsafe.Total, "baby", "babies"))
}

// decision is one thing that waits for people.
type decision struct {
	what, about      string
	tone             tone
	count            int64
	where, who, when string
}

// decisions are those that are open, the most harmful first.
func decisions(rep *reconcile.Report, l *reconcile.Listing) (all []decision) {
	add := func(d decision) {
		if d.count > 0 {
			all = append(all, d)
		}
	}
	value := func(id string) int64 {
		if c := rep.Check(id); c != nil && c.State == reconcile.Failed {
			return c.Value
		}
		return 0
	}
	if l != nil {
		var safety int64
		for i := range l.Codes {
			if l.Codes[i].Stops() {
				safety++
			}
		}
		add(decision{"Stop", "Living children in scope who are not in the target, and patient rows that nobody could read.", bad, value("living-missing"), sheetChildren, "clinical safety officer", "today, before anything else"})
		add(decision{"Say what it means", "Safety codes that no mapping knows, that are ambiguous or repaired, or whose mapping nobody has verified. Until each is approved the verdict stays fail.", bad, safety, sheetCodes, "clinical reviewer", "before sign-off"})
		add(decision{"Hand on", "Babies under one whose newborn screening is missing, open or incomplete.", warn, l.Failsafe.Total, sheetFailsafe, "hub leads", "today, and again after go-live"})
	}
	d := &rep.Duplicates
	add(decision{"Same child, or two?", "Pairs of records that may be one child, both live here, and joining them would change what is due, coverage or a flag (priority A).", bad, d.A, sheetDuplicates, "data quality lead, and a second person", "before cut-over"})
	add(decision{"Same child, or two?", "Other pairs of records that may be one child. No rule may join them.", warn, d.Cases - d.A, sheetDuplicates, "data quality lead", "after those of priority A"})
	if l != nil {
		add(decision{"Confirm", "Merges that were made by rule or likeness, drawn for a person to look at.", warn, int64(len(l.Audit)), sheetAudit, "data quality lead", "before sign-off"})
	}
	add(decision{
		"Same dose, or two?", "Doses that look recorded twice, or given and declined on one day. They are not counted until somebody decides.", warn,
		rep.Counts["doses.probable"] + rep.Counts["doses.possible"] + rep.Counts["doses.conflict"], sheetPractices + ", by practice", "practices, data quality lead", "before cut-over",
	})
	add(decision{"Correct, or accept", "Rows in quarantine: corrected in the old system, or left behind knowingly.", warn, rep.Counts["quarantine.rows"], sheetFixes, "data quality lead, clinical lead", "before the last extract"})
	var waive int64
	for i := range rep.Checks {
		if c := &rep.Checks[i]; c.State == reconcile.Failed && c.Waivable {
			waive++
		}
	}
	add(decision{"Waive, or put right", "Checks that failed and may be waived, with a name, a reason and an end.", warn, waive, sheetChecks, "named with each check", "before sign-off"})
	return all
}

// hub is the practices of one hub together.
type hub struct {
	name            string
	practices, stop int64
	open            int64
	children        reconcile.Sides
}

// hubs are in the order of the practices.
func hubs(rows []reconcile.PracticeRow) (all []*hub) {
	by := map[string]*hub{}
	for i := range rows {
		p := &rows[i]
		h := by[p.Hub]
		if h == nil {
			h = &hub{name: p.Hub}
			by[p.Hub], all = h, append(all, h)
		}
		t := p.Total()
		h.children.Source, h.children.Target = h.children.Source+t.Source, h.children.Target+t.Target
		h.practices++
		switch practiceVerdict(p).tone {
		case bad:
			h.stop++
		case warn:
			h.open++
		}
	}
	return all
}

func (h *hub) verdict() toned {
	switch {
	case h.stop > 0:
		return toned{"Stop: something is lost or differs at " + count(h.stop, "practice", "practices"), bad}
	case h.open > 0:
		return toned{"All arrived; something is open at " + count(h.open, "practice", "practices"), warn}
	}
	return toned{"All arrived, nothing open", good}
}

func checkState(c *reconcile.CheckResult) toned {
	switch c.State {
	case reconcile.Passed:
		return toned{"Passed", good}
	case reconcile.Failed:
		return toned{"Failed", bad}
	case reconcile.Errored:
		return toned{"Could not run", bad}
	}
	return toned{"Does not apply", plain}
}

// amount is a value or tolerance of a check: a count, or a share in words.
func amount(c *reconcile.CheckResult, n int64) any {
	if c.Unit == "ppm" {
		return c.Amount(n)
	}
	return n
}

func waivable(c *reconcile.CheckResult) string {
	if c.Waivable && c.State != reconcile.Errored {
		return "yes, by those its page names"
	}
	return "no"
}
