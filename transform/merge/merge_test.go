package merge

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"lollipop/internal/chis"
)

const (
	sixInOne = chis.Diphtheria | chis.Tetanus | chis.Pertussis | chis.Polio | chis.Hib | chis.HepB
	fiveIn1  = sixInOne &^ chis.HepB
)

func TestJoinNeedsTwoSourcesAndAFullDate(t *testing.T) {
	const d = chis.Date(20200310)
	base := Event{Source: 1, Row: 1, Date: d, Antigens: sixInOne, Dose: "1"}
	other := func(change func(e *Event)) Event {
		e := base
		e.Source, e.Practice, e.Row = 2, true, 9
		change(&e)
		return e
	}
	tests := []struct {
		name string
		b    Event
		one  bool
	}{
		{"other source", other(func(*Event) {}), true},
		{"dose blank on one side", other(func(e *Event) { e.Dose = "" }), true},
		{"batch on one side", other(func(e *Event) { e.Batch = "A1" }), true},
		{"dose differs", other(func(e *Event) { e.Dose = "2" }), false},
		{"a day later", other(func(e *Event) { e.Date = d + 1 }), false},
		{"other antigens", other(func(e *Event) { e.Antigens = chis.MenB }), false},
		{"same source", other(func(e *Event) { e.Source = 1 }), false},
		{"partial date", other(func(e *Event) { e.Date = 0 }), false},
		{"other key", other(func(e *Event) { e.Key = []byte("x") }), false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			groups := Join([]Event{base, tt.b}, nil)
			if (len(groups) == 1) != tt.one {
				t.Fatalf("groups = %d", len(groups))
			}
			if tt.one && (groups[0].Rows[0] != 0 || groups[0].Dose != "1" || groups[0].Batch != tt.b.Batch) {
				t.Errorf("group = %+v", groups[0])
			}
		})
	}
}

func TestJoinKeepsDifferentBatchesApartThroughABlank(t *testing.T) {
	e := Event{Date: 20200310, Antigens: chis.MenB}
	a, b, c := e, e, e
	a.Source, a.Row, a.Batch = 1, 1, "A"
	b.Source, b.Row = 2, 2
	c.Source, c.Row, c.Batch = 3, 3, "B"
	if groups := Join([]Event{a, b, c}, nil); len(groups) != 2 {
		t.Errorf("groups = %d, want the two batches apart", len(groups))
	}
}

func TestComponentsBecomeAVaccineInUse(t *testing.T) {
	vaccines := []Vaccine{{Antigens: fiveIn1, From: 20040927, To: 20171231}}
	visit := func(date chis.Date, antigens ...chis.Antigens) (list []Event) {
		for i, a := range antigens {
			list = append(list, Event{Source: 1, Row: int64(10 + i), Date: date, Antigens: a})
		}
		return list
	}
	five := []chis.Antigens{chis.Diphtheria, chis.Tetanus, chis.Pertussis, chis.Polio, chis.Hib}
	tests := []struct {
		name   string
		events []Event
		groups int
	}{
		{"five components", visit(20100105, five...), 1},
		{"before the vaccine was used", visit(20030105, five...), 5},
		{"one antigen twice", visit(20100105, append(slices.Clone(five), chis.Hib)...), 6},
		{"hepatitis B stays by itself", visit(20100105, append(slices.Clone(five), chis.HepB)...), 2},
		{"a set that is no vaccine", visit(20100105, chis.Diphtheria, chis.Measles), 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			groups := Join(tt.events, Components(tt.events, vaccines))
			if len(groups) != tt.groups {
				t.Fatalf("groups = %d, want %d", len(groups), tt.groups)
			}
			if tt.groups == 1 && groups[0].Antigens != fiveIn1 {
				t.Errorf("antigens = %v", groups[0].Antigens)
			}
		})
	}
}

func TestNearness(t *testing.T) {
	for days, want := range map[int]Near{0: Probable, 13: Probable, 14: Possible, 27: Possible, 28: Apart} {
		first := chis.Date(20200226)
		if got := (Windows{13, 27}).Nearness(first, first.AddDays(days)); got != want {
			t.Errorf("%d days: %v, want %v", days, got, want)
		}
	}
}

// Every row is in exactly one group or is a component, and no group holds two
// rows of one source.
func TestJoinLosesNothing(t *testing.T) {
	event := rapid.Custom(func(r *rapid.T) Event {
		return Event{
			Source: int32(rapid.IntRange(0, 3).Draw(r, "source")), Row: rapid.Int64Range(0, 99).Draw(r, "row"),
			Date:     []chis.Date{0, 20100105, 20100106}[rapid.IntRange(0, 2).Draw(r, "date")],
			Antigens: chis.Antigens(1) << rapid.IntRange(0, 5).Draw(r, "antigen"),
			Dose:     []string{"", "1", "2"}[rapid.IntRange(0, 2).Draw(r, "dose")],
		}
	})
	vaccines := []Vaccine{{Antigens: fiveIn1, From: 20000101}, {Antigens: chis.Diphtheria | chis.Tetanus, From: 20000101}}
	rapid.Check(t, func(r *rapid.T) {
		events := rapid.SliceOfN(event, 0, 10).Draw(r, "events")
		parts := Components(events, vaccines)
		seen := make([]int, len(events))
		for part := range parts {
			seen[part]++
		}
		for _, g := range Join(events, parts) {
			sources := map[int32]bool{}
			for _, i := range g.Rows {
				seen[i]++
				if sources[events[i].Source] {
					r.Fatal("two rows of one source are one event")
				}
				sources[events[i].Source] = true
			}
		}
		for i, n := range seen {
			if n != 1 {
				r.Fatalf("row %d is in %d groups", i, n)
			}
		}
	})
}
