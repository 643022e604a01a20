// Package accuracy says how right a grouping of person records is where the
// truth is known: pairs found and missed, with the interval that chance leaves,
// and what kind of children were wrongly made one. It counts, and never lists
// two records against each other unless they are of one birth: its cost grows
// with the number of records and not with the size of a group, however wrong.
package accuracy
