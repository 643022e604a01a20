package e2e

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"lollipop/fixtures"
	"lollipop/internal/ledger"
)

// identity is what must be found of a restricted person in no open place.
type identity struct{ given, surname, number, postcode, house, street string }

// secrets are the restricted persons of a delivery, less what an open person
// shares with them: a name, the home of a brother.
type secrets struct {
	all    []identity
	looked int // rows and lines searched
	open   struct{ name, number, postcode, home map[string]bool }
}

func fold(parts ...string) string { return strings.ToLower(strings.Join(parts, "\x00")) }

func findSecrets(t *testing.T, d delivery, r *rehearsal, b *book) *secrets {
	t.Helper()
	s := &secrets{}
	s.open.name, s.open.number, s.open.postcode, s.open.home = map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	hidden := map[string]bool{}
	for _, p := range d.truth(t, "restricted_identity") {
		hidden[personKey(t, p)] = true
		s.all = append(s.all, identity{p["forename"], p["surname"], p["nhs_number"], p["postcode"], p["house"], p["street"]})
	}
	for _, p := range r.rows(ledger.Extract, "patient") {
		p["source"] = b.source[p.id("row_id")>>recordBits]
		if hidden[personKey(t, p)] {
			continue
		}
		for _, given := range append(strings.Fields(p["middle_names"]), p["given_name"]) {
			s.open.name[fold(given, p["surname"])] = true
		}
		s.open.number[p["nhs_number"]] = true
		s.open.postcode[p["postcode"]] = true
		s.open.home[fold(p["house_name_flat_number"], p["number_and_street"])] = true
	}
	if len(s.all) < 10 {
		t.Fatalf("%d restricted persons, too few to look for", len(s.all))
	}
	return s
}

// things are what can be found of a person.
var things = [...]string{"NHS number", "postcode", "name", "home"}

// has tells what of a person a text holds, of which an open person shares it.
func (p *identity) has(text, digits string) (held [len(things)]bool) {
	held[0] = p.number != "" && strings.Contains(digits, p.number)
	held[1] = p.postcode != "" && strings.Contains(text, strings.ToLower(p.postcode))
	held[2] = p.surname != "" && p.given != "" && word(text, p.surname) && word(text, p.given)
	held[3] = p.house != "" && p.street != "" && word(text, p.house) && strings.Contains(text, strings.ToLower(p.street))
	return held
}

// wanted tells which things are known of a person at all.
func (p *identity) wanted() [len(things)]bool {
	return [...]bool{p.number != "", p.postcode != "", p.surname != "" && p.given != "", p.house != "" && p.street != ""}
}

func (s *secrets) shared(p *identity) [len(things)]bool {
	return [...]bool{s.open.number[p.number], s.open.postcode[p.postcode], s.open.name[fold(p.given, p.surname)], s.open.home[fold(p.house, p.street)]}
}

// find tells what a text, a row's cells or a line, holds of restricted persons.
func (s *secrets) find(text string, found func(person, thing int)) {
	text = strings.ToLower(text)
	digits := strings.ReplaceAll(text, " ", "")
	for i := range s.all {
		for k, held := range s.all[i].has(text, digits) {
			if held {
				found(i, k)
			}
		}
	}
}

// search reports what a text holds of restricted persons alone.
func (s *secrets) search(t *testing.T, where, text string) {
	t.Helper()
	s.looked++
	s.find(text, func(person, thing int) {
		if !s.shared(&s.all[person])[thing] {
			t.Errorf("%s of a restricted child in %s", things[thing], where)
		}
	})
}

// word reports that a text holds a value as a word of its own.
func word(text, value string) bool {
	value = strings.ToLower(value)
	for from := 0; ; {
		at := strings.Index(text[from:], value)
		if at < 0 {
			return false
		}
		at += from
		end := at + len(value)
		if (at == 0 || !letter(text[at-1])) && (end == len(text) || !letter(text[end])) {
			return true
		}
		from = at + 1
	}
}

func letter(c byte) bool {
	return c >= 0x80 || c >= 'a' && c <= 'z' || c >= '0' && c <= '9'
}

func (r row) text() string {
	var text strings.Builder
	for _, k := range slices.Sorted(maps.Keys(r)) {
		text.WriteString(r[k])
		text.WriteByte('|')
	}
	return text.String()
}

// What is restricted in any source stands in no open table, no report, no
// manifest, no ledger and nothing that was said: in no file but those of a folder
// "restricted". All of it stands in the restricted tables.
func TestRestrictedChildrenAreInNoOpenPlace(t *testing.T) {
	r := sharedRehearsal(t, fixtures.ScenarioLancashire)
	d := r.delivery
	keepLedger(t, r)
	s := findSecrets(t, d, r, r.book())
	met := make([][len(things)]bool, len(s.all))
	for _, table := range d.maps.Tables() {
		for _, line := range r.rows(ledger.Transform, table.Name) {
			s.search(t, table.Name+", row "+line["id"], line.text())
		}
		for _, line := range r.rows(ledger.Transform, "restricted_"+table.Name) {
			s.find(line.text(), func(person, thing int) { met[person][thing] = true })
		}
	}
	for _, name := range []string{"pair", "merge", "crosswalk", "aside"} {
		for _, line := range r.rows(ledger.Transform, name) {
			s.search(t, name, line.text())
		}
	}
	for _, line := range r.rows(ledger.Reconcile, "breaks") {
		s.search(t, "the breaks", line.text())
	}
	for _, name := range otherFiles(t, r) {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.SplitSeq(string(data), "\n") {
			s.search(t, filepath.Base(name), line)
		}
	}
	for _, line := range r.cells() {
		s.search(t, "the workbook, sheet "+line["sheet"], line.text())
	}
	for _, text := range r.told {
		s.search(t, "what was said", text)
	}
	r.workbookCounts(t)
	for i := range s.all {
		if met[i] != s.all[i].wanted() {
			t.Errorf("restricted person %d: %v of %v is in the restricted tables, not all that is known", i, met[i], things)
		}
	}
	confidentialApart(t, d, r)
	explained(t, r, s, r.book())
	called(t, r, s)
	r.sealed(t, s)
	t.Logf("%d persons, %d rows and lines", len(s.all), s.looked)
}

// keepLedger writes what the commands write beside the stages.
func keepLedger(t *testing.T, r *rehearsal) {
	t.Helper()
	roots := map[string]string{}
	for _, stage := range ledger.Stages() {
		m, err := r.work.ReadManifest(stage)
		if err != nil {
			t.Fatal(err)
		}
		roots[stage] = m.Root
		if err := r.work.RecordRun(stage, ledger.StageRun{Rows: 1}); err != nil {
			t.Fatal(err)
		}
	}
	entry := ledger.Entry{Command: []string{"lollipop", "run"}, Outcome: ledger.Done, Roots: roots}
	if err := r.work.Append(time.Unix(0, 0), entry); err != nil {
		t.Fatal(err)
	}
}

// confidentialApart: a row that its source keeps confidential made nothing but
// restricted rows, whoever its child is.
func confidentialApart(t *testing.T, d delivery, r *rehearsal) {
	t.Helper()
	secret := map[int64]bool{}
	for _, entity := range []string{"observation", "diary"} {
		for _, o := range r.rows(ledger.Extract, entity, "row_id", "is_confidential") {
			if o["is_confidential"] == "1" {
				secret[o.id("row_id")] = true
			}
		}
	}
	open := map[place]bool{}
	for _, table := range d.maps.Tables() {
		for _, line := range r.rows(ledger.Transform, table.Name, "id") {
			open[place{table.Name, line.id("id")}] = true
		}
	}
	made := 0
	for _, l := range r.rows(ledger.Transform, "lineage") {
		if !secret[l.id("row_id")] || l["table"] == "clinical_code" || l["table"] == "organisation" || l["table"] == "practitioner" {
			continue
		}
		made++
		if open[place{l["table"], l.id("id")}] {
			t.Errorf("a confidential row made row %s of the open table %s", l["id"], l["table"])
		}
	}
	if made < 5 {
		t.Errorf("%d rows made of confidential ones, too few to judge", made)
	}
}
