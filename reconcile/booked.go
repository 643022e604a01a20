package reconcile

import (
	"strconv"
	"strings"

	"lollipop/internal/chis"
)

// judgeBooked counts the slots that a child has booked from as_of on against the
// appointments that the target returns, whatever lineage says.
func (c *childCheck) judgeBooked() {
	waiting := map[string][]int64{}
	for _, e := range c.events {
		if e.entity != entitySlot || e.when.Date.Before(c.in.asOf) || e.when.Date == 0 {
			continue
		}
		c.seen[checkBooked]++
		k := bookingKey(e.when.Date, chis.TimeOfDay(e.booked.times[0]).String())
		waiting[k] = append(waiting[k], e.row)
	}
	for _, rows := range waiting {
		c.tally["booked.source"] += int64(len(rows))
	}
	number := c.tableNumber[tableAppointment]
	tab := c.tables[number]
	for i := range c.targets {
		t := &c.targets[i]
		day, _ := t.cell(tab, "appointment_on")
		if t.table != number || day == 0 || chis.Date(day).Before(c.in.asOf) {
			continue
		}
		c.tally["booked.target"]++
		_, start := t.cell(tab, "start_time")
		k := bookingKey(chis.Date(day), start)
		if rows := waiting[k]; len(rows) > 0 {
			waiting[k] = rows[1:]
			continue
		}
		c.tally["booked.new"]++
		c.breakAt(checkBooked, tableAppointment, t.id, t.source, "", "in-the-target-and-in-no-source")
	}
	for _, rows := range waiting {
		for _, row := range rows {
			c.tally["booked.lost"]++
			c.breakAt(checkBooked, tableAppointment, nullID, row, "", "in-a-source-and-not-in-the-target")
		}
	}
}

func bookingKey(day chis.Date, start string) string {
	return strconv.Itoa(int(day)) + " " + start
}

// judgeScreened counts the screening outcomes of a child by programme, condition
// and status on both sides: all of one under a year, and at any age those that
// say that something may be wrong.
func (c *childCheck) judgeScreened() {
	type outcome struct{ programme, test, status string }
	count := map[outcome]int{}
	for _, e := range c.events {
		if e.entity == entityObservation && c.home(e) == tableScreening && (e.fate.disposition != merged || e.fate.rule != ruleSameEvent) {
			k := c.meaningOf(e).concept
			count[outcome{k.Dose, k.Detail, k.Value}]++
		}
	}
	number := c.tableNumber[tableScreening]
	tab := c.tables[number]
	for i := range c.targets {
		if t := &c.targets[i]; t.table == number {
			text := func(column string) string { _, s := t.cell(tab, column); return s }
			count[outcome{text("programme"), text("test"), text("status")}]--
		}
	}
	baby := c.born == 0 || ageBand(c.born, c.in.asOf) == AgeUnder1
	for k, n := range count {
		for check, asks := range map[string]bool{checkBabies: baby, checkPositives: positive(k.programme, k.status)} {
			if !asks {
				continue
			}
			c.seen[check]++
			if n != 0 {
				kind := "more-in-a-source-than-in-the-target"
				if n < 0 {
					kind = "more-in-the-target-than-in-a-source"
				}
				c.breakAt(check, tableScreening, nullID, c.primary, k.programme+"/"+k.test+"/"+k.status, kind)
			}
		}
	}
}

// positive reports a status by which something may be wrong with the child:
// suspected, carrier, another disorder or follow-up, no clear response. Source:
// reference/nhs.md section 5, whose blood spot codes stand in bloodspot.csv.
func positive(programme, status string) bool {
	switch programme {
	case programmeBloodSpot:
		return len(status) >= 2 && status >= "05" && status[:2] <= "08"
	case programmeHearing:
		return strings.HasPrefix(status, "NCR-") || status == "no-clear"
	}
	return strings.HasPrefix(status, "suspected") || status == "abnormal" || status == "uncertain"
}

// cell is a column of a row by name, nothing where the row is of another table.
func (t *targetRow) cell(tab *targetTable, column string) (int64, string) {
	if int(t.table) != tab.number {
		return 0, ""
	}
	n, text := tab.value(t.data, tab.Column(column))
	return n, string(text)
}
