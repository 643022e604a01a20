package postgres

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"lollipop/internal/target"
)

// Objects names everything that stands in the schema and its restricted twin, sorted: "table child", "column child.id",
// "view x", "trigger x", "rule x"; and what guards its rows: "required child.id" (no NULL), "constraint child.pkey",
// "constraint child.sex_check", "index child_name.child_id", "unique birth.child_id". A constraint that was not held
// against the rows is "unvalidated", an index that cannot be used "invalid", a foreign key whose triggers do not fire
// "disabled". "row-security child" is a table that hides rows from readers, "unlogged child" one that a crash empties. Of a name that begins with its table's the
// rest is given. A boolean or a number needs no check of its values: its type is one, and is named as such. What stands in
// the twin has "restricted_" before its name.
func (db *DB) Objects(ctx context.Context) ([]target.Object, error) {
	lines, err := db.Texts(ctx, fmt.Sprintf(objectsSQL, db.Schema(false), db.Schema(true)))
	objects := make([]target.Object, len(lines))
	for i, line := range lines {
		name, says, _ := strings.Cut(line, "\n")
		objects[i] = target.Object{Name: name, Says: plain(says)}
	}
	return objects, err
}

// objectsSQL gives a line a thing: its name and, below it, its definition.
const objectsSQL = `WITH relation AS (
		SELECT c.oid, c.relkind, c.relname, CASE n.nspname WHEN '%[1]s' THEN '' WHEN '%[2]s' THEN 'restricted_' ELSE n.nspname || '.' END || c.relname AS name,
			n.nspname IN ('%[1]s', '%[2]s') AS here
		FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm')),
	attribute AS (
		SELECT r.name, a.* FROM relation r JOIN pg_attribute a ON a.attrelid = r.oid
		WHERE here AND a.attnum > 0 AND NOT a.attisdropped AND r.relkind NOT IN ('v', 'm')),
	guard AS (
		SELECT r.name, r.relname, k.conname AS own, CASE WHEN k.convalidated THEN 'constraint ' ELSE 'unvalidated ' END AS kind,
			regexp_replace(pg_get_constraintdef(k.oid, true), '^FOREIGN KEY (\(\w+\)) REFERENCES [^(]+(\(\w+\))', '\1 references ' || coalesce(t.name, '') || ' \2') AS says
		FROM relation r JOIN pg_constraint k ON k.conrelid = r.oid LEFT JOIN relation t ON t.oid = k.confrelid
		WHERE r.here AND k.contype IN ('c', 'f', 'p', 'u', 'x')
		UNION ALL
		SELECT r.name, r.relname, c.relname, CASE WHEN NOT i.indisvalid THEN 'invalid ' WHEN i.indisunique THEN 'unique ' ELSE 'index ' END,
			regexp_replace(pg_get_indexdef(i.indexrelid), '^.*? USING btree ', '')
		FROM relation r JOIN pg_index i ON i.indrelid = r.oid JOIN pg_class c ON c.oid = i.indexrelid
		WHERE r.here AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.conrelid = r.oid))
	SELECT (CASE WHEN relkind IN ('v', 'm') THEN 'view ' ELSE 'table ' END || name) COLLATE "C" FROM relation WHERE here
	UNION ALL
	SELECT 'column ' || name || '.' || attname FROM attribute
	UNION ALL
	SELECT 'required ' || name || '.' || attname FROM attribute WHERE attnotnull
	UNION ALL
	SELECT 'constraint ' || name || '.' || attname || '_check' || chr(10) || attname || CASE atttypid WHEN 'boolean'::regtype THEN ' in (0, 1)' ELSE ' <> ''''' END
		FROM attribute WHERE atttypid IN ('boolean'::regtype, 'numeric'::regtype)
	UNION ALL
	SELECT kind || name || '.' || CASE WHEN starts_with(own, relname || '_') THEN substr(own, length(relname) + 2) ELSE own END || chr(10) ||
		coalesce(says, '') FROM guard
	UNION ALL
	SELECT 'trigger ' || r.name || '.' || t.tgname FROM relation r JOIN pg_trigger t ON t.tgrelid = r.oid WHERE here AND NOT t.tgisinternal
	UNION ALL
	SELECT 'rule ' || r.name || '.' || w.rulename FROM relation r JOIN pg_rewrite w ON w.ev_class = r.oid
		WHERE here AND r.relkind NOT IN ('v', 'm')
	UNION ALL
	SELECT 'policy ' || r.name || '.' || p.polname FROM relation r JOIN pg_policy p ON p.polrelid = r.oid WHERE here
	UNION ALL
	SELECT kind || name FROM relation r JOIN pg_class c USING (oid) CROSS JOIN LATERAL (VALUES
		('row-security ', c.relrowsecurity OR c.relforcerowsecurity), ('unlogged ', c.relpersistence <> 'p')) AS is_so (kind, so) WHERE here AND so
	UNION ALL
	SELECT DISTINCT 'disabled ' || r.name || '.' || CASE WHEN starts_with(k.conname, r.relname || '_') THEN substr(k.conname, length(r.relname) + 2) ELSE k.conname END
		FROM relation r JOIN pg_constraint k ON k.conrelid = r.oid JOIN pg_trigger t ON t.tgconstraint = k.oid
		WHERE here AND t.tgisinternal AND t.tgenabled NOT IN ('O', 'A')
	ORDER BY 1`

// forms are definitions as the server writes them, and how target.Object does.
var forms = []struct {
	written *regexp.Regexp
	plain   string
}{
	{regexp.MustCompile(`^PRIMARY KEY (\(\w+\))$`), "$1"},
	{regexp.MustCompile(`^CHECK \((\w+ > 0)\)$`), "$1"},
	{regexp.MustCompile(`^CHECK \((\w+ <> '')::text\)$`), "$1"},
	{regexp.MustCompile(`^CHECK \((\w+) >= ('[^']*')::date AND (\w+) <= ('[^']*')::date\)$`), "$1 between $2 and $4"},
	{regexp.MustCompile(`^CHECK \((\w+) = ('[^']*')::text\)$`), "$1 in ($2)"},
	{regexp.MustCompile(`^CHECK \((\w+) = ANY \(ARRAY\[('[^']*'::text(?:, '[^']*'::text)*)\]\)\)$`), "$1 in ($2)"},
}

func plain(says string) string {
	for _, f := range forms {
		if m := f.written.FindStringSubmatch(says); m != nil && (len(m) < 5 || m[1] == m[3]) {
			return strings.ReplaceAll(f.written.ReplaceAllString(says, f.plain), "'::text", "'")
		}
	}
	return says
}
