package config

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// units in the order in which they are tried: "GiB" before "G" before "B".
var units = []struct {
	suffix string
	bytes  int64
}{
	{"kib", 1 << 10},
	{"mib", 1 << 20},
	{"gib", 1 << 30},
	{"tib", 1 << 40},
	{"kb", 1e3},
	{"mb", 1e6},
	{"gb", 1e9},
	{"tb", 1e12},
	{"k", 1 << 10},
	{"m", 1 << 20},
	{"g", 1 << 30},
	{"t", 1 << 40},
	{"b", 1},
}

// ParseSize reads a number of bytes: a whole number, and optionally KiB, MiB,
// GiB, TiB (or K, M, G, T for the same), KB, MB, GB, TB or B, in any case, with
// or without a blank between.
func ParseSize(text string) (int64, error) {
	number, scale := strings.ToLower(strings.TrimSpace(text)), int64(1)
	for _, u := range units {
		if rest, ok := strings.CutSuffix(number, u.suffix); ok {
			number, scale = strings.TrimRight(rest, " "), u.bytes
			break
		}
	}
	n, err := parseWhole(number)
	if err != nil || n > math.MaxInt64/scale {
		return 0, fmt.Errorf("%q is not a size such as 512MiB or 2GiB", text)
	}
	return n * scale, nil
}

// CheckMemory tells whether a limit is one a run can keep.
func CheckMemory(bytes int64) error {
	if bytes < minMemory {
		return fmt.Errorf("%d bytes is less than %d MiB, the least a run needs", bytes, int64(minMemory)>>20)
	}
	return nil
}

// parseWhole reads digits alone. A leading zero is refused: 012 is ten to YAML
// and twelve to a reader.
func parseWhole(text string) (int64, error) {
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return 0, fmt.Errorf("%q is not a whole number", text)
		}
	}
	if len(text) > 1 && text[0] == '0' {
		return 0, fmt.Errorf("%q begins with a zero, which some readers take for an octal number", text)
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0, fmt.Errorf("%q is not a whole number", text)
	}
	return n, nil
}
