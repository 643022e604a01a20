package reconcile

import "testing"

// Limits follow from the errors that scores expect, and are never nearer than the
// bounds of the bands.
func TestLimits(t *testing.T) {
	table := func(scores ...[4]float64) *expectedErrors {
		e := &expectedErrors{Same: 1000}
		for _, s := range scores {
			e.Limits = append(e.Limits, struct {
				Score  float64 `json:"score"`
				Joined float64 `json:"joined"`
				Wrong  float64 `json:"wrong"`
				Missed float64 `json:"missed"`
			}{s[0], s[1], s[2], s[3]})
		}
		return e
	}
	tests := []struct {
		name         string
		e            *expectedErrors
		auto, review float64
	}{
		{"clear-cut: the bounds", table([4]float64{-8, 900, 0.1, 0}, [4]float64{0, 900, 0.1, 0.2}, [4]float64{12, 880, 0.01, 20}, [4]float64{20, 10, 0, 990}), 9.964, -2},
		{"much is doubtful", table([4]float64{-8, 5000, 900, 0.4}, [4]float64{-6, 4000, 500, 1}, [4]float64{0, 3000, 90, 30}, [4]float64{12, 2000, 4, 300}, [4]float64{15, 1500, 0.7, 500}, [4]float64{20, 10, 0, 990}), 15, -6},
		{"nothing", &expectedErrors{}, 0, 0},
	}
	for _, tt := range tests {
		l := tt.e.limits(0.0005, 0.001)
		if l.Auto != tt.auto || l.Review != tt.review {
			t.Errorf("%s: %+v, want %g and %g", tt.name, l, tt.auto, tt.review)
		}
	}
}
