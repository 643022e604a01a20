package extract

import (
	"context"
	"fmt"

	"lollipop/extract/emis"
	"lollipop/internal/chis"
	"lollipop/internal/forms"
	"lollipop/internal/table"
)

// sayExpected warns, before anything is written, of each organisation of
// expected.csv that is missing, empty, older than it should be or of another
// size. It stops nothing: a rehearsal without a practice is worth running, and
// reconcile judges the same again.
func (r *run) sayExpected(ctx context.Context) error {
	if len(r.given.expected) == 0 {
		return nil
	}
	sent, err := r.sentBy(ctx)
	if err != nil {
		return err
	}
	for _, e := range r.given.expected {
		s, found := sent[sender{e.Source, e.Code}]
		if words := r.unexpected(&e, s, found); words != "" {
			r.warn(fmt.Sprintf("expected.csv: %s of %s %s", e.Code, e.Source, words))
		}
	}
	return nil
}

// sender is an organisation by its code.
type sender struct {
	source string
	code   chis.ODSCode
}

// sentRecords is what an organisation sent: patients that no row deletes, and
// the day of the latest batch that holds a row of any.
type sentRecords struct {
	patients int64
	latest   chis.Date
}

func (r *run) unexpected(e *forms.Expected, s sentRecords, found bool) string {
	limit, stale := r.Mappings.Tolerance("expected-practice").Value, int(r.Mappings.Tolerance("expected-practice-age").Value)
	newest := r.newestOf(e.Source)
	switch {
	case !found:
		return "is missing: no file holds a patient of it"
	case s.patients == 0:
		return "is empty: every patient of it is deleted"
	case s.latest.Before(e.Latest) || s.latest.AddDays(stale).Before(newest):
		return fmt.Sprintf("is older than it should be: its latest batch is of %s", s.latest)
	case e.Patients >= 0 && moved(s.patients, e.Patients) > limit:
		return fmt.Sprintf("has %d patients, and had %d at the last rehearsal", s.patients, e.Patients)
	}
	return ""
}

// moved is by how many parts of a million a number has changed.
func moved(now, before int64) int64 { return max(now-before, before-now) * 1_000_000 / max(before, 1) }

func (r *run) newestOf(source string) (newest chis.Date) {
	for _, f := range r.files {
		if f.Source == source {
			newest = max(newest, emis.StampDate(f.Stamp))
		}
	}
	return newest
}

// sentBy counts the patients of each organisation whose code its own row states.
func (r *run) sentBy(ctx context.Context) (map[sender]sentRecords, error) {
	codes, err := r.organisationCodes(ctx)
	if err != nil {
		return nil, err
	}
	sent := map[sender]sentRecords{}
	of := make([]sender, len(r.people.orgs.keys))
	for i, k := range r.people.orgs.keys {
		of[i] = sender{r.sources[k.source], codes[k]}
		s := sent[of[i]]
		s.latest = max(s.latest, r.people.latest[i])
		sent[of[i]] = s
	}
	for i, k := range r.people.known.keys {
		if flags := r.people.flags[i]; flags&personLive != 0 && flags&personGone == 0 {
			s := sent[of[k.org]]
			s.patients++
			sent[of[k.org]] = s
		}
	}
	return sent, nil
}

func (r *run) organisationCodes(ctx context.Context) (map[orgKey]chis.ODSCode, error) {
	var guid, code int
	entity := r.Mappings.Entity("organisation")
	if err := cellsOf(entity, map[string]*int{"OrganisationGuid": &guid, "ODSCode": &code}); err != nil {
		return nil, err
	}
	codes := map[orgKey]chis.ODSCode{}
	tasks := r.tasks(func(f *file) bool { return f.Entity == entity })
	s := newScratch(r.capacity)
	for _, t := range tasks { // a few hundred rows, in the order of files: the last one stands
		err := r.prepare(ctx, s, t, func(b *table.Batch) {
			if c, ok := chis.ParseODSCode(b.Vec[code].Text.At(b.N - 1)); ok {
				codes[orgKey{b.Vec[guid].GUID[b.N-1], t.source}] = c
			}
		})
		if err != nil {
			return nil, err
		}
	}
	return codes, nil
}
