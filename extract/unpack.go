package extract

import (
	"archive/zip"
	"bufio"
	"compress/flate"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"golang.org/x/sync/errgroup"

	"lollipop/extract/emis"
	"lollipop/internal/ledger"
)

// unpackedDir is the folder, in the stage's unfinished part, of what packed
// files hold. It is removed before the part is completed, and by the next run
// where this one is killed.
const unpackedDir = "unpacked"

// container is a packed file on disk.
type container struct {
	rel, path string
	before    fs.FileInfo
	sha256    string
	files     []*file // that it holds; one of the entries of a file of messages
}

// unpackAll unpacks every packed file once into private files, from which all
// else is read: rows want to be read in several places at once, and more than
// once, which a packed stream does not allow. Offsets are those of the unpacked
// bytes.
func (r *run) unpackAll(ctx context.Context) error {
	r.listContainers()
	if len(r.containers) == 0 {
		return nil
	}
	r.progress.phase("unpack")
	var err error
	if r.part, err = r.Work.Begin(ledger.Extract); err != nil {
		return err
	}
	if _, err := r.part.Mkdir(unpackedDir); err != nil {
		return err
	}
	budget := emis.NewBudget(r.Mappings)
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(r.Workers)
	for _, c := range r.containers {
		g.Go(func() error { return r.unpack(ctx, c, budget) })
	}
	return g.Wait()
}

func (r *run) listContainers() {
	of := map[string]*container{}
	for _, f := range r.files {
		if f.Packing == emis.Plain {
			continue
		}
		c := of[f.Container]
		if c == nil {
			c = &container{rel: f.Container, path: filepath.Join(r.Extracts, filepath.FromSlash(f.Container))}
			of[f.Container] = c
			r.containers = append(r.containers, c)
		}
		if f.leads() {
			c.files = append(c.files, f)
		}
	}
}

// unpack unpacks one container and hashes it on the way.
func (r *run) unpack(ctx context.Context, c *container, b *emis.Budget) error {
	h, err := openInput(c.path, c.rel)
	if err != nil {
		return err
	}
	defer h.Close() //nolint:errcheck // read only
	if c.before, err = h.Stat(); err != nil {
		return fmt.Errorf("look at extract file: %w", err)
	}
	if c.files[0].Packing == emis.Gzip {
		err = r.unpackGzip(ctx, c, h, b)
	} else {
		err = r.unpackZip(ctx, c, h, b)
	}
	if err != nil {
		return err
	}
	return c.unchanged(h.Stat())
}

// unchanged sees that the container still is what it was when it was opened.
func (c *container) unchanged(now fs.FileInfo, err error) error {
	if err != nil {
		return fmt.Errorf("look at extract file: %w", err)
	}
	if now.Size() != c.before.Size() || !now.ModTime().Equal(c.before.ModTime()) {
		return &ChangedError{Path: c.rel, Detail: fmt.Sprintf("%d bytes at first, %d now", c.before.Size(), now.Size())}
	}
	return nil
}

func (r *run) unpackGzip(ctx context.Context, c *container, h *os.File, b *emis.Budget) error {
	counter := &hashing{r: h, sum: sha256.New()}
	buffered := bufio.NewReaderSize(counter, 256<<10)
	z, err := emis.NewGunzip(buffered)
	if err != nil {
		return c.damaged(err, counter.n-int64(buffered.Buffered()), 0, c.rel)
	}
	m := &emis.Meter{Budget: b, Packed: func() int64 { return counter.n - int64(buffered.Buffered()) }}
	if err := r.unpackFile(ctx, c.files[0], z, m); err != nil {
		return c.damaged(err, m.Packed(), m.N, c.rel)
	}
	c.sha256 = hex.EncodeToString(counter.sum.Sum(nil))
	return nil
}

func (r *run) unpackZip(ctx context.Context, c *container, h *os.File, b *emis.Budget) error {
	z, err := zip.NewReader(h, c.before.Size())
	if err != nil {
		return c.damaged(err, 0, 0, c.rel)
	}
	members := make(map[string]*zip.File, len(z.File))
	for _, m := range z.File {
		members[m.Name] = m
	}
	for _, f := range c.files {
		m := members[f.Member]
		if m == nil {
			return &ChangedError{Path: f.Rel, Detail: "the archive no longer holds it"}
		}
		meter := &emis.Meter{Budget: b, Packed: func() int64 { return int64(m.CompressedSize64) }}
		rc, err := m.Open()
		if err == nil {
			err = errors.Join(r.unpackFile(ctx, f, rc, meter), rc.Close())
		}
		if err != nil {
			at, _ := m.DataOffset()
			return c.damaged(err, at, meter.N, f.Rel)
		}
	}
	hashed, err := ledger.HashFiles(ctx, filepath.Dir(c.path), []string{filepath.Base(c.path)})
	if err != nil {
		return fmt.Errorf("hash %s: %w", c.rel, err)
	}
	c.sha256 = hashed[0].SHA256
	return nil
}

// unpackFile writes what from holds and makes the file read it from there.
func (r *run) unpackFile(ctx context.Context, f *file, from io.Reader, m *emis.Meter) error {
	path := r.part.Path(fmt.Sprintf("%s/%05d.csv", unpackedDir, f.Number))
	out, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("make file to unpack to: %w", err)
	}
	m.To, m.Stop = out, ctx.Err
	_, err = io.CopyBuffer(m, struct{ io.Reader }{from}, make([]byte, 256<<10))
	if err := errors.Join(err, out.Close()); err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("look at unpacked file: %w", err)
	}
	for _, entry := range f.siblings() {
		entry.path, entry.size, entry.modified = path, info.Size(), info.ModTime()
	}
	return nil
}

// damaged makes a refusal of what the unpackers say: where in the packed file,
// and how much had come out.
func (c *container) damaged(err error, packed, unpacked int64, where string) error {
	var limit *emis.LimitError
	var corrupt flate.CorruptInputError
	refusal := &emis.Refusal{Reason: emis.ErrArchive, Where: where, Next: "fetch the file again: the transfer may have been cut off"}
	switch {
	case errors.As(err, &limit):
		refusal.Detail = limit.Error()
		refusal.Next = "do not unpack it; ask the sender what it is, or raise " + limit.Tolerance + " in tolerance.csv where it is right"
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		refusal.Detail = fmt.Sprintf("it ends too early, at offset %d of %d, after %d unpacked bytes", packed, c.before.Size(), unpacked)
	case errors.Is(err, emis.ErrTrailing):
		refusal.Detail = fmt.Sprintf("after %d unpacked bytes, at offset %d of %d: %v", unpacked, packed, c.before.Size(), err)
		refusal.Next = "fetch the file again; where it comes like that, unpack it yourself (gzip -dc says what it leaves out) and put the plain file there"
	case errors.As(err, &corrupt), errors.Is(err, gzip.ErrHeader), errors.Is(err, gzip.ErrChecksum),
		errors.Is(err, zip.ErrFormat), errors.Is(err, zip.ErrChecksum), errors.Is(err, zip.ErrAlgorithm):
		refusal.Detail = fmt.Sprintf("it is damaged near offset %d of %d, after %d unpacked bytes: %v", packed, c.before.Size(), unpacked, err)
	default:
		return err
	}
	return refusal
}

// hashing counts and hashes what is read through it.
type hashing struct {
	r   io.Reader
	sum hash.Hash
	n   int64
}

func (h *hashing) Read(p []byte) (int, error) {
	n, err := h.r.Read(p)
	h.sum.Write(p[:n])
	h.n += int64(n)
	return n, err
}

// openInput opens a file of the extracts for reading.
func openInput(path, rel string) (*os.File, error) {
	h, err := os.Open(path)
	if errors.Is(err, fs.ErrPermission) {
		return nil, &emis.Refusal{Reason: emis.ErrNotAFile, Where: rel, Detail: "it may not be read", Next: emis.Readable}
	}
	if err != nil {
		return nil, fmt.Errorf("open extract file: %w", err)
	}
	return h, nil
}
