package reconcile

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"

	"lollipop/internal/accuracy"
	"lollipop/internal/chis"
	"lollipop/internal/ledger"
)

// TruthFile says in a truth folder who each person record is.
const TruthFile = "person.csv"

// MatchTruth is how right the merges are where the truth is known.
type MatchTruth struct {
	accuracy.Score
	// Absent are records of the truth that are no person record of the target: out of
	// scope, or unreadable. Unknown are person records that the truth does not know.
	Absent  int64 `json:"absent"`
	Unknown int64 `json:"unknown"`
	// TwoNumbers are pairs of one child with two different valid numbers, none of
	// which a trace says that the other supersedes.
	TwoNumbers int64 `json:"two_valid_numbers"`
	// WithReview is the recall once every pair under review has been decided rightly.
	WithReview accuracy.Rate `json:"recall_with_review"`
}

// TruthError is a truth that cannot be used.
type TruthError struct {
	Path string
	Err  error
}

func (e *TruthError) Error() string { return "read " + e.Path + ": " + e.Err.Error() }

func (e *TruthError) Unwrap() error { return e.Err }

// Hint says what the folder should hold.
func (e *TruthError) Hint() string {
	return "--truth names the folder truth that lies beside generated extracts: its person.csv has the columns source, organisation_guid, patient_guid and person_id"
}

// Usage reports that the caller can mend it.
func (e *TruthError) Usage() bool { return true }

var errOtherTruth = errors.New("none of its records is a person record of this workspace")

// readTruth takes the truth as an input, and refuses one that cannot be read before
// any work.
func (r *run) readTruth() error {
	if r.Truth == "" {
		return nil
	}
	hash, size := sha256.New(), counter(0)
	p, err := r.truth(io.MultiWriter(hash, &size), func(string, chis.GUID, chis.GUID) int32 { return -1 })
	if err != nil {
		return err
	}
	r.formInputs = append(r.formInputs, ledger.File{
		Path: "truth/" + TruthFile, Bytes: int64(size), Rows: p.Absent, SHA256: hex.EncodeToString(hash.Sum(nil)),
	})
	return nil
}

// counter counts the bytes that are written to it.
type counter int64

func (c *counter) Write(b []byte) (int, error) {
	*c += counter(len(b))
	return len(b), nil
}

func (r *run) truth(copyTo io.Writer, at func(source string, organisation, patient chis.GUID) int32) (accuracy.Persons, error) {
	path := filepath.Join(r.Truth, TruthFile)
	f, err := os.Open(path)
	if err != nil {
		return accuracy.Persons{}, &TruthError{path, err}
	}
	defer f.Close() //nolint:errcheck // read only
	p, err := accuracy.ReadPersons(io.TeeReader(f, copyTo), at)
	if err != nil {
		return p, &TruthError{path, err}
	}
	return p, nil
}

// settleTruth measures the children of the target by the truth.
func (r *run) settleTruth() error {
	if r.Truth == "" || !r.judged {
		return nil
	}
	p, err := r.truth(io.Discard, func(source string, org, patient chis.GUID) int32 {
		n := r.people.find(int32(slices.Index(r.in.sources, source)), org, patient)
		if n >= 0 && r.people.list[n].child == 0 {
			return -1
		}
		return n
	})
	if err != nil {
		return err
	}
	if len(p.Places) == 0 && len(r.byRow) > 0 {
		return &TruthError{filepath.Join(r.Truth, TruthFile), errOtherTruth}
	}
	groups, recordOf := r.groupsOf(p.Places)
	t := &MatchTruth{Score: p.Score(groups), Absent: p.Absent, Unknown: int64(len(r.byRow) - len(p.Places)), TwoNumbers: r.twoNumbers()}
	var waits [][2]int32
	for i := range r.pairs {
		a, b := r.placeOf(r.pairs[i].rowA, recordOf), r.placeOf(r.pairs[i].rowB, recordOf)
		if r.pairs[i].outcome == pairReview && a >= 0 && b >= 0 {
			waits = append(waits, [2]int32{a, b})
		}
	}
	t.WithReview = p.WithPairs(groups, waits)
	r.matching.Truth = t
	return nil
}

// groupsOf numbers the child of each record of the truth, and finds the record of a person.
func (r *run) groupsOf(places []int32) (groups []int32, recordOf map[int32]int32) {
	numbers := map[int64]int32{}
	recordOf = make(map[int32]int32, len(places))
	for i, n := range places {
		child := r.people.list[n].child
		if _, ok := numbers[child]; !ok {
			numbers[child] = int32(len(numbers))
		}
		groups, recordOf[n] = append(groups, numbers[child]), int32(i)
	}
	return groups, recordOf
}

// placeOf is the record of the truth that a patient row is, -1 for none.
func (r *run) placeOf(row int64, recordOf map[int32]int32) int32 {
	i, ok := slices.BinarySearchFunc(r.byRow, row, func(e rowPerson, row int64) int { return cmp.Compare(e.row, row) })
	if !ok {
		return -1
	}
	if at, known := recordOf[r.byRow[i].person]; known {
		return at
	}
	return -1
}

// twoNumbers counts pairs of one child with numbers of which none is the other's.
func (r *run) twoNumbers() (n int64) {
	of := map[int64][]int32{}
	for _, e := range r.byRow {
		p := &r.people.list[e.person]
		for _, other := range of[p.child] {
			if o := &r.people.list[other]; p.number != 0 && o.number != 0 && len(p.inCommon(o)) == 0 {
				n++
			}
		}
		of[p.child] = append(of[p.child], e.person)
	}
	return n
}

func (t *MatchTruth) sentence() string {
	w := t.Wrong.Rate
	joined := float64(t.Joined)
	return fmt.Sprintf("by the truth that was given %d of %d are wrong (95 %%: %.0f to %.0f), precision is %v and recall %v",
		w.Count, w.Of, math.Floor(w.Low*joined), math.Ceil(w.High*joined), t.Precision, t.Recall)
}
