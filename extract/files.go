package extract

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"lollipop/extract/emis"
	"lollipop/extract/scan"
	"lollipop/internal/config"
)

// file is one input file, from its discovery to its counts.
type file struct {
	emis.File
	path     string
	source   uint32 // place of the source in the sorted list
	practice bool   // role of the source
	size     int64
	modified time.Time

	layout      *emis.Layout // nil where rows are not staged
	likeness    emis.Likeness
	version     emis.Version
	empty       bool         // no header; only where rows are not staged
	survey      *scan.Survey // nil where empty
	sha256      string
	windows1252 bool
	messages    *messageFile // of EMIS Open messages, else nil
	endsInside  bool

	staged, excluded, quarantined int64
}

// open opens the file and sees that it still is the one that was found.
func (f *file) open() (*os.File, error) {
	h, err := openInput(f.path, f.Rel)
	if err != nil {
		return nil, err
	}
	if err := f.unchanged(h.Stat()); err != nil {
		_ = h.Close() // nothing was written
		return nil, err
	}
	return h, nil
}

// unchanged compares the file's size and time with those at the start.
func (f *file) unchanged(info os.FileInfo, err error) error {
	if err != nil {
		return fmt.Errorf("look at extract file: %w", err)
	}
	if info.Size() != f.size || !info.ModTime().Equal(f.modified) {
		return &ChangedError{Path: f.Rel, Detail: fmt.Sprintf("%d bytes at first, %d now", f.size, info.Size())}
	}
	return nil
}

// ChangedError says that an extract file changed while it was read.
type ChangedError struct {
	Path   string // relative to the extracts folder
	Detail string
}

func (e *ChangedError) Error() string {
	return fmt.Sprintf("file changed while it was read: %s: %s", e.Path, e.Detail)
}

// Hint says what to do next.
func (e *ChangedError) Hint() string {
	return "wait until the transfer is complete, then run extract again"
}

// asChanged names the file in what scan says of a change.
func (f *file) asChanged(err error) error {
	var changed *scan.ChangedError
	if errors.As(err, &changed) {
		return &ChangedError{Path: f.Rel, Detail: fmt.Sprintf("offset %d: %s", changed.Offset, changed.Detail)}
	}
	if errors.Is(err, io.ErrUnexpectedEOF) { // it was cut while it was open
		return &ChangedError{Path: f.Rel, Detail: err.Error()}
	}
	return err
}

// counted tells the progress of what is read through it.
type counted struct {
	io.ReaderAt
	progress *progress
}

func (c counted) ReadAt(p []byte, off int64) (int, error) {
	n, err := c.ReaderAt.ReadAt(p, off)
	c.progress.add(int64(n))
	return n, err
}

// find lists the input files and gives each its source's role.
func (r *run) find() error {
	found, err := emis.Find(r.Extracts, r.Mappings.Entities(), r.Config.AllowMissing, r.shapes.Entities()...)
	if err != nil {
		return err
	}
	for _, rel := range found.Ignored {
		r.warn("not read, as it is neither named as a bulk file nor a file of messages: " + rel)
	}
	r.sources = found.Sources
	if r.roles, err = r.Config.Roles(found.Sources); err != nil {
		return err
	}
	place := map[string]uint32{}
	for i, s := range found.Sources {
		place[s] = uint32(i)
	}
	for i, ff := range found.Files {
		f := &file{File: ff, source: place[ff.Source], practice: r.roles[ff.Source] != config.RoleCHIS}
		r.files = append(r.files, f)
		if f.Messages {
			f.messages = messageFileOf(r.files[:i], f)
		}
		if f.Packing != emis.Plain {
			continue
		}
		f.path = filepath.Join(r.Extracts, filepath.FromSlash(ff.Rel))
		info, err := os.Stat(f.path)
		if err != nil {
			return fmt.Errorf("look at extract file: %w", err)
		}
		f.size, f.modified = info.Size(), info.ModTime()
	}
	return nil
}

// bindAll binds every header before any file is read as a whole, so that what
// will be refused is refused at once.
func (r *run) bindAll(ctx context.Context) error {
	for _, f := range r.files {
		if err := r.bind(ctx, f); err != nil {
			return err
		}
	}
	r.recognise()
	return nil
}

// recognise names the version of every file, batch by batch.
func (r *run) recognise() {
	for from := 0; from < len(r.files); {
		to := from
		var batch []emis.Likeness
		for ; to < len(r.files) && r.files[to].source == r.files[from].source && r.files[to].Batch == r.files[from].Batch; to++ {
			batch = append(batch, r.files[to].likeness)
		}
		for i, v := range emis.Recognise(batch) {
			f := r.files[from+i]
			if f.Messages {
				f.version = emis.Version{Name: "open"}
				continue
			}
			if f.version = v; v.Differs > 0 && !f.empty {
				r.warn(fmt.Sprintf("header fits no published version: nearest to %s, %d columns differ: %s", v.Name, v.Differs, f.Rel))
			}
		}
		from = to
	}
}

// headerRoom is read of each file to begin with; longer headers are read whole.
const headerRoom = 64 << 10

func (r *run) bind(ctx context.Context, f *file) error {
	if f.Messages {
		return f.bindMessages()
	}
	h, err := f.open()
	if err != nil {
		return err
	}
	defer h.Close() //nolint:errcheck // read only
	s, err := scan.Run(ctx, h, min(f.size, headerRoom), scan.Options{})
	if errors.Is(err, scan.ErrHeader) && f.size > headerRoom {
		s, err = scan.Run(ctx, h, f.size, scan.Options{})
	}
	if errors.Is(err, scan.ErrEmpty) && !f.Migrated() {
		f.empty = true
		r.warn("empty, without a header, and of a type that is only counted: " + f.Rel)
		return nil
	}
	if err != nil {
		return f.refused(err)
	}
	f.likeness = emis.Compare(r.Mappings, f.Table, s.Header)
	if f.Migrated() {
		f.layout, err = emis.Bind(f.Entity, s.Header, f.Rel)
	} else if f.Entity == nil {
		r.warn("counted only, as its type is unknown: " + f.Rel)
	}
	return err
}

// refused makes a refusal of what scan says of a header.
func (f *file) refused(err error) error {
	refusal := &emis.Refusal{Where: f.Rel, Detail: err.Error()}
	switch {
	case errors.Is(err, scan.ErrUTF16):
		refusal.Reason = emis.ErrEncoding
		refusal.Next = "convert the file to UTF-8, or fetch it again without a tool that converts it"
	case errors.Is(err, scan.ErrEmpty), errors.Is(err, scan.ErrHeader):
		refusal.Reason = emis.ErrHeader
		refusal.Next = "fetch the file again: the transfer may have been cut off, or a tool may have changed its line ends or quotes"
	default:
		return fmt.Errorf("read header of %s: %w", f.Rel, err)
	}
	return refusal
}
