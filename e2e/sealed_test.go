package e2e

import (
	"cmp"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"lollipop/calllist"
	"lollipop/internal/ledger"
	"lollipop/reconcile"
	"lollipop/reconcile/workbook"
)

// restrictedPassphrase opens the restricted workbooks of these tests.
var restrictedPassphrase = strings.Repeat("k", workbook.PassphraseLength)

// sealed holds the workbook of restricted children against the restricted tables:
// it has each of them once, tells of none where it lives, names no identity that
// was given up, and prints no two records together.
func (r *rehearsal) sealed(t *testing.T, s *secrets) {
	t.Helper()
	path := r.work.Path(ledger.Reconcile, reconcile.RestrictedDir, workbook.RestrictedFile)
	if _, err := workbook.Read(path, ""); err == nil {
		t.Error("the workbook of restricted children opens without a passphrase")
	}
	sheets, err := workbook.Read(path, restrictedPassphrase)
	if err != nil {
		t.Fatal(err)
	}
	lines := map[string][]row{}
	for _, sheet := range sheets {
		head := slices.IndexFunc(sheet.Rows, func(values []string) bool { return slices.Contains(values, "Row hash") })
		if head < 0 && sheet.Name != "Read me" {
			t.Errorf("sheet %s has no headings", sheet.Name)
		}
		for n, values := range sheet.Rows {
			s.standsAlone(t, sheet.Name, strings.Join(values, "|"))
			if head < 0 || n <= head {
				continue
			}
			line := row{}
			for i, v := range values {
				line[sheet.Rows[head][i]] = v
			}
			lines[sheet.Name] = append(lines[sheet.Name], line)
		}
	}
	r.everyRestricted(t, lines["Restricted children"])
	r.worklist(t, lines["Worklist"])
	places := map[string]int{}
	for i, line := range lines["Restricted children"] {
		places[line["Child"]] = i
	}
	for name, list := range lines {
		if name != "Codes" && !slices.IsSortedFunc(list, func(a, b row) int { return places[a["Child"]] - places[b["Child"]] }) {
			t.Errorf("sheet %s has an order of its own, which tells", name)
		}
	}
	r.restrictedCalls(t, s)
}

// standsAlone: a line holds the home of nobody, and the identity of one at most.
func (s *secrets) standsAlone(t *testing.T, sheet, text string) {
	t.Helper()
	s.looked++
	numbers, names := map[string]bool{}, map[string]bool{}
	s.find(text, func(person, thing int) {
		p := &s.all[person]
		switch things[thing] {
		case "NHS number":
			numbers[p.number] = true
		case "name":
			names[fold(p.given, p.surname)] = true
		default:
			t.Errorf("%s of a restricted child on sheet %s", things[thing], sheet)
		}
	})
	if len(numbers) > 1 || len(names) > 1 {
		t.Errorf("sheet %s: %d numbers and %d names on one line", sheet, len(numbers), len(names))
	}
}

// invalid are the children whose number a trace calls invalid.
func (r *rehearsal) invalid() map[string]bool {
	numbers, given := map[string]bool{}, map[string]bool{}
	for _, l := range r.rows(ledger.Transform, "restricted_trace_result", "child_id", "meaning") {
		given[l["child_id"]] = given[l["child_id"]] || l["meaning"] == "invalid"
	}
	children := r.rows(ledger.Transform, "restricted_child", "id", "nhs_number")
	for _, c := range children {
		numbers[c["nhs_number"]] = numbers[c["nhs_number"]] || given[c["id"]] && c["nhs_number"] != ""
	}
	for _, c := range children {
		given[c["id"]] = given[c["id"]] || numbers[c["nhs_number"]]
	}
	return given
}

// everyRestricted: each restricted child once, by its number and present name.
func (r *rehearsal) everyRestricted(t *testing.T, list []row) {
	t.Helper()
	names, former := map[string]row{}, r.invalid()
	for _, n := range r.rows(ledger.Transform, "restricted_child_name", "child_id", "use", "given_name", "surname") {
		if n["use"] == "official" {
			names[n["child_id"]] = n
		}
	}
	children := map[string]row{}
	for _, c := range r.rows(ledger.Transform, "restricted_child") {
		children[c["id"]] = c
	}
	var shown []row
	gone, hidden := 0, 0
	for _, line := range list {
		c := children[line["Child"]]
		if c == nil {
			t.Errorf("child %q is twice in the workbook, or no restricted child", line["Child"])
			continue
		}
		shown = append(shown, c)
		delete(children, c["id"])
		name, number := names[c["id"]], strings.ReplaceAll(line["NHS number"], " ", "")
		switch protected := c["protected"] == "1"; {
		case former[c["id"]]:
			gone++
			if line["Surname"]+line["Forename"]+number+line["Born"] != "" {
				t.Errorf("child %s: an identity that was given up is named", c["id"])
			}
		case line["Surname"] != name["surname"] || line["Forename"] != name["given_name"] || number != c["nhs_number"]:
			t.Errorf("child %s is not named as its record in the target is", c["id"])
		case protected != (line["Born"] == ""):
			t.Errorf("child %s, protected %v: born %q", c["id"], protected, line["Born"])
		case protected:
			hidden++
		}
		if !strings.HasPrefix(line["Result"], "In the target") {
			t.Errorf("child %s: %s", c["id"], line["Result"])
		}
	}
	if len(children) > 0 || len(list) < 10 || gone == 0 || hidden == 0 {
		t.Errorf("%d lines lack %d restricted children; %d were given up, %d others protected", len(list), len(children), gone, hidden)
	}
	for _, column := range []string{"id", "source_row", "date_of_birth", "nhs_number"} {
		if slices.IsSortedFunc(shown, func(a, b row) int { return cmp.Compare(a.id(column), b.id(column)) }) {
			t.Errorf("the lines are in the order of %s, in which two identities may stand together", column)
		}
	}
}

// worklist counts once more who has no history.
func (r *rehearsal) worklist(t *testing.T, list []row) {
	t.Helper()
	holds := map[string]bool{}
	for _, name := range []string{"immunisation", "screening_result", "allergy"} {
		for _, l := range r.rows(ledger.Transform, "restricted_"+name) {
			holds[l["child_id"]] = holds[l["child_id"]] || l["status"] != "not_given" || name != "immunisation"
		}
	}
	want := map[string]bool{}
	for _, c := range r.rows(ledger.Transform, "restricted_child", "id", "protected") {
		if c["protected"] == "1" && !holds[c["id"]] {
			want[c["id"]] = true
		}
	}
	for _, line := range list {
		if !want[line["Child"]] {
			t.Errorf("child %q is on the worklist and has a history, or is twice", line["Child"])
		}
		delete(want, line["Child"])
	}
	if len(want) > 0 || len(list) == 0 {
		t.Errorf("%d children on the worklist, %d are missing", len(list), len(want))
	}
}

// restrictedCalls: the call list of restricted children has them alone, says of
// none where it lives, and calls nobody by an identity that was given up.
func (r *rehearsal) restrictedCalls(t *testing.T, s *secrets) {
	t.Helper()
	list, err := calllist.Build(t.Context(), calllist.Options{Work: r.work, Mappings: r.maps, Restricted: true, From: 20210401, To: 20210430})
	if err != nil {
		t.Fatal(err)
	}
	children, former := map[string]row{}, r.invalid()
	for _, c := range r.rows(ledger.Transform, "restricted_child") {
		children[c["id"]] = c
	}
	if sum := int64(len(list.Lines)) + total(list.Off); list.Children != len(children) || sum != int64(list.Children) || len(list.Lines) == 0 {
		t.Errorf("%d lines, %d off for a reason, of %d restricted children", len(list.Lines), total(list.Off), len(children))
	}
	for i := range list.Lines {
		l := &list.Lines[i]
		id := strconv.FormatInt(l.Child, 10)
		if c := children[id]; c == nil || former[id] || (c["protected"] == "1") != (l.Born == 0) || (l.State == calllist.Call && c["status"] != "active") {
			t.Errorf("child %d is on the list of restricted children: %v, given up %v", l.Child, c, former[id])
		}
		if l.Address+l.Postcode+l.Phone+l.Practice != "" {
			t.Errorf("child %d: the list says where it lives", l.Child)
		}
	}
	for line := range strings.SplitSeq(string(list.CSV()), "\n") {
		s.standsAlone(t, "of the call list", line)
	}
}

// otherFiles are all files of a workspace that are no tables but those in folders
// of restricted children.
func otherFiles(t *testing.T, r *rehearsal) (files []string) {
	t.Helper()
	err := filepath.WalkDir(r.work.Dir, func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && e.Name() == reconcile.RestrictedDir:
			return filepath.SkipDir
		case !e.IsDir() && !slices.Contains([]string{".parquet", ".db", ".xlsx"}, filepath.Ext(path)):
			files = append(files, path)
		}
		return nil
	})
	if err != nil || len(files) < 8 {
		t.Fatal(files, err)
	}
	return files
}
