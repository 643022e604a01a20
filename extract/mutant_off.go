//go:build !mutant

package extract

import "lollipop/internal/table"

// mutateBatch does nothing. With the build tag "mutant" it changes what is
// about to be written to the table of that name, so that reconciliation can be
// tried on an extract that is wrong.
func mutateBatch(string, *table.Batch) {}

// mutateVerdict returns v. With the build tag "mutant" it may give the last
// row of a batch another fate.
func mutateVerdict(_ string, _ *table.Batch, v verdict) verdict { return v }
