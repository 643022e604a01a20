package reconcile

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"lollipop/internal/ledger"
	"lollipop/mappings"
)

// cells are the columns of a row by name, as text; the others are empty.
type cells map[string]string

// world is a migration of a few rows, written by hand: the extracts and what
// the three stages before left of them. Tests change one thing and look which
// check sees it.
type world struct {
	t     testing.TB
	maps  *mappings.Set
	files []worldFile
	// target rows by table, restricted ones under "restricted_" + table. The
	// tables of transform are these too, unless written says otherwise.
	target  map[string][]cells
	written map[string][]cells
	lineage []worldLink
	fates   map[int64]fate // of staged rows; loaded where absent
	single  map[string][]cells
	config  map[string]string
	edit    func(dir string) // changes the finished folders
	listing *Listing         // of the last run
	left    string           // what the last run left
	forms   Options          // paths of the forms
	inputs  []ledger.File    // that extract read beside the extracts
}

type worldFile struct {
	source, entity string
	rows           []cells
	raw            string // replaces the text made of rows
	skip           []int  // places of rows that stage 1 does not stage
}

type worldLink struct {
	row     int64
	table   string
	id      int64
	primary bool
}

// loadMappings reads the tables once for all tests.
var loadMappings = sync.OnceValues(func() (*mappings.Set, error) { return mappings.Load() })

func newWorld(t testing.TB) *world {
	t.Helper()
	m, err := loadMappings()
	if err != nil {
		t.Fatal(err)
	}
	return &world{
		t: t, maps: m, target: map[string][]cells{}, written: map[string][]cells{}, fates: map[int64]fate{},
		single: map[string][]cells{}, config: map[string]string{
			"as_of": "2021-03-22", "born_from": "2001-03-22", "nhs_numbers": "test", "source.chis.role": "chis", "source.gp.role": "practice",
			"excluded_person_key": "00",
		},
	}
}

// file adds a file and returns the id of its first row.
func (w *world) file(source, entity string, rows ...cells) int64 {
	w.files = append(w.files, worldFile{source: source, entity: entity, rows: rows})
	return int64(len(w.files))<<recordBits | 1
}

// made adds a target row with the source rows that lineage names, the primary
// first.
func (w *world) made(tableName string, row cells, from ...int64) {
	id := int64(len(w.target[tableName]) + 1)
	row["id"], row["source_row"] = fmt.Sprint(id), fmt.Sprint(from[0])
	w.target[tableName] = append(w.target[tableName], row)
	for i, r := range from {
		w.lineage = append(w.lineage, worldLink{r, strings.TrimPrefix(tableName, "restricted_"), id, i == 0})
	}
}

const (
	orgCHIS = "{0A1B2C3D-0000-4000-8000-0000000000C0}"
	orgGP   = "{0A1B2C3D-0000-4000-8000-0000000000A0}"
)

func guid(n int) string { return fmt.Sprintf("{0A1B2C3D-0000-4000-8000-%012X}", n) }

// with is a copy of a row with some cells changed.
func (c cells) with(change cells) cells {
	c = maps.Clone(c)
	maps.Copy(c, change)
	return c
}

func patient(org string, n int) cells {
	return cells{
		"patient_guid": guid(n), "organisation_guid": org, "sex": "F", "date_of_birth": "2019-03-02", "given_name": "Ada",
		"surname": "Testchild", "nhs_number": "9995260182", "deleted": "false", "spine_sensitive": "false",
		"is_confidential": "false", "processing_id": "1", "date_of_registration": "2019-03-20",
	}
}

func observation(org string, patient, item int, code, date string) cells {
	return cells{
		"observation_guid": guid(item), "patient_guid": guid(patient), "organisation_guid": org, "code_id": code,
		"effective_date": date, "effective_date_precision": "YMD", "entered_date": date, "deleted": "false",
		"is_confidential": "false", "processing_id": "1", "associated_text": "seen at home",
	}
}

// small is one child of the legacy service with one review.
func small(t testing.TB) *world {
	w := newWorld(t)
	org := w.file("chis", "organisation", cells{"organisation_guid": orgCHIS, "organisation_name": "Service", "processing_id": "1"})
	p := w.file("chis", "patient", patient(orgCHIS, 1))
	code := w.file("chis", "clinical_code", cells{"code_id": "100", "term": "Review", "read_term_id": reviewCode, "processing_id": "1"})
	o := w.file("chis", "observation", observation(orgCHIS, 1, 50, "100", "2020-05-06"))
	w.made("organisation", cells{"guid": orgCHIS, "source": "chis", "name": "Service"}, org)
	k := w.maps.Concept(mappings.SystemReadV2, reviewCode)
	w.made("clinical_code", cells{
		"source": "chis", "code_id": "100", "term": "Review", "read_code": reviewCode, "system": k.System, "code": k.Code,
		"class": k.Class, "kind": k.Kind, "resolution": "mapped",
	}, code)
	w.child("", p, "1")
	w.made("review", cells{
		"child_id": "1", "review": k.Detail, "outcome": k.Value, "occurred_on": "2020-05-06", "occurred_precision": "YMD",
		"code_id": "1", "organisation_id": "1", "recorded_on": "2020-05-06", "note": "seen at home",
	}, o)
	return w
}

// placed gives the child a practice that the tables know.
func (w *world) placed() {
	const code = "A82003"
	w.files[1].rows[0]["external_usual_gp_organisation"] = code
	w.target["child"][0]["practice_code"], w.target["registration"][0]["practice_code"] = code, code
}

// reviewCode is a Read code that the mapping tables have as a review.
const reviewCode = "64B.."

// child adds the rows that come from the patient row of patient 1.
func (w *world) child(prefix string, row int64, id string) {
	w.made(prefix+"child", cells{
		"sex": "F", "date_of_birth": "2019-03-02", "deceased": "0", "stillborn": "0", "nhs_number": "9995260182",
		"status": "active", "sensitive": "0", "protected": "0", "incomplete": "0",
	}, row)
	w.made(prefix+"child_name", cells{"child_id": id, "use": "official", "given_name": "Ada", "surname": "Testchild"}, row)
	w.made(prefix+"child_identifier", cells{"child_id": id, "system": "nhs_number", "value": "9995260182", "verdict": "accept"}, row)
	w.made(prefix+"registration", cells{"child_id": id, "organisation_id": "1", "registered_on": "2019-03-20"}, row)
	w.made(prefix+"residence_status", cells{"child_id": id, "status": "active", "from_on": "2019-03-20"}, row)
	w.made(prefix+"child_crosswalk", cells{"child_id": id, "source": "chis", "organisation_guid": orgCHIS, "patient_guid": guid(1)}, row)
	for _, due := range []cells{
		{"due_on": "2019-04-27", "dose": "1", "vaccine": "DTaP/IPV/Hib/HepB (6-in-1)", "antigens": "diphtheria+hepb+hib+pertussis+polio+tetanus", "rule_version": "V2017-09"},
		{"due_on": "2020-03-02", "dose": "B", "vaccine": "Hib/MenC (Menitorix)", "antigens": "hib+menc", "rule_version": "V2006-09"},
		{"due_on": "2020-03-02", "dose": "1", "vaccine": "MMR", "antigens": "measles+mumps+rubella", "rule_version": "V2011-01"},
		{"due_on": "2031-09-02", "dose": "1", "vaccine": "HPV 1-dose (Gardasil 9)", "antigens": "hpv", "rule_version": "V2023-09", "state": "upcoming"},
	} {
		w.made(prefix+"due_computed", due.with(cells{"child_id": id, "state": cmp.Or(due["state"], "overdue"), "planned_on": due["due_on"]}), row)
	}
}

// form writes a form of a header and lines, and returns its path.
func (w *world) form(name string, header []string, lines ...string) string {
	w.t.Helper()
	path := filepath.Join(w.t.TempDir(), name)
	w.must(os.WriteFile(path, []byte(strings.Join(append([]string{strings.Join(header, ",")}, lines...), "\r\n")+"\r\n"), 0o600))
	return path
}

// run writes the folders and reconciles.
func (w *world) run() Report {
	w.t.Helper()
	dir := w.t.TempDir()
	ws, err := ledger.Open(filepath.Join(dir, "work"))
	w.must(err)
	w.t.Cleanup(func() { ws.Close() })
	extracts := filepath.Join(dir, "extracts")
	w.extract(ws, extracts)
	w.transform(ws)
	w.complete(ws, ledger.Load, ledger.Content{Previous: w.roots(ws, ledger.Extract, ledger.Transform)}, nil)
	if w.edit != nil {
		w.edit(dir)
	}
	o := w.forms
	o.Mappings, o.Work, o.Extracts, o.Target = w.maps, ws, extracts, &memory{w.maps, w.target, w.told(ws)}
	o.Render = func(_ context.Context, _ string, _ *Report, l *Listing) ([]Rendered, error) {
		w.listing = l
		return nil, nil
	}
	rep, err := Run(context.Background(), o)
	w.must(err)
	w.left = ws.Path(ledger.Reconcile, "")
	return rep
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) roots(ws *ledger.Workspace, stages ...string) map[string]string {
	roots := map[string]string{}
	for _, s := range stages {
		m, err := ws.StageManifest(s)
		w.must(err)
		roots[s] = m.Root
	}
	return roots
}

// told is what the ledger of loads says where it is right.
func (w *world) told(ws *ledger.Workspace) cells {
	roots := w.roots(ws, ledger.Transform, ledger.Load)
	return cells{
		"manifest_root": roots[ledger.Load], "transform_root": roots[ledger.Transform], "as_of": w.config["as_of"], "tool_version": "test", "tables": "0", "rows": "0",
	}
}

// complete writes a stage.
func (w *world) complete(ws *ledger.Workspace, stage string, c ledger.Content, write func(part *ledger.Part) []ledger.File) {
	w.t.Helper()
	part, err := ws.Begin(stage)
	w.must(err)
	if write != nil {
		c.Outputs = write(part)
	}
	c.AsOf, c.Config, c.Tool = w.config["as_of"], w.config, "test"
	_, err = part.Complete(context.Background(), c)
	w.must(err)
}
