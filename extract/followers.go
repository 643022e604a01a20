package extract

import (
	"context"
	"sync/atomic"

	"lollipop/internal/chis"
	"lollipop/internal/table"
)

// What is known of the observation that a row stands on.
const (
	observationOut  uint32 = 1 << iota // a row's category is out of scope
	observationKept                    // a row's category is not
)

// followers are the problems and referrals of practice feeds, few against their
// observations. Without a code of their own they follow the observation of the
// same key. Keys are added while their files are read first; marks are then set
// from many goroutines.
type followers struct {
	known *index[itemKey]
	marks []atomic.Uint32
}

// readFollowers lists the keys of followers of practice sources.
func (r *run) readFollowers(ctx context.Context) error {
	r.progress.phase("problems and referrals")
	r.followers = &followers{known: newIndex(hashItem)}
	tasks := r.tasks(func(f *file) bool { return f.Entity.OnObservation() && f.practice })
	found := make([][]event, len(tasks))
	err := r.each(ctx, tasks, func(ctx context.Context, s *scratch, i int) error {
		k := keysOf(tasks[i].Entity)
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
				r.followers.known.add(known)
			}
		}
	}
	r.followers.marks = make([]atomic.Uint32, len(r.followers.known.keys))
	return nil
}

// event is the key of an event as its row has it.
type event struct{ org, patient, item chis.GUID }

func (k *keys) eventOf(b *table.Batch, i int) event {
	return event{guidAt(b, k.organisation, i), guidAt(b, k.patient, i), guidAt(b, k.item, i)}
}

// itemKey returns the key of an event of a source, unless neither a patient
// row nor a follower names its organisation.
func (r *run) itemKey(source uint32, e event) (itemKey, bool) {
	org, ok := r.people.orgs.find(orgKey{e.org, source})
	return itemKey{person: personKey{patient: e.patient, org: uint32(org)}, item: e.item}, ok
}

// mark notes whether the observation behind a follower is in scope.
func (p *followers) mark(key itemKey, out bool) {
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

// out says whether every observation row behind a follower is out of scope by
// its category, and there is one.
func (p *followers) out(key itemKey) bool {
	n, ok := p.known.find(key)
	return ok && p.marks[n].Load() == observationOut
}
