package reconcile

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"lollipop/internal/chis"
	"lollipop/internal/table"
)

// judgeDamage holds the damaged ranges of a file against the file: a plain
// reader cannot read a record where one begins, and records start again where
// it ends and nowhere before.
func (r *run) judgeDamage(f *rawFile) error {
	if len(f.damaged) == 0 {
		return nil
	}
	h, err := os.Open(f.path)
	if err != nil {
		return err
	}
	defer h.Close() //nolint:errcheck // read only
	for i := range f.damaged {
		q := &f.damaged[i]
		if kind := damageProblem(h, f, q); kind != "" {
			r.breaks.add(Break{checkRaw, f.name, table.NullInt64, q.row, "", kind})
		}
	}
	return nil
}

// maxRecord is how long a record may be that a plain reader is asked to read.
const maxRecord = 16 << 20

func damageProblem(h io.ReaderAt, f *rawFile, q *quarantinedRow) string {
	if f.open != nil {
		return openDamageProblem(h, f, q)
	}
	end := q.offset + q.bytes
	if q.offset < f.start || q.bytes <= 0 || end > f.size {
		return "damaged-range-is-no-range-of-the-file"
	}
	switch {
	case q.rule == "too-large":
	case q.rule == "truncated": // a row cut off between two fields reads well, and is short or without its end
		if end != f.size {
			return "damaged-range-ends-where-no-record-starts"
		}
	case sound(h, q.offset, f, 1):
		return "damaged-range-can-be-read"
	}
	if end == f.size {
		return ""
	}
	if !startsRecord(h, end) || !sound(h, end, f, soundRecords) {
		return "damaged-range-ends-where-no-record-starts"
	}
	if earlierRestart(h, f, q) {
		return "records-start-again-before-the-damaged-range-ends"
	}
	return ""
}

// soundRecords is how many records must follow a restart.
const soundRecords = 3

// sound reports that n records, or as many as remain, can be read at a place; of
// more than one, each must have the header's number of fields.
func sound(h io.ReaderAt, at int64, f *rawFile, n int) bool {
	c := csv.NewReader(io.NewSectionReader(h, at, min(f.size-at, maxRecord)))
	c.FieldsPerRecord, c.ReuseRecord = -1, true
	for range n {
		record, err := c.Read()
		if errors.Is(err, io.EOF) {
			return true
		}
		if err != nil || n > 1 && len(record) != len(f.names) {
			return false
		}
	}
	return true
}

// startsRecord reports that a line ends before a place and that a record may
// begin there.
func startsRecord(h io.ReaderAt, at int64) bool {
	var around [2]byte
	if n, _ := h.ReadAt(around[:], at-1); n < len(around) {
		return false
	}
	return around[0] == '\n'
}

// maxTries bounds the search of one damaged range for a place to start again.
const maxTries = 256

// earlierRestart looks for a place inside the range at which reading could have
// gone on: a line end as the header has, then a quote (where names are quoted),
// then three records.
func earlierRestart(h io.ReaderAt, f *rawFile, q *quarantinedRow) bool {
	data := make([]byte, min(q.bytes, 1<<20))
	if n, _ := h.ReadAt(data, q.offset); n < len(data) {
		return false
	}
	head := make([]byte, min(f.start, 1<<16))
	if n, _ := h.ReadAt(head, 0); n < len(head) {
		return false
	}
	end := "\n"
	if bytes.HasSuffix(head, []byte("\r\n")) {
		end = "\r\n"
	}
	if bytes.HasPrefix(bytes.TrimPrefix(head, byteOrderMark), []byte{'"'}) {
		end += `"`
	}
	line := int64(strings.IndexByte(end, '\n') + 1)
	tries := 0
	for from := 0; tries < maxTries; tries++ {
		i := bytes.Index(data[from:], []byte(end))
		if i < 0 {
			return false
		}
		from += i + 1
		if sound(h, q.offset+int64(from)-1+line, f, soundRecords) {
			return true
		}
	}
	return false
}

// judgeQuarantined holds a quarantined record that a plain reader can read
// against its place and its rule.
func (c *rawCheck) judgeQuarantined(q *quarantinedRow, record []string, start, end int64) error {
	number := q.row & recordMask
	if q.offset != start && !c.blank(start, q.offset) {
		c.wrong(number, "offset", "differs")
	}
	// The record's own bytes end before its line end, which one or two bytes make.
	if rest := end - q.offset - q.bytes; rest < 0 || rest > 2 || !c.blank(q.offset+q.bytes, end) || c.endsInLineEnd(q) {
		c.wrong(number, "length", "differs")
	}
	if !c.unfit(q.rule, record) {
		c.wrong(number, "", "does-not-satisfy-"+q.rule)
	}
	return nil
}

// endsInLineEnd reports that the bytes of a quarantined record end in a line end,
// which is none of theirs.
func (c *rawCheck) endsInLineEnd(q *quarantinedRow) bool {
	var last [1]byte
	n, _ := c.h.ReadAt(last[:], q.offset+q.bytes-1)
	return n == 1 && (last[0] == '\n' || last[0] == '\r')
}

// unfit reports that a record cannot be staged for the reason that a rule names.
func (c *rawCheck) unfit(rule string, record []string) bool {
	f := c.s.file
	code, okCode := chis.ParseInt64(f.cell(record, c.keys.code))
	switch rule {
	case "field-count":
		return len(record) != len(f.names)
	case "nul-byte":
		return anyField(record, func(s string) bool { return strings.IndexByte(s, 0) >= 0 })
	case "invalid-utf8":
		return !f.windows1252 && anyField(record, func(s string) bool { return !utf8.ValidString(s) })
	case "no-key":
		return c.lacksKey(record)
	case "no-code":
		return !okCode
	case "unknown-code":
		if f.entity.Prescribed() {
			_, known := c.drugIsVaccine(f.source, code)
			return okCode && !known
		}
		return okCode && c.meanings[f.source][code] == nil
	case "no-date":
		text := f.cell(record, c.keys.date)
		_, ok := chis.ParseDate(text)
		return !ok && !blankText(text)
	case "shared-key":
		return c.personFlags(record)&rawShared != 0
	case "no-patient":
		return c.personFlags(record)&rawLive == 0 || c.fateOfPatient(record)
	}
	return false
}

func anyField(record []string, is func(string) bool) bool {
	for _, s := range record {
		if is(s) {
			return true
		}
	}
	return false
}

// lacksKey reports that a key of the row is empty or unreadable.
func (c *rawCheck) lacksKey(record []string) bool {
	e := c.s.file.entity
	columns := []int{c.keys.org, c.keys.patient, c.keys.item}
	if e.Reference {
		columns = e.Keys
		if c.keys.code >= 0 {
			_, ok := chis.ParseInt64(c.s.file.cell(record, c.keys.code))
			return !ok
		}
	}
	for _, k := range columns {
		if k == c.keys.patient && c.s.file.entity.Bookable() && blankText(c.s.file.cell(record, k)) {
			continue
		}
		if k >= 0 && c.guid(record, k).IsZero() {
			return true
		}
	}
	return false
}

// fateOfPatient reports that no row of the patient is staged: its own row could
// not be kept, and its events wait with it.
func (c *rawCheck) fateOfPatient(record []string) bool {
	n := c.find.find(c.s.file.source, c.guid(record, c.keys.org), c.guid(record, c.keys.patient))
	return n >= 0 && c.people.list[n].row == 0
}
