package calllist

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"

	"lollipop/internal/sheet"
	"lollipop/internal/table"
	"lollipop/mappings"
)

// of is the table that holds what children the list is about.
func (h *histories) of(name string) string {
	if h.Restricted {
		return "restricted_" + name
	}
	return name
}

// place is where a restricted child stands: by a hash, so that the old and the
// new identity of a child, who were born on one day, do not stand together. All
// open children have one.
func (h *histories) place(id int64) uint64 {
	if !h.Restricted {
		return 0
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%s/%d", h.manifest.Root, id))
	return binary.BigEndian.Uint64(sum[:])
}

// readFormer finds the identities that were given up, those whose NHS number a
// trace calls invalid: nobody is called by one.
func (h *histories) readFormer(ctx context.Context) error {
	if !h.Restricted {
		return nil
	}
	invalid := map[string]bool{}
	err := h.scan(ctx, h.of("trace_result"), []string{"child_id", "meaning", "number"}, func(b *table.Batch, i int) {
		if c := h.children[b.Vec[0].I64[i]]; c != nil && text(b, 1, i) == string(mappings.TraceInvalid) {
			c.former = true
			invalid[c.nhs], invalid[text(b, 2, i)] = true, true
		}
	})
	delete(invalid, "")
	for _, c := range h.children {
		c.former = c.former || invalid[c.nhs]
	}
	return err
}

// sealedColumns are those of a list of restricted children: nothing that says
// where a child is.
var sealedColumns = []string{
	"state", "NHS number", "surname", "given name", "date of birth", "sex", "due on", "overdue", "what", "reviews and screening", "booked on", "reason", "child", "row hash",
}

// lines is the sheet of the list.
func (l *List) lines() sheet.Sheet {
	s := sheet.Sheet{Name: "Call list", Across: 2}
	var kept []int
	for i, c := range columns {
		if !l.Sealed || slices.Contains(sealedColumns, c.Head) {
			kept, s.Columns = append(kept, i), append(s.Columns, c)
			if c.Head == "given name" {
				s.Lead = len(kept)
			}
		}
	}
	for i := range l.Lines {
		cells := l.Lines[i].cells()
		row := make([]any, len(kept))
		for k, at := range kept {
			row[k] = cells[at]
		}
		s.Rows = append(s.Rows, row)
	}
	return s
}
