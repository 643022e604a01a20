package schema

import (
	"fmt"
	"strings"

	"lollipop/mappings"
)

var sqliteTypes = map[mappings.TargetKind]string{
	mappings.TargetID: "INTEGER", mappings.TargetRef: "INTEGER", mappings.TargetRow: "INTEGER", mappings.TargetInt: "INTEGER",
	mappings.TargetBool: "INTEGER", mappings.TargetDate: "TEXT", mappings.TargetText: "TEXT", mappings.TargetDecimal: "TEXT",
}

// SQLite returns the files for SQLite.
func SQLite(set *mappings.Set) Files {
	var tables, keys strings.Builder
	tables.WriteString("-- The candidate's tables. Dates are text yyyy-mm-dd, booleans 0 or 1, decimals text as sent.\n" +
		"-- SQLite cannot add a constraint later: they stand here, and foreign keys are checked after the rows.\n" + sqliteLedger)
	keys.WriteString("-- Indexes, made after the rows.\n")
	twins(set, func(t *mappings.Table, restricted bool) {
		sqliteTable(&tables, set, t, restricted)
		if !has(t, "child_id") {
			return
		}
		kind := "INDEX"
		if unique(t) {
			kind = "UNIQUE INDEX"
		}
		table := name(t, restricted)
		fmt.Fprintf(&keys, "\n%s%s\nCREATE %s %s_child_id ON %s (child_id);\n", sectionMark, table, kind, table, table)
	})
	return Files{"0001_tables.sql": tables.String(), "0002_keys.sql": keys.String(), "0003_verify.sql": queries(set, name)}
}

// The ledger also marks the file as ours: application_id is "LOLI".
const sqliteLedger = `
PRAGMA application_id = 0x4C4F4C49;

-- One row a load; complete is set last.
CREATE TABLE load_ledger (
	load_id        INTEGER PRIMARY KEY NOT NULL, -- number of the load, on every row that it wrote
	manifest_root  TEXT,                         -- root of the load's manifest; empty until complete
	transform_root TEXT NOT NULL,                -- root of the manifest of the stage before
	as_of          TEXT NOT NULL,                -- day the run stands on
	tool_version   TEXT NOT NULL,                -- name and version of the program
	tables         INTEGER NOT NULL,             -- tables filled, restricted ones included
	rows           INTEGER NOT NULL,             -- rows in them
	complete       INTEGER NOT NULL,             -- 1 once every row is in and every constraint holds
	CONSTRAINT load_ledger_complete_check CHECK (complete = 0 OR complete = 1)
) STRICT;
`

func sqliteTable(b *strings.Builder, set *mappings.Set, t *mappings.Table, restricted bool) {
	table := name(t, restricted)
	fmt.Fprintf(b, "\nCREATE TABLE %s (\n", table)
	for _, c := range t.Columns {
		def := c.Name + " " + sqliteTypes[c.Kind]
		if c.Kind == mappings.TargetID {
			def += " PRIMARY KEY"
		}
		if !c.Null {
			def += " NOT NULL"
		}
		fmt.Fprintf(b, "\t%s, -- %s\n", def, comment(c))
	}
	b.WriteString("\tload_id INTEGER NOT NULL, -- Load that wrote the row\n")
	var rules []string
	for _, c := range references(set, t, restricted) {
		rules = append(rules, fmt.Sprintf("\tCONSTRAINT %s_%s_fkey FOREIGN KEY (%s) REFERENCES %s (id)", table, c.Name, c.Name, c.References))
	}
	for _, c := range t.Columns {
		if r := sqliteRule(c); r != "" {
			rules = append(rules, fmt.Sprintf("\tCONSTRAINT %s_%s_check CHECK (%s)", table, c.Name, r))
		}
	}
	b.WriteString(strings.Join(rules, ",\n") + "\n) STRICT;\n")
}
