package profile

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"golang.org/x/sync/errgroup"

	"lollipop/extract/emis"
	"lollipop/extract/scan"
	"lollipop/internal/chis"
	"lollipop/mappings"
)

// seen is what one file gave.
type seen struct {
	file     File
	likeness emis.Likeness
	known    bool // likeness is that of a known table
	columns  []Column
	years    map[int]int64 // rows by the year of the event
}

// tally gathers what the rows of one file hold, for one worker.
type tally struct {
	*bound
	set     *mappings.Set
	columns []column
	orgs    map[string]*organisation // by the text of the GUID as sent
	years   [2200]int64              // no date is later
	codes   map[int64]int64
	entries []entry
	used    map[int64]int64 // the codes that events use; nil where that is not known yet

	rows, width   int64
	org, patient  int // fields, -1 for none
	date, code    int
	dictionary    [6]int // fields of a dictionary row
	name, odsCode int    // fields of an organisation row
	lastOrg       *organisation
	lastText      string
}

// organisation is what is known of one organisation of a source.
type organisation struct {
	rows        int64
	children    distinct
	first, last chis.Date
	name, code  told
}

// told is what the latest row says that says anything: rows come in any order, as
// workers read them.
type told struct {
	text   string
	file   int   // its order among all
	offset int64 // of the row in the file
}

func (t *told) take(o told) {
	if o.text != "" && (t.text == "" || cmp.Or(cmp.Compare(o.file, t.file), cmp.Compare(o.offset, t.offset)) >= 0) {
		*t = o
	}
}

// childrenExactly is how many patients of one organisation are counted one by
// one: a practice has ten thousand.
const childrenExactly = 1 << 16

func newTally(set *mappings.Set, b *bound) *tally {
	t := &tally{bound: b, set: set, orgs: map[string]*organisation{}, codes: map[int64]int64{}, org: -1, patient: -1, date: -1, code: -1, name: -1, odsCode: -1}
	for i, name := range b.names {
		var kind mappings.ColumnKind
		show := mappings.ShowNothing
		if place := b.places[i]; place >= 0 {
			kind, show = b.entity.Columns[place].Kind, set.Shown(b.entity.Table, b.entity.Columns[place].EMIS)
		}
		t.columns = append(t.columns, newColumn(name, kind, show))
	}
	if b.entity == nil {
		return t
	}
	t.org, t.date = t.field(b.entity.Organisation), t.field(b.entity.Date)
	switch b.entity.Name {
	case "patient":
		t.patient = t.field(b.entity.Patient)
	case entityDictionary:
		for i, name := range [...]string{"CodeId", "Term", "ReadTermId", "SnomedCTConceptId", "EmisCodeCategoryDescription", "ParentCodeId"} {
			t.dictionary[i] = t.field(b.entity.Header(name))
		}
	case "organisation":
		t.name, t.odsCode = t.field(b.entity.Header("OrganisationName")), t.field(b.entity.Header("ODSCode"))
	default:
		if t.patientOf() {
			t.code = t.field(b.entity.Code)
		}
	}
	return t
}

const entityDictionary = "clinical_code"

// patientOf says whether the file's rows are of patients: the codes of those
// are clinical.
func (t *tally) patientOf() bool {
	return t.entity.Patient >= 0 && t.entity.Table != "Prescribing_DrugRecord" && t.entity.Table != "Prescribing_IssueRecord"
}

// field is the place in a row of a column of the entity, -1 for none.
func (t *tally) field(place int) int {
	if place >= 0 {
		for i, p := range t.places {
			if p == place {
				return i
			}
		}
	}
	return -1
}

// see counts one record.
func (t *tally) see(rec *scan.Record) error {
	if rec.Kind != scan.Row {
		return nil // the survey has counted it
	}
	if rec.Fields() != len(t.columns) {
		t.width++
		return nil
	}
	t.rows++
	for i := range t.columns {
		if b := rec.Field(i); len(b) > 0 {
			t.columns[i].see(b)
		}
	}
	if t.entity == nil {
		return nil
	}
	var day chis.Date
	if t.date >= 0 {
		day, _ = chis.ParseDate(rec.Field(t.date))
		t.years[day.Year()]++
	}
	if t.org >= 0 {
		t.organisationRow(rec, day)
	}
	if t.code >= 0 {
		if id, ok := chis.ParseInt64(rec.Field(t.code)); ok {
			t.codes[id]++
		}
	}
	if t.entity.Name == entityDictionary {
		t.entry(rec)
	}
	return nil
}

func (t *tally) organisationRow(rec *scan.Record, day chis.Date) {
	text := rec.Field(t.org)
	if len(text) == 0 {
		return
	}
	if t.lastOrg == nil || string(text) != t.lastText {
		o := t.orgs[string(text)]
		if o == nil {
			o = &organisation{children: distinct{bound: childrenExactly}}
			t.orgs[string(text)] = o
		}
		t.lastOrg, t.lastText = o, string(text)
	}
	o := t.lastOrg
	if t.name >= 0 { // the organisation itself
		o.name.take(told{printable(string(rec.Field(t.name))), t.order, rec.Offset})
		if t.odsCode >= 0 {
			o.code.take(told{printable(string(rec.Field(t.odsCode))), t.order, rec.Offset})
		}
		return
	}
	o.rows++
	if t.patient >= 0 {
		o.children.add(hash(rec.Field(t.patient)))
		return
	}
	if day != 0 {
		if o.first == 0 || day < o.first {
			o.first = day
		}
		o.last = max(o.last, day)
	}
}

// merge adds what another worker saw of the same file.
func (t *tally) merge(o *tally) {
	t.rows += o.rows
	t.width += o.width
	for i := range t.columns {
		t.columns[i].merge(&o.columns[i])
	}
	for y, n := range o.years {
		t.years[y] += n
	}
	for text, org := range o.orgs {
		mergeOrganisation(t.orgs, text, org)
	}
	for id, n := range o.codes {
		t.codes[id] += n
	}
}

func mergeOrganisation[K comparable](all map[K]*organisation, key K, o *organisation) {
	have := all[key]
	if have == nil {
		all[key] = o
		return
	}
	have.rows += o.rows
	have.children.merge(&o.children)
	if o.first != 0 && (have.first == 0 || o.first < have.first) {
		have.first = o.first
	}
	have.last = max(have.last, o.last)
	have.name.take(o.name)
	have.code.take(o.code)
}

// look looks at one file with so many workers.
func (r *run) look(ctx context.Context, in *input, workers int) (seen, *tally, error) {
	s := seen{file: File{Source: in.source, File: in.rel, Bytes: in.size, Unreadable: in.trouble}}
	if in.trouble != "" {
		return s, nil, nil
	}
	h, size, trouble, err := r.content(ctx, in)
	if err != nil || trouble != "" {
		s.file.Unreadable = trouble
		return s, nil, err
	}
	defer h.Close() //nolint:errcheck // read only
	s.file.Packing, s.file.Bytes = in.packed.how.String(), size
	survey, err := scan.Run(ctx, r.counted(h), size, scan.Options{Chunk: r.chunk, Workers: workers})
	if err != nil {
		s.file.Unreadable, err = unreadable(ctx, err)
		return s, nil, err
	}
	b := bind(r.Mappings, in, survey.Header)
	s.describe(r.Mappings, &b, survey)
	t, err := r.rows(ctx, h, survey, &b, workers, isDictionary(in))
	if err != nil {
		s.file.Unreadable, err = unreadable(ctx, err)
		return s, nil, err
	}
	s.file.OtherWidth, s.years = t.width, map[int]int64{}
	for year, n := range t.years {
		if n > 0 {
			s.years[year] = n
		}
	}
	for i := range t.columns {
		c := t.columns[i].result(t.rows)
		c.Source, c.File, c.Table = in.source, in.rel, b.table
		s.columns = append(s.columns, c)
	}
	t.columns = nil
	return s, t, nil
}

// unreadable is why a file cannot be read, in words that hold nothing of it; an
// error only where the look is cancelled.
func unreadable(ctx context.Context, err error) (string, error) {
	var path *fs.PathError
	switch {
	case ctx.Err() != nil:
		return "", ctx.Err()
	case errors.Is(err, scan.ErrEmpty):
		return "is empty", nil
	case errors.Is(err, scan.ErrUTF16):
		return "is UTF-16, or no text", nil
	case errors.Is(err, scan.ErrHeader):
		return "has no header that can be read", nil
	case errors.Is(err, io.ErrUnexpectedEOF):
		return "became shorter while it was read", nil
	case errors.As(err, &path):
		return fmt.Sprintf("cannot be read: %v", path.Err), nil
	}
	return "changed while it was read", nil
}

// describe fills in what the survey and the header say of a file.
func (s *seen) describe(set *mappings.Set, b *bound, v *scan.Survey) {
	f := &s.file
	f.Records, f.CutOff, f.Encoding = v.Records, v.EndsInside, "utf-8"
	if v.HighBytes && !v.ValidMultiByte && !v.BOM {
		f.Encoding = "windows-1252"
	}
	for _, d := range v.Damage {
		if f.Damaged == nil {
			f.Damaged = map[string]int64{}
		}
		f.Damaged[string(d.Reason)]++
	}
	b.describe(f)
	if s.known = b.entity != nil; s.known {
		s.likeness = emis.Compare(set, b.entity.Table, v.Header)
	}
}

// rows reads the rows of a file, its chunks divided among workers.
func (r *run) rows(ctx context.Context, h *os.File, v *scan.Survey, b *bound, workers int, last bool) (*tally, error) {
	workers = max(1, min(workers, len(v.Chunks)))
	if b.entity != nil && b.entity.Name == entityDictionary {
		workers = 1 // the last row of a code counts
	}
	tallies := make([]*tally, workers)
	next := make(chan int)
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error {
		defer close(next)
		for i := range v.Chunks {
			select {
			case next <- i:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
	for w := range tallies {
		t := newTally(r.Mappings, b)
		if last {
			t.used = r.sources[b.source].codes
		}
		tallies[w] = t
		g.Go(func() error {
			for i := range next {
				if err := v.Scan(ctx, r.counted(h), i, t.see); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	for _, t := range tallies[1:] {
		tallies[0].merge(t)
	}
	return tallies[0], nil
}
