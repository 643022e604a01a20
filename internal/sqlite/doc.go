// Package sqlite moves table batches into and out of SQLite files, in pure Go. It is the one home of the SQLite driver
// and knows nothing of children.
//
// Rows travel from column vectors to bound parameters and back without a value being boxed. A database under
// construction (Create) runs without a journal: a process that dies leaves a file that is of no use, and whoever finds
// it deletes it. Dates stand as text yyyy-mm-dd, which sorts, reads and works with SQLite's date functions; decimals
// stand as text, so that no digit is lost.
package sqlite
