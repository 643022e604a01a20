// Package match finds which records of persons are one person, by a score.
//
// A Pool holds the records: names and texts once, a record in 72 bytes. Its
// pure parts are Keys (under which keys a record is looked for, given the keys
// that are too large), CompareBlock (the pairs of one key, each in the first
// key that it shares), Levels (how the fields of a pair agree), Model.Score (what
// that says) and ClusterComponent (which records become one). Find runs all of
// them over a pool with any number of workers and the same result.
//
// A pair is one of three: the same child, another child of the household, or a
// stranger. The score is the binary logarithm of the odds of the first against
// the sum of the others.
//
// What is learnt is learnt from the records: how the fields of one child differ
// from pairs that share a valid NHS number, how those of strangers agree from
// pairs drawn at random, and where no number says who is who, by expectation and
// maximisation over the pairs of each blocking rule. Draws and ties depend on what
// the records hold, never on where they stand or what their ids are.
package match
