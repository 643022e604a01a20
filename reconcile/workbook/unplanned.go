package workbook

import (
	"fmt"

	"lollipop/reconcile"
)

const sheetPlan = "Cannot be scheduled"

// unplanned are the children whom no schedule can call, and those whose plan may be
// wrong.
func unplanned(r reconcile.Rows[reconcile.PlanRow]) *list {
	note := "Without a full and possible date of birth nobody is called: correct the record. Where the plan is in doubt the child is called as planned; look at its record."
	l := &list{
		name: sheetPlan, title: "Children who cannot be scheduled, or whose plan is in doubt", tab: tabChildren, freeze: whoStays,
		note:    capped(r, note),
		columns: ofChildren(column{"State", 24, text}, column{"Why", 44, text}, column{"Where to fix", 12, text}),
	}
	for i := range r.List {
		p := &r.List[i]
		state := toned{"Called; look at it", warn}
		if p.Cannot {
			state = toned{"Nobody calls this child", bad}
		}
		values := append([]any{state}, whoValues(&p.Person)...)
		values = append(values, p.Why, reconcile.FixSource)
		l.rows = append(l.rows, row{fmt.Sprintf("plan/%d", p.ID), append(values, todo("practice data clerk")...)})
	}
	return l
}
