// Package dedupe finds the records of one person in a table of persons: any CSV
// file, with whatever of name, birth date, address and numbers it has. The
// matching is that of the migration (package match); this package reads the table
// and writes who is whom.
package dedupe
