package forms

import (
	"fmt"
	"slices"

	"lollipop/internal/chis"
)

// DecisionHeader is the header of decisions.csv.
var DecisionHeader = []string{
	"source_a", "organisation_a", "patient_a", "source_b", "organisation_b", "patient_b", "decision", "reviewer", "second_reviewer", "decided_on",
}

// What a person may decide of two records. DecidedOpen takes back what was decided
// before.
const (
	DecidedSame      = "same"
	DecidedDifferent = "different"
	DecidedOpen      = "open"
)

// RecordKey names a person record as its source does.
type RecordKey struct {
	Source                string
	Organisation, Patient chis.GUID
}

// Decision is what counts of the rows of decisions.csv about one pair: the last.
type Decision struct {
	A, B             RecordKey
	Same             bool
	Reviewer, Second string
	On               chis.Date
}

// ReadDecisions reads decisions.csv: rows in the order in which they were decided,
// of which the last about a pair counts. Its errors are an *Error, or the system's.
func ReadDecisions(path string) (decisions []Decision, in Input, err error) {
	f := form{nameOf(path), DecisionHeader}
	at := map[[2]RecordKey]int{}
	open := map[int]bool{}
	in, err = f.read(path, func(r row) error {
		d, word, err := r.decision()
		if err != nil {
			return err
		}
		pair := [2]RecordKey{d.A, d.B}
		if _, ok := at[pair]; !ok {
			if n, ok := at[[2]RecordKey{d.B, d.A}]; ok {
				at[pair] = n
			} else {
				at[pair] = len(decisions)
				decisions = append(decisions, d)
			}
		}
		n := at[pair]
		if before := &decisions[n]; !d.On.IsNone() && d.On.Before(before.On) {
			return r.fail("decided_on", fmt.Sprintf("is before %s, when the same pair was decided on a line above: rows stand in the order of their days", before.On))
		}
		decisions[n], open[n] = d, word == DecidedOpen
		return nil
	})
	kept := decisions[:0]
	for n := range decisions {
		if !open[n] {
			kept = append(kept, decisions[n])
		}
	}
	return slices.Clip(kept), in, err
}

func (r row) decision() (d Decision, word string, err error) {
	for _, k := range []struct {
		to   *RecordKey
		side string
	}{{&d.A, "_a"}, {&d.B, "_b"}} {
		if k.to.Source, err = r.filled("source" + k.side); err != nil {
			return d, "", err
		}
		if k.to.Organisation, err = r.guid("organisation" + k.side); err != nil {
			return d, "", err
		}
		if k.to.Patient, err = r.guid("patient" + k.side); err != nil {
			return d, "", err
		}
	}
	if d.A == d.B {
		return d, "", r.fail("patient_b", "is the record of patient_a")
	}
	if word, err = r.word("decision", []string{DecidedSame, DecidedDifferent, DecidedOpen}); err != nil {
		return d, "", err
	}
	d.Same = word == DecidedSame
	if d.Reviewer, err = r.filled("reviewer"); err != nil {
		return d, "", err
	}
	if d.Second = r.text("second_reviewer"); d.Second != "" && SamePerson(d.Second, d.Reviewer) {
		return d, "", r.fail("second_reviewer", "is the reviewer: a second person is another one")
	}
	if d.Same && d.Second == "" {
		return d, "", r.fail("second_reviewer", "is empty: two records become one child only where two people say so")
	}
	if _, err = r.filled("decided_on"); err != nil {
		return d, "", err
	}
	d.On, err = r.date("decided_on")
	return d, word, err
}

// SamePerson reports two names of one person, whatever the letter case and the
// blanks.
func SamePerson(a, b string) bool {
	var x, y [64]byte
	return string(chis.FoldName(x[:0], a)) == string(chis.FoldName(y[:0], b))
}
