// Package codes lists the codes of a rehearsal about which a person has to
// decide, and takes the decisions back into the mapping tables.
//
// A code is listed where an event of the target uses it and it is unmapped,
// ambiguous, repaired of a damaged id, or mapped by a row that nobody has read in
// a source, unless somebody approved it. The list is a file that a clinician
// fills in; what is decided stands in code_review.csv of the folder of tables
// that lollipop.yaml names, and goes along to the next extract.
package codes
