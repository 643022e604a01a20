package ledger

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"regexp"
	"time"
)

const historyName = "ledger.jsonl"

// noLine stands for the line before the first.
const noLine = "0000000000000000000000000000000000000000000000000000000000000000"

// Outcomes of an Entry.
const (
	Done      = "done"
	Failed    = "failed"
	Cancelled = "cancelled"
	Started   = "started"
	// cut notes that a line torn by a crash was taken off.
	cut = "cut"
)

// Entry is one line of ledger.jsonl.
type Entry struct {
	Command []string `json:"command"` // as typed; Append hides passwords in addresses
	Note    string   `json:"note,omitempty"`
	Outcome string   `json:"outcome"` // Started, Done, Failed, Cancelled, or a word of the command's own
	// Previous is the SHA-256 of the line before without its end, zeros for the
	// first. Append fills it.
	Previous string            `json:"previous"`
	Roots    map[string]string `json:"roots"` // root by stage
	Time     string            `json:"time"`  // RFC 3339, UTC; Append fills it
	Who      string            `json:"who"`
}

// Append adds a line to the ledger and syncs it. A last line that a crash left
// without its end is cut off first, and a line says so. A chain that is broken
// further up is for Verify to report: the ledger goes on. Needs the lock.
func (w *Workspace) Append(now time.Time, e Entry) error {
	if err := w.writable(); err != nil {
		return fmt.Errorf("append to ledger: %w", err)
	}
	f, err := os.OpenFile(w.Path(historyName), os.O_RDWR|os.O_CREATE, fileMode)
	if err != nil {
		return fmt.Errorf("append to ledger: %w", err)
	}
	if err := errors.Join(w.appendEntry(f, now, e), f.Close()); err != nil {
		return fmt.Errorf("append to ledger: %w", err)
	}
	return nil
}

func (w *Workspace) appendEntry(f *os.File, now time.Time, e Entry) error {
	end, sums, torn, err := tail(f)
	if err != nil {
		return err
	}
	was, err := w.readHead()
	if err != nil {
		return err
	}
	var add []Entry
	if torn > 0 {
		if err := f.Truncate(end); err != nil {
			return err
		}
		add = append(add, Entry{Outcome: cut, Note: fmt.Sprintf("a torn last line of %d bytes was cut off", torn)})
	}
	if words := was.misses(sums); words != "" {
		add = append(add, Entry{Outcome: lost, Note: words})
	}
	e.Command = redact(e.Command)
	now = now.UTC()
	is := head{Lines: len(sums), Last: noLine}
	if len(sums) > 0 {
		is.Last = sums[len(sums)-1]
	}
	var text []byte
	for _, one := range append(add, e) {
		if text, is.Last, err = encodeEntry(text, one, is.Last, now.Format(time.RFC3339)); err != nil {
			return err
		}
		is.Lines++
	}
	// One write: a crash leaves whole lines and at most one torn one.
	if _, err := f.WriteAt(text, end); err != nil {
		return errors.Join(err, f.Truncate(end))
	}
	if err := f.Sync(); err != nil {
		return err
	}
	return w.writeHead(is)
}

// encodeEntry appends a line to text and answers the hash of that line.
func encodeEntry(text []byte, e Entry, previous, stamp string) ([]byte, string, error) {
	e.Previous, e.Time = previous, stamp
	e.Roots = filled(e.Roots)
	e.Command = append([]string{}, e.Command...)
	line, err := json.Marshal(e)
	if err != nil {
		return nil, "", err
	}
	return append(append(text, line...), '\n'), sum(line), nil
}

// tail finds where whole lines end, the hash of each, and how many bytes of a
// torn line follow.
func tail(f *os.File) (end int64, sums []string, torn int64, err error) {
	r := bufio.NewReader(f)
	for {
		line, err := r.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			return end, sums, int64(len(line)), nil
		}
		if err != nil {
			return 0, nil, 0, err
		}
		end += int64(len(line))
		sums = append(sums, sum(bytes.TrimSuffix(line, []byte("\n"))))
	}
}

var (
	inAddress  = regexp.MustCompile(`(://[^/@:\s]*):[^/@\s]*@`)
	inSettings = regexp.MustCompile(`(?i)(password=)[^\s&]+`)
)

// redact hides what must never be kept: the passwords of addresses.
func redact(command []string) []string {
	out := make([]string, len(command))
	for i, word := range command {
		word = inAddress.ReplaceAllString(word, "$1:***@")
		out[i] = inSettings.ReplaceAllString(word, "$1***")
	}
	return out
}

// History reads the ledger and checks its chain. It answers the entries and
// what is wrong: a line that is no entry, a line that does not follow from the
// one before, a torn end, lines that were lost. A ledger that never was has neither.
func (w *Workspace) History() ([]Entry, []Finding, error) {
	data, err := os.ReadFile(w.Path(historyName))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, nil, fmt.Errorf("read ledger: %w", err)
	}
	var entries []Entry
	var findings []Finding
	var sums []string
	last, number := noLine, 0
	for len(data) > 0 {
		number++
		line, rest, whole := bytes.Cut(data, []byte("\n"))
		data = rest
		var e Entry
		switch {
		case !whole:
			findings = append(findings, historyFinding(Torn, number, "the line has no end"))
			continue
		case json.Unmarshal(line, &e) != nil:
			findings = append(findings, historyFinding(Altered, number, "the line is no entry"))
		case e.Previous != last:
			findings = append(findings, historyFinding(Altered, number, "the line does not follow from the one before"))
		case e.Outcome == lost:
			findings = append(findings, historyFinding(Gone, number, e.Note))
		}
		last = sum(line)
		entries, sums = append(entries, e), append(sums, last)
	}
	gone, err := w.headFindings(sums)
	return entries, append(findings, gone...), err
}

func historyFinding(kind Kind, line int, words string) Finding {
	return Finding{Kind: kind, Path: historyName, Words: fmt.Sprintf("line %d: %s", line, words)}
}
