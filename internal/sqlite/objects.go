package sqlite

import (
	"context"
	"regexp"
	"slices"
	"strings"
)

// Objects names everything that stands in the database, sorted: "table child", "column child.id", "view x", "trigger x";
// and what guards its rows: "required child.id" (no NULL), "constraint child.pkey", "constraint child.sex_check",
// "index child_name.child_id", "unique birth.child_id". Of a name that begins with its table's the rest is given.
func (db *DB) Objects(ctx context.Context) ([]string, error) {
	const ours = `t.type = 'table' AND t.name NOT LIKE 'sqlite\_%' ESCAPE '\'`
	names, err := db.Texts(ctx, `SELECT type || ' ' || name FROM sqlite_schema t WHERE `+ours+` OR type IN ('view', 'trigger')
		UNION ALL
		SELECT 'column ' || t.name || '.' || c.name FROM sqlite_schema t, pragma_table_xinfo(t.name) c WHERE `+ours+`
		UNION ALL
		SELECT 'required ' || t.name || '.' || c.name FROM sqlite_schema t, pragma_table_xinfo(t.name) c WHERE `+ours+` AND c."notnull" = 1
		UNION ALL
		SELECT 'constraint ' || t.name || '.pkey' FROM sqlite_schema t, pragma_table_xinfo(t.name) c WHERE `+ours+` AND c.pk = 1
		UNION ALL
		SELECT CASE i."unique" WHEN 1 THEN 'unique ' ELSE 'index ' END || t.name || '.' ||
			CASE WHEN substr(i.name, 1, length(t.name) + 1) = t.name || '_' THEN substr(i.name, length(t.name) + 2) ELSE i.name END
			FROM sqlite_schema t, pragma_index_list(t.name) i WHERE `+ours+` AND i.origin = 'c'`)
	if err != nil {
		return nil, err
	}
	tables, err := db.Texts(ctx, `SELECT t.name || char(10) || t.sql FROM sqlite_schema t WHERE `+ours)
	for _, text := range tables {
		table, sql, _ := strings.Cut(text, "\n")
		for _, found := range constraintLine.FindAllStringSubmatch(sql, -1) {
			names = append(names, "constraint "+table+"."+strings.TrimPrefix(found[1], table+"_"))
		}
	}
	slices.Sort(names)
	return names, err
}

// constraintLine finds the constraints of a table's statement, which no pragma names:
// each stands on a line of its own.
var constraintLine = regexp.MustCompile(`(?m)^\tCONSTRAINT (\w+) (?:CHECK|FOREIGN KEY) \(`)
