// Package mutants proves that reconciliation sees what it should see.
//
// A mutant is a small mistake that a stage makes in what it is about to write,
// before hashes and manifest, so that nothing but reconcile can notice. The
// functions stand in mutant.go of extract, transform and load, under the build
// tag "mutant"; the variable LOLLIPOP_MUTANT names the one to be. The table
// mutants.csv says of each what it does and which check must catch it. The test
// runs all stages once as they are and once for each mutant, and fails where a
// mutant changes nothing or is not caught by the check that its row names. Where
// the row names a stage, that stage refuses to go on, before reconcile sees it:
//
//	go test -tags mutant ./mutants
package mutants
