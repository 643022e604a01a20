package reconcile

import (
	"archive/zip"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"lollipop/internal/table"
)

// unpackedDir is the folder, in the stage's unfinished part, of what packed
// files of the extracts hold.
const unpackedDir = "unpacked"

// unpack unpacks the packed files of the extracts again, with the standard
// library alone, so that they are read like the others.
func (r *run) unpack(ctx context.Context) error {
	of := map[string][]*sourceFile{} // a file of messages stands in the list once for each entity
	for i := range r.in.files {
		if f := &r.in.files[i]; f.packing != "" {
			of[f.path] = append(of[f.path], f)
		}
	}
	packed := slices.Sorted(maps.Keys(of))
	if len(packed) == 0 {
		return nil
	}
	if _, err := r.part.Mkdir(unpackedDir); err != nil {
		return err
	}
	return each(ctx, r.Workers, len(packed), func(_ context.Context, _, i int) error {
		entries := of[packed[i]]
		first := entries[0]
		if err := r.unpackFile(first); err != nil {
			return fmt.Errorf("unpack file %d: %w", first.number, err)
		}
		for _, f := range entries[1:] {
			f.unpacked = first.unpacked
		}
		return nil
	})
}

func (r *run) removeUnpacked() {
	_ = os.RemoveAll(r.part.Path(unpackedDir)) // what is left of it makes Complete fail
}

// unpackFile writes what a packed file holds, and no more of it than stage 1
// says there is: whatever it claims, it cannot fill the disk.
func (r *run) unpackFile(f *sourceFile) error {
	from, err := openPacked(r.Extracts, f)
	if err != nil {
		return err
	}
	defer from.Close() //nolint:errcheck // read only
	f.unpacked = r.part.Path(fmt.Sprintf("%s/%05d.csv", unpackedDir, f.number))
	to, err := os.OpenFile(f.unpacked, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	n, err := io.Copy(to, io.LimitReader(from, f.bytes+1))
	if n != f.bytes {
		r.breaks.add(Break{checkRaw, f.name, table.NullInt64, f.number << recordBits, "", "number-of-bytes-differs"})
	}
	return errors.Join(err, to.Close())
}

// packedReader closes what it reads from along with itself.
type packedReader struct {
	io.Reader
	below []io.Closer
}

func (p packedReader) Close() error {
	var errs []error
	for _, c := range p.below {
		errs = append(errs, c.Close())
	}
	return errors.Join(errs...)
}

func openPacked(root string, f *sourceFile) (io.ReadCloser, error) {
	if f.packing == "gzip" {
		h, err := os.Open(filepath.Join(root, filepath.FromSlash(f.path)))
		if err != nil {
			return nil, err
		}
		z, err := gzip.NewReader(h)
		if err != nil {
			return nil, errors.Join(err, h.Close())
		}
		return packedReader{z, []io.Closer{z, h}}, nil
	}
	archive, member, ok := splitMember(root, f.path)
	if !ok {
		return nil, errors.New("no archive on its path")
	}
	z, err := zip.OpenReader(archive)
	if err != nil {
		return nil, err
	}
	m, err := z.Open(member)
	if err != nil {
		return nil, errors.Join(err, z.Close())
	}
	return packedReader{m, []io.Closer{m, z}}, nil
}

// splitMember divides a path below the extracts into the archive on the disk and
// the member in it.
func splitMember(root, path string) (archive, member string, ok bool) {
	for i, c := range path {
		if c != '/' || !strings.HasSuffix(strings.ToLower(path[:i]), ".zip") {
			continue
		}
		full := filepath.Join(root, filepath.FromSlash(path[:i]))
		if info, err := os.Stat(full); err == nil && info.Mode().IsRegular() {
			return full, path[i+1:], true
		}
	}
	return "", "", false
}
