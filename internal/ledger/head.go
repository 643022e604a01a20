package ledger

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// headName is the file that says how far the ledger had come. A chain shows that
// a line was changed or taken out of its middle, and not that its end is gone.
// Who can write both files can make them agree: this shows a line that was lost,
// and makes a forger do more.
const headName = "ledger.head"

// lost notes, as the outcome of a line, that lines before it are gone.
const lost = "lost"

// head is the content of that file. It is written after the line: a crash between
// leaves it one line behind, never ahead.
type head struct {
	Lines int    `json:"lines"`
	Last  string `json:"last"` // SHA-256 of the last of them, without its end
}

// readHead answers nil where there is none.
func (w *Workspace) readHead() (*head, error) {
	data, err := os.ReadFile(w.Path(headName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	h := &head{}
	if err == nil && json.Unmarshal(data, h) != nil {
		h = &head{Lines: -1}
	}
	return h, err
}

// misses says in words what of the ledger is gone, "" for nothing. sums are those
// of its whole lines.
func (h *head) misses(sums []string) string {
	switch {
	case h == nil:
		return ""
	case h.Lines < 0:
		return headName + " cannot be read"
	case h.Lines > len(sums):
		return fmt.Sprintf("the ledger had %d lines, %d are here", h.Lines, len(sums))
	case h.Lines > 0 && sums[h.Lines-1] != h.Last:
		return fmt.Sprintf("line %d is not the one that was last written there", h.Lines)
	}
	return ""
}

func (w *Workspace) writeHead(h head) error {
	data, err := json.Marshal(h)
	if err != nil {
		return err
	}
	return WriteFile(w.Path(headName), append(data, '\n'))
}

// headFindings holds the ledger against what it had come to.
func (w *Workspace) headFindings(sums []string) ([]Finding, error) {
	h, err := w.readHead()
	if err != nil {
		return nil, fmt.Errorf("read ledger: %w", err)
	}
	words := h.misses(sums)
	if h == nil && len(sums) > 0 {
		words = headName + " is not there: whether the last lines are cannot be told"
	}
	if words == "" {
		return nil, nil
	}
	return []Finding{{Kind: Gone, Path: historyName, Words: words}}, nil
}
