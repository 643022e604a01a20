package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lollipop/mappings"
)

// parcel is one batch of one source, written by hand: rows by entity, cells by
// the names of the mapping tables. What a row does not name is empty.
type parcel struct {
	source, stamp string
	start         int
	version       string // of the layout, 5.4 where empty
	style         style
	rows          map[string][]row
}

// style is how a supplier happens to write its files.
type style struct {
	lf       bool // line feeds alone
	bare     bool // quotes only where they are needed
	backward bool // columns in reverse order
	latin    bool // Windows-1252
	extra    bool // a column that no version has
	capitals bool // names of columns in capitals
}

// write writes the twenty files of the batch below an extracts folder.
func (p parcel) write(t *testing.T, set *mappings.Set, extracts string) {
	t.Helper()
	if p.version == "" {
		p.version = "5.4"
	}
	dir := filepath.Join(extracts, p.source)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, e := range set.Entities() {
		layout := slices.Clone(set.Layout(e.Table, p.version))
		if layout == nil {
			continue
		}
		if p.style.backward {
			slices.Reverse(layout)
		}
		name := fmt.Sprintf("%d-%d_%s_%s_0A1B2C3D-0000-4000-8000-00000000A6EE.csv", p.start, p.start+19, e.Table, p.stamp)
		if err := os.WriteFile(filepath.Join(dir, name), p.file(t, e, layout), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func (p parcel) file(t *testing.T, e *mappings.Entity, layout []string) []byte {
	t.Helper()
	header := slices.Clone(layout)
	if p.style.capitals {
		for i := range header {
			header[i] = strings.ToUpper(header[i])
		}
	}
	if p.style.extra {
		header = append(header, "SupplierNote")
	}
	text := p.line(header)
	for _, r := range p.rows[e.Name] {
		known := 0
		fields := make([]string, len(header))
		for i, column := range layout {
			name := e.Columns[e.Header(column)].Name
			if v, ok := r[name]; ok {
				fields[i] = v
				known++
			}
		}
		if p.style.extra {
			fields[len(fields)-1] = "kept"
		}
		if known != len(r) {
			t.Fatalf("%s: a cell of %v is no column of version %s", e.Name, r, p.version)
		}
		text += p.line(fields)
	}
	if p.style.latin {
		return latin(text)
	}
	return []byte(text)
}

func (p parcel) line(fields []string) string {
	out := make([]string, len(fields))
	for i, f := range fields {
		if p.style.bare && !strings.ContainsAny(f, "\",\r\n") {
			out[i] = f
			continue
		}
		out[i] = `"` + strings.ReplaceAll(f, `"`, `""`) + `"`
	}
	end := "\r\n"
	if p.style.lf {
		end = "\n"
	}
	return strings.Join(out, ",") + end
}

// latin writes each character as one byte; the texts here have none above 0xFF.
func latin(text string) []byte {
	out := make([]byte, 0, len(text))
	for _, r := range text {
		out = append(out, byte(r))
	}
	return out
}

// parcels writes batches and the configuration that goes with them, and the
// register of restricted children where there is one.
func parcels(t *testing.T, register string, list ...parcel) delivery {
	t.Helper()
	dir := t.TempDir()
	files := map[string]string{"lollipop.yaml": "nhs_numbers: test\nas_of: \"2021-03-22\"\n"}
	if register != "" {
		files["restricted.csv"] = register
		files["lollipop.yaml"] += "restricted: restricted.csv\n"
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	set := loadMappings(t)
	for _, p := range list {
		p.write(t, set, filepath.Join(dir, "extracts"))
	}
	return openDelivery(t, dir)
}

// Makers of rows: numbers stand for identifiers.

const (
	surgery  = "{0A1B2C3D-0000-4000-8000-0000000000A1}"
	practice = "{0A1B2C3D-0000-4000-8000-0000000000A2}"
)

func number(n int) string { return fmt.Sprintf("{0A1B2C3D-0000-4000-8000-%012X}", n) }

func (r row) with(pairs ...string) row {
	for i := 0; i < len(pairs); i += 2 {
		r[pairs[i]] = pairs[i+1]
	}
	return r
}

func organisation(guid, ods string) row {
	return row{"organisation_guid": guid, "organisation_name": "Surgery " + ods, "ods_code": ods, "processing_id": "1"}
}

func patient(org string, n int, given string) row {
	return row{
		"patient_guid": number(n), "organisation_guid": org, "sex": "F", "date_of_birth": "2015-06-01", "given_name": given, "surname": "Oddley",
		"date_of_registration": "2015-06-10", "patient_type_description": "Regular", "dummy_type": "false", "deleted": "false",
		"spine_sensitive": "false", "is_confidential": "false", "person_guid": number(0x50000 + n), "processing_id": "1",
	}
}

func observation(org string, patient, item int, code, date string) row {
	return row{
		"observation_guid": number(item), "patient_guid": number(patient), "organisation_guid": org, "code_id": code,
		"effective_date": date, "effective_date_precision": "YMD", "entered_date": date, "entered_time": "12:30:00", "observation_type": "Immunisation",
		"deleted": "false", "is_confidential": "false", "processing_id": "1",
	}
}

func code(id, read, term, category string) row {
	return row{"code_id": id, "read_term_id": read, "term": term, "emis_code_category_description": category, "processing_id": "1"}
}

const (
	jabs    = "Immunisations"
	healthy = "Health management, screening and monitoring"
)

// someCodes is a dictionary of doses, an examination and what no table knows.
func someCodes() []row {
	return []row{
		code("101", "65MH", "First DTP polio and Hib vaccination", jabs), code("102", "65M1", "MMR vaccination", jabs),
		code("104", "64D4", "Child 6 week exam. normal", healthy), code("110", "ZZ9X9", "Something of our own", "Unset"),
	}
}
