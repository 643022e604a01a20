// Package target holds what the two database drivers share, so that load and reconcile can treat them alike: the kinds
// of column a target table has, how each stands in a table.Batch, and the error of a broken constraint.
//
// Both drivers offer the same methods (Table, Exec, Fill, Scan, Count, Close); the stages declare the interface that
// they need of them.
package target
