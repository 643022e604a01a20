package extract

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"lollipop/internal/chis"
	"lollipop/internal/table"
)

// excludedPerson is all that is kept of a person out of scope: enough to
// recognise the number on the record of a child.
type excludedPerson struct {
	hash   [sha256.Size]byte // of the NHS number
	woman  bool              // female, 12 to 55 years old at as_of
	source uint32
	org    chis.GUID
}

// hashKey is the key of the hashes of excluded persons: the SHA-256 of the
// input files' own, in hex, sorted, a line each.
func hashKey(sorted []string) []byte {
	h := sha256.New()
	for _, s := range sorted {
		h.Write([]byte(s))
		h.Write([]byte{'\n'})
	}
	return h.Sum(nil)
}

// note keeps the hash of an excluded person's NHS number, if it is one.
func (c *chunk) note(b *table.Batch, i int) {
	number := c.patients.number(b, i)
	if number.IsNone() {
		return
	}
	c.persons = append(c.persons, excludedPerson{
		hash: number.KeyedHash(c.hashKey), woman: c.patients.isWoman(b, i),
		source: c.source, org: c.keys.organisationOf(b, i),
	})
}

// settlePersons brings the list into its order, each number once an
// organisation: a woman if any row says so.
func settlePersons(all []excludedPerson) []excludedPerson {
	slices.SortFunc(all, func(a, b excludedPerson) int {
		return cmp.Or(cmp.Compare(a.source, b.source), a.org.Compare(b.org), bytes.Compare(a.hash[:], b.hash[:]))
	})
	var out []excludedPerson
	for _, p := range all {
		if n := len(out) - 1; n >= 0 && out[n].source == p.source && out[n].org == p.org && out[n].hash == p.hash {
			out[n].woman = out[n].woman || p.woman
			continue
		}
		out = append(out, p)
	}
	return out
}

func (r *run) personTable() *table.Batch {
	b := table.NewBatch(table.Schema{
		{Name: "hash", Kind: table.Text},
		{Name: "woman", Kind: table.Int32},
		{Name: "source", Kind: table.Text},
		{Name: "organisation_guid", Kind: table.GUID},
	}, 1)
	for _, p := range settlePersons(r.totals.persons) {
		b.Vec[0].Text.AppendString(hex.EncodeToString(p.hash[:]))
		b.Vec[1].I32 = append(b.Vec[1].I32, asInt(p.woman))
		b.Vec[2].Text.AppendString(r.sources[p.source])
		b.Vec[3].GUID = append(b.Vec[3].GUID, p.org)
		b.N++
	}
	return b
}

func asInt(b bool) int32 {
	if b {
		return 1
	}
	return 0
}
