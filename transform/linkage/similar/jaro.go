package similar

import "math/bits"

const (
	word        = 64  // bytes of a text that count
	winklerFrom = 0.7 // below this a common beginning adds nothing
	winklerGain = 0.1
	winklerMost = 4
)

// JaroWinkler is between 0 for nothing in common and 1 for equal. It allocates
// nothing. Two empty texts are 0 alike: nothing was said.
func JaroWinkler(a, b string) float64 {
	a, b = a[:min(len(a), word)], b[:min(len(b), word)]
	if a == b {
		if a == "" {
			return 0
		}
		return 1
	}
	jaro := jaro(a, b)
	if jaro <= winklerFrom {
		return jaro
	}
	return jaro + float64(commonStart(a, b))*winklerGain*(1-jaro)
}

func commonStart(a, b string) int {
	n := 0
	for n < winklerMost && n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// jaro finds the agreeing characters with one machine word for each text: bit i
// of inA stands for the i-th byte of a that b has a partner for.
func jaro(a, b string) float64 {
	if a == "" || b == "" {
		return 0
	}
	var where [256]uint64
	for i := range len(a) {
		where[a[i]] |= 1 << i
	}
	reach := max(max(len(a), len(b))/2-1, 0)
	window := uint64(1)<<(reach+1) - 1
	var inA, inB uint64
	for j := range len(b) {
		if free := where[b[j]] & window &^ inA; free != 0 {
			inA |= free & -free
			inB |= 1 << j
		}
		window <<= 1
		if j < reach {
			window |= 1
		}
	}
	common := bits.OnesCount64(inA)
	if common == 0 {
		return 0
	}
	m := float64(common)
	return (m/float64(len(a)) + m/float64(len(b)) + (m-float64(displaced(b, &where, inA, inB)/2))/m) / 3
}

// displaced counts the agreeing characters that stand in another order.
func displaced(b string, where *[256]uint64, inA, inB uint64) int {
	n := 0
	for inB != 0 {
		if where[b[bits.TrailingZeros64(inB)]]&(inA&-inA) == 0 {
			n++
		}
		inA &= inA - 1
		inB &= inB - 1
	}
	return n
}
