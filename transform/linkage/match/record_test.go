package match

import (
	"testing"
	"unsafe"
)

// Pairs lie anywhere in a long list of records: one that takes two fetches costs twice.
func TestARecordIsFetchedAtOnce(t *testing.T) {
	if n := unsafe.Sizeof(record{}); n != 64 {
		t.Errorf("a record takes %d bytes, want 64", n)
	}
}
