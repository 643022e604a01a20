package reconcile

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"lollipop/internal/chis"
	"lollipop/internal/ledger"
	"lollipop/internal/table"
	"lollipop/internal/target"
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
	o.Mappings, o.Work, o.Extracts, o.Target = w.maps, ws, extracts, &memory{w.maps, w.target}
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

// text is the file as CSV, with the place of each row.
func (f *worldFile) text(e *mappings.Entity) (text string, offsets, lines []int64) {
	quoted := func(fields []string) string {
		for i, s := range fields {
			fields[i] = `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
		}
		return strings.Join(fields, ",") + "\r\n"
	}
	var header []string
	for _, c := range e.Columns {
		header = append(header, c.EMIS)
	}
	text = quoted(header)
	for _, r := range f.rows {
		offsets, lines = append(offsets, int64(len(text))), append(lines, int64(strings.Count(text, "\n")+1))
		var fields []string
		for _, c := range e.Columns {
			fields = append(fields, r[c.Name])
		}
		text += quoted(fields)
	}
	return text, offsets, lines
}

func (w *world) extract(ws *ledger.Workspace, extracts string) {
	var accounts []ledger.Account
	w.complete(ws, ledger.Extract, ledger.Content{Accounting: accounts, Inputs: w.inputs}, func(part *ledger.Part) (out []ledger.File) {
		var files []cells
		for i := range w.files {
			f := &w.files[i]
			e := w.maps.Entity(f.entity)
			text, offsets, lines := f.text(e)
			if f.raw != "" {
				text = f.raw
			}
			path := fmt.Sprintf("%s/%d_%s.csv", f.source, i+1, e.Table)
			w.must(os.MkdirAll(filepath.Join(extracts, f.source), 0o700))
			w.must(os.WriteFile(filepath.Join(extracts, path), []byte(text), 0o600))
			files = append(files, cells{
				"file": fmt.Sprint(i + 1), "source": f.source, "path": path, "entity": f.entity, "migrated": "1", "batch": "1",
				"batch_timestamp": "20210322000000", "encoding": "utf-8", "records": fmt.Sprint(len(f.rows)),
				"bytes": fmt.Sprint(len(text)),
			})
			var staged []cells
			for k, r := range f.rows {
				if !slices.Contains(f.skip, k) {
					at := cells{"row_id": fmt.Sprint(int64(i+1)<<recordBits | int64(k+1)), "line": fmt.Sprint(lines[k]), "offset": fmt.Sprint(offsets[k])}
					staged = append(staged, r.with(at))
				}
			}
			if len(staged) > 0 {
				out = append(out, w.write(part, fmt.Sprintf("%s/%05d-0000.parquet", f.entity, i+1), stagedSchema(e), staged))
			}
		}
		w.single["file.parquet"] = files
		for name, s := range extractSchemas {
			if !strings.Contains(name, "/") {
				out = append(out, w.write(part, name, s, w.single[name]))
			}
		}
		for name, rows := range w.single {
			if s, ok := extractSchemas[filepath.Dir(name)+"/"]; ok {
				out = append(out, w.write(part, name, s, rows))
			}
		}
		return out
	})
}

// columns makes a schema of "name kind" pairs.
func columns(specs ...string) (s table.Schema) {
	kinds := map[string]table.Kind{"i": table.Int64, "n": table.Int32, "g": table.GUID, "t": table.Text}
	for _, spec := range specs {
		name, kind, _ := strings.Cut(spec, " ")
		s = append(s, table.Column{Name: name, Kind: kinds[kind]})
	}
	return s
}

var extractSchemas = map[string]table.Schema{
	"file.parquet": columns("file i", "source t", "path t", "entity t", "migrated n", "batch i", "batch_timestamp t",
		"encoding t", "records i", "packing t", "bytes i"),
	"excluded_person.parquet":     columns("hash t", "woman n", "source t", "organisation_guid g"),
	"restricted_register.parquet": columns("source t", "organisation_guid g", "patient_guid g", "kind t", "since n"),
	"trace.parquet":               columns("source t", "organisation_guid g", "patient_guid g", "nhs_number t", "new_nhs_number t", "code t", "date n"),
	"aside/":                      columns("row_id i", "column t", "original t", "rule t"),
	"excluded/":                   columns("row_id i", "rule t", "category t", "organisation_guid g"),
	"quarantine/":                 columns("row_id i", "line i", "offset i", "length i", "entity t", "organisation_guid g", "patient_guid g", "rule t", "reason t", "original t"),
}

func stagedSchema(e *mappings.Entity) table.Schema {
	s := columns("row_id i", "line i", "offset i")
	for _, c := range e.Columns {
		kind := table.Text
		switch c.Kind {
		case mappings.KindGUID:
			kind = table.GUID
		case mappings.KindCode, mappings.KindInt:
			kind = table.Int64
		case mappings.KindDate, mappings.KindTime, mappings.KindBool:
			kind = table.Int32
		}
		s = append(s, table.Column{Name: c.Name, Kind: kind})
	}
	return append(s, table.Column{Name: "extra", Kind: table.Text})
}

func (w *world) transform(ws *ledger.Workspace) {
	c := ledger.Content{Previous: w.roots(ws, ledger.Extract), Runs: map[string][][]string{}, Accounting: w.accounts()}
	for name := range w.target {
		if len(w.rowsOf(name)) > 0 {
			c.Runs[name] = [][]string{{name + "/00.parquet"}}
		}
	}
	w.complete(ws, ledger.Transform, c, func(part *ledger.Part) (out []ledger.File) {
		for _, t := range w.maps.Tables() {
			for _, name := range []string{t.Name, "restricted_" + t.Name} {
				if rows := w.rowsOf(name); len(rows) > 0 {
					out = append(out, w.write(part, name+"/00.parquet", target.Schema(targetColumns(t)), rows))
				}
			}
		}
		slices.SortFunc(w.lineage, func(a, b worldLink) int {
			return strings.Compare(fmt.Sprintf("%020d%s%09d", a.row, a.table, a.id), fmt.Sprintf("%020d%s%09d", b.row, b.table, b.id))
		})
		var links, fates []cells
		for _, l := range w.lineage {
			links = append(links, cells{"row_id": fmt.Sprint(l.row), "table": l.table, "id": fmt.Sprint(l.id), "role": digit(l.primary)})
		}
		w.eachStaged(func(row int64, _ *worldFile, _ cells) {
			v := w.fateOf(row)
			if v.disposition != "" {
				fates = append(fates, cells{"row_id": fmt.Sprint(row), "disposition": v.disposition, "rule": v.rule})
			}
		})
		return append(out,
			w.write(part, "lineage/00.parquet", columns("row_id i", "table t", "id i", "role n"), links),
			w.write(part, "disposition/00001.parquet", columns("row_id i", "disposition t", "rule t"), fates),
			w.write(part, "merge.parquet", columns("table t", "id i", "row_id i", "reason t"), w.single["merge.parquet"]),
			w.write(part, "crosswalk.parquet", columns("source t", "organisation_guid g", "patient_guid g", "child_id i", "row_id i", "retired_id i"), w.crosswalk()),
			w.write(part, "event_crosswalk/00.parquet", columns("entity t", "organisation_guid g", "patient_guid g", "item_guid g", "source t", "table t", "id i", "role n"), w.eventCrosswalk()),
			w.write(part, "pair.parquet", columns("row_a i", "row_b i", "outcome t", "rule t", "child_a i", "child_b i", "score i"), w.single["pair.parquet"]),
			w.write(part, weightFile, columns("from i", "joined i", "through i", "review i", "distinct i"), w.single[weightFile]),
			w.write(part, blockFile, columns("rule t", "pairs i"), w.single[blockFile]),
			w.writeText(part, parameterFile, "{}"),
		)
	})
}

// crosswalk is the children as the target has them, unless said otherwise.
func (w *world) crosswalk() (rows []cells) {
	if rows, ok := w.single["crosswalk.parquet"]; ok {
		return rows
	}
	for _, name := range []string{"child_crosswalk", "restricted_child_crosswalk"} {
		for _, r := range w.target[name] {
			rows = append(rows, r.with(cells{"row_id": r["source_row"]}))
		}
	}
	return rows
}

// eventCrosswalk is the lineage of events, unless said otherwise.
func (w *world) eventCrosswalk() (rows []cells) {
	if rows, ok := w.single["event_crosswalk"]; ok {
		return rows
	}
	w.eachStaged(func(row int64, f *worldFile, r cells) {
		for _, l := range w.lineage {
			if l.row == row && slices.Contains([]string{"observation", "diary", "problem"}, f.entity) {
				rows = append(rows, r.with(cells{
					"entity": f.entity, "item_guid": r[f.entity+"_guid"], "source": f.source, "table": l.table, "id": fmt.Sprint(l.id), "role": digit(l.primary),
				}))
			}
		}
	})
	return rows
}

// rowsOf are the rows of a table as transform wrote them.
func (w *world) rowsOf(name string) []cells {
	if rows, ok := w.written[name]; ok {
		return rows
	}
	return w.target[name]
}

func digit(v bool) string {
	if v {
		return "1"
	}
	return "0"
}

func (w *world) fateOf(row int64) fate {
	if v, ok := w.fates[row]; ok {
		return v
	}
	return fate{disposition: loaded}
}

func (w *world) eachStaged(yield func(row int64, f *worldFile, r cells)) {
	for i := range w.files {
		for k, r := range w.files[i].rows {
			if !slices.Contains(w.files[i].skip, k) {
				yield(int64(i+1)<<recordBits|int64(k+1), &w.files[i], r)
			}
		}
	}
}

// accounts are those that a transform without fault leaves.
func (w *world) accounts() (all []ledger.Account) {
	of := map[accountKey]*ledger.Account{}
	at := func(f *worldFile, r cells) *ledger.Account {
		k := accountKey{f.source, noOrganisation, f.entity}
		if !w.maps.Entity(f.entity).Reference {
			k.organisation = r["organisation_guid"]
		}
		if of[k] == nil {
			of[k] = &ledger.Account{Source: k.source, Organisation: k.organisation, Entity: k.entity}
		}
		return of[k]
	}
	w.eachStaged(func(row int64, f *worldFile, r cells) {
		a := at(f, r)
		a.Read++
		v := w.fateOf(row)
		if v.disposition == "" {
			v.disposition = loaded // as if transform had not noticed
		}
		addFate(a, v.disposition)
	})
	for name, rows := range w.single {
		if dir := filepath.Dir(name); dir != excluded && dir != "quarantine" {
			continue
		}
		for _, r := range rows {
			row, _ := strconv.ParseInt(r["row_id"], 10, 64)
			a := at(&w.files[row>>recordBits-1], w.files[row>>recordBits-1].rows[row&recordMask-1])
			a.Read++
			if strings.HasPrefix(name, excluded) {
				a.Excluded++
			} else {
				a.Quarantined++
			}
		}
	}
	for _, a := range of {
		all = append(all, *a)
	}
	return all
}

func (w *world) write(part *ledger.Part, rel string, s table.Schema, rows []cells) ledger.File {
	w.t.Helper()
	w.must(os.MkdirAll(filepath.Dir(part.Path(rel)), 0o700))
	out, err := table.Create(part.Path(rel), s, table.Options{})
	w.must(err)
	w.must(out.Write(batchOf(s, rows)))
	info, err := out.Close()
	w.must(err)
	return ledger.File{Path: rel, Rows: info.Rows}
}

func (w *world) writeText(part *ledger.Part, rel, text string) ledger.File {
	w.t.Helper()
	w.must(os.WriteFile(part.Path(rel), []byte(text), 0o600))
	return ledger.File{Path: rel}
}

// batchOf types rows.
func batchOf(s table.Schema, rows []cells) *table.Batch {
	b := table.NewBatch(s, len(rows)+1)
	for _, r := range rows {
		for i, c := range s {
			v := &b.Vec[i]
			switch text := r[c.Name]; c.Kind {
			case table.Int64:
				n, ok := chis.ParseInt64(text)
				if !ok {
					n = table.NullInt64
				}
				v.I64 = append(v.I64, n)
			case table.Int32:
				v.I32 = append(v.I32, smallCell(c.Name, text))
			case table.GUID:
				g, _ := chis.ParseGUID(text)
				v.GUID = append(v.GUID, g)
			default:
				v.Text.AppendString(text)
			}
		}
		b.N++
	}
	return b
}

// smallCell types a date, time or boolean: dates are told by their names.
func smallCell(name, text string) int32 {
	if d, ok := chis.ParseDate(text); ok {
		return int32(d)
	}
	if v, ok := chis.ParseBool(text); ok {
		return map[bool]int32{true: 1}[v]
	}
	if strings.Contains(name, "date") || strings.HasSuffix(name, "_on") || name == "since" {
		return 0
	}
	return -1
}

// memory is a target that lies in memory.
type memory struct {
	maps *mappings.Set
	rows map[string][]cells
}

func (m *memory) Table(name string, restricted bool) string {
	if restricted {
		return "restricted_" + name
	}
	return name
}

func (m *memory) Count(_ context.Context, name string) (int64, error) {
	return int64(len(m.rows[name])), nil
}

// Objects are those of the schema, without what a test names under "-", and with
// what it adds under "+".
func (m *memory) Objects(context.Context) (objects []string, err error) {
	for object := range (&run{Options: Options{Mappings: m.maps}}).schemaObjects() {
		if !slices.ContainsFunc(m.rows["-"], func(c cells) bool { return c["object"] == object }) {
			objects = append(objects, object)
		}
	}
	for _, row := range m.rows["+"] {
		objects = append(objects, row["object"])
	}
	return objects, nil
}

func (m *memory) Scan(_ context.Context, name string, columns []target.Column, _ string, yield func(*table.Batch) error) error {
	rows := slices.Clone(m.rows[name])
	if name == tableLoadLedger && len(rows) == 0 {
		rows = []cells{{"complete": "1"}}
	}
	for i, row := range rows { // of the first load, unless a test says otherwise
		rows[i] = row.with(cells{columnLoad: cmp.Or(row[columnLoad], "1")})
	}
	slices.SortStableFunc(rows, func(a, b cells) int {
		x, _ := chis.ParseInt64(a["id"])
		y, _ := chis.ParseInt64(b["id"])
		return int(x - y)
	})
	if len(rows) == 0 {
		return nil
	}
	return yield(batchOf(target.Schema(columns), rows))
}
