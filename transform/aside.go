package transform

import (
	"path/filepath"

	"lollipop/internal/chis"
	"lollipop/internal/table"
)

// asideSchema lists the fields that could not be used, with their original text.
// Those of restricted children stand in a table of their own.
var asideSchema = table.Schema{
	{Name: "row_id", Kind: table.Int64},
	{Name: "column", Kind: table.Text},
	{Name: "original", Kind: table.Text},
	{Name: "rule", Kind: table.Text},
}

// aside is one field set aside.
type aside struct{ column, original, rule string }

// numberRules are the rules of NHS numbers that do not serve identity. A number
// kept as another identifier is no fault of the record.
var numberRules = map[chis.Verdict]struct {
	rule  string
	fault bool
}{
	chis.Reject:        {"bad-nhs-number", true},
	chis.BadCheckDigit: {"bad-nhs-number", true},
	chis.Malformed:     {"bad-nhs-number", true},
	chis.NotIssued:     {"bad-nhs-number", true},
	chis.Placeholder:   {"placeholder-nhs-number", true},
	chis.OtherNation:   {"other-nation-number", false},
	chis.TestRange:     {"test-range-number", false},
}

// asidesOf lists the fields of a patient row that cannot be used as what they
// should be, and how many of them make the record incomplete.
func (t *run) asidesOf(p *patientContent) (list []aside, faults int32) {
	if _, verdict := chis.ClassifyNHSNumber(p.nhs, t.ranges, t.in.mode); verdict != chis.Accept && verdict != chis.Absent {
		r := numberRules[verdict]
		list = append(list, aside{"nhs_number", p.nhs, r.rule})
		if r.fault {
			faults++
		}
	}
	if _, ok := chis.ParsePostcode(p.postcode); !ok && p.postcode != "" {
		list = append(list, aside{"postcode", p.postcode, "bad-postcode"})
		faults++
	}
	if _, ok := chis.ParseSex(p.sex); !ok && p.sex != "" {
		list = append(list, aside{"sex", p.sex, "bad-sex"})
		faults++
	}
	return list, faults
}

// setAside records a field of a row that was set aside.
func (c *childBuilder) setAside(row int64, a aside, restricted bool) {
	b := c.asides[0]
	if restricted {
		b = c.asides[1]
	}
	r := appender{b: b}
	r.int(row)
	r.text(a.column)
	r.text(a.original)
	r.text(a.rule)
	r.end()
	c.t.counts.add("aside."+a.rule, 1)
}

// openAsides creates the tables of fields set aside, open and restricted.
func (t *run) openAsides() (files [2]*tableFile, err error) {
	for i, name := range [...]string{"aside", "restricted_aside"} {
		if files[i], err = t.out.create(filepath.Join(name, "00.parquet"), asideSchema); err != nil {
			return files, err
		}
	}
	return files, nil
}
