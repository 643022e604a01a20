package accuracy

import (
	"fmt"
	"math"
)

// Rate is a share with the interval in which the true one lies at 95 %, after
// Wilson. Of nothing it is none: estimate and limits are 0.
type Rate struct {
	Count    int64   `json:"count"`
	Of       int64   `json:"of"`
	Estimate float64 `json:"estimate"`
	Low      float64 `json:"low"`
	High     float64 `json:"high"`
}

// z is the quantile of the normal distribution for 95 %, both sides.
const z = 1.959963984540054

// NewRate is count out of of.
func NewRate(count, of int64) Rate {
	r := Rate{Count: count, Of: of}
	if of <= 0 {
		return r
	}
	n, p := float64(of), float64(count)/float64(of)
	centre := p + z*z/(2*n)
	spread := z * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	scale := 1 + z*z/n
	r.Estimate = p
	r.Low, r.High = max(0, (centre-spread)/scale), min(1, (centre+spread)/scale)
	return r
}

// String is the share with its interval, or a dash for none.
func (r Rate) String() string {
	if r.Of == 0 {
		return "-"
	}
	return fmt.Sprintf("%.4f (%.4f to %.4f)", r.Estimate, r.Low, r.High)
}

// harmonicLimits are those of F1 at 95 %. F1 is 2s/(1+s) of the share s of right
// pairs among all that are joined or true, and rises with it: so do its limits.
func harmonicLimits(right, joined, of int64) (low, high float64) {
	s := NewRate(right, joined+of-right)
	return 2 * s.Low / (1 + s.Low), 2 * s.High / (1 + s.High)
}

// harmonic is the mean of two shares that a small one of them pulls down: F1.
func harmonic(a, b float64) float64 {
	if a+b == 0 {
		return 0
	}
	return 2 * a * b / (a + b)
}
