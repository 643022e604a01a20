package workbook

import (
	"fmt"

	"lollipop/reconcile"
)

// bookingResults are what is said of an appointment or a referral, who does
// something about it, and where.
var bookingResults = map[int]struct {
	words        toned
	where, owner string
}{
	reconcile.BookingLost:  {toned{"Stop: in the source and not in the target", bad}, reconcile.FixTool, "migration engineer"},
	reconcile.BookingExtra: {toned{"Stop: in the target and in no source", bad}, reconcile.FixTool, "migration engineer"},
	reconcile.BookingTaken: {toned{"Went to somebody else", warn}, reconcile.FixAccept, "hub clerk"},
	reconcile.BookingFreed: {toned{"Freed or deleted in the old system", warn}, reconcile.FixAccept, "hub clerk"},
	reconcile.BookingAlone: {toned{"Referral without its observation", warn}, reconcile.FixSource, "practice data clerk"},
}

func bookingList(r reconcile.Rows[reconcile.BookingRow]) *list {
	l := &list{
		name: sheetBookings, title: "Appointments still to come, and referrals, to look at", tab: tabChildren, freeze: whoStays,
		note: capped(r, "What is lost or new first; then slots that a child had and has no longer, and referrals that came without the entry they stand on."),
		columns: ofChildren(
			column{"Result", 34, text},
			column{"What", 14, text},
			column{"Day", 12, date},
			column{"Time", 9, id},
			column{"Source", 10, text},
			column{"File", 64, text},
			column{"Record in file", 10, number},
			column{"Where to fix", 12, text},
		),
	}
	for i := range r.List {
		b := &r.List[i]
		result := bookingResults[b.Result]
		values := append([]any{result.words}, whoValues(&b.Person)...)
		values = append(values, b.Kind, b.On, b.At, b.Source, b.Path, b.Record, result.where)
		l.rows = append(l.rows, row{fmt.Sprintf("booking/%d/%d", b.Result, b.Row), append(values, todo(result.owner)...)})
	}
	return l
}

// dateWords say why an entry cannot be right.
var dateWords = map[string]string{
	"date-before-birth": "before birth", "date-in-future": "in the future", "date-after-death": "after death",
	"result-of-stillborn": "result of a stillborn child", "results-contradict": "contradicts another result", "testes-of-girl": "testes of a girl",
	"birth-order-not-known": "birth order not known", "born-on-new-year": "born on 1 January, as too many",
}

func dateList(r reconcile.Rows[reconcile.DateRow]) *list {
	l := &list{
		name: sheetDates, title: "Dates and screening results that cannot be right, as the sources have them", tab: tabChildren, freeze: whoStays,
		note: capped(r, "Nothing was mended: the entry stands in the target as it was sent. For a date the child's record has a note."),
		columns: ofChildren(
			column{"What is wrong", 16, text},
			column{"Entry", 18, text},
			column{"Date", 12, date},
			column{"Source", 10, text},
			column{"File", 64, text},
			column{"Record in file", 10, number},
			column{"Where to fix", 12, text},
		),
	}
	for i := range r.List {
		d := &r.List[i]
		values := append([]any{dateWords[d.Why]}, whoValues(&d.Person)...)
		values = append(values, spaced(d.Event), d.On, d.Source, d.Path, d.Record, reconcile.FixSource)
		l.rows = append(l.rows, row{fmt.Sprintf("date/%d/%s", d.Row, d.Why), append(values, todo("practice data clerk")...)})
	}
	return l
}

// placeWords say why nobody calls a child.
var placeWords = map[string]string{
	"no-practice": "no practice", "practice-not-in-the-table": "practice not in the table", "practice-closed": "practice closed", "practice-default-code": "practice not known, by a default code",
}

func placeList(r reconcile.Rows[reconcile.PlaceRow]) *list {
	l := &list{
		name: sheetPlaces, title: "Living children whose practice is not known or closed", tab: tabChildren, freeze: whoStays,
		note:    capped(r, "Nobody invites these children. Those who moved away are not here."),
		columns: ofChildren(column{"What", 24, text}, column{"Closed on", 12, date}, column{"Source", 10, text}, column{"Where to fix", 12, text}),
	}
	for i := range r.List {
		p := &r.List[i]
		values := append([]any{placeWords[p.Why]}, whoValues(&p.Person)...)
		values = append(values, p.Closed, p.Source, reconcile.FixSource)
		l.rows = append(l.rows, row{fmt.Sprintf("place/%d", p.ID), append(values, todo("hub clerk")...)})
	}
	return l
}

func waitingList(rows []reconcile.RuleCount) *list {
	l := &list{
		name: sheetWaiting, title: "Quarantine: why rows wait, and how many children they are of", tab: tabFigures, freeze: 0,
		note: "Counts of the whole service, restricted children among them. A child may be affected for several reasons. The children are in Children not loaded, incomplete.",
		columns: []column{
			{"Rule", 18, id},
			{"Why these rows could not be used", 60, text},
			{"Rows", 10, number},
			{"Children under 1", 10, number},
			{"Children 1 to 5", 10, number},
			{"Children 6 to 19", 10, number},
			{"20 and over", 10, number},
			{"Age not known", 10, number},
		},
	}
	for i := range rows {
		q := &rows[i]
		values := []any{q.Rule, q.Words, q.Rows}
		for _, n := range q.Children {
			values = append(values, n)
		}
		l.rows = append(l.rows, row{"quarantine/" + q.Rule, values})
	}
	return l
}
