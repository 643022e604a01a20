package reconcile

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"

	"lollipop/mappings"
)

// openRecords is how a plain reader sees a file of EMIS Open messages: record
// elements between damaged ranges, of which each gives rows of several entities.
type openRecords struct {
	maps    *mappings.Set
	rules   openRules
	source  string
	damaged []quarantinedRow // of all entities: they stand among the patients
	left    leftTexts        // of the row at hand: what no column is made of
}

const recordElement = "MedicalRecord"

// isOpen reports a file of messages.
func (f *sourceFile) isOpen() bool {
	name := strings.ToLower(f.path)
	if f.packing == "gzip" {
		name = strings.TrimSuffix(name, ".gz")
	}
	return strings.HasSuffix(name, ".xml")
}

// openMessages prepares a file of messages: every column of the entity is a field.
func (r *run) openMessages(f *sourceFile) (*rawFile, error) {
	raw := &rawFile{sourceFile: f, path: f.onDisk(r.Extracts), line: 1}
	info, err := os.Stat(raw.path)
	if err != nil {
		return nil, err
	}
	raw.size = info.Size()
	raw.open = &openRecords{maps: r.Mappings, rules: r.openRules, source: r.in.sources[f.source]}
	for _, q := range r.quarantine {
		at := r.in.file(q.row)
		if at != nil && at.path == f.path && at.name == "patient" && q.rule != "no-key" && q.rule != "shared-key" {
			raw.open.damaged = append(raw.open.damaged, q)
		}
	}
	if f.name == "patient" {
		raw.damaged = raw.open.damaged
	}
	if f.migrated && f.entity != nil {
		for i, c := range f.entity.Columns {
			raw.names, raw.columns, raw.fields = append(raw.names, c.EMIS), append(raw.columns, i), append(raw.fields, i)
		}
	}
	raw.segments = []segment{{file: raw, record: 1, next: -1, end: raw.size, line: 1}}
	return raw, nil
}

// openReader takes the rows of one entity of a file of messages.
type openReader struct {
	s     *segment
	yield onRecord
	n     int64
	seen  map[string]bool // codes
}

func newOpenReader(s *segment, yield onRecord) *openReader {
	return &openReader{s: s, yield: yield, seen: map[string]bool{}}
}

// readMessages reads a file of messages once, for readers of all its entities. A
// damaged range counts as a row of the patients, and is not handed on.
func readMessages(h io.ReaderAt, readers []*openReader) (problem string, err error) {
	f := readers[0].s.file
	w := &openWalk{f: f, h: h, readers: readers, records: openLines{line: 1}}
	from := int64(0)
	for _, q := range f.open.damaged {
		if q.offset < from || q.offset+q.bytes > f.size {
			return "places-of-records-are-out-of-order", nil
		}
		if problem, err = w.region(from, q.offset); problem != "" || err != nil {
			return problem, err
		}
		for _, r := range readers {
			if r.s.file.name == "patient" {
				r.n++
			}
		}
		from = q.offset + q.bytes
	}
	return w.region(from, f.size)
}

// openWalk reads the records of a file one after the other.
type openWalk struct {
	f       *rawFile // of any of the readers: what they share is asked of it
	h       io.ReaderAt
	readers []*openReader
	records openLines // up to the record that is read
	line    openLines // in it
}

// region reads the records between two damaged ranges.
func (w *openWalk) region(from, to int64) (problem string, err error) {
	for from < to {
		start, found, err := nextRecord(w.h, from, to)
		if err != nil {
			return "", err
		}
		if !found {
			return "", nil
		}
		root, end := readRecord(w.h, start, to, w.f.windows1252)
		if root == nil {
			return "record-cannot-be-read", nil
		}
		if err := w.record(root, start); err != nil {
			return "", err
		}
		from = end
	}
	return "", nil
}

// nextRecord looks for the start tag of a record outside of any other.
func nextRecord(h io.ReaderAt, from, to int64) (start int64, found bool, err error) {
	d := xml.NewDecoder(io.NewSectionReader(h, from, to-from))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return asciiOnly{r}, nil }
	foreign := map[string]bool{}
	for {
		at := d.InputOffset()
		t, err := d.RawToken()
		var syntax *xml.SyntaxError
		switch {
		case errors.Is(err, io.EOF), errors.As(err, &syntax):
			return 0, false, nil // what follows is named by no damaged range, and so its rows are missed
		case err != nil:
			return 0, false, err
		}
		e, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		for _, a := range e.Attr {
			if a.Name.Space == "xmlns" || a.Name.Space == "" && a.Name.Local == "xmlns" {
				prefix := strings.TrimPrefix(a.Name.Local, "xmlns")
				foreign[prefix] = a.Value != "" && a.Value != messageSpace
			}
		}
		if e.Name.Local == recordElement && !foreign[e.Name.Space] {
			return from + at, true, nil
		}
	}
}

// asciiOnly keeps the places of bytes of another encoding.
type asciiOnly struct{ io.Reader }

func (a asciiOnly) Read(p []byte) (int, error) {
	n, err := a.Reader.Read(p)
	for i, c := range p[:n] {
		if c >= 0x80 {
			p[i] = '?'
		}
	}
	return n, err
}

// record hands on the rows of one record.
func (w *openWalk) record(root *openElement, start int64) error {
	o := &openMessage{root: root, maps: w.f.open.maps, table: w.f.open.rules, source: w.f.open.source}
	if err := w.records.to(w.h, start); err != nil {
		return err
	}
	w.line.at, w.line.line = w.records.at, w.records.line
	return root.walk(func(e *openElement) error {
		rules := o.rules(e)
		if len(rules) == 0 {
			return nil
		}
		for _, r := range w.readers {
			if err := w.element(r, o, e, rules, start); err != nil {
				return err
			}
		}
		return nil
	})
}

// element hands on the rows that an element is, by the rules that it falls under.
func (w *openWalk) element(r *openReader, o *openMessage, e *openElement, rules []mappings.XMLElement, start int64) error {
	f := r.s.file
	for i := range rules {
		of, at := rules[i].Entity, e
		switch {
		case f.migrated && f.entity != nil && f.entity.IsDictionary():
			at = r.newCode(o, e, of)
		case of != f.entity || f.entity == nil && f.migrated:
			at = nil
		}
		if at == nil {
			continue
		}
		f.open.left = leftTexts{paths: f.open.left.paths[:0]}
		if i == 0 && at == e && f.migrated { // of an element that is several rows the first answers
			o.leftBehind(&f.open.left, e, o.maps.MessageRow(e.name), e.name)
		}
		if err := w.row(r, o, at, start); err != nil {
			return err
		}
	}
	return nil
}

// newCode is the code of a row of an entity, where it is one of the dictionary
// that is read and stands here first.
func (r *openReader) newCode(o *openMessage, e *openElement, of *mappings.Entity) *openElement {
	if of == nil || of.Dictionary() != r.s.file.name {
		return nil
	}
	code := o.codeOf(e, of)
	if code == nil {
		return nil
	}
	id := o.codeID(code)
	if r.seen[id] {
		return nil
	}
	r.seen[id] = true
	return code
}

func (w *openWalk) row(r *openReader, o *openMessage, e *openElement, start int64) error {
	f := r.s.file
	var record []string
	if f.migrated {
		record = make([]string, len(f.entity.Columns))
		for _, c := range f.open.maps.XMLColumns(f.entity) {
			record[c.Column] = o.column(e, &c)
		}
	}
	number := r.s.record + r.n
	r.n++
	if start+e.start < w.line.at { // a code may stand before the row that was counted last
		w.line.at, w.line.line = w.records.at, w.records.line
	}
	if err := w.line.to(w.h, start+e.start); err != nil {
		return err
	}
	return r.yield(number, record, start+e.start, start+e.end, w.line.line)
}

// openLines counts the lines of a file up to a place.
type openLines struct {
	at   int64 // the lines before it are counted
	line int
	buf  []byte
}

// to counts on to a place.
func (l *openLines) to(h io.ReaderAt, place int64) error {
	if l.buf == nil {
		l.buf = make([]byte, 64<<10)
	}
	for l.at < place {
		n, err := h.ReadAt(l.buf[:min(int64(len(l.buf)), place-l.at)], l.at)
		if n == 0 && err != nil {
			return err
		}
		l.line += bytes.Count(l.buf[:n], []byte{'\n'})
		l.at += int64(n)
	}
	return nil
}

// recordTag is where a record may begin.
var recordTag = regexp.MustCompile(`<(?:[\w.-]+:)?` + recordElement + `[\s/>]`)

// foreignRecord reports that the record that data begins with is in another
// namespace: by its own tag, else by what the beginning of the file declares last.
func foreignRecord(h io.ReaderAt, data []byte, offset int64) bool {
	tag, _, _ := bytes.Cut(data, []byte{'>'})
	name, _, _ := strings.Cut(string(tag[:min(len(tag), maxTag)]), recordElement)
	declares := "xmlns"
	if prefix := strings.Trim(name, "<:"); prefix != "" {
		declares += ":" + prefix
	}
	form := regexp.MustCompile(`\s` + regexp.QuoteMeta(declares) + `\s*=\s*(?:"([^"]*)"|'([^']*)')`)
	found := form.FindAllSubmatch(tag, -1)
	if found == nil {
		before := make([]byte, min(offset, 1<<20))
		n, _ := h.ReadAt(before, 0)
		found = form.FindAllSubmatch(before[:n], -1)
	}
	if found == nil {
		return false
	}
	last := found[len(found)-1]
	space := string(last[1]) + string(last[2])
	return space != "" && space != messageSpace
}

const (
	maxTag       = 1 << 10 // bytes in which the name of a tag ends
	messageSpace = "http://www.e-mis.com/emisopen/MedicalRecord"
)

// recordEnd is the end of a range that ends with a record.
var recordEnd = regexp.MustCompile(`</(?:[\w.-]+:)?` + recordElement + `\s*>$`)

// openDamageProblem holds a damaged range of a file of messages against the file.
func openDamageProblem(h io.ReaderAt, f *rawFile, q *quarantinedRow) string {
	end := q.offset + q.bytes
	if q.offset < 0 || q.bytes <= 0 || end > f.size {
		return "damaged-range-is-no-range-of-the-file"
	}
	data := make([]byte, min(q.bytes, maxRecord))
	if n, _ := h.ReadAt(data, q.offset); n < len(data) {
		return "damaged-range-is-no-range-of-the-file"
	}
	if bytes.HasPrefix(data, []byte("<!")) && recordTag.Match(data) {
		return "" // a record inside a comment, of which nobody can tell whether it counts
	}
	whole := false
	if q.rule == "too-large" { // may be sound, and then ends with its own end tag
		tail := data[max(0, len(data)-128):]
		if q.bytes > maxRecord {
			_, _ = h.ReadAt(tail, end-int64(len(tail)))
		}
		whole = recordEnd.Match(tail)
	} else if root, n := readRecord(h, q.offset, f.size, f.windows1252); root != nil {
		if n != end || !foreignRecord(h, data, q.offset) {
			return "damaged-range-can-be-read"
		}
		whole = true
	}
	if end < f.size && !whole {
		next := make([]byte, min(f.size-end, 128))
		if n, _ := h.ReadAt(next, end); n < len(next) {
			return "damaged-range-is-no-range-of-the-file"
		}
		if at := recordTag.FindIndex(next); at == nil || at[0] != 0 {
			return "damaged-range-ends-where-no-record-starts"
		}
	}
	if recordTag.Match(data[1:]) {
		return "records-start-again-before-the-damaged-range-ends"
	}
	return ""
}

// openCodeColumn is the column of an entity that holds its code.
func openCodeColumn(maps *mappings.Set, e *mappings.Entity) *mappings.XMLColumn {
	columns := maps.XMLColumns(e)
	if i := slices.IndexFunc(columns, func(c mappings.XMLColumn) bool { return c.As == "code" }); i >= 0 {
		return &columns[i]
	}
	return nil
}
