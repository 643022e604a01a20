package workbook

import (
	"fmt"

	"lollipop/reconcile"
)

const sheetBridge = "Bridge list"

// bridgeWords are what is under way, and who sees to it where.
var bridgeWords = [...]struct {
	words        toned
	where, owner string
}{
	reconcile.BridgeBoth:        {toned{"Stop: both systems would call for it", bad}, reconcile.FixTool, "migration engineer"},
	reconcile.BridgeNeither:     {toned{"Stop: neither system would call for it", bad}, reconcile.FixTool, "migration engineer"},
	reconcile.BridgeLost:        {toned{"Stop: invited, and the target does not know", bad}, reconcile.FixTool, "migration engineer"},
	reconcile.BridgeNew:         {toned{"Stop: the target holds an invitation that no source has", bad}, reconcile.FixTool, "migration engineer"},
	reconcile.BridgeInvited:     {toned{"Invited; leave out of the first call run", warn}, reconcile.FixAccept, "hub clerk"},
	reconcile.BridgeAppointment: {toned{"Appointment still to come", plain}, reconcile.FixAccept, "hub clerk"},
}

// bridgeList is what is under way when the systems change.
func bridgeList(r reconcile.Rows[reconcile.BridgeRow]) *list {
	l := &list{
		name: sheetBridge, title: "Bridge list: invitations that nobody has followed yet, and appointments still to come", tab: tabChildren, freeze: whoStays,
		note: capped(r, "What both systems or neither would call for stands first. Letters that are written and not sent stand in no file of the old system."),
		columns: ofChildren(
			column{"What", 34, text},
			column{"For", 34, text},
			column{"Day", 12, date},
			column{"Time", 9, id},
			column{"Where to fix", 12, text},
		),
	}
	for i := range r.List {
		b := &r.List[i]
		w := bridgeWords[b.What]
		values := append([]any{w.words}, whoValues(&b.Person)...)
		values = append(values, b.Vaccine, b.On, b.At, w.where)
		l.rows = append(l.rows, row{fmt.Sprintf("bridge/%d/%d/%d", b.What, b.ID, b.Row), append(values, todo(w.owner)...)})
	}
	return l
}
