package e2e

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"lollipop/calllist"
	"lollipop/internal/ledger"
	"lollipop/reconcile"
)

// badRecords are children at whose records the schedule has to stop and think: what
// stands in the place of the birth date, what was given when, and what has to become of
// the child.
var badRecords = []struct {
	name, born string
	doses      [][2]string // code and day
	state, why string      // of due_computed; of the call list where it has another word
}{
	{"a month of birth", "2019-03", [][2]string{{"102", "2020-04-01"}}, "cannot_be_scheduled", "date of birth not full"},
	{"a year of birth", "2019", nil, "cannot_be_scheduled", "date of birth not full"},
	{"30 February", "2019-02-30", nil, "cannot_be_scheduled", "date of birth impossible"},
	{"words for a birth date", "spring 2019", nil, "cannot_be_scheduled", "date of birth not readable"},
	{"no birth date", "", [][2]string{{"102", "2020-04-01"}}, "cannot_be_scheduled", "no date of birth"},
	{"born in 2031", "2031-01-01", nil, "cannot_be_scheduled", "date of birth after the day asked for"},
	{"born in 1880", "1880-01-01", nil, "cannot_be_scheduled", "date of birth impossible"},
	{"doses before birth", "2018-06-01", [][2]string{{"102", "2017-06-01"}, {"101", "2018-05-31"}}, "in_doubt", "a dose before birth"},
	{"fourteen doses", "2005-12-01", fourteen(), "in_doubt", "more doses than a course has"},
	{"a dose in the future", "2018-06-01", [][2]string{{"102", "2031-06-01"}}, "in_doubt", "a dose in the future"},
	{"a vaccine of no table", "2018-06-01", [][2]string{{"120", "2019-07-01"}}, "", "a code that may be a vaccination is not mapped"},
	{"a vaccine of no rule", "2018-06-01", [][2]string{{"121", "2019-07-01"}}, "", ""},
	{"nothing wrong", "2018-06-01", [][2]string{{"102", "2019-06-03"}}, "", ""},
}

// strangers are names so unlike that nobody takes two of them for one child.
var strangers = [...]string{
	"Adaeze", "Bronwyn", "Chukwuemeka", "Dmitri", "Eleanor", "Fitzgerald", "Guinevere", "Humphrey", "Iolanthe", "Jacqueline", "Krzysztof", "Leopold", "Mwangi",
}

func fourteen() (doses [][2]string) {
	for i := range 14 {
		doses = append(doses, [2]string{"102", fmt.Sprintf("20%02d-03-01", 7+i)})
	}
	return doses
}

// badDelivery is a legacy system of these children alone, each with an open entry of
// its list.
func badDelivery(t *testing.T) delivery {
	t.Helper()
	rows := map[string][]row{
		"organisation": {organisation(surgery, "P81002")},
		"clinical_code": append(someCodes(), code("120", "ZZ9X8", "Immunisation with something of our own", jabs),
			code("121", "LOLHEPA01", "First hepatitis A vaccination", jabs)),
	}
	item := 100
	for i, c := range badRecords {
		rows["patient"] = append(rows["patient"], patient(surgery, i+1, strangers[i]).with("surname", strings.ToUpper(strangers[len(strangers)-1-i]), "date_of_birth", c.born, "nhs_number", testNumber(i+1), "external_usual_gp_organisation", "P81002"))
		for _, d := range c.doses {
			rows["observation"] = append(rows["observation"], observation(surgery, i+1, item, d[0], d[1]))
			item++
		}
		rows["diary"] = append(rows["diary"], row{
			"diary_guid": number(0x900 + i), "patient_guid": number(i + 1), "organisation_guid": surgery, "code_id": "101", "effective_date": "2018-07-27", "effective_date_precision": "YMD",
			"is_active": "true", "is_complete": "false", "deleted": "false", "is_confidential": "false", "processing_id": "1",
		})
	}
	return parcels(t, "", parcel{source: "legacy", stamp: bulkDay, start: 1, version: "5.4", rows: rows})
}

// Whatever stands where a birth date or a dose should, nobody is skipped and nothing
// falls over: such a child is listed with the reason, and counted, by every stage and on
// the call list.
func TestNobodyIsSkippedForABadRecord(t *testing.T) {
	r := badDelivery(t).run(t, 2, ledger.Reconcile)
	proved(t, r, "safety-codes", "legacy-due", "legacy-due-later")
	all := int64(len(badRecords))
	if n := r.report.NextDue; n.Compared != all || n.Same != all {
		t.Errorf("compared %d, same %d of %d", n.Compared, n.Same, all)
	}
	outcomes := map[string]int64{}
	for _, o := range r.report.NextDue.Outcomes {
		outcomes[o.What] = o.After
		if o.Before != o.After {
			t.Errorf("%+v", o)
		}
	}
	if total(outcomes) != all {
		t.Errorf("%d children: %v", all, outcomes)
	}
	if l := r.report.DueLists; l.Listed != all || l.Sides[0].Compared != all || l.Sides[3].Same != all {
		t.Errorf("lists %+v", l)
	}
	ids := map[string]int64{}
	for _, c := range r.rows(ledger.Transform, "child_name", "child_id", "given_name") {
		ids[c["given_name"]] = c.id("child_id")
	}
	told := map[int64][]string{}
	for _, d := range r.both("due_computed", "child_id", "state", "reason") {
		if d["reason"] != "" {
			told[d.id("child_id")] = append(told[d.id("child_id")], d["state"]+" "+d["reason"])
		}
	}
	listed := map[int64]reconcile.PlanRow{}
	for _, p := range r.listing.Plans.List {
		listed[p.ID] = p
	}
	for i, c := range badRecords {
		id := ids[strangers[i]]
		want := []string{c.state + " " + c.why}
		if c.state == "" {
			want = nil
		}
		if id == 0 || !slices.Equal(told[id], want) {
			t.Errorf("%s: child %d, due_computed says %v", c.name, id, told[id])
		}
		if p, on := listed[id]; on != (c.state != "") || on && (p.Why != c.why || p.Cannot != (c.state == "cannot_be_scheduled")) {
			t.Errorf("%s: listed %v %+v", c.name, on, p)
		}
	}
	callsThem(t, r, ids)
}

// callsThem holds the call list of the practice of these children.
func callsThem(t *testing.T, r *rehearsal, ids map[string]int64) {
	t.Helper()
	o := calllist.Options{Work: r.work, Mappings: r.maps, Practice: "P81002", From: 20210401, To: 20210430}
	list, err := calllist.Build(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	if list.Children != len(badRecords) || int64(len(list.Lines))+total(list.Off) != int64(list.Children) {
		t.Errorf("%d children, %d lines, %v", list.Children, len(list.Lines), list.Off)
	}
	lines := map[int64]calllist.Line{}
	for _, l := range list.Lines {
		lines[l.Child] = l
	}
	for i, c := range badRecords {
		id := ids[strangers[i]]
		want := calllist.Call
		switch {
		case c.state == "cannot_be_scheduled":
			want = calllist.CannotBe
		case c.why != "":
			want = calllist.LookFirst
		}
		if l := lines[id]; l.State != want || !strings.Contains(l.Reason, c.why) {
			t.Errorf("%s: on the call list as %q for %q", c.name, l.State, l.Reason)
		}
		why, err := calllist.Explain(context.Background(), o, id)
		if err != nil || !why.OnList || !strings.Contains(why.Why, c.why) {
			t.Errorf("%s: explained as %+v, %v", c.name, why, err)
		}
	}
	if text := string(list.CSV()); strings.Count(text, "\n") != len(badRecords)+1 {
		t.Errorf("%d lines of CSV", strings.Count(text, "\n"))
	}
}
