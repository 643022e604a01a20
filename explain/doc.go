// Package explain tells how one child came about: every source row that bears
// one of its keys, with file, line and offset, what became of the row and by
// which rule, what it was merged with, and the target rows it made; and of two
// person records, what was decided about them. It reads the workspace and
// nothing else. It gives no identifying value unless it is asked to, none of a
// restricted record even then, and nothing at all of a protected child.
package explain
