// Package reconcile is the last stage before people decide: it judges what the
// target returns against the extracts, and trusts no stage that came before.
//
// It reads the extracts again with encoding/csv (raw*.go), derives again from
// staged rows and the mapping tables, one row at a time, what every row of the
// target must say (child*.go, want*.go), and takes the decisions of the stages
// before (which rows are one event, which records are one child, what was left
// out) as claims, each of which must satisfy its written rule. Of the stages it
// judges it shares only the mapping tables, the parsers of package chis and the
// codecs.
//
// Work is cut into steps (reconcile.go). Each step serves some checks; an error
// in a step gives those checks the state "error", never "passed", and the other
// steps still run. Rows are distributed over partitions of children, so that
// memory depends on person records and on the largest partition, and not on the
// number of events.
//
// No output holds an identifying value: a break names its check, table, row,
// source row and column, and says of what kind it is.
package reconcile
