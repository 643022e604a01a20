package profile

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"

	"lollipop/extract/emis"
)

// packed is how an input lies in another file; plain where it does not.
type packed struct {
	how    emis.Packing
	member string // of an archive
	bytes  int64  // that it takes up
}

// mostDeflated is what a byte of deflate can become.
const mostDeflated = 1032

// members are the files of an archive, each an input of its own. What extract
// would refuse of an archive is told, and the rest looked at.
func members(all []input, archive input) []input {
	z, err := zip.OpenReader(archive.path)
	if err != nil {
		archive.trouble = "is no archive that can be read"
		return append(all, archive)
	}
	defer z.Close() //nolint:errcheck // read only
	if detail := emis.UnsafeArchive(z.File, archive.size); detail != "" {
		archive.trouble = "is an archive that is not read: " + detail
		return append(all, archive)
	}
	refused, seen := 0, make(map[string]bool, len(z.File))
	for _, m := range z.File {
		one := archive
		// What the directory says of sizes is the word of whoever packed it.
		bytes := int64(min(m.CompressedSize64, uint64(archive.size)))
		one.rel, one.size = archive.rel+"/"+m.Name, int64(min(m.UncompressedSize64, uint64(bytes*mostDeflated)))
		one.packed = packed{emis.Zip, m.Name, bytes}
		switch {
		case emis.UnsafeMember(m, seen) != "":
			refused++ // its name is the choice of whoever packed it, and is not shown
		case strings.HasSuffix(m.Name, "/") || strings.HasPrefix(path.Base(m.Name), "."):
		default:
			one.messages = isXML(m.Name)
			all = append(all, one)
		}
	}
	if refused > 0 || len(z.File) == 0 {
		archive.trouble = fmt.Sprintf("is an archive with %d members that are not read: links, encrypted, packed again, there twice, or with names that lead out of it", refused)
		all = append(all, archive)
	}
	return all
}

// content opens the bytes of an input: those of a packed one are unpacked into a
// file that nobody else can open, and that is gone when it is closed. trouble
// says why they cannot be read.
func (r *run) content(ctx context.Context, in *input) (h *os.File, size int64, trouble string, err error) {
	if in.packed.how == emis.Plain {
		if h, err = os.Open(in.path); err != nil {
			return nil, 0, "cannot be opened", nil
		}
		return h, in.size, "", nil
	}
	h, err = os.CreateTemp(r.Temp, "lollipop-profile-*")
	if err != nil {
		return nil, 0, "", fmt.Errorf("unpack %s: %w", in.rel, err)
	}
	// Where the system can, the name goes at once, so that not even a kill leaves anything.
	r.later(h.Name())
	size, err = r.unpack(ctx, in, h)
	if err == nil {
		return h, size, "", nil
	}
	_ = h.Close() // nothing of it is used
	if ctx.Err() != nil {
		return nil, 0, "", ctx.Err()
	}
	var limit *emis.LimitError
	switch {
	case errors.As(err, &limit) && limit.Tolerance == "unpacked-size":
		return nil, 0, "is not read: packed files together unpack to more than the tables allow (unpacked-size)", nil
	case limit != nil:
		return nil, 0, "unpacks to more than the tables allow (unpacked-ratio, unpacked-always)", nil
	}
	var disk *fs.PathError
	if errors.As(err, &disk) && disk.Op == "write" {
		return nil, 0, "", fmt.Errorf("unpack %s: %w", in.rel, err)
	}
	return nil, 0, "is damaged, or was cut off while it was packed", nil
}

// later removes a file now, or at the end where the system wants it closed first.
func (r *run) later(name string) {
	if os.Remove(name) != nil {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.leftovers = append(r.leftovers, name)
	}
}

func (r *run) unpack(ctx context.Context, in *input, to *os.File) (int64, error) {
	from, err := emis.OpenPacked(in.path, in.packed.how, in.packed.member)
	if err != nil {
		return 0, err
	}
	defer from.Close() //nolint:errcheck // read only
	m := &emis.Meter{Budget: r.budget, To: to, Stop: ctx.Err, Packed: func() int64 { return in.packed.bytes }}
	return io.CopyBuffer(m, struct{ io.Reader }{from}, make([]byte, 256<<10))
}
