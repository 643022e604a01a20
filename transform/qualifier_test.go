package transform

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestReadQualifiers(t *testing.T) {
	item := func(key, value string) string {
		return "<item><key codeId=\"0\">" + key + "</key><value>" + value + "</value></item>"
	}
	full := "<qualifier>" + item("Batch Number", "AB1234") + item("Expiry Date", "31/01/2021") + item("Injection site", "Left thigh") + item("Route of administration", "Intramuscular") +
		item("Manufacturer", "bexsero") + "</qualifier>"
	want := vaccineFacts{batch: "AB1234", site: "Left thigh", route: "Intramuscular", maker: "bexsero", expiry: "31/01/2021", expires: 20210131}
	for _, c := range []struct {
		name, text string
		want       vaccineFacts
		ok         bool
	}{
		{"all four", full, want, true},
		{"below an element", "<qualifiers>\r\n" + full + "</qualifiers>\n", want, true},
		{
			"one qualifier an item", "<qualifier>" + item("batch number", " AB1 ") + "</qualifier><qualifier>" + item("Site", "arm") + "</qualifier>",
			vaccineFacts{batch: "AB1", site: "arm"},
			true,
		},
		{"entities", "<qualifier>" + item("Manufacturer", "A &amp; B &lt;&#39;&#x41;&quot;&gt;") + "</qualifier>", vaccineFacts{maker: `A & B <'A">`}, true},
		{"another key", "<qualifier>" + item("GMS", "GMS") + "</qualifier>", vaccineFacts{}, true},
		{"first counts", "<qualifier>" + item("Batch Number", "A") + item("Batch Number", "B") + "</qualifier>", vaccineFacts{batch: "A"}, true},
		{"expiry in words", "<qualifier>" + item("Expiry Date", "29-Jan-2010") + "</qualifier>", vaccineFacts{expiry: "29-Jan-2010", expires: 20100129}, true},
		{"expiry that is none", "<qualifier>" + item("Expiry Date", "31/02/2010") + "</qualifier>", vaccineFacts{expiry: "31/02/2010"}, true},
		{"a value without a key", "<qualifier><item><value>x</value></item></qualifier>", vaccineFacts{}, true},
		{"the key of another item", "<qualifier><item><key>Batch Number</key></item><item><value>x</value></item></qualifier>", vaccineFacts{}, true},
		{"empty elements", "<qualifier><item><key/><value a='1' b=\"2\"/></item></qualifier>", vaccineFacts{}, true},
		{"cut off", full[:len(full)-4], vaccineFacts{}, false},
		{"as published", `<qualifier><item><key codeId="0">Manufacturer</key><value>bexsero</value>`, vaccineFacts{}, false},
		{"crossed", "<a><b></a></b>", vaccineFacts{}, false},
		{"document type", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>", vaccineFacts{}, false},
		{"another entity", "<a>&nbsp;</a>", vaccineFacts{}, false},
		{"comment", "<a><!-- x --></a>", vaccineFacts{}, false},
		{"cdata", "<a><![CDATA[x]]></a>", vaccineFacts{}, false},
		{"instruction", "<?xml version=\"1.0\"?><a/>", vaccineFacts{}, false},
		{"plain words", "left arm", vaccineFacts{}, false},
		{"deep", strings.Repeat("<a>", 9) + strings.Repeat("</a>", 9), vaccineFacts{}, false},
		{"many values", "<a>" + strings.Repeat("<value>1</value>", 65) + "</a>", vaccineFacts{}, false},
		{"long", "<a>" + strings.Repeat("x", maxQualifiers) + "</a>", vaccineFacts{}, false},
		{"control character", "<a>\x01</a>", vaccineFacts{}, false},
		{"no text", "<a>\xff</a>", vaccineFacts{}, false},
	} {
		got, ok := readQualifiers([]byte(c.text))
		if ok != c.ok || got != c.want {
			t.Errorf("%s: %+v, %v", c.name, got, ok)
		}
	}
}

var asciiName = regexp.MustCompile(`^[A-Za-z_][A-Za-z_.0-9-]*$`)

// plainQualifiers reads a fragment with encoding/xml, as reconcile does.
func plainQualifiers(text string) (map[string]string, bool) {
	if len(text) > maxQualifiers || !utf8.ValidString(text) || strings.Contains(text, "<!") || strings.Contains(text, "<?") {
		return nil, false
	}
	d := xml.NewDecoder(strings.NewReader(text))
	found := map[string]string{}
	var open []string
	var content []byte
	key, values := "", 0
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return found, len(open) == 0
		}
		if err != nil {
			return nil, false
		}
		switch e := token.(type) {
		case xml.StartElement:
			for _, a := range append(e.Attr, xml.Attr{Name: e.Name}) {
				if a.Name.Space != "" || !asciiName.MatchString(a.Name.Local) {
					return nil, false
				}
			}
			if open, content = append(open, e.Name.Local), nil; len(open) > maxQualifierDepth {
				return nil, false
			}
			if strings.EqualFold(e.Name.Local, "item") {
				key = ""
			}
		case xml.CharData:
			if content = append(content, e...); len(open) == 0 && len(bytes.TrimSpace(e)) > 0 {
				return nil, false
			}
		case xml.EndElement:
			if e.Name.Space != "" || len(open) == 0 || open[len(open)-1] != e.Name.Local {
				return nil, false
			}
			open = open[:len(open)-1]
			text := strings.TrimSpace(string(content))
			content = nil
			switch strings.ToLower(e.Name.Local) {
			case "key":
				key = strings.ToLower(text)
			case "value":
				if values++; values > maxQualifierValues {
					return nil, false
				}
				if found[key] == "" {
					found[key] = text
				}
			}
		default:
			return nil, false
		}
	}
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// FuzzQualifiers holds the reader against encoding/xml: what one takes for a
// fragment the other does too, and both read the same in it.
func FuzzQualifiers(f *testing.F) {
	for _, seed := range []string{
		`<qualifier><item><key codeId="0">Manufacturer</key><value>bexsero</value></item></qualifier>`,
		`<q><item><key>Batch Number</key><value> A&amp;&#x42;` + "\r\n" + `</value></item><item><key>site</key><value/></item></q>`,
		`<a b='1'c="2" ><value>]]&gt;</value ></a>`, `<a>]]></a>`, `<a/>x`, `<a:b/>`, `<a xmlns="x"/>`, "<a>\r\r\n</a>", `<a>&#xD800;</a>`, `<!DOCTYPE a>`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		got, ok := readQualifiers(text)
		want, wantOK := plainQualifiers(string(text))
		if ok != wantOK {
			t.Fatalf("%q: %v, encoding/xml says %v", text, ok, wantOK)
		}
		if !ok {
			return
		}
		if got.site != firstOf(want["injection site"], want["site"]) && (want["injection site"] == "" || want["site"] == "") {
			t.Errorf("%q: site %q, want %v", text, got.site, want)
		}
		if got.maker != want["manufacturer"] {
			t.Errorf("%q: manufacturer %q, want %v", text, got.maker, want)
		}
	})
}
