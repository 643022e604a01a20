package workbook

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lollipop/internal/accuracy"
	"lollipop/reconcile"
)

// matched is a report on matching with something on every sheet.
func matched() *reconcile.Report {
	m := reconcile.Matching{
		Records: 12, Children: 9, JoinedPairs: 4, Compared: 100, Limits: reconcile.MatchLimits{Review: -2, Auto: 9.964},
		Merges:  []reconcile.MergeCount{{Step: "nhs-number", Words: "the same number", Band: "not scored", Pairs: 3}, {Step: "score", Words: "alike", Band: "0.999 to 0.9999", Pairs: 1}},
		Review:  []reconcile.ReviewCount{{Reason: "two-candidates", Words: "it fits another", Pairs: 2}},
		Wrong:   reconcile.WrongEstimate{Of: 1, Expected: 0.001},
		Weights: []reconcile.WeightBin{{From: -4, Distinct: 95}, {From: 8, Review: 2}, {From: 10, Joined: 3}},
		Blocks:  []reconcile.BlockCount{{Rule: "nhs-number", Pairs: 60}, {Rule: "birth-date+postcode", Pairs: 40}},
		Truth: &reconcile.MatchTruth{Score: accuracy.Score{
			Joined: 4, TruePairs: 5, Right: 4, Precision: accuracy.NewRate(4, 4), Recall: accuracy.NewRate(4, 5),
			ByKind: []accuracy.Group{{Name: "name-change", Recall: accuracy.NewRate(4, 5)}},
			BySex:  []accuracy.Group{{Name: "F", Recall: accuracy.NewRate(4, 5), Precision: accuracy.NewRate(4, 4)}, {Name: "X"}},
		}, WithReview: accuracy.NewRate(5, 5)},
	}
	m.Parameters.Fields = map[string][]reconcile.LevelShares{"sex": {{Level: "equal", Same: 0.99, Household: 0.5, Stranger: 0.5}, {Level: "different", Same: 0.01, Household: 0.5, Stranger: 0.5}}}
	return &reconcile.Report{Schema: 1, RunID: "0123456789ab", AsOf: "2021-03-22", Tool: "lollipop test", Matching: m}
}

func writeMatched(t *testing.T, rep *reconcile.Report) ([]byte, []Sheet) {
	t.Helper()
	dir := t.TempDir()
	made, err := WriteMatching(dir, rep)
	if err != nil {
		t.Fatal(err)
	}
	if made.Path != MatchingFile || made.Apart {
		t.Errorf("%+v", made)
	}
	data, err := os.ReadFile(filepath.Join(dir, MatchingFile))
	if err != nil {
		t.Fatal(err)
	}
	sheets, err := Read(filepath.Join(dir, MatchingFile), "")
	if err != nil {
		t.Fatal(err)
	}
	return data, sheets
}

func TestMatchingWorkbook(t *testing.T) {
	data, sheets := writeMatched(t, matched())
	again, _ := writeMatched(t, matched())
	if !bytes.Equal(data, again) {
		t.Error("the same report gives other bytes")
	}
	text := map[string]string{}
	var names []string
	for _, s := range sheets {
		names = append(names, s.Name)
		for _, r := range s.Rows {
			text[s.Name] += strings.Join(r, "|") + "\n"
		}
	}
	if want := []string{sheetReadMe, sheetWeights, sheetParameters, sheetBlocking, sheetMerges, sheetAccuracy}; !slices.Equal(names, want) {
		t.Errorf("sheets %v, want %v", names, want)
	}
	for sheet, want := range map[string][]string{
		sheetReadMe:     {"Wrong, by the truth", "Recall", "between 0 and 0 at 95 %"},
		sheetWeights:    {"9|0.99", "joined, if nothing forbids it|3|0|0|0|3", "apart|0|0|0|95|95"},
		sheetParameters: {"2.0 times more likely of one child than of strangers", "50 times less likely of one child"},
		sheetBlocking:   {"birth date and postcode|40"},
		sheetMerges:     {"Joined|score|alike|0.999 to 0.9999|1", "For review|two candidates|it fits another"},
		sheetAccuracy:   {"kind|name change|5|4", "sex|F|5|4", "all|with the reviews|5|5"},
	} {
		for _, words := range want {
			if !strings.Contains(text[sheet], words) {
				t.Errorf("%s lacks %q:\n%s", sheet, words, text[sheet])
			}
		}
	}
	if strings.Contains(text[sheetAccuracy], "sex|X") {
		t.Error("a group of nobody is listed")
	}
	if strings.Contains(string(data), "Personal data") {
		t.Error("it says that it holds personal data")
	}
}

// Without a truth and without pairs there is a workbook all the same.
func TestMatchingOfNothing(t *testing.T) {
	_, sheets := writeMatched(t, &reconcile.Report{RunID: "0123456789ab", AsOf: "2021-03-22", Tool: "lollipop test"})
	if len(sheets) != 5 {
		t.Errorf("%d sheets, want 5", len(sheets))
	}
}
