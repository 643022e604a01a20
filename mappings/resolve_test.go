package mappings

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"lollipop/internal/chis"
)

func TestRead(t *testing.T) {
	set, err := Load(fstest.MapFS{"code_review.csv": {Data: []byte(reviewHeader + reviewed("codeid:77,Death of child,Personal Health and Social,safety,death,,,,"))}})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		snomed, read string
		id           int64
		system, code string
		kind         string
	}{
		{"38598009", "65M1", 1, SystemSNOMED, "38598009", "given"},
		{"", "65b", 1, SystemReadV2, "65b..", "given"}, // Hib and meningitis C
		{"", "65B", 1, SystemReadV2, "65B..", "given"}, // rubella
		{"", "65b-1", 1, SystemReadV2, "65b..", "given"},
		{"1697821000006102", "65b", 1, SystemReadV2, "65b..", "given"}, // EMIS numbered this itself
		{"1697821000006102", "", 1, SystemEMISLocal, "1697821000006102", ""},
		{"432636006", "65M1.", 1, SystemReadV2, "65M1.", "given"},          // wrong check digit
		{"999000001000000109", "65M1.", 1, SystemReadV2, "65M1.", "given"}, // no row, or no concept
		{"", "LOLDEATH01", 1, SystemEMISLocal, "LOLDEATH01", "death"},
		{"", "", 77, SystemEMISLocal, "codeid:77", "death"},
		{"", "NOSUCHCODE", 77, SystemEMISLocal, "codeid:77", "death"},
		{"", "NOSUCHCODE", 78, SystemEMISLocal, "NOSUCHCODE", ""},
		{"", "", 78, SystemEMISLocal, "codeid:78", ""},
	} {
		r := set.Read(DictionaryCode{SNOMED: []byte(c.snomed), Read: []byte(c.read), Term: []byte("Death of child"), ID: c.id})
		kind := ""
		if r.Concept != nil {
			kind = r.Concept.Kind
		}
		if r.System != c.system || r.Code != c.code || kind != c.kind {
			t.Errorf("%q %q %d: %s %s %q, want %s %s %q", c.snomed, c.read, c.id, r.System, r.Code, kind, c.system, c.code, c.kind)
		}
	}
}

// settleOf settles rows of one CodeId, each "SNOMED|Read|batch|term".
func settleOf(t *testing.T, set *Set, held []chis.SNOMED, rows ...string) Resolution {
	t.Helper()
	var versions []Version
	for _, text := range rows {
		parts := strings.Split(text, "|")
		term := "Some term"
		if len(parts) > 3 {
			term = parts[3]
		}
		r := set.Read(DictionaryCode{SNOMED: []byte(parts[0]), Read: []byte(parts[1]), ID: 7, Term: []byte(term)})
		batch, _ := strconv.Atoi(parts[2])
		versions = append(versions, Version{&r, int32(batch)})
	}
	return Settle(versions, func(id chis.SNOMED) bool { return slices.Contains(held, id) })
}

func TestSettle(t *testing.T) {
	set, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	// 1082441000000108 is the first 6-in-1; a spreadsheet leaves 1082441000000110.
	const sixInOne, damaged = "1082441000000108", "1082441000000110"
	held := []chis.SNOMED{1082441000000108, 412726003}
	for name, c := range map[string]struct {
		held  []chis.SNOMED
		rows  []string
		state string
		code  string
		class string
		kind  string // of the concept that counts
	}{
		"sound":                                 {nil, []string{sixInOne + "||1"}, StateMapped, sixInOne, ClassSafety, "given"},
		"damaged and held":                      {held, []string{damaged + "||1"}, StateRepaired, sixInOne, ClassSafety, ""},
		"damaged and not held":                  {nil, []string{damaged + "||1"}, StateUnmapped, "codeid:7", ClassSafety, ""},
		"damaged, with a Read code":             {held, []string{damaged + "|EMISNQZZ1|1"}, StateRepaired, sixInOne, ClassSafety, ""},
		"damaged, its Read code known":          {held, []string{damaged + "|LOLWEIGHT1|1"}, StateAmbiguous, "LOLWEIGHT1", ClassSafety, ""},
		"Read and SNOMED agree":                 {nil, []string{"38598009|65M1|1"}, StateMapped, "38598009", ClassSafety, "given"},
		"Read and SNOMED contradict":            {nil, []string{"38598009|65b|1"}, StateAmbiguous, "38598009", ClassSafety, ""},
		"given and refused":                     {nil, []string{"38598009|68NC|1"}, StateAmbiguous, "38598009", ClassSafety, ""},
		"given, and the term refuses":           {nil, []string{"38598009||1|No consent MMR"}, StateAmbiguous, "38598009", ClassSafety, ""},
		"other antigens in the term":            {nil, []string{"38598009||1|Rubella vaccination"}, StateAmbiguous, "38598009", ClassSafety, ""},
		"the term says the same":                {nil, []string{"38598009||1|MMR vaccination"}, StateMapped, "38598009", ClassSafety, "given"},
		"refused, by another word":              {nil, []string{"|68NC|1|Dissent from immunisation"}, StateMapped, "68NC.", ClassSafety, "refused"},
		"a review that was missed":              {nil, []string{"|64B|1|Child exam. did not attend"}, StateAmbiguous, "64B..", ClassOrdinary, ""},
		"two terms in a batch":                  {nil, []string{"38598009||1", "38598009||1|Other term"}, StateAmbiguous, "38598009", ClassSafety, ""},
		"two Read codes in a batch":             {nil, []string{"38598009|65M1|1", "38598009||1"}, StateAmbiguous, "38598009", ClassSafety, ""},
		"another term in a later batch":         {nil, []string{"38598009||1", "38598009||2|Other term"}, StateMapped, "38598009", ClassSafety, "given"},
		"one term in capitals":                  {nil, []string{"38598009||1", "38598009||1|SOME-TERM"}, StateMapped, "38598009", ClassSafety, "given"},
		"several parents":                       {nil, []string{"38598009||1", "38598009||1"}, StateMapped, "38598009", ClassSafety, "given"},
		"two codes under one id":                {nil, []string{"38598009||1", "42284007||1"}, StateAmbiguous, "42284007", ClassSafety, ""},
		"a known and an unknown under one id":   {nil, []string{"38598009||1", "|EMISNQZZ1|1"}, StateAmbiguous, "EMISNQZZ1", ClassSafety, ""},
		"two unknown under one id":              {nil, []string{"|EMISNQZZ2|1", "|EMISNQZZ1|1"}, StateAmbiguous, "EMISNQZZ1", ClassOrdinary, ""},
		"a later batch says more":               {nil, []string{"||1", "38598009||2"}, StateMapped, "38598009", ClassSafety, "given"},
		"a later batch says something else":     {nil, []string{"42284007||1", "38598009||2"}, StateAmbiguous, "38598009", ClassSafety, ""},
		"unknown":                               {nil, []string{"|EMISNQZZ1|1"}, StateUnmapped, "EMISNQZZ1", ClassOrdinary, ""},
		"repaired in one row, sound in another": {held, []string{sixInOne + "||1", damaged + "||1"}, StateRepaired, sixInOne, ClassSafety, ""},
	} {
		res := settleOf(t, set, c.held, c.rows...)
		kind := ""
		if res.Concept != nil {
			kind = res.Concept.Kind
		}
		if res.State != c.state || res.Code != c.code || res.Class != c.class || kind != c.kind {
			t.Errorf("%s: %s %s %s %q, want %s %s %s %q", name, res.State, res.Code, res.Class, kind, c.state, c.code, c.class, c.kind)
		}
	}
}
