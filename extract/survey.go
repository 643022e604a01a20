package extract

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"golang.org/x/sync/errgroup"

	"lollipop/extract/emis"
	"lollipop/extract/scan"
	"lollipop/internal/ledger"
)

// maxRecords is what the record part of a row id can number.
const maxRecords = 1<<40 - 1

// maxChunks is what the four digits of a part's name can number.
const maxChunks = 10_000

// surveyAll surveys every file: the large ones one after the other with all
// workers, then the small ones side by side.
func (r *run) surveyAll(ctx context.Context) error {
	r.progress.phase("survey")
	large := func(f *file) bool { return f.size > 4*r.chunk }
	for _, f := range r.files {
		if large(f) {
			if err := r.surveyFile(ctx, f, r.Workers); err != nil {
				return err
			}
		}
	}
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(r.Workers)
	for _, f := range r.files {
		if !large(f) {
			g.Go(func() error { return r.surveyFile(ctx, f, 1) })
		}
	}
	if err := g.Wait(); err != nil {
		return err
	}
	for _, f := range r.files {
		if f.endsInside {
			r.warn("ends inside a record, as if the transfer was cut off: " + f.Rel)
		}
	}
	return nil
}

func (r *run) surveyFile(ctx context.Context, f *file, workers int) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	h, err := f.open()
	if err != nil {
		return err
	}
	defer h.Close() //nolint:errcheck // read only
	if f.empty {
		return f.hash(ctx)
	}
	s, err := scan.Run(ctx, counted{h, &r.progress}, f.size, scan.Options{Chunk: r.chunk, Workers: workers})
	if err != nil {
		return fmt.Errorf("survey %s: %w", f.Rel, f.asChanged(err))
	}
	f.survey, f.sha256 = s, s.SHA256
	// A byte order mark is itself a sequence of several bytes.
	f.windows1252 = s.HighBytes && !s.ValidMultiByte && !s.BOM
	if err := f.fits(); err != nil {
		return err
	}
	f.endsInside, err = f.cutOff(ctx, h)
	return err
}

// fits sees that the survey is of the file that was bound, and that its rows
// can be numbered.
func (f *file) fits() error {
	if f.layout != nil && f.layout.Fields != len(f.survey.Header) {
		return &ChangedError{Path: f.Rel, Detail: "the header is another"}
	}
	if f.survey.Records > maxRecords || len(f.survey.Chunks) > maxChunks {
		return &emis.Refusal{Reason: emis.ErrTooManyRows, Where: f.Rel, Next: "migrate the source in more than one delivery"}
	}
	return nil
}

// cutOff says whether the file ends inside a record: inside quotes, or without
// a line end after too few fields or just before a quote.
func (f *file) cutOff(ctx context.Context, h *os.File) (bool, error) {
	s := f.survey
	if s.EndsInside || s.FinalLineEnd || s.Records == 0 {
		return s.EndsInside, nil
	}
	cut := false
	err := s.Scan(ctx, h, len(s.Chunks)-1, func(rec *scan.Record) error {
		n := rec.Fields()
		cut = rec.Kind == scan.Row && (n < len(s.Header) || rec.Quoted(0) && !rec.Quoted(n-1))
		return nil
	})
	return cut, f.asChanged(err)
}

// hashes returns the SHA-256 of every input file, sorted.
func (r *run) hashes() []string {
	var all []string
	for _, f := range r.files {
		all = append(all, f.sha256)
	}
	slices.Sort(all)
	return all
}

// hash fills in the hash of a file that is not surveyed.
func (f *file) hash(ctx context.Context) error {
	hashed, err := ledger.HashFiles(ctx, filepath.Dir(f.path), []string{filepath.Base(f.path)})
	if err != nil {
		return fmt.Errorf("hash %s: %w", f.Rel, err)
	}
	f.sha256 = hashed[0].SHA256
	return nil
}

func (f *file) encoding() string {
	if f.windows1252 {
		return "windows-1252"
	}
	return "utf-8"
}

func (f *file) records() int64 {
	if f.survey == nil {
		return 0
	}
	return f.survey.Records
}

// task is a chunk of a file.
type task struct {
	*file
	chunk int
}

// tasks lists the chunks of the files that want accepts, in file order.
func (r *run) tasks(want func(*file) bool) []task {
	var all []task
	for _, f := range r.files {
		if f.layout == nil || f.survey == nil || !want(f) {
			continue
		}
		for i := range f.survey.Chunks {
			all = append(all, task{f, i})
		}
	}
	return all
}

// each does every task, Workers at a time. A worker gets its own scratch.
func (r *run) each(ctx context.Context, tasks []task, do func(context.Context, *scratch, int) error) error {
	next := make(chan int)
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error {
		defer close(next)
		for i := range tasks {
			select {
			case next <- i:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
	for range min(r.Workers, len(tasks)) {
		g.Go(func() error {
			s := newScratch(r.capacity)
			for i := range next {
				if err := do(ctx, s, i); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return g.Wait()
}

// scan reads a chunk.
func (r *run) scan(ctx context.Context, t task, yield func(*scan.Record) error) error {
	h, err := t.open()
	if err != nil {
		return err
	}
	defer h.Close() //nolint:errcheck // read only
	err = t.survey.Scan(ctx, counted{h, &r.progress}, t.chunk, yield)
	if err != nil {
		return t.asChanged(err)
	}
	return t.unchanged(h.Stat())
}

// bad says why a record cannot be typed: rule and reason, or no rule.
func (t task) bad(rec *scan.Record) (rule, reason string) {
	if rec.Kind == scan.Damaged {
		return t.damage(rec), string(rec.Reason)
	}
	nul, invalid := scan.ValidText(rec.Raw())
	switch {
	case nul:
		return ruleNUL, "a NUL byte in the record"
	case invalid && !t.windows1252:
		return ruleUTF8, "bytes that are no text in the file's encoding"
	case t.endsInside && rec.Number == t.survey.Records:
		return ruleTruncated, "the file ends inside the record"
	case rec.Fields() == t.layout.Fields:
		return "", ""
	}
	return ruleFieldCount, fmt.Sprintf("%d fields, the header has %d", rec.Fields(), t.layout.Fields)
}

// damage names the rule of a damaged range.
func (t task) damage(rec *scan.Record) string {
	switch {
	case rec.Reason == scan.RecordTooLong:
		return ruleTooLarge
	case rec.Reason == scan.OpenQuote && t.endsInside && rec.Offset+int64(rec.Length) == t.size:
		return ruleTruncated
	}
	return ruleQuote
}
