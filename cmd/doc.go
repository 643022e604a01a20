// Package cmd is the command line: one command a file, and the only place that
// wires stages, drivers and files together. Commands speak on stdout what was
// asked for, everything else on stderr, and end with the exit codes of exit.go.
package cmd
