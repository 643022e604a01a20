package schema

import (
	"fmt"
	"strings"

	"lollipop/mappings"
)

// The schemas of the candidate in PostgreSQL.
const (
	Candidate           = "lollipop_candidate"
	CandidateRestricted = "lollipop_candidate_restricted"
	// Mark begins the comment of a schema that this program made, and may drop.
	Mark = "lollipop candidate:"
)

var postgresTypes = map[mappings.TargetKind]string{
	mappings.TargetID: "bigint", mappings.TargetRef: "bigint", mappings.TargetRow: "bigint", mappings.TargetInt: "bigint",
	mappings.TargetBool: "boolean", mappings.TargetDate: "date", mappings.TargetText: "text", mappings.TargetDecimal: "numeric",
}

// Postgres returns the files for PostgreSQL.
func Postgres(set *mappings.Set) Files {
	var tables, keys, refs, validate strings.Builder
	tables.WriteString("-- The candidate's tables, without keys: those come after the rows.\n" + postgresLedger)
	keys.WriteString("-- Keys, checks and indexes, made after the rows; one scan of a table for its key and one for its checks.\n")
	refs.WriteString("-- Foreign keys, not yet held against the rows: declaring one locks both tables, for a moment.\n")
	validate.WriteString("-- The foreign keys held against the rows: locks no other table, so that many can run at once.\n")
	twins(set, func(t *mappings.Table, restricted bool) {
		postgresTable(&tables, t, restricted)
		postgresKeys(&keys, set, t, restricted)
		postgresReferences(&refs, &validate, set, t, restricted)
	})
	return Files{
		"0001_tables.sql": tables.String(), "0002_keys.sql": keys.String(), "0003_references.sql": refs.String(),
		"0004_validate.sql": validate.String(), "0005_verify.sql": queries(set, qualified),
	}
}

func qualified(t *mappings.Table, restricted bool) string {
	if restricted {
		return CandidateRestricted + "." + t.Name
	}
	return Candidate + "." + t.Name
}

const postgresLedger = `
CREATE SCHEMA ` + Candidate + `;
CREATE SCHEMA ` + CandidateRestricted + `;
COMMENT ON SCHEMA ` + Candidate + ` IS '` + Mark + ` a load under way or waiting to be judged; dropped by the next load';
COMMENT ON SCHEMA ` + CandidateRestricted + ` IS '` + Mark + ` rows of restricted children, and rows restricted by themselves';

CREATE TABLE ` + Candidate + `.load_ledger (
	load_id        integer PRIMARY KEY,
	manifest_root  text,
	transform_root text NOT NULL,
	as_of          date NOT NULL,
	tool_version   text NOT NULL,
	tables         bigint NOT NULL,
	rows           bigint NOT NULL,
	complete       boolean NOT NULL
);
COMMENT ON TABLE ` + Candidate + `.load_ledger IS 'One row a load; complete is set last';
COMMENT ON COLUMN ` + Candidate + `.load_ledger.load_id IS 'Number of the load, on every row that it wrote';
COMMENT ON COLUMN ` + Candidate + `.load_ledger.manifest_root IS 'Root of the load''s manifest; empty until complete';
COMMENT ON COLUMN ` + Candidate + `.load_ledger.transform_root IS 'Root of the manifest of the stage before';
COMMENT ON COLUMN ` + Candidate + `.load_ledger.as_of IS 'Day the run stands on';
COMMENT ON COLUMN ` + Candidate + `.load_ledger.tool_version IS 'Name and version of the program';
COMMENT ON COLUMN ` + Candidate + `.load_ledger.tables IS 'Tables filled, restricted ones included';
COMMENT ON COLUMN ` + Candidate + `.load_ledger.rows IS 'Rows in them';
COMMENT ON COLUMN ` + Candidate + `.load_ledger.complete IS 'Every row is in and every constraint holds';
`

func postgresTable(b *strings.Builder, t *mappings.Table, restricted bool) {
	table := qualified(t, restricted)
	fmt.Fprintf(b, "\nCREATE TABLE %s (\n", table)
	for _, c := range t.Columns {
		def := c.Name + " " + postgresTypes[c.Kind]
		if !c.Null {
			def += " NOT NULL"
		}
		fmt.Fprintf(b, "\t%s,\n", def)
	}
	b.WriteString("\tload_id integer NOT NULL\n);\n")
	for _, c := range t.Columns {
		fmt.Fprintf(b, "COMMENT ON COLUMN %s.%s IS '%s';\n", table, c.Name, strings.ReplaceAll(comment(c), "'", "''"))
	}
	fmt.Fprintf(b, "COMMENT ON COLUMN %s.load_id IS 'Load that wrote the row';\n", table)
}

func postgresKeys(b *strings.Builder, set *mappings.Set, t *mappings.Table, restricted bool) {
	table := qualified(t, restricted)
	fmt.Fprintf(b, "\n%s%s\nALTER TABLE %s ADD CONSTRAINT %s_pkey PRIMARY KEY (id);\n", sectionMark, table, table, t.Name)
	if has(t, "child_id") {
		kind := "INDEX"
		if unique(t) {
			kind = "UNIQUE INDEX"
		}
		fmt.Fprintf(b, "CREATE %s %s_child_id ON %s (child_id);\n", kind, t.Name, table)
	}
	var checks []string
	for _, c := range t.Columns {
		if r := rule(c); r != "" {
			checks = append(checks, fmt.Sprintf("\tADD CONSTRAINT %s_%s_check CHECK (%s)", t.Name, c.Name, r))
		}
	}
	fmt.Fprintf(b, "ALTER TABLE %s\n%s;\n", table, strings.Join(checks, ",\n"))
}

func postgresReferences(add, validate *strings.Builder, set *mappings.Set, t *mappings.Table, restricted bool) {
	columns := references(set, t, restricted)
	if len(columns) == 0 {
		return
	}
	table := qualified(t, restricted)
	var adds, validates []string
	for _, c := range columns {
		key := t.Name + "_" + c.Name + "_fkey"
		adds = append(adds, fmt.Sprintf("\tADD CONSTRAINT %s FOREIGN KEY (%s) REFERENCES %s (id) NOT VALID",
			key, c.Name, qualified(set.Table(c.References), false)))
		validates = append(validates, "\tVALIDATE CONSTRAINT "+key)
	}
	fmt.Fprintf(add, "\nALTER TABLE %s\n%s;\n", table, strings.Join(adds, ",\n"))
	fmt.Fprintf(validate, "\n%s%s\nALTER TABLE %s\n%s;\n", sectionMark, table, table, strings.Join(validates, ",\n"))
}
