package reconcile

import (
	"bytes"
	"encoding/xml"
	"io"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

// openElement is an element of a record as encoding/xml reads it. Its places
// count from the record's first byte.
type openElement struct {
	name, text string
	patient    string   // the attribute PatientID of the record itself
	pieces     []string // of the text after the first, until the element ends
	up         *openElement
	children   []*openElement
	start, end int64
}

// readRecord reads the record element at a place, nil where it cannot be read as
// one. It returns the place after it.
func readRecord(h io.ReaderAt, start, to int64, windows1252 bool) (*openElement, int64) {
	var in io.Reader = io.NewSectionReader(h, start, to-start)
	places := &decodedPlaces{}
	if windows1252 {
		in = &decodingReader{in: in, places: places}
	}
	d := xml.NewDecoder(in)
	var root, at *openElement
	for {
		before := places.original(d.InputOffset())
		t, err := d.Token()
		if err != nil || spoils(t, root != nil) {
			return nil, 0
		}
		after := places.original(d.InputOffset())
		switch t := t.(type) {
		case xml.StartElement:
			e := &openElement{name: t.Name.Local, up: at, start: before}
			if at != nil {
				at.children = append(at.children, e)
			} else {
				root = e
				for _, a := range t.Attr {
					if a.Name.Local == "PatientID" {
						e.patient = a.Value
					}
				}
			}
			at = e
		case xml.EndElement:
			if at.pieces != nil {
				at.text, at.pieces = at.text+strings.Join(at.pieces, ""), nil
			}
			if at.end = after; at == root {
				return root, start + after
			}
			at = at.up
		case xml.CharData:
			switch {
			case at == nil || len(bytes.Trim(t, " \t\r\n\v\f")) == 0:
			case at.text == "":
				at.text = string(t)
			default:
				at.pieces = append(at.pieces, string(t))
			}
		default:
			if root == nil {
				return nil, 0
			}
		}
	}
}

// spoils reports what encoding/xml takes and a message must not hold: another
// record inside, by a tag or behind a mark that may never have been closed; an
// attribute twice; a document type or an XML declaration inside.
func spoils(t xml.Token, inside bool) bool {
	switch t := t.(type) {
	case xml.StartElement:
		for i, a := range t.Attr {
			if slices.ContainsFunc(t.Attr[:i], func(b xml.Attr) bool { return a.Name == b.Name }) {
				return true
			}
		}
		return inside && t.Name.Local == recordElement
	case xml.Comment:
		return tagsRecord(t)
	case xml.CharData:
		return tagsRecord(t)
	case xml.ProcInst:
		return strings.EqualFold(t.Target, "xml") || strings.Contains(t.Target, ":")
	case xml.Directive:
		return true
	}
	return false
}

// tagsRecord reports a text in which a tag of a record stands.
func tagsRecord(text []byte) bool { return bytes.IndexByte(text, '<') >= 0 && recordTag.Match(text) }

// walk calls do for an element and all inside it, in document order.
func (e *openElement) walk(do func(*openElement) error) error {
	if err := do(e); err != nil {
		return err
	}
	for _, c := range e.children {
		if err := c.walk(do); err != nil {
			return err
		}
	}
	return nil
}

// decodedPlaces tells places in a decoded text from those in the original.
type decodedPlaces struct {
	after []int64 // places in the decoded text after each character of more than one byte
	extra []int64 // bytes that the decoded text has more up to there
}

func (p *decodedPlaces) original(decoded int64) int64 {
	i := sort.Search(len(p.after), func(i int) bool { return p.after[i] > decoded })
	if i == 0 {
		return decoded
	}
	return decoded - p.extra[i-1]
}

// decodingReader gives Windows-1252 as UTF-8.
type decodingReader struct {
	in     io.Reader
	places *decodedPlaces
	rest   []byte
	made   int64
	extra  int64
	err    error
}

func (r *decodingReader) Read(p []byte) (int, error) {
	for len(r.rest) == 0 {
		if r.err != nil {
			return 0, r.err
		}
		var buf [4096]byte
		n, err := r.in.Read(buf[:])
		r.err = err
		r.rest = r.rest[:0]
		for i := range n {
			if buf[i] < utf8.RuneSelf {
				r.rest = append(r.rest, buf[i])
				r.made++
				continue
			}
			text := fromWindows1252(string(buf[i : i+1]))
			r.rest = append(r.rest, text...)
			r.made += int64(len(text))
			r.extra += int64(len(text) - 1)
			r.places.after, r.places.extra = append(r.places.after, r.made), append(r.places.extra, r.extra)
		}
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}
