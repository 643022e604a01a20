package reconcile

import (
	"time"

	"lollipop/internal/ledger"
)

// State is what became of a check.
type State string

// The states. A check that could not run is never passed.
const (
	Passed        State = "passed"
	Failed        State = "failed"
	Errored       State = "error"
	NotApplicable State = "not_applicable"
)

// The verdicts. pass_with_waivers is given by whoever applies waivers, never here.
const (
	VerdictPass = "pass"
	VerdictFail = "fail"
)

// CheckResult is the answer to one question.
type CheckResult struct {
	ID        string `json:"id"`
	State     State  `json:"state"`
	Value     int64  `json:"value"`     // in Unit
	Tolerance int64  `json:"tolerance"` // in Unit
	Unit      string `json:"unit"`      // count or ppm
	Waivable  bool   `json:"waivable"`
	Hazard    string `json:"hazard"`
	Question  string `json:"question"`
	Compared  int64  `json:"compared"` // things that were looked at
	Detail    string `json:"detail"`   // in words, counts only; empty where nothing is to be said
	Doc       string `json:"doc"`
}

// Report is what the stage found. It is complete before anything is rendered;
// report.json is its JSON. Small numbers are not suppressed: it is internal.
type Report struct {
	Schema       int              `json:"schema"`
	RunID        string           `json:"run_id"` // the first 12 hex digits of ManifestRoot
	AsOf         string           `json:"as_of"`
	ManifestRoot string           `json:"manifest_root"` // load's, which covers the stages before
	Verdict      string           `json:"verdict"`
	Accounting   []ledger.Account `json:"accounting"`
	Checks       []CheckResult    `json:"checks"`
	Breaks       []BreakCount     `json:"breaks"`
	Inputs       []ledger.File    `json:"inputs"`
	Tool         string           `json:"tool"`
	// GaveNothing are the files of messages that hold no medical record, by path:
	// whatever they were meant to bring is not here.
	GaveNothing []string `json:"gave_nothing"`

	// Control holds the legacy system's own figures against its extract, by source
	// and in the order of control_figure.csv; empty where none were given.
	Control []ControlFigure `json:"control"`
	// Expected are the organisations of expected.csv, in its order.
	Expected []ExpectedPractice `json:"expected"`
	// Trace says whether a trace file was given, and what it held.
	Trace Trace `json:"trace"`

	// NextDue is what the schedule says of both sides, in counts.
	NextDue NextDue `json:"next_due"`
	// DueLists hold the lists of what is due against the schedule and each other.
	DueLists DueLists `json:"due_lists"`
	// Bridge is what is under way when the systems change.
	Bridge Bridge `json:"bridge"`
	// Coverage is coverage on both sides.
	Coverage Coverage `json:"coverage"`
	// Duplicates are the pairs that wait for a person, in counts.
	Duplicates Duplicates `json:"duplicates"`
	// Matching is how person records were joined.
	Matching Matching `json:"matching"`

	Counts   map[string]int64 `json:"counts"`
	Findings []string         `json:"findings"` // plain sentences, the most harmful first
	// Normalisations name everything by which two values that are not the same
	// bytes are still taken for the same.
	Normalisations []string `json:"normalisations"`

	Root  string `json:"-"` // of this stage
	Fresh bool   `json:"-"` // the workspace already held this report
	// Spent is how long all workers together took over a part of the work, where
	// Options has a clock. Seconds are no part of the report.
	Spent map[string]time.Duration `json:"-"`
}

// Passes reports that no check failed or could not run.
func (r *Report) Passes() bool { return r.Verdict == VerdictPass }

// Check is the result of one check, nil if unknown.
func (r *Report) Check(id string) *CheckResult {
	for i := range r.Checks {
		if r.Checks[i].ID == id {
			return &r.Checks[i]
		}
	}
	return nil
}

// runIDLength is how many digits of the root name a run.
const runIDLength = 12

// normalisations are stated in the report.
func normalisations() []string {
	return []string{
		"extracts: a GUID is the same with or without braces, and in either letter case",
		"extracts: true and 1 are the same, false and 0 are the same, in any letter case",
		"extracts: blanks around a GUID, number, date, time or boolean do not count",
		"extracts: CR LF and LF inside a field are the same",
		"extracts: a value that stage 1 set aside is compared by its original text",
		"target: a decimal is compared without a plus sign and leading zeros; its places count",
	}
}
