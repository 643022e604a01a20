package xmlscan

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
)

// word is a token as both readers can tell it.
type word struct {
	kind       Kind
	name, text string
	end        int64
}

// ours reads data to its end or to the first error.
func ours(s *Scanner) (words []word, err error) {
	for {
		kind, err := s.Next()
		if err != nil || kind == EOF {
			return words, err
		}
		w := word{kind: kind, text: string(s.Text()), end: s.After()}
		switch kind {
		case Section:
			w.kind = Text
		case Start:
			for _, a := range s.Attrs() {
				w.text += fmt.Sprintf("%s=%q ", a.Name, a.Value)
			}
		}
		if kind == Start || kind == End || kind == Instruction {
			w.name = string(s.Name())
		}
		words = append(words, w)
	}
}

// theirs reads data as encoding/xml does, and closes elements in order.
func theirs(data []byte) (words []word, err error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.CharsetReader = func(string, io.Reader) (io.Reader, error) { return nil, errors.New("another encoding") }
	for {
		tok, err := d.RawToken()
		if err != nil {
			if errors.Is(err, io.EOF) {
				err = nil
			}
			return words, err
		}
		w := word{end: d.InputOffset()}
		switch t := tok.(type) {
		case xml.StartElement:
			w.kind, w.name = Start, joined(t.Name)
			for _, a := range t.Attr {
				w.text += fmt.Sprintf("%s=%q ", joined(a.Name), a.Value)
			}
		case xml.EndElement:
			w.kind, w.name = End, joined(t.Name)
		case xml.CharData:
			w.kind, w.text = Text, string(t)
		case xml.Comment:
			w.kind, w.text = Comment, string(t)
		case xml.ProcInst:
			w.kind, w.name, w.text = Instruction, t.Target, string(t.Inst)
		}
		words = append(words, w)
	}
}

func joined(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}

// closes reads data with encoding/xml's own check of end tags.
func closes(data []byte) error {
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		if _, err := d.Token(); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
	}
}

// FuzzAgainstEncodingXML: what this package takes, encoding/xml takes too, with
// the same tokens that end at the same bytes. (Names beyond ASCII apart, which
// encoding/xml judges by an older edition of the standard.)
func FuzzAgainstEncodingXML(f *testing.F) {
	for _, c := range tokenCases {
		f.Add([]byte(c.in))
	}
	f.Add(document(1))
	f.Fuzz(func(t *testing.T, data []byte) {
		s := New(nil, Options{})
		s.Reset(data, 0)
		got, err := ours(s)
		if err != nil || oldNames(got) || encodings(got) {
			return
		}
		want, err := theirs(data)
		if err != nil {
			t.Fatalf("%q is taken; encoding/xml: %v", data, err)
		}
		if err := closes(data); err != nil {
			t.Fatalf("%q is taken; encoding/xml: %v", data, err)
		}
		if len(got) != len(want) {
			t.Fatalf("%q: %d tokens, encoding/xml has %d\n%v\n%v", data, len(got), len(want), got, want)
		}
		for i := range got {
			if got[i] != want[i] {
				t.Fatalf("%q: token %d is %+v, that of encoding/xml %+v", data, i, got[i], want[i])
			}
		}
	})
}

// oldNames reports names that encoding/xml may refuse.
func oldNames(words []word) bool {
	for _, w := range words {
		if strings.IndexFunc(w.name, func(r rune) bool { return r > 0x7F }) >= 0 {
			return true
		}
		if w.kind == Start && strings.IndexFunc(w.text, func(r rune) bool { return r > 0x7F }) >= 0 {
			return true
		}
	}
	return false
}

// encodings reports declarations of encodings other than UTF-8, or that
// encoding/xml reads otherwise.
func encodings(words []word) bool {
	for _, w := range words {
		if w.kind == Instruction && w.name == "xml" && strings.Contains(w.text, "encoding") {
			if e := Encoding([]byte(w.text)); e != "" && e != "utf-8" || !strings.Contains(w.text, "encoding=\"") {
				return true
			}
		}
	}
	return false
}

// FuzzWindow: windows of any size give the same tokens and the same error, every
// byte belongs to a token, and Skip always leads forward.
func FuzzWindow(f *testing.F) {
	for _, c := range tokenCases {
		f.Add([]byte(c.in), uint8(1))
	}
	f.Fuzz(func(t *testing.T, data []byte, window uint8) {
		if len(data) > 1<<16 {
			t.Skip("slow with tiny windows")
		}
		held := New(nil, Options{})
		held.Reset(data, 0)
		streamed := New(bytes.NewReader(data), Options{window: 1 + int(window)})
		for at := int64(-1); ; {
			want, wantErr := ours(held)
			got, gotErr := ours(streamed)
			if fmt.Sprint(got, gotErr) != fmt.Sprint(want, wantErr) {
				t.Fatalf("%q, window %d:\n%v %v\n%v %v", data, window, got, gotErr, want, wantErr)
			}
			if wantErr == nil {
				return
			}
			if held.Offset() != streamed.Offset() {
				t.Fatalf("%q: broken token at %d and %d", data, held.Offset(), streamed.Offset())
			}
			from := held.Offset() + 1
			a, foundA, errA := held.Skip([]byte("a"), from, 1)
			b, foundB, errB := streamed.Skip([]byte("a"), from, 1)
			if a != b || foundA != foundB || errA != nil || errB != nil {
				t.Fatalf("%q: skips to %d %v %v and %d %v %v", data, a, foundA, errA, b, foundB, errB)
			}
			if want := IndexStart(data[min(from, int64(len(data))):], []byte("a")); foundA != (want >= 0) || foundA && a != from+int64(want) {
				t.Fatalf("%q: skips from %d to %d, %v, want %d on", data, from, a, foundA, want)
			}
			if a <= at || a < from && foundA {
				t.Fatalf("%q: skips from %d to %d", data, from, a)
			}
			if !foundA {
				return
			}
			at = a
		}
	})
}
