package transform

import (
	"strings"
	"testing"

	"lollipop/transform/merge"
)

// Notes said 13 and 27 days whatever tolerance.csv said.
func TestNotesSayTheDaysInEffect(t *testing.T) {
	c := &childBuilder{builder: &builder{t: &run{windows: merge.Windows{Probable: 5, Possible: 9}}}}
	for kind, want := range map[noteKind]string{
		noteProbable: "2 doses follow another of the same antigens within 5 days", notePossible: "within 6 to 9 days", noteInFuture: "2 events are dated",
	} {
		if got := c.noteText(kind, 2); !strings.Contains(got, want) || strings.Contains(got, "%!") {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
