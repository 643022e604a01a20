package emis

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"

	"lollipop/extract/xmlscan"
)

// messageNamespace is what a record element is in, where its prefix is bound.
const messageNamespace = "http://www.e-mis.com/emisopen/MedicalRecord"

// maxMessage is the longest record element that is read.
const maxMessage = 32 << 20

// MaxElements is how many elements a record may have: some hundred bytes of
// memory each. That of a long life has ten thousand events of forty elements.
const MaxElements = 1 << 20

// maxMessages is how many records and damaged stretches of a file are read: forty
// bytes of memory each. The largest service has two million children.
const maxMessages = 10_000_000

// Span is a record element of a file, or a stretch of bytes that cannot be read
// as one.
type Span struct {
	Offset, Length int64
	Reason         xmlscan.Reason // of a damaged stretch, else ""
}

// MessageTooLong is the reason of a record longer than [maxMessage], ManyElements
// that of one with more elements than [MaxElements], NestedRecord
// that of one inside of which another begins, HiddenRecord that of a comment or
// section that holds the beginning of one, ForeignRecord that of one in another
// namespace.
const (
	MessageTooLong xmlscan.Reason = "message-too-long"
	ManyElements   xmlscan.Reason = "many-elements"
	NestedRecord   xmlscan.Reason = "nested-record"
	HiddenRecord   xmlscan.Reason = "hidden-record"
	ForeignRecord  xmlscan.Reason = "foreign-record"
)

// MessageSurvey is what one pass over a file of messages found.
type MessageSurvey struct {
	SHA256     string
	Spans      []Span // in file order
	EndsInside bool   // the file ends inside an element, or inside a token
}

// binding is a namespace that an element around the records declares.
type binding struct {
	depth       int
	prefix, uri string
}

// messageSurveyor finds the records of a file.
type messageSurveyor struct {
	s       *xmlscan.Scanner
	where   string
	ctx     context.Context
	out     *MessageSurvey
	outer   []binding
	windows bool
	size    int64
	depth   int // of the elements around the last record, -1 before the first
	most    int // spans
}

// SurveyMessages reads a file of size bytes from its beginning. A document type
// declaration, or a second encoding, is a *Refusal that names where.
func SurveyMessages(ctx context.Context, r io.Reader, size int64, windows1252 bool, where string) (*MessageSurvey, error) {
	hash := sha256.New()
	r = io.TeeReader(r, hash)
	m := &messageSurveyor{
		s: xmlscan.New(r, MessageOptions(windows1252)), where: where, ctx: ctx, out: &MessageSurvey{},
		windows: windows1252, size: size, depth: -1, most: maxMessages,
	}
	for more := true; more; {
		var err error
		if more, err = m.outside(); err != nil {
			return nil, err
		}
	}
	if _, err := io.Copy(io.Discard, r); err != nil {
		return nil, fmt.Errorf("read %s: %w", where, err)
	}
	m.out.SHA256 = hex.EncodeToString(hash.Sum(nil))
	return m.out, nil
}

// outside reads one token between records, and the record that it may begin.
func (m *messageSurveyor) outside() (more bool, err error) {
	if err := m.ctx.Err(); err != nil {
		return false, err
	}
	kind, err := m.s.Next()
	if err != nil {
		depth := m.s.Depth()
		if m.depth >= 0 {
			depth = m.depth
		}
		return m.broken(m.s.Offset(), depth, err)
	}
	switch kind {
	case xmlscan.EOF:
		return false, nil
	case xmlscan.Instruction:
		return true, m.encoding()
	case xmlscan.Comment, xmlscan.Section:
		if m.hides() >= 0 { // its bytes are kept: nobody can tell whether the record in it counts
			return true, m.add(m.s.Offset(), m.s.After(), HiddenRecord)
		}
	case xmlscan.Start:
		m.bind()
		if string(Local(m.s.Name())) == RecordElement {
			return m.record()
		}
	}
	return true, nil
}

func (m *messageSurveyor) add(from, to int64, why xmlscan.Reason) error {
	if len(m.out.Spans) >= m.most {
		return m.refuse(ErrTooManyRows, from, "migrate the source in more than one delivery")
	}
	m.out.Spans = append(m.out.Spans, Span{from, to - from, why})
	return nil
}

// record reads the record that the start tag at hand begins, to its end or to
// where it breaks.
func (m *messageSurveyor) record() (more bool, err error) {
	start, depth, foreign := m.s.Offset(), m.s.Depth()-1, !m.isRecord()
	m.depth = depth
	for elements := 1; ; {
		kind, err := m.s.Next()
		switch {
		case err != nil:
			return m.broken(start, depth, err)
		case kind == xmlscan.End && m.s.Depth() == depth:
			why := tooLarge(m.s.After()-start, elements)
			if foreign && why == "" { // its bytes are kept: nobody can tell whether it counts
				why = ForeignRecord
			}
			if err := m.add(start, m.s.After(), why); err != nil {
				return false, err
			}
			return true, m.ctx.Err()
		case kind == xmlscan.Start && string(Local(m.s.Name())) == RecordElement:
			return m.resume(start, m.s.Offset(), depth, NestedRecord)
		case kind == xmlscan.Start:
			elements++
		case kind == xmlscan.Comment || kind == xmlscan.Section:
			if at := m.hides(); at >= 0 {
				return m.resume(start, m.s.Offset()+int64(at), depth, HiddenRecord)
			}
		}
	}
}

// tooLarge is the reason of a record that is sound and too large, else "".
func tooLarge(length int64, elements int) xmlscan.Reason {
	switch {
	case length > maxMessage:
		return MessageTooLong
	case elements > MaxElements:
		return ManyElements
	}
	return ""
}

// hides is the place in a comment or section where a record seems to begin, -1
// for none: a mark that is never closed could swallow records to the next one.
func (m *messageSurveyor) hides() int { return xmlscan.IndexStart(m.s.Raw(), recordName) }

var recordName = []byte(RecordElement)

// broken judges an error. What begins at start is damaged to the next record.
func (m *messageSurveyor) broken(start int64, depth int, err error) (more bool, _ error) {
	var syntax *xmlscan.SyntaxError
	if !errors.As(err, &syntax) {
		return false, fmt.Errorf("read %s: %w", m.where, err)
	}
	if syntax.Reason == xmlscan.Doctype {
		return false, m.refuse(ErrDoctype, syntax.Offset, "remove the document type declaration: no message needs one, and it could make a file of any size")
	}
	if syntax.Reason == xmlscan.EndsInside {
		m.out.EndsInside = true
		if start >= m.size {
			return false, nil // an element around the records is not closed
		}
	}
	return m.resume(start, max(m.s.Offset(), start+1), depth, syntax.Reason)
}

func (m *messageSurveyor) refuse(why error, offset int64, next string) error {
	return &Refusal{Reason: why, Where: m.where, Detail: fmt.Sprintf("offset %d", offset), Next: next}
}

// resume goes on at the next start tag of the record element from a place on.
func (m *messageSurveyor) resume(start, from int64, depth int, why xmlscan.Reason) (bool, error) {
	at, found, err := m.s.Skip(recordName, from, depth)
	if err != nil {
		return false, fmt.Errorf("read %s: %w", m.where, err)
	}
	if found && why == xmlscan.EndsInside { // a mark that is never closed, with records after it
		m.out.EndsInside, why = false, xmlscan.BadMarkup
	}
	return found, m.add(start, at, why)
}

// encoding refuses a document in another encoding than the file's first.
func (m *messageSurveyor) encoding() error {
	if string(m.s.Name()) != "xml" {
		return nil
	}
	name := xmlscan.Encoding(m.s.Text())
	windows, known := MessageEncoding(name)
	if known && (windows == m.windows || name == "") {
		return nil
	}
	return m.refuse(ErrEncoding, m.s.Offset(), "convert every document in the file to UTF-8")
}

// MessageEncoding says what an XML declaration names: Windows-1252, of which
// ISO-8859-1 is read as a part, or UTF-8. Others are not known.
func MessageEncoding(name string) (windows1252, known bool) {
	switch name {
	case "", "utf-8", "utf8", "us-ascii", "ascii":
		return false, true
	case "windows-1252", "cp1252", "cp-1252", "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1":
		return true, true
	}
	return false, false
}

// bind notes the namespaces that the start tag at hand declares, and forgets
// those of elements that ended.
func (m *messageSurveyor) bind() {
	depth := m.s.Depth()
	for len(m.outer) > 0 && m.outer[len(m.outer)-1].depth >= depth {
		m.outer = m.outer[:len(m.outer)-1]
	}
	for _, a := range m.s.Attrs() {
		prefix, local, found := bytes.Cut(a.Name, []byte{':'})
		switch {
		case !found && string(prefix) == "xmlns":
			m.outer = append(m.outer, binding{depth, "", string(a.Value)})
		case found && string(prefix) == "xmlns":
			m.outer = append(m.outer, binding{depth, string(local), string(a.Value)})
		}
	}
}

// isRecord says whether the start tag at hand, which has the name of a record, is
// one: unless its prefix is bound to another namespace.
func (m *messageSurveyor) isRecord() bool {
	name := m.s.Name()
	prefix := string(bytes.TrimSuffix(name[:len(name)-len(RecordElement)], []byte{':'}))
	for i := len(m.outer) - 1; i >= 0; i-- {
		if m.outer[i].prefix == prefix {
			return m.outer[i].uri == "" || m.outer[i].uri == messageNamespace
		}
	}
	return true
}
