package reconcile

import (
	"cmp"
	"context"
	"errors"
	"math"
	"path/filepath"
	"slices"

	"lollipop/internal/chis"
	"lollipop/internal/schedule"
	"lollipop/internal/table"
	"lollipop/internal/target"
	"lollipop/mappings"
)

var identityColumns = []string{
	"row_id", "organisation_guid", "patient_guid", "processing_id", "person_guid", "nhs_number", "date_of_birth",
	"date_of_death", "date_of_registration", "date_of_deactivation", "given_name", "sex", "deleted", "spine_sensitive",
	"is_confidential",
}

// standings are the latest live row of each person record and the delete rows of
// those that have any, needed only while patient rows are read.
type standings struct {
	live []order
	gone map[int32][]order
}

func (s *standings) grow(n int) {
	for len(s.live) < n {
		s.live = append(s.live, order{})
	}
}

// ending is the first delete row after the last live one, none where there is
// none: one that comes again ends nothing that had not ended.
func (s *standings) ending(n int32) (first order) {
	for _, o := range s.gone[n] {
		if o.compare(s.live[n]) > 0 && (first.none() || o.compare(first) < 0) {
			first = o
		}
	}
	return first
}

// loadPersons reads every staged patient row: the last live version of each
// record stands, and a delete row after it ends the registration.
func (r *run) loadPersons(ctx context.Context) error {
	paths, err := parts(r.staged("patient"))
	if err != nil {
		return err
	}
	names := map[string]int32{"": 0}
	s := standings{gone: map[int32][]order{}}
	err = table.Scan(ctx, paths, identityColumns, func(b *table.Batch) error {
		for i := range b.N {
			r.patientRow(&s, names, b, i)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for n := range s.live {
		p := &r.people.list[n]
		if p.row == 0 {
			continue
		}
		if end := s.ending(int32(n)); !end.none() && !p.has(disabledAgreement) {
			p.ended = r.in.file(end.row).stamp
		}
		r.byRow = append(r.byRow, rowPerson{p.row, int32(n)})
	}
	slices.SortFunc(r.byRow, func(a, b rowPerson) int { return cmp.Compare(a.row, b.row) })
	r.counts["persons"] = int64(len(r.byRow))
	return nil
}

// rowPerson finds the person of a standing patient row.
type rowPerson struct {
	row    int64
	person int32
}

// personOfRow is the person record whose standing patient row that is, nil for none.
func (r *run) personOfRow(row int64) *person {
	i, ok := slices.BinarySearchFunc(r.byRow, row, func(e rowPerson, row int64) int { return cmp.Compare(e.row, row) })
	if !ok {
		return nil
	}
	return &r.people.list[r.byRow[i].person]
}

func (r *run) patientRow(s *standings, names map[string]int32, b *table.Batch, i int) {
	v := b.Vec
	f := r.in.file(v[0].I64[i])
	if f == nil {
		return
	}
	n := r.people.add(f.source, v[1].GUID[i], v[2].GUID[i])
	s.grow(len(r.people.list))
	at := order{batch: f.batch, pid: v[3].I64[i], row: v[0].I64[i]}
	p := &r.people.list[n]
	if v[12].I32[i] == 1 {
		s.gone[n] = append(s.gone[n], at)
		if r.disabled(orgKey{f.source, v[1].GUID[i]}) {
			p.is |= disabledAgreement
		}
		return
	}
	forename := r.forename(names, v[10].Text.At(i))
	if !s.live[n].none() && p.isAnother(v[4].GUID[i], chis.Date(v[6].I32[i]), forename) {
		r.breaks.add(Break{checkMerges, "patient", table.NullInt64, at.row, "", twoChildren})
	}
	if !s.live[n].none() && at.compare(s.live[n]) < 0 {
		return
	}
	s.live[n] = at
	was := p.is & disabledAgreement
	*p = person{
		row: at.row, guid: v[4].GUID[i], born: chis.Date(v[6].I32[i]), died: chis.Date(v[7].I32[i]),
		registered: chis.Date(v[8].I32[i]), deactivated: chis.Date(v[9].I32[i]), is: was,
	}
	if number, verdict := chis.ClassifyNHSNumber(v[5].Text.At(i), r.ranges, r.in.mode); verdict == chis.Accept {
		p.number = number.PlainNHSNumberUint64()
	}
	p.forename = forename
	p.sex, _ = chis.ParseSex(v[11].Text.At(i))
	if v[13].I32[i] == 1 {
		p.is |= ownSensitive | sensitive
	}
	if v[14].I32[i] == 1 {
		p.is |= ownConfidential | confidential
	}
}

// twoChildren is the break of a key under which a source sends two children.
const twoChildren = "two-children-under-one-key"

// isAnother reports that a version of a record's row is of another child: its
// PersonGuid, birth date and forename all differ. No correction changes all
// three; a key that was given out twice does. Stage 1 lets no such row through.
func (p *person) isAnother(guid chis.GUID, born chis.Date, forename int32) bool {
	return !p.guid.IsZero() && !guid.IsZero() && p.guid != guid &&
		p.born != 0 && born != 0 && p.born != born &&
		p.forename != 0 && forename != 0 && p.forename != forename
}

// forename numbers a folded forename, 0 for one that stands for no name.
func (r *run) forename(names map[string]int32, text []byte) int32 {
	var buf [64]byte
	folded := chis.FoldName(buf[:0], text)
	if n, ok := names[string(folded)]; ok {
		return n
	}
	n := int32(0)
	if !r.Mappings.PlaceholderForename(string(folded)) {
		n = int32(len(names))
	}
	names[string(folded)] = n
	return n
}

// describePersons adds what is known of persons beside their patient rows: the
// register, their events in quarantine, fields set aside, pairs under review.
func (r *run) describePersons(ctx context.Context) error {
	if err := r.readRegister(ctx); err != nil {
		return err
	}
	r.takeTrace()
	r.takeDecisions()
	for i := range r.quarantine {
		q := &r.quarantine[i]
		f := r.in.file(q.row)
		if f == nil {
			continue
		}
		if n := r.people.find(f.source, q.org, q.patient); n >= 0 {
			r.people.list[n].quarantined++
			r.people.waitsFor(n, q.rule)
		}
	}
	if err := r.readAsides(ctx); err != nil {
		return err
	}
	return r.readPairs(ctx)
}

// registerSensitive is the kind of a register row that makes a child sensitive;
// every other kind protects it.
const registerSensitive = "sensitive"

func (r *run) readRegister(ctx context.Context) error {
	r.registerKinds = []string{""}
	columns := []string{"source", "organisation_guid", "patient_guid", "kind", "since"}
	return scanFile(ctx, r.staged("restricted_register.parquet"), columns, func(b *table.Batch) error {
		for i := range b.N {
			source := slices.Index(r.in.sources, string(b.Vec[0].Text.At(i)))
			n := r.people.find(int32(source), b.Vec[1].GUID[i], b.Vec[2].GUID[i])
			if n < 0 || r.people.list[n].row == 0 {
				// Nobody can tell that the child it means is not open under another key.
				r.counts["register.without-patient"]++
				r.breaks.add(Break{checkSpread, "restricted_register", table.NullInt64, table.NullInt64, "", "register-row-names-nobody"})
				continue
			}
			kind := string(b.Vec[3].Text.At(i))
			at := slices.Index(r.registerKinds, kind)
			if at < 0 {
				if at = len(r.registerKinds); at > math.MaxUint8 {
					return errors.New("read restricted register: more than 255 kinds")
				}
				r.registerKinds = append(r.registerKinds, kind)
			}
			p := &r.people.list[n]
			p.register, p.since = uint8(at), chis.Date(b.Vec[4].I32[i])
			if kind == registerSensitive {
				p.is |= sensitive
			} else {
				p.is |= protected
			}
		}
		return nil
	})
}

// nonCanonical is the rule of a value that was read, written unusually: it keeps
// its meaning and makes no record incomplete.
const nonCanonical = "non-canonical"

func (r *run) readAsides(ctx context.Context) error {
	paths, err := parts(r.staged("aside"))
	if err != nil {
		return err
	}
	r.asideNames = map[int64][]string{}
	return table.Scan(ctx, paths, []string{"row_id", "rule", "column", "original"}, func(b *table.Batch) error {
		for i, row := range b.Vec[0].I64 {
			rule := string(b.Vec[1].Text.At(i))
			r.counts["aside."+rule]++
			if rule == nonCanonical {
				continue
			}
			r.counts["aside.cells"]++
			if p := r.personOfRow(row); p != nil {
				p.asides++
				column := string(b.Vec[2].Text.At(i))
				r.asideNames[row] = append(r.asideNames[row], column)
				if column == "date_of_birth" {
					p.bornAs = schedule.StatedBirth(string(b.Vec[3].Text.At(i)))
				}
			}
		}
		return nil
	})
}

// pair is a decision of transform about two person records.
type pair struct {
	rowA, rowB     int64
	outcome, rule  string
	childA, childB int64
	score          int64 // thousandths of a bit, table.NullInt64 where nothing was scored
}

// The outcomes of a pair.
const (
	pairMerged  = "merged"
	pairReview  = "review"
	pairRefused = "refused"
)

// The rules of pairs that likeness joined: records of one name, and records of one
// number whose forename is written in two ways.
const (
	ruleScore   = "score"
	ruleVariant = "forename-variant"
)

func (r *run) readPairs(ctx context.Context) error {
	r.byLikeness, r.byVariant = map[[2]int64]bool{}, map[[2]int64]bool{}
	columns := []string{"row_a", "row_b", "outcome", "rule", "child_a", "child_b", "score"}
	return scanFile(ctx, filepath.Join(r.in.transformDir, "pair.parquet"), columns, func(b *table.Batch) error {
		for i := range b.N {
			p := pair{
				rowA: b.Vec[0].I64[i], rowB: b.Vec[1].I64[i], outcome: string(b.Vec[2].Text.At(i)),
				rule: string(b.Vec[3].Text.At(i)), childA: b.Vec[4].I64[i], childB: b.Vec[5].I64[i], score: b.Vec[6].I64[i],
			}
			r.pairs = append(r.pairs, p)
			switch rows := [2]int64{p.rowA, p.rowB}; {
			case p.outcome == pairMerged && p.rule == ruleScore:
				r.byLikeness[rows] = true
			case p.outcome == pairMerged && p.rule == ruleVariant:
				r.byVariant[rows] = true
			}
			r.counts["pairs."+p.outcome]++
			if p.outcome != pairReview && p.outcome != pairDifferent {
				continue
			}
			for _, row := range []int64{p.rowA, p.rowB} {
				if one := r.personOfRow(row); one != nil {
					one.paired = true
					if p.outcome == pairReview {
						one.review++
					}
				}
			}
		}
		return nil
	})
}

// readCrosswalk takes from the target which child each person record is.
func (r *run) readCrosswalk(ctx context.Context) error {
	spec := r.Mappings.Table("child_crosswalk")
	columns := []target.Column{
		{Name: "id", Kind: target.Int},
		{Name: "child_id", Kind: target.Int},
		{Name: "source", Kind: target.Text},
		{Name: "organisation_guid", Kind: target.Text},
		{Name: "patient_guid", Kind: target.Text},
	}
	for _, twin := range []bool{false, true} {
		err := r.Target.Scan(ctx, r.Target.Table(spec.Name, twin), columns, "id", func(b *table.Batch) error {
			for i := range b.N {
				r.crosswalkRow(b, i, twin)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *run) crosswalkRow(b *table.Batch, i int, twin bool) {
	source := slices.Index(r.in.sources, string(b.Vec[2].Text.At(i)))
	org, okOrg := chis.ParseGUID(b.Vec[3].Text.At(i))
	patient, okPatient := chis.ParseGUID(b.Vec[4].Text.At(i))
	n := int32(-1)
	if source >= 0 && okOrg && okPatient {
		n = r.people.find(int32(source), org, patient)
	}
	what := ""
	switch {
	case n < 0 || r.people.list[n].row == 0:
		what = "person-of-no-source-row"
	case r.people.list[n].child != 0:
		what = "person-of-two-children"
	default:
		r.people.list[n].child = b.Vec[1].I64[i]
	}
	if what != "" {
		r.unclaimed(checkValues, "child_crosswalk", b.Vec[0].I64[i], "", what, twin)
	}
}

// targetColumns are the columns of a table as the drivers know them.
func targetColumns(t *mappings.Table) []target.Column {
	columns := make([]target.Column, len(t.Columns))
	for i, c := range t.Columns {
		columns[i] = target.Column{Name: c.Name, Kind: targetKind(c.Kind)}
	}
	return columns
}

func targetKind(k mappings.TargetKind) target.Kind {
	switch k {
	case mappings.TargetDate:
		return target.Date
	case mappings.TargetBool:
		return target.Bool
	case mappings.TargetText:
		return target.Text
	case mappings.TargetDecimal:
		return target.Decimal
	}
	return target.Int
}
