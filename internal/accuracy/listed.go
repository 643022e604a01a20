package accuracy

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Listed reads a table of pairs, as a matcher writes those it has scored: the
// first two columns whose names begin with record_id are the pair. It gives the
// share of the true pairs that a grouping has joined or the table lists: what is
// found once every case is looked at.
func (t *Truth) Listed(r io.Reader, groups []int32) (Rate, error) {
	c := csv.NewReader(r)
	c.ReuseRecord = true
	header, err := c.Read()
	if err != nil {
		return Rate{}, fmt.Errorf("read header: %w", err)
	}
	var at []int
	for i, name := range header {
		if strings.HasPrefix(name, "record_id") {
			at = append(at, i)
		}
	}
	if len(at) < 2 {
		return Rate{}, &Error{1, "there are no two columns that begin with record_id"}
	}
	listed, err := t.listed(c, at, groups)
	right := t.pairs(everybody, groups, ofChild)
	return NewRate(right+int64(listed), t.pairs(everybody, noGroup, ofChild)), err
}

// listed counts the true pairs of a table that a grouping has not joined, each
// once.
func (t *Truth) listed(c *csv.Reader, at []int, groups []int32) (int, error) {
	seen := map[[2]int32]bool{}
	for {
		fields, err := c.Read()
		switch {
		case errors.Is(err, io.EOF):
			return len(seen), nil
		case err != nil:
			return 0, fmt.Errorf("read pairs: %w", err)
		}
		a, knownA := t.Index(fields[at[0]])
		b, knownB := t.Index(fields[at[1]])
		if !knownA || !knownB {
			line, _ := c.FieldPos(0)
			return 0, &Error{line, "the truth has no such record_id"}
		}
		if t.records[a].child == t.records[b].child && groups[a] != groups[b] {
			seen[[2]int32{min(a, b), max(a, b)}] = true
		}
	}
}

// Reached reads a table of pairs as Listed does, and gives the share of the true
// pairs that it holds by itself, whatever a grouping made of them: what blocking
// brought together.
func (t *Truth) Reached(r io.Reader) (Rate, error) {
	alone := make([]int32, len(t.records))
	for i := range alone {
		alone[i] = int32(i)
	}
	return t.Listed(r, alone)
}
