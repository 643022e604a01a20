package workbook

import (
	"slices"
	"testing"
)

// A block that fits on a printed page is not divided; one that does not begins a page
// of its own at most once.
func TestPaperDividesNoBlockThatFits(t *testing.T) {
	tests := []struct {
		name   string
		blocks []int // rows of 10 points each
		want   []int // the rows before which a page ends
	}{
		{"all on one page", []int{30, 39}, nil},
		{"the second goes to the next", []int{40, 40}, []int{41}},
		{"each its own", []int{60, 60, 60}, []int{61, 121}},
		{"one longer than a page", []int{100}, []int{70}},
		{"a long one after a short", []int{10, 100}, []int{11, 80}},
	}
	for _, tt := range tests {
		var p paper
		var got []int
		row := 1
		for _, rows := range tt.blocks {
			p.begin(row)
			for range rows {
				if at := p.add(row, 10); at > 0 {
					got = append(got, at)
				}
				row++
			}
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}
