package console

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"time"
)

// screen is a console whose streams and clock a test holds.
type screen struct {
	*Console
	out, err bytes.Buffer
	now      time.Time
}

func newScreen(o Options, terminal bool) *screen {
	s := &screen{now: time.Date(2024, 3, 1, 12, 0, 0, 0, time.UTC)}
	o.Now = func() time.Time { return s.now }
	s.Console = New(Streams{Out: &s.out, Err: &s.err, ErrTerminal: terminal}, o)
	return s
}

// objects reads lines that must all be JSON objects.
func objects(t *testing.T, text string) []map[string]any {
	t.Helper()
	var list []map[string]any
	for line := range strings.Lines(text) {
		var o map[string]any
		if err := json.Unmarshal([]byte(line), &o); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		list = append(list, o)
	}
	return list
}

type result struct {
	Rows int64  `json:"rows"`
	Name string `json:"name"`
}

func TestModes(t *testing.T) {
	cases := []struct {
		name     string
		options  Options
		out, err string
	}{
		{"people", Options{}, "3 rows\n", "reading\nwarning: a file is short\nerror: bad\n"},
		{"quiet", Options{Quiet: true}, "3 rows\n", "warning: a file is short\nerror: bad\n"},
		{
			"json",
			Options{JSON: true},
			`{"type":"summary","rows":3,"name":"<a>"}` + "\n",
			`{"level":"info","type":"log","message":"reading"}` + "\n" +
				`{"level":"warn","type":"log","message":"a file is short"}` + "\n" +
				`{"type":"error","code":1,"error":"bad"}` + "\n",
		},
		{
			"json, quiet",
			Options{JSON: true, Quiet: true},
			`{"type":"summary","rows":3,"name":"<a>"}` + "\n",
			`{"level":"warn","type":"log","message":"a file is short"}` + "\n" +
				`{"type":"error","code":1,"error":"bad"}` + "\n",
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s := newScreen(c.options, false)
			s.Note("reading")
			s.Warn("a %s is short", "file")
			if err := errors.Join(s.Print("3 rows\n"), s.Emit("summary", result{3, "<a>"})); err != nil {
				t.Fatal(err)
			}
			s.Fail(errors.New("bad"), 1)
			if s.out.String() != c.out || s.err.String() != c.err {
				t.Errorf("out %q\nerr %q", s.out.String(), s.err.String())
			}
			if s.JSON() != c.options.JSON {
				t.Error("JSON() is wrong")
			}
		})
	}
}

type hintError struct{ hint string }

func (e hintError) Error() string { return "open work" }
func (e hintError) Hint() string  { return e.hint }

func TestFail(t *testing.T) {
	cases := []struct {
		err         error
		plain       string
		words, hint string
	}{
		{errors.New("open work"), "error: open work\n", "open work", ""},
		{fmt.Errorf("run extract: %w", hintError{"name another folder"}), "error: run extract: open work\nhint: name another folder\n", "run extract: open work", "name another folder"},
		{hintError{""}, "error: open work\n", "open work", ""},
		{errors.Join(errors.New("a"), hintError{"b\x1b[2J"}), "error: a; open work\nhint: b\\x1b[2J\n", "a; open work", `b\x1b[2J`},
	}
	for _, c := range cases {
		s := newScreen(Options{}, false)
		s.Fail(c.err, 6)
		if s.err.String() != c.plain || s.out.Len() > 0 {
			t.Errorf("%q, want %q", s.err.String(), c.plain)
		}
		s = newScreen(Options{JSON: true}, false)
		s.Fail(c.err, 6)
		o := objects(t, s.err.String())[0]
		hint, _ := o["hint"].(string)
		if o["type"] != "error" || o["code"] != 6.0 || o["error"] != c.words || hint != c.hint {
			t.Errorf("%v", o)
		}
	}
}

func TestEmitRefusesWhatIsNoObject(t *testing.T) {
	s := newScreen(Options{JSON: true}, false)
	for _, v := range []any{5, "text", []int{1}, nil, func() {}} {
		if err := s.Emit("x", v); err == nil {
			t.Errorf("%T was written", v)
		}
	}
	if err := s.Emit("empty", struct{}{}); err != nil || s.out.String() != `{"type":"empty"}`+"\n" {
		t.Errorf("%q, %v", s.out.String(), err)
	}
}

// closed is a pipe whose reader has gone.
type closed struct{}

func (closed) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestOutputThatCannotBeWritten(t *testing.T) {
	c := New(Streams{Out: closed{}, Err: closed{}}, Options{})
	if err := c.Print("x"); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("error is %v", err)
	}
	c.Note("nobody reads this")
	c.Fail(errors.New("nor this"), 1)
	c.Progress("extract").Observe(1, 2, "rows")
}

// Many workers speak at once: no line is torn. Run with -race.
func TestLinesAreWhole(t *testing.T) {
	var out, errs bytes.Buffer
	c := New(Streams{Out: &out, Err: &errs}, Options{JSON: true})
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			p := c.Progress("load")
			for j := range 50 {
				c.Note("worker %d, line %d", i, j)
				p.Observe(int64(j), 50, "rows")
				if err := c.Emit("line", result{Rows: int64(j)}); err != nil {
					t.Error(err)
				}
			}
			p.End()
		})
	}
	group.Wait()
	if got := len(objects(t, out.String())); got != 400 {
		t.Errorf("%d results", got)
	}
	if got := len(objects(t, errs.String())); got != 400 {
		t.Errorf("%d notes", got)
	}
}

func TestSystemStreamsAreNoTerminalHere(t *testing.T) {
	t.Setenv("TERM", "dumb")
	if s := SystemStreams(); s.OutTerminal || s.ErrTerminal || s.Out == nil || s.Err == nil {
		t.Errorf("%+v", s)
	}
}

// A secret is for the eyes of one who watches: in no object, in no log.
func TestSecret(t *testing.T) {
	for _, c := range []struct {
		options  Options
		terminal bool
		shown    bool
	}{
		{Options{}, true, true},
		{Options{}, false, false},
		{Options{JSON: true}, true, false},
		{Options{Quiet: true}, true, false},
	} {
		s := newScreen(c.options, c.terminal)
		s.Secret("opens with: hunter2")
		if s.Watched() != c.shown || (s.err.String() == "opens with: hunter2\n") != c.shown || s.out.Len() > 0 {
			t.Errorf("%+v: %q, %q", c, s.err.String(), s.out.String())
		}
	}
}
