package reconcile

import (
	"cmp"
	"fmt"
	"slices"

	"lollipop/internal/chis"
	"lollipop/mappings"
)

// fixes are what is to be done, the most harmful first: one line a practice and
// thing, in words for whoever does it. Restricted children are in none of them.
func (g *gatherer) fixes(l *Listing) []FixRow {
	var all []FixRow
	for i := range l.Practices {
		all = append(all, g.practiceFixes(&l.Practices[i])...)
	}
	all = append(all, g.quarantineFixes()...)
	all = append(all, g.codeFixes(l)...)
	all = append(all, g.checkFixes()...)
	slices.SortFunc(all, func(a, b FixRow) int {
		return cmp.Or(cmp.Compare(a.Harm, b.Harm), cmp.Compare(b.Count, a.Count), cmp.Compare(a.Practice, b.Practice), cmp.Compare(a.ID, b.ID))
	})
	return all
}

// Ranks of harm in the fix list, 1 the worst.
const (
	harmMissing = iota + 1
	harmFlag
	harmSafetyCode
	harmCheck
	harmNewborn
	harmQuarantine
	harmPair
	harmDose
	harmField
	harmPlace
	harmCode
)

// Owners that the fix list proposes; the lead may name another.
const (
	ownerEngineer = "migration engineer"
	ownerPractice = "practice data clerk"
	ownerHub      = "hub clerk"
	ownerClinical = "clinical reviewer"
	ownerLead     = "data quality lead"
)

// practiceFixes are the things to do for one practice.
func (g *gatherer) practiceFixes(p *PracticeRow) (all []FixRow) {
	add := func(harm int, id string, count int64, where, owner, what, do string) {
		if count > 0 {
			all = append(all, FixRow{Harm: harm, ID: id, Practice: p.Code, Name: p.Name, Hub: p.Hub, Count: count, What: what, Do: do, Where: where, Owner: owner})
		}
	}
	add(harmMissing, "children-missing", p.Missing, FixTool, ownerEngineer, "living children are in the extract and not in the target",
		"Stop. Do not sign off. Find out why with the rows in Children not loaded, incomplete.")
	add(harmFlag, "flags-differ", p.FlagsDiffer, FixTool, ownerEngineer, "child protection, looked-after or alert flags are not the same after loading",
		"Stop. Compare each with the old system; the rows are in Flags.")
	add(harmNewborn, "newborn", p.Failsafe, FixSource, ownerHub, "babies under one have a newborn screen missing, open or incomplete",
		"Ring the laboratory, the screening team or the parents today; the babies are in Failsafe under one, the worst first.")
	add(harmNewborn, "odd-entries", p.Odd, FixSource, ownerHub, "children have entries that cannot be right: screening results of a stillborn child, of another sex or that contradict each other, or a birth order that is none",
		"Ask the laboratory or the screening team whose result it is and which one stands; the entries are in Entries that cannot be right.")
	if g.tooManyNewYears(p) {
		add(harmField, "new-year-births", p.NewYear, FixSource, ownerPractice, "children are born on 1 January, more than chance makes: the date may stand for one that nobody knew",
			"Look up the date of birth of each, and correct it in the old system; they are in Entries that cannot be right.")
	}
	add(harmPair, "pairs", p.Pairs, FixAccept, ownerLead, "pairs of records may be one child and no rule may join them",
		"Look at both records and decide: same child, or two children. They are in Duplicates, those that matter first.")
	add(harmDose, "doses", p.Doses, FixAccept, ownerPractice, "vaccine doses look like the same dose recorded twice, or are recorded as given and as declined",
		"Look at the record card or ask the practice; the dose is not counted until somebody decides.")
	add(harmField, "fields", p.SetAside, FixSource, ownerPractice, "fields of children's records hold something that cannot be right",
		"Correct them in the old system before the next extract; the children and the fields are in Children not loaded, incomplete.")
	if total := p.Total().Source; !p.Known || p.Closed != 0 {
		what, do := "children have no practice", "Find each child's practice; a child without one gets no invitation."
		switch {
		case p.Closed != 0:
			what = "children are registered with a practice that closed on " + day(p.Closed)
			do = "Move each child to the practice that took over, in the old system."
		case g.Mappings.DefaultCode(p.Code) != "":
			what = "children have the default code for: " + g.Mappings.DefaultCode(p.Code)
		case p.Code != "":
			what, do = "children are registered with a practice that the tables do not know", "Check the code; add the practice to practice.csv where it is right."
		}
		add(harmPlace, "practice", total, FixSource, ownerHub, what, do)
	}
	return all
}

// day is a date as people here write it.
func day(d chis.Date) string { return fmt.Sprintf("%02d/%02d/%04d", d.Day(), d.Month(), d.Year()) }

// quarantineFixes are the events in quarantine by practice and rule; rows of
// nobody known stand in one line for the service.
func (g *gatherer) quarantineFixes() (all []FixRow) {
	type key struct {
		practice, rule string
		known          bool
	}
	counts := map[key]int64{}
	for i := range g.quarantine {
		q := &g.quarantine[i]
		f := g.in.file(q.row)
		if f == nil {
			continue
		}
		n := g.people.find(f.source, q.org, q.patient)
		known := n >= 0 && g.people.list[n].child != 0
		if known && g.people.list[n].restricted() {
			continue
		}
		k := key{rule: q.rule, known: known}
		if known {
			k.practice = g.where[n]
		}
		counts[k]++
	}
	for k, n := range counts {
		row := FixRow{Harm: harmQuarantine, ID: "quarantine " + k.rule, Count: n, What: "rows wait in quarantine: " + g.ruleWords(k.rule), Where: FixSource, Owner: ownerPractice}
		row.Do = "Correct the entries in the old system, so that the next extract brings them whole."
		if k.known {
			row.Practice = k.practice
			row.Name, row.Hub, _, _ = g.describe(k.practice)
		} else {
			row.ID, row.Owner = row.ID+", nobody known", ownerEngineer
			row.Do = "Nobody can tell whose rows these are. Ask the supplier for the files again."
		}
		all = append(all, row)
	}
	return all
}

// codeFixes are one line a safety code, and one for all others.
func (g *gatherer) codeFixes(l *Listing) (all []FixRow) {
	ordinary := FixRow{Harm: harmCode, ID: "other codes", Where: FixMapping, Owner: ownerLead, What: "events have an ordinary code that no mapping knows, or that came damaged", Do: "Map the codes with the most events first; they are in Codes."}
	verify := FixRow{Harm: harmCode, ID: "unverified codes", Where: FixMapping, Owner: ownerClinical, What: "events have a safety code whose mapping nobody has read in a source", Do: "Check each against the licensed release and approve it (lollipop codes export, codes apply); they are in Codes."}
	for i := range l.Codes {
		c := &l.Codes[i]
		switch {
		case c.State == mappings.StateMapped:
			verify.Count += c.Events
			if c.Stops() {
				verify.Harm = harmSafetyCode
			}
		case !c.Stops():
			ordinary.Count += c.Events
		default:
			all = append(all, FixRow{
				Harm: harmSafetyCode, ID: fmt.Sprintf("code %s %d", c.Source, c.CodeID), Count: c.Events, Where: FixMapping, Owner: ownerClinical,
				What: fmt.Sprintf("events have the safety code %s (%s), which %s", c.Code, c.Term, stateWords[c.State]),
				Do:   "Say what the code means (lollipop codes export, codes apply); until then the events are loaded as plain observations and the child's record carries a note.",
			})
		}
	}
	for _, row := range []FixRow{ordinary, verify} {
		if row.Count > 0 {
			all = append(all, row)
		}
	}
	return all
}

// stateWords say what is wrong with a code.
var stateWords = map[string]string{
	mappings.StateUnmapped: "no mapping knows", mappings.StateAmbiguous: "means different things in its own rows",
	mappings.StateRepaired: "came damaged and was repaired",
}

// covered are checks whose findings stand in the list by practice or code already.
var covered = map[string]bool{checkLiving: true, checkSafety: true, checkOther: true}

// checkFixes are the other checks that failed or could not run.
func (g *gatherer) checkFixes() (all []FixRow) {
	for _, c := range g.run.results() {
		if covered[c.ID] || c.State != Failed && c.State != Errored {
			continue
		}
		row := FixRow{
			Harm: harmCheck, ID: "check " + c.ID, Count: max(c.Value, 1), Where: FixTool, Owner: ownerEngineer,
			What: c.sentence(), Do: "Read " + c.Doc + "; breaks.parquet names the rows.",
		}
		if c.Unit == "ppm" || c.State == Errored {
			row.Count = 1
		}
		if c.ID == checkUndecided || c.ID == checkLeftOver {
			row.Where, row.Owner, row.Do = FixAccept, ownerLead, "Decide the pairs in Duplicates, those of priority A first."
		}
		all = append(all, row)
	}
	return all
}
