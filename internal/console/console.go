package console

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/rs/zerolog"
)

// Options are what --json and --quiet say. The zero value speaks to people.
type Options struct {
	// JSON: objects in place of text, and no progress.
	JSON bool
	// Quiet: no progress and no notes; warnings, errors and results remain.
	Quiet bool
	// Every is the interval of progress lines where no terminal is, 10 s where 0.
	Every time.Duration
	// Now is the clock of rates and intervals, time.Now where nil. It reaches
	// no result.
	Now func() time.Time
}

func (o Options) withDefaults() Options {
	if o.Every <= 0 {
		o.Every = 10 * time.Second // a night's log of ten hours stays readable
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return o
}

// Console speaks for one command. Its methods may be called concurrently; each
// line is written whole.
type Console struct {
	options Options
	streams Streams
	mu      sync.Mutex
	log     zerolog.Logger
	bar     *Progress // the one on the terminal's last line, or nil
}

// New makes the console of one command. It starts no goroutine and needs no
// closing.
func New(s Streams, o Options) *Console {
	c := &Console{options: o.withDefaults(), streams: s}
	c.log = newLog(s.Err, o.JSON)
	if o.Quiet {
		c.log = c.log.Level(zerolog.WarnLevel)
	}
	return c
}

// newLog writes {"type":"log","level":…,"message":…} or plain text.
func newLog(w io.Writer, asJSON bool) zerolog.Logger {
	if asJSON {
		return zerolog.New(w).With().Str("type", "log").Logger()
	}
	return zerolog.New(zerolog.ConsoleWriter{
		Out: w, NoColor: true,
		PartsOrder:    []string{zerolog.LevelFieldName, zerolog.MessageFieldName},
		FormatLevel:   levelWord,
		FormatMessage: func(message any) string { return fmt.Sprint(message) },
	})
}

func levelWord(level any) string {
	if level == zerolog.LevelWarnValue {
		return "warning:"
	}
	return ""
}

// JSON reports that objects are asked for: a command then calls Emit and need
// not make text.
func (c *Console) JSON() bool { return c.options.JSON }

// Note tells what is being done; --quiet leaves it out.
func (c *Console) Note(format string, args ...any) { c.say(c.log.Info(), format, args) }

// Warn tells what should be looked at though the command goes on.
func (c *Console) Warn(format string, args ...any) { c.say(c.log.Warn(), format, args) }

func (c *Console) say(event *zerolog.Event, format string, args []any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.clearBar()
	event.Msg(clean(fmt.Sprintf(format, args...)))
}

// Watched reports that a person sees what Secret shows.
func (c *Console) Watched() bool {
	return c.streams.ErrTerminal && !c.options.JSON && !c.options.Quiet
}

// Secret shows a line on the terminal of a person who watches, in no log and
// nowhere else; where Watched says that nobody does it shows nothing.
func (c *Console) Secret(text string) {
	if !c.Watched() {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.clearBar()
	_, _ = c.streams.Err.Write([]byte(clean(text) + "\n")) // where the terminal is gone nobody is left to read it
}

// Print writes text that was asked for to standard output; with --json it
// writes nothing, Emit does.
func (c *Console) Print(text string) error {
	if c.options.JSON {
		return nil
	}
	return c.out([]byte(text))
}

// Emit writes one result as an object on a line of its own, v's fields after
// "type"; without --json it writes nothing. v must encode as a JSON object.
func (c *Console) Emit(kind string, v any) error {
	if !c.options.JSON {
		return nil
	}
	line, err := object(kind, v)
	if err != nil {
		return err
	}
	return c.out(line)
}

func (c *Console) out(text []byte) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.clearBar()
	if _, err := c.streams.Out.Write(text); err != nil {
		return fmt.Errorf("write to standard output: %w", err)
	}
	return nil
}

// object is {"type":kind, …fields of v} and a line end.
func object(kind string, v any) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, fmt.Errorf("encode %s: %w", kind, err)
	}
	fields, ok := bytes.CutPrefix(buf.Bytes(), []byte("{"))
	if !ok {
		return nil, fmt.Errorf("encode %s: not an object", kind)
	}
	separator := ","
	if bytes.HasPrefix(fields, []byte("}")) {
		separator = ""
	}
	return fmt.Appendf(nil, `{"type":%q%s%s`, kind, separator, fields), nil
}

// hinted is an error that knows what to do next.
type hinted interface{ Hint() string }

// hintOf is the hint of the first error in the chain that has one, or "".
func hintOf(err error) string {
	var h hinted
	if errors.As(err, &h) {
		return h.Hint()
	}
	return ""
}

// failure is the object of an error with --json.
type failure struct {
	Code  int    `json:"code"`
	Error string `json:"error"`
	Hint  string `json:"hint,omitempty"`
}

// Fail tells on standard error what failed and, where the error has a method
// Hint() string, what to do next. code is the exit code that follows.
func (c *Console) Fail(err error, code int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.clearBar()
	// Where standard error is gone nobody is left to tell.
	_, _ = c.streams.Err.Write(c.failureText(err, code))
}

func (c *Console) failureText(err error, code int) []byte {
	words, hint := clean(err.Error()), clean(hintOf(err))
	if c.options.JSON {
		if line, err := object("error", failure{Code: code, Error: words, Hint: hint}); err == nil {
			return line
		}
	}
	text := fmt.Appendf(nil, "error: %s\n", words)
	if hint != "" {
		text = fmt.Appendf(text, "hint: %s\n", hint)
	}
	return text
}
