package load

import "fmt"

// ForeignError means that something stands where the candidate would, which this program did not make. It is never
// dropped.
type ForeignError struct {
	What string // "schema lollipop_candidate", "file work/target.candidate.db"
	Type string // what to type where it may go
}

func (e *ForeignError) Error() string {
	return fmt.Sprintf("take candidate: %s was not made by this program and is left as it is", e.What)
}

// Hint is what to do next.
func (e *ForeignError) Hint() string {
	return fmt.Sprintf("if nobody needs it, type `%s`; or name another --target", e.Type)
}

// CountError means that a table does not hold the rows that it was given.
type CountError struct {
	Table     string
	Want, Got int64
}

func (e *CountError) Error() string {
	return fmt.Sprintf("count rows of %s: the target holds %d, transform made %d", e.Table, e.Got, e.Want)
}
