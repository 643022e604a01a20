package postgres

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"lollipop/internal/ledger"
	"lollipop/internal/postgres/pgtest"
	"lollipop/load"
	"lollipop/load/loadtest"
	"lollipop/load/schema"
	"lollipop/mappings"
)

// What the SQL declares is what target.csv says: tables, columns, types, nullability, comments, keys, references.
func TestTablesAreThoseOfTheMappings(t *testing.T) {
	server := pgtest.Start(t)
	p := place{server, server.Database(t)}
	set, err := mappings.Load()
	check(t, err)
	work, err := ledger.Open(t.TempDir())
	check(t, err)
	defer work.Close()
	loadtest.Synth{Seed: 1, Rows: 1}.Write(t, work, set)
	to := p.Target()
	_, err = load.Run(t.Context(), load.Options{Mappings: set, Work: work, Target: to})
	check(t, err)
	check(t, to.Close())
	db := p.open(t)
	defer db.Close()
	for query, want := range map[string][]string{columnsSQL: wantColumns(set), keysOfSQL: wantKeys(set)} {
		got, err := db.Texts(t.Context(), query)
		check(t, err)
		slices.Sort(want)
		slices.Sort(got)
		for _, line := range got {
			if _, found := slices.BinarySearch(want, line); !found {
				t.Errorf("not in target.csv: %s", line)
			}
		}
		for _, line := range want {
			if _, found := slices.BinarySearch(got, line); !found {
				t.Errorf("not in the database: %s", line)
			}
		}
	}
}

const columnsSQL = `SELECT n.nspname || '.' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull
		|| ' ' || coalesce(col_description(c.oid, a.attnum), '')
	FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
	WHERE n.nspname LIKE 'lollipop_candidate%' AND c.relkind = 'r' AND c.relname <> 'load_ledger' AND a.attnum > 0`

const keysOfSQL = `SELECT conrelid::regclass || ' ' || conname || ' ' || convalidated || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
	WHERE connamespace::regnamespace::text LIKE 'lollipop_candidate%' AND contype IN ('p', 'f') AND conname <> 'load_ledger_pkey'
	UNION ALL SELECT schemaname || '.' || tablename || ' ' || indexname || ' ' || (indexdef LIKE '%UNIQUE%') FROM pg_indexes
	WHERE schemaname LIKE 'lollipop_candidate%' AND indexname NOT LIKE '%_pkey'`

func tables(set *mappings.Set, on func(schemaName string, twin bool, t *mappings.Table)) {
	for _, t := range set.Tables() {
		on(schema.Candidate, false, t)
		if t.Twin {
			on(schema.CandidateRestricted, true, t)
		}
	}
}

func wantColumns(set *mappings.Set) (lines []string) {
	types := map[mappings.TargetKind]string{
		mappings.TargetDate: "date", mappings.TargetBool: "boolean",
		mappings.TargetText: "text", mappings.TargetDecimal: "numeric",
	}
	tables(set, func(s string, _ bool, t *mappings.Table) {
		for _, c := range t.Columns {
			kind := types[c.Kind]
			if kind == "" {
				kind = "bigint"
			}
			says := c.Comment
			if c.DerivedFrom != "" {
				says += " (from " + c.DerivedFrom + ")"
			}
			lines = append(lines, fmt.Sprintf("%s.%s.%s %s %t %s", s, t.Name, c.Name, kind, !c.Null, says))
		}
		lines = append(lines, fmt.Sprintf("%s.%s.load_id integer true Load that wrote the row", s, t.Name))
	})
	return lines
}

func wantKeys(set *mappings.Set) (lines []string) {
	tables(set, func(s string, twin bool, t *mappings.Table) {
		full := s + "." + t.Name
		lines = append(lines, fmt.Sprintf("%s %s_pkey true PRIMARY KEY (id)", full, t.Name))
		for _, c := range t.Columns {
			if c.Kind == mappings.TargetRef && (!twin || !set.Table(c.References).Twin) {
				lines = append(lines, fmt.Sprintf("%s %s_%s_fkey true FOREIGN KEY (%s) REFERENCES %s.%s(id)",
					full, t.Name, c.Name, c.Name, schema.Candidate, c.References))
			}
		}
		if t.Column("child_id") >= 0 {
			lines = append(lines, fmt.Sprintf("%s %s_child_id %t", full, t.Name, t.Name == "birth"))
		}
	})
	return lines
}

// A table without a mark is not ours even where the schemas' names and the ledger's are.
func TestASchemaWithoutOurMarkIsForeign(t *testing.T) {
	server := pgtest.Start(t)
	for name, script := range map[string]string{
		"restricted only":          "CREATE SCHEMA lollipop_candidate_restricted",
		"marked, without a ledger": "CREATE SCHEMA lollipop_candidate; COMMENT ON SCHEMA lollipop_candidate IS '" + schema.Mark + "'",
		"a ledger, without a mark": "CREATE SCHEMA lollipop_candidate CREATE TABLE load_ledger (complete boolean)",
	} {
		p := place{server, server.Database(t)}
		server.Exec(t, p.url, script)
		to := p.Target()
		_, _, err := to.Take(t.Context())
		if err == nil || !strings.Contains(err.Error(), "not made by this program") {
			t.Errorf("%s: %v", name, err)
		}
		check(t, to.Close())
	}
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
