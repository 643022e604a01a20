package forms

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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

// Mark tells a record from others where row ids stand alone: the same id is another
// record in another delivery.
func (k RecordKey) Mark() uint32 {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s/%s/%s", k.Source, k.Organisation, k.Patient))
	return binary.BigEndian.Uint32(sum[:])
}

// Decision is what counts of the rows of decisions.csv about one pair: the last.
type Decision struct {
	A, B             RecordKey
	Same, Open       bool // Open: what was decided before is taken back
	Reviewer, Second string
	On               chis.Date
	Restricted       bool // of the file of restricted children: it may join them
}

// restrictedInput stands before the name of the file of restricted children where
// inputs are listed: it decides what the same file could not under another key.
const restrictedInput = "restricted/"

// ReadBothDecisions reads decisions.csv and the file of restricted children, either
// of which may be "" for none. Of a pair that both name the later day counts, and of
// one day what joins nothing. Pairs that are open again are left out. Errors are an
// *Error, also where there is no such file, or the system's.
func ReadBothDecisions(path, restricted string) (decisions []Decision, in []Input, err error) {
	both := pairs{at: map[[2]RecordKey]int{}}
	for i, key := range [...]string{"decisions", "restricted_decisions"} {
		file := [...]string{path, restricted}[i]
		if file == "" {
			continue
		}
		list, one, err := readDecisions(file, key)
		if err != nil {
			return nil, nil, err
		}
		if i == 1 {
			one.Name = restrictedInput + one.Name
		}
		for _, d := range list {
			d.Restricted = i == 1
			if before := both.of(d); before == nil || d.outranks(before) {
				both.put(d)
			}
		}
		in = append(in, one)
	}
	return both.decided(), in, nil
}

// outranks reports whether d counts and not what another file says of the pair.
func (d *Decision) outranks(other *Decision) bool {
	return other.On.Before(d.On) || d.On == other.On && other.Same && !d.Same
}

// readDecisions reads the file that a key of the configuration names: rows in the order
// in which they were decided, of which the last about a pair counts, also where it is
// open again. Its errors are an *Error, also where there is no such file, or the system's.
func readDecisions(path, key string) ([]Decision, Input, error) {
	all := pairs{at: map[[2]RecordKey]int{}}
	in, err := form{nameOf(path), DecisionHeader}.read(path, all.take)
	if errors.Is(err, fs.ErrNotExist) {
		err = &Error{
			File: path, Header: DecisionHeader, Problem: "there is no such file, and what people decided would be forgotten",
			Next: "give back the file; where nobody has decided yet, take " + key + ": out of lollipop.yaml, or write a file of the header alone: " + strings.Join(DecisionHeader, ","),
		}
	}
	return all.list, in, err
}

// ParseDecisions reads what such a file holds, with the pairs that are open
// again.
func ParseDecisions(name string, data []byte) ([]Decision, error) {
	all := pairs{at: map[[2]RecordKey]int{}}
	_, err := form{name, DecisionHeader}.parse(data, all.take)
	return all.list, err
}

// pairs are the pairs that rows are about, each with its last row.
type pairs struct {
	list []Decision
	at   map[[2]RecordKey]int // of a pair, either way round
}

func (p *pairs) take(r row) error {
	d, err := r.decision()
	if err != nil {
		return err
	}
	if before := p.of(d); before != nil && d.On.Before(before.On) {
		return r.fail("decided_on", fmt.Sprintf("is before %s, when the same pair was decided on a line above: rows stand in the order of their days", before.On))
	}
	p.put(d)
	return nil
}

// of is what was decided of the pair of d before, nil for nothing.
func (p *pairs) of(d Decision) *Decision {
	if n, ok := p.at[[2]RecordKey{d.A, d.B}]; ok {
		return &p.list[n]
	}
	return nil
}

// put lets d count for its pair.
func (p *pairs) put(d Decision) {
	if before := p.of(d); before != nil {
		*before = d
		return
	}
	p.at[[2]RecordKey{d.A, d.B}], p.at[[2]RecordKey{d.B, d.A}] = len(p.list), len(p.list)
	p.list = append(p.list, d)
}

// decided are the decisions about pairs that are not open again.
func (p *pairs) decided() []Decision {
	return slices.DeleteFunc(p.list, func(d Decision) bool { return d.Open })
}

func (r row) decision() (d Decision, err error) {
	for _, k := range []struct {
		to   *RecordKey
		side string
	}{{&d.A, "_a"}, {&d.B, "_b"}} {
		if k.to.Source, err = r.filled("source" + k.side); err != nil {
			return d, err
		}
		if k.to.Organisation, err = r.guid("organisation" + k.side); err != nil {
			return d, err
		}
		if k.to.Patient, err = r.guid("patient" + k.side); err != nil {
			return d, err
		}
	}
	if d.A == d.B {
		return d, r.fail("patient_b", "is the record of patient_a")
	}
	word, err := r.word("decision", []string{DecidedSame, DecidedDifferent, DecidedOpen})
	if err != nil {
		return d, err
	}
	d.Same, d.Open = word == DecidedSame, word == DecidedOpen
	if d.Reviewer, err = r.filled("reviewer"); err != nil {
		return d, err
	}
	d.Second = r.text("second_reviewer")
	for _, field := range [...]string{"reviewer", "second_reviewer"} {
		if problem := NoReviewer(r.text(field)); problem != "" {
			return d, r.fail(field, problem)
		}
	}
	if d.Second != "" && SamePerson(d.Second, d.Reviewer) {
		return d, r.fail("second_reviewer", "is the reviewer: a second person is another one")
	}
	if d.Same && d.Second == "" {
		return d, r.fail("second_reviewer", "is empty: two records become one child only where two people say so")
	}
	if _, err = r.filled("decided_on"); err != nil {
		return d, err
	}
	d.On, err = r.date("decided_on")
	return d, err
}

// longestReviewer is in characters: a name, and not a page pasted into its cell.
const longestReviewer = 80

// NoReviewer says what keeps a text from being the name of a reviewer, "" for nothing.
// The file is opened in spreadsheets, where a text that begins like a formula is one.
func NoReviewer(name string) string {
	switch {
	case utf8.RuneCountInString(name) > longestReviewer:
		return fmt.Sprintf("is longer than %d characters: a name is wanted", longestReviewer)
	case strings.ContainsFunc(name, unicode.IsControl):
		return "holds a line break or another control character"
	case strings.HasPrefix(name, "=") || strings.HasPrefix(name, "+") || strings.HasPrefix(name, "-") || strings.HasPrefix(name, "@"):
		return "begins as a formula does, with " + name[:1]
	}
	return ""
}

// SamePerson reports two names of one person, whatever the letter case and the
// blanks.
func SamePerson(a, b string) bool {
	var x, y [64]byte
	return string(chis.FoldName(x[:0], a)) == string(chis.FoldName(y[:0], b))
}
