package match

// Class is what two records may be to each other.
type Class uint8

// The classes.
const (
	Same      Class = iota // one child
	Household              // another child of the household: a twin, a brother, a sister
	Stranger
	Classes
)

var classWords = [Classes]string{"same", "household", "stranger"}

// String is the word of files.
func (c Class) String() string { return classWords[c] }

// shares are the probabilities of a field's levels in one class. Level 0 has none:
// what is missing says nothing.
type shares [most]float64

// counts are numbers of pairs by field and level.
type counts [Fields][most]float64

func (c *counts) add(l *Levels, weight float64) {
	for f, level := range l {
		c[f][level] += weight
	}
}

// assumed are the shares that one child's records are taken to have before any
// are seen: what years of registers look like, and never decisive where the data
// hold enough.
var assumed = [Fields][]float64{
	FieldNumber:   {0, 0.95, 0.01, 0.01, 0.01, 0.02},
	FieldForename: {0, 0.80, 0.05, 0.07, 0.03, 0.005, 0.045},
	FieldMiddle:   {0, 0.82, 0.04, 0.05, 0.04, 0, 0.05},
	FieldSurname:  {0, 0.82, 0.02, 0.08, 0.02, 0.005, 0.055},
	FieldBorn:     {0, 0.92, 0.015, 0.045, 0.01, 0.01},
	FieldSex:      {0, 0.99, 0.01},
	FieldPlace:    assumedPlace(),
	FieldPhone:    {0, 0.75, 0.05, 0.20},
	FieldOther:    {0, 0.90, 0.05, 0.05},
	FieldOrder:    {0, 0.97, 0.03},
}

// assumedStranger is the same of two people who have nothing to do with each other.
var assumedStranger = [Fields][]float64{
	FieldNumber:   {0, 1e-7, 1e-7, 1e-5, 0.95, 0.05},
	FieldForename: {0, 0.008, 0.01, 0.01, 0.06, 1e-4, 0.91},
	FieldMiddle:   {0, 0.008, 0.01, 0.01, 0.06, 1e-9, 0.91},
	FieldSurname:  {0, 0.006, 0.001, 0.005, 0.02, 1e-4, 0.968},
	FieldBorn:     {0, 1.5e-4, 1e-4, 0.02, 0.05, 0.93},
	FieldSex:      {0, 0.5, 0.5},
	FieldPlace: placeShares([addressLevels]float64{0.2, 1e-4, 1e-3, 0.8}, func(uint8) [localLevels]float64 {
		return [localLevels]float64{0.2, 5e-4, 1e-4, 0.003, 0.03, 0.77}
	}),
	FieldPhone: {0, 1e-4, 1e-4, 1},
	FieldOther: {0, 1e-5, 1e-5, 1},
	FieldOrder: {0, 0.6, 0.4},
}

// assumedPlace lets one child have stayed two times of three.
func assumedPlace() []float64 {
	address := [addressLevels]float64{0.2, 0.6, 0.1, 0.1}
	stayed := [localLevels]float64{0.2, 0.6, 0.08, 0.08, 0.02, 0.02}
	moved := [localLevels]float64{0.2, 0.1, 0.05, 0.1, 0.15, 0.4}
	return placeShares(address, func(a uint8) [localLevels]float64 {
		if a == addressDifferent {
			return moved
		}
		return stayed
	})
}

func placeShares(address [addressLevels]float64, local func(address uint8) [localLevels]float64) []float64 {
	list := make([]float64, 0, most)
	for a, share := range address {
		for _, l := range local(uint8(a)) {
			list = append(list, share*l)
		}
	}
	list[0] = 0
	return list
}

// estimate is the shares of counted levels, with some pairs of a prior added.
func estimate(counted *[most]float64, f Field, prior []float64, pairs float64) (s shares) {
	sum, priors := 0.0, 0.0
	for level := 1; level < levelsOf(f); level++ {
		sum += counted[level]
		priors += prior[level]
	}
	for level := 1; level < levelsOf(f); level++ {
		s[level] = (counted[level] + pairs*prior[level]/priors) / (sum + pairs)
		if s[level] <= 0 {
			s[level] = 1e-9
		}
	}
	return s
}
