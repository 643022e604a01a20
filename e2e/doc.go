// Package e2e holds the stages together: its tests generate extracts of which
// the truth is known, run extract, transform, load and reconcile over them in
// one process, and compare what comes out with the truth, row by row. It has no
// code of its own.
//
// What it holds: every planted fault ends where the catalogue says; no two
// people become one child, and no two events one event; what is restricted in a
// source stands in no open place; the same input gives the same bytes for any
// number of workers, and after a run that was cancelled or killed; ids stay from
// one rehearsal to the next; and sums close on extracts that this project did
// not make.
package e2e
