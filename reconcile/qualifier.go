package reconcile

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"lollipop/internal/chis"
)

// vaccine is what the qualifiers of a dose say, read by encoding/xml.
type vaccine struct {
	batch, site, route, manufacturer string
	expiry                           string // as sent
	expires                          chis.Date
}

// or fills what v does not say from another row of the same dose.
func (v vaccine) or(o vaccine) vaccine {
	v.expires = cmp.Or(v.expires, o.expires)
	v.route = cmp.Or(v.route, o.route)
	v.site, v.manufacturer = cmp.Or(v.site, o.site), cmp.Or(v.manufacturer, o.manufacturer)
	return v
}

// doseBatch is the batch of a dose: of its qualifiers, else of its free text.
func doseBatch(e *sourceRow) string {
	return cmp.Or(qualifiersOf(e).batch, batchNumber(e.text[textNote]))
}

// qualified is what the qualifiers of a row say, and whether they are a fragment.
type qualified struct {
	vaccine
	ok bool
}

// qualifiersOf reads the qualifiers of a row, once; what is no fragment says nothing.
func qualifiersOf(e *sourceRow) qualified {
	text := e.more[moreQualifiers]
	if text == "" {
		return qualified{}
	}
	if e.qualifiers == nil {
		v, ok := parseQualifiers(text)
		e.qualifiers = &qualified{v, ok}
	}
	return *e.qualifiers
}

// badQualifiers are the texts that a dose must have set aside.
func (c *childCheck) badQualifiers(e *sourceRow) []asideCell {
	text := e.more[moreQualifiers]
	if e.entity != entityObservation || text == "" || c.kindTable(e) != tableDose {
		return nil
	}
	v := qualifiersOf(e)
	switch {
	case !v.ok:
		return []asideCell{{"qualifiers", text, "bad-qualifiers", c.hiddenEvent(e)}}
	case v.expiry != "" && v.expires.IsNone():
		return []asideCell{{"qualifiers", v.expiry, "bad-expiry", c.hiddenEvent(e)}}
	}
	return nil
}

// kindTable is the table that the code of a row means.
func (c *childCheck) kindTable(e *sourceRow) string {
	if m := c.meaningOf(e); m != nil {
		if k := c.Mappings.Kind(m.kind()); k != nil {
			return k.Table
		}
	}
	return tableObservation
}

// What a fragment may be at most; the length is the one that the specification
// declares.
const (
	qualifierBytes  = 8000
	qualifierDepth  = 8
	qualifierValues = 64
)

// isQualifierName reports a letter or underscore, then letters, digits, and "_.-".
func isQualifierName(s string) bool {
	for i := range len(s) {
		switch ch := s[i]; {
		case 'A' <= ch && ch <= 'Z', 'a' <= ch && ch <= 'z', ch == '_':
		case i > 0 && ('0' <= ch && ch <= '9' || ch == '.' || ch == '-'):
		default:
			return false
		}
	}
	return s != ""
}

// parseQualifiers reads a fragment of elements, attributes and text. Anything
// else that XML knows, names with a prefix among it, makes it no fragment.
func parseQualifiers(text string) (v vaccine, ok bool) {
	if len(text) > qualifierBytes || !utf8.ValidString(text) || strings.Contains(text, "<!") || strings.Contains(text, "<?") {
		return vaccine{}, false
	}
	f := fragment{values: map[string]string{}}
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		token, err := d.RawToken()
		switch {
		case errors.Is(err, io.EOF) && len(f.open) == 0:
			return f.vaccine(), true
		case err != nil || !f.take(token):
			return vaccine{}, false
		}
	}
}

// fragment is one being read.
type fragment struct {
	open   []string
	text   []byte
	key    string
	count  int
	values map[string]string // the first that is not empty, by what it means
}

func (f *fragment) take(token xml.Token) bool {
	switch e := token.(type) {
	case xml.StartElement:
		return f.start(e)
	case xml.EndElement:
		return f.end(e)
	case xml.CharData:
		f.text = append(f.text, e...)
		return len(f.open) > 0 || len(bytes.TrimSpace(e)) == 0
	}
	return false
}

func (f *fragment) start(e xml.StartElement) bool {
	for _, a := range append(e.Attr[:len(e.Attr):len(e.Attr)], xml.Attr{Name: e.Name}) {
		if a.Name.Space != "" || !isQualifierName(a.Name.Local) {
			return false
		}
	}
	if strings.EqualFold(e.Name.Local, "item") {
		f.key = ""
	}
	f.open, f.text = append(f.open, e.Name.Local), nil
	return len(f.open) <= qualifierDepth
}

func (f *fragment) end(e xml.EndElement) bool {
	last := len(f.open) - 1
	if e.Name.Space != "" || last < 0 || f.open[last] != e.Name.Local {
		return false
	}
	text := strings.TrimSpace(string(f.text))
	f.open, f.text = f.open[:last], nil
	switch strings.ToLower(e.Name.Local) {
	case "key":
		f.key = strings.ToLower(text)
	case "value":
		f.count++
		f.keep(text)
	}
	return f.count <= qualifierValues
}

// qualifierKeys are the words that EMIS has for what is carried.
var qualifierKeys = map[string]string{
	"batch number": "batch", "batch": "batch", "expiry date": "expiry", "expiry": "expiry",
	"route": "route", "route of administration": "route", "injection site": "site", "site": "site", "manufacturer": "manufacturer",
}

func (f *fragment) keep(value string) {
	if kind := qualifierKeys[f.key]; f.values[kind] == "" {
		f.values[kind] = value
	}
}

func (f *fragment) vaccine() vaccine {
	v := vaccine{batch: f.values["batch"], site: f.values["site"], route: f.values["route"], manufacturer: f.values["manufacturer"], expiry: f.values["expiry"]}
	for _, form := range []string{"2006-01-02", "02/01/2006", "02-Jan-2006"} {
		if t, err := time.Parse(form, v.expiry); err == nil {
			v.expires, _ = chis.MakeDate(t.Year(), int(t.Month()), t.Day())
		}
	}
	return v
}
