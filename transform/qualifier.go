package transform

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"lollipop/internal/chis"
)

// vaccineFacts are what the qualifiers of an 8.x observation say of a vaccine.
type vaccineFacts struct {
	batch, site, route, maker string
	expiry                    string    // as sent
	expires                   chis.Date // none where expiry is no full date
}

// Qualifiers come from outside: what is longer, deeper or more than these is
// not read.
const (
	maxQualifiers      = 8000 // bytes; the length that the specification declares
	maxQualifierDepth  = 8
	maxQualifierValues = 64
)

// readQualifiers reads the fragment of XML in the column Qualifiers:
//
//	<qualifier><item><key codeId="0">Manufacturer</key><value>bexsero</value></item></qualifier>
//
// one or several, with or without an element around them. It knows elements,
// attributes, text, the five entities of XML and characters by number, and
// nothing else: no declaration, comment, CDATA or document type. The published
// example is cut short, so that other elements are passed over. ok is false where
// the text is no such fragment; then nothing of it is used.
func readQualifiers(text []byte) (facts vaccineFacts, ok bool) {
	if len(text) > maxQualifiers || !utf8.Valid(text) {
		return vaccineFacts{}, false
	}
	p := qualifierParser{rest: text}
	for len(p.rest) > 0 {
		if !p.step() {
			return vaccineFacts{}, false
		}
	}
	if len(p.open) > 0 {
		return vaccineFacts{}, false
	}
	return p.facts, true
}

// qualifierParser walks over a fragment from left to right.
type qualifierParser struct {
	rest   []byte
	open   []string // names of the elements that are open
	text   []byte   // of the element that was opened last
	key    string
	values int
	facts  vaccineFacts
}

// step reads one tag, or the text up to the next.
func (p *qualifierParser) step() bool {
	if p.rest[0] != '<' {
		return p.characters()
	}
	end := tagEnd(p.rest)
	if end < 0 {
		return false
	}
	tag := p.rest[1:end]
	p.rest = p.rest[end+1:]
	if bytes.HasPrefix(tag, []byte{'/'}) {
		return p.close(string(bytes.TrimRight(tag[1:], " \t\r\n")))
	}
	empty := bytes.HasSuffix(tag, []byte{'/'})
	name, ok := startTag(bytes.TrimSuffix(tag, []byte{'/'}))
	if !ok || len(p.open) == maxQualifierDepth {
		return false
	}
	p.open, p.text = append(p.open, name), p.text[:0]
	if strings.EqualFold(name, "item") {
		p.key = ""
	}
	return !empty || p.close(name)
}

// tagEnd is the place of the > that ends a tag: one in quotes does not.
func tagEnd(b []byte) int {
	quote := byte(0)
	for i, c := range b {
		switch {
		case quote != 0 && c == quote:
			quote = 0
		case quote != 0:
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i
		case c == '<' && i > 0:
			return -1
		}
	}
	return -1
}

// startTag is the name in a start tag, whose attributes must be whole.
func startTag(tag []byte) (string, bool) {
	n := nameLength(tag)
	name, rest := string(tag[:n]), tag[n:]
	for n > 0 {
		after := bytes.TrimLeft(rest, " \t\r\n")
		if len(after) == 0 {
			return name, true
		}
		k := nameLength(after)
		if k == 0 {
			return "", false
		}
		value := bytes.TrimLeft(after[k:], " \t\r\n")
		if len(value) == 0 || value[0] != '=' {
			return "", false
		}
		value = bytes.TrimLeft(value[1:], " \t\r\n")
		if len(value) == 0 || value[0] != '"' && value[0] != '\'' {
			return "", false
		}
		end := bytes.IndexByte(value[1:], value[0])
		if end < 0 || bytes.IndexByte(value[1:1+end], '<') >= 0 {
			return "", false
		}
		if _, ok := plainText(value[1 : 1+end]); !ok {
			return "", false
		}
		rest = value[end+2:]
	}
	return "", false
}

// nameLength is the length of the name that b begins with. Of the names that XML
// knows only those of ASCII occur here.
func nameLength(b []byte) int {
	for i, c := range b {
		letter := c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_'
		if !letter && (i == 0 || c != '-' && c != '.' && (c < '0' || c > '9')) {
			return i
		}
	}
	return len(b)
}

func (p *qualifierParser) characters() bool {
	n := bytes.IndexByte(p.rest, '<')
	if n < 0 {
		n = len(p.rest)
	}
	text, ok := plainText(p.rest[:n])
	p.text, p.rest = append(p.text, text...), p.rest[n:]
	return ok && (len(p.open) > 0 || len(bytes.TrimSpace(text)) == 0)
}

// close ends the element that was opened last. A value is that of the key before
// it in its item.
func (p *qualifierParser) close(name string) bool {
	if len(p.open) == 0 || p.open[len(p.open)-1] != name {
		return false
	}
	p.open = p.open[:len(p.open)-1]
	text := strings.TrimSpace(string(p.text))
	p.text = p.text[:0]
	switch strings.ToLower(name) {
	case "key":
		p.key = text
	case "value":
		if p.values++; p.values > maxQualifierValues {
			return false
		}
		p.facts.take(p.key, text)
	}
	return true
}

// take keeps the first value of each kind.
func (f *vaccineFacts) take(key, value string) {
	keep := func(to *string) {
		if *to == "" {
			*to = value
		}
	}
	switch strings.ToLower(key) {
	case "batch number", "batch":
		keep(&f.batch)
	case "expiry date", "expiry":
		keep(&f.expiry)
		f.expires = expiryDate(f.expiry)
	case "injection site", "site":
		keep(&f.site)
	case "route", "route of administration": // memory, unverified: no published example has one
		keep(&f.route)
	case "manufacturer":
		keep(&f.maker)
	}
}

// plainText reads text with the five entities and characters by number; a line
// end becomes LF, as in any XML. A character that XML does not allow makes it no
// text.
func plainText(b []byte) ([]byte, bool) {
	if bytes.Contains(b, []byte("]]>")) {
		return nil, false
	}
	var out []byte
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		switch r {
		case '&':
			end := bytes.IndexByte(b, ';')
			if end < 0 {
				return nil, false
			}
			var ok bool
			if r, ok = character(string(b[1:end])); !ok {
				return nil, false
			}
			n = end + 1
		case '\r':
			if r = '\n'; len(b) > 1 && b[1] == '\n' {
				n = 2
			}
		}
		if !allowedInXML(r) {
			return nil, false
		}
		out, b = utf8.AppendRune(out, r), b[n:]
	}
	return out, true
}

// character is what an entity or a reference by number stands for.
func character(name string) (rune, bool) {
	switch name {
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "amp":
		return '&', true
	case "apos":
		return '\'', true
	case "quot":
		return '"', true
	}
	digits, ok := strings.CutPrefix(name, "#")
	base := 10
	if hex, is := strings.CutPrefix(digits, "x"); is {
		digits, base = hex, 16
	}
	if !ok || strings.ContainsAny(digits, "+-_") {
		return 0, false
	}
	n, err := strconv.ParseUint(digits, base, 64)
	if err != nil || n > unicode.MaxRune {
		return 0, false
	}
	if r := rune(n); utf8.ValidRune(r) {
		return r, true
	}
	return utf8.RuneError, true
}

func allowedInXML(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= 0x20 && r <= 0xD7FF || r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 && r <= unicode.MaxRune
}

// expiryDate reads a date as EMIS renders it: 31/01/2021, 31-Jan-2021 or
// 2021-01-31.
func expiryDate(text string) chis.Date {
	if d, ok := chis.ParseDate(text); ok {
		return d
	}
	if len(text) == len("31/01/2021") && text[2] == '/' && text[5] == '/' {
		d, _ := chis.ParseDate(text[6:] + "-" + text[3:5] + "-" + text[:2])
		return d
	}
	if len(text) == len("31-Jan-2021") && text[2] == '-' && text[6] == '-' {
		const months = "janfebmaraprmayjunjulaugsepoctnovdec"
		at := strings.Index(months, strings.ToLower(text[3:6]))
		if at >= 0 && at%3 == 0 {
			d, _ := chis.ParseDate(fmt.Sprintf("%s-%02d-%s", text[7:], at/3+1, text[:2]))
			return d
		}
	}
	return 0
}
