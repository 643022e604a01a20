package dedupe

import (
	"lollipop/internal/chis"
	"lollipop/transform/linkage/match"
)

// Options say what is read and written.
type Options struct {
	File    string
	Columns map[string]string // words to the file's names, see Table
	Mode    chis.NHSMode
	Match   match.Options
	Tables  match.Tables
	// Out, Pairs, Reached and Save are files to write; only Out must be named.
	Out, Pairs, Reached, Save string
	// OnProgress is told how many bytes were read of how many.
	OnProgress func(done, total int64, what string)
}

func (o Options) withDefaults() Options {
	if o.OnProgress == nil {
		o.OnProgress = func(int64, int64, string) {}
	}
	return o
}

// Summary is what was found, in numbers.
type Summary struct {
	Records           int     `json:"records"`
	Clusters          int     `json:"clusters"`
	Joined            int     `json:"records_joined"` // in clusters of two or more
	Candidates        int     `json:"candidate_pairs"`
	JoinedPairs       int     `json:"joined_pairs"`
	WrongExpected     float64 `json:"joined_pairs_expected_wrong"` // by the model's own estimate, as all that is expected
	MissedExpected    float64 `json:"pairs_expected_missed"`       // of one child, compared, and below review
	SameExpected      float64 `json:"pairs_of_one_child_expected"`
	Auto              float64 `json:"auto_probability"`
	Review            float64 `json:"review_probability"`
	Proposed          int     `json:"review_cases_proposed"`
	Refused           int     `json:"review_cases_refused"`
	Bridges           int     `json:"bridge_pairs"`
	LearntFrom        string  `json:"learnt_from"`
	UnreadableDates   int     `json:"unreadable_dates"`
	RowsNotUTF8       int     `json:"rows_not_utf8"` // read as Windows-1252
	RefinedKeys       int     `json:"refined_keys"`
	RecordsNotBlocked int     `json:"records_in_void_keys"` // under at least one key with too many records
	columns           []string
}

// Columns are the columns of the file that were used, by their words.
func (s *Summary) Columns() []string { return s.columns }
