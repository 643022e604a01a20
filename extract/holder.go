package extract

import (
	"slices"

	"lollipop/internal/chis"
	"lollipop/internal/table"
)

// holder is whom a patient row says that its key is of. What is not known is zero.
type holder struct {
	born     chis.Date
	forename uint64 // hash of the folded forename, none for a placeholder
	number   uint64
	person   chis.GUID
	sex      chis.Sex
}

// another reports two people: birth date and forename differ, and with them the
// number, the person identifier or the sex. No correction changes all of these;
// a key that was given out twice, or a wrong merge at the source, does.
func (h *holder) another(o *holder) bool {
	if h.born == 0 || o.born == 0 || h.born == o.born || h.forename == 0 || o.forename == 0 || h.forename == o.forename {
		return false
	}
	return h.number != 0 && o.number != 0 && h.number != o.number ||
		!h.person.IsZero() && !o.person.IsZero() && h.person != o.person ||
		h.sex.Known() && o.sex.Known() && h.sex != o.sex
}

// maxHolders bounds what is kept of one key: a record that was ever told in more
// ways is nobody's.
const maxHolders = 256

// hold notes who a row of a person record is of. Each is held against all before
// it, so that the order in which rows are seen does not matter.
func (p *people) hold(n int, h holder) {
	if p.flags[n]&personShared != 0 || h == (holder{}) || h == p.first[n] || slices.Contains(p.more[n], h) {
		return
	}
	if p.first[n] == (holder{}) {
		p.first[n] = h
		return
	}
	shared := h.another(&p.first[n]) || len(p.more[n]) == maxHolders
	for i := range p.more[n] {
		shared = shared || h.another(&p.more[n][i])
	}
	if shared {
		p.flags[n] |= personShared
	}
	p.more[n] = append(p.more[n], h)
}

func (r *patientReader) holder(b *table.Batch, i int) holder {
	h := holder{
		born: chis.Date(b.Vec[r.cells.birth].I32[i]), number: r.number(b, i).PlainNHSNumberUint64(), person: b.Vec[r.cells.person].GUID[i],
	}
	h.sex, _ = chis.ParseSex(b.Vec[r.cells.sex].Text.At(i))
	var buf [64]byte
	folded := string(chis.FoldName(buf[:0], b.Vec[r.cells.forename].Text.At(i)))
	if folded != "" && !r.Mappings.PlaceholderForename(folded) {
		h.forename = hashText(folded)
	}
	return h
}
