package extract

import (
	"context"
	"sync/atomic"

	"lollipop/internal/chis"
	"lollipop/internal/table"
)

// What is known of the observation behind a problem.
const (
	observationOut  uint32 = 1 << iota // a row's category is out of scope
	observationKept                    // a row's category is not
)

// problems are the problems of practice feeds, few against their observations.
// A problem has no code: it follows its observation. Keys are added while the
// problem files are read first; marks are then set from many goroutines.
type problems struct {
	known *index[itemKey]
	marks []atomic.Uint32
}

// readProblems lists the problems of practice sources.
func (r *run) readProblems(ctx context.Context) error {
	r.progress.phase("problems")
	r.problems = &problems{known: newIndex(hashItem)}
	e := r.Mappings.Entity("problem")
	if e == nil {
		return nil
	}
	tasks := r.tasks(func(f *file) bool { return f.Entity == e && f.practice })
	found := make([][]event, len(tasks))
	err := r.each(ctx, tasks, func(ctx context.Context, s *scratch, i int) error {
		k := keysOf(e)
		return r.prepare(ctx, s, tasks[i], func(b *table.Batch) {
			found[i] = append(found[i], k.eventOf(b, 0))
		})
	})
	if err != nil {
		return err
	}
	for i, list := range found {
		for _, key := range list {
			r.people.orgs.add(orgKey{key.org, tasks[i].source}) // so that itemKey knows it
			if known, ok := r.itemKey(tasks[i].source, key); ok {
				r.problems.known.add(known)
			}
		}
	}
	r.problems.marks = make([]atomic.Uint32, len(r.problems.known.keys))
	return nil
}

// event is the key of an event as its row has it.
type event struct{ org, patient, item chis.GUID }

func (k *keys) eventOf(b *table.Batch, i int) event {
	return event{guidAt(b, k.organisation, i), guidAt(b, k.patient, i), guidAt(b, k.item, i)}
}

// itemKey returns the key of an event of a source, unless neither a patient
// row nor a problem names its organisation.
func (r *run) itemKey(source uint32, e event) (itemKey, bool) {
	org, ok := r.people.orgs.find(orgKey{e.org, source})
	return itemKey{person: personKey{patient: e.patient, org: uint32(org)}, item: e.item}, ok
}

// mark notes whether a problem's observation is in scope.
func (p *problems) mark(key itemKey, out bool) {
	n, ok := p.known.find(key)
	if !ok {
		return
	}
	if out {
		p.marks[n].Or(observationOut)
	} else {
		p.marks[n].Or(observationKept)
	}
}

// out says whether every observation row behind a problem is out of scope by
// its category, and there is one.
func (p *problems) out(key itemKey) bool {
	n, ok := p.known.find(key)
	return ok && p.marks[n].Load() == observationOut
}
