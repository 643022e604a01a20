package workbook

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// A reason without words would be shown as one that nothing explains, and one that its
// page lacks could be looked up nowhere.
func TestReasonsOfTheOldList(t *testing.T) {
	page, err := os.ReadFile("../../docs/checks/legacy-due.md")
	if err != nil {
		t.Fatal(err)
	}
	told := map[string]bool{}
	for line := range strings.SplitSeq(string(page), "\n") {
		first, _, _ := strings.Cut(strings.TrimPrefix(line, "| "), " |")
		if strings.HasPrefix(first, "`") {
			for _, m := range regexp.MustCompile("`([a-z-]+)`").FindAllStringSubmatch(first, -1) {
				told[m[1]] = true
			}
		}
	}
	for reason := range told {
		if listReasons[reason] == "" {
			t.Errorf("the workbook has no words for %s", reason)
		}
	}
	for reason := range listReasons {
		if !told[reason] {
			t.Errorf("the page of the check does not tell of %s", reason)
		}
	}
}
