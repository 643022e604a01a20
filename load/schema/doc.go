// Package schema writes the SQL of the target's tables from the mappings' target.csv, for both databases: plain files
// that are committed beside the code that runs them and can be read, or run, without it.
//
// Tables are made bare and get their keys, checks and references after the rows, except in SQLite, which can only
// declare them at the start. After a change of target.csv or of this package:
//
//	go generate ./load/schema
//
// A test holds the committed files equal to what this package writes.
package schema

//go:generate go test . -run TestFilesAreThoseOfTheMappings -update
