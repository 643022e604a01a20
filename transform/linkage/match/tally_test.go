package match

import "testing"

func TestBin(t *testing.T) {
	for thousandths, want := range map[int64]int{0: 0, 999: 0, 1000: 1, -1: -1, -1000: -1, -1001: -2, 1e9: histogramEnd, -1e9: -histogramEnd} {
		if got := Bin(thousandths); got != want {
			t.Errorf("%d: %d, want %d", thousandths, got, want)
		}
	}
}

func TestParseLevels(t *testing.T) {
	l := Levels{FieldForename: nameEqual, FieldPlace: placeLevel(addressEqual, localPostcode)}
	if got, ok := ParseLevels(l.String()); !ok || got != l {
		t.Errorf("%s: %v", l, got)
	}
	for _, bad := range []string{"", "1.2", "0.1.0.0.0.0.99.0.0.0", "0.1.0.0.0.0.x.0.0.0"} {
		if _, ok := ParseLevels(bad); ok {
			t.Errorf("%q is no list of levels", bad)
		}
	}
}
