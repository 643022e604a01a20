package workbook

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"slices"

	"lollipop/reconcile"
)

// RestrictedFile is the name of the workbook of restricted children.
const RestrictedFile = "report-restricted.xlsx"

// Sheets that only the workbook of restricted children has.
const (
	sheetEveryone = "Restricted children"
	sheetHistory  = "Worklist"
)

// WriteRestricted renders what those may see who look after restricted children,
// into dir: report-restricted.xlsx, in parts where it would have too many rows.
// There is none without a passphrase.
func WriteRestricted(ctx context.Context, dir string, rep *reconcile.Report, l *reconcile.RestrictedListing, o Options) (all []reconcile.Rendered, err error) {
	if o.Passphrase == "" {
		return nil, errors.New("write workbook of restricted children: no passphrase")
	}
	o = o.withDefaults()
	lists := restrictedLists(l)
	first := func(b *book) error { return b.readMeRestricted(l, lists) }
	rows := make([][]row, len(lists))
	for i, l := range lists {
		rows[i] = l.rows
	}
	for i, f := range cutParts(lists, rows, o.MaxRows, RestrictedFile) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if f.first = first; i > 0 {
			f.first = func(b *book) error { return b.partRestricted(i + 1) }
		}
		written, _, err := f.save(dir, rep, o)
		if err != nil {
			return nil, fmt.Errorf("write %s: %w", f.name, err)
		}
		all = append(all, reconcile.Rendered{Path: f.name, Rows: written, Apart: true})
	}
	return all, nil
}

// restrictedLists are the sheets: two of their own, and those of the ordinary
// workbook about single children and their codes.
func restrictedLists(l *reconcile.RestrictedListing) []*list {
	return []*list{
		everyoneList(l.Everyone), historyList(l.Everyone), restrictedPairList(l.Duplicates),
		sealed(childList, l.Children), sealed(dueList, l.Due), sealed(oldList, l.Lists), sealed(bridgeList, l.Bridge), sealed(unplanned, l.Plans), sealed(memberList, l.CoverageChanged), sealed(flagList, l.Flags),
		sealed(failsafeList, l.Failsafe), sealed(bookingList, l.Bookings), sealed(dateList, l.Dates), sealed(placeList, l.Places),
		sealed(func(r reconcile.Rows[reconcile.CodeRow]) *list { return codeList(r.List) }, reconcile.Rows[reconcile.CodeRow]{List: l.Codes, Total: int64(len(l.Codes))}),
	}
}

// telling are the columns of ordinary lists that may stand in the workbook of
// restricted children. Any other is left out: a practice, its name and hub say
// where a child is, and so may a file; a place in a file, or an age in days, may
// stand beside that of the identity which the child had before.
var telling = []string{
	"What", "What changed", "Why", "Result", "Flag", "Start or end", "Open on the day of the report", "Worst reason", "Also", "What is wrong", "Class",
	"NHS number", "Surname", "Forename", "Born", "Child", "Source",
	"Events in quarantine", "Fields set aside, and why events wait",
	"First on the old list", "On, by the list", "Next by the schedule", "On, by the schedule", "Days between", "Differences", "For", "State",
	"Due before", "On, before", "Due after", "On, after", "Days moved", "Measure", "What it is",
	"Date in source", "Source, not a full date", "Date in target", "Target, not a full date",
	"Blood spot", "Hearing", "Newborn examination", "Day", "Time", "Entry", "Date",
	"Events", "Code", "System", "Term in the dictionary", "Category", "Taken as",
	"Where to fix", "Owner", "Due date", "Status",
}

// sealed makes an ordinary list fit for restricted children: only the columns
// that may stand there, and keys that do not count rows of a source.
func sealed[T any](build func(reconcile.Rows[T]) *list, r reconcile.Rows[T]) *list {
	l := build(r)
	l.leaveOut(func(head string) bool { return !slices.Contains(telling, head) })
	for i := range l.rows {
		l.rows[i].key = blindKey(l.rows[i].key)
	}
	l.tab, l.note = tabChildren, restrictedNote(r.Total, int64(len(r.List)))
	return l
}

// leaveOut takes columns away, by their headings.
func (l *list) leaveOut(out func(head string) bool) {
	for at := len(l.columns) - 1; at >= 0; at-- {
		if !out(l.columns[at].head) {
			continue
		}
		l.columns = slices.Delete(slices.Clone(l.columns), at, at+1)
		for i := range l.rows {
			l.rows[i].values = slices.Delete(l.rows[i].values, at, at+1)
		}
	}
}

// blindKey is a key that stays the same and says nothing of the rows it counts.
func blindKey(key string) string {
	sum := sha256.Sum256([]byte(key))
	return "restricted/" + hex.EncodeToString(sum[:8])
}

func restrictedNote(total, listed int64) string {
	note := "Restricted children of the whole service. The order of the rows says nothing; sort by the first column to see the worst first."
	if listed < total {
		note += fmt.Sprintf(" Only %s of %s rows are here; put these right and run again.", thousands(listed), thousands(total))
	}
	return note
}

// named are the columns that name a restricted child.
var named = []column{
	{"Child", 10, id},
	{"NHS number", 14, id},
	{"Surname", 18, text},
	{"Forename", 16, text},
	{"Born", 12, date},
	{"Restricted as", 28, text},
}

func namedValues(p *reconcile.Person) []any {
	return []any{childID(p.ID), number334(p), p.Surname, p.Forename, p.Born, p.Restriction}
}

func everyoneList(r reconcile.Rows[reconcile.RestrictedRow]) *list {
	l := &list{
		name: sheetEveryone, title: "Restricted children: who arrived, and with what", tab: tabChildren, freeze: 2,
		note: restrictedNote(r.Total, int64(len(r.List))),
		columns: slices.Concat([]column{{"Result", 34, text}}, named, []column{
			{"Status", 12, text}, {"Immunisations", 15, number}, {"Screening results", 12, number}, {"Allergies", 12, number}, {"Source", 10, text},
		}),
	}
	for i := range r.List {
		c := &r.List[i]
		result := toned{"In the target", good}
		switch {
		case !c.Arrived:
			result = toned{"Stop: not in the target", bad}
		case c.WithoutHistory():
			result = toned{"In the target, without history", warn}
		}
		values := append([]any{result}, namedValues(&c.Person)...)
		values = append(values, c.Standing, c.Doses, c.Screening, c.Allergies, c.Source)
		l.rows = append(l.rows, row{blindKey(fmt.Sprintf("child/%d/%d", c.ID, c.Row)), values})
	}
	return l
}

// historyList are the protected children without history.
func historyList(r reconcile.Rows[reconcile.RestrictedRow]) *list {
	l := &list{
		name: sheetHistory, title: "Worklist: protected children whose record holds no immunisation, screening result or allergy", tab: tabWork, freeze: 1,
		note: "Ask the family, the social worker or the adoption agency for what was given, and enter it in this record. Write no earlier name or number here, nor anywhere beside the present one.",
		columns: slices.Concat([]column{{"What to do", 40, text}}, named, []column{{"Status", 12, text}, {"Where to fix", 12, text}},
			[]column{{"Owner", 20, fill}, {"Due date", 12, fillDate}, {"Done", 14, fill}}),
	}
	for i := range r.List {
		c := &r.List[i]
		if !c.WithoutHistory() {
			continue
		}
		values := append([]any{toned{"Carry the history across", warn}}, namedValues(&c.Person)...)
		values = append(values, c.Standing, reconcile.FixSource)
		l.rows = append(l.rows, row{blindKey(fmt.Sprintf("history/%d/%d", c.ID, c.Row)), append(values, todo("safeguarding nurse")...)})
	}
	return l
}

// readMeRestricted writes the first sheet.
func (b *book) readMeRestricted(l *reconcile.RestrictedListing, lists []*list) error {
	p, err := b.page()
	if err != nil {
		return err
	}
	p.row(30, p.styled(p.styles.title, "Restricted children: reconciliation as of "+spokenDay(b.rep.AsOf)))
	p.row(22, p.cell(text, toned{"RESTRICTED", bad}), p.styled(p.styles.label, "For those alone who look after protected and sensitive children. Not for practices, hubs or the data quality lead."))
	p.numbered(restrictedSentences(l))
	p.row(0, p.styled(p.styles.note, "Run"), p.styled(p.styles.note, b.rep.RunID+", made by "+b.rep.Tool+". The verdict that counts is that of report.json, which counts these children with all others."))
	p.section("How to handle it")
	p.numbered([]string{
		"Each line stands alone, but on the sheet " + sheetDuplicates + ", where no protected child is. Where a child has an old and a new identity there may be a line for each; nothing here says which belong together, and nothing that you write may.",
		"Of protected children no birth date is told, and an identity that was given up has no name or number here: look it up by its child id, in the restricted tables of the target.",
		"No address, telephone number, practice or contact of anybody is here.",
		"Send the file and its passphrase by different ways, and destroy both when the work is done.",
	})
	p.contents(lists)
	return p.end()
}

// partRestricted writes the first sheet of a further part.
func (b *book) partRestricted(part int) error {
	p, err := b.page()
	if err != nil {
		return err
	}
	p.row(30, p.styled(p.styles.title, fmt.Sprintf("Restricted children, part %d", part)))
	p.row(0, p.styled(p.styles.note, "How to handle it stands in "+RestrictedFile+" of the same run, "+b.rep.RunID+"."))
	return p.end()
}

// restrictedSentences say what matters, for the whole service.
func restrictedSentences(l *reconcile.RestrictedListing) []string {
	by := map[string]int64{}
	var missing, empty int64
	for i := range l.Everyone.List {
		c := &l.Everyone.List[i]
		by[c.Restriction]++
		if !c.Arrived {
			missing++
		}
		if c.WithoutHistory() {
			empty++
		}
	}
	kinds := ""
	for _, k := range slices.Sorted(maps.Keys(by)) {
		kinds += fmt.Sprintf("; %s %s", thousands(by[k]), k)
	}
	arrived := "Every one of them is in the target."
	if missing > 0 {
		arrived = count(missing, "of them is", "of them are") + " not in the target: stop, and find out why."
	}
	return []string{
		count(l.Everyone.Total, "restricted child", "restricted children") + " of the whole service" + kinds + ".",
		arrived,
		count(empty, "protected child holds", "protected children hold") + " no immunisation, screening result or allergy: see " + sheetHistory + ".",
		fmt.Sprintf("%s would be called for something else than before, or on another day; %s under one need a person to look at their newborn screening.",
			count(l.Due.Total, "child", "children"), count(l.Failsafe.Total, "baby", "babies")),
	}
}
