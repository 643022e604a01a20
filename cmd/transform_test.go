package cmd

import (
	"bytes"
	"strings"
	"testing"

	"lollipop/internal/console"
	"lollipop/transform"
)

// A decision of which a key was mistyped did nothing, and nobody was told.
func TestDecisionsAboutNobodyAreSaid(t *testing.T) {
	for n, want := range map[int64]bool{0: false, 2: true} {
		var errs bytes.Buffer
		s := &session{out: console.New(console.Streams{Out: &errs, Err: &errs}, console.Options{})}
		s.warnOfDecisions(transform.Summary{Counts: map[string]int64{"decisions.nobody": n}})
		if got := strings.Contains(errs.String(), "2 decisions about pairs name a record"); got != want {
			t.Errorf("%d decisions about nobody: %q", n, errs.String())
		}
	}
}
