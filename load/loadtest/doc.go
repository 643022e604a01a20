// Package loadtest is one suite for every target of load, run over the real database, with a writer of small random
// tables that are valid for the target. Other packages that need a loaded target in a test use the writer too.
package loadtest
