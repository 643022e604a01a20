package postgres

import (
	"context"
	"fmt"
)

// Objects names everything that stands in the schema and its restricted twin, sorted: "table child", "column child.id",
// "view x", "trigger x", "rule x". What stands in the twin has "restricted_" before its name.
func (db *DB) Objects(ctx context.Context) ([]string, error) {
	return db.Texts(ctx, fmt.Sprintf(`WITH relation AS (
			SELECT c.oid, c.relkind, CASE n.nspname WHEN '%[2]s' THEN 'restricted_' ELSE '' END || c.relname AS name
			FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
			WHERE n.nspname IN ('%[1]s', '%[2]s') AND c.relkind IN ('r', 'p', 'f', 'v', 'm'))
		SELECT (CASE WHEN relkind IN ('v', 'm') THEN 'view ' ELSE 'table ' END || name) COLLATE "C" FROM relation
		UNION ALL
		SELECT 'column ' || r.name || '.' || a.attname FROM relation r JOIN pg_attribute a ON a.attrelid = r.oid
			WHERE a.attnum > 0 AND NOT a.attisdropped AND r.relkind NOT IN ('v', 'm')
		UNION ALL
		SELECT 'trigger ' || r.name || '.' || t.tgname FROM relation r JOIN pg_trigger t ON t.tgrelid = r.oid WHERE NOT t.tgisinternal
		UNION ALL
		SELECT 'rule ' || r.name || '.' || w.rulename FROM relation r JOIN pg_rewrite w ON w.ev_class = r.oid
			WHERE r.relkind NOT IN ('v', 'm')
		ORDER BY 1`, db.Schema(false), db.Schema(true)))
}
