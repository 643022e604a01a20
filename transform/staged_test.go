package transform

import (
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lollipop/internal/chis"
	"lollipop/internal/ledger"
	"lollipop/internal/table"
	"lollipop/mappings"
)

// cells are the columns of one staged row by name; the others are empty.
type cells map[string]string

// world is a small first stage written by hand: files in order, each with the
// rows of one entity.
type world struct {
	t     testing.TB
	maps  *mappings.Set
	files []worldFile
	roles map[string]string
}

type worldFile struct {
	source, entity string
	batch          int64
	stamp          string
	rows           []cells
}

func newWorld(t testing.TB) *world {
	t.Helper()
	m, err := mappings.Load()
	if err != nil {
		t.Fatal(err)
	}
	return &world{t: t, maps: m, roles: map[string]string{"chis": "chis", "gp": "practice"}}
}

// file adds a file and returns the id of its first row.
func (w *world) file(source, entity string, batch int64, rows ...cells) int64 {
	w.files = append(w.files, worldFile{source, entity, batch, fmt.Sprintf("202103%02d000000", batch), rows})
	return int64(len(w.files))<<recordBits | 1
}

const (
	orgCHIS = "{0A1B2C3D-0000-4000-8000-0000000000C0}"
	orgGP   = "{0A1B2C3D-0000-4000-8000-0000000000A0}"
	orgGP2  = "{0A1B2C3D-0000-4000-8000-0000000000A2}"
)

func guid(n int) string { return fmt.Sprintf("{0A1B2C3D-0000-4000-8000-%012X}", n) }

// patient is a row that stands, with what a test changes.
func patient(org string, n int, change cells) cells {
	c := cells{
		"patient_guid": guid(n), "organisation_guid": org, "sex": "F", "date_of_birth": "2019-03-02",
		"given_name": "Ada", "surname": "Testchild", "nhs_number": "9995260182", "deleted": "false",
		"spine_sensitive": "false", "is_confidential": "false", "processing_id": "1",
		"date_of_registration": "2019-03-20", "patient_type_description": "Child Health Services",
	}
	maps.Copy(c, change)
	return c
}

// observation is an event row of a patient.
func observation(org string, patient, item int, code, date string, change cells) cells {
	c := cells{
		"observation_guid": guid(item), "patient_guid": guid(patient), "organisation_guid": org,
		"code_id": code, "effective_date": date, "effective_date_precision": "YMD", "entered_date": date,
		"deleted": "false", "is_confidential": "false", "processing_id": "1",
	}
	maps.Copy(c, change)
	return c
}

// dictionary is a Coding_ClinicalCode file: local code id → Read or local code.
func (w *world) dictionary(source string, codes map[string]string) {
	var rows []cells
	for _, id := range slices.Sorted(maps.Keys(codes)) {
		rows = append(rows, cells{"code_id": id, "term": "term " + id, "read_term_id": codes[id], "processing_id": "1"})
	}
	w.file(source, "clinical_code", 1, rows...)
}

// run writes the first stage, runs the second and opens its result.
func (w *world) run(opts Options) *result {
	w.t.Helper()
	work := w.t.TempDir()
	ws, err := ledger.Open(work)
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { ws.Close() })
	w.write(ws)
	opts.Mappings, opts.Work = w.maps, ws
	sum, err := Run(context.Background(), opts)
	if err != nil {
		w.t.Fatal(err)
	}
	return &result{t: w.t, ws: ws, sum: sum}
}

func (w *world) write(ws *ledger.Workspace) {
	w.t.Helper()
	part, err := ws.Begin(ledger.Extract)
	if err != nil {
		w.t.Fatal(err)
	}
	out := &output{part: part}
	accounts := map[accountKey]*ledger.Account{}
	files := table.NewBatch(fileSchema, 16)
	for i, f := range w.files {
		w.writeFile(out, int64(i+1), f, accounts)
		a := appender{b: files}
		a.int(int64(i + 1))
		a.text(f.source)
		a.text(f.entity)
		a.int(f.batch)
		a.text(f.stamp)
		a.int(int64(len(f.rows)))
		a.end()
	}
	w.single(out, "file.parquet", files)
	for name, s := range emptySingles {
		w.single(out, name, table.NewBatch(s, 1))
	}
	c := ledger.Content{Outputs: out.files(), AsOf: "2021-03-22", Config: map[string]string{"as_of": "2021-03-22", "nhs_numbers": "test"}}
	for s, role := range w.roles {
		c.Config["source."+s+".role"] = role
	}
	for _, a := range accounts {
		c.Accounting = append(c.Accounting, *a)
	}
	if _, err := part.Complete(context.Background(), c); err != nil {
		w.t.Fatal(err)
	}
}

var fileSchema = table.Schema{
	{Name: "file", Kind: table.Int64},
	{Name: "source", Kind: table.Text},
	{Name: "entity", Kind: table.Text},
	{Name: "batch", Kind: table.Int64},
	{Name: "batch_timestamp", Kind: table.Text},
	{Name: "records", Kind: table.Int64},
}

var emptySingles = map[string]table.Schema{
	"excluded_person.parquet": {{Name: "hash", Kind: table.Text}, {Name: "woman", Kind: table.Int32}},
	"restricted_register.parquet": {
		{Name: "source", Kind: table.Text},
		{Name: "organisation_guid", Kind: table.GUID},
		{Name: "patient_guid", Kind: table.GUID},
		{Name: "kind", Kind: table.Text},
		{Name: "since", Kind: table.Int32},
	},
	"trace.parquet": {
		{Name: "source", Kind: table.Text},
		{Name: "organisation_guid", Kind: table.GUID},
		{Name: "patient_guid", Kind: table.GUID},
		{Name: "nhs_number", Kind: table.Text},
		{Name: "new_nhs_number", Kind: table.Text},
		{Name: "code", Kind: table.Text},
		{Name: "date", Kind: table.Int32},
	},
}

func (w *world) single(out *output, name string, b *table.Batch) {
	w.t.Helper()
	f, err := out.create(name, b.Schema())
	if err == nil {
		err = f.write(b)
	}
	if err == nil {
		err = f.close()
	}
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) writeFile(out *output, no int64, f worldFile, accounts map[accountKey]*ledger.Account) {
	w.t.Helper()
	e := w.maps.Entity(f.entity)
	s := table.Schema{{Name: "row_id", Kind: table.Int64}, {Name: "line", Kind: table.Int64}, {Name: "offset", Kind: table.Int64}}
	for _, c := range e.Columns {
		s = append(s, table.Column{Name: c.Name, Kind: stagedKind(c.Kind)})
	}
	b := table.NewBatch(s, len(f.rows)+1)
	for i, row := range f.rows {
		a := appender{b: b}
		a.int(rowID(no, int64(i+1)))
		a.int(int64(i + 2))
		a.int(int64(i * 100))
		for _, c := range e.Columns {
			putCell(w.t, &a, c, row[c.Name])
		}
		a.end()
		k := accountKey{f.source, "-", f.entity}
		if !e.Reference {
			k.organisation = row["organisation_guid"]
		}
		if accounts[k] == nil {
			accounts[k] = &ledger.Account{Source: k.source, Organisation: k.organisation, Entity: k.entity}
		}
		accounts[k].Read++
		accounts[k].Loaded++ // stands for staged
	}
	w.single(out, filepath.Join(f.entity, fmt.Sprintf("%05d-0000.parquet", no)), b)
}

func stagedKind(k mappings.ColumnKind) table.Kind {
	switch k {
	case mappings.KindGUID:
		return table.GUID
	case mappings.KindCode, mappings.KindInt:
		return table.Int64
	case mappings.KindDate, mappings.KindTime, mappings.KindBool:
		return table.Int32
	default:
		return table.Text
	}
}

func putCell(t testing.TB, a *appender, c mappings.Column, text string) {
	t.Helper()
	v := a.vec()
	switch c.Kind {
	case mappings.KindGUID:
		g, _ := chis.ParseGUID(text)
		v.GUID = append(v.GUID, g)
	case mappings.KindCode, mappings.KindInt:
		n, ok := chis.ParseInt64(text)
		if !ok {
			n = table.NullInt64
		}
		v.I64 = append(v.I64, n)
	case mappings.KindDate:
		d, _ := chis.ParseDate(text)
		v.I32 = append(v.I32, int32(d))
	case mappings.KindTime:
		v.I32 = append(v.I32, -1)
	case mappings.KindBool:
		n := int32(-1)
		if b, ok := chis.ParseBool(text); ok {
			n = 0
			if b {
				n = 1
			}
		}
		v.I32 = append(v.I32, n)
	default:
		v.Text.AppendString(text)
	}
}

// result is what a run of the stage left.
type result struct {
	t   testing.TB
	ws  *ledger.Workspace
	sum Summary
}

// rows returns the rows of a table as text by column; a restricted twin is asked
// for by its own name.
func (r *result) rows(name string) []cells {
	r.t.Helper()
	m, err := r.ws.ReadManifest(ledger.Transform)
	if err != nil {
		r.t.Fatal(err)
	}
	var paths []string
	for _, f := range m.Content.Outputs {
		if strings.HasPrefix(f.Path, name+"/") || f.Path == name {
			paths = append(paths, r.ws.Path(ledger.Transform, f.Path))
		}
	}
	if len(paths) == 0 {
		return nil
	}
	rd, err := table.OpenSequence(paths)
	if err != nil {
		r.t.Fatal(err)
	}
	defer rd.Close()
	var rows []cells
	b := table.NewBatch(rd.Schema(), 64)
	for rd.Next(b) == nil {
		for i := range b.N {
			row := cells{}
			for k, c := range b.Schema() {
				row[c.Name] = cellText(b, k, i)
			}
			rows = append(rows, row)
		}
	}
	return rows
}

func cellText(b *table.Batch, k, i int) string {
	v := &b.Vec[k]
	switch b.Schema()[k].Kind {
	case table.Int64:
		return string(appendInt(nil, v.I64[i]))
	case table.Int32:
		return fmt.Sprint(v.I32[i])
	case table.GUID:
		return chis.GUID(v.GUID[i]).String()
	default:
		return string(v.Text.At(i))
	}
}

// fates returns the disposition and rule of every staged row.
func (r *result) fates() map[int64]string {
	of := map[int64]string{}
	for _, row := range r.rows("disposition") {
		n, _ := chis.ParseInt64(row["row_id"])
		of[n] = strings.TrimSuffix(row["disposition"]+"/"+row["rule"], "/")
	}
	return of
}
