package workbook

import (
	"fmt"

	"lollipop/reconcile"
)

const sheetDue = "Next due changed"

// dueList are the children for whom something else is due than before.
func dueList(r reconcile.Rows[reconcile.DueRow]) *list {
	l := &list{
		name: sheetDue, title: "Next due changed: children who would be called for something else, or on another day", tab: tabChildren, freeze: whoStays,
		note: capped(r, "What the schedule says of the old system's record beside what it says of the new one; what nothing explains stands first."),
		columns: ofChildren(
			column{"Why", 40, text},
			column{"What changed", 22, text},
			column{"Due before", 26, text},
			column{"On, before", 12, date},
			column{"Due after", 26, text},
			column{"On, after", 12, date},
			column{"Days moved", 9, number},
			column{"Where to fix", 12, text},
		),
	}
	for i := range r.List {
		d := &r.List[i]
		where, owner, status := reconcile.FixAccept, "hub clerk", "open"
		if !d.Explained {
			where, owner = reconcile.FixTool, "migration engineer"
		}
		values := append([]any{reasonWords(d.Reason)}, whoValues(&d.Person)...)
		values = append(values, dueChanges[d.Change], d.Before.What, d.Before.On, d.After.What, d.After.On, int64(d.Days), where, owner, nil, status)
		l.rows = append(l.rows, row{fmt.Sprintf("due/%d", d.ID), values})
	}
	return l
}

// dueChanges say how the next item moved, by DueRow.Change.
var dueChanges = [...]string{
	reconcile.DueLost: "Nothing is due any longer", reconcile.DueLater: "Due later", reconcile.DueNew: "Nothing was due before",
	reconcile.DueEarlier: "Due earlier", reconcile.DueOther: "Another vaccine, same day", reconcile.DueFollows: "Next is the same, a later one changed",
}

// reasonWords say why something changed for a child.
func reasonWords(reason string) toned {
	switch reason {
	case reconcile.ReasonOtherRecord:
		return toned{"Another record of the child knew of a dose, a refusal, a death or a registration", warn}
	case reconcile.ReasonCode:
		return toned{"The code of an event is damaged or ambiguous; it does not count until somebody approves it", warn}
	case reconcile.ReasonDuplicate:
		return toned{"A dose may be recorded twice; it does not count until somebody decides", warn}
	case reconcile.ReasonNotThere:
		return toned{"Stop: the child is not in the target", bad}
	}
	return toned{"Stop: nothing explains it", bad}
}
