package emis

import (
	"archive/zip"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// Packing is how a file was delivered.
type Packing uint8

// The zero value is a file as it is.
const (
	Plain Packing = iota
	Gzip
	Zip
)

// String is the word used in file.parquet.
func (p Packing) String() string { return [...]string{"", "gzip", "zip"}[p] }

const (
	gzipExtension = ".gz"
	zipExtension  = ".zip"
	maxMembers    = 10_000 // of an archive: each is an entry in memory
)

func hasExtension(name, extension string) bool {
	return len(name) > len(extension) && strings.EqualFold(name[len(name)-len(extension):], extension)
}

// members adds the files of an archive as if they lay in a folder of its name.
// It reads the list of members, and of the members no more than messages whose
// name holds no day.
func (f *Found) members(source, rel, full string, add func(File)) error {
	z, err := zip.OpenReader(full)
	if err != nil {
		return badArchive(rel, err)
	}
	defer z.Close() //nolint:errcheck // read only
	info, err := os.Stat(full)
	if err != nil {
		return fmt.Errorf("look at archive: %w", err)
	}
	if detail := UnsafeArchive(z.File, info.Size()); detail != "" {
		return refuseArchive(rel, "%s", detail)
	}
	if len(z.File) == 0 {
		return refuseArchive(rel, "it holds no file")
	}
	seen := make(map[string]bool, len(z.File))
	for i, m := range z.File {
		if detail := UnsafeMember(m, seen); detail != "" {
			return refuseArchive(rel, "member %d %s", i+1, detail)
		}
		if strings.HasSuffix(m.Name, "/") {
			continue
		}
		inside := rel + "/" + m.Name
		file := File{Source: source, Rel: inside, Packing: Zip, Container: rel, Member: m.Name}
		base, ok := path.Base(m.Name), false
		file.Name, ok = ParseName(base)
		switch hidden := strings.HasPrefix(base, "."); {
		case !hidden && isMessages(base) && len(f.messages) > 0:
			if err := f.addMessages(full, file); err != nil {
				return err
			}
		case !ok || hidden:
			f.ignore(inside)
		default:
			add(file)
		}
	}
	return nil
}

// UnsafeArchive says what forbids reading an archive of so many bytes; nothing
// where it may be read.
func UnsafeArchive(members []*zip.File, size int64) string {
	switch {
	case len(members) > maxMembers:
		return fmt.Sprintf("%d members, at most %d are read", len(members), maxMembers)
	case packedBytes(members) > uint64(size):
		return "its members overlap, as those of a bomb do"
	}
	return ""
}

// packedBytes is what the members take up; no sum is larger than 64 bits hold.
func packedBytes(members []*zip.File) (sum uint64) {
	for _, m := range members {
		if sum += m.CompressedSize64; sum < m.CompressedSize64 {
			return math.MaxUint64
		}
	}
	return sum
}

// UnsafeMember says what forbids reading an archive: a member that would leave
// its folder, is no file, cannot be read here, or stands twice. Of these only the
// last shows the name, as it is then one that a file may have.
func UnsafeMember(m *zip.File, seen map[string]bool) string {
	clean := strings.TrimSuffix(m.Name, "/")
	folded := strings.ToLower(clean)
	switch {
	case clean == "" || strings.ContainsAny(m.Name, "\\:\x00") || !fs.ValidPath(clean) || !filepath.IsLocal(filepath.FromSlash(clean)):
		return "has a name that leads out of the archive"
	case seen[folded]:
		return fmt.Sprintf("has the name of another: %q", m.Name)
	case m.Mode()&fs.ModeType != 0 && !m.Mode().IsDir():
		return "is a link or device, not a file"
	case m.Flags&1 != 0:
		return "is encrypted"
	case hasExtension(folded, zipExtension) || hasExtension(folded, gzipExtension) || hasExtension(folded, ".tar") || hasExtension(folded, ".7z"):
		return "is itself packed"
	case m.Method != zip.Store && m.Method != zip.Deflate:
		return fmt.Sprintf("is packed by method %d; only 0 (stored) and 8 (deflate) are read", m.Method)
	}
	seen[folded] = true
	return ""
}

func refuseArchive(where, detail string, args ...any) error {
	return &Refusal{
		Reason: ErrArchive, Where: where, Detail: fmt.Sprintf(detail, args...),
		Next: "unpack it yourself where you trust it and put the files there, or ask for it again",
	}
}

// badArchive makes a refusal of what package zip says.
func badArchive(where string, err error) error {
	if errors.Is(err, zip.ErrFormat) || errors.Is(err, zip.ErrAlgorithm) || errors.Is(err, zip.ErrChecksum) {
		return refuseArchive(where, "it is damaged or was cut off: %v", err)
	}
	return fmt.Errorf("open archive %s: %w", where, err)
}
