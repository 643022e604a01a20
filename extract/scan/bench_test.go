package scan

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

const observationHeader = "ObservationGuid,PatientGuid,OrganisationGuid,EffectiveDate,EffectiveDatePrecision," +
	"EnteredDate,EnteredTime,ClinicianUserInRoleGuid,EnteredByUserInRoleGuid,ParentObservationGuid,CodeId," +
	"ProblemGuid,AssociatedText,ConsultationGuid,Value,NumericUnit,ObservationType,NumericRangeLow," +
	"NumericRangeHigh,DocumentGuid,Deleted,IsConfidential,ProcessingId"

// observations writes n rows like those of CareRecord_Observation 5.4.
func observations(n int) []byte {
	rng := rand.New(rand.NewPCG(7, 11))
	var b bytes.Buffer
	writeQuoted(&b, strings.Split(observationHeader, ","))
	for i := range n {
		writeQuoted(&b, observation(rng, i))
	}
	return b.Bytes()
}

func writeQuoted(b *bytes.Buffer, fields []string) {
	for i, f := range fields {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('"')
		b.WriteString(strings.ReplaceAll(f, `"`, `""`))
		b.WriteByte('"')
	}
	b.WriteString("\r\n")
}

func observation(rng *rand.Rand, i int) []string {
	guid := func() string {
		return fmt.Sprintf("{%08X-0000-4000-8000-%012X}", rng.Uint32(), rng.Uint64()&0xFFFFFFFFFFFF)
	}
	maybe := func(percent int, s string) string {
		if rng.IntN(100) < percent {
			return s
		}
		return ""
	}
	date := fmt.Sprintf("20%02d-%02d-%02d", 10+rng.IntN(15), 1+rng.IntN(12), 1+rng.IntN(28))
	value, unit := "", ""
	if rng.IntN(100) < 30 {
		value, unit = fmt.Sprintf("%d.%d", rng.IntN(100), rng.IntN(10)), "kg"
	}
	text := maybe(10, "Given in the left thigh, no reaction")
	if rng.IntN(100) == 0 {
		text = "mother says \"fine\"\r\nreview in 6/52, see letter"
	}
	return []string{
		guid(), guid(), guid(), date, "YMD", date, "10:31:00", guid(), guid(),
		maybe(10, guid()), fmt.Sprint(90000000000000 + rng.Int64N(1e6)), maybe(5, guid()), text, maybe(60, guid()),
		value, unit, "Immunisation", "", "", "", "false", "false", fmt.Sprint(i),
	}
}

// encodingCSV reads data as fast as encoding/csv can.
func encodingCSV(data []byte) (rows, fields int, err error) {
	r := csv.NewReader(bytes.NewReader(data))
	r.ReuseRecord, r.FieldsPerRecord = true, -1
	for {
		rec, err := r.Read()
		if err == io.EOF {
			return rows, fields, nil
		}
		if err != nil {
			return rows, fields, err
		}
		rows++
		fields += len(rec)
	}
}

func mustRun(tb testing.TB, data []byte, o Options) *Survey {
	tb.Helper()
	s, err := Run(context.Background(), bytes.NewReader(data), int64(len(data)), o)
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

// sink keeps the compiler from dropping reads.
func readAll(tb testing.TB, s *Survey, data []byte) (rows, fields int) {
	tb.Helper()
	size := 0
	r := bytes.NewReader(data)
	yield := func(rec *Record) error {
		rows++
		fields += rec.Fields()
		for i := range rec.Fields() {
			size += len(rec.Field(i))
		}
		return nil
	}
	for i := range s.Chunks {
		if err := s.Scan(context.Background(), r, i, yield); err != nil {
			tb.Fatal(err)
		}
	}
	return rows, fields
}

// BenchmarkScan reports the second pass, every field taken, as a multiple of
// encoding/csv over the same bytes: the best turn of each, taken in turns, so
// that other work on the machine weighs little.
func BenchmarkScan(b *testing.B) {
	data := observations(20_000)
	s := mustRun(b, data, Options{})
	ours, theirs := time.Hour, time.Hour
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		start := time.Now()
		readAll(b, s, data)
		ours = min(ours, time.Since(start))
		b.StopTimer()
		start = time.Now()
		if _, _, err := encodingCSV(data); err != nil {
			b.Fatal(err)
		}
		theirs = min(theirs, time.Since(start))
		b.StartTimer()
	}
	b.ReportMetric(float64(theirs)/float64(ours), "x-encoding/csv")
	b.ReportMetric(float64(len(data))/1e6/ours.Seconds(), "best-MB/s")
}

func BenchmarkSurvey(b *testing.B) {
	data := observations(40_000)
	for _, workers := range []int{1, 2} {
		b.Run(fmt.Sprintf("workers=%d", workers), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				mustRun(b, data, Options{Workers: workers, Chunk: 2 << 20})
			}
		})
	}
}

func BenchmarkEncodingCSV(b *testing.B) {
	data := observations(40_000)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := encodingCSV(data); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSHA256(b *testing.B) {
	data := observations(40_000)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		sha256.Sum256(data)
	}
}

func BenchmarkEvidence(b *testing.B) {
	data := observations(40_000)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		new(evidence).add(data)
	}
}
