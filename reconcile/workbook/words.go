package workbook

import (
	"fmt"
	"strings"

	"lollipop/mappings"
	"lollipop/reconcile"
)

// count is a number of things in words: "1 flag", "2 flags".
func count(n int64, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return thousands(n) + " " + many
}

// thousands writes a number with commas.
func thousands(n int64) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// practiceVerdict says in words how a practice stands.
func practiceVerdict(p *reconcile.PracticeRow) toned {
	var stop, open []string
	add := func(list *[]string, n int64, one, many string) {
		if n != 0 {
			*list = append(*list, count(n, one, many))
		}
	}
	total := p.Total()
	add(&stop, p.Missing, "child not loaded", "children not loaded")
	if d := total.Source - total.Target - p.Missing; d != 0 {
		stop = append(stop, fmt.Sprintf("children in source and target differ by %s", thousands(d)))
	}
	add(&stop, p.FlagsDiffer, "flag differs", "flags differ")
	add(&stop, p.DueUnexplained, "child is due otherwise and nothing explains it", "children are due otherwise and nothing explains it")
	for _, s := range []struct {
		what string
		of   reconcile.Sides
	}{{"open flags", p.Flags}, {"due items", p.Due}, {"zero-dose children", p.ZeroDose}} {
		if s.of.Differ() {
			stop = append(stop, s.what+" differ before and after")
		}
	}
	add(&open, p.Quarantined, "row in quarantine", "rows in quarantine")
	add(&open, p.SetAside, "field set aside", "fields set aside")
	add(&open, p.Pairs, "pair to decide", "pairs to decide")
	add(&open, p.Doses, "dose to decide", "doses to decide")
	switch {
	case p.Closed != 0:
		open = append(open, "practice closed on "+day(p.Closed))
	case !p.Known && total.Source+total.Target > 0:
		open = append(open, "practice not known")
	}
	switch {
	case len(stop) > 0:
		return toned{"Stop: " + strings.Join(stop, "; "), bad}
	case len(open) > 0:
		return toned{"All arrived; open: " + strings.Join(open, "; "), warn}
	}
	return toned{"All arrived, nothing open", good}
}

// why says why a child is on the list of those not loaded or incomplete.
func why(c *reconcile.ChildRow) toned {
	switch c.Why {
	case reconcile.NotLoaded:
		return toned{"Not loaded: living, in scope, not in the target", bad}
	case reconcile.NotReadable:
		return toned{"Not loaded: the row could not be read", bad}
	case reconcile.LacksEvents:
		return toned{"Loaded, incomplete: events in quarantine", warn}
	}
	return toned{"Loaded, incomplete: fields set aside", warn}
}

// flagResult says how a flag compares.
func flagResult(f *reconcile.FlagRow) toned {
	switch f.Result {
	case reconcile.FlagMissing:
		return toned{"Stop: missing in the target", bad}
	case reconcile.FlagExtra:
		return toned{"Stop: only in the target", bad}
	case reconcile.FlagDiffers:
		return toned{"Stop: differs (" + f.Differs + ")", bad}
	}
	return toned{"Same", good}
}

// codeState says how far a code is from being approved.
func codeState(c *reconcile.CodeRow) toned {
	t := toned{map[string]string{
		mappings.StateUnmapped: "unmapped", mappings.StateAmbiguous: "ambiguous", mappings.StateRepaired: "damaged and repaired",
		mappings.StateMapped: "mapped, the meaning is not verified",
	}[c.State], warn}
	if c.Stops() {
		t = toned{"Stop: safety code, " + t.words, bad}
	}
	if c.Review != "" {
		t.words += "; the meaning is " + c.Review
	}
	return t
}

// failsafeWords are the reasons of the worklist, in the order of harm.
var failsafeWords = []struct {
	bit   int
	words string
	tone  tone
}{
	{reconcile.FailRepeatOpen, "03 open: another blood spot sample needed", bad},
	{reconcile.FailNoOutcome, "01: sample taken, no result in time", bad},
	{reconcile.FailNoResult, "No blood spot recorded in time", bad},
	{reconcile.FailContradict, "Two results of one condition contradict", bad},
	{reconcile.FailBeforeBirth, "A result is dated before birth", bad},
	{reconcile.FailEarlySample, "Blood spot sample before day 5", bad},
	{reconcile.FailCondition, "No result of a condition", bad},
	{reconcile.FailHearing, "Hearing screen not complete", warn},
	{reconcile.FailExamination, "Newborn examination not complete", warn},
	{reconcile.FailNoNumber, "No NHS number", warn},
	{reconcile.FailNoPractice, "No practice", warn},
	{reconcile.FailMovedIn, "Moved in: ask for what was done elsewhere", warn},
	{reconcile.FailLateExamination, "Newborn examination after 72 hours", warn},
}

// failsafeReasons gives the worst reason, and the others.
func failsafeReasons(f *reconcile.FailsafeRow) (worst toned, others string) {
	var rest []string
	for _, w := range failsafeWords {
		switch {
		case f.Why&w.bit == 0:
		case worst.words == "":
			worst = toned{w.words, w.tone}
		default:
			rest = append(rest, w.words)
		}
	}
	return worst, strings.Join(rest, "; ")
}

// spaced is a word of the tables as people read it: "child_protection_plan".
func spaced(s string) string { return strings.ReplaceAll(s, "_", " ") }

func yesNo(v bool) string {
	if v {
		return "yes"
	}
	return "no"
}

// number334 is an NHS number as it is printed on letters.
func number334(p *reconcile.Person) string {
	if p.Number.IsNone() {
		return ""
	}
	n := p.Number.PlainNHSNumber()
	return n[:3] + " " + n[3:6] + " " + n[6:]
}
