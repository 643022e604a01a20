package profile

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"lollipop/extract/emis"
	"lollipop/extract/xmlscan"
	"lollipop/mappings"
)

// tableMessages stands in the place of a table for files of messages.
const tableMessages = emis.RecordElement

// messageLook is a look at one file of messages: the records one after the other,
// each as a tree. Memory is bounded by the largest record that is read.
type messageLook struct {
	*run
	paths   *paths
	other   int64 // elements of paths beyond those that are counted apart
	message *emis.Message
	places  []int32         // of the columns of the elements of one message
	coded   map[string]bool // names of elements that bear a code
	codes   map[messageCode]int64
}

// messageCode is a code as messages say it.
type messageCode struct{ value, scheme, term, mapCode, mapScheme, event string }

// mostCodes bounds the codes of a source's messages: a dictionary has 200,000.
const mostCodes = 1 << 18

func (r *run) newMessageLook(source string, windows1252 bool) *messageLook {
	l := &messageLook{
		run: r, paths: newPaths(r.Mappings), coded: map[string]bool{}, codes: map[messageCode]int64{},
		message: emis.NewMessage(emis.NewMessages(r.Mappings), source, windows1252),
	}
	for _, rule := range r.Mappings.XMLElements() {
		if rule.Entity != nil && rule.Entity.Code >= 0 && rule.Entity.Dictionary() == entityDictionary {
			l.coded[rule.Name] = true
		}
	}
	return l
}

// lookMessages looks at a file of messages.
func (r *run) lookMessages(ctx context.Context, in *input) (seen, map[messageCode]int64, error) {
	s := seen{file: File{Source: in.source, File: in.rel, Bytes: in.size, Table: tableMessages, Known: "name", Encoding: "utf-8"}}
	h, size, trouble, err := r.content(ctx, in)
	if err != nil || trouble != "" {
		s.file.Unreadable = trouble
		return s, nil, err
	}
	defer h.Close() //nolint:errcheck // read only
	s.file.Packing, s.file.Bytes = in.packed.how.String(), size
	windows, survey, err := r.surveyMessages(ctx, h, size)
	if err != nil {
		s.file.Unreadable, err = noMessages(ctx, err)
		return s, nil, err
	}
	if windows {
		s.file.Encoding = "windows-1252"
	}
	if len(survey.Spans) == 0 {
		s.file.Unreadable = "holds no medical record: nothing of it would be moved"
		return s, nil, nil
	}
	l := r.newMessageLook(in.source, windows)
	if err := l.read(ctx, h, survey, &s.file); err != nil {
		s.file.Unreadable, err = noMessages(ctx, err)
		return s, nil, err
	}
	s.columns = l.paths.results(in.source, in.rel)
	if l.other > 0 {
		s.columns = append(s.columns, Column{Source: in.source, File: in.rel, Table: tableMessages, Column: otherElements, Rows: l.other})
	}
	return s, l.codes, nil
}

// surveyMessages finds the records. A file that names no encoding is UTF-8, or
// Windows-1252 where that reads more of it.
func (r *run) surveyMessages(ctx context.Context, h *os.File, size int64) (bool, *emis.MessageSurvey, error) {
	head := make([]byte, 512)
	n, err := h.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return false, nil, err
	}
	name, mark := xmlscan.Sniff(head[:n])
	windows, known := emis.MessageEncoding(strings.ToLower(name))
	if !known {
		return false, nil, fmt.Errorf("read messages: %w", emis.ErrEncoding)
	}
	survey := func(windows bool) (*emis.MessageSurvey, error) {
		return emis.SurveyMessages(ctx, io.NewSectionReader(r.counted(h), 0, size), size, windows, "messages")
	}
	found, err := survey(windows)
	if err != nil || name != "" || mark || !badEncoding(found) {
		return windows, found, err
	}
	if other, err := survey(true); err == nil && damagedSpans(other) < damagedSpans(found) {
		return true, other, nil
	}
	return windows, found, ctx.Err()
}

func badEncoding(s *emis.MessageSurvey) bool {
	for _, span := range s.Spans {
		if span.Reason == xmlscan.BadEncoding {
			return true
		}
	}
	return false
}

func damagedSpans(s *emis.MessageSurvey) (n int) {
	for _, span := range s.Spans {
		if span.Reason != "" {
			n++
		}
	}
	return n
}

// noMessages is why a file of messages is not read, in words that hold nothing of it.
func noMessages(ctx context.Context, err error) (string, error) {
	switch {
	case errors.Is(err, emis.ErrDoctype):
		return "has a document type declaration", nil
	case errors.Is(err, emis.ErrEncoding):
		return "is in an encoding that is not read, or in two", nil
	case errors.Is(err, emis.ErrTooManyRows):
		return "has more messages than can be read", nil
	}
	return unreadable(ctx, err)
}

// read reads the sound records.
func (l *messageLook) read(ctx context.Context, h *os.File, survey *emis.MessageSurvey, f *File) error {
	f.Records, f.CutOff = int64(len(survey.Spans)), survey.EndsInside
	from, buf := l.counted(h), []byte(nil)
	for _, span := range survey.Spans {
		if err := ctx.Err(); err != nil {
			return err
		}
		if span.Reason != "" {
			if f.Damaged == nil {
				f.Damaged = map[string]int64{}
			}
			f.Damaged[string(span.Reason)]++
			continue
		}
		if int64(cap(buf)) < span.Length {
			buf = make([]byte, span.Length+span.Length/4)
		}
		buf = buf[:span.Length]
		if _, err := from.ReadAt(buf, span.Offset); err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		if err := l.message.Read(buf); err != nil {
			return fmt.Errorf("read message: %w", err)
		}
		l.see()
	}
	return nil
}

// see counts the elements of a message, and the codes of its events.
func (l *messageLook) see() {
	l.places = l.places[:0]
	events, within := map[int32]*messageCode{}, map[int32]*messageCode{}
	l.message.Each(func(at, up int32, name, text []byte) {
		in, place := int32(-1), int32(-1)
		if up >= 0 {
			in = l.places[up]
		}
		if up < 0 || in >= 0 {
			place = l.paths.look(in, name)
		}
		l.places = append(l.places, place)
		if place < 0 {
			l.other++
		} else {
			l.paths.columns[place].see(text)
		}
		switch {
		case l.coded[string(name)]:
			events[at] = &messageCode{}
		case up >= 0 && events[up] != nil:
			switch string(name) {
			case "EventType":
				events[up].event = strings.TrimSpace(string(text))
			case "Code":
				within[at] = events[up]
			}
		case up >= 0 && within[up] != nil:
			within[up].take(string(name), strings.TrimSpace(string(text)))
		}
	})
	for _, c := range events {
		if _, known := l.codes[*c]; c.value != "" && (known || len(l.codes) < mostCodes) {
			l.codes[*c]++
		}
	}
}

func (c *messageCode) take(name, text string) {
	switch name {
	case "Value":
		c.value = text
	case "Scheme":
		c.scheme = text
	case "Term":
		c.term = text
	case "MapCode":
		c.mapCode = text
	case "MapScheme":
		c.mapScheme = text
	}
}

// messageCodes are the codes of a source's messages as the tables understand them,
// the most frequent first.
func (r *run) messageCodes(name string) (all []Code) {
	rows, category := map[Code]int64{}, categoryWords(r.Mappings)
	for c, n := range r.sources[name].messages {
		rows[c.code(r.Mappings, category, name)] += n
	}
	for c, n := range rows {
		c.Rows = n
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b Code) int {
		return cmp.Or(cmp.Compare(b.Rows, a.Rows), cmp.Compare(a.System, b.System), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Term, b.Term), cmp.Compare(a.Category, b.Category))
	})
	return all
}

// categoryWords are the categories of codes by the type of their event.
func categoryWords(set *mappings.Set) map[string]string {
	dictionary := set.Entity(entityDictionary)
	for _, c := range set.XMLColumns(dictionary) {
		if dictionary.Columns[c.Column].EMIS == "EmisCodeCategoryDescription" {
			return c.Words
		}
	}
	return nil
}

// code is what the tables make of it.
func (c *messageCode) code(set *mappings.Set, category map[string]string, source string) Code {
	d := mappings.DictionaryCode{Term: []byte(c.term)}
	switch {
	case strings.EqualFold(c.scheme, "snomed"):
		d.SNOMED = []byte(c.value)
	default:
		d.Read = []byte(c.value)
		if strings.EqualFold(c.mapScheme, "snomed") {
			d.SNOMED = []byte(c.mapCode)
		}
	}
	word, ok := category[c.event]
	if !ok {
		word = category["*"]
	}
	d.Category = []byte(word)
	read := set.Read(d)
	code := Code{Source: source, System: read.System, Code: read.Code, Term: c.term, Category: word, Kind: kindUnmapped, Class: read.Class}
	if read.Concept != nil {
		code.Kind = read.Concept.Kind
	}
	return code
}
