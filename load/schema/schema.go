package schema

import (
	"fmt"
	"strings"

	"lollipop/mappings"
)

// Files returns the SQL files of one database by their names, which begin with the number of their turn. In those with
// sections, "-- section NAME" begins what can be run by itself, at once with the other sections.
type Files map[string]string

// Section is one part of a file.
type Section struct {
	Name string
	SQL  string
}

const sectionMark = "-- section "

// Sections cuts a file at its section marks. What stands before the first is left out.
func Sections(file string) []Section {
	var list []Section
	for _, part := range strings.Split("\n"+file, "\n"+sectionMark)[1:] {
		name, sql, _ := strings.Cut(part, "\n")
		list = append(list, Section{Name: strings.TrimSpace(name), SQL: sql})
	}
	return list
}

// twins calls on for every table and then, where it has one, its restricted twin.
func twins(set *mappings.Set, on func(t *mappings.Table, restricted bool)) {
	for _, t := range set.Tables() {
		on(t, false)
		if t.Twin {
			on(t, true)
		}
	}
}

// references lists the columns of a table that a foreign key is declared for. A twin refers to tables without a twin
// only: its child may stand in the open table or in the restricted one (see the file of verifications).
func references(set *mappings.Set, t *mappings.Table, restricted bool) []mappings.TargetColumn {
	var list []mappings.TargetColumn
	for _, c := range t.Columns {
		if c.References != "" && (!restricted || !set.Table(c.References).Twin) {
			list = append(list, c)
		}
	}
	return list
}

func has(t *mappings.Table, column string) bool { return t.Column(column) >= 0 }

// unique reports that a child has at most one row in the table.
func unique(t *mappings.Table) bool { return t.Name == "birth" }

// name is the name of a table in SQLite, where one schema holds both.
func name(t *mappings.Table, restricted bool) string {
	if restricted {
		return "restricted_" + t.Name
	}
	return t.Name
}

// comment is what a column's comment says: what it is and where it comes from.
func comment(c mappings.TargetColumn) string {
	switch {
	case c.DerivedFrom == "":
		return c.Comment
	case c.Comment == "":
		return "from " + c.DerivedFrom
	}
	return c.Comment + " (from " + c.DerivedFrom + ")"
}

// queries writes what must find nothing once the rows are there: each section is one query that counts. table names a
// table in the words of the database.
func queries(set *mappings.Set, table func(t *mappings.Table, restricted bool) string) string {
	var b strings.Builder
	b.WriteString("-- Each query counts what must not be there. A row of a restricted table belongs to a child of the\n" +
		"-- open table or of the restricted one, so that no foreign key can hold it.\n")
	child := set.Table("child")
	for _, t := range set.Tables() {
		if !t.Twin {
			continue
		}
		fmt.Fprintf(&b, "\n%s%s id in the open and the restricted table\nSELECT count(*) FROM %s r JOIN %s o ON o.id = r.id;\n",
			sectionMark, t.Name, table(t, true), table(t, false))
		if has(t, "child_id") {
			fmt.Fprintf(&b, "\n%srestricted %s without its child\nSELECT count(*) FROM %s r\n"+
				"\tWHERE NOT EXISTS (SELECT 1 FROM %s c WHERE c.id = r.child_id)\n"+
				"\tAND NOT EXISTS (SELECT 1 FROM %s c WHERE c.id = r.child_id);\n",
				sectionMark, t.Name, table(t, true), table(child, true), table(child, false))
		}
	}
	return b.String()
}
