package xmlscan

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// latin1 decodes as the plainest single-byte encoding.
func latin1(dst, text []byte) []byte {
	for _, c := range text {
		dst = append(dst, string(rune(c))...)
	}
	return dst
}

// all writes the tokens of a document as short words, the error last.
func all(s *Scanner) string {
	var out []string
	for {
		kind, err := s.Next()
		if err != nil {
			return strings.Join(append(out, "! "+err.Error()), " ")
		}
		switch kind {
		case EOF:
			return strings.Join(out, " ")
		case Start:
			word := "<" + string(s.Name())
			for _, a := range s.Attrs() {
				word += fmt.Sprintf(",%s=%q", a.Name, a.Value)
			}
			out = append(out, word)
		case End:
			out = append(out, "/"+string(s.Name()))
		case Text:
			out = append(out, fmt.Sprintf("%q", s.Text()))
		case Section:
			out = append(out, fmt.Sprintf("[%q", s.Text()))
		case Comment:
			out = append(out, fmt.Sprintf("!%q", s.Text()))
		case Instruction:
			out = append(out, fmt.Sprintf("?%s %q", s.Name(), s.Text()))
		}
	}
}

var tokenCases = []struct{ name, in, want string }{
	{"nothing", "", ""},
	{"one element", "<a>x</a>", `<a "x" /a`},
	{"empty element", "<a/>", `<a /a`},
	{"blanks in tags", "<a  x = '1'\ty=\"2\" ><b /></a >", `<a,x="1",y="2" <b /b /a`},
	{"prefix", "<m:a xmlns:m='u'/>", `<m:a,xmlns:m="u" /m:a`},
	{"declaration and mark", "\xEF\xBB\xBF<?xml version=\"1.0\" encoding='UTF-8'?>\r\n<a/>", `"\ufeff" ?xml "version=\"1.0\" encoding='UTF-8'" "\n" <a /a`},
	{"references", "<a>&lt;&amp;&gt;&quot;&apos;&#65;&#x42;&#x1F600;</a>", `<a "<&>\"'AB😀" /a`},
	{"line ends", "<a>1\r\n2\r3\n</a>", `<a "1\n2\n3\n" /a`},
	{"section", "<a>x<![CDATA[<&]]]>&amp;</a>", `<a "x" ["<&]" "&" /a`},
	{"section line ends", "<a><![CDATA[1\r\n2\r]]></a>", `<a ["1\n2\n" /a`},
	{"comment", "<!-- - --><a/>", `!" - " <a /a`},
	{"instruction", "<?t?><a><?u v ?></a>", `?t "" <a ?u "v " /a`},
	{"beyond ascii", "<é ü='ß'>日本\u00A0</é>", `<é,ü="ß" "日本\u00a0" /é`},
	{"several documents", "<?xml version='1.0'?><a/>\n\xEF\xBB\xBF<?xml version='1.0'?><b/><c/>", `?xml "version='1.0'" <a /a "\n\ufeff" ?xml "version='1.0'" <b /b <c /c`},
	{"brackets in text", "<a>]] >]</a>", `<a "]] >]" /a`},

	{"doctype", "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a/>", `?xml "version='1.0'" ! offset 21: doctype`},
	{"doctype inside", "<a><!DOCTYPE b></a>", `<a ! offset 3: doctype`},
	{"wrong end", "<a><b></a>", `<a <b ! offset 6: wrong-end-tag`},
	{"end of nothing", "</a>", `! offset 0: wrong-end-tag`},
	{"unknown entity", "<a>&nbsp;</a>", `<a ! offset 3: unknown-entity`},
	{"bare ampersand", "<a>b & c</a>", `<a ! offset 5: unknown-entity`},
	{"reference to nothing", "<a>&#0;</a>", `<a ! offset 3: unknown-entity`},
	{"reference to a surrogate", "<a>&#xD800;</a>", `<a ! offset 3: unknown-entity`},
	{"reference without digits", "<a>&#x;</a>", `<a ! offset 3: unknown-entity`},
	{"control character", "<a>\x01</a>", `<a ! offset 3: bad-character`},
	{"noncharacter", "<a>\uFFFE</a>", `<a ! offset 3: bad-character`},
	{"not utf-8", "<a>caf\xE9</a>", `<a ! offset 6: bad-encoding`},
	{"not utf-8 in a value", "<a b='\xE9'/>", `! offset 6: bad-encoding`},
	{"section end in text", "<a>]]></a>", `<a ! offset 3: section-end`},
	{"attribute twice", "<a b='1' b='2'/>", `! offset 9: attribute-twice`},
	{"attribute without blank", "<a b='1'c='2'/>", `! offset 8: bad-tag`},
	{"attribute without value", "<a b/>", `! offset 4: bad-tag`},
	{"attribute without quotes", "<a b=1/>", `! offset 5: bad-tag`},
	{"less-than in a value", "<a b='<'/>", `! offset 6: bad-tag`},
	{"two minus in a comment", "<!-- a -- b --><a/>", `! offset 7: bad-comment`},
	{"three minus end a comment", "<!-- a ---><a/>", `! offset 7: bad-comment`},
	{"declaration late", "<a><?xml version='1.0'?></a>", `<a ! offset 3: bad-instruction`},
	{"declaration after a blank", " <?xml version='1.0'?><a/>", `" " ! offset 1: bad-instruction`},
	{"declaration twice", "<?xml version='1.0'?><?xml version='1.0'?><a/>", `?xml "version='1.0'" ! offset 21: bad-instruction`},
	{"version 1.1", "<?xml version='1.1'?><a/>", `! offset 0: unsupported-form`},
	{"text outside", "<a/>x", `<a /a ! offset 4: text-outside`},
	{"section outside", "<![CDATA[x]]>", `! offset 0: text-outside`},
	{"no name", "<1a/>", `! offset 1: bad-name`},
	{"two prefixes", "<a:b:c/>", `! offset 5: bad-name`},
	{"empty prefix", "<:a/>", `! offset 1: bad-name`},
	{"other markup", "<!ELEMENT a>", `! offset 0: bad-markup`},
	{"ends in an element", "<a>x", `<a "x" ! offset 4: ends-inside`},
	{"ends in a tag", "<a><b c='", `<a ! offset 9: ends-inside`},
	{"ends in a comment", "<a><!-- ", `<a ! offset 8: ends-inside`},
	{"ends in a section", "<a><![CDATA[]]", `<a ! offset 14: ends-inside`},
	{"ends in a reference", "<a>&am", `<a ! offset 3: unknown-entity`},
}

// The same tokens come from a whole document and from windows of any size.
func TestTokens(t *testing.T) {
	for _, c := range tokenCases {
		s := New(nil, Options{})
		s.Reset([]byte(c.in), 0)
		if got := all(s); got != c.want {
			t.Errorf("%s: %q\n got %s\nwant %s", c.name, c.in, got, c.want)
		}
		for _, window := range []int{1, 2, 3, 7, 64} {
			got := all(New(iotest.OneByteReader(strings.NewReader(c.in)), Options{window: window}))
			if got != c.want {
				t.Errorf("%s, window %d: got %s", c.name, window, got)
			}
		}
	}
}

func TestDecode(t *testing.T) {
	s := New(strings.NewReader("<a b='\xE9&lt;'>\xA3 5\r\n<![CDATA[\xE8]]></a>"), Options{Decode: latin1})
	if got, want := all(s), `<a,b="é<" "£ 5\n" ["è" /a`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	s = New(strings.NewReader("<\xE9/>"), Options{Decode: latin1})
	if got, want := all(s), "! offset 1: bad-name"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestLimits(t *testing.T) {
	o := Options{MaxDepth: 3, MaxName: 4, MaxAttributes: 2, MaxToken: 100, MaxReferences: 3, window: 16}
	long := strings.Repeat("x", 101)
	for _, c := range []struct {
		in   string
		want Reason
	}{
		{"<a><a><a/></a></a>", ""},
		{"<a><a><a><a/></a></a></a>", TooDeep},
		{"<abcd/>", ""},
		{"<abcde/>", NameTooLong},
		{"<a b='' c=''/>", ""},
		{"<a b='' c='' d=''/>", ManyAttributes},
		{"<a>" + long[1:] + "</a>", ""},
		{"<a>" + long + "</a>", TokenTooLong},
		{"<a b='" + long + "'/>", TokenTooLong},
		{"<!--" + long + "--><a/>", TokenTooLong},
		{"<a><![CDATA[" + long, TokenTooLong},
		{"<a>&lt;&lt;</a><a>&lt;</a>", ""},
		{"<a>&lt;&lt;</a><a>&lt;&lt;</a>", ManyReferences},
	} {
		for _, held := range []bool{false, true} {
			s := New(strings.NewReader(c.in), o)
			if held {
				s.Reset([]byte(c.in), 0)
			}
			var syntax *SyntaxError
			_, err := drain(s)
			if (err == nil) != (c.want == "") || err != nil && (!errors.As(err, &syntax) || syntax.Reason != c.want) {
				t.Errorf("%.40s (held %v): %v, want %q", c.in, held, err, c.want)
			}
		}
	}
}

// drain reads to the end.
func drain(s *Scanner) (tokens int, err error) {
	for {
		kind, err := s.Next()
		if err != nil || kind == EOF {
			return tokens, err
		}
		tokens++
	}
}

// A token of 40 MB is refused with a buffer of some times MaxToken.
func TestMemoryIsBounded(t *testing.T) {
	endless := io.MultiReader(strings.NewReader("<a>"), io.LimitReader(repeat('x'), 40<<20))
	s := New(endless, Options{MaxToken: 1 << 20})
	_, err := drain(s)
	var syntax *SyntaxError
	if !errors.As(err, &syntax) || syntax.Reason != TokenTooLong || syntax.Offset != 3 {
		t.Errorf("%v", err)
	}
	if cap(s.buf) > 4<<20 {
		t.Errorf("a buffer of %d bytes", cap(s.buf))
	}
}

type repeat byte

func (r repeat) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(r)
	}
	return len(p), nil
}

func TestOffsets(t *testing.T) {
	doc := "\xEF\xBB\xBF<?xml version='1.0'?>\r\n<a x='1'>\r\n  <b/>&amp;<![CDATA[c]]><!-- d --></a>\r\n"
	for _, window := range []int{1, 5, 4096} {
		s := New(strings.NewReader(doc), Options{window: window})
		at := int64(0)
		for {
			kind, err := s.Next()
			if err != nil {
				t.Fatal(err)
			}
			if kind == EOF {
				break
			}
			if kind == End && s.Offset() < at { // of an empty element
				if got := doc[s.Offset():s.After()]; got != "<b/>" {
					t.Errorf("end of an empty element at %q", got)
				}
				continue
			}
			if s.Offset() != at || doc[at:s.After()] != string(s.Raw()) {
				t.Fatalf("token %q at %d, want %d", s.Raw(), s.Offset(), at)
			}
			at = s.After()
		}
		if at != int64(len(doc)) {
			t.Errorf("tokens end at %d of %d", at, len(doc))
		}
	}
}

// Behind what is broken reading goes on at the next start tag of a name.
func TestSkip(t *testing.T) {
	doc := "<r><m><x></m><mm/><m/ ><p:m >1</m><m>2</m></r>"
	for _, window := range []int{1, 3, 4096} {
		s := New(strings.NewReader(doc), Options{window: window})
		var err error
		for err == nil {
			_, err = s.Next()
		}
		var places []int64
		for {
			at, found, err := s.Skip([]byte("m"), s.Offset()+1, 1)
			if err != nil {
				t.Fatal(err)
			}
			places = append(places, at)
			if !found {
				break
			}
			if _, err := s.Next(); err == nil && s.Depth() != 2 {
				t.Errorf("depth %d at %d", s.Depth(), at)
			}
		}
		if got := fmt.Sprint(places); got != "[18 23 34 46]" {
			t.Errorf("window %d: starts again at %s", window, got)
		}
		if kind, err := s.Next(); kind != EOF || err != nil {
			t.Errorf("after the end: %v, %v", kind, err)
		}
	}
}

// A start tag that was read may be given back, with fewer elements open.
func TestSkipToTokenAtHand(t *testing.T) {
	s := New(strings.NewReader("<r><m><e><m>x</m></r>"), Options{window: 4})
	for range 4 {
		if _, err := s.Next(); err != nil {
			t.Fatal(err)
		}
	}
	if at, found, err := s.Skip([]byte("m"), s.Offset(), 1); at != 9 || !found || err != nil {
		t.Fatalf("%d, %v, %v", at, found, err)
	}
	if got, want := all(s), `<m "x" /m /r`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestReaderErrors(t *testing.T) {
	broken := errors.New("disk is gone")
	s := New(io.MultiReader(strings.NewReader("<a>"), iotest.ErrReader(broken)), Options{window: 2})
	if _, err := drain(s); !errors.Is(err, broken) {
		t.Errorf("%v", err)
	}
	if _, _, err := s.Skip([]byte("a"), 0, 0); !errors.Is(err, broken) {
		t.Errorf("skip: %v", err)
	}
}

func TestSniff(t *testing.T) {
	for _, c := range []struct {
		head, encoding string
		mark           bool
	}{
		{"", "", false},
		{"<a/>", "", false},
		{"\xEF\xBB\xBF<a/>", "utf-8", true},
		{"\xFF\xFE<\x00a\x00", "utf-16", true},
		{"\x00<\x00?", "utf-16", false},
		{"<\x00?\x00", "utf-16", false},
		{"<?xml version='1.0' encoding=\"Windows-1252\"?>", "windows-1252", false},
		{"<?xml version='1.0'?>", "", false},
		{"<?xml version='1.0' encoding='x", "", false},
	} {
		if encoding, mark := Sniff([]byte(c.head)); encoding != c.encoding || mark != c.mark {
			t.Errorf("Sniff(%q) = %q, %v", c.head, encoding, mark)
		}
	}
}

func TestNoAllocations(t *testing.T) {
	data := document(200)
	s := New(nil, Options{})
	read := func() {
		s.Reset(data, 0)
		if _, err := drain(s); err != nil {
			t.Fatal(err)
		}
	}
	read()
	if n := testing.AllocsPerRun(10, read); n > 0 {
		t.Errorf("%v allocations a document", n)
	}
	r := bytes.NewReader(data)
	stream := New(r, Options{})
	tokens := func() {
		for range 1000 {
			if _, err := stream.Next(); err != nil {
				t.Fatal(err)
			}
		}
	}
	tokens()
	if n := testing.AllocsPerRun(10, tokens); n > 0 {
		t.Errorf("%v allocations in 1000 tokens of a stream", n)
	}
}
