package extract

import (
	"context"
	"fmt"

	"lollipop/extract/emis"
	"lollipop/extract/scan"
	"lollipop/internal/chis"
	"lollipop/internal/ledger"
)

// chunk stages one chunk of one file.
type chunk struct {
	*run
	task
	keys     keys
	patients *patientReader // for patient rows
	reader   *emis.Reader

	rows, aside, quarantine, excluded, held part

	account  *account // of the organisation last met
	owner    chis.GUID
	accounts map[chis.GUID]*account
	tallies  map[tally]int64
	persons  []excludedPerson
}

// account counts the rows of one organisation.
type account struct{ staged, excluded, quarantined int64 }

// tally names a count of the summary.
type tally struct {
	fate           fate
	rule, category string
}

// result is what a chunk leaves beside its parts.
type result struct {
	outputs  []ledger.File
	accounts map[chis.GUID]*account
	tallies  map[tally]int64
	aside    int64
	persons  []excludedPerson
}

// stage reads a chunk and writes its parts.
func (r *run) stage(ctx context.Context, s *scratch, t task) (result, error) {
	c := &chunk{
		run: r, task: t, keys: keysOf(t.Entity), reader: s.reader(t),
		accounts: map[chis.GUID]*account{}, tallies: map[tally]int64{},
	}
	if t.Entity == r.patientEntity {
		c.patients = r.patientReader(t)
	}
	s.quarantine.Reset()
	s.excluded.Reset()
	s.held.Reset()
	name := fmt.Sprintf("%05d-%04d.parquet", t.Number, t.chunk)
	c.rows = part{work: r.part, rel: t.Entity.Name + "/" + name, name: t.Entity.Name, rows: c.reader.Batch}
	c.aside = part{work: r.part, rel: "aside/" + name, name: "aside", rows: s.aside}
	c.quarantine = part{work: r.part, rel: "quarantine/" + name, name: "quarantine", rows: s.quarantine}
	c.excluded = part{work: r.part, rel: "excluded/" + name, name: "excluded", rows: s.excluded}
	c.held = part{work: r.part, rel: heldTable + "/" + name, name: heldTable, rows: s.held}
	defer c.abort()
	var err error
	if t.messages != nil {
		err = r.messageRows(ctx, t, c.message)
	} else {
		err = r.scan(ctx, t, c.record)
	}
	if err != nil {
		return result{}, err
	}
	return c.close()
}

func (c *chunk) parts() [5]*part {
	return [5]*part{&c.rows, &c.aside, &c.quarantine, &c.excluded, &c.held}
}

func (c *chunk) abort() {
	for _, p := range c.parts() {
		p.abort()
	}
}

func (c *chunk) close() (result, error) {
	res := result{accounts: c.accounts, tallies: c.tallies, persons: c.persons}
	var err error
	for _, p := range c.parts() {
		if res.outputs, err = p.close(res.outputs); err != nil {
			return result{}, err
		}
	}
	if c.aside.w != nil {
		res.aside = c.aside.w.Rows()
	}
	return res, nil
}

// place is where a row stands in its file, and its bytes.
type place struct {
	id, line, offset, length int64
	raw                      []byte
}

// record gives one record its fate.
func (c *chunk) record(rec *scan.Record) error {
	p := place{rowID(c.file, rec), rec.Line, rec.Offset, int64(rec.Length), rec.Raw()}
	if rule, reason := c.bad(rec); rule != "" {
		c.keep(p, quarantine(rule, reason), chis.GUID{}, chis.GUID{})
		return c.quarantine.flushFull()
	}
	if c.repeatsHeader(rec) {
		c.leave(p.id, exclude(ruleHeader, noCategory), chis.GUID{})
		return c.excluded.flushFull()
	}
	c.reader.Read(rec, p.id)
	return c.settle(p)
}

// message gives one row of a message its fate; nil stands for a stretch of bytes
// that cannot be read.
func (c *chunk) message(p place, row *emis.MessageRow) error {
	if row == nil {
		c.keep(p, c.messages.damage(p.offset), chis.GUID{}, chis.GUID{})
		return c.quarantine.flushFull()
	}
	c.reader.ReadMessage(row, p.id, p.line, p.offset)
	return c.settle(p)
}

// settle gives the row that was just read its fate.
func (c *chunk) settle(p place) error {
	b := c.reader.Batch
	i := b.N - 1
	v := mutateVerdict(c.Entity.Name, b, c.judge(b, i))
	if v.fate == staged {
		c.count(c.keys.organisationOf(b, i)).staged++
		if err := c.aside.flushFull(); err != nil {
			return err
		}
		return c.rows.flushFull()
	}
	org, patient := c.keys.organisationOf(b, i), c.keys.patientOf(b, i)
	if c.Entity.Bookable() {
		if err := c.holdBack(b, i, v); err != nil {
			return err
		}
	}
	c.reader.Drop()
	if v.fate == quarantined {
		c.keep(p, v, org, patient)
		return c.quarantine.flushFull()
	}
	c.leave(p.id, v, org)
	return c.excluded.flushFull()
}

// count returns the account of an organisation; reference rows have none.
func (c *chunk) count(org chis.GUID) *account {
	if c.Entity.Reference {
		org = chis.GUID{}
	}
	if c.account != nil && c.owner == org {
		return c.account
	}
	a := c.accounts[org]
	if a == nil {
		a = new(account)
		c.accounts[org] = a
	}
	c.account, c.owner = a, org
	return a
}

// maxOriginal is how much of a quarantined record is kept.
const maxOriginal = 1 << 20

// keep quarantines a record with its bytes.
func (c *chunk) keep(p place, v verdict, org, patient chis.GUID) {
	c.count(org).quarantined++
	c.tallies[tally{quarantined, v.rule, ""}]++
	b := c.quarantine.rows
	b.Vec[0].I64 = append(b.Vec[0].I64, p.id)
	b.Vec[1].I64 = append(b.Vec[1].I64, p.line)
	b.Vec[2].I64 = append(b.Vec[2].I64, p.offset)
	b.Vec[3].I64 = append(b.Vec[3].I64, p.length)
	b.Vec[4].Text.AppendString(c.Entity.Name)
	b.Vec[5].GUID = append(b.Vec[5].GUID, org)
	b.Vec[6].GUID = append(b.Vec[6].GUID, patient)
	b.Vec[7].Text.AppendString(v.rule)
	b.Vec[8].Text.AppendString(v.detail)
	b.Vec[9].Text.Append(p.raw[:min(len(p.raw), maxOriginal)])
	b.N++
}

// leave excludes a row: nothing of its content is kept.
func (c *chunk) leave(id int64, v verdict, org chis.GUID) {
	c.count(org).excluded++
	c.tallies[tally{excluded, v.rule, v.detail}]++
	b := c.excluded.rows
	b.Vec[0].I64 = append(b.Vec[0].I64, id)
	b.Vec[1].Text.AppendString(v.rule)
	b.Vec[2].Text.AppendString(v.detail)
	b.Vec[3].GUID = append(b.Vec[3].GUID, org)
	b.N++
}
