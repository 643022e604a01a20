//go:build !mutant

package load

import "lollipop/internal/table"

// mutant is true in a build that breaks rows on purpose, so that reconcile can be seen to find it.
const mutant = false

// mutateBatch is where such a build changes a batch of a table just before it is written.
func mutateBatch(string, *table.Batch) {}
