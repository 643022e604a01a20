package match

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"lollipop/internal/chis"
)

// A record is written as one line of fields with a tab between them: forename,
// middle names, surname, town (words with blanks between), address, other
// identifier, organisation, postcode, NHS number, telephone, birth date, sex, birth
// order, marks. It is the form in which records go from one process to another;
// it holds identities.
const codecFields = 14

// AppendRecord appends the line of a record, without a line end.
func (p *Pool) AppendRecord(dst []byte, i int32) []byte {
	r := &p.records[i]
	for _, id := range [...]nameID{r.forename, r.middle, r.surname, r.town} {
		dst = append(p.appendName(dst, id), '\t')
	}
	for _, id := range [...]textID{r.address, r.other, r.org} {
		dst = append(append(dst, p.texts.at(id)...), '\t')
	}
	for code := r.postcode; code != 0; code <<= 8 {
		dst = append(dst, byte(code>>56))
	}
	for _, n := range [...]uint64{r.number, r.phone, uint64(r.born)} {
		dst = strconv.AppendUint(append(dst, '\t'), n, 10)
	}
	dst = append(append(dst, '\t'), r.sex.String()...)
	dst = strconv.AppendUint(append(dst, '\t'), uint64(r.order), 10)
	return strconv.AppendUint(append(dst, '\t'), uint64(r.marks), 10)
}

func (p *Pool) appendName(dst []byte, id nameID) []byte {
	name := p.names.of(id)
	if name.parts == nil {
		return append(dst, name.text...)
	}
	for i, part := range name.parts {
		if i > 0 {
			dst = append(dst, ' ')
		}
		dst = append(dst, p.names.of(part).text...)
	}
	return dst
}

// ErrRecord is wrapped by what AddRecord refuses.
var ErrRecord = errors.New("not a line that AppendRecord wrote")

// AddRecord adds a record that AppendRecord wrote.
func (p *Pool) AddRecord(line string) error {
	f := strings.Split(line, "\t")
	if len(f) != codecFields {
		return fmt.Errorf("%w: %d fields, want %d", ErrRecord, len(f), codecFields)
	}
	r := record{
		forename: p.names.raw(f[0], &p.tables), middle: p.names.raw(f[1], &p.tables), surname: p.names.raw(f[2], &p.tables), town: p.names.raw(f[3], &p.tables),
		address: p.texts.id([]byte(f[4])), other: p.texts.id([]byte(f[5])), org: p.texts.id([]byte(f[6])), postcode: packPostcode(f[7]),
	}
	r.sex, _ = chis.ParseSex(f[11])
	for i, to := range map[int]*uint64{8: &r.number, 9: &r.phone} {
		n, err := strconv.ParseUint(f[i], 10, 64)
		if err != nil {
			return fmt.Errorf("%w: field %d is no number", ErrRecord, i+1)
		}
		*to = n
	}
	born, errBorn := strconv.ParseInt(f[10], 10, 32)
	order, errOrder := strconv.ParseUint(f[12], 10, 8)
	marks, errMarks := strconv.ParseUint(f[13], 10, 8)
	if errBorn != nil || errOrder != nil || errMarks != nil {
		return fmt.Errorf("%w: birth date, birth order and marks are numbers", ErrRecord)
	}
	r.born, r.order, r.marks = PartialDate(born), uint8(order), Mark(marks)
	r.house = houseOf(p.texts.at(r.address))
	p.records, p.contents = append(p.records, r), append(p.contents, p.content(&r))
	return nil
}
