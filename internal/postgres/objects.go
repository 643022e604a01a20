package postgres

import (
	"context"
	"fmt"
)

// Objects names everything that stands in the schema and its restricted twin, sorted: "table child", "column child.id",
// "view x", "trigger x", "rule x"; and what guards its rows: "required child.id" (no NULL), "constraint child.pkey",
// "constraint child.sex_check", "index child_name.child_id", "unique birth.child_id". A constraint that was not held
// against the rows is "unvalidated", an index that cannot be used "invalid". Of a name that begins with its table's the
// rest is given. A boolean or a number needs no check of its values: its type is one, and is named as such. What stands in
// the twin has "restricted_" before its name.
func (db *DB) Objects(ctx context.Context) ([]string, error) {
	return db.Texts(ctx, fmt.Sprintf(`WITH relation AS (
			SELECT c.oid, c.relkind, c.relname, CASE n.nspname WHEN '%[2]s' THEN 'restricted_' ELSE '' END || c.relname AS name
			FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
			WHERE n.nspname IN ('%[1]s', '%[2]s') AND c.relkind IN ('r', 'p', 'f', 'v', 'm')),
		attribute AS (
			SELECT r.name, a.* FROM relation r JOIN pg_attribute a ON a.attrelid = r.oid
			WHERE a.attnum > 0 AND NOT a.attisdropped AND r.relkind NOT IN ('v', 'm')),
		guard AS (
			SELECT r.name, r.relname, k.conname AS own, CASE WHEN k.convalidated THEN 'constraint ' ELSE 'unvalidated ' END AS kind
			FROM relation r JOIN pg_constraint k ON k.conrelid = r.oid WHERE k.contype IN ('c', 'f', 'p', 'u', 'x')
			UNION ALL
			SELECT r.name, r.relname, c.relname, CASE WHEN NOT i.indisvalid THEN 'invalid ' WHEN i.indisunique THEN 'unique ' ELSE 'index ' END
			FROM relation r JOIN pg_index i ON i.indrelid = r.oid JOIN pg_class c ON c.oid = i.indexrelid
			WHERE NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.conrelid = r.oid))
		SELECT (CASE WHEN relkind IN ('v', 'm') THEN 'view ' ELSE 'table ' END || name) COLLATE "C" FROM relation
		UNION ALL
		SELECT 'column ' || name || '.' || attname FROM attribute
		UNION ALL
		SELECT 'required ' || name || '.' || attname FROM attribute WHERE attnotnull
		UNION ALL
		SELECT 'constraint ' || name || '.' || attname || '_check' FROM attribute WHERE atttypid IN ('boolean'::regtype, 'numeric'::regtype)
		UNION ALL
		SELECT kind || name || '.' || CASE WHEN starts_with(own, relname || '_') THEN substr(own, length(relname) + 2) ELSE own END FROM guard
		UNION ALL
		SELECT 'trigger ' || r.name || '.' || t.tgname FROM relation r JOIN pg_trigger t ON t.tgrelid = r.oid WHERE NOT t.tgisinternal
		UNION ALL
		SELECT 'rule ' || r.name || '.' || w.rulename FROM relation r JOIN pg_rewrite w ON w.ev_class = r.oid
			WHERE r.relkind NOT IN ('v', 'm')
		ORDER BY 1`, db.Schema(false), db.Schema(true)))
}
