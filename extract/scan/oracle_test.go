package scan

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"reflect"
	"testing"
	"unicode/utf8"
)

// The oracle reads a whole file in memory, byte by byte and record by record,
// by the rules of the package's documentation and without its code.

type oracleRecord struct {
	Number, Line, Offset int64
	Length               int
	Kind                 Kind
	Reason               Reason
	Raw                  string
	Fields               []string
}

type oracle struct {
	b       []byte
	max     int
	columns int
	quoted  bool
	crlf    bool
	records []oracleRecord
	inside  bool
}

// record reads the record at the start of b.
func (o *oracle) record(b []byte, max int) (fields []string, length, next int, reason Reason) {
	fields, length, reason = oracleFields(b)
	if length > max || reason != "" && length >= max {
		return nil, 0, 0, RecordTooLong
	}
	next = length
	if next < len(b) && b[next] == '\r' {
		next++
	}
	if next < len(b) && b[next] == '\n' {
		next++
	}
	return fields, length, next, reason
}

func oracleFields(b []byte) (fields []string, i int, reason Reason) {
	lineEnds := func(i int) bool {
		rest := string(b[i:])
		return rest == "" || rest == "\r" || rest[0] == '\n' || len(rest) > 1 && rest[:2] == "\r\n"
	}
	for ; ; i++ { // over the comma
		value := []byte{}
		if i < len(b) && b[i] == '"' {
			for i++; ; i++ {
				if i == len(b) {
					return nil, i, OpenQuote
				}
				if b[i] == '"' {
					if i++; i == len(b) || b[i] != '"' {
						break
					}
				}
				value = append(value, b[i])
			}
			if !lineEnds(i) && b[i] != ',' {
				return nil, i, TextAfterQuote
			}
		} else {
			for ; !lineEnds(i) && b[i] != ','; i++ {
				if b[i] == '"' {
					return nil, i, StrayQuote
				}
				value = append(value, b[i])
			}
		}
		fields = append(fields, string(value))
		if lineEnds(i) {
			return fields, i, ""
		}
	}
}

// blank returns the place of the next record at or after p.
func (o *oracle) blank(p int) int {
	for p < len(o.b) {
		rest := o.b[p:]
		switch {
		case rest[0] == '\n' || string(rest) == "\r":
			p++
		case bytes.HasPrefix(rest, []byte("\r\n")):
			p += 2
		default:
			return p
		}
	}
	return p
}

func (o *oracle) restart(p int) (q int, found bool) {
	last := p
	for q := p + 1; q < len(o.b); q++ {
		if o.b[q-1] != '\n' || o.crlf && (q-2 < p || o.b[q-2] != '\r') {
			continue
		}
		if o.quoted && o.b[q] != '"' || !o.quoted && (o.b[q] == '\n' || o.b[q] == '\r') {
			continue
		}
		if o.sound(q) {
			return q, true
		}
		last = q
	}
	for at := last; at < len(o.b) && !o.inside; {
		_, _, next, reason := o.record(o.b[at:], math.MaxInt)
		if o.inside = reason == OpenQuote; reason != "" {
			break
		}
		at = o.blank(at + next)
	}
	return len(o.b), false
}

func (o *oracle) sound(q int) bool {
	for range 3 {
		if q = o.blank(q); q == len(o.b) {
			return true
		}
		fields, _, next, reason := o.record(o.b[q:], o.max)
		if reason != "" || len(fields) != o.columns {
			return false
		}
		q += next
	}
	return true
}

// survey is what Run must return. It reports false if the header is unreadable.
func (o *oracle) survey(opt Options) (*Survey, bool) {
	opt = opt.withDefaults()
	s := &Survey{Size: int64(len(o.b)), MaxRecord: opt.MaxRecord, window: opt.window}
	sum := sha256.Sum256(o.b)
	s.SHA256 = hex.EncodeToString(sum[:])
	s.BOM = bytes.HasPrefix(o.b, []byte(bom))
	start := 0
	if s.BOM {
		start = 3
	}
	o.evidence(s, o.b[start:])
	p := o.blank(start)
	if p == len(o.b) {
		return nil, false
	}
	o.max = opt.MaxRecord
	names, length, next, reason := o.record(o.b[p:], o.max)
	if reason != "" || len(names) > maxColumns || bytes.IndexByte(o.b[p:p+length], 0) >= 0 {
		return nil, false
	}
	for _, n := range names {
		if !utf8.ValidString(n) {
			n = string(DecodeWindows1252(nil, []byte(n)))
		}
		s.Header = append(s.Header, []byte(n))
	}
	s.LineEnd = lineEnd(o.b[p+length : p+next])
	s.FinalLineEnd = o.b[len(o.b)-1] == '\n'
	o.columns, o.quoted, o.crlf = len(names), o.b[p] == '"', s.LineEnd == CRLF
	o.read(p+next, opt.maxDamage)
	o.table(s, p+next, opt.Chunk)
	return s, true
}

func (o *oracle) evidence(s *Survey, b []byte) {
	for len(b) > 0 {
		_, n := utf8.DecodeRune(b)
		if b[0] >= 0x80 {
			s.HighBytes = true
			s.ValidMultiByte = s.ValidMultiByte || n > 1
			s.InvalidUTF8 = s.InvalidUTF8 || n == 1
		}
		b = b[n:]
	}
}

func (o *oracle) read(p, maxDamage int) {
	damaged := 0
	for p = o.blank(p); p < len(o.b); p = o.blank(p) {
		r := oracleRecord{Number: int64(len(o.records) + 1), Offset: int64(p)}
		r.Line = 1 + int64(bytes.Count(o.b[:p], []byte("\n")))
		var next int
		r.Fields, r.Length, next, r.Reason = o.record(o.b[p:], o.max)
		if r.Reason != "" {
			o.inside = r.Reason == OpenQuote
			q, _ := o.restart(p)
			if damaged++; damaged == maxDamage && q < len(o.b) {
				q, r.Reason = len(o.b), TooManyDamages
			}
			r.Kind, r.Length, next = Damaged, q-p, q-p
			o.inside = o.inside && q == len(o.b) && r.Reason != TooManyDamages
		}
		r.Raw = string(o.b[p : p+r.Length])
		if r.Kind == Damaged && r.Length > o.max {
			r.Raw = r.Raw[:o.max]
		}
		o.records = append(o.records, r)
		p += next
	}
}

// table divides the records into chunks.
func (o *oracle) table(s *Survey, start int, chunk int64) {
	s.Records, s.EndsInside = int64(len(o.records)), o.inside
	if start == len(o.b) {
		return
	}
	begin := func(r oracleRecord) int64 { return r.Offset / chunk }
	for i, r := range o.records {
		if i == 0 || begin(r) != begin(o.records[i-1]) {
			s.Chunks = append(s.Chunks, Chunk{Offset: r.Offset, FirstRecord: r.Number})
		}
		s.Chunks[len(s.Chunks)-1].Records++
		if r.Kind == Damaged {
			s.Damage = append(s.Damage, Damage{r.Offset, int64(r.Length), r.Number, r.Line, r.Reason})
		}
	}
	// Empty lines that fill a nominal chunk before the first record.
	if len(s.Chunks) == 0 {
		s.Chunks = []Chunk{{FirstRecord: 1}}
	}
	if first := &s.Chunks[0]; first.Offset/chunk > int64(start)/chunk && first.Records > 0 {
		s.Chunks = append([]Chunk{{FirstRecord: 1}}, s.Chunks...)
	}
	s.Chunks[0].Offset = int64(start)
	for i := range s.Chunks {
		c := &s.Chunks[i]
		c.End = s.Size
		if i+1 < len(s.Chunks) {
			c.End = s.Chunks[i+1].Offset
		}
		c.FirstLine = 1 + int64(bytes.Count(o.b[:c.Offset], []byte("\n")))
		t := tally{}
		t.add(o.b[c.Offset:c.End])
		c.Sum = t.crc
	}
}

// sameAsOracle runs both passes over data and compares them with the oracle.
func sameAsOracle(data []byte, opt Options) error {
	o := &oracle{b: data}
	want, ok := o.survey(opt)
	got, err := Run(context.Background(), bytes.NewReader(data), int64(len(data)), opt)
	utf16 := bytes.HasPrefix(data, []byte("\xFF\xFE")) || bytes.HasPrefix(data, []byte("\xFE\xFF"))
	if !ok || utf16 {
		if err == nil {
			return fmt.Errorf("no error for a bad header")
		}
		return nil
	}
	if err != nil {
		return err
	}
	if !reflect.DeepEqual(got, want) {
		return fmt.Errorf("survey\n got %+v\nwant %+v", got, want)
	}
	records, err := collect(got, data)
	if err != nil {
		return err
	}
	if !reflect.DeepEqual(records, o.records) {
		return fmt.Errorf("records\n got %+v\nwant %+v", records, o.records)
	}
	return nil
}

// collect copies the records of all chunks.
func collect(s *Survey, data []byte) (all []oracleRecord, err error) {
	for i := range s.Chunks {
		err := s.Scan(context.Background(), bytes.NewReader(data), i, func(r *Record) error {
			all = append(all, copyOf(r))
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

func copyOf(r *Record) oracleRecord {
	c := oracleRecord{
		Number: r.Number, Line: r.Line, Offset: r.Offset, Length: r.Length,
		Kind: r.Kind, Reason: r.Reason, Raw: string(r.Raw()),
	}
	values := make([][]byte, r.Fields()) // all at once: none may spoil another
	for i := range values {
		values[i] = r.Field(i)
	}
	for _, v := range values {
		c.Fields = append(c.Fields, string(v))
	}
	return c
}

// covers says whether every byte of data belongs to the mark, the header, one
// record or a line end.
func covers(s *Survey, records []oracleRecord, headerEnd int64, data []byte) error {
	at := headerEnd
	for _, r := range records {
		if between := data[at:r.Offset]; len(bytes.Trim(between, "\r\n")) > 0 {
			return fmt.Errorf("bytes [%d, %d) belong to nothing", at, r.Offset)
		}
		at = r.Offset + int64(r.Length)
	}
	if len(bytes.Trim(data[at:], "\r\n")) > 0 {
		return fmt.Errorf("bytes [%d, %d) belong to nothing", at, len(data))
	}
	if len(s.Chunks) > 0 && (s.Chunks[0].Offset != headerEnd || s.Chunks[len(s.Chunks)-1].End != s.Size) {
		return fmt.Errorf("chunks do not cover the file")
	}
	return nil
}

func check(t *testing.T, data []byte, opt Options) {
	t.Helper()
	if err := sameAsOracle(data, opt); err != nil {
		t.Fatalf("%q with %+v: %v", data, opt, err)
	}
}
