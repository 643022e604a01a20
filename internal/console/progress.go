package console

import (
	"fmt"
	"time"

	"github.com/schollz/progressbar/v3"
)

// Progress shows how far one stage is: a bar on a terminal, elsewhere a plain
// line at a steady interval, with --json or --quiet nothing.
type Progress struct {
	console *Console
	name    string
	what    string
	begun   time.Time // of the present phase
	said    time.Time // when the last plain line was written
	first   int64     // done when the phase began: a resumed phase has no head start
	bar     *progressbar.ProgressBar
	total   int64
}

// Progress begins to show a stage by its name. The caller ends it.
func (c *Console) Progress(name string) *Progress {
	now := c.options.Now()
	return &Progress{console: c, name: clean(name), said: now}
}

// Observe tells that done of total units of what ("rows", "bytes") are done;
// total 0 means that it is not known. Another what begins another phase with
// its own rate. It has the form of a stage's observer, may be called from
// several goroutines, and is cheap enough to be called for each batch.
func (p *Progress) Observe(done, total int64, what string) {
	c := p.console
	if c.options.JSON || c.options.Quiet {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.options.Now()
	if p.begun.IsZero() || what != p.what {
		p.begin(now, done, total, what)
	}
	if c.streams.ErrTerminal {
		p.draw(done, total)
		return
	}
	if now.Sub(p.said) >= c.options.Every {
		p.said = now
		// A lost progress line is no reason to stop a migration.
		_, _ = fmt.Fprintln(c.streams.Err, p.line(now, done, total))
	}
}

// End takes the bar away. Observe must not be called after it.
func (p *Progress) End() {
	p.console.mu.Lock()
	defer p.console.mu.Unlock()
	p.console.clearBar()
}

func (p *Progress) begin(now time.Time, done, total int64, what string) {
	p.begun, p.first, p.what = now, done, what
	if !p.console.streams.ErrTerminal {
		return
	}
	p.console.clearBar()
	p.total = total
	p.bar = newBar(p.console, clean(p.name+": "+what), total)
}

// newBar is plain ASCII, and without colour or a goroutine of its own.
func newBar(c *Console, words string, total int64) *progressbar.ProgressBar {
	if total <= 0 {
		total = -1 // a count without an end
	}
	return progressbar.NewOptions64(total,
		progressbar.OptionSetWriter(c.streams.Err),
		progressbar.OptionSetDescription(words),
		progressbar.OptionSetWidth(20),
		progressbar.OptionSetTheme(progressbar.Theme{Saucer: "#", SaucerHead: "#", SaucerPadding: ".", BarStart: "[", BarEnd: "]"}),
		progressbar.OptionShowCount(),
		progressbar.OptionShowIts(),
		progressbar.OptionSetPredictTime(true),
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionSetSpinnerChangeInterval(0),
		progressbar.OptionSpinnerType(9),
		progressbar.OptionClearOnFinish(),
	)
}

func (p *Progress) draw(done, total int64) {
	p.console.bar = p
	if total > 0 && total != p.total {
		p.total = total
		p.bar.ChangeMax64(total)
	}
	if p.total > 0 {
		done = min(done, p.total)
	}
	_ = p.bar.Set64(done) // see Observe
}

// clearBar frees the terminal's last line for text; the next Observe draws the
// bar again below it.
func (c *Console) clearBar() {
	if c.bar == nil {
		return
	}
	_ = c.bar.bar.Clear() // see Observe
	c.bar = nil
}

// line is "extract: 1,200 of 4,800 rows (25 %), 100/s, 36 s left".
func (p *Progress) line(now time.Time, done, total int64) string {
	text := fmt.Sprintf("%s: %s", p.name, Count(done))
	if total > 0 {
		text += " of " + Count(total)
	}
	if p.what != "" {
		text += " " + clean(p.what)
	}
	if total > 0 {
		// Never 100 % before the end.
		text += fmt.Sprintf(" (%d %%)", min(done, total)*100/total)
	}
	spent := now.Sub(p.begun)
	if spent <= 0 || done <= p.first {
		return text
	}
	rate := float64(done-p.first) / spent.Seconds()
	text += fmt.Sprintf(", %s/s", Count(int64(rate)))
	if total > done {
		text += fmt.Sprintf(", %s left", Span(time.Duration(float64(total-done)/rate*float64(time.Second))))
	}
	return text
}
