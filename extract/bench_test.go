package extract

import (
	"bufio"
	"context"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// BenchmarkRun stages a source of 100,000 patients and a million observations
// as the legacy platform writes them, all four passes of it.
func BenchmarkRun(b *testing.B) {
	set, dir := loadMappings(b), b.TempDir()
	d := base("chis", stamp1, 1)
	d.write(b, set, dir)
	folder := filepath.Join(dir, "chis")
	const patients, rows = 100_000, 1_000_000
	size := big(b, filepath.Join(folder, d.file(patientTable)), patients, func(i int) []string {
		return values(d.header(set, patientTable), bigPatient(i))
	})
	size += big(b, filepath.Join(folder, d.file(observationTable)), rows, func(i int) []string {
		return values(d.header(set, observationTable), bigObservation(i, patients))
	})
	for b.Loop() {
		b.StopTimer()
		o := options(b, set, dir)
		runtime.GC()
		b.StartTimer()
		s, err := Run(context.Background(), o)
		if err != nil || s.Quarantined != 0 || s.Staged < patients+rows {
			b.Fatal(err, s.Staged, s.Quarantined)
		}
	}
	b.SetBytes(size)
	b.ReportMetric(float64(rows+patients)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

// big writes a file whose rows after the header are made one by one.
func big(b *testing.B, path string, rows int, make func(int) []string) int64 {
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	w := bufio.NewWriterSize(f, 1<<20)
	for i := -1; i < rows; i++ {
		_, _ = w.WriteString(line(make(i)) + "\r\n")
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	info, err := f.Stat()
	if err != nil || f.Close() != nil {
		b.Fatal(err)
	}
	return info.Size()
}

// values puts a row in the header's order; no row gives the header.
func values(header []string, r row) []string {
	if r == nil {
		return header
	}
	out := make([]string, len(header))
	for i, name := range header {
		out[i] = r[name]
	}
	return out
}

// scattered is a GUID without order, as the source has them.
func scattered(kind byte, n int) string {
	var raw [16]byte
	raw[0] = kind
	for i, x := 1, uint64(n)*0x9E3779B97F4A7C15+uint64(kind); i < 16; i++ {
		x ^= x >> 29
		x *= 0xBF58476D1CE4E5B9
		raw[i] = byte(x >> 56)
	}
	h := strings.ToUpper(hex.EncodeToString(raw[:]))
	return "{" + h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:] + "}"
}

func bigPatient(i int) row {
	if i < 0 {
		return nil
	}
	r := patient(1)
	r["PatientGuid"], r["PersonGuid"] = scattered(pat, i), scattered(per, i)
	r["DateOfBirth"] = fmt.Sprintf("20%02d-%02d-%02d", i%21, 1+i%12, 1+i%28)
	r["NumberAndStreet"], r["Town"], r["Postcode"] = fmt.Sprintf("%d Test Street", i%90), "Lancaster", "LA1 4YW"
	r["PatientTypeDescription"] = "Child Health Services"
	return r
}

func bigObservation(i, patients int) row {
	if i < 0 {
		return nil
	}
	r := observation(1, 1)
	r["ObservationGuid"], r["PatientGuid"] = scattered(obs, i), scattered(pat, i*7919%patients)
	r["EffectiveDate"] = fmt.Sprintf("20%02d-%02d-%02d", 1+i%20, 1+i%12, 1+i%28)
	r["EnteredDate"], r["EnteredTime"] = r["EffectiveDate"], fmt.Sprintf("%02d:%02d:00", 8+i%10, i%60)
	r["ClinicianUserInRoleGuid"], r["EnteredByUserInRoleGuid"] = scattered(usr, i%3000), scattered(usr, i%3001)
	r["ConsultationGuid"] = scattered('9', i/3)
	r["AssociatedText"] = fmt.Sprintf("Batch Number: A%d, left thigh", i%5000)
	r["ObservationType"], r["ProcessingId"] = "Immunisation", fmt.Sprint(i)
	if i%5 == 0 {
		r["Value"], r["NumericUnit"] = fmt.Sprintf("%d.%d", 3+i%40, i%10), "kg"
	}
	return r
}
