package profile

import (
	"math"
	"math/bits"
)

// exactly is how many different values are counted one by one; beyond it they
// are estimated.
const exactly = 4096

// registers of the estimate: its standard error is 1.04/sqrt(registers), 0.8 %.
const (
	registerBits = 14
	registers    = 1 << registerBits
)

// distinct counts different values by their hashes: exactly up to a bound, then
// by the largest run of leading zeros in each of many registers (HyperLogLog). What it
// says depends on the set of values alone, not on their order or on how they
// were divided among several.
type distinct struct {
	bound int // exactly where 0
	set   []uint64
	n     int
	zero  bool // the hash 0, which marks an empty place of set
	most  []uint8
}

func (d *distinct) limit() int {
	if d.bound == 0 {
		return exactly
	}
	return d.bound
}

// add counts the value of a hash.
func (d *distinct) add(h uint64) {
	if d.most != nil {
		d.register(h)
		return
	}
	if h == 0 {
		d.zero = true
		return
	}
	if 2*(d.n+1) > len(d.set) {
		if d.n == d.limit() && !d.has(h) {
			d.estimate()
			d.register(h)
			return
		}
		d.grow()
	}
	if d.put(h) {
		d.n++
	}
	if d.n > d.limit() {
		d.estimate()
	}
}

func (d *distinct) has(h uint64) bool {
	if len(d.set) == 0 {
		return false
	}
	for i := int(h) & (len(d.set) - 1); ; i = (i + 1) & (len(d.set) - 1) {
		if d.set[i] == h {
			return true
		}
		if d.set[i] == 0 {
			return false
		}
	}
}

func (d *distinct) put(h uint64) bool {
	for i := int(h) & (len(d.set) - 1); ; i = (i + 1) & (len(d.set) - 1) {
		switch d.set[i] {
		case h:
			return false
		case 0:
			d.set[i] = h
			return true
		}
	}
}

func (d *distinct) grow() {
	old := d.set
	d.set = make([]uint64, max(16, 2*len(old)))
	for _, h := range old {
		if h != 0 {
			d.put(h)
		}
	}
}

// estimate goes over from the set to the registers.
func (d *distinct) estimate() {
	d.most = make([]uint8, registers)
	for _, h := range d.set {
		if h != 0 {
			d.register(h)
		}
	}
	if d.zero {
		d.register(0)
	}
	d.set, d.n = nil, 0
}

func (d *distinct) register(h uint64) {
	at := h >> (64 - registerBits)
	run := uint8(bits.LeadingZeros64(h<<registerBits|1<<(registerBits-1)) + 1)
	if run > d.most[at] {
		d.most[at] = run
	}
}

// merge adds the values of another.
func (d *distinct) merge(o *distinct) {
	if o.most != nil {
		if d.most == nil {
			d.estimate()
		}
		for i, run := range o.most {
			d.most[i] = max(d.most[i], run)
		}
		return
	}
	if o.zero {
		d.add(0)
	}
	for _, h := range o.set {
		if h != 0 {
			d.add(h)
		}
	}
}

// count is the number of values, and whether it is exact.
func (d *distinct) count() (n int64, exact bool) {
	if d.most == nil {
		n = int64(d.n)
		if d.zero {
			n++
		}
		return n, true
	}
	sum, empty := 0.0, 0
	for _, run := range d.most {
		sum += math.Ldexp(1, -int(run))
		if run == 0 {
			empty++
		}
	}
	const m = float64(registers)
	e := 0.7213 / (1 + 1.079/m) * m * m / sum
	if e <= 2.5*m && empty > 0 {
		e = m * math.Log(m/float64(empty))
	}
	return int64(math.Round(e)), false
}
