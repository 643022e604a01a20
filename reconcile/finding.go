package reconcile

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// harm orders the checks by what a child may come to.
var harm = []string{
	checkProtected, checkSpread, checkMerges, checkLiving, checkDeceased, checkNextDue, checkDueItems, checkBridge, checkLegacyDue,
	checkUndecided, checkSafety, checkFlags, checkRefusals, checkAlive, checkYoungDoses, checkBooked, checkReferrals, checkPositives,
	checkBabies, checkScreening, checkDates,
	checkLegacyChildren, checkLegacyFlags, checkLegacyBooked, checkValues, checkTarget, checkRows,
	checkSurvivors, checkExclusions, checkRaw, checkDoses, checkQuarantine, checkUnreadable, checkMarks, checkLeft, checkLeftOver,
	checkNextLater, checkLegacyLater, checkCoverage, checkAreas, checkPractice, checkCrosswalk, checkExpected, checkLegacyEvents, checkLegacyLast,
	checkOther,
}

// findings says in plain sentences what a reader should know first: checks that
// failed or could not run, in the order of harm, then what the counts hold that
// waits for a person. Counts only.
func (r *run) findings(rep *Report) []string {
	all := []string{}
	for _, state := range []State{Errored, Failed} {
		for _, id := range harm {
			if c := rep.Check(id); c != nil && c.State == state {
				all = append(all, c.sentence())
			}
		}
	}
	if n := len(rep.GaveNothing); n > 0 {
		all = append(all, fmt.Sprintf("%d files of messages hold no medical record, and nothing came of them: %s", n, strings.Join(rep.GaveNothing[:min(n, 3)], ", ")))
	}
	for _, f := range []struct{ count, words string }{
		{CountUnverified, "%d events carry a safety code whose mapping nobody has read in a source and no reviewer has approved"},
		{"pairs.review", "%d pairs of records may be one child and wait for a person's decision; no rule may join them"},
		{"children.restricted", "%d children are restricted, and every row of theirs stands in the restricted tables"},
		{"children.dead", "%d children have died; nothing is open for them"},
		{"doses.conflict", "%d doses are recorded as given and as declined on one day and are not counted"},
		{"doses.probable", fmt.Sprintf("%%d doses follow another of the same antigens within %d days and are not counted until a person decides", r.probableDays)},
		{"doses.possible", fmt.Sprintf("%%d doses follow another of the same antigens within %d to %d days and are not counted until a person decides", r.probableDays+1, r.possibleDays)},
		{"merges.child", "%d children were joined from several person records, each for a written reason"},
		{"merges.same-event", "%d events that two sources sent were joined into one"},
		{"quarantine.rows", "%d rows wait in quarantine with their bytes and the reason"},
		{"aside.cells", "%d fields could not be read and were set aside with their text"},
	} {
		if n := r.counts[f.count]; n > 0 {
			all = append(all, fmt.Sprintf(f.words, n))
		}
	}
	if s := rep.Matching.Sentence(); s != "" {
		all = append(all, s)
	}
	return slices.Clip(all)
}

// found says what the value of a failed check counts.
var found = map[string]string{
	checkRows:           "%d rows have no disposition, or more than one",
	checkTarget:         "%d rows of the target are not those that lineage tells of",
	checkRaw:            "%d counts differ when the extracts are read again by an independent reader",
	checkValues:         "%d values of the target do not follow from their source rows",
	checkMerges:         "%d merges have no written reason, or break a condition that forbids them",
	checkSurvivors:      "%d values of children are not those that the survivorship table names",
	checkExclusions:     "%d excluded rows do not satisfy the rule that excluded them",
	checkUnreadable:     "%d rows could not be read as records; their bytes wait in quarantine",
	checkLiving:         "%d living children in scope are missing from the target",
	checkSpread:         "%d restricted things stand open in the target or a report",
	checkProtected:      "%d times a protected child meets another record",
	checkDeceased:       "%d due items are open for children who have died",
	checkFlags:          "%d flags of children are lost, new or changed in the target",
	checkRefusals:       "%d refusals, consents, contraindications or allergies are lost, new or changed in the target",
	checkNextDue:        "%d children are due something else or on another day than before, and nothing explains it",
	checkNextLater:      "%d children over six are due something else or on another day than before, more than four weeks off, and nothing explains it",
	checkDueItems:       "%d entries of the old system's due list are lost, new or changed in the target",
	checkBridge:         "%d times an invitation is lost or new in the target, or a child is called by both systems or by neither",
	checkLegacyDue:      "%d children are due something else by the old system's own list than by the schedule, and nothing explains it",
	checkLegacyLater:    "%d children over six are due something else by the old system's own list, more than four weeks off, and nothing explains it",
	checkCoverage:       "%d times a child counts for coverage otherwise than before, and nothing explains it",
	checkUndecided:      "%d pairs of records may be one child: both live here, and joining them would change what is due, coverage or a flag; nobody has decided",
	checkScreening:      "%d screening outcomes are lost, new or changed in the target",
	checkYoungDoses:     "%d doses of children under 6 years wait in quarantine",
	checkBooked:         "%d booked appointments are lost or new in the target",
	checkReferrals:      "%d referrals are lost, new or changed in the target",
	checkPositives:      "%d screening outcomes that say that something may be wrong are more or fewer in the target",
	checkBabies:         "%d screening outcomes of children under one are more or fewer in the target",
	checkDates:          "%d dates of the target cannot be right and stand in no source",
	checkLeft:           "%d values stand in columns that nothing is made of",
	checkMarks:          "%d rows have a mark of deletion that is neither true nor false; they count as live",
	checkLegacyBooked:   "%d booked appointments more or less are in the extract than the legacy system counts",
	checkAlive:          "%d children are alive in the target and dead in a source, or the reverse",
	checkCrosswalk:      "%d entries of the crosswalks do not lead where they should",
	checkExpected:       "%d organisations are missing, empty, older or of another size than expected",
	checkLegacyChildren: "%d children more or less are in the extract than the legacy system counts",
	checkLegacyFlags:    "%d open flags more or less are in the extract than the legacy system counts",
	checkLegacyLast:     "%d sources do not reach to the last thing that was entered",
	checkSafety:         "%d events carry a safety code that no mapping knows, that is repaired or ambiguous, or whose mapping is not verified; a clinical reviewer must approve each code",
}

// sentence says what a check found.
func (c *CheckResult) sentence() string {
	s := ""
	switch {
	case c.State == Errored:
		return fmt.Sprintf("check %s could not run: %s", c.ID, c.Detail)
	case c.Unit == "ppm":
		s = fmt.Sprintf("check %s failed: %s, the limit is %s", c.ID, percent(c.Value), percent(c.Tolerance))
	default:
		s = fmt.Sprintf(found[c.ID]+" (check %s, allowed %d)", c.Value, c.ID, c.Tolerance)
	}
	if c.Detail != "" {
		s += " (" + c.Detail + ")"
	}
	return s
}

// percent writes parts per million in percent, exactly.
func percent(ppm int64) string {
	const one, places = 10_000, 4
	s := strings.TrimRight(fmt.Sprintf("%d.%0*d", ppm/one, places, ppm%one), "0")
	return strings.TrimSuffix(s, ".") + " %"
}

// Amount is a value or tolerance of the check as people read it: a share in percent.
func (c *CheckResult) Amount(n int64) string {
	if c.Unit == "ppm" {
		return percent(n)
	}
	return strconv.FormatInt(n, 10)
}
