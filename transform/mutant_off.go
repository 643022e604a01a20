//go:build !mutant

package transform

import "lollipop/internal/table"

// mutateBatch is the seam at which a mutant build damages what is about to be
// written. It does nothing here.
func mutateBatch(string, *table.Batch) {}

// mutated is the seam of the mutants that decide wrongly. It does nothing here.
func mutated(string) bool { return false }
