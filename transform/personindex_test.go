package transform

import (
	"testing"

	"pgregory.net/rapid"

	"lollipop/internal/chis"
)

func TestPersonIndexFindsEveryRecordAndNoOther(t *testing.T) {
	key := rapid.Custom(func(r *rapid.T) personKey {
		return personKey{
			source:  int32(rapid.IntRange(0, 1).Draw(r, "source")),
			org:     chis.GUID{15: byte(rapid.IntRange(0, 2).Draw(r, "org"))},
			patient: chis.GUID{0: byte(rapid.IntRange(0, 9).Draw(r, "low")), 15: byte(rapid.IntRange(0, 9).Draw(r, "high"))},
		}
	})
	rapid.Check(t, func(r *rapid.T) {
		keys := rapid.SliceOfNDistinct(key, 0, 60, func(k personKey) personKey { return k }).Draw(r, "keys")
		persons := make([]person, len(keys))
		for i, k := range keys {
			persons[i].personKey = k
		}
		ix := newPersonIndex(persons)
		for i, k := range keys {
			if got := ix.find(k); got != int32(i) {
				r.Fatalf("record %d found at %d", i, got)
			}
		}
		if got := ix.find(personKey{source: 7}); got != -1 {
			r.Fatalf("a key that no record has was found at %d", got)
		}
	})
}
