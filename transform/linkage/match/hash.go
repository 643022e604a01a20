package match

// The hashes are stated, since blocks, draws and ties rest on them: the same
// content gives the same result on every machine and in every version.

const (
	hashStart = 0xcbf29ce484222325
	hashPrime = 0x100000001b3
)

// hashText is FNV-1a with its bits mixed.
func hashText[T string | []byte](b T) uint64 {
	h := uint64(hashStart)
	for i := range len(b) {
		h = (h ^ uint64(b[i])) * hashPrime
	}
	return mix(h)
}

// mix spreads every bit of x over all (Vigna, splitmix64).
func mix(x uint64) uint64 {
	x ^= x >> 30
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 27
	x *= 0x94d049bb133111eb
	return x ^ x>>31
}

// join hashes two values in their order.
func join(h, v uint64) uint64 { return mix(h ^ (v+0x9e3779b97f4a7c15)*0xff51afd7ed558ccd) }

// pairHash is the same for a, b and b, a.
func pairHash(a, b, key uint64) uint64 { return mix(join(key, min(a, b)) ^ mix(max(a, b))) }
