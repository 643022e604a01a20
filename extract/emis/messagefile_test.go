package emis

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"testing"

	"lollipop/extract/xmlscan"
	"lollipop/mappings"
)

// Each piece of a text copied all before it: a record of two megabytes took
// hundreds of gigabytes.
func TestATextOfManyPieces(t *testing.T) {
	const n = 20_000
	text := []byte("<MedicalRecord><x>" + strings.Repeat("a<b/>", n) + "<c>d</c>e</x></MedicalRecord>")
	m := NewMessage(NewMessages(&mappings.Set{}), "", false)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if err := m.Read(text); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	if got, want := string(m.text(0, "x")), strings.Repeat("a", n)+"e"; got != want || string(m.text(0, "x", "c")) != "d" {
		t.Errorf("%d bytes of text, want %d", len(got), len(want))
	}
	if made := after.TotalAlloc - before.TotalAlloc; made > 40<<20 {
		t.Errorf("%d bytes were allocated for %d", made, len(text))
	}
}

// Records of a file were numbered without an end, in memory.
func TestNoMoreMessagesThanAreRead(t *testing.T) {
	m := &messageSurveyor{
		s: xmlscan.New(strings.NewReader(strings.Repeat("<MedicalRecord/>", 3)), MessageOptions(false)), ctx: context.Background(),
		out: &MessageSurvey{}, depth: -1, most: 2,
	}
	var err error
	for more := true; more && err == nil; {
		more, err = m.outside()
	}
	if !errors.Is(err, ErrTooManyRows) || len(m.out.Spans) != 2 {
		t.Errorf("%v, %d records", err, len(m.out.Spans))
	}
}
