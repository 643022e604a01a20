package chis

import "testing"

// field is one parser at work on a field that it accepts.
type field struct {
	name string
	text string
	read func(b []byte) bool
}

func fields() []field {
	room := make([]byte, 0, 64)
	return []field{
		{"GUID", guidSample, func(b []byte) bool { _, ok := ParseGUID(b); return ok }},
		{"Date", "2019-03-04", func(b []byte) bool { _, ok := ParseDate(b); return ok }},
		{"TimeOfDay", "09:05:07", func(b []byte) bool { _, ok := ParseTimeOfDay(b); return ok }},
		{"Precision", "YMD", func(b []byte) bool { _, ok := ParsePrecision(b); return ok }},
		{"NHSNumber", "999 018 9552", func(b []byte) bool {
			_, verdict := ClassifyNHSNumber(b, testRanges, Test)
			return verdict == Accept
		}},
		{"SNOMED", "34765811000001105", func(b []byte) bool { _, ok := ParseSNOMED(b); return ok }},
		{"ReadV2", "C1zy3-1", func(b []byte) bool { _, ok := PadReadV2(b); return ok }},
		{"Postcode", "LA1 4YW", func(b []byte) bool { _, ok := ParsePostcode(b); return ok }},
		{"Sex", "F", func(b []byte) bool { _, ok := ParseSex(b); return ok }},
		{"Antigens", "measles+mumps+rubella", func(b []byte) bool { _, err := ParseAntigens(b); return err == nil }},
		{"Bool", "false", func(b []byte) bool { _, ok := ParseBool(b); return ok }},
		{"Int64", "1777541000006110", func(b []byte) bool { _, ok := ParseInt64(b); return ok }},
		{"Decimal", "3.250", func(b []byte) bool { return ParseDecimal(b) }},
		{"FoldASCII", "O'Neill-Smith", func(b []byte) bool { return len(FoldName(room, b)) > 0 }},
		{"FoldAccents", "Żaneta Ździebło", func(b []byte) bool { return len(FoldName(room, b)) > 0 }},
	}
}

// Extracts hold hundreds of millions of fields: none of them costs memory.
func TestParsersDoNotAllocate(t *testing.T) {
	for _, f := range fields() {
		text := []byte(f.text)
		if !f.read(text) {
			t.Errorf("%s refuses %q", f.name, f.text)
		}
		if allocs := testing.AllocsPerRun(100, func() { f.read(text) }); allocs != 0 {
			t.Errorf("%s: %v allocations a field", f.name, allocs)
		}
	}
}

func TestWritersDoNotAllocate(t *testing.T) {
	room := make([]byte, 0, 256)
	guid, _ := ParseGUID(guidSample)
	postcode, _ := ParsePostcode("LA1 4YW")
	number := sampleNumber(t)
	partial := MakePartialDate(20190304, PrecisionMonth)
	allocs := testing.AllocsPerRun(100, func() {
		dst := guid.AppendTo(room)
		dst = Date(20190304).AppendTo(dst)
		dst = partial.AppendTo(dst)
		dst = TimeOfDay(90507).AppendTo(dst)
		dst = postcode.AppendTo(dst)
		if dst = number.AppendPlainNHSNumber(dst); len(dst) == 0 {
			t.Error("nothing written")
		}
	})
	if allocs != 0 {
		t.Errorf("%v allocations to write six values", allocs)
	}
}

func BenchmarkParse(b *testing.B) {
	for _, f := range fields() {
		b.Run(f.name, func(b *testing.B) {
			text := []byte(f.text)
			b.ReportAllocs()
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				f.read(text)
			}
		})
	}
}

func BenchmarkDateArithmetic(b *testing.B) {
	born, given := Date(20190304), Date(20200418)
	b.Run("Sub", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_ = given.Sub(born)
		}
	})
	b.Run("AddDays", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_ = born.AddDays(28)
		}
	})
	b.Run("AddMonths", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_ = born.AddMonths(40)
		}
	})
}
