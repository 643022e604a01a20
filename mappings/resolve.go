package mappings

import (
	"strconv"

	"lollipop/internal/chis"
)

// DictionaryCode is what one row of a source's dictionary says of its code.
type DictionaryCode struct {
	SNOMED, Read []byte // as sent, empty where the row has none
	ID           int64  // the source's own number of the code
}

// Resolve finds what a dictionary row means: its SNOMED CT concept where that is
// valid and known, else its Read version 2 code, else its local code, which
// concept.csv may also give as "codeid:" and the source's number. Where no row of
// concept.csv is found, concept is nil, and system and code are the first that
// the row is valid in.
func (s *Set) Resolve(row DictionaryCode) (system, code string, concept *Concept) {
	sct, isSNOMED := chis.ParseSNOMED(row.SNOMED)
	padded, isRead := chis.PadReadV2(row.Read)
	for _, try := range [...]struct {
		system, code string
		valid        bool
	}{
		{SystemSNOMED, strconv.FormatInt(int64(sct), 10), isSNOMED && sct.IsConcept()},
		{SystemReadV2, padded.String(), isRead},
		{SystemEMISLocal, string(row.Read), len(row.Read) > 0},
		{SystemEMISLocal, "codeid:" + strconv.FormatInt(row.ID, 10), true},
	} {
		if !try.valid {
			continue
		}
		if system == "" {
			system, code = try.system, try.code
		}
		if c := s.Concept(try.system, try.code); c != nil {
			return try.system, try.code, c
		}
	}
	return system, code, nil
}
