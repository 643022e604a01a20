// Package mappings holds the tables that say what things mean: which columns a
// source file has, what a clinical code stands for, how the target's tables
// look, which rules and checks there are. They are data (.csv beside this
// file), embedded in the binary, and a folder of the user's may replace or add
// rows. Load reads them all and refuses a set that contradicts itself: a term
// that names other antigens than its row, a "not done" code that counts as
// given, dates the wrong way round, a reference to nothing. Every such mistake
// is named by file and line.
//
// The source column of a table says where a row comes from. What nobody has
// read in a source is marked "memory, unverified" and may be edited.
package mappings
