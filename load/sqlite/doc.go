// Package sqlite is the place for a candidate in SQLite: a file beside the live one, built without a journal and made
// safe at the end. The SQL stands in the files 0001_tables.sql and following.
package sqlite
