package profile

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"sync"

	"golang.org/x/sync/errgroup"

	"lollipop/extract/emis"
)

// run is one look under way.
type run struct {
	Options
	inputs  []input
	seen    []seen
	sources map[string]*source

	mu          sync.Mutex
	leftovers   []string     // files to remove at the end
	budget      *emis.Budget // of all packed files
	done, total int64
}

// Run looks at the extracts. A file that cannot be read, and a row that is bad,
// are part of what it tells; an error is a folder without a file, and ctx's.
func Run(ctx context.Context, o Options) (*Profile, error) {
	r := &run{Options: o.withDefaults(), sources: map[string]*source{}}
	r.budget = emis.NewBudget(r.Mappings)
	defer func() {
		for _, name := range r.leftovers {
			_ = os.Remove(name) // its name says whose it is
		}
	}()
	var err error
	if r.inputs, err = find(r.Extracts); err != nil {
		return nil, err
	}
	if len(r.Only) > 0 {
		r.inputs = slices.DeleteFunc(r.inputs, func(in input) bool { return !slices.Contains(r.Only, in.name.Table) })
	}
	r.seen = make([]seen, len(r.inputs))
	for i, in := range r.inputs {
		r.inputs[i].order = i
		r.total += 2 * in.size // once surveyed, once read
		if r.sources[in.source] == nil {
			r.sources[in.source] = newSource()
		}
	}
	// Dictionaries last: of a code that no event uses nothing is kept.
	for _, dictionaries := range []bool{false, true} {
		if err := r.lookAll(ctx, dictionaries); err != nil {
			return nil, fmt.Errorf("look at extracts: %w", err)
		}
	}
	return r.profile(), nil
}

// lookAll looks at large files one after the other with all workers, then at the
// small ones side by side.
func (r *run) lookAll(ctx context.Context, dictionaries bool) error {
	large := func(in *input) bool { return in.size > 4*r.chunk }
	for i := range r.inputs {
		if in := &r.inputs[i]; isDictionary(in) == dictionaries && (large(in) || dictionaries) {
			if err := r.one(ctx, i, r.Workers); err != nil {
				return err
			}
		}
	}
	if dictionaries {
		return nil
	}
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(r.Workers)
	for i := range r.inputs {
		if in := &r.inputs[i]; !isDictionary(in) && !large(in) {
			g.Go(func() error { return r.one(ctx, i, 1) })
		}
	}
	return g.Wait()
}

// isDictionary goes by the name: a dictionary of another name is read with the
// rest, and its terms may be missing.
func isDictionary(in *input) bool { return in.named && in.name.Table == "Coding_ClinicalCode" }

func (r *run) one(ctx context.Context, i, workers int) error {
	in := &r.inputs[i]
	if in.messages && in.trouble == "" {
		return r.oneOfMessages(ctx, i)
	}
	s, t, err := r.look(ctx, in, workers)
	if err != nil {
		return err
	}
	r.seen[i] = s
	if t != nil {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.sources[in.source].add(t)
	}
	return nil
}

// oneOfMessages looks at a file of messages.
func (r *run) oneOfMessages(ctx context.Context, i int) error {
	in := &r.inputs[i]
	s, codes, err := r.lookMessages(ctx, in)
	if err != nil {
		return err
	}
	r.seen[i] = s
	r.mu.Lock()
	defer r.mu.Unlock()
	for c, n := range codes {
		r.sources[in.source].messages[c] += n
	}
	return nil
}

// counted tells the progress of what is read through it.
func (r *run) counted(from io.ReaderAt) io.ReaderAt { return reader{from, r} }

type reader struct {
	io.ReaderAt
	run *run
}

func (c reader) ReadAt(p []byte, off int64) (int, error) {
	n, err := c.ReaderAt.ReadAt(p, off)
	c.run.mu.Lock()
	defer c.run.mu.Unlock()
	c.run.done = min(c.run.done+int64(n), c.run.total)
	c.run.OnProgress(c.run.done, c.run.total, "profile")
	return n, err
}

// profile puts together what was seen.
func (r *run) profile() *Profile {
	p := &Profile{}
	r.layouts()
	entities := map[[2]string]*Entity{}
	for i := range r.seen {
		s := &r.seen[i]
		p.Files = append(p.Files, s.file)
		p.Columns = append(p.Columns, s.columns...)
		if s.file.Unreadable == "" {
			r.entity(entities, s)
		}
	}
	for _, e := range entities {
		p.Entities = append(p.Entities, *e)
	}
	slices.SortFunc(p.Entities, func(a, b Entity) int { return cmp.Or(cmp.Compare(a.Source, b.Source), cmp.Compare(a.Table, b.Table)) })
	names := make([]string, 0, len(r.sources))
	for name := range r.sources {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		p.Practices = append(p.Practices, r.sources[name].practices(name)...)
		p.Codes = append(append(p.Codes, r.sources[name].list(name)...), r.messageCodes(name)...)
	}
	return p
}

func (r *run) entity(all map[[2]string]*Entity, s *seen) {
	key := [2]string{s.file.Source, s.file.Table}
	e := all[key]
	if e == nil {
		e = &Entity{Source: s.file.Source, Table: s.file.Table}
		if known := r.Mappings.EntityOfTable(s.file.Table); known != nil {
			e.Migrated = known.Migrated
		}
		e.Migrated = e.Migrated || s.file.Table == tableMessages
		all[key] = e
	}
	e.Files++
	e.Records += s.file.Records
	e.Damaged += s.file.damaged()
	for year, n := range s.years {
		if e.Years == nil {
			e.Years = map[string]int64{}
		}
		word := strconv.Itoa(year)
		if year == 0 {
			word = "none"
		}
		e.Years[word] += n
	}
}

// layouts names the version of each file by those of its batch: one header tells
// little, as most are the same in several versions.
func (r *run) layouts() {
	type batch struct {
		source, stamp, agreement string
		start                    int64
	}
	of := map[batch][]int{}
	for i, in := range r.inputs {
		if r.seen[i].known {
			key := batch{in.source, in.name.Stamp, in.name.Agreement, in.name.Start}
			of[key] = append(of[key], i)
		}
	}
	for _, members := range of {
		likenesses := make([]emis.Likeness, len(members))
		for k, i := range members {
			likenesses[k] = r.seen[i].likeness
		}
		for k, v := range emis.Recognise(likenesses) {
			f := &r.seen[members[k]].file
			f.Layout, f.Differs = v.Name, v.Differs
		}
	}
}
