// Package postgres is the place for a candidate in PostgreSQL: a schema of its own for the open tables and one for the
// restricted. The SQL stands in the files 0001_tables.sql and following.
package postgres
