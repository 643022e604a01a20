package workbook

import (
	"github.com/xuri/excelize/v2"

	"lollipop/reconcile"
)

// movedWords name the bars of the pictures by days, and say what stands in them.
var movedWords = [reconcile.MovedBands][2]string{
	reconcile.MovedMonthEarlier: {"Earlier by over 28 days", ""},
	reconcile.MovedWeeksEarlier: {"Earlier by 8 to 28 days", ""},
	reconcile.MovedDaysEarlier:  {"Earlier by 1 to 7 days", ""},
	reconcile.MovedNone:         {"On the same day", "Another vaccine, or something that comes later is not the same."},
	reconcile.MovedDaysLater:    {"Later by 1 to 7 days", ""},
	reconcile.MovedWeeksLater:   {"Later by 8 to 28 days", ""},
	reconcile.MovedMonthLater:   {"Later by over 28 days", ""},
	reconcile.MovedNew:          {"Due now", "Nothing was due before; or the old list names nothing."},
	reconcile.MovedGone:         {"No longer due", "Nothing is due after; or the schedule calls for nothing."},
	reconcile.MovedNowhere:      {"Nothing on either side", "The reason why nothing is due is not the same."},
}

// moved are two pictures of the children by how far what is due next moved, side by
// side, and the table that they are drawn from.
func (p *page) moved(l *reconcile.Listing) {
	if l == nil {
		return
	}
	p.section("What is due next: children by days moved")
	if l.DueMoved.Total()+l.ListMoved.Total() == 0 {
		p.line(toned{"Nobody", good}, "What is due next is for every child what it was, and what the old due list says. Restricted children are left out.", int64(0))
		return
	}
	at := p.at
	for range chartRows {
		p.row(16)
	}
	rows := [2]int{p.at + 1, p.at + len(movedWords)}
	const alt = "A bar for each span of days: children. The figures stand in the table below."
	p.draw("A", at, picture{width: 700, kind: excelize.Bar, title: "Next due changed: from before to after", across: "Children", alt: alt}, series("C", "1D3557", rows))
	p.draw("C", at, picture{width: 640, kind: excelize.Bar, title: "Old due list: from the list to the schedule", across: "Children", alt: alt}, series("D", afterColour, rows))
	p.heads("Moved", "What it says. Children are those of the two sheets, and restricted ones left out", "Next due changed", "Old due list against the schedule")
	for i, words := range movedWords {
		p.line(words[0], words[1], l.DueMoved[i], l.ListMoved[i])
	}
}
