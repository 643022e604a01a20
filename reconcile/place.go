package reconcile

import (
	"fmt"
)

// Why a child's practice will call nobody.
const (
	placeNone    = "no-practice"
	placeUnknown = "practice-not-in-the-table"
	placeDefault = "practice-default-code" // one that says that there is none, or that nobody knows it
	placeClosed  = "practice-closed"
)

// statusActive is the status of a child whom the service still looks after.
const statusActive = "active"

// placeProblem says what is wrong with the code of a practice, "" for nothing.
func (r *run) placeProblem(code string) string {
	switch _, _, known, closed := r.describe(code); {
	case code == "":
		return placeNone
	case r.Mappings.DefaultCode(code) != "":
		return placeDefault
	case !known:
		return placeUnknown
	case closed != 0:
		return placeClosed
	}
	return ""
}

// judgePlace looks at the practice that the target gives a living child.
func (c *childCheck) judgePlace() {
	row := c.first(c.tableNumber[tableChild])
	if row == nil {
		return
	}
	tab := c.tables[row.table]
	dead, _ := tab.value(row.data, tab.Column("deceased"))
	if _, status := tab.value(row.data, tab.Column("status")); dead == 1 || string(status) != statusActive {
		return // who moved away is called from elsewhere
	}
	c.seen[checkPractice]++
	c.tally["children.living"]++
	_, code := tab.value(row.data, tab.Column("practice_code"))
	if problem := c.placeProblem(string(code)); problem != "" {
		c.tally["children."+problem]++
		c.breakAt(checkPractice, tableChild, row.id, row.source, "practice_code", problem)
	}
}

// settlePlaces settles the check of practices by the share of living children.
func (r *run) settlePlaces() {
	none, unknown, closed := r.counts["children."+placeNone]+r.counts["children."+placeDefault], r.counts["children."+placeUnknown], r.counts["children."+placeClosed]
	detail := ""
	if none+unknown+closed > 0 {
		detail = fmt.Sprintf("living children: %d without a practice, %d with one that the table does not have, %d with one that is closed", none, unknown, closed)
	}
	r.outcomes.set(checkPractice, ppm(none+unknown+closed, max(r.counts["children.living"], 1)), false, detail)
}
