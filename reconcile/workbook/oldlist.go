package workbook

import (
	"fmt"

	"lollipop/reconcile"
)

const sheetList = "Old due list"

// oldList are the children whom the old system's own list calls for something else
// than the schedule does.
func oldList(r reconcile.Rows[reconcile.ListRow]) *list {
	l := &list{
		name: sheetList, title: "Old due list: children whom the old system calls for something else than the schedule does", tab: tabChildren, freeze: whoStays,
		note: capped(r, "What the old system lists beside what the schedule says of its record; what nothing explains stands first. The target holds the old list as it is."),
		columns: ofChildren(
			column{"Why", 40, text},
			column{"Differences", 13, number},
			column{"First on the old list", 30, text},
			column{"On, by the list", 12, date},
			column{"Next by the schedule", 30, text},
			column{"On, by the schedule", 12, date},
			column{"Days between", 9, number},
			column{"Where to fix", 12, text},
		),
	}
	for i := range r.List {
		d := &r.List[i]
		where, owner := reconcile.FixSource, "hub clerk"
		if !d.Explained {
			where, owner = reconcile.FixMapping, "clinical reviewer"
		}
		values := append([]any{listWords(d.Reason)}, whoValues(&d.Person)...)
		values = append(values, int64(len(d.Reasons)), d.Listed.What, d.Listed.On, d.Due.What, d.Due.On, int64(d.Days), where)
		l.rows = append(l.rows, row{fmt.Sprintf("list/%d", d.ID), append(values, todo(owner)...)})
	}
	return l
}

// leftOut says how many children a list leaves out, as a confidential entry plays a part.
func leftOut(l *list, hidden int64) *list {
	if hidden > 0 {
		l.note += fmt.Sprintf(" %s left out, as a confidential entry plays a part.", count(hidden, "child is", "children are"))
	}
	return l
}

// listReasons say why the old list is not what the schedule says.
var listReasons = map[string]string{
	reconcile.ReasonNoDay:        "An entry has no full day",
	reconcile.ReasonOddDay:       "An entry is for a day before birth or after the age of twenty",
	reconcile.ReasonNotCalled:    "Nothing is due: died, moved away, over age, or no usable date of birth",
	reconcile.ReasonTwice:        "Listed twice",
	reconcile.ReasonGiven:        "Listed, and the record holds the dose",
	reconcile.ReasonRefused:      "Listed, and it was refused",
	reconcile.ReasonContra:       "Listed, and it is contraindicated",
	reconcile.ReasonTooOld:       "Listed, and the child is too old for it",
	reconcile.ReasonDropped:      "Listed, and the programme offers it no more",
	reconcile.ReasonSelective:    "Listed, for children at risk: the schedule cannot tell who is",
	reconcile.ReasonEarlierFirst: "Listed, and an earlier dose comes first",
	reconcile.ReasonByAge:        "Listed for the age; the interval from the dose before makes it later",
	reconcile.ReasonNear:         "Listed some days from the schedule",
	reconcile.ReasonSex:          "Listed, for girls: the sex of the child is not known",
	reconcile.ReasonCampaign:     "Listed, and a campaign calls for it",
	reconcile.ReasonOtherRecord:  "Not listed: another record of the child knows of the dose, or why there is none",
	reconcile.ReasonClosed:       "Not listed: the entry was closed, and no dose stands behind it",
	reconcile.ReasonNotGiven:     "Not listed: recorded as not given",
	reconcile.ReasonNotCounted:   "Not listed: a dose is recorded that does not count",
	reconcile.ReasonLongAgo:      "Not listed: missed too long ago",
	reconcile.ReasonWithdrawn:    "Not listed: the source withdrew a dose, or that it was not given",
	reconcile.ReasonUnmapped:     "Not listed: an entry whose code nobody knows may be the dose",
	reconcile.ReasonQuarantined:  "Not listed: a row of the child waits in quarantine",
	reconcile.ReasonPlace:        "Not listed: that dose was given and counts for an earlier one that is missing",
	reconcile.ReasonFirstDay:     "Not listed: planned for the first day of a programme",
	reconcile.ReasonNoRecord:     "Not listed: the old system does not know the child",
	reconcile.ReasonIdentity:     "Not listed: the history may stand under another identity",
	reconcile.ReasonPair:         "Not listed: another record may be the child, and waits for a person",
	reconcile.ReasonEnded:        "Nothing is listed: one record has ended, another is current",
	reconcile.ReasonSameVisit:    "Not listed, beside another dose of the day that is",
}

func listWords(reason string) toned {
	if words := listReasons[reason]; words != "" {
		return toned{words, warn}
	}
	return toned{"Stop: nothing explains it", bad}
}
