package match

// Step is what one field of a pair says, in bits: how much it speaks for one
// child, against another child of the household and against strangers. Below
// zero it speaks against.
type Step struct {
	Field     Field
	Level     uint8
	Household float64
	Stranger  float64
}

// Waterfall is how a pair comes to its score.
type Waterfall struct {
	// Prior is what holds of a pair of which nothing is known.
	Prior Step
	Steps []Step // fields that say something, in their order
	Score float64
	Class Class
	// Forbidden says what keeps the two apart whatever their score, Held what leaves
	// them to a person; None where nothing does.
	Forbidden, Held Reason
}

// Waterfall takes the score of two records of an arranged pool apart. The rarity
// of a name is part of what the name says. The steps add up: the score is that of
// one child against the other two classes together.
func (m *Model) Waterfall(p *Pool, a, b int32) Waterfall {
	ra, rb := &p.records[a], &p.records[b]
	levels, _ := m.pairScore(p, a, b, new(memo))
	w := m.OfLevels(p, a, levels)
	w.Forbidden, w.Held = p.forbids(ra, rb), p.holds(ra, rb, &levels)
	if w.Forbidden == None && renamed(&levels) {
		w.Forbidden = SurnameDiffers
	}
	return w
}

// OfLevels takes the score of a pair apart whose levels are known already; a is one
// of the two. What stands against a union besides is not looked at.
func (m *Model) OfLevels(p *Pool, a int32, levels Levels) Waterfall {
	of := m.weights(p, a, &levels)
	w := Waterfall{Prior: step(m.prior), Score: score(of), Class: likeliest(of)}
	for f, level := range levels {
		if level == 0 {
			continue
		}
		var alone Levels
		alone[f] = level
		of := m.weights(p, a, &alone)
		for c := range of {
			of[c] -= m.prior[c]
		}
		one := step(of)
		one.Field, one.Level = Field(f), level
		w.Steps = append(w.Steps, one)
	}
	return w
}

func step(w [Classes]float64) Step {
	return Step{Household: w[Same] - w[Household], Stranger: w[Same] - w[Stranger]}
}
