package console

import (
	"strings"
	"testing"
	"time"
)

func TestProgressLinesAtASteadyInterval(t *testing.T) {
	s := newScreen(Options{Every: 10 * time.Second}, false)
	p := s.Progress("extract")
	for second := range 45 {
		p.Observe(int64(second)*100, 4500, "rows")
		s.now = s.now.Add(time.Second)
	}
	p.End()
	want := "extract: 1,000 of 4,500 rows (22 %), 100/s, 35 s left\n" +
		"extract: 2,000 of 4,500 rows (44 %), 100/s, 25 s left\n" +
		"extract: 3,000 of 4,500 rows (66 %), 100/s, 15 s left\n" +
		"extract: 4,000 of 4,500 rows (88 %), 100/s, 5.0 s left\n"
	if s.err.String() != want || s.out.Len() > 0 {
		t.Errorf("%s", s.err.String())
	}
}

func TestProgressPhases(t *testing.T) {
	s := newScreen(Options{Every: time.Second}, false)
	p := s.Progress("load")
	step := func(done, total int64, what string) {
		s.now = s.now.Add(2 * time.Second)
		p.Observe(done, total, what)
	}
	step(500, 0, "rows")      // a phase that starts with a head start
	step(700, 0, "rows")      // and has no end
	step(0, 10, "indexes")    // a phase with its own rate
	step(5, 10, "indexes")    //
	step(10, 10, "indexes")   //
	step(12, 10, "indexes")   // more than was announced
	step(1, 1, "a\x1b[2Jb")   // a name that would clear the screen
	step(0, 0, "")            // nothing known
	step(-1, -1, "nonsense ") //
	want := `load: 500 rows
load: 700 rows, 100/s
load: 0 of 10 indexes (0 %)
load: 5 of 10 indexes (50 %), 2/s, 2.0 s left
load: 10 of 10 indexes (100 %), 2/s
load: 12 of 10 indexes (100 %), 2/s
load: 1 of 1 a\x1b[2Jb (100 %)
load: 0
load: -1 nonsense 
`
	if got := s.err.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestProgressSaysNothing(t *testing.T) {
	for _, o := range []Options{{JSON: true}, {Quiet: true}, {JSON: true, Quiet: true}} {
		for _, terminal := range []bool{false, true} {
			s := newScreen(o, terminal)
			p := s.Progress("extract")
			for range 100 {
				s.now = s.now.Add(time.Minute)
				p.Observe(1, 2, "rows")
			}
			p.End()
			if s.err.Len()+s.out.Len() > 0 {
				t.Errorf("%+v, terminal %v: %q", o, terminal, s.err.String())
			}
		}
	}
}

func TestProgressBarOnATerminal(t *testing.T) {
	s := newScreen(Options{}, true)
	p := s.Progress("extract")
	p.Observe(1, 100, "rows")
	p.Observe(50, 100, "rows")
	drawn := s.err.String()
	if !strings.Contains(drawn, "extract: rows") || !strings.Contains(drawn, "[") || s.out.Len() > 0 {
		t.Errorf("drawn %q", drawn)
	}
	if i := strings.IndexFunc(drawn, func(r rune) bool { return r > 126 }); i >= 0 {
		t.Errorf("not plain ASCII: %q", drawn)
	}
	s.err.Reset()
	s.Note("a note")
	text := s.err.String()
	if !strings.HasSuffix(text, "a note\n") || !strings.HasPrefix(text, "\r") {
		t.Errorf("the bar was not cleared before the note: %q", text)
	}
	p.Observe(100, 200, "rows") // the total may grow
	p.Observe(300, 200, "rows") // and be passed
	p.Observe(1, 0, "files")    // and be unknown
	p.End()
	p.End()
}

func BenchmarkObserve(b *testing.B) {
	s := newScreen(Options{}, false)
	p := s.Progress("extract")
	b.ReportAllocs()
	for b.Loop() {
		p.Observe(1, 1000, "rows")
	}
}
