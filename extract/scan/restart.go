package scan

import "bytes"

// sound is the number of records that a restart must show.
const sound = 3

// dialect is what the header says of the records that follow.
type dialect struct {
	columns int
	quoted  bool // the first name is: so is the first field of a restart
	crlf    bool // records end in CRLF, and restarts follow one
	max     int  // bytes a record
}

// search is the outcome of looking for a restart.
type search struct {
	at    int64 // where to start again; the end of file if nowhere
	found bool
	spent bool  // stopped at the limit
	last  int64 // the last place tried, or where the search began
}

// restart looks for the place where records start again after the broken one
// at the next unread byte. It reads the window up to that place, or to the end
// of file, or to about limit.
func (c *reader) restart(limit int64) (search, error) {
	s := search{last: c.w.offset()}
	for {
		ok, err := c.candidate(limit)
		s.at = c.w.offset()
		if err != nil || !ok {
			s.spent = !c.w.done()
			return s, err
		}
		s.last = s.at
		if s.found, err = c.sound(s.at); err != nil || s.found {
			return s, err
		}
	}
}

// candidate moves the window to the next place before limit where a record
// could start; if there is none, to limit or a little beyond, or to the end of
// file.
func (c *reader) candidate(limit int64) (bool, error) {
	w := &c.w
	for w.offset() < limit {
		b := w.unread()
		k := bytes.IndexByte(b, '\n')
		if k >= 0 && k+1 < len(b) {
			w.pos += k + 1
			if c.follows(b[:k], b[k+1]) {
				return w.offset() < limit, nil
			}
			continue
		}
		w.pos = max(w.pos, w.n-2) // CR and LF may be the last two bytes
		if w.atEnd() {
			w.pos = w.n
			return false, nil
		}
		if err := w.more(); err != nil {
			return false, err
		}
	}
	return false, nil
}

// follows says whether a record could start with first after an LF that
// follows line.
func (c *reader) follows(line []byte, first byte) bool {
	if c.crlf && (len(line) == 0 || line[len(line)-1] != '\r') {
		return false
	}
	if c.quoted {
		return first == '"'
	}
	return first != '\n' && first != '\r'
}

// sound says whether three records, or as many as remain, start at off and
// have the header's number of fields.
func (c *reader) sound(off int64) (bool, error) {
	w := c.lookAhead(off)
	for i := 0; i < sound; i++ {
		if _, err := w.skipBlank(); err != nil {
			return false, err
		}
		if w.done() {
			return true, nil
		}
		_, next, reason, err := w.record(&c.s, c.max)
		if err != nil || reason != "" || c.s.n != c.columns {
			return false, err
		}
		w.pos += next
	}
	return true, nil
}

// lookAhead returns the second window, at off.
func (c *reader) lookAhead(off int64) *window {
	if c.look.buf == nil {
		c.look = window{r: c.w.r, size: c.w.size, stop: c.w.stop, buf: make([]byte, c.step)}
	}
	c.look.seek(off)
	return &c.look
}

// endsInside says whether reading on from off comes to the end of the file
// inside quotes, and not to a quote error before.
func (c *reader) endsInside(off int64) (bool, error) {
	w := c.lookAhead(off)
	for at := atField; ; {
		for _, ch := range w.unread() {
			at = at.after(ch)
		}
		w.pos = w.n
		if at == atError || w.atEnd() {
			return at == inQuotes, nil
		}
		if err := w.more(); err != nil {
			return false, err
		}
	}
}

// place is where in a record a reading stands.
type place uint8

const (
	atField place = iota
	inField
	inQuotes
	afterQuote
	afterCR // that follows a closing quote
	atError
)

func (p place) after(ch byte) place {
	switch {
	case p == inQuotes && ch != '"':
		return inQuotes
	case p == inQuotes:
		return afterQuote
	case p == atError || p == afterCR && ch != '\n':
		return atError
	case ch == ',' || ch == '\n':
		return atField
	case p == afterQuote && ch == '\r':
		return afterCR
	case ch == '"' && (p == atField || p == afterQuote):
		return inQuotes
	case ch == '"' || p == afterQuote:
		return atError
	}
	return inField
}
