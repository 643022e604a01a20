package workbook

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"lollipop/internal/chis"
	"lollipop/mappings"
	"lollipop/reconcile"
)

// Names of the sheets, in their order. Excel allows 31 characters.
const (
	sheetReadMe    = "Read me"
	sheetPractices = "Practices"
	sheetChildren  = "Children not loaded, incomplete"
	sheetFlags     = "Flags"
	sheetFailsafe  = "Failsafe under one"
	sheetScreening = "Failsafe counts"
	sheetBookings  = "Appointments and referrals"
	sheetDates     = "Entries that cannot be right"
	sheetPlaces    = "Practice not known"
	sheetWaiting   = "Quarantine"
	sheetCodes     = "Codes"
	sheetFixes     = "Fix list"
	sheetChecks    = "Checks"
	sheetAccounts  = "Accounting"
)

// Colours of the tabs: what must be read, children, work to do, figures.
const (
	tabRead     = "1D3557"
	tabChildren = "B45309"
	tabWork     = "0F766E"
	tabFigures  = "6B7280"
)

// toFill are the columns that people fill in.
var toFill = []column{{"Owner", 20, fill}, {"Due date", 12, fillDate}, {"Status", 14, fill}}

// todo are the values of the columns to fill in, as they are proposed.
func todo(owner string) []any { return []any{owner, nil, "open"} }

// capped says that a list is longer than what is shown.
func capped[T any](r reconcile.Rows[T], words string) string {
	if int64(len(r.List)) == r.Total {
		return words
	}
	return fmt.Sprintf("%s Only the first %s of %s rows are here, the most harmful; put these right and run again.", words, thousands(int64(len(r.List))), thousands(r.Total))
}

// bands are the headings of the age bands.
var bands = [reconcile.AgeBands]string{"Under 1", "1 to 4", "5 to 19", "20 and over", "Age not known"}

func practiceList(rows []reconcile.PracticeRow, hidden int64, days int) *list {
	l := &list{
		name: sheetPractices, title: "Practices: who arrived, and what is open", tab: tabFigures, freeze: 2,
		columns: []column{
			{"Practice", 11, id},
			{"Name", 30, text},
			{"Hub", 9, text},
			{"Verdict", 46, text},
			{"Children in source", 11, number},
			{"Children in target", 11, number},
			{"Difference", 11, number},
		},
	}
	for _, b := range bands {
		l.columns = append(l.columns, column{b + ": source", 10, number}, column{b + ": target", 10, number})
	}
	l.columns = append(l.columns,
		column{fmt.Sprintf("Due in %d days: before", days), 11, number}, column{fmt.Sprintf("Due in %d days: after", days), 11, number},
		column{"Open flags: before", 11, number}, column{"Open flags: after", 11, number}, column{"Flags that differ", 11, number},
		column{"Zero-dose, 1 to 4: before", 12, number}, column{"Zero-dose, 1 to 4: after", 12, number},
		column{"Children not loaded", 11, number}, column{"Children incomplete", 12, number}, column{"Rows in quarantine", 12, number},
		column{"Waiting: under 1", 10, number}, column{"Waiting: 1 to 5", 10, number}, column{"Waiting: 6 to 19", 10, number},
		column{"Waiting: 20 and over", 10, number}, column{"Waiting: age not known", 10, number},
		column{"Fields set aside", 10, number}, column{"Pairs to decide", 10, number}, column{"Doses to decide", 10, number},
		column{"Babies on failsafe list", 11, number}, column{"Children whose next due changed", 12, number},
	)
	var all reconcile.Sides
	for i := range rows {
		p := &rows[i]
		t := p.Total()
		all.Source, all.Target = all.Source+t.Source, all.Target+t.Target
		l.rows = append(l.rows, row{"practice/" + p.Code, practiceValues(p, t)})
	}
	l.note = fmt.Sprintf("Living children: %s in the source, %s in the target. %s left out of every sheet and counted for the whole service only.",
		thousands(all.Source), thousands(all.Target), count(hidden, "restricted child is", "restricted children are"))
	return l
}

func practiceValues(p *reconcile.PracticeRow, t reconcile.Sides) []any {
	v := []any{p.Code, p.Name, p.Hub, practiceVerdict(p), t.Source, t.Target, t.Target - t.Source}
	for _, b := range p.Children {
		v = append(v, b.Source, b.Target)
	}
	return append(v, p.Due.Source, p.Due.Target, p.Flags.Source, p.Flags.Target, p.FlagsDiffer, p.ZeroDose.Source, p.ZeroDose.Target,
		p.Missing, p.Incomplete, p.Quarantined, p.Waiting[0], p.Waiting[1], p.Waiting[2], p.Waiting[3], p.Waiting[4], p.SetAside, p.Pairs, p.Doses, p.Failsafe, p.DueChanged)
}

// who are the columns that name a child.
var who = []column{
	{"NHS number", 14, id},
	{"Surname", 18, text},
	{"Forename", 16, text},
	{"Born", 12, date},
	{"Practice", 10, id},
	{"Practice name", 26, text},
	{"Hub", 9, text},
	{"Child", 10, id},
}

func whoValues(p *reconcile.Person) []any {
	return []any{number334(p), p.Surname, p.Forename, p.Born, p.Practice, p.PracticeName, p.Hub, childID(p.ID)}
}

// childID is the id in the target, nothing where the child is not there.
func childID(id int64) string {
	if id == 0 {
		return ""
	}
	return strconv.FormatInt(id, 10)
}

// ofChildren are the columns of a list about children: what it says first, who the
// child is, the rest, and what people fill in.
func ofChildren(first column, rest ...column) []column {
	return slices.Concat([]column{first}, who, rest, toFill)
}

// whoStays is how many of them stay in sight: what it says, number and surname.
const whoStays = 3

func childList(r reconcile.Rows[reconcile.ChildRow]) *list {
	l := &list{
		name: sheetChildren, title: "Children not loaded or incomplete", tab: tabChildren, freeze: whoStays,
		note: capped(r, "Children not in the target first, then the youngest. Restricted children are not here."),
		columns: ofChildren(
			column{"What", 30, text},
			column{"Events in quarantine", 12, number},
			column{"Fields set aside, and why events wait", 36, text},
			column{"Source", 10, text},
			column{"File", 64, text},
			column{"Record in file", 10, number},
			column{"Where to fix", 12, text},
		),
	}
	for i := range r.List {
		c := &r.List[i]
		where, owner := reconcile.FixSource, "practice data clerk"
		if c.Why == reconcile.NotLoaded || c.Why == reconcile.NotReadable {
			owner = "migration engineer"
		}
		if c.Why == reconcile.NotLoaded {
			where = reconcile.FixTool
		}
		wrong := append(slices.Clone(c.Fields), c.Waits...)
		if c.Rule != "" {
			wrong = []string{c.Rule}
		}
		key := fmt.Sprintf("child/%d", c.ID)
		if c.ID == 0 {
			key = fmt.Sprintf("row/%d", c.Row)
		}
		values := append([]any{why(c)}, whoValues(&c.Person)...)
		values = append(values, c.Quarantined, spaced(strings.Join(wrong, "; ")), c.Source, c.Path, c.Record, where)
		l.rows = append(l.rows, row{key, append(values, todo(owner)...)})
	}
	return l
}

// dated gives a date, and beside it a partial one as text.
func dated(d chis.PartialDate) []any {
	if d.Full() {
		return []any{d.Date, ""}
	}
	return []any{nil, d.String()}
}

func flagList(r reconcile.Rows[reconcile.FlagRow]) *list {
	l := &list{
		name: sheetFlags, title: "Flags: child protection, looked-after and alerts, one by one", tab: tabChildren, freeze: whoStays,
		note: capped(r, "Each start and end in the source beside the one in the target; what differs stands first, then what is open."),
		columns: ofChildren(
			column{"Result", 26, text},
			column{"Flag", 24, text},
			column{"Start or end", 9, text},
			column{"Open on the day of the report", 12, text},
			column{"Date in source", 12, date},
			column{"Source, not a full date", 12, text},
			column{"Date in target", 12, date},
			column{"Target, not a full date", 12, text},
			column{"Source", 10, text},
			column{"Where to fix", 12, text},
		),
	}
	for i := range r.List {
		f := &r.List[i]
		where, owner, status := reconcile.FixTool, "migration engineer", "open"
		if f.Result == reconcile.FlagSame {
			where, owner, status = "", "", "nothing to do"
		}
		values := append([]any{flagResult(f)}, whoValues(&f.Person)...)
		values = append(values, spaced(f.Kind), f.Change, yesNo(f.OpenAtAsOf))
		values = append(append(values, dated(f.Source)...), dated(f.Target)...)
		// The source's name is a field of the person, its date one of the flag.
		values = append(values, f.Person.Source, where, owner, nil, status)
		l.rows = append(l.rows, row{fmt.Sprintf("flag/%d/%d", f.Row, f.TargetID), values})
	}
	return l
}

func failsafeList(r reconcile.Rows[reconcile.FailsafeRow]) *list {
	l := &list{
		name: sheetFailsafe, title: "Failsafe under one: babies nobody may lose sight of", tab: tabChildren, freeze: whoStays,
		note: capped(r, "Living children under one, as the target has them, the worst reason first and the oldest first in it. Counts by condition stand in Failsafe counts."),
		columns: ofChildren(
			column{"Worst reason", 32, text},
			column{"Also", 34, text},
			column{"Age in days", 8, number},
			column{"Blood spot", 22, text},
			column{"Hearing", 22, text},
			column{"Newborn examination", 22, text},
			column{"Where to fix", 12, text},
		),
	}
	for i := range r.List {
		f := &r.List[i]
		worst, others := failsafeReasons(f)
		values := append([]any{worst}, whoValues(&f.Person)...)
		values = append(values, others, int64(f.AgeDays), f.BloodSpot, f.Hearing, f.Examined, reconcile.FixSource)
		l.rows = append(l.rows, row{fmt.Sprintf("newborn/%d", f.ID), append(values, todo("hub clerk")...)})
	}
	return l
}

// noMother says once for the service what no line can say.
func noMother(l *reconcile.Listing) string {
	return fmt.Sprintf(" No file links a mother's record, so that \"no mother\" is no reason of a line: a carer called mother is named of %s of %s babies.", thousands(l.Mothers), thousands(l.Newborns))
}

// programmes are the words for the screening programmes of the tables.
var programmes = map[string]string{"bloodspot": "blood spot", "hearing": "hearing", "nipe": "newborn examination"}

func screeningList(rows []reconcile.ScreeningRow) *list {
	l := &list{
		name: sheetScreening, title: "Failsafe counts: newborn screening of children under one, by condition and status", tab: tabFigures, freeze: 0,
		note: "Results in the source beside those in the target. The same result from two sources is one in the target.",
		columns: []column{
			{"Result", 26, text},
			{"Programme", 22, text},
			{"Condition or test", 34, text},
			{"Status", 44, text},
			{"Rows in source", 12, number},
			{"Same result from a second source", 18, number},
			{"Rows in target", 12, number},
			{"Difference", 12, number},
		},
	}
	for i := range rows {
		s := &rows[i]
		result := toned{"Same", good}
		if s.Difference() != 0 {
			result = toned{"Stop: source and target differ", bad}
		}
		l.rows = append(l.rows, row{
			"screening/" + s.Programme + "/" + s.Test + "/" + s.Status,
			[]any{result, programmes[s.Programme], inWords(s.Test, s.TestWords), inWords(s.Status, s.StatusWords), s.Rows, s.Joined, s.Target, s.Difference()},
		})
	}
	return l
}

// inWords is a code of the tables and what people call it.
func inWords(code, words string) string {
	if words == "" || words == code {
		return strings.ReplaceAll(code, "-", " ")
	}
	return code + ": " + words
}

// shown is a count, and nothing where there is none to show: what restricted
// records alone hold is not counted.
func shown(n int64) any {
	if n == 0 {
		return ""
	}
	return n
}

func codeList(rows []reconcile.CodeRow) *list {
	l := &list{
		name: sheetCodes, title: "Codes in use whose meaning nobody has approved", tab: tabWork, freeze: 1,
		note: "Safety codes first, then the most used. Counts are of the whole service without restricted records; a code that only those use has none. Events with an unmapped code are loaded as plain observations. Decide with lollipop codes export and codes apply.",
		columns: slices.Concat([]column{
			{"What", 34, text},
			{"Class", 10, text},
			{"Events", 10, number},
			{"Code", 20, id},
			{"System", 12, text},
			{"Term in the dictionary", 46, text},
			{"Category", 26, text},
			{"Taken as", 18, text},
			{"Source", 10, text},
			{"Where to fix", 12, text},
		}, toFill),
	}
	for i := range rows {
		c := &rows[i]
		owner := "data quality lead"
		if c.Class == mappings.ClassSafety {
			owner = "clinical reviewer"
		}
		what := codeState(c)
		values := []any{what, c.Class, shown(c.Events), c.Code, c.System, c.Term, c.Category, spaced(c.Kind), c.Source, reconcile.FixMapping}
		l.rows = append(l.rows, row{fmt.Sprintf("code/%s/%d", c.Source, c.CodeID), append(values, todo(owner)...)})
	}
	return l
}

func fixList(rows []reconcile.FixRow) *list {
	l := &list{
		name: sheetFixes, title: "Fix list: what to do, for whom, the most harmful first", tab: tabWork, freeze: 0,
		note: "One line for each practice and thing to do; lines without a practice are for the whole service. Filter by hub or practice and hand on.",
		columns: slices.Concat([]column{
			{"Harm (1 is the worst)", 11, number},
			{"Practice", 10, id},
			{"Name", 26, text},
			{"Hub", 9, text},
			{"How many", 9, number},
			{"What is wrong", 46, text},
			{"What to do", 50, text},
			{"Where to fix", 12, text},
		}, toFill),
	}
	for i := range rows {
		f := &rows[i]
		name := f.Name
		if f.Practice == "" && name == "" {
			name = "Whole service"
		}
		values := []any{int64(f.Harm), f.Practice, name, f.Hub, shown(f.Count), f.What, f.Do, f.Where}
		l.rows = append(l.rows, row{"fix/" + f.ID + "/" + f.Practice, append(values, todo(f.Owner)...)})
	}
	return l
}

func accountList(rep *reconcile.Report, names map[string]string) *list {
	l := &list{
		name: sheetAccounts, title: "Accounting: what became of every row", tab: tabFigures, freeze: 0,
		note: "Read is the sum of the five that follow, for each source, organisation and file type. Rows, not children; nothing is suppressed.",
		columns: []column{
			{"Result", 16, text},
			{"Source", 12, text},
			{"Organisation", 40, id},
			{"Organisation name", 36, text},
			{"File type", 20, text},
			{"Read", 12, number},
			{"Loaded", 12, number},
			{"Merged", 12, number},
			{"Superseded", 12, number},
			{"Excluded", 12, number},
			{"Quarantined", 12, number},
		},
	}
	for _, a := range rep.Accounting {
		result := toned{"Closes", good}
		if !a.Closes() {
			result = toned{"Stop: does not close", bad}
		}
		l.rows = append(l.rows, row{
			"account/" + a.Source + "/" + a.Organisation + "/" + a.Entity,
			[]any{result, a.Source, a.Organisation, names[a.Organisation], spaced(a.Entity), a.Read, a.Loaded, a.Merged, a.Superseded, a.Excluded, a.Quarantined},
		})
	}
	return l
}

// sortedChecks are all checks, those that could not run or failed first.
func sortedChecks(rep *reconcile.Report) []*reconcile.CheckResult {
	var all []*reconcile.CheckResult
	for _, state := range []reconcile.State{reconcile.Errored, reconcile.Failed, reconcile.Passed, reconcile.NotApplicable} {
		for i := range rep.Checks {
			if rep.Checks[i].State == state {
				all = append(all, &rep.Checks[i])
			}
		}
	}
	return all
}

func checkList(rep *reconcile.Report) *list {
	l := &list{
		name: sheetChecks, title: "Checks: what was asked, and what was found", tab: tabFigures, freeze: 1,
		note: "What could not run is no pass. The page of a check says what it asks, what it means when it fails, and what to do.",
		columns: []column{
			{"Answer", 16, text},
			{"Question", 70, text},
			{"Found", 12, number},
			{"Allowed", 12, number},
			{"May it be waived?", 28, text},
			{"Check", 28, id},
			{"Its page", 40, id},
		},
	}
	for _, c := range sortedChecks(rep) {
		l.rows = append(l.rows, row{"check/" + c.ID, []any{checkState(c), c.Question, amount(c, c.Value), amount(c, c.Tolerance), waivable(c), c.ID, c.Doc}})
	}
	return l
}
