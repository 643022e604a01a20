package forms

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"lollipop/internal/chis"
	"lollipop/internal/near"
	"lollipop/mappings"
)

// PostcodeHeader is the header of postcode_authority.csv. A row says in which
// local authority a postcode, a sector or an outward code lies; of several that
// hold a postcode the longest counts.
var PostcodeHeader = []string{"postcode", "authority", "note"}

// Authorities says in which local authority a postcode lies. It never changes
// and is safe for concurrent use; nil knows none.
type Authorities struct{ of map[chis.PostcodeStem]placed }

type placed struct {
	authority string
	line      int32
}

// Of is the code of the local authority of a postcode, empty where no row holds it.
func (a *Authorities) Of(p chis.Postcode) string {
	if a == nil || p.IsNone() {
		return ""
	}
	for _, s := range p.Stems() {
		if at, ok := a.of[s]; ok {
			return at.authority
		}
	}
	return ""
}

// ReadPostcodes reads postcode_authority.csv. Its errors are an *Error, or the
// system's; none repeats a postcode, which is part of an address.
func ReadPostcodes(path string, maps *mappings.Set) (a *Authorities, in Input, err error) {
	f := form{nameOf(path), PostcodeHeader}
	a = &Authorities{of: map[chis.PostcodeStem]placed{}}
	codes := map[string]string{} // each text once, however many rows have it
	in, err = f.read(path, func(r row) error {
		stem, ok := chis.ParsePostcodeStem(r.text("postcode"))
		if !ok {
			return r.fail("postcode", "is no postcode (LA1 4YW), sector with its space (LA1 4) or outward code (LA1)")
		}
		code, err := r.authority(maps)
		if err != nil {
			return err
		}
		if first, ok := a.of[stem]; ok {
			return r.fail("postcode", fmt.Sprintf("the same stands on line %d", first.line))
		}
		if codes[code] == "" {
			codes[code] = strings.Clone(code)
		}
		a.of[stem] = placed{codes[code], int32(r.line)}
		return nil
	})
	return a, in, err
}

// upperTier are the codes of the Office for National Statistics of authorities
// that coverage is published for: unitary, metropolitan, London boroughs and
// counties of England, and those of Wales, Scotland and Northern Ireland.
// Prefixes: memory, unverified.
var upperTier = regexp.MustCompile(`^(E06|E08|E09|E10|W06|S12|N09)\d{6}$`)

// district are the lower tier of a county.
var district = regexp.MustCompile(`^E07\d{6}$`)

func (r row) authority(maps *mappings.Set) (string, error) {
	text, err := r.filled("authority")
	if err != nil {
		return "", err
	}
	code := strings.ToUpper(text)
	switch {
	case upperTier.MatchString(code):
		return code, nil
	case district.MatchString(code):
		return "", r.fail("authority", code+" is a district: write the code of its county, which begins with E10")
	}
	var known []string
	for _, o := range maps.Organisations() {
		if o.Type == "local_authority" {
			known = append(known, o.Code)
		}
	}
	column := r.columns[slices.Index(r.header, "authority")]
	e := r.wrong(r.line, column, "authority", "is no code of a county, unitary authority, metropolitan district or London borough, such as E10000017")
	e.Nearest = near.Word(code, known)
	return "", e
}
