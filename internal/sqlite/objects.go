package sqlite

import "context"

// Objects names everything that stands in the database, sorted: "table child", "column child.id", "view x", "trigger x".
func (db *DB) Objects(ctx context.Context) ([]string, error) {
	return db.Texts(ctx, `SELECT type || ' ' || name FROM sqlite_schema WHERE type IN ('table', 'view', 'trigger') AND name NOT LIKE 'sqlite\_%' ESCAPE '\'
		UNION ALL
		SELECT 'column ' || t.name || '.' || c.name FROM sqlite_schema t, pragma_table_xinfo(t.name) c
			WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\_%' ESCAPE '\'
		ORDER BY 1`)
}
