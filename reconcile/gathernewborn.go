package reconcile

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"lollipop/internal/chis"
	"lollipop/internal/schedule"
)

// Words of the screening programmes, as the code tables have them.
const (
	programmeBloodSpot   = "bloodspot"
	programmeHearing     = "hearing"
	programmeExamination = "nipe"
	statusRecorded       = "recorded" // the code names the test and no result
	reviewNewborn        = "NIPE-NB"
)

// result is a screening result or a newborn examination that the target holds.
type result struct {
	programme, test, status string
	on                      chis.Date
}

// gatherNewborn counts the screening results of a child under one on both sides,
// and puts a living child on the worklist where the target says that something
// is missing.
func (g *gatherer) gatherNewborn(s *seenChild) {
	if s.band == AgeUnder1 {
		g.countSource(s)
	}
	if s.row == nil || ageBand(s.born, g.in.asOf) != AgeUnder1 {
		return
	}
	results := g.results(s)
	for i := range results {
		if results[i].programme != "" {
			g.screened(results[i].programme, results[i].test, results[i].status).Target++
		}
	}
	if !s.targetLiving || s.residence() != "active" {
		return
	}
	row := FailsafeRow{AgeDays: g.in.asOf.Sub(s.born), Row: s.primary}
	results = row.sinceBirth(results, s.born)
	if g.newborns++; g.hasMother(s) {
		g.mothers++
	}
	g.judgeBloodSpot(&row, results, s.born)
	g.judgeHearing(&row, results)
	g.judgeExamination(&row, results, s.born, s.records[0].sex == chis.SexMale)
	row.Person = s.person()
	if row.Number.IsNone() {
		row.Why |= FailNoNumber
	}
	if s.target.Code == "" {
		row.Why |= FailNoPractice
	}
	if g.movedIn(s) {
		row.Why |= FailMovedIn
	}
	if row.Why != 0 {
		s.target.Failsafe++
		g.failsafe.add(row)
	}
}

func (g *gatherer) screened(programme, test, status string) *ScreeningRow {
	k := screeningKey{programme, test, status}
	if g.screening[k] == nil {
		contacts := g.Mappings.Contacts()
		row := &ScreeningRow{Programme: programme, Test: test, Status: status, StatusWords: contacts.Outcome(programme, status).Words}
		if at := contacts.Find(programme, test); at >= 0 {
			row.TestWords = contacts.List()[at].Words
		}
		g.screening[k] = row
	}
	return g.screening[k]
}

func (g *gatherer) countSource(s *seenChild) {
	for _, e := range s.events {
		if s.home(e) != tableScreening || s.twinOf(e) {
			continue
		}
		k := s.meaningOf(e).concept
		row := g.screened(k.Dose, k.Detail, k.Value)
		row.Rows++
		if e.fate.disposition == merged && e.fate.rule == ruleSameEvent {
			row.Joined++
		}
	}
}

// results are what the open tables of the target hold, by date.
func (g *gatherer) results(s *seenChild) (all []result) {
	for i := range s.targets {
		t := &s.targets[i]
		if s.apart(t) {
			continue
		}
		tab := g.tables[t.table]
		text := func(column int) string {
			_, v := tab.value(t.data, column)
			return string(v)
		}
		switch t.table {
		case g.place.screening:
			on, _ := tab.value(t.data, g.place.screenedOn)
			all = append(all, result{text(g.place.programme), text(g.place.test), text(g.place.status), chis.Date(on)})
		case g.place.review:
			if text(g.place.reviewKind) == reviewNewborn {
				on, _ := tab.value(t.data, g.place.reviewedOn)
				all = append(all, result{test: reviewNewborn, status: text(g.place.reviewOutcome), on: chis.Date(on)})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b result) int { return cmp.Compare(a.on, b.on) })
	return all
}

// sinceBirth leaves out what is dated before birth: it is of somebody else, or of
// another day, and keeps nobody from the worklist.
func (f *FailsafeRow) sinceBirth(results []result, born chis.Date) []result {
	return slices.DeleteFunc(results, func(r result) bool {
		before := r.on.Before(born)
		if before {
			f.Why |= FailBeforeBirth
		}
		return before
	})
}

// movedIn reports that by the target the child's first registration began when it
// was no newborn any longer.
func (g *gatherer) movedIn(s *seenChild) bool {
	first := chis.Date(0)
	for i := range s.targets {
		if t := &s.targets[i]; t.table == g.place.registration {
			on, _ := g.tables[t.table].value(t.data, g.place.registered)
			if day := chis.Date(on); day != 0 && (first == 0 || day < first) {
				first = day
			}
		}
	}
	return first > s.born.AddDays(int(g.Mappings.Tolerance("newborn-moved").Value))
}

// mothers are the relations, folded, of a carer who is the child's mother.
var mothers = map[string]bool{"mother": true, "mum": true, "mummy": true, "birth mother": true, "natural mother": true, "biological mother": true}

// hasMother reports that the target names a carer who is called a mother.
func (g *gatherer) hasMother(s *seenChild) bool {
	return slices.ContainsFunc(s.targets, func(t targetRow) bool {
		if t.table != g.place.related {
			return false
		}
		_, relation := g.tables[t.table].value(t.data, g.place.relation)
		return mothers[strings.ToLower(strings.TrimSpace(string(relation)))]
	})
}

// judgeBloodSpot: status 01 belongs to the card; 02 to 09 to a condition; 03 asks
// for another sample, and only a later result of that condition answers it.
func (g *gatherer) judgeBloodSpot(row *FailsafeRow, results []result, born chis.Date) {
	latest := map[string]string{}
	card, repeat := false, 0
	for _, r := range results {
		if r.programme != programmeBloodSpot {
			continue
		}
		if strings.HasPrefix(r.status, "01") {
			card = true
			continue
		}
		if r.status != statusRecorded || latest[r.test] == "" {
			latest[r.test] = r.status
		}
	}
	for _, status := range latest {
		if strings.HasPrefix(status, "03") {
			repeat++
		}
	}
	g.judgeSamples(row, results, born)
	late := int64(row.AgeDays) >= g.Mappings.Tolerance("newborn-result").Value
	lacks := g.lacks(latest, born)
	switch {
	case repeat > 0:
		row.BloodSpot = "another sample needed, no result since"
		row.Why |= FailRepeatOpen
	case len(latest) > 0 && len(lacks) > 0:
		row.BloodSpot = "no result of " + strings.Join(lacks, ", ")
	case len(latest) > 0:
		row.BloodSpot = "results recorded"
	case card:
		row.BloodSpot = "sample taken, no result"
	default:
		row.BloodSpot = "nothing recorded"
	}
	switch {
	case !late || repeat > 0:
	case len(latest) == 0 && card:
		row.Why |= FailNoOutcome
	case len(latest) == 0:
		row.Why |= FailNoResult
	case len(lacks) > 0:
		row.Why |= FailCondition
	}
}

// judgeSamples looks for conclusive results of one condition that are not the same,
// and for a sample from before the day on which one tells anything that no later row
// of the condition answers. That it came too early is said by sub-status 0301.
func (g *gatherer) judgeSamples(row *FailsafeRow, results []result, born chis.Date) {
	contacts := g.Mappings.Contacts()
	found, early := map[string]string{}, map[string]bool{}
	for _, r := range results { // by date
		at := contacts.Find(r.programme, r.test)
		if r.programme != programmeBloodSpot || at < 0 {
			continue
		}
		meaning := contacts.Meaning(r.programme, r.status)
		if meaning == schedule.Conclusive {
			if status := spotStatus(r.status); found[r.test] == "" {
				found[r.test] = status
			} else if found[r.test] != status {
				row.Why |= FailContradict
			}
		}
		taken := meaning == schedule.Conclusive || meaning == schedule.Received
		early[r.test] = taken && r.on != 0 && r.on.Before(contacts.List()[at].Opens.After(born))
	}
	for _, is := range early {
		if is {
			row.Why |= FailEarlySample
		}
	}
}

// lacks names the conditions that every child of that birth date is screened for,
// of which no result is there and a test is still offered. A code that names the test alone
// is no result.
func (g *gatherer) lacks(latest map[string]string, born chis.Date) (names []string) {
	contacts := g.Mappings.Contacts()
	for i := range contacts.List() {
		r := &contacts.List()[i]
		if r.Programme != programmeBloodSpot || !r.Expected || born.Before(r.BornFrom) || born.After(r.BornTo) || g.in.asOf >= r.Until.After(born) {
			continue
		}
		switch contacts.Meaning(r.Programme, latest[r.Name]) {
		case schedule.Conclusive, schedule.Declined:
		default:
			names = append(names, r.Name)
		}
	}
	return names
}

// judgeHearing: an outcome with a response is complete, and so are two ears.
func (g *gatherer) judgeHearing(row *FailsafeRow, results []result) {
	words, complete := "nothing recorded", false
	ears := map[string]bool{}
	for _, r := range results {
		if r.programme != programmeHearing {
			continue
		}
		switch response := strings.HasPrefix(r.status, "CR-") || strings.HasPrefix(r.status, "NCR-"); {
		case r.test == "outcome" && response:
			complete, words = true, "complete"
		case complete:
		case strings.HasPrefix(r.status, "INC-"):
			words = "incomplete"
		case r.status == "clear" || r.status == "no-clear":
			_, ear, _ := strings.Cut(r.test, "-")
			ears[ear] = true
			words = "one ear"
		case words == "nothing recorded":
			words = "test recorded, no outcome"
		}
	}
	if !complete && ears["left"] && ears["right"] {
		complete, words = true, "both ears"
	}
	row.Hearing = words
	if !complete && int64(row.AgeDays) >= g.Mappings.Tolerance("newborn-hearing").Value {
		row.Why |= FailHearing
	}
}

// judgeExamination: the newborn examination as a whole, or each of its parts.
func (g *gatherer) judgeExamination(row *FailsafeRow, results []result, born chis.Date, boy bool) {
	parts, lack := map[string]bool{}, lackingParts(nil, boy)
	for _, r := range results { // by date
		switch {
		case r.test == reviewNewborn && (r.status == "done" || r.status == "normal" || strings.HasPrefix(r.status, "abnormal")):
			lack = nil
		case r.programme == programmeExamination && r.status != "not-done" && r.status != statusRecorded:
			parts[r.test] = true
			lack = lackingParts(parts, boy)
		}
		if len(lack) > 0 {
			continue
		}
		row.Examined = "complete"
		if age := r.on.Sub(born); r.on != 0 && int64(age) > g.Mappings.Tolerance("newborn-examination").Value {
			row.Examined = fmt.Sprintf("complete, on day %d", age)
			row.Why |= FailLateExamination
		}
		return
	}
	if row.Examined = "nothing recorded"; len(parts) > 0 {
		row.Examined = "lacks " + strings.Join(lack, ", ")
	}
	if int64(row.AgeDays) >= g.Mappings.Tolerance("newborn-examination").Value {
		row.Why |= FailExamination
	}
}

// lackingParts are the parts of the examination that are not among those done.
func lackingParts(done map[string]bool, boy bool) (lack []string) {
	for _, part := range [...]string{"heart", "hips", "eyes", "testes"} {
		if !done[part] && (part != "testes" || boy) {
			lack = append(lack, part)
		}
	}
	return lack
}
