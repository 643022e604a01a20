//go:build mutant

package extract

import (
	"context"
	"maps"
	"slices"
	"testing"
)

// Each mutant changes what is written; none stops the run, and none changes
// another table than its own.
func TestMutants(t *testing.T) {
	set, dir := loadMappings(t), t.TempDir()
	crowd(t, set, dir)
	run := func(name string) (Summary, map[string]string) {
		t.Setenv(mutantVariable, name)
		o := options(t, set, dir)
		s, err := Run(context.Background(), o)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		return s, sums(t, o)
	}
	sound, plain := run("")
	for _, name := range append(slices.Sorted(maps.Keys(mutants)), excludeExtra) {
		s, got := run(name)
		if maps.Equal(plain, got) {
			t.Errorf("%s changes nothing", name)
		}
		if s.Read != sound.Read || s.Quarantined != sound.Quarantined || (s.Staged != sound.Staged) != (name == excludeExtra) {
			t.Errorf("%s shows in the counts: %+v", name, s)
		}
	}
}
