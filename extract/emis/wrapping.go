package emis

import (
	"path"
	"slices"
	"strings"
)

// wrappings are the extensions of files that are encrypted, or packed in a way that
// is not read.
var wrappings = []string{".gpg", ".pgp", ".7z", ".rar", ".tar", ".tgz", ".bz2", ".xz", ".zst"}

// wrapped refuses a file that is not read and seems to be, or to hold, files of a
// delivery: one that is encrypted or packed otherwise, or a bulk file under a longer
// name, as one has that is still transferred. What was unwrapped beside it is no
// reason to stop.
func (f *Found) wrapped(source string, files []File) error {
	there := map[string]bool{}
	for i := range files {
		there[files[i].Rel], there[files[i].Container] = true, true
	}
	for _, rel := range f.Ignored {
		if strings.HasPrefix(rel, source+"/") {
			there[rel] = true
		}
	}
	for _, rel := range slices.Sorted(slices.Values(f.Ignored)) {
		inside, ok := unwrapped(rel)
		if !ok || !there[rel] || there[inside] {
			continue
		}
		return &Refusal{
			Reason: ErrWrapped, Where: rel, Detail: "files with the extension " + path.Ext(rel) + " are not read",
			Next: "decrypt or unpack it, or let its transfer end, so that what is in it lies beside it; or move it out of the folder of the source",
		}
	}
	return nil
}

// unwrapped is the path of a file without its wrapping.
func unwrapped(rel string) (string, bool) {
	extension := path.Ext(rel)
	inside := strings.TrimSuffix(rel, extension)
	known := slices.Contains(wrappings, strings.ToLower(extension))
	if hasExtension(inside, ".tar") && hasExtension(rel, gzipExtension) {
		return strings.TrimSuffix(inside, path.Ext(inside)), true
	}
	base := path.Base(inside)
	if hasExtension(base, gzipExtension) {
		base = base[:len(base)-len(gzipExtension)]
	}
	_, bulk := ParseName(base)
	return inside, known || bulk || isMessages(base)
}
