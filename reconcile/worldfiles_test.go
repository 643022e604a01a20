package reconcile

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"lollipop/internal/chis"
	"lollipop/internal/ledger"
	"lollipop/internal/table"
	"lollipop/internal/target"
	"lollipop/mappings"
)

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
