package xmlscan

import "io"

// Options bound the work. The zero value is sensible.
type Options struct {
	MaxDepth      int   // elements inside each other
	MaxName       int   // bytes of a name
	MaxAttributes int   // of one tag
	MaxToken      int   // bytes of a token, as it stands in the file
	MaxReferences int64 // bytes that all references together become

	// Decode appends text of a single-byte encoding to dst in UTF-8. Nil means
	// that the input is UTF-8. Bytes below 80 must be those of ASCII.
	Decode func(dst, text []byte) []byte

	window int // bytes of the first buffer; tests make it tiny
}

func (o Options) withDefaults() Options {
	if o.MaxDepth <= 0 {
		o.MaxDepth = 256 // a medical record needs fewer than 20
	}
	if o.MaxName <= 0 {
		o.MaxName = 1 << 10
	}
	if o.MaxAttributes <= 0 {
		o.MaxAttributes = 64
	}
	if o.MaxToken <= 0 {
		o.MaxToken = 8 << 20 // a scanned letter in base64; the longest text of a record is far below
	}
	if o.MaxReferences <= 0 {
		o.MaxReferences = 64 << 20
	}
	if o.window <= 0 {
		o.window = 128 << 10 // stays in the cache nearest to a core's own
	}
	return o
}

// Kind is the kind of a token.
type Kind uint8

// The kinds of token. An empty-element tag gives a Start and an End of the same
// bytes. What stands between CDATA marks is a Section of its own beside the
// Text around it.
const (
	EOF Kind = iota
	Start
	End
	Text
	Section
	Comment
	Instruction // also an XML declaration, of which Name is "xml"
)

// Attr is an attribute: its name as written, its value with references resolved.
type Attr struct{ Name, Value []byte }

// Scanner reads tokens. What it gives out is valid until the next call. It is
// used by one goroutine.
type Scanner struct {
	o Options
	r io.Reader // nil where all bytes are held

	buf  []byte
	base int64 // offset of buf[0]
	eof  bool  // nothing follows buf
	pos  int   // first unread byte

	first, last int // the token
	kind        Kind
	name, text  []byte
	attrs       []Attr
	closing     bool // an empty element's End is due

	open   []byte // names of the open elements, one after the other
	bounds []int  // where each begins in open

	scratch []byte // of a decoded text
	values  []byte // of decoded attribute values
	made    int64  // bytes that references became
	begun   bool   // something other than a byte order mark was read
	rooted  bool   // an element ended outermost, so that an XML declaration begins another document
	err     error
}

// New returns a scanner of r.
func New(r io.Reader, o Options) *Scanner {
	s := &Scanner{o: o.withDefaults()}
	s.r = r
	s.buf = make([]byte, 0, s.o.window)
	return s
}

// Reset makes the scanner read data, whose first byte has the given offset, with
// the options it has. Data is not changed.
func (s *Scanner) Reset(data []byte, offset int64) {
	s.r, s.buf, s.base, s.eof, s.pos = nil, data, offset, true, 0
	s.first, s.last, s.closing, s.begun, s.rooted, s.made, s.err = 0, 0, false, false, false, 0, nil
	s.open, s.bounds = s.open[:0], s.bounds[:0]
}

// Name is the name of a Start or End as written, or the target of an
// Instruction.
func (s *Scanner) Name() []byte { return s.name }

// Text is what a Text or Section says, in UTF-8, or the inside of a Comment or
// Instruction as it stands.
func (s *Scanner) Text() []byte { return s.text }

// Attrs are the attributes of a Start, in their order.
func (s *Scanner) Attrs() []Attr { return s.attrs }

// Offset is the place of the token's first byte.
func (s *Scanner) Offset() int64 { return s.base + int64(s.first) }

// After is the place of the byte after the token.
func (s *Scanner) After() int64 { return s.base + int64(s.last) }

// Raw is the token as it stands in the input.
func (s *Scanner) Raw() []byte { return s.buf[s.first:s.last] }

// Depth is how many elements are open. A Start counts, an End no more.
func (s *Scanner) Depth() int { return len(s.bounds) }

// Next reads a token. After a *SyntaxError it gives the same again until
// [Scanner.Skip] leads on; Offset is then where the token that is broken begins.
// Other errors are those of the reader.
func (s *Scanner) Next() (Kind, error) {
	if s.closing {
		s.closing = false
		s.pop()
		s.kind = End
		return End, nil
	}
	for s.err == nil {
		s.first = s.pos
		next, kind := s.token(s.buf, s.pos)
		if next-s.first > s.o.MaxToken {
			next = s.fail(s.first, TokenTooLong)
		}
		if next > 0 {
			s.pos, s.last, s.kind = next, next, kind
			return kind, nil
		}
		if s.err != nil {
			break
		}
		if s.eof {
			return s.end()
		}
		s.fill()
	}
	s.last = s.first
	return EOF, s.err
}

// token reads the token at i. It returns 0 where the bytes do not reach, or
// where it is broken.
func (s *Scanner) token(b []byte, i int) (next int, kind Kind) {
	if len(b)-i < 2 {
		if i < len(b) && b[i] != '<' {
			return s.characters(b, i), Text
		}
		return 0, EOF
	}
	switch c := b[i+1]; {
	case b[i] != '<':
		return s.characters(b, i), Text
	case c == '/':
		return s.endTag(b, i), End
	case c == '!':
		return s.declaration(b, i)
	case c == '?':
		return s.instruction(b, i), Instruction
	}
	return s.startTag(b, i), Start
}

// end says how the input ended.
func (s *Scanner) end() (Kind, error) {
	s.last = s.first
	if s.first < len(s.buf) || len(s.bounds) > 0 {
		s.fail(len(s.buf), EndsInside)
		return EOF, s.err
	}
	s.kind = EOF
	return EOF, nil
}

// fail notes what is wrong at place i of the window. It returns 0 for the
// readers of tokens.
func (s *Scanner) fail(i int, why Reason) int {
	s.err = &SyntaxError{s.base + int64(i), why}
	return 0
}

// short says that a token that begins at s.first goes on after the window, or
// that it never ends.
func (s *Scanner) short() int {
	if len(s.buf)-s.first > s.o.MaxToken {
		return s.fail(s.first, TokenTooLong)
	}
	return 0
}

func (s *Scanner) push(name []byte) {
	s.bounds = append(s.bounds, len(s.open))
	s.open = append(s.open, name...)
}

func (s *Scanner) pop() {
	last := len(s.bounds) - 1
	s.open, s.bounds = s.open[:s.bounds[last]], s.bounds[:last]
	s.rooted = s.rooted || last == 0
}

// top is the name of the innermost open element.
func (s *Scanner) top() []byte {
	if len(s.bounds) == 0 {
		return nil
	}
	return s.open[s.bounds[len(s.bounds)-1]:]
}
