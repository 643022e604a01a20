package workbook

import (
	"fmt"
	"slices"
	"strings"

	"lollipop/reconcile"
)

// Names of the sheets about pairs of records.
const (
	sheetDuplicates = "Duplicates"
	sheetAudit      = "Merge audit"
)

// What a reviewer may say of a pair.
var sameOrTwo = []string{SameChild, TwoChildren, CannotTell}

// priorityWords are the priorities of a review case.
var priorityWords = [...]toned{
	reconcile.PriorityA: {"A: decide before cut-over, two people", bad},
	reconcile.PriorityB: {"B: a merge would change nothing", warn},
	reconcile.PriorityC: {"C: over age, moved away or deceased", plain},
}

// sides are the columns of two records, one beside the other.
var sides = []column{
	{"NHS number, first", 14, id},
	{"NHS number, second", 14, id},
	{"Surname, first", 16, text},
	{"Surname, second", 16, text},
	{"Forename, first", 14, text},
	{"Forename, second", 14, text},
	{"Middle names, first", 14, text},
	{"Middle names, second", 14, text},
	{"Born, first", 12, date},
	{"Born, second", 12, date},
	{"Sex, first", 8, text},
	{"Sex, second", 8, text},
	{"Address, first", 34, text},
	{"Address, second", 34, text},
	{"Postcode, first", 11, id},
	{"Postcode, second", 11, id},
	{"Practice, first", 10, id},
	{"Practice, second", 10, id},
	{"Practice name, first", 24, text},
	{"Practice name, second", 24, text},
	{"Source, first", 9, text},
	{"Source, second", 9, text},
	{headHub, 9, text},
}

// Headings by which rows are divided.
const (
	headPriority = "Priority"
	headHub      = "Hub"
)

// pairKey is the key of a pair, by the patient rows of its records and whose rows
// these are: a workbook of another delivery may name the same.
const pairKey = "pair/%d/%d/%08x/%08x"

// restrictedPairList is duplicateList for restricted children: without what says where
// they are.
func restrictedPairList(r reconcile.Rows[reconcile.DuplicateRow]) *list {
	l := duplicateList(r)
	l.tab = tabChildren
	l.note = "Pairs with a sensitive or confidential record, or whose priority rests on a confidential row. Protected children are in none: nobody may hold their records against each other. Decide as on the sheet of the same name of the ordinary workbook; lollipop review apply --restricted reads this one."
	l.leaveOut(func(head string) bool {
		what, _, _ := strings.Cut(head, ",")
		return slices.Contains([]string{"Address", "Postcode", "Practice", "Practice name", headHub}, what)
	})
	return l
}

// pairList is the one of the two.
func pairList(restricted bool, r reconcile.Rows[reconcile.DuplicateRow]) *list {
	if restricted {
		return restrictedPairList(r)
	}
	return duplicateList(r)
}

func sideValues(a, b *reconcile.RecordSide) []any {
	hub := a.Hub
	if hub == reconcile.NoHub {
		hub = b.Hub
	}
	return []any{
		number334(&a.Person), number334(&b.Person), a.Surname, b.Surname, a.Forename, b.Forename, a.Middle, b.Middle, a.Born, b.Born, a.Sex, b.Sex,
		a.Address, b.Address, a.Postcode, b.Postcode, a.Practice, b.Practice, a.PracticeName, b.PracticeName, a.Source, b.Source, hub,
	}
}

func duplicateList(r reconcile.Rows[reconcile.DuplicateRow]) *list {
	l := &list{
		name: sheetDuplicates, title: "Duplicates: pairs of records that may be one child", tab: tabWork, freeze: 2,
		note: capped(r, "No rule may join these. Priority A first: both children live here, and joining them would change what is due, coverage or a flag. Pairs with a restricted child are not here."),
		columns: slices.Concat([]column{
			{headPriority, 22, text},
			{"Decision", 16, fill},
			{"Reviewer", 18, fill},
			{"Second reviewer (A)", 18, fill},
			{"Decided on", 12, fillDate},
			{"Why nobody joined them", 30, text},
			{"What a merge would change", 40, text},
			{"What agrees", 40, text},
			{"What differs", 26, text},
		}, sides, []column{
			{"Due now, first", 22, text},
			{"On, first", 12, date},
			{"Due now, second", 22, text},
			{"On, second", 12, date},
			{"Due if joined", 22, text},
			{"On, if joined", 12, date},
			{"Score in bits", 9, id},
			{"Probability", 13, id},
		}),
		choices: map[string][]string{"Decision": sameOrTwo},
	}
	for i := range r.List {
		d := &r.List[i]
		why := d.Words
		if d.Follows {
			why += "; it follows from other pairs, if these are one child"
		}
		values := append([]any{priorityWords[d.Priority], nil, nil, nil, nil, why, effectWords(d), strings.Join(d.Agrees, ", "), strings.Join(d.Differs, ", ")}, sideValues(&d.First, &d.Second)...)
		for _, due := range []reconcile.DueDay{d.First.Due, d.Second.Due, d.After} {
			values = append(values, due.What, due.On)
		}
		bits, probability := scoreWords(d.Score)
		values = append(values, bits, probability)
		l.rows = append(l.rows, row{fmt.Sprintf(pairKey, d.First.Row, d.Second.Row, d.First.Mark, d.Second.Mark), values})
	}
	return l
}

// effectWords say what a merge would change for one child or the other.
func effectWords(d *reconcile.DuplicateRow) string {
	var all []string
	if len(d.Flags) > 0 {
		all = append(all, "open flags: "+spaced(strings.Join(d.Flags, ", ")))
	}
	if d.Due {
		all = append(all, "what is due")
	}
	if len(d.Coverage) > 0 {
		all = append(all, "coverage: "+strings.Join(d.Coverage, ", "))
	}
	if len(all) == 0 {
		return "nothing"
	}
	if d.OneStays {
		all = append(all, "all of it of the record that holds less; the other stays as it is")
	}
	return strings.Join(all, "; ")
}

// scoreWords are a match weight and its probability, blank where nothing was scored.
func scoreWords(thousandths int64) (bits, probability string) {
	if thousandths == reconcile.NoScore {
		return "", ""
	}
	score := float64(thousandths) / 1000
	return fmt.Sprintf("%.1f", score), fmt.Sprintf("%.4f", reconcile.Probability(score))
}

func auditList(rows []reconcile.AuditRow) *list {
	l := &list{
		name: sheetAudit, title: "Merge audit: merges for a person to confirm", tab: tabWork, freeze: 1,
		note: fmt.Sprintf("%s, drawn from all by rule and age. None wrong of 300 says, with 95 %% confidence, that at most 1 in 100 is wrong. Merges of restricted children are not here.", count(int64(len(rows)), "automatic merge", "automatic merges")),
		columns: slices.Concat([]column{
			{"Is it one child?", 16, fill},
			{"Checked by", 18, fill},
			{"Checked on", 12, fillDate},
			{"Remark", 28, fill},
			{"Why they were joined", 56, text},
			{"What agrees", 40, text},
			{"What differs", 26, text},
		}, sides, []column{{"Score in bits", 9, id}, {"Probability", 13, id}}),
		choices: map[string][]string{"Is it one child?": sameOrTwo},
	}
	for i := range rows {
		a := &rows[i]
		bits, probability := scoreWords(a.Score)
		values := append([]any{nil, nil, nil, nil, a.Words, strings.Join(a.Agrees, ", "), strings.Join(a.Differs, ", ")}, sideValues(&a.First, &a.Second)...)
		values = append(values, bits, probability)
		l.rows = append(l.rows, row{fmt.Sprintf("merge/%d/%d", a.First.Row, a.Second.Row), values})
	}
	return l
}
