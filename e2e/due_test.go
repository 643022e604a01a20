package e2e

import (
	"context"
	"strings"
	"testing"

	"lollipop/calllist"
	"lollipop/internal/ledger"
)

// called makes the call list of every hub: it names nobody restricted and nobody
// who has died, and whoever has something due or overdue by the target's own
// table stands on it.
func called(t *testing.T, r *rehearsal, s *secrets) {
	t.Helper()
	open, due := map[string]string{}, map[string]bool{}
	for _, c := range r.rows(ledger.Transform, "child", "id", "status") {
		open[c["id"]] = c["status"]
	}
	for _, d := range r.rows(ledger.Transform, "due_computed", "child_id", "state") {
		due[d["child_id"]] = due[d["child_id"]] || d["state"] == "overdue" || d["state"] == "due"
	}
	listed, calls := 0, 0
	for _, hub := range []string{"Hub 1", "Hub 2", "Hub 3", "Hub 4"} {
		list, err := calllist.Build(context.Background(), calllist.Options{Work: r.work, Mappings: r.maps, Hub: hub, From: 20210401, To: 20210430})
		if err != nil {
			t.Fatal(err)
		}
		on := map[int64]bool{}
		for i := range list.Lines {
			on[list.Lines[i].Child] = list.Lines[i].State == calllist.Call || list.Lines[i].State == calllist.LookFirst
			if on[list.Lines[i].Child] {
				calls++
			}
		}
		for line := range strings.SplitSeq(string(list.CSV()), "\n") {
			s.search(t, "the call list", line)
		}
		missing := int64(0)
		for _, c := range r.rows(ledger.Transform, "child", "id", "practice_code") {
			switch id := c.id("id"); {
			case r.maps.Hub(c["practice_code"]) != hub:
			case on[id] && open[c["id"]] != "active":
				t.Errorf("child %d is called and is %s", id, open[c["id"]])
			case due[c["id"]] && !on[id]:
				missing++
			case due[c["id"]]:
				listed++
			}
		}
		if silent := list.Off["marked as not to be contacted, or bereaved"]; missing > silent {
			t.Errorf("%s: %d children have something due and are on no list, %d may not be called", hub, missing, silent)
		}
		if sum := int64(len(list.Lines)) + total(list.Off); sum != int64(list.Children) {
			t.Errorf("%s: %d children, %d on the list or off it for a reason", hub, list.Children, sum)
		}
	}
	if calls == 0 || listed == 0 {
		t.Errorf("%d calls, %d of what is due", calls, listed)
	}
}

func total(counts map[string]int64) (sum int64) {
	for _, n := range counts {
		sum += n
	}
	return sum
}
