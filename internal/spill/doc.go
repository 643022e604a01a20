// Package spill keeps binary records in partitions on disk, for work that must see all records of one key together and
// does not fit in memory.
//
// The format is private and its files live no longer than the Store: its owner removes them. Records reach a partition
// through a Sink, one a goroutine, in blocks. Those of one Sink come back in the order in which it took them; how those of
// several are mixed is unspecified, so callers sort.
package spill
