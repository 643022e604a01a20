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
	for _, f := range r.files {
		if r.ahead(f) > 1 {
			if err := r.surveyFile(ctx, f); err != nil {
				return err
			}
		}
	}
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(r.Workers)
	for _, f := range r.files {
		if r.ahead(f) == 1 {
			g.Go(func() error { return r.surveyFile(ctx, f) })
		}
	}
	if err := g.Wait(); err != nil {
		return err
	}
	for _, f := range r.files {
		if f.endsInside && f.leads() {
			r.warn("ends inside a record, as if the transfer was cut off: " + f.Rel)
		}
	}
	return nil
}

// ahead is the number of workers that survey a file.
func (r *run) ahead(f *file) int {
	if f.size > 4*r.chunk && f.messages == nil {
		return r.Workers
	}
	return 1
}

func (r *run) surveyFile(ctx context.Context, f *file) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if f.messages != nil {
		return r.surveyMessages(ctx, f)
	}
	h, err := f.open()
	if err != nil {
		return err
	}
	defer h.Close() //nolint:errcheck // read only
	if f.empty {
		return f.hash(ctx)
	}
	s, err := scan.Run(ctx, counted{h, &r.progress}, f.size, scan.Options{Chunk: r.chunk, Workers: r.ahead(f)})
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
		if f.leads() {
			all = append(all, f.sha256)
		}
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
	switch {
	case f.messages != nil:
		return f.messages.records(f)
	case f.survey == nil:
		return 0
	}
	return f.survey.Records
}
