package match

// Pair is two records whose score is above the floor.
type Pair struct {
	A, B   int32
	Levels Levels
	Score  float32
	Class  Class
	Fate   Fate
	Reason Reason
	Bridge bool // without it the cluster would fall into two of several records each
	Audit  bool // drawn for a person to confirm
}

// Fate is what became of a pair.
type Fate uint8

// The fates. A review case is one proposed or one refused union; the other
// pairs of what it would join are implied by it.
const (
	Distinct Fate = iota
	Joined        // in one cluster
	Proposed      // a union for a person to decide
	Refused       // a union that a condition forbids: for a person too
	Implied       // by other pairs, if their cases are decided for a union
)

var fateWords = [...]string{"distinct", "joined", "proposed", "refused", "implied"}

// String is the word of files.
func (f Fate) String() string { return fateWords[f] }

// Reason says what keeps a pair from being joined by its score.
type Reason uint8

// The reasons. Those from DifferentNumbers on forbid any union without a person.
const (
	None Reason = iota
	BelowLimit
	NoForename       // a placeholder, or an initial
	NumberOfTwo      // the number in common is on record for another child, or a mother
	SexDiffers       // and nothing proves that it was a slip
	TwoCandidates    // another record fits one of the two as well, and is not the other's
	SurnameDiffers   // altogether, as that of a child who was adopted, and no number is equal
	ClusterFull      // more records than a child has
	DifferentNumbers // both valid
	OrderDiffers     // birth orders of one birth date
	Contradicted     // another record of the cluster says otherwise
)

var reasonWords = [...]string{
	"", "below-limit", "placeholder-forename", "number-held-by-two", "sex-differs", "two-candidates", "surname-differs", "cluster-full", "different-nhs-numbers", "birth-order-differs", "contradicted",
}

// String is the word of files, empty for none.
func (r Reason) String() string { return reasonWords[r] }

// forbids names what forbids the union of two records whatever their score.
func (p *Pool) forbids(a, b *record) Reason {
	switch {
	case a.valid() != 0 && b.valid() != 0 && a.number != b.number:
		return DifferentNumbers
	case orderLevel(a, b) == orderDifferent && a.born == b.born:
		return OrderDiffers
	case a.is(Protected) || b.is(Protected):
		return Contradicted
	}
	return None
}

// renamed reports a pair of different surnames that no number holds together. A
// child who was adopted keeps forename and birth date, and the two identities are
// never joined; that a mother married looks the same.
func renamed(l *Levels) bool {
	return l[FieldSurname] == nameDifferent && l[FieldNumber] != numberEqual && l[FieldOther] != plainEqual
}

// holds names what leaves a pair to a person although its score is enough.
func (p *Pool) holds(a, b *record, l *Levels) Reason {
	switch {
	case l[FieldNumber] == numberTaken:
		return NumberOfTwo
	case a.is(Nameless) || b.is(Nameless):
		return NoForename
	case l[FieldSex] == orderDifferent && (l[FieldNumber] != numberEqual || l[FieldSurname] != nameEqual):
		return SexDiffers
	}
	return None
}

// Evident reports a pair whose sameness everybody sees: forename, surname and
// birth date are equal, and so is the postcode, or are the middle names.
func (l *Levels) Evident() bool {
	return l[FieldForename] == nameEqual && l[FieldSurname] == nameEqual && l[FieldBorn] == bornEqual &&
		(l[FieldPlace]%localLevels == localPostcode || l[FieldMiddle] == nameEqual)
}

// Variant reports a pair of one valid number, birth date and postcode whose
// forenames may be two ways to write one: a short and the full form, a word in common,
// near; or like, when that is said. Nothing else of the two is another.
func (l *Levels) Variant() (is, like bool) {
	alike := func(f Field) bool { return l[f] >= nameEqual && l[f] <= nameLike }
	is = l[FieldNumber] == numberEqual && alike(FieldForename) && l[FieldForename] != nameEqual && alike(FieldSurname) &&
		(l[FieldMiddle] == nameMissing || alike(FieldMiddle)) && l[FieldBorn] == bornEqual && l[FieldPlace]%localLevels == localPostcode &&
		l[FieldSex] != orderDifferent && l[FieldOrder] != orderDifferent
	return is, is && l[FieldForename] == nameLike
}

// OtherBirthDate reports birth dates that no slip of the hand explains: brothers of
// one name in one home are two children.
func (l *Levels) OtherBirthDate() bool {
	return l[FieldBorn] == bornDifferent || l[FieldBorn] == bornYear
}
