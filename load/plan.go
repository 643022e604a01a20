package load

import (
	"cmp"
	"fmt"
	"path"
	"slices"

	"lollipop/internal/ledger"
	"lollipop/internal/target"
	"lollipop/mappings"
)

// job is one table to fill.
type job struct {
	table      *mappings.Table
	restricted bool
	name       string // of its folder in 2-transform: restricted_ before the name of a twin
	runs       [][]string
	rows       int64 // by the manifest
}

// plan lists every table of the target and every twin, and the files that hold its rows, as the manifest of transform
// has them. A file of a table that stands in none of its runs would be lost in silence: it is an error.
func plan(set *mappings.Set, m ledger.Manifest) ([]job, error) {
	rows := map[string]int64{} // by file
	found := map[string]int{}  // files, by folder
	for _, f := range m.Content.Outputs {
		rows[f.Path] = f.Rows
		found[path.Dir(f.Path)]++
	}
	var jobs []job
	for _, t := range set.Tables() {
		for _, restricted := range []bool{false, true} {
			if restricted && !t.Twin {
				continue
			}
			j := job{table: t, restricted: restricted, name: t.Name}
			if restricted {
				j.name = "restricted_" + t.Name
			}
			if err := j.files(m.Content.Runs[j.name], rows, found[j.name]); err != nil {
				return nil, err
			}
			jobs = append(jobs, j)
		}
	}
	return jobs, nil
}

// files takes the runs of the manifest and adds up their rows.
func (j *job) files(runs [][]string, rows map[string]int64, want int) error {
	seen := map[string]bool{}
	for _, run := range runs {
		for _, f := range run {
			n, listed := rows[f]
			if !listed || seen[f] || path.Dir(f) != j.name {
				return fmt.Errorf("plan load: the manifest of transform has %s in a run of %s, and not once among its outputs", f, j.name)
			}
			seen[f] = true
			j.rows += n
		}
	}
	if len(seen) != want {
		return fmt.Errorf("plan load: the manifest of transform lists %d files of %s and has %d of them in runs", want, j.name, len(seen))
	}
	j.runs = runs
	return nil
}

// Columns is the table as the drivers know it.
func Columns(t *mappings.Table) []target.Column {
	list := make([]target.Column, len(t.Columns))
	for i, c := range t.Columns {
		list[i] = target.Column{Name: c.Name, Kind: Kind(c.Kind)}
	}
	return list
}

// Kind is the drivers' kind of a column.
func Kind(k mappings.TargetKind) target.Kind {
	switch k {
	case mappings.TargetDate:
		return target.Date
	case mappings.TargetBool:
		return target.Bool
	case mappings.TargetText:
		return target.Text
	case mappings.TargetDecimal:
		return target.Decimal
	default:
		return target.Int
	}
}

// largestFirst orders jobs so that workers end together; tables with equal rows stay in order.
func largestFirst(jobs []job) []job {
	sorted := slices.Clone(jobs)
	slices.SortStableFunc(sorted, func(a, b job) int { return cmp.Compare(b.rows, a.rows) })
	return sorted
}

func totalRows(jobs []job) (n int64) {
	for i := range jobs {
		n += jobs[i].rows
	}
	return n
}
