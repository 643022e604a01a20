package postgres

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"lollipop/internal/ledger"
	"lollipop/internal/postgres/pgtest"
	"lollipop/internal/table"
	"lollipop/internal/target"
	"lollipop/load"
	"lollipop/load/schema"
	"lollipop/mappings"
)

// BenchmarkAgainstCopy loads children, immunisations and measurements into PostgreSQL, from Parquet files to validated
// constraints and counted rows, and does the same with psql: \copy of the same rows as text, then the same SQL files.
// LOLLIPOP_BENCH_ROWS says how many events (1000000). Run it with -benchtime 1x.
func BenchmarkAgainstCopy(b *testing.B) {
	psql, err := exec.LookPath("psql")
	if err != nil {
		b.Skip("no psql here: install the package postgresql-client")
	}
	rows := 1_000_000
	if s := os.Getenv("LOLLIPOP_BENCH_ROWS"); s != "" {
		rows, err = strconv.Atoi(s)
		check(b, err)
	}
	set, err := mappings.Load()
	check(b, err)
	work, err := ledger.Open(b.TempDir())
	check(b, err)
	defer work.Close()
	filled := writeEvents(b, work, set, rows)
	server := pgtest.Start(b, "shared_buffers=1GB", "max_wal_size=8GB", "min_wal_size=8GB", "fsync=on", "full_page_writes=on")
	p := place{server, server.Database(b)}
	loadSeconds(b, p, set, work, 2) // the first to come makes the files of the server's log, for all
	for b.Loop() {
		copied := copySeconds(b, p, psql, filled)
		one := loadSeconds(b, p, set, work, 1)
		two := loadSeconds(b, p, set, work, 2)
		b.ReportMetric(one, "load-1-s")
		b.ReportMetric(two, "load-2-s")
		b.ReportMetric(copied, "copy-s")
		b.ReportMetric(one/copied, "ratio-1")
		b.ReportMetric(two/copied, "ratio-2")
	}
}

func loadSeconds(b *testing.B, p place, set *mappings.Set, work *ledger.Workspace, workers int) float64 {
	b.Helper()
	server := p.open(b)
	check(b, server.Exec(b.Context(), "DROP SCHEMA IF EXISTS lollipop_candidate, lollipop_candidate_restricted CASCADE; CHECKPOINT"))
	check(b, server.Close())
	to := p.Target()
	defer to.Close()
	var filled time.Time
	began := time.Now()
	_, err := load.Run(b.Context(), load.Options{
		Mappings: set, Work: work, Target: to, Workers: workers,
		Observer: load.Observer{OnProgress: func(done, total int64, _ string) {
			if done == total && filled.IsZero() {
				filled = time.Now()
			}
		}},
	})
	check(b, err)
	all := time.Since(began).Seconds()
	b.Logf("load with %d workers: %.2f s, rows in after %.2f", workers, all, filled.Sub(began).Seconds())
	return all
}

// copySeconds writes the loaded tables as text, and times psql with them and empty tables.
func copySeconds(b *testing.B, p place, psql string, tables []string) float64 {
	b.Helper()
	dir := b.TempDir()
	run := func(script string) float64 {
		file := filepath.Join(dir, "script.sql")
		check(b, os.WriteFile(file, []byte(script), 0o600))
		c := exec.Command(psql, "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", p.url, "-f", file)
		began := time.Now()
		out, err := c.CombinedOutput()
		if err != nil {
			b.Fatalf("psql: %v\n%s", err, out)
		}
		return time.Since(began).Seconds()
	}
	var out, in strings.Builder
	in.WriteString("SET maintenance_work_mem = '256MB';\n")
	for _, t := range tables {
		fmt.Fprintf(&out, "\\copy %s.%s to '%s/%s'\n", schema.Candidate, t, dir, t)
		fmt.Fprintf(&in, "\\copy %s.%s from '%s/%s'\n", schema.Candidate, t, dir, t)
	}
	run(out.String())
	run("SET client_min_messages = error; DROP SCHEMA lollipop_candidate, lollipop_candidate_restricted CASCADE;\n" + tablesSQL + "\nCHECKPOINT;")
	copied := run(in.String())
	constrained := run("SET maintenance_work_mem = '256MB';\n" + keysSQL + referencesSQL + validateSQL)
	b.Logf("psql: copy %.2f s, constraints %.2f s", copied, constrained)
	return copied + constrained
}

// writeEvents writes a 2-transform of half a million children (fewer for few rows) with as many immunisations as
// measurements, and what they refer to; every other table is empty. It returns the tables that have rows.
func writeEvents(b *testing.B, work *ledger.Workspace, set *mappings.Set, rows int) []string {
	b.Helper()
	counts := map[string]int{
		"organisation": 180, "practitioner": 2000, "clinical_code": 5000, "child": min(500_000, rows/2),
		"immunisation": rows / 2, "measurement": rows / 2,
	}
	part, err := work.Begin(ledger.Transform)
	check(b, err)
	content := ledger.Content{Tool: "bench", AsOf: "2025-01-31", Mappings: set.Hashes(), Runs: map[string][][]string{}}
	var filled []string
	for _, t := range set.Tables() {
		n := counts[t.Name]
		if n == 0 {
			continue
		}
		filled = append(filled, t.Name)
		rel := t.Name + "/0.parquet"
		check(b, os.MkdirAll(filepath.Dir(part.Path(rel)), 0o700))
		info := writeTable(b, part.Path(rel), t, n, counts)
		content.Outputs = append(content.Outputs, ledger.File{Path: rel, Rows: info.Rows, Bytes: info.Bytes, SHA256: info.SHA256})
		content.Runs[t.Name] = [][]string{{rel}}
	}
	_, err = part.Complete(b.Context(), content)
	check(b, err)
	return filled
}

func writeTable(b *testing.B, path string, t *mappings.Table, rows int, counts map[string]int) table.Info {
	b.Helper()
	columns := load.Columns(t)
	batch := table.NewBatch(target.Schema(columns), target.BatchRows)
	w, err := table.Create(path, batch.Schema(), table.Options{})
	check(b, err)
	rng := rand.New(rand.NewPCG(1, uint64(rows)))
	for i := range rows {
		for c, col := range t.Columns {
			benchValue(&batch.Vec[c], t, col, i, rows, counts, rng)
		}
		if batch.N++; batch.Full() {
			check(b, w.Write(batch))
			batch.Reset()
		}
	}
	check(b, w.Write(batch))
	info, err := w.Close()
	check(b, err)
	return info
}

// benchValue is a value such as real tables hold: events stand by child, notes are rare.
func benchValue(v *table.Vector, t *mappings.Table, c mappings.TargetColumn, i, rows int, counts map[string]int, rng *rand.Rand) {
	kind := load.Kind(c.Kind)
	switch {
	case c.Name == "child_id":
		v.I64 = append(v.I64, int64(i)*int64(counts["child"])/int64(rows)+1)
	case c.Name == "duplicate_of" || c.Name == "parent_id" || c.Name == "commissioner_id":
		v.I64 = append(v.I64, target.NullInt)
	case c.Kind == mappings.TargetRef:
		v.I64 = append(v.I64, 1+rng.Int64N(int64(counts[c.References])))
	case kind == target.Int:
		v.I64 = append(v.I64, int64(i+1))
	case kind == target.Date:
		v.I32 = append(v.I32, 20000000+int32(rng.IntN(25))*10000+int32(1+rng.IntN(12))*100+int32(1+rng.IntN(28)))
	case kind == target.Bool:
		v.I32 = append(v.I32, 1)
	case kind == target.Decimal:
		v.Text.AppendString(strconv.FormatFloat(float64(rng.IntN(1000))/10, 'f', 1, 64))
	default:
		v.Text.AppendString(benchText(t, c, i, rng))
	}
}

// benchWords are the values of columns that have few.
var benchWords = map[string][]string{
	"status": {"given"}, "kind": {"weight", "height", "head_circumference"}, "unit": {"kg", "cm"},
	"antigens": {"diphtheria+tetanus+pertussis+polio+hib+hepb", "measles+mumps+rubella", "menb"}, "dose": {"1", "2", "3", "B"},
	"occurred_precision": {"YMD"}, "class": {"safety", "ordinary"}, "system": {"snomed"}, "sex": {"M", "F"},
}

func benchText(t *mappings.Table, c mappings.TargetColumn, i int, rng *rand.Rand) string {
	words := benchWords[c.Name]
	switch {
	case t.Name == "child" && c.Name == "status":
		return "active"
	case t.Name == "clinical_code" && c.Name == "kind":
		return "given"
	case words != nil:
		return words[rng.IntN(len(words))]
	case c.Name == "note" && rng.IntN(10) == 0:
		return "seen at clinic, well, no concerns; advice given"
	case c.Null && c.Name != "batch" && c.Name != "nhs_number" && c.Name != "term":
		return ""
	}
	return c.Name[:1] + strconv.Itoa(i%100000)
}
