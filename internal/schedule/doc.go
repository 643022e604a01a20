// Package schedule says which immunisations of a child count, which do not and
// why, and when the next falls due, as of a day that the caller names. It is
// pure: rules come in as values (mappings reads them from schedule.csv and
// schedule_course.csv), and nothing is read from a clock or a file. The same
// engine runs over the source's history and over what the target returns, so
// that a child whose next appointment would change is found.
//
// A course is a row of steps that protect against one group of antigens. A dose
// fills the next open step of each course whose antigens it holds; its place in
// the course counts, its product does not. A rule says when a step falls due,
// for whom, how young and how soon after the dose before it may be given, and
// until when it is offered.
package schedule
