package sqlite

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strings"

	"lollipop/internal/target"
)

// Objects names everything that stands in the database, sorted: "table child", "column child.id", "view x", "trigger x";
// and what guards its rows: "required child.id" (no NULL), "constraint child.pkey", "constraint child.sex_check",
// "index child_name.child_id", "unique birth.child_id". Of a name that begins with its table's the rest is given.
func (db *DB) Objects(ctx context.Context) ([]target.Object, error) {
	lines, err := db.Texts(ctx, objectsSQL)
	if err != nil {
		return nil, err
	}
	objects := make([]target.Object, len(lines))
	for i, line := range lines {
		objects[i].Name, objects[i].Says, _ = strings.Cut(line, "\n")
	}
	tables, err := db.Texts(ctx, `SELECT name || char(10) || sql FROM sqlite_schema WHERE `+ours)
	for _, text := range tables {
		table, sql, _ := strings.Cut(text, "\n")
		for _, found := range constraintLine.FindAllStringSubmatch(sql, -1) {
			name := "constraint " + table + "." + strings.TrimPrefix(found[1], table+"_")
			objects = append(objects, target.Object{Name: name, Says: plain(found[2])})
		}
	}
	slices.SortFunc(objects, func(a, b target.Object) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Says, b.Says)) })
	return objects, err
}

const ours = `type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'`

// objectsSQL gives a line a thing: its name and, of a key or an index, below it its columns. What follows the columns in
// the statement of an index is a part of what it says.
const objectsSQL = `WITH t AS (SELECT name FROM sqlite_schema WHERE ` + ours + `)
	SELECT type || ' ' || name FROM sqlite_schema WHERE ` + ours + ` OR type IN ('view', 'trigger')
	UNION ALL
	SELECT 'column ' || t.name || '.' || c.name FROM t, pragma_table_xinfo(t.name) c
	UNION ALL
	SELECT 'required ' || t.name || '.' || c.name FROM t, pragma_table_xinfo(t.name) c WHERE c."notnull" = 1
	UNION ALL
	SELECT 'constraint ' || t.name || '.pkey' || char(10) || '(' || group_concat(c.name, ', ' ORDER BY c.pk) || ')'
		FROM t, pragma_table_xinfo(t.name) c WHERE c.pk > 0 GROUP BY t.name
	UNION ALL
	SELECT CASE i."unique" WHEN 1 THEN 'unique ' ELSE 'index ' END || t.name || '.' ||
		CASE WHEN substr(i.name, 1, length(t.name) + 1) = t.name || '_' THEN substr(i.name, length(t.name) + 2) ELSE i.name END ||
		char(10) || substr(s.sql, instr(s.sql, '('))
		FROM t, pragma_index_list(t.name) i JOIN sqlite_schema s ON s.type = 'index' AND s.name = i.name WHERE i.origin = 'c'`

// constraintLine finds the constraints of a table's statement, which no pragma names: each stands on a line of its own.
var constraintLine = regexp.MustCompile(`(?m)^\tCONSTRAINT (\w+) ((?:CHECK|FOREIGN KEY) \(.*?),?$`)

// forms are definitions as the statements of this program have them, and how target.Object does.
var forms = []struct {
	written *regexp.Regexp
	plain   string
}{
	{regexp.MustCompile(`^FOREIGN KEY (\(\w+\)) REFERENCES (\w+ \(\w+\))$`), "$1 references $2"},
	{regexp.MustCompile(`^CHECK \((\w+ (?:> 0|<> ''))\)$`), "$1"},
	{regexp.MustCompile(`^CHECK \((\w+) BETWEEN ('[^']*') AND ('[^']*')\)$`), "$1 between $2 and $3"},
}

// alternative is one value that a check allows.
var alternative = regexp.MustCompile(`^(\w+) = ('[^']*'|[01])$`)

func plain(says string) string {
	for _, f := range forms {
		if f.written.MatchString(says) {
			return f.written.ReplaceAllString(says, f.plain)
		}
	}
	inner, is := strings.CutPrefix(strings.TrimSuffix(says, ")"), "CHECK (")
	if !is {
		return says
	}
	var column string
	var values []string
	for _, one := range strings.Split(inner, " OR ") {
		m := alternative.FindStringSubmatch(one)
		if m == nil || column != "" && m[1] != column {
			return says
		}
		column = m[1]
		values = append(values, m[2])
	}
	return column + " in (" + strings.Join(values, ", ") + ")"
}
