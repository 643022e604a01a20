package accuracy

// Score is how right a grouping is. Pairs are pairs of records.
type Score struct {
	Records   int   `json:"records"`
	TruePairs int64 `json:"true_pairs"` // of one child
	Joined    int64 `json:"joined"`     // of one group
	Right     int64 `json:"right"`      // of one child and one group

	Precision Rate    `json:"precision"`
	Recall    Rate    `json:"recall"`
	F1        float64 `json:"f1"`
	F1Low     float64 `json:"f1_low"` // at 95 %
	F1High    float64 `json:"f1_high"`
	BCubed    BCubed  `json:"b_cubed"`
	// Exact is how many of the children with more than one record are one group, and nobody else in it.
	Exact Rate `json:"exact"`

	Wrong       Wrong   `json:"wrong"`
	ByKind      []Group `json:"by_kind"`
	ByEthnicity []Group `json:"by_ethnicity"`
	BySex       []Group `json:"by_sex"`
	ByAge       []Group `json:"by_age"`
}

// BCubed is precision and recall as the mean over records: a child with many
// records counts no more for each.
type BCubed struct {
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`
}

// Wrong counts the wrong merges, each once: of protected identities first, then
// of children of one birth, of one household, and of strangers.
type Wrong struct {
	Protected int64 `json:"protected"`
	Twin      int64 `json:"twin"`
	Sibling   int64 `json:"sibling"`
	Stranger  int64 `json:"stranger"`
	// Rate is wrong merges of all: with its interval, how many are to be expected.
	Rate Rate `json:"rate"`
}

// Group is a share of the children, or of the pairs by kind. Precision counts
// every merge in which one of the group has part; by kind there is none,
// because a wrong merge is of no kind.
type Group struct {
	Name      string `json:"name"`
	Recall    Rate   `json:"recall"`
	Precision Rate   `json:"precision"`
}

// ages are the bands that children are looked at by, each from an age to the
// next.
var ages = []struct {
	from int32
	name string
}{{18, "18 and over"}, {12, "12 to 17"}, {5, "5 to 11"}, {1, "1 to 4"}, {0, "under 1"}}

// Score measures a grouping: the group of each record, as ReadClusters gives
// them.
func (t *Truth) Score(groups []int32) Score {
	s := Score{Records: len(t.records)}
	s.TruePairs = t.pairs(everybody, noGroup, ofChild)
	s.Joined = t.pairs(everybody, groups, alike)
	s.Right = t.pairs(everybody, groups, ofChild)
	s.Precision, s.Recall = NewRate(s.Right, s.Joined), NewRate(s.Right, s.TruePairs)
	s.F1 = harmonic(s.Precision.Estimate, s.Recall.Estimate)
	s.F1Low, s.F1High = harmonicLimits(s.Right, s.Joined, s.TruePairs)
	s.BCubed, s.Exact = t.bCubed(groups), t.exact(groups)
	s.Wrong = t.wrong(groups)
	s.Wrong.Rate = NewRate(s.Joined-s.Right, s.Joined)
	s.ByKind = t.byKind(groups)
	word := func(of func(*record) int32) func(*record) string {
		return func(r *record) string { return t.words[of(r)] }
	}
	s.ByEthnicity = t.by(groups, word(func(r *record) int32 { return r.ethnicity }))
	s.BySex = t.by(groups, word(func(r *record) int32 { return r.sex }))
	s.ByAge = t.by(groups, band)
	return s
}

func band(r *record) string {
	for _, a := range ages {
		if r.age >= a.from {
			return a.name
		}
	}
	return ""
}

func everybody(*record) bool      { return true }
func unprotected(r *record) bool  { return !r.protected }
func alike(*record) int32         { return 0 }
func ofChild(r *record) int32     { return r.child }
func ofBirth(r *record) int32     { return r.birth }
func ofHousehold(r *record) int32 { return r.household }

// noGroup stands for a grouping in which all are one.
var noGroup []int32

// pairs counts the pairs of records that are kept, share a group and a key.
func (t *Truth) pairs(keep func(*record) bool, groups []int32, key func(*record) int32) (n int64) {
	seen := make(map[[2]int32]int64, len(t.records))
	for i := range t.records {
		r := &t.records[i]
		if !keep(r) {
			continue
		}
		at := [2]int32{0, key(r)}
		if groups != nil {
			at[0] = groups[i]
		}
		n += seen[at]
		seen[at]++
	}
	return n
}

// wrong splits the wrong merges. A child lies within its birth and that within
// its household, so that differences of counts are enough.
func (t *Truth) wrong(groups []int32) (w Wrong) {
	all := t.pairs(everybody, groups, alike) - t.pairs(everybody, groups, ofChild)
	same := t.pairs(unprotected, groups, ofChild)
	births := t.pairs(unprotected, groups, ofBirth)
	households := t.pairs(unprotected, groups, ofHousehold)
	joined := t.pairs(unprotected, groups, alike)
	return Wrong{
		Protected: all - (joined - same), Twin: births - same, Sibling: households - births, Stranger: joined - households,
	}
}

// sizes counts records by group, by child and by both.
func (t *Truth) sizes(groups []int32) (group, child map[int32]int64, both map[[2]int32]int64) {
	group, child, both = map[int32]int64{}, map[int32]int64{}, map[[2]int32]int64{}
	for i := range t.records {
		c := t.records[i].child
		group[groups[i]]++
		child[c]++
		both[[2]int32{groups[i], c}]++
	}
	return group, child, both
}

func (t *Truth) bCubed(groups []int32) (b BCubed) {
	if len(t.records) == 0 {
		return b
	}
	group, child, both := t.sizes(groups)
	for i := range t.records { // in the order of records: sums of fractions depend on it
		c := t.records[i].child
		n := float64(both[[2]int32{groups[i], c}])
		b.Precision += n / float64(group[groups[i]])
		b.Recall += n / float64(child[c])
	}
	b.Precision /= float64(len(t.records))
	b.Recall /= float64(len(t.records))
	b.F1 = harmonic(b.Precision, b.Recall)
	return b
}

func (t *Truth) exact(groups []int32) Rate {
	group, child, both := t.sizes(groups)
	right, of := int64(0), int64(0)
	for at, n := range both {
		if n > 1 && n == child[at[1]] && n == group[at[0]] {
			right++
		}
	}
	for _, n := range child {
		if n > 1 {
			of++
		}
	}
	return NewRate(right, of)
}
