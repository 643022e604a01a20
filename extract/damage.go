package extract

import (
	"bytes"
	"fmt"

	"lollipop/extract/scan"
)

// bad says why a record cannot be typed: rule and reason, or no rule.
func (t task) bad(rec *scan.Record) (rule, reason string) {
	if rec.Kind == scan.Damaged {
		return t.damage(rec), string(rec.Reason)
	}
	nul, invalid := scan.ValidText(rec.Raw())
	switch {
	case nul:
		return ruleNUL, "a NUL byte in the record"
	case invalid && !t.windows1252:
		return ruleUTF8, "bytes that are no text in the file's encoding"
	case t.endsInside && rec.Number == t.survey.Records:
		return ruleTruncated, "the file ends inside the record"
	case rec.Fields() == t.layout.Fields:
		return "", ""
	}
	return ruleFieldCount, fmt.Sprintf("%d fields, the header has %d", rec.Fields(), t.layout.Fields)
}

// repeatsHeader says that a row is the header again, as where two files were
// joined: it is no row of anything.
func (t task) repeatsHeader(rec *scan.Record) bool {
	for i, name := range t.survey.Header {
		if !bytes.Equal(rec.Field(i), name) {
			return false
		}
	}
	return true
}

// damage names the rule of a damaged range.
func (t task) damage(rec *scan.Record) string {
	switch {
	case rec.Reason == scan.RecordTooLong:
		return ruleTooLarge
	case rec.Reason == scan.OpenQuote && t.endsInside && rec.Offset+int64(rec.Length) == t.size:
		return ruleTruncated
	}
	return ruleQuote
}
