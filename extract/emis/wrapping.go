package emis

import (
	"maps"
	"path"
	"slices"
	"strings"

	"lollipop/mappings"
)

// wrappings are the extensions of files that are encrypted, or packed in a way that
// is not read.
var wrappings = []string{".gpg", ".pgp", ".7z", ".rar", ".tar", ".tgz", ".bz2", ".xz", ".zst"}

// wrapped refuses a file that is not read and seems to be, or to hold, files of a
// delivery: one under another name than bulk files have, one that is encrypted or packed otherwise, or a bulk file under a longer
// name, as one has that is still transferred. What was unwrapped beside it is no
// reason to stop.
func (f *Found) wrapped(source string, files []File, known map[string]*mappings.Entity) error {
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
		if !there[rel] {
			continue
		}
		if table := renamed(path.Base(rel), known); table != "" {
			return &Refusal{
				Reason: ErrName, Where: rel, Detail: "it is named after " + table + ", and not as the source system names its files",
				Next: "give it back its name, such as 1-20_" + table + "_20210322041209_<GUID>.csv, or move it out of the folder of the source",
			}
		}
		inside, ok := unwrapped(rel)
		if !ok || there[inside] {
			continue
		}
		return &Refusal{
			Reason: ErrWrapped, Where: rel, Detail: "files with the extension " + path.Ext(rel) + " are not read",
			Next: "decrypt or unpack it, or let its transfer end, so that what is in it lies beside it; or move it out of the folder of the source",
		}
	}
	return nil
}

// renamed is the table of a CSV file whose name holds that of one and is none of a
// bulk file: a copy, or a file whose timestamp or GUID was changed or lost.
func renamed(base string, known map[string]*mappings.Entity) string {
	base = strings.ToLower(base)
	if !isCSV(strings.TrimSuffix(base, gzipExtension)) {
		return ""
	}
	for _, name := range slices.Sorted(maps.Keys(known)) {
		if strings.Contains(base, name) && known[name].Migrated {
			return known[name].Table
		}
	}
	return ""
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
