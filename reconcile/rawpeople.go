package reconcile

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"slices"
	"strings"

	"lollipop/internal/chis"
	"lollipop/internal/table"
)

// What the extracts, read again, say of a person record over all its rows.
const (
	rawKnown     uint8 = 1 << iota // any row
	rawLive                        // a row that deletes nothing
	rawTest                        // a row says test patient
	rawIn                          // a live row is in scope
	rawDeletedIn                   // a delete row is in scope
	rawDead                        // a row has a date of death
	rawShared                      // two live rows are of two people
	rawGone                        // any delete row
)

// inScope reports that a person record is to be brought: one that is known by
// delete rows alone is judged by them.
func inScope(flags uint8) bool {
	return flags&rawIn != 0 || flags&rawLive == 0 && flags&rawDeletedIn != 0
}

// rawPatient is what a patient record of an extract says of scope.
type rawPatient struct {
	org, patient, person chis.GUID
	number               chis.NHSNumber
	born                 chis.Date
	woman, test, deleted bool
	died, hasKey         bool
	forename             int32 // number of the folded forename, 0 for none
	sex                  chis.Sex
}

// twoPeople reports that two rows of one key are of two people: birth date and
// forename differ, and the number, the person identifier or the sex as well.
func twoPeople(a, b *rawPatient) bool {
	if a.born == 0 || b.born == 0 || a.forename == 0 || b.forename == 0 || a.born == b.born || a.forename == b.forename {
		return false
	}
	number := !a.number.IsNone() && !b.number.IsNone() && a.number != b.number
	person := !a.person.IsZero() && !b.person.IsZero() && a.person != b.person
	return number || person || a.sex.Known() && b.sex.Known() && a.sex != b.sex
}

// mostTellings is how many ways one record may be told in and still be one
// child's.
const mostTellings = 257

// shares holds a live row against the different ones of its key before it.
func (r *run) shares(n int32, p *rawPatient) {
	told := rawPatient{born: p.born, forename: p.forename, number: p.number, person: p.person, sex: p.sex}
	if told == (rawPatient{}) || r.people.raw[n]&rawShared != 0 || slices.Contains(r.tellings[n], told) {
		return
	}
	if len(r.tellings[n]) >= mostTellings || slices.ContainsFunc(r.tellings[n], func(o rawPatient) bool { return twoPeople(&told, &o) }) {
		r.people.raw[n] |= rawShared
	}
	r.tellings[n] = append(r.tellings[n], told)
}

// patientColumns are the places of what scope depends on.
type patientColumns struct {
	org, patient, person, number, born, died, sex, dummy, kind, deleted, forename int
}

// readPeople reads the patient files of the extracts again: who is in scope, who
// is a test patient, which women hold which numbers.
func (r *run) readPeople(ctx context.Context) error {
	if err := r.unpack(ctx); err != nil {
		return err
	}
	r.judgeBatches()
	if err := r.openFiles(); err != nil {
		return err
	}
	if err := r.keepMessages(ctx); err != nil {
		return err
	}
	r.tellings, r.forenames = map[int32][]rawPatient{}, map[string]int32{"": 0}
	persons, numbers := map[chis.GUID]bool{}, map[chis.NHSNumber]bool{}
	var outside []outsider
	for _, practice := range []bool{false, true} {
		for _, f := range r.raw {
			if f.name != "patient" || r.in.practice[f.source] != practice {
				continue
			}
			err := r.eachPatient(ctx, f, func(p *rawPatient) {
				if !practice && r.in.another {
					persons[p.person], numbers[p.number] = true, true
				}
				in := !practice || p.born == 0 || p.born >= r.in.bornFrom ||
					!p.person.IsZero() && persons[p.person] || !p.number.IsNone() && numbers[p.number]
				n := r.seePatient(f.source, p, in)
				if (p.deleted || !in) && !p.test && !p.number.IsNone() { // any other row brings its person into scope
					outside = append(outside, outsider{n, p.woman, p.number})
				}
				o := orgKey{f.source, p.org}
				r.latestOf[o] = max(r.latestOf[o], f.stamp)
			})
			if err != nil {
				return err
			}
		}
	}
	r.tellings, r.forenames = nil, nil
	return r.compareHashes(ctx, r.seeExcluded(outside))
}

// openFiles reads the header of every file that is migrated and divides it.
func (r *run) openFiles() error {
	r.openRules = newOpenRules(r.Mappings)
	for i := range r.in.files {
		f := &r.in.files[i]
		raw, err := r.openRaw(f)
		if err != nil {
			return err
		}
		if f.migrated {
			if err := r.divide(raw); err != nil {
				return err
			}
		}
		r.raw = append(r.raw, raw)
	}
	return nil
}

// eachPatient hands on the patients of a file that have readable keys.
func (r *run) eachPatient(ctx context.Context, f *rawFile, yield func(*rawPatient)) error {
	at := func(name string) int { return f.entity.Column(name) }
	c := patientColumns{
		at("organisation_guid"), at("patient_guid"), at("person_guid"), at("nhs_number"), at("date_of_birth"),
		at("date_of_death"), at("sex"), at("dummy_type"), at("patient_type_description"), at("deleted"), at("given_name"),
	}
	take := func(_ int64, record []string, _, _ int64, _ int) error {
		if len(record) == len(f.names) {
			if p := r.rawPatient(f, &c, record); p.hasKey {
				yield(&p)
			}
		}
		return nil
	}
	if f.open != nil {
		return r.messages.replay(f.path, map[int64]onRecord{f.number: take})
	}
	h, err := os.Open(f.path)
	if err != nil {
		return err
	}
	defer h.Close() //nolint:errcheck // read only
	for i := range f.segments {
		if _, _, err := f.segments[i].read(h, take); err != nil {
			return err
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return nil
}

func (r *run) rawPatient(f *rawFile, c *patientColumns, record []string) (p rawPatient) {
	p.org, _ = chis.ParseGUID(f.cell(record, c.org))
	p.patient, _ = chis.ParseGUID(f.cell(record, c.patient))
	p.hasKey = !p.org.IsZero() && !p.patient.IsZero()
	p.person, _ = chis.ParseGUID(f.cell(record, c.person))
	p.number, _ = chis.ClassifyNHSNumber(f.cell(record, c.number), r.ranges, r.in.mode)
	p.born, _ = chis.ParseDate(f.cell(record, c.born))
	died, _ := chis.ParseDate(f.cell(record, c.died))
	p.died = died != 0
	sex, _ := chis.ParseSex(f.cell(record, c.sex))
	p.sex, p.forename = sex, r.forename(r.forenames, []byte(f.cell(record, c.forename)))
	p.woman = sex == chis.SexFemale && r.childBearing(p.born)
	dummy, _ := chis.ParseBool(f.cell(record, c.dummy))
	p.test = dummy || strings.EqualFold(strings.TrimSpace(f.cell(record, c.kind)), "dummy")
	p.deleted, _ = chis.ParseBool(f.cell(record, c.deleted))
	return p
}

// childBearing reports an age at which a woman may be somebody's mother.
func (r *run) childBearing(born chis.Date) bool {
	const months = 12
	from, to := int(r.Mappings.Tolerance("woman-from").Value), int(r.Mappings.Tolerance("woman-to").Value)
	return born != 0 && born.AddMonths(months*from) <= r.in.asOf && r.in.asOf < born.AddMonths(months*(to+1))
}

func (r *run) seePatient(source int32, p *rawPatient, in bool) int32 {
	n := r.people.add(source, p.org, p.patient)
	if !p.deleted {
		r.shares(n, p)
	}
	flags := &r.people.raw[n]
	*flags |= rawKnown
	if p.test {
		*flags |= rawTest
	}
	if p.died {
		*flags |= rawDead
	}
	if p.deleted {
		*flags |= rawGone
	}
	switch {
	case p.deleted && in:
		*flags |= rawDeletedIn
	case !p.deleted && in:
		*flags |= rawLive | rawIn
	case !p.deleted:
		*flags |= rawLive
	}
	return n
}

// outsider is a row whose person is out of scope, unless another row says otherwise.
type outsider struct {
	person int32
	woman  bool
	number chis.NHSNumber
}

// seeExcluded keeps what identity must know of the people out of scope. It returns
// the hashes that stage 1 should have kept, and which are of women.
func (r *run) seeExcluded(list []outsider) map[string]bool {
	hashes := map[string]bool{}
	key, err := hex.DecodeString(r.in.extract.Content.Config["excluded_person_key"])
	for _, p := range list {
		flags := r.people.raw[p.person]
		if inScope(flags) || flags&rawTest != 0 {
			continue
		}
		if p.woman {
			r.womenNumbers[p.number.PlainNHSNumberUint64()] = true
		}
		if err != nil {
			continue
		}
		mac := hmac.New(sha256.New, key)
		mac.Write(p.number.AppendPlainNHSNumber(nil))
		of := r.people.orgList[r.people.keys[p.person].org]
		k := r.in.sources[of.source] + of.guid.String() + hex.EncodeToString(mac.Sum(nil))
		hashes[k] = hashes[k] || p.woman
	}
	return hashes
}

// compareHashes holds what stage 1 kept of the people out of scope against what
// it should have kept.
func (r *run) compareHashes(ctx context.Context, want map[string]bool) error {
	report := func(kind string) {
		r.breaks.add(Break{checkExclusions, "patient", table.NullInt64, table.NullInt64, "", kind})
	}
	columns := []string{"hash", "woman", "source", "organisation_guid"}
	err := scanFile(ctx, r.staged("excluded_person.parquet"), columns, func(b *table.Batch) error {
		for i := range b.N {
			k := string(b.Vec[2].Text.At(i)) + chis.GUID(b.Vec[3].GUID[i]).String() + string(b.Vec[0].Text.At(i))
			woman, ok := want[k]
			switch {
			case !ok:
				report("hash-of-nobody-out-of-scope")
			case woman != (b.Vec[1].I32[i] == 1):
				report("mark-of-a-woman-differs")
			}
			delete(want, k)
		}
		return nil
	})
	for range want {
		report("hash-is-missing")
	}
	return err
}

// judgeLiving looks for every living child in scope, as the extracts say, in the
// target.
func (r *run) judgeLiving() {
	living := int64(0)
	for n, flags := range r.people.raw {
		if flags&rawLive == 0 || !inScope(flags) || flags&(rawTest|rawDead) != 0 {
			continue
		}
		living++
		if p := &r.people.list[n]; p.child == 0 {
			kind := "living-and-not-in-target"
			if flags&rawShared != 0 {
				kind = twoChildren
			}
			r.breaks.add(Break{checkLiving, "patient", table.NullInt64, nullRow(p.row), "", kind})
		}
	}
	r.missingInQuarantine()
	r.outcomes.compared(checkLiving, living)
	r.counts["persons.living"] = living
}

// missingInQuarantine counts patient rows that could not be read and whose child
// is not in the target by another row: nobody can tell that such a child is not
// living and in scope.
func (r *run) missingInQuarantine() {
	for i := range r.quarantine {
		q := &r.quarantine[i]
		if q.entity != "patient" || q.rule == "shared-key" { // judgeLiving has said so
			continue
		}
		n := int32(-1)
		if f := r.in.file(q.row); f != nil {
			n = r.people.find(f.source, q.org, q.patient)
		}
		if n < 0 || r.people.list[n].child == 0 {
			r.breaks.add(Break{checkLiving, "patient", table.NullInt64, q.row, "", "patient-row-in-quarantine"})
		}
	}
}

// nullRow is a row id, null where there is none.
func nullRow(row int64) int64 {
	if row == 0 {
		return table.NullInt64
	}
	return row
}
