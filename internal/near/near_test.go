package near

import (
	"testing"

	"pgregory.net/rapid"
)

func TestWord(t *testing.T) {
	words := []string{"as_of", "workers", "memory", "target"}
	cases := map[string]string{"asof": "as_of", "WORKERS": "workers", "worker": "workers", "memroy": "memory", "x": "", "": "", "sqlite": ""}
	for word, want := range cases {
		if got := Word(word, words); got != want {
			t.Errorf("%q: %q, want %q", word, got, want)
		}
	}
}

func TestDistance(t *testing.T) {
	if d := distance("kitten", "sitting"); d != 3 {
		t.Errorf("kitten, sitting: %d", d)
	}
	word := rapid.StringMatching(`[abc]{0,8}`)
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := word.Draw(t, "a"), word.Draw(t, "b"), word.Draw(t, "c")
		ab, bc, ac := distance(a, b), distance(b, c), distance(a, c)
		if (ab == 0) != (a == b) || ab != distance(b, a) || ac > ab+bc {
			t.Errorf("%q %q %q: %d %d %d", a, b, c, ab, bc, ac)
		}
	})
}
