package reconcile

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"slices"
)

// MatchParameters are what scores rest on, without the names that were counted.
type MatchParameters struct {
	Data struct {
		Records        int64  `json:"records"`
		RandomPairs    int64  `json:"random_pairs"`
		GoldPairs      int64  `json:"gold_pairs"`
		HouseholdPairs int64  `json:"household_pairs"`
		LearntFrom     string `json:"learnt_from"`
	} `json:"data"`
	Pairs    map[string]float64       `json:"pairs"`
	Expected expectedErrors           `json:"expected_errors"`
	Fields   map[string][]LevelShares `json:"fields"`
	Oversize []struct {
		Rule string `json:"rule"`
		Take int    `json:"take"`
	} `json:"oversize_keys"`
}

// LevelShares are how often the records of one child, of two children of one home
// and of strangers agree in a field in one way.
type LevelShares struct {
	Level     string  `json:"level"`
	Same      float64 `json:"same"`
	Household float64 `json:"household"`
	Stranger  float64 `json:"stranger"`
}

// takeNone marks a key that no refinement makes small enough: its pairs are not
// compared.
const takeNone = 255

// FieldNames are the fields in the order in which they are shown.
func (m *MatchParameters) FieldNames() []string {
	known := []string{"nhs_number", "forename", "middle_names", "surname", "date_of_birth", "sex", "place", "phone", "other_identifier", "birth_order"}
	at := func(name string) int {
		if i := slices.Index(known, name); i >= 0 {
			return i
		}
		return len(known)
	}
	names := make([]string, 0, len(m.Fields))
	for name := range m.Fields {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(at(a), at(b)), cmp.Compare(a, b)) })
	return names
}

// Refined counts the keys of a rule that were too large: those that further fields
// divided, and those that nothing did.
func (m *MatchParameters) Refined(rule string) (divided, left int64) {
	for _, k := range m.Oversize {
		switch {
		case k.Rule != rule:
		case k.Take == takeNone:
			left++
		default:
			divided++
		}
	}
	return divided, left
}

func (m *MatchParameters) read(path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, m); err != nil {
		return fmt.Errorf("read %s: %w", parameterFile, err)
	}
	return nil
}
