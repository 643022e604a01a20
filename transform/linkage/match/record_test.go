package match

import (
	"strings"
	"testing"
	"unsafe"
)

// Pairs lie anywhere in a long list of records: one that takes two fetches costs twice.
func TestARecordIsFetchedAtOnce(t *testing.T) {
	if n := unsafe.Sizeof(record{}); n != 64 {
		t.Errorf("a record takes %d bytes, want 64", n)
	}
}

// Texts of thousands of words stood where names should: each pair was compared word by word.
func TestANameIsNoText(t *testing.T) {
	if n := len(words(strings.Repeat("word ", 2000))); n != mostWords {
		t.Errorf("%d words, want %d", n, mostWords)
	}
	if n := len(strings.Join(words(strings.Repeat("ab", 1<<20)+" c"), "")); n != maxText {
		t.Errorf("a name of %d letters, want %d", n, maxText)
	}
}
