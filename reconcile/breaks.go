package reconcile

import (
	"cmp"
	"slices"
	"sync"

	"lollipop/internal/table"
)

// Break is one difference that a check found. It holds no value of a record.
type Break struct {
	Check  string
	Table  string // of the target, or the entity of a source row
	ID     int64  // of the target row, table.NullInt64 where none is meant
	Row    int64  // id of the source row, table.NullInt64 where none is meant
	Column string // empty where the row as a whole is meant
	Kind   string // what is wrong, in words joined by hyphens
}

// BreakCount says how many breaks of one kind there are.
type BreakCount struct {
	Check  string `json:"check"`
	Table  string `json:"table"`
	Column string `json:"column"`
	Kind   string `json:"kind"`
	Count  int64  `json:"count"`
}

// maxBreaks is how many breaks are listed one by one: the first in their order,
// whatever the order in which they were found. All are counted.
const maxBreaks = 100_000

// breakList gathers breaks from any goroutine. Those of restricted children are
// listed apart and counted with the others, for the service as a whole.
type breakList struct {
	mu     sync.Mutex
	open   []Break
	hidden []Break
	// waiting are those that name a source row without a word on whose it is: they
	// are listed once that is known, see settleBreaks.
	waiting []Break
	counts  map[BreakCount]int64 // key without Count
}

func newBreakList() *breakList { return &breakList{counts: map[BreakCount]int64{}} }

// add adds a break by which nobody has looked whose row it is.
func (l *breakList) add(b Break) {
	// What these checks find is about restricted children by its nature.
	list := &l.waiting
	switch {
	case b.Check == checkSpread || b.Check == checkProtected:
		list = &l.hidden
	case (b.Row == 0 || b.Row == table.NullInt64) && !b.namesChild():
		list = &l.open
	}
	l.list(b, list)
}

// namesChild reports that the id of the break, if it has one, is a child's.
func (b *Break) namesChild() bool {
	return b.ID != table.NullInt64 && (b.Table == tableChild || b.Table == tableCrosswalk)
}

// note adds a break, hidden where it is of a restricted child.
func (l *breakList) note(b Break, hidden bool) {
	list := &l.open
	if hidden {
		list = &l.hidden
	}
	l.list(b, list)
}

func (l *breakList) list(b Break, list *[]Break) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.counts[BreakCount{Check: b.Check, Table: b.Table, Column: b.Column, Kind: b.Kind}]++
	if *list = append(*list, b); len(*list) >= 2*maxBreaks {
		*list = cut(*list)
	}
}

// cut keeps the first breaks in their order: those stay the first whatever comes.
func cut(list []Break) []Break {
	slices.SortFunc(list, compareBreaks)
	return list[:min(len(list), maxBreaks)]
}

func compareBreaks(a, b Break) int {
	return cmp.Or(cmp.Compare(a.Check, b.Check), cmp.Compare(a.Table, b.Table), cmp.Compare(a.ID, b.ID),
		cmp.Compare(a.Row, b.Row), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Kind, b.Kind))
}

// of is the number of breaks of a check.
func (l *breakList) of(check string) (n int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for k, c := range l.counts {
		if k.Check == check {
			n += c
		}
	}
	return n
}

func (l *breakList) totals() []BreakCount {
	all := make([]BreakCount, 0, len(l.counts))
	for k, n := range l.counts {
		k.Count = n
		all = append(all, k)
	}
	slices.SortFunc(all, func(a, b BreakCount) int {
		return cmp.Or(cmp.Compare(a.Check, b.Check), cmp.Compare(a.Table, b.Table), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Kind, b.Kind))
	})
	return all
}

func breakSchema() table.Schema {
	return table.Schema{
		{Name: "check", Kind: table.Text},
		{Name: "table", Kind: table.Text},
		{Name: "id", Kind: table.Int64},
		{Name: "row_id", Kind: table.Int64},
		{Name: "column", Kind: table.Text},
		{Name: "kind", Kind: table.Text},
	}
}

// writeBreaks leaves the listed breaks as a table.
func writeBreaks(path string, list []Break) (table.Info, error) {
	list = cut(list)
	w, err := table.Create(path, breakSchema(), table.Options{})
	if err != nil {
		return table.Info{}, err
	}
	b := table.NewBatch(breakSchema(), 4096)
	for i := range list {
		k := &list[i]
		b.Vec[0].Text.AppendString(k.Check)
		b.Vec[1].Text.AppendString(k.Table)
		b.Vec[2].I64 = append(b.Vec[2].I64, k.ID)
		b.Vec[3].I64 = append(b.Vec[3].I64, k.Row)
		b.Vec[4].Text.AppendString(k.Column)
		b.Vec[5].Text.AppendString(k.Kind)
		if b.N++; b.Full() {
			if err := w.Write(b); err != nil {
				w.Abort()
				return table.Info{}, err
			}
			b.Reset()
		}
	}
	if err := w.Write(b); err != nil {
		w.Abort()
		return table.Info{}, err
	}
	return w.Close()
}
