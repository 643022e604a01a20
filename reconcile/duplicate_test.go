package reconcile

import (
	"slices"
	"testing"

	"lollipop/internal/chis"
	"lollipop/internal/schedule"
)

// dosesOf are doses of antigens given on days.
func dosesOf(antigens chis.Antigens, kind schedule.Kind, days ...chis.Date) (events []keptEvent) {
	for _, d := range days {
		events = append(events, keptEvent{schedule.Event{On: chis.MakePartialDate(d, chis.PrecisionDay), Antigens: antigens, Kind: kind}, int64(d), false})
	}
	return events
}

// toddler is a living child of two years.
func toddler(id int64, events ...keptEvent) *candidate {
	born := chis.MakePartialDate(20190302, chis.PrecisionDay)
	return &candidate{id: id, found: true, child: schedule.Child{Born: born, Sex: chis.SexFemale}, events: events, rank: rank{row: id}}
}

func flagOf(kind, change string, day chis.Date, hidden bool) keptFlag {
	return keptFlag{flagSide{kind: kind, change: change, when: chis.MakePartialDate(day, chis.PrecisionDay), row: int64(day)}, hidden}
}

func TestPriority(t *testing.T) {
	const mmr = chis.Measles | chis.Mumps | chis.Rubella
	dosed := dosesOf(mmr, schedule.Given, 20200310)
	for _, test := range []struct {
		name    string
		change  func(a, b *candidate)
		want    int
		changes string
		hidden  bool
	}{
		{"two empty histories", func(_, _ *candidate) {}, PriorityB, "", false},
		{"the same dose in both", func(a, b *candidate) { a.events, b.events = dosed, dosed }, PriorityB, "", false},
		{"the dose a week later in one", func(a, b *candidate) {
			a.events, b.events = dosed, dosesOf(mmr, schedule.Given, 20200317)
		}, PriorityB, "", false},
		{"a dose in one alone", func(a, _ *candidate) { a.events = dosed }, PriorityA, "due coverage", false},
		{"a refusal in one alone", func(a, _ *candidate) { a.events = dosesOf(mmr, schedule.Refused, 20200310) }, PriorityA, "due", false},
		{"a dose and its duplicate beside the dose", func(a, b *candidate) {
			a.events, b.events = append(dosesOf(mmr, schedule.Given, 20200310), dosesOf(mmr, schedule.Duplicate, 20200320)...), dosed
		}, PriorityB, "", false},
		{"an open flag in one alone", func(a, _ *candidate) { a.flags = []keptFlag{flagOf("looked_after", "start", 20200101, false)} }, PriorityA, "looked_after", false},
		{"a flag that the other ends", func(a, b *candidate) {
			a.flags, b.flags = []keptFlag{flagOf("looked_after", "start", 20200101, false)}, []keptFlag{flagOf("looked_after", "end", 20200601, false)}
		}, PriorityA, "looked_after", false},
		{"a flag that ended", func(a, _ *candidate) {
			a.flags = []keptFlag{flagOf("looked_after", "start", 20200101, false), flagOf("looked_after", "end", 20200601, false)}
		}, PriorityB, "", false},
		{"the same flag in both", func(a, b *candidate) {
			a.flags, b.flags = []keptFlag{flagOf("alert", "start", 20200101, false)}, []keptFlag{flagOf("alert", "start", 20200201, false)}
		}, PriorityB, "", false},
		{"a flag in a restricted table", func(a, _ *candidate) { a.flags = []keptFlag{flagOf("alert", "start", 20200101, true)} }, PriorityA, "", true},
		{"a flag in a restricted table beside a dose", func(a, _ *candidate) {
			a.events, a.flags = dosed, []keptFlag{flagOf("alert", "start", 20200101, true)}
		}, PriorityA, "due coverage", false},
		{"a restricted child", func(a, _ *candidate) { a.restricted = true }, PriorityB, "", true},
		{"another birth date", func(_, b *candidate) { b.child.Born = chis.MakePartialDate(20180302, chis.PrecisionDay) }, PriorityA, "due coverage", false},
		{"no birth date", func(_, b *candidate) { b.child.Born = chis.PartialDate{} }, PriorityA, "due coverage", false},
		{"one has died", func(a, b *candidate) { a.events, b.child.Standing = dosed, schedule.Deceased }, PriorityC, "due coverage", false},
		{"one moved away", func(a, b *candidate) { a.events, b.child.Standing = dosed, schedule.MovedAway }, PriorityC, "due coverage", false},
		{"one is over age", func(_, b *candidate) { b.child.Born = chis.MakePartialDate(20010301, chis.PrecisionDay) }, PriorityC, "due coverage", false},
		{"one is not in the target", func(_, b *candidate) { b.found = false }, PriorityC, "", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			x := decide(t, test.change)
			if got := words(t, &x.effect); x.priority != test.want || got != test.changes || x.hidden != test.hidden {
				t.Errorf("priority %d, changes %q, hidden %t; want %d, %q, %t", x.priority, got, x.hidden, test.want, test.changes, test.hidden)
			}
		})
	}
}

// decide judges a pair of two toddlers after a change, in both orders.
func decide(t *testing.T, change func(a, b *candidate)) reviewCase {
	t.Helper()
	maps, err := loadMappings()
	if err != nil {
		t.Fatal(err)
	}
	r := &run{Options: Options{Mappings: maps}, in: &inputs{asOf: 20210322, bornFrom: 20010322}, people: newPeople(), kept: newKeeper(), possibleDays: 27}
	a, b := toddler(1), toddler(2)
	change(a, b)
	for i, c := range [...]*candidate{a, b} {
		r.people.list = append(r.people.list, person{row: c.id, child: c.id})
		r.byRow = append(r.byRow, rowPerson{c.id, int32(i)})
		r.kept.children[c.id] = c
	}
	j := r.newDuplicateJudge()
	x, ok := j.judge(&pair{rowA: 1, rowB: 2})
	y, _ := j.judge(&pair{rowA: 2, rowB: 1})
	if !ok || x.priority != y.priority || words(t, &x.effect) != words(t, &y.effect) {
		t.Errorf("judged %t: %d %+v, the other way round %d %+v", ok, x.priority, x.effect, y.priority, y.effect)
	}
	return x
}

func words(t *testing.T, e *effect) string {
	t.Helper()
	s := ""
	if e.due {
		s += "due "
	}
	if e.measures != 0 {
		s += "coverage "
	}
	for _, f := range e.flags {
		s += f + " "
	}
	if s != "" {
		s = s[:len(s)-1]
	}
	return s
}

// A pair of one child, or of a record that nobody has, is no case.
func TestNoCase(t *testing.T) {
	r := &run{Options: Options{}, in: &inputs{}, people: newPeople(), kept: newKeeper()}
	maps, err := loadMappings()
	if err != nil {
		t.Fatal(err)
	}
	r.Mappings = maps
	r.people.list = []person{{row: 1, child: 1}, {row: 2, child: 1}}
	r.byRow = []rowPerson{{1, 0}, {2, 1}}
	r.kept.children[1] = toddler(1)
	j := r.newDuplicateJudge()
	for _, rows := range [][2]int64{{1, 2}, {1, 3}} {
		if _, ok := j.judge(&pair{rowA: rows[0], rowB: rows[1]}); ok {
			t.Errorf("the pair of rows %v is a case", rows)
		}
	}
}

// Which record leads decides about birth date and sex; a death of either counts.
func TestJoinedChild(t *testing.T) {
	a, b := toddler(1), toddler(2)
	b.child.Born, b.child.Sex = chis.MakePartialDate(20180101, chis.PrecisionDay), chis.SexMale
	if got := joinedChild(b, a); got.Born.Date != 20190302 || got.Sex != chis.SexFemale {
		t.Errorf("%+v", got)
	}
	a.rank.ended, a.child.Standing = true, schedule.MovedAway
	if got := joinedChild(a, b); got.Born.Date != 20180101 || got.Standing != schedule.Living {
		t.Errorf("%+v", got)
	}
	a.child.Standing = schedule.Deceased
	if got := joinedChild(a, b); got.Standing != schedule.Deceased {
		t.Errorf("%+v", got)
	}
	order := []rank{{row: 9, practice: true}, {row: 5}, {row: 4, registered: 20200101}, {row: 1, ended: true}}
	slices.SortFunc(order, func(a, b rank) int { return a.compare(&b) })
	if order[0].row != 4 || order[1].row != 5 || order[2].row != 9 || order[3].row != 1 {
		t.Errorf("%+v", order)
	}
}

// drawn is a run of merges, five of them by likeness, the records in some order.
func drawn(t *testing.T, order []int) *run {
	t.Helper()
	maps, err := loadMappings()
	if err != nil {
		t.Fatal(err)
	}
	r := &run{Options: Options{Mappings: maps}, in: &inputs{asOf: 20210322, sources: []string{"chis"}}, people: newPeople()}
	org, _ := chis.ParseGUID(orgCHIS)
	for row, n := range order {
		key, _ := chis.ParseGUID(guid(n))
		at := r.people.add(0, org, key)
		r.people.list[at] = person{row: int64(row + 1), child: int64(n/2 + 1), born: 20190302}
		r.byRow = append(r.byRow, rowPerson{int64(row + 1), at})
	}
	rowOf := map[int]int64{}
	for row, n := range order {
		rowOf[n] = int64(row + 1)
	}
	for n := 0; n < len(order); n += 2 {
		p := pair{rowA: min(rowOf[n], rowOf[n+1]), rowB: max(rowOf[n], rowOf[n+1]), outcome: pairMerged, rule: "nhs-number"}
		if n < 10 {
			p.rule = ruleScore
		}
		r.pairs = append(r.pairs, p)
	}
	return r
}

// At least 300 merges are drawn, of every rule some, and the same ones however the
// rows are numbered.
func TestDrawAudit(t *testing.T) {
	const records = 4000
	forth, back := make([]int, records), make([]int, records)
	for i := range forth {
		forth[i], back[i] = i, records-1-i
	}
	names := func(r *run) (keys []string) {
		scores := 0
		for _, p := range r.drawAudit() {
			if p.rule == ruleScore {
				scores++
			}
			keys = append(keys, r.lot(p))
		}
		if scores != 1 {
			t.Errorf("%d of five merges by likeness are drawn", scores)
		}
		slices.Sort(keys)
		return keys
	}
	one, other := names(drawn(t, forth)), names(drawn(t, back))
	if len(one) < auditSize || len(one) > auditSize+2 || !slices.Equal(one, other) {
		t.Errorf("%d and %d merges are drawn, the same: %t", len(one), len(other), slices.Equal(one, other))
	}
	hidden := drawn(t, forth)
	for i := range hidden.people.list {
		hidden.people.list[i].is |= sensitive
	}
	if got := hidden.drawAudit(); len(got) != 0 {
		t.Errorf("%d merges of restricted children are drawn", len(got))
	}
	few := drawn(t, forth[:22])
	few.pairs[10].rule = ruleDecided
	if got := few.drawAudit(); len(got) != 10 || len(few.audited) != 20 {
		t.Errorf("%d of ten merges are drawn, %d records", len(got), len(few.audited))
	}
}

// Two records under one number that are two children must stand in a pair.
func TestUnlisted(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(r *run)
		want   int64
	}{
		{"listed for a person", func(*run) {}, 0},
		{"listed nowhere", func(r *run) { r.pairs = nil }, 1},
		{"one child", func(r *run) { r.pairs, r.people.list[1].child = nil, 1 }, 0},
		{"of two numbers", func(r *run) { r.pairs, r.people.list[1].number = nil, 2 }, 0},
		{"under a number that the other superseded", func(r *run) {
			r.pairs, r.people.list[1].number, r.people.list[1].former = nil, 2, &oldNumber{number: 1}
		}, 1},
		{"of one PersonGuid alone", func(r *run) {
			r.pairs, r.people.list[1].number = nil, 0
			r.people.list[0].guid[0], r.people.list[1].guid[0] = 1, 1
		}, 1},
		{"of one number and one PersonGuid", func(r *run) {
			r.pairs = nil
			r.people.list[0].guid[0], r.people.list[1].guid[0] = 1, 1
		}, 1},
	} {
		r := &run{people: newPeople(), breaks: newBreakList(), byRow: []rowPerson{{1, 0}, {2, 1}}}
		r.people.list = []person{{row: 1, child: 1, number: 1}, {row: 2, child: 2, number: 1}}
		r.pairs = []pair{{rowA: 1, rowB: 2, outcome: pairReview}}
		test.change(r)
		if r.judgeUnlisted(); r.breaks.of(checkMerges) != test.want {
			t.Errorf("%s: %d breaks", test.name, r.breaks.of(checkMerges))
		}
	}
}
