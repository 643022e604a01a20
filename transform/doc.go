// Package transform is the second stage: it makes children, their events and
// the lineage of both out of staged rows.
//
// The way of a row: the newest version of each key stands, deletes withdraw
// (versions.go); person records that are one child by a written rule are joined,
// and nothing that a rule forbids (package linkage); live rows are distributed
// over partitions by child (distribute.go); each child is built by itself
// (child.go and the files named for what they build), events that are one are
// merged (package merge), and every target row leaves its lineage (lineage.go).
//
// Peak memory depends on the number of person records and on the largest
// partition, not on the number of events. No result depends on the number of
// workers: ids are given to partitions in their order.
package transform
