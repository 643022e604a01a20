package reconcile

import (
	"strings"
	"testing"
)

// Findings said 13 and 27 days whatever tolerance.csv said; and name the files of
// messages of which nothing came.
func TestFindingsSayWhatIsInEffect(t *testing.T) {
	r := &run{counts: map[string]int64{"doses.probable": 2, "doses.possible": 3}, probableDays: 5, possibleDays: 9}
	all := strings.Join(r.findings(&Report{GaveNothing: []string{"gp/letters.xml"}}), "\n")
	for _, want := range []string{"2 doses follow another of the same antigens within 5 days", "3 doses follow another of the same antigens within 6 to 9 days", "1 files of messages hold no medical record, and nothing came of them: gp/letters.xml"} {
		if !strings.Contains(all, want) || strings.Contains(all, "%!") {
			t.Errorf("no finding %q among:\n%s", want, all)
		}
	}
}
