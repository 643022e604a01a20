package dedupe

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"slices"
)

// ids are the ids of the rows in one piece of memory: millions of strings of their
// own would keep the collector busy.
type ids struct {
	all  []byte
	ends []int64
}

func (l *ids) add(id string) {
	l.all = append(l.all, id...)
	l.ends = append(l.ends, int64(len(l.all)))
}

func (l *ids) len() int { return len(l.ends) }

func (l *ids) at(row int32) []byte {
	from := int64(0)
	if row > 0 {
		from = l.ends[row-1]
	}
	return l.all[from:l.ends[row]]
}

// ranked is the rows in the order of their ids.
func (l *ids) ranked() []int32 {
	type item struct {
		start uint64 // the first eight bytes of the id
		row   int32
	}
	items := make([]item, l.len())
	for i := range items {
		var start [8]byte
		copy(start[:], l.at(int32(i)))
		items[i] = item{binary.BigEndian.Uint64(start[:]), int32(i)}
	}
	slices.SortFunc(items, func(a, b item) int {
		switch {
		case a.start < b.start:
			return -1
		case a.start > b.start:
			return 1
		}
		return cmp.Or(bytes.Compare(l.at(a.row), l.at(b.row)), int(a.row-b.row))
	})
	list := make([]int32, len(items))
	for i := range items {
		list[i] = items[i].row
	}
	return list
}
