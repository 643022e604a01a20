package extract

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"unicode/utf8"

	"lollipop/extract/emis"
	"lollipop/extract/xmlscan"
	"lollipop/mappings"
)

// messageFile is what the entries of one file of EMIS Open messages, one an
// entity, have in common.
type messageFile struct {
	lead    *file // the entry that stands for the file
	entries []*file
	spans   []emis.Span
	codes   map[*mappings.Entity][]codeRow // dictionaries: each code once, in the order of its first appearance
	parts   []messageChunk
	counts  map[*file]int64
}

// codeRow is a dictionary row: the code of an event, where it stands first.
type codeRow struct {
	place
	texts [][]byte
}

// messageChunk is a stretch of a file that one worker reads.
type messageChunk struct {
	from, to int             // of spans
	line     int64           // on which the first begins
	first    map[*file]int64 // rows of each entry before it
}

// leads says whether the entry stands for its file where files are counted.
func (f *file) leads() bool { return f.messages == nil || f.messages.lead == f }

// siblings are the entries of the file, itself among them.
func (f *file) siblings() []*file {
	if f.messages == nil {
		return []*file{f}
	}
	return f.messages.entries
}

// inputs is the number of input files.
func (r *run) inputs() (n int) {
	for _, f := range r.files {
		if f.leads() {
			n++
		}
	}
	return n
}

// allRecords is the number of rows of all entries of the file.
func (f *file) allRecords() (n int64) {
	for _, entry := range f.siblings() {
		n += entry.records()
	}
	return n
}

// messageFileOf returns what the entry shares with the others of its file, which
// stand just before it.
func messageFileOf(before []*file, f *file) *messageFile {
	if n := len(before); n > 0 && before[n-1].Rel == f.Rel {
		m := before[n-1].messages
		m.entries = append(m.entries, f)
		return m
	}
	return &messageFile{lead: f, entries: []*file{f}, counts: map[*file]int64{}, codes: map[*mappings.Entity][]codeRow{}}
}

// bindMessages finds out the encoding of the file.
func (f *file) bindMessages() error {
	if f.Entity != nil {
		f.layout = emis.MessageLayout(f.Entity)
	}
	if !f.leads() {
		f.windows1252 = f.messages.lead.windows1252
		return nil
	}
	h, err := f.open()
	if err != nil {
		return err
	}
	defer h.Close() //nolint:errcheck // read only
	head := make([]byte, 1024)
	n, err := h.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("read beginning of %s: %w", f.Rel, err)
	}
	name, mark := xmlscan.Sniff(head[:n])
	windows1252, known := emis.MessageEncoding(name)
	if !known {
		return &emis.Refusal{
			Reason: emis.ErrEncoding, Where: f.Rel, Detail: "offset 0: " + name,
			Next: "convert the file to UTF-8 and take the encoding out of its XML declaration",
		}
	}
	if f.windows1252 = windows1252; name != "" || mark {
		return nil
	}
	f.windows1252, err = onlyBytes(h)
	return err
}

// onlyBytes says whether a file that names no encoding holds bytes beyond ASCII,
// and none of them makes a character of UTF-8: it is then Windows-1252.
func onlyBytes(r io.Reader) (bool, error) {
	buf, keep, high := make([]byte, 64<<10), 0, false
	for {
		n, err := r.Read(buf[keep:])
		b := buf[:keep+n]
		for len(b) > 0 {
			if b[0] < utf8.RuneSelf {
				b = b[1:]
				continue
			}
			if err == nil && !utf8.FullRune(b) {
				break
			}
			high = true
			if _, size := utf8.DecodeRune(b); size > 1 {
				return false, nil
			}
			b = b[1:]
		}
		keep = copy(buf, b)
		if errors.Is(err, io.EOF) {
			return high, nil
		}
		if err != nil {
			return false, fmt.Errorf("look for the encoding: %w", err)
		}
	}
}

// surveyMessages finds the records of a file and counts their rows. The first of
// its entries does it for all.
func (r *run) surveyMessages(ctx context.Context, f *file) error {
	m := f.messages
	if m.lead != f {
		return nil
	}
	h, err := f.open()
	if err != nil {
		return err
	}
	defer h.Close() //nolint:errcheck // read only
	s, err := emis.SurveyMessages(ctx, io.NewSectionReader(counted{h, &r.progress}, 0, f.size), f.size, f.windows1252, f.Rel)
	if err != nil {
		return err
	}
	m.spans = s.Spans
	for _, entry := range m.entries {
		entry.sha256, entry.endsInside, entry.windows1252 = s.SHA256, s.EndsInside, f.windows1252
	}
	if len(m.spans) == 0 {
		r.warn("holds no medical record: " + f.Rel)
	}
	if err := r.countMessages(ctx, h, m); err != nil {
		return err
	}
	for _, entry := range m.entries {
		if entry.records() > maxRecords || len(m.parts) > maxChunks {
			return &emis.Refusal{Reason: emis.ErrTooManyRows, Where: f.Rel, Next: "migrate the source in more than one delivery"}
		}
	}
	return f.unchanged(h.Stat())
}

// countMessages divides the file into chunks, and numbers its rows and codes.
func (r *run) countMessages(ctx context.Context, h *os.File, m *messageFile) error {
	c := r.messageCursor(m.lead, h)
	seen := map[*mappings.Entity]map[int64]bool{}
	for _, d := range r.shapes.Dictionaries() {
		seen[d] = map[int64]bool{}
	}
	end := int64(0)
	for i, span := range m.spans {
		if err := ctx.Err(); err != nil {
			return err
		}
		line, err := c.open(span)
		if err != nil {
			return err
		}
		if i == 0 || span.Offset >= end {
			first := map[*file]int64{}
			for _, entry := range m.entries {
				first[entry] = m.counts[entry]
			}
			m.parts = append(m.parts, messageChunk{from: i, line: line, first: first})
			end = (span.Offset/r.chunk + 1) * r.chunk
		}
		m.parts[len(m.parts)-1].to = i + 1
		for _, entry := range m.entries {
			switch {
			case span.Reason != "":
				if entry.Entity == r.patientEntity {
					m.counts[entry]++
				}
			case entry.Entity == nil || !entry.Entity.IsDictionary():
				m.counts[entry] += c.message.Count(entry.Entity)
			}
		}
		if span.Reason == "" {
			for d, known := range seen {
				c.codes(span, line, d, known, m)
			}
		}
	}
	return nil
}
