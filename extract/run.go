package extract

import (
	"context"
	"errors"
	"fmt"

	"lollipop/extract/emis"
	"lollipop/internal/chis"
	"lollipop/internal/config"
	"lollipop/internal/ledger"
	"lollipop/internal/table"
	"lollipop/mappings"
)

// run is one extraction under way.
type run struct {
	Options
	progress progress

	sources  []string          // sorted
	roles    map[string]string // of each source
	shapes   *emis.Messages    // how messages become rows
	files    []*file           // in the order of their numbers
	register *register
	given    given

	asOf, bornFrom chis.Date
	mode           chis.NHSMode
	ranges         []chis.NHSRange
	another        bool // practice sources beside the legacy one

	patientEntity, observationEntity *mappings.Entity
	patientCells                     patientCells

	codes     []*dictionary    // of each source
	drugs     []map[int64]bool // of each source: whether a drug is a vaccine
	people    *people
	followers *followers
	hashKey   []byte

	containers []*container // packed files
	part       *ledger.Part
	totals     totals
}

// Run extracts. Where the workspace already holds what it would make, it
// changes nothing and says so in the summary.
//
// It refuses extracts that are no whole set of batches with an
// *emis.Refusal before it writes anything; a file that changes meanwhile gives
// a *ChangedError, a form that cannot be read a *forms.Error. On any error, and when ctx is cancelled, the workspace's part stands as it stood.
func Run(ctx context.Context, o Options) (Summary, error) {
	r := &run{Options: o.withDefaults(), people: newPeople()}
	r.shapes = emis.NewMessages(r.Mappings)
	r.progress.tell = r.Observer.OnProgress
	defer r.abort() // what is unpacked goes in any case
	if err := r.look(ctx); err != nil {
		return Summary{}, fmt.Errorf("extract: %w", err)
	}
	if m, err := r.Work.Fresh(ctx, ledger.Extract, r.content()); err == nil {
		return r.standing(m), nil
	}
	s, err := r.make(ctx)
	if err != nil {
		return Summary{}, fmt.Errorf("extract: %w", err)
	}
	return s, nil
}

// abort gives up a part that is not complete.
func (r *run) abort() {
	if r.part != nil {
		_ = r.part.Abort() // the next run removes it as well
	}
}

// look does everything that comes before the first byte of the stage is
// written, but for what packed files hold.
func (r *run) look(ctx context.Context) error {
	if err := r.find(); err != nil {
		return err
	}
	if err := r.configure(); err != nil {
		return err
	}
	if err := r.unpackAll(ctx); err != nil {
		return err
	}
	if err := r.bindAll(ctx); err != nil {
		return err
	}
	r.expect()
	var err error
	if r.register, err = readRegister(r.Config.Restricted); err != nil {
		return err
	}
	if err := r.readForms(); err != nil {
		return err
	}
	if err := r.surveyAll(ctx); err != nil {
		return err
	}
	r.hashKey = hashKey(r.hashes())
	return nil
}

// configure fixes what the stages after take from the manifest.
func (r *run) configure() error {
	r.asOf = r.Config.AsOf
	for _, f := range r.files {
		if r.Config.AsOf.IsNone() {
			r.asOf = max(r.asOf, emis.StampDate(f.Stamp))
		}
		r.another = r.another || f.practice
	}
	r.bornFrom, r.mode, r.ranges = r.Config.BornFrom(r.asOf), r.Config.NHSNumbers, r.Mappings.NHSRanges()
	legacy := false
	for _, role := range r.roles {
		legacy = legacy || role == config.RoleCHIS
	}
	if !legacy {
		r.warn("no source has the role chis: name the legacy service under sources in lollipop.yaml")
	}
	r.patientEntity, r.observationEntity = r.Mappings.Entity("patient"), r.Mappings.Entity("observation")
	return cellsOf(r.patientEntity, map[string]*int{
		"PersonGuid": &r.patientCells.person, "NhsNumber": &r.patientCells.number,
		"DateOfBirth": &r.patientCells.birth, "Sex": &r.patientCells.sex,
		"DummyType": &r.patientCells.dummy, "PatientTypeDescription": &r.patientCells.kind, "GivenName": &r.patientCells.forename,
	})
}

// expect tells the progress how many bytes will be read: each once for its
// hash, rows once to stage them, and some ahead of that to learn the scope.
func (r *run) expect() {
	for _, f := range r.files {
		r.progress.total += f.size
		if r.ahead(f) > 1 {
			r.progress.total += f.size // scanned ahead, then read in order for the hash
		}
		if f.layout == nil {
			continue
		}
		r.progress.total += f.size
		if f.Entity == r.patientEntity || f.Entity.IsDictionary() || f.Entity.OnObservation() && f.practice {
			r.progress.total += f.size
		}
	}
}

// make writes the stage.
func (r *run) make(ctx context.Context) (Summary, error) {
	if err := r.learn(ctx); err != nil {
		return Summary{}, err
	}
	if r.part == nil {
		var err error
		if r.part, err = r.Work.Begin(ledger.Extract); err != nil {
			return Summary{}, err
		}
	}
	s, err := r.write(ctx)
	if err != nil {
		return Summary{}, errors.Join(err, r.part.Abort())
	}
	return s, nil
}

// learn reads what scope depends on.
func (r *run) learn(ctx context.Context) error {
	if err := r.readDictionaries(ctx); err != nil {
		return err
	}
	if err := r.readDrugs(ctx); err != nil {
		return err
	}
	if err := r.readPeople(ctx); err != nil {
		return err
	}
	if err := r.sayExpected(ctx); err != nil {
		return err
	}
	return r.readFollowers(ctx)
}

// write stages every chunk: problems and referrals last, as they follow
// observations.
func (r *run) write(ctx context.Context) (Summary, error) {
	r.totals = newTotals()
	r.progress.phase("stage")
	for _, follow := range []bool{false, true} {
		if err := r.stageAll(ctx, func(f *file) bool { return f.Entity.OnObservation() == follow }); err != nil {
			return Summary{}, err
		}
	}
	return r.finish(ctx)
}

func (r *run) stageAll(ctx context.Context, want func(*file) bool) error {
	tasks := r.tasks(want)
	results := make([]result, len(tasks))
	err := r.each(ctx, tasks, func(ctx context.Context, s *scratch, i int) error {
		var err error
		results[i], err = r.stage(ctx, s, tasks[i])
		return err
	})
	if err != nil {
		return err
	}
	for i, t := range tasks {
		r.totals.add(t, results[i])
	}
	return nil
}

// readPeople reads the patient files: those of the legacy service first, as
// whom it knows is in scope in the others.
func (r *run) readPeople(ctx context.Context) error {
	r.progress.phase("patients")
	for _, practice := range []bool{false, true} {
		tasks := r.tasks(func(f *file) bool { return f.Entity == r.patientEntity && f.practice == practice })
		err := r.each(ctx, tasks, func(ctx context.Context, s *scratch, i int) error {
			var rows []sighting
			reader := r.patientReader(tasks[i])
			see := func(b *table.Batch) { rows = append(rows, reader.see(b)) }
			if err := r.prepare(ctx, s, tasks[i], see); err != nil {
				return err
			}
			r.people.add(tasks[i].source, emis.StampDate(tasks[i].Stamp), !practice && r.another, rows)
			return nil
		})
		if err != nil {
			return err
		}
	}
	r.people.settled()
	return nil
}

func (r *run) patientReader(t task) *patientReader {
	return &patientReader{run: r, keys: keysOf(t.Entity), cells: r.patientCells, legacy: !t.practice}
}

func (r *run) warn(text string) {
	r.progress.mu.Lock() // one call of the observer at a time
	defer r.progress.mu.Unlock()
	r.Observer.OnWarning(text)
}
