package e2e

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"testing"

	"lollipop/internal/chis"
	"lollipop/internal/ledger"
)

// truth reads a file of the truth.
func (d delivery) truth(t testing.TB, name string) []row {
	t.Helper()
	f, err := os.Open(filepath.Join(d.dir, "truth", name+".csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []row
	for _, line := range lines[1:] {
		r := row{}
		for i, name := range lines[0] {
			r[name] = line[i]
		}
		rows = append(rows, r)
	}
	return rows
}

// personKey names a person record, in the truth as in the stages.
func personKey(t testing.TB, r row) string {
	t.Helper()
	return r["source"] + " " + guid(t, r["organisation_guid"]) + " " + guid(t, r["patient_guid"])
}

func guid(t testing.TB, text string) string {
	t.Helper()
	g, ok := chis.ParseGUID(text)
	if !ok {
		t.Fatalf("%q is no identifier", text)
	}
	return g.String()
}

// book is what became of the rows of a rehearsal, by row id.
type book struct {
	file    map[string]int64 // number by path, and by path and entity
	source  map[int64]string // source by file number
	fate    map[int64]string // "quarantined no-code", "loaded", ...
	aside   map[int64][]string
	child   map[string]int64 // child by person key
	childOf map[int64]int64  // child by the row of a standing patient record
	row     map[string]int64 // standing patient row by person key
	twin    map[int64]bool   // children of the restricted tables
	noted   map[int64]map[string]bool
}

const recordBits = 40

func (r *rehearsal) book() *book {
	r.t.Helper()
	b := &book{
		file: map[string]int64{}, source: map[int64]string{}, fate: map[int64]string{}, aside: map[int64][]string{},
		child: map[string]int64{}, childOf: map[int64]int64{}, row: map[string]int64{}, twin: map[int64]bool{}, noted: map[int64]map[string]bool{},
	}
	for _, f := range r.rows(ledger.Extract, "file", "file", "path", "source", "entity") {
		b.file[f["path"]], b.source[f.id("file")] = f.id("file"), f["source"]
		b.file[f["path"]+" "+f["entity"]] = f.id("file")
	}
	b.readFates(r)
	b.readChildren(r)
	return b
}

func (b *book) readFates(r *rehearsal) {
	r.t.Helper()
	for _, q := range r.rows(ledger.Extract, "quarantine", "row_id", "rule") {
		b.settle(r.t, q, "quarantined "+q["rule"])
	}
	for _, x := range r.rows(ledger.Extract, "excluded", "row_id", "rule") {
		b.settle(r.t, x, "excluded "+x["rule"])
	}
	for _, d := range r.rows(ledger.Transform, "disposition") {
		fate := d["disposition"]
		if d["rule"] != "" {
			fate += " " + d["rule"]
		}
		b.settle(r.t, d, fate)
	}
	for _, a := range append(r.rows(ledger.Extract, "aside", "row_id", "rule"), r.both("aside", "row_id", "rule")...) {
		b.aside[a.id("row_id")] = append(b.aside[a.id("row_id")], a["rule"])
	}
}

// settle gives a row its fate; a second one is an error.
func (b *book) settle(t testing.TB, r row, fate string) {
	t.Helper()
	if before := b.fate[r.id("row_id")]; before != "" {
		t.Errorf("row %s is %s and %s", r["row_id"], before, fate)
	}
	b.fate[r.id("row_id")] = fate
}

func (b *book) readChildren(r *rehearsal) {
	r.t.Helper()
	for _, c := range r.rows(ledger.Transform, "crosswalk") {
		k := personKey(r.t, c)
		b.child[k], b.row[k] = c.id("child_id"), c.id("row_id")
		b.childOf[c.id("row_id")] = c.id("child_id")
	}
	for _, c := range r.rows(ledger.Transform, "restricted_child", "id") {
		b.twin[c.id("id")] = true
	}
	for _, n := range r.both("record_note", "child_id", "kind") {
		c := n.id("child_id")
		if b.noted[c] == nil {
			b.noted[c] = map[string]bool{}
		}
		b.noted[c][n["kind"]] = true
	}
}
