// Package console is how the program speaks: what was asked for on standard
// output, everything else (progress, notes, warnings, errors) on standard
// error; for people in plain ASCII, or with --json as one object a line, each
// with a "type". It is the home of the log, progress bar and terminal libraries.
//
// It is handed counts, rule ids, file names and codes of organisations, and
// never a value that identifies a child. Control characters in what it is
// handed are shown escaped, so that no file name can move the cursor.
package console
