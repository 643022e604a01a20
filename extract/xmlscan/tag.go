package xmlscan

import "bytes"

// startTag reads the start tag, or empty-element tag, at i.
func (s *Scanner) startTag(b []byte, i int) int {
	n := s.readName(b, i+1)
	if n == 0 {
		return 0
	}
	name := b[i+1 : n]
	s.attrs, s.values = s.attrs[:0], s.values[:0]
	if b[n] != '>' {
		if n = s.attributes(b, n); n == 0 {
			return 0
		}
	}
	empty := b[n] == '/'
	if empty {
		if n++; n == len(b) {
			return s.short()
		}
		if b[n] != '>' {
			return s.fail(n, BadTag)
		}
	}
	if len(s.bounds) == s.o.MaxDepth {
		return s.fail(i, TooDeep)
	}
	s.push(name)
	s.name, s.text, s.closing, s.begun = name, nil, empty, true
	return n + 1
}

// attributes reads what follows a tag's name, up to '>' or '/'.
func (s *Scanner) attributes(b []byte, n int) int {
	for {
		from := n
		for n < len(b) && class[b[n]]&blank != 0 {
			n++
		}
		switch {
		case n == len(b):
			return s.short()
		case class[b[n]]&closer != 0:
			return n
		case n == from:
			return s.fail(n, BadTag)
		case len(s.attrs) == s.o.MaxAttributes:
			return s.fail(n, ManyAttributes)
		}
		if n = s.attribute(b, n); n == 0 {
			return 0
		}
	}
}

// attribute reads a name, an equals sign and a quoted value.
func (s *Scanner) attribute(b []byte, from int) int {
	n := s.readName(b, from)
	if n == 0 {
		return 0
	}
	name := b[from:n]
	for i := range s.attrs {
		if bytes.Equal(s.attrs[i].Name, name) {
			return s.fail(from, TwiceAttribute)
		}
	}
	if n = s.skipBlank(b, n); n == 0 {
		return 0
	}
	if b[n] != '=' {
		return s.fail(n, BadTag)
	}
	if n = s.skipBlank(b, n+1); n == 0 {
		return 0
	}
	quote := b[n]
	if quote != '"' && quote != '\'' {
		return s.fail(n, BadTag)
	}
	n++
	length := bytes.IndexByte(b[n:], quote)
	if length < 0 {
		if at := bytes.IndexByte(b[n:], '<'); at >= 0 {
			return s.fail(n+at, BadTag)
		}
		return s.short()
	}
	value, ok := s.value(b, n, n+length)
	if !ok {
		return 0
	}
	s.attrs = append(s.attrs, Attr{name, value})
	return n + length + 1
}

// value is the value of an attribute between quotes.
func (s *Scanner) value(b []byte, from, to int) ([]byte, bool) {
	var seen uint8
	for n := from; n < to; n++ {
		if seen |= inText[b[n]]; seen&stops != 0 {
			s.fail(n, BadTag)
			return nil, false
		}
	}
	if seen&^bracket == 0 {
		return b[from:to], true
	}
	start := len(s.values)
	var ok bool
	s.values, ok = s.resolve(s.values, b, from, to, seen)
	return s.values[start:], ok
}

func (s *Scanner) skipBlank(b []byte, n int) int {
	for n < len(b) && class[b[n]]&blank != 0 {
		n++
	}
	if n == len(b) {
		return s.short()
	}
	return n
}

// endTag reads the end tag at i, which must close the innermost element.
func (s *Scanner) endTag(b []byte, i int) int {
	if len(s.bounds) == 0 {
		return s.fail(i, WrongEnd)
	}
	top := s.top()
	n := i + 2 + len(top)
	if n < len(b) && b[n] == '>' && bytes.Equal(b[i+2:n], top) {
		s.name, s.text = b[i+2:n], nil
		s.pop()
		return n + 1
	}
	if n = s.readName(b, i+2); n == 0 {
		return 0
	}
	s.name, s.text = b[i+2:n], nil
	if !bytes.Equal(s.name, top) {
		return s.fail(i, WrongEnd)
	}
	if n = s.skipBlank(b, n); n == 0 {
		return 0
	}
	if b[n] != '>' {
		return s.fail(n, BadTag)
	}
	s.pop()
	return n + 1
}
