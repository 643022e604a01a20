package emis

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"strconv"

	"lollipop/internal/chis"
	"lollipop/mappings"
)

// column makes the text of one column of a row.
func (m *Message) column(at int32, c *mappings.XMLColumn) []byte {
	switch c.As {
	case "date":
		return m.day(m.firstText(at, c.Paths), c.Argument != "")
	case "precision":
		return m.precision(at, c)
	case "time":
		_, clock, _ := bytes.Cut(trim(m.firstText(at, c.Paths)), []byte{' '})
		return trim(clock)
	case "first", "rest":
		return forenames(m.firstText(at, c.Paths), c.As == "first")
	case "words":
		return m.words(m.firstText(at, c.Paths), c)
	case "organisation":
		return m.organisation()
	case "code", "local", "snomed":
		return m.code(at, c)
	case "qualifiers":
		return m.qualifiers(m.follow(at, c.Paths[0]))
	case "ident", "reference", "above":
		return m.identity(at, c)
	}
	return m.firstText(at, c.Paths)
}

// keep copies a text that is made into the memory of the row.
func (m *Message) keep(parts ...[]byte) []byte {
	start := len(m.made)
	for _, p := range parts {
		m.made = append(m.made, p...)
	}
	return m.made[start:len(m.made):len(m.made)]
}

// day writes dd/MM/yyyy, perhaps with a time, as yyyy-MM-dd. MM/yyyy or yyyy
// becomes the first day of it where another column says how precise the date is;
// without one that day would be invented. Another text stays as it is, and is
// then no date.
func (m *Message) day(text []byte, partial bool) []byte {
	date, ok := datePart(text)
	if !ok {
		return text
	}
	parts := bytes.Split(date, []byte{'/'})
	one := []byte("01")
	switch {
	case len(parts) == 3 && twoDigits(parts[0]) && twoDigits(parts[1]) && fourDigits(parts[2]):
		return m.keep(parts[2], dash, padded(parts[1]), dash, padded(parts[0]))
	case partial && len(parts) == 2 && twoDigits(parts[0]) && fourDigits(parts[1]):
		return m.keep(parts[1], dash, padded(parts[0]), dash, one)
	case partial && len(parts) == 1 && fourDigits(parts[0]):
		return m.keep(parts[0], dash, one, dash, one)
	}
	return text
}

// datePart is what stands before the blank; it is not ok where what follows is no
// time of day, as in "12/05/2019 approx".
func datePart(text []byte) (date []byte, ok bool) {
	date, clock, timed := bytes.Cut(trim(text), []byte{' '})
	if timed {
		_, ok = chis.ParseTimeOfDay(clock)
	}
	return date, ok || !timed
}

var dash = []byte{'-'}

func twoDigits(b []byte) bool  { return len(b) <= 2 && digitsOnly(b) }
func fourDigits(b []byte) bool { return len(b) == 4 && digitsOnly(b) }

func padded(b []byte) []byte {
	if len(b) == 1 {
		return append([]byte{'0'}, b...)
	}
	return b
}

// precision is said by the part that the argument names, and by the form of the
// date itself where that says less: a year whose part claims a whole day stays a
// year.
func (m *Message) precision(at int32, c *mappings.XMLColumn) []byte {
	part, form := trim(m.text(at, c.Argument)), formOfDate(m.firstText(at, c.Paths))
	if len(part) == 0 {
		return []byte(form)
	}
	known := len(part) == 1 && part[0] >= '0' && int(part[0]-'0') < len(dateParts)
	switch {
	case !known && (form == "Y" || form == "YM"):
		return []byte(form) // what the part means nobody knows, and a day would be invented
	case !known:
		return part
	}
	said := dateParts[part[0]-'0']
	if form == "Y" && said != "U" || form == "YM" && (said == "YMD" || said == "YMDT") {
		return []byte(form)
	}
	return []byte(said)
}

// formOfDate is how precise a date is as it is written.
func formOfDate(text []byte) string {
	date, _ := datePart(text)
	switch slashes := bytes.Count(date, []byte{'/'}); {
	case len(date) == 0:
		return "U"
	case slashes == 1:
		return "YM"
	case slashes == 0 && fourDigits(date):
		return "Y"
	}
	return "YMD"
}

// dateParts are the words for the numbers of DatePart.
var dateParts = [...]string{"YMD", "YM", "Y", "U", "YMDT"}

func forenames(text []byte, first bool) []byte {
	given, rest, _ := bytes.Cut(trim(text), []byte{' '})
	if first {
		return given
	}
	return trim(rest)
}

func (m *Message) words(text []byte, c *mappings.XMLColumn) []byte {
	word, ok := c.Words[string(trim(text))]
	if !ok {
		if word, ok = c.Words["*"]; !ok {
			return text
		}
	}
	return m.keep([]byte(word))
}

func (m *Message) identity(at int32, c *mappings.XMLColumn) []byte {
	if c.As == "above" {
		for up := m.nodes[at].up; up >= 0; up = m.nodes[up].up {
			if string(m.nodes[up].name) == c.Paths[0][0] {
				return m.ident(up)
			}
		}
		return nil
	}
	for _, p := range c.Paths {
		found := m.follow(at, p)
		if found < 0 {
			continue
		}
		if c.As == "ident" {
			if c.Argument != "" && c.Argument != string(m.nodes[found].name) {
				return nil
			}
			return m.ident(found)
		}
		if id := m.refer(found, c.Argument); len(id) > 0 {
			return id
		}
	}
	return nil
}

// ident is the identifier of an element: its GUID, else one made of its number
// in the source system, which is unique among elements of its name.
func (m *Message) ident(at int32) []byte {
	if g := m.text(at, "GUID"); !noGUID(g) {
		return g
	}
	number := trim(m.text(at, "DBID"))
	if len(number) == 0 && string(m.nodes[at].name) == "Registration" {
		number = trim(m.patient)
	}
	if len(number) == 0 {
		return nil
	}
	return m.keep([]byte(derived(oneForm(m.organisation()), string(m.nodes[at].name), string(number))))
}

// oneForm is the same for an identifier however it is written.
func oneForm(id []byte) string {
	if g, ok := chis.ParseGUID(id); ok {
		return g.String()
	}
	return string(id)
}

// noGUID reports an identifier that is left open: empty, or all zero.
func noGUID(text []byte) bool {
	if blankOnly(text) {
		return true
	}
	g, ok := chis.ParseGUID(text)
	return ok && g.IsZero()
}

// refer follows a reference: to its GUID, else to the element of that name with
// its RefID.
func (m *Message) refer(at int32, name string) []byte {
	if g := m.text(at, "GUID"); !noGUID(g) {
		return g
	}
	if found, ok := m.referred(name, m.text(at, "RefID")); ok {
		return m.ident(found)
	}
	return nil
}

// referred is the first element of a name with a RefID.
func (m *Message) referred(name string, ref []byte) (int32, bool) {
	if m.refs == nil {
		m.refs = map[string]int32{}
		for i := len(m.nodes) - 1; i >= 0; i-- {
			if m.nodes[i].rule < 0 {
				continue
			}
			if own := trim(m.text(int32(i), "RefID")); len(own) > 0 {
				m.refs[string(m.nodes[i].name)+"/"+string(own)] = int32(i)
			}
		}
	}
	found, ok := m.refs[name+"/"+string(trim(ref))]
	return found, ok
}

// organisation is the organisation that sent the message; where it names none,
// one that stands for the whole source.
func (m *Message) organisation() []byte {
	if m.org == nil {
		m.org = m.sender()
	}
	return m.org
}

func (m *Message) sender() []byte {
	if at := m.follow(0, []string{"Originator", "Organisation"}); at >= 0 {
		if g := m.text(at, "GUID"); !noGUID(g) {
			return g
		}
		if found, ok := m.referred("Location", m.text(at, "RefID")); ok && !noGUID(m.text(found, "GUID")) {
			return m.text(found, "GUID")
		}
	}
	return []byte(derived("organisation", m.Source))
}

// derived is an identifier made of words: the same for the same words.
func derived(words ...string) string {
	h := sha256.New()
	for _, w := range words {
		h.Write([]byte(w))
		h.Write([]byte{0})
	}
	return chis.GUID(h.Sum(nil)[:16]).String()
}

// codeNode is the element of a row's code: the first of its paths that has a
// value.
func (m *Message) codeNode(at int32, paths [][]string) int32 {
	for _, p := range paths {
		if found := m.follow(at, p); found >= 0 && len(trim(m.text(found, "Value"))) > 0 {
			return found
		}
	}
	return -1
}

func (m *Message) code(at int32, c *mappings.XMLColumn) []byte {
	snomed := lower(m.text(at, "Scheme")) == "snomed"
	switch c.As {
	case "local":
		if snomed {
			return nil
		}
		return m.text(at, "Value")
	case "snomed":
		if snomed {
			return m.text(at, "Value")
		}
		if lower(m.text(at, "MapScheme")) == "snomed" {
			return m.text(at, "MapCode")
		}
		return nil
	}
	if at = m.codeNode(at, c.Paths); at < 0 {
		return nil
	}
	return m.keep(strconv.AppendInt(nil, m.codeID(at), 10))
}

// codeID is the number of a code: below zero, so that it is none of a bulk
// extract's, and the same for the same scheme, code, term and category in any
// file.
func (m *Message) codeID(at int32) int64 {
	h := sha256.New()
	for _, t := range [][]byte{
		m.text(at, "Scheme"), m.text(at, "Value"), m.text(at, "Term"), m.text(at, "MapScheme"), m.text(at, "MapCode"),
		m.text(at, "..", "EventType"),
	} {
		h.Write(trim(t))
		h.Write([]byte{0})
	}
	return -1 - int64(binary.BigEndian.Uint64(h.Sum(nil))>>2)
}

// qualifiers writes a list of qualifiers as bulk extracts of version 8 do.
func (m *Message) qualifiers(list int32) []byte {
	if list < 0 {
		return nil
	}
	start := len(m.made)
	for q := m.nodes[list].first; q >= 0; q = m.nodes[q].next {
		if string(m.nodes[q].name) != "Qualifier" {
			continue
		}
		group := m.firstText(q, [][]string{{"Group", "Term"}, {"Group", "Value"}})
		item := m.firstText(q, [][]string{{"QualifierItemID", "Term"}, {"QualifierItemID", "Value"}})
		m.made = append(m.made, `<item><key codeId="0">`...)
		m.made = append(appendEscaped(m.made, group), `</key><value>`...)
		m.made = append(appendEscaped(m.made, item), `</value></item>`...)
	}
	if len(m.made) == start {
		return nil
	}
	items := bytes.Clone(m.made[start:])
	m.made = m.made[:start]
	return m.keep([]byte("<qualifier>"), items, []byte("</qualifier>"))
}

func appendEscaped(dst, text []byte) []byte {
	for _, c := range text {
		switch c {
		case '<':
			dst = append(dst, "&lt;"...)
		case '>':
			dst = append(dst, "&gt;"...)
		case '&':
			dst = append(dst, "&amp;"...)
		default:
			dst = append(dst, c)
		}
	}
	return dst
}
