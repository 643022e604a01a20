// Package archtest holds the tests that keep the shape of the program: which
// package may import which, where each library of others is at home, and the
// habits that a compiler does not hold (no init, no exit but in main, no clock
// and no output below the command line, no function longer than a screen or
// three). It reads every Go file of the module, whatever its build tags.
//
// A new package needs a line in the table of imports_test.go: that line is the
// decision about where it stands.
package archtest
