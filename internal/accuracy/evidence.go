package accuracy

import (
	"io"

	"lollipop/internal/chis"
	"lollipop/mappings"
)

// Evidence is what the records themselves say that should have kept two of them
// apart.
type Evidence struct {
	truth   *Truth
	records []evidence
}

type evidence struct {
	forename, number, sex, order int32 // numbers for texts, 0 for none
}

// Contradictions counts what no merge without a person may hold.
type Contradictions struct {
	// DifferentNumbers is pairs in one group with two different valid NHS numbers, whosever they are.
	DifferentNumbers int64 `json:"different_numbers"`
	// TwinsThatDiffer is merges of two children of one birth whose forename, sex, birth order or valid number differ.
	TwinsThatDiffer []Pair `json:"twins_that_differ"`
	// TwinsAlike is the others.
	TwinsAlike []Pair `json:"twins_alike"`
}

// Pair is two records by their ids.
type Pair [2]string

// ReadEvidence reads the table of persons that was grouped, for the columns
// record_id, forename, sex, birth_order and nhs_number. A forename that stands
// for none, and a number that fails its check, are no evidence.
func (t *Truth) ReadEvidence(r io.Reader, maps *mappings.Set) (*Evidence, error) {
	e := &Evidence{truth: t, records: make([]evidence, len(t.records))}
	texts := numbering{"": 0}
	err := readTable(r, []string{"record_id"}, func(line int, cell func(string) string) error {
		i, known := t.Index(cell("record_id"))
		if !known {
			return &Error{line, "the truth has no such record_id"}
		}
		forename := string(chis.FoldName(nil, cell("forename")))
		if maps.PlaceholderForename(forename) {
			forename = ""
		}
		sex := cell("sex")
		if sex != "M" && sex != "F" {
			sex = ""
		}
		e.records[i] = evidence{texts.of(forename), texts.of(validNumber(cell("nhs_number"))), texts.of(sex), texts.of(cell("birth_order"))}
		return nil
	})
	return e, err
}

// validNumber is the digits of a number that passes its check, of whatever
// range; else nothing.
func validNumber(text string) string {
	digits, n := chis.NormaliseNHSNumber(text)
	if n != len(digits) {
		return ""
	}
	stem, repeated := uint64(0), true
	for i, c := range digits[:9] {
		stem = stem*10 + uint64(c-'0')
		repeated = repeated && c == digits[i+1]
	}
	check, ok := chis.NHSCheckDigit(stem)
	if !ok || repeated || byte('0'+check) != digits[9] {
		return ""
	}
	return string(digits[:])
}

// Contradictions looks for them in a grouping.
func (e *Evidence) Contradictions(groups []int32) (c Contradictions) {
	numbered := func(i int) bool { return e.records[i].number != 0 }
	c.DifferentNumbers = e.pairs(numbered, groups, func(int) int32 { return 0 }) -
		e.pairs(numbered, groups, func(i int) int32 { return e.records[i].number })
	births := map[[2]int32][]int32{}
	for i := range e.records {
		r := &e.truth.records[i]
		at := [2]int32{groups[i], r.birth}
		for _, j := range births[at] {
			o := &e.truth.records[j]
			if o.child == r.child || o.protected || r.protected {
				continue
			}
			pair := Pair{e.truth.names[j], e.truth.names[i]}
			if e.differ(int(j), i) {
				c.TwinsThatDiffer = append(c.TwinsThatDiffer, pair)
			} else {
				c.TwinsAlike = append(c.TwinsAlike, pair)
			}
		}
		births[at] = append(births[at], int32(i))
	}
	return c
}

func (e *Evidence) pairs(keep func(i int) bool, groups []int32, key func(i int) int32) (n int64) {
	seen := map[[2]int32]int64{}
	for i := range e.records {
		if keep(i) {
			at := [2]int32{groups[i], key(i)}
			n += seen[at]
			seen[at]++
		}
	}
	return n
}

func (e *Evidence) differ(i, j int) bool {
	a, b := &e.records[i], &e.records[j]
	apart := func(x, y int32) bool { return x != 0 && y != 0 && x != y }
	return apart(a.forename, b.forename) || apart(a.number, b.number) || apart(a.sex, b.sex) || apart(a.order, b.order)
}
