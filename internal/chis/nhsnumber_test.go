package chis

import (
	"cmp"
	"encoding/csv"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// testRanges are the ranges of the Python package nhs-number 2.2.0, with the
// sandbox's 59000xxxxx before the row that holds them.
var testRanges = []NHSRange{
	{10, 99999999, "not in use", Reject, Reject},
	{100000000, 3112999999, "Scotland CHI", OtherNation, OtherNation},
	{3113000000, 3199999999, "not in use", Reject, Reject},
	{3200000000, 3999999999, "Northern Ireland H&C", OtherNation, OtherNation},
	{4000000000, 4999999999, "England, Wales, Isle of Man", Accept, Accept},
	{5900000000, 5900099999, "sandbox", NotIssued, Accept},
	{5000000000, 5999999999, "not issued", NotIssued, NotIssued},
	{6000000000, 7999999999, "England, Wales, Isle of Man", Accept, Accept},
	{8000000000, 8599999999, "Ireland IHI", Reject, Reject},
	{8600000000, 8999999999, "not in use", Reject, Reject},
	{9000000000, 9999999999, "test", TestRange, Accept},
}

func readVectors(t *testing.T) []map[string]string {
	t.Helper()
	file, err := os.Open("testdata/nhs_number_vectors.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	vectors := make([]map[string]string, 0, len(rows))
	for _, row := range rows[1:] {
		vector := make(map[string]string, len(row))
		for i, name := range rows[0] {
			vector[name] = row[i]
		}
		vectors = append(vectors, vector)
	}
	return vectors
}

func TestNHSNumberVectors(t *testing.T) {
	vectors := readVectors(t)
	if len(vectors) != 59 {
		t.Fatalf("%d vectors, want 59", len(vectors))
	}
	for _, v := range vectors {
		t.Run(v["input"], func(t *testing.T) {
			digits, n := NormaliseNHSNumber(v["input"])
			if n == 10 && string(digits[:]) != v["normalised"] {
				t.Errorf("normalised to %s", digits)
			}
			if valid := n == 10 && modulus11(digits); valid != (v["mod11_valid"] == "Y") {
				t.Errorf("modulus 11 says %v", valid)
			}
			for mode, column := range []string{"live", "test"} {
				number, verdict := ClassifyNHSNumber([]byte(v["input"]), testRanges, NHSMode(mode))
				if verdict.String() != v[column] {
					t.Errorf("%s verdict %s, want %s", column, verdict, v[column])
				}
				if want := map[bool]string{true: v["normalised"]}[verdict == Accept]; number.PlainNHSNumber() != want {
					t.Errorf("%s number is not %q", column, want)
				}
			}
		})
	}
}

// modulus11 asks the code for its modulus alone: placeholders pass it.
func modulus11(digits [10]byte) bool {
	_, verdict := checkDigits(&digits)
	return verdict == Accept || verdict == Placeholder
}

func TestNormaliseNHSNumber(t *testing.T) {
	tests := []struct {
		in     string
		digits string
		n      int
	}{
		{"999 018 9552", "9990189552", 10},
		{" 999-018-9552\r\n", "9990189552", 10},
		{"99901895521", "9990189552", 11},
		{"999018955", "999018955\x00", 9},
		{"", "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00", 0},
		{" - ", "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00", 0},
	}
	for _, tt := range tests {
		if digits, n := NormaliseNHSNumber(tt.in); n != tt.n || string(digits[:]) != tt.digits {
			t.Errorf("NormaliseNHSNumber(%q) = %q, %d", tt.in, digits, n)
		}
	}
	for _, in := range []string{"9990189552a", "NULL", "999.018.9552", "999\u00a0018\u00a09552", "+9990189552"} {
		if _, n := NormaliseNHSNumber(in); n != -1 {
			t.Errorf("NormaliseNHSNumber(%q) counts %d digits, want -1", in, n)
		}
	}
}

func TestClassifyWithoutNumber(t *testing.T) {
	tests := map[string]Verdict{
		"": Absent, "   ": Absent, "\t\r\n": Absent, "-": Malformed, "NULL": Malformed, "1": Malformed, "x": Malformed,
	}
	for in, want := range tests {
		if number, got := ClassifyNHSNumber(in, testRanges, Test); got != want || !number.IsNone() {
			t.Errorf("%q: verdict %v, want %v", in, got, want)
		}
	}
}

// All ten strings of one digit pass modulus 11 and are refused in both modes.
func TestRepeatedDigits(t *testing.T) {
	everything := []NHSRange{{0, 9999999999, "all", Accept, Accept}}
	for digit := range 10 {
		text := strings.Repeat(strconv.Itoa(digit), 10)
		if !modulus11([10]byte([]byte(text))) {
			t.Errorf("%s fails modulus 11: this test is about those that pass", text)
		}
		for _, mode := range []NHSMode{Live, Test} {
			if number, got := ClassifyNHSNumber(text, everything, mode); got != Placeholder || !number.IsNone() {
				t.Errorf("%s in %v mode: %v", text, mode, got)
			}
		}
	}
}

// The table decides: its first row that holds the number, ends included, and
// nothing is accepted for want of a row or of a verdict.
func TestRangesDecide(t *testing.T) {
	const first, last = 9990000077, 9990000115 // both have the right check digit
	tests := []struct {
		name       string
		ranges     []NHSRange
		live, test Verdict
	}{
		{"no table", nil, Reject, Reject},
		{"in the row", []NHSRange{{first, last, "", OtherNation, Accept}}, OtherNation, Accept},
		{"row ends before", []NHSRange{{0, first - 1, "", Accept, Accept}}, Reject, Reject},
		{"row begins after", []NHSRange{{last + 1, 9999999999, "", Accept, Accept}}, Reject, Reject},
		{"first row wins", []NHSRange{{first, last, "", NotIssued, TestRange}, {0, 9999999999, "", Accept, Accept}}, NotIssued, TestRange},
		{"row without verdicts", []NHSRange{{first, last, "", 0, 0}, {0, 9999999999, "", Accept, Accept}}, Reject, Reject},
	}
	for _, tt := range tests {
		for _, plain := range []uint64{first, last} {
			text := strconv.FormatUint(plain, 10)
			if number, got := ClassifyNHSNumber(text, tt.ranges, Live); got != tt.live || number.IsNone() != (got != Accept) {
				t.Errorf("%s, live: %v, want %v", tt.name, got, tt.live)
			}
			if number, got := ClassifyNHSNumber(text, tt.ranges, Test); got != tt.test || number.IsNone() != (got != Accept) {
				t.Errorf("%s, test: %v, want %v", tt.name, got, tt.test)
			}
		}
	}
}

// anyTestNumber draws a number of the 9xx range with its check digit.
func anyTestNumber() *rapid.Generator[uint64] {
	return rapid.Custom(func(t *rapid.T) uint64 {
		stem := rapid.Uint64Range(900000000, 999999998).Filter(func(stem uint64) bool {
			_, ok := NHSCheckDigit(stem)
			return ok
		}).Draw(t, "stem")
		digit, _ := NHSCheckDigit(stem)
		return stem*10 + digit
	})
}

func TestNHSNumberRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		plain := anyTestNumber().Draw(t, "plain")
		text := strconv.FormatUint(plain, 10)
		number, verdict := ClassifyNHSNumber(text[:3]+" "+text[3:6]+"-"+text[6:], testRanges, Test)
		if verdict != Accept || number.PlainNHSNumber() != text || number.PlainNHSNumberUint64() != plain {
			t.Fatalf("%s: %v", text, verdict)
		}
		if stored, ok := NHSNumberFromPlainUint64(plain); !ok || stored != number {
			t.Fatalf("%s does not come back from storage", text)
		}
		if _, verdict := ClassifyNHSNumber(text, testRanges, Live); verdict != TestRange {
			t.Fatalf("%s in live mode: %v", text, verdict)
		}
	})
}

// Modulus 11 finds every wrong digit and every swap of two neighbours.
func TestCheckDigitFindsErrors(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		right := []byte(strconv.FormatUint(anyTestNumber().Draw(t, "plain"), 10))
		at := rapid.IntRange(0, 9).Draw(t, "at")
		wrong := slices.Clone(right)
		wrong[at] = '0' + (wrong[at]-'0'+byte(rapid.IntRange(1, 9).Draw(t, "by")))%10
		if modulus11([10]byte(wrong)) {
			t.Fatalf("%s passes for %s", wrong, right)
		}
		swapped := slices.Clone(right)
		at %= 9
		swapped[at], swapped[at+1] = swapped[at+1], swapped[at]
		if right[at] != right[at+1] && modulus11([10]byte(swapped)) {
			t.Fatalf("%s passes for %s", swapped, right)
		}
	})
}

func TestNHSCheckDigit(t *testing.T) {
	if digit, ok := NHSCheckDigit(943476591); digit != 9 || !ok {
		t.Errorf("943 476 591: %d, %v; want 9", digit, ok)
	}
	if _, ok := NHSCheckDigit(999937865); ok {
		t.Error("999 937 865 has the check value ten and was given a digit")
	}
	if _, ok := NHSCheckDigit(1_000_000_000); ok {
		t.Error("a stem of ten digits was given a check digit")
	}
	if digit, ok := NHSCheckDigit(0); digit != 0 || !ok {
		t.Error("zeros have the check digit zero")
	}
}

// The 999 block has 909,091 stems with a check digit: what fixtures can use.
func TestSizeOfTestBlock(t *testing.T) {
	count := 0
	for stem := uint64(999000000); stem <= 999999999; stem++ {
		if _, ok := NHSCheckDigit(stem); ok {
			count++
		}
	}
	if count != 909091 {
		t.Errorf("%d numbers in the 999 block, want 909091", count)
	}
}

func TestNHSNumberFromPlainUint64(t *testing.T) {
	if number, ok := NHSNumberFromPlainUint64(0); !ok || !number.IsNone() {
		t.Error("0 does not come back as none")
	}
	for _, plain := range []uint64{9990000001, 9999999999, 1, 99999999999, 1 << 63, veil} {
		if number, ok := NHSNumberFromPlainUint64(plain); ok || !number.IsNone() {
			t.Errorf("%d taken for an NHS number", plain)
		}
	}
}

func TestNHSNumberOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyTestNumber().Draw(t, "a"), anyTestNumber().Draw(t, "b")
		x, _ := NHSNumberFromPlainUint64(a)
		y, _ := NHSNumberFromPlainUint64(b)
		if x.Compare(y) != cmp.Compare(a, b) || (x == y) != (a == b) || (NHSNumber{}).Compare(x) != -1 {
			t.Fatalf("%d and %d are ordered wrongly", a, b)
		}
	})
}

func TestVerdictWords(t *testing.T) {
	for v := Absent; v <= NotIssued; v++ {
		if got, ok := ParseVerdict(v.String()); got != v || !ok {
			t.Errorf("%v came back as %v, %v", v, got, ok)
		}
	}
	if _, ok := ParseVerdict("accepted"); ok || Verdict(200).String() != "invalid" {
		t.Error("a verdict from nowhere has a word")
	}
	if Live.String() != "live" || Test.String() != "test" || Live != 0 {
		t.Error("the modes are not live, the default, and test")
	}
}

func FuzzClassifyNHSNumber(f *testing.F) {
	for _, seed := range []string{"943 476 5919", "O434765919", "", "0000000000", "5900016374", "-", "0000000019"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, mode := range []NHSMode{Live, Test} {
			number, verdict := ClassifyNHSNumber(b, testRanges, mode)
			if number.IsNone() == (verdict == Accept) {
				t.Fatalf("verdict %v with number %v", verdict, number)
			}
			digits := strings.Map(func(r rune) rune {
				if strings.ContainsRune(" -\t\n\v\f\r", r) {
					return -1
				}
				return r
			}, string(b))
			if verdict == Accept && number.PlainNHSNumber() != digits {
				t.Fatalf("the number of %q is another", b)
			}
			if mode == Live && strings.HasPrefix(digits, "9") && verdict == Accept {
				t.Fatalf("%q accepted in live mode", b)
			}
		}
	})
}
