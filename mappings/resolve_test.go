package mappings

import (
	"testing"
	"testing/fstest"
)

func TestResolve(t *testing.T) {
	set, err := Load(fstest.MapFS{"concept.csv": {Data: []byte(conceptHeader + "emis_local,codeid:77,Death of child,death,,,,,Personal Health and Social,N,service,\n")}})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		snomed, read string
		id           int64
		system, code string
		kind         string
	}{
		{"432636005", "65M1.", 1, SystemSNOMED, "432636005", "given"},
		{"432636006", "65M1.", 1, SystemReadV2, "65M1.", "given"},          // wrong check digit
		{"999000001000000109", "65M1.", 1, SystemReadV2, "65M1.", "given"}, // no row, or no concept
		{"", "LOLDEATH01", 1, SystemEMISLocal, "LOLDEATH01", "death"},
		{"", "", 77, SystemEMISLocal, "codeid:77", "death"},
		{"", "NOSUCHCODE", 77, SystemEMISLocal, "codeid:77", "death"},
		{"", "NOSUCHCODE", 78, SystemEMISLocal, "NOSUCHCODE", ""},
		{"", "", 78, SystemEMISLocal, "codeid:78", ""},
	} {
		system, code, concept := set.Resolve(DictionaryCode{SNOMED: []byte(c.snomed), Read: []byte(c.read), ID: c.id})
		kind := ""
		if concept != nil {
			kind = concept.Kind
		}
		if system != c.system || code != c.code || kind != c.kind {
			t.Errorf("%q %q %d: %s %s %q, want %s %s %q", c.snomed, c.read, c.id, system, code, kind, c.system, c.code, c.kind)
		}
	}
}
