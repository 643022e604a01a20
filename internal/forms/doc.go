// Package forms reads the CSV files that the service fills in beside the
// extracts: control.csv, the legacy system's own figures; expected.csv, the
// practices that must be there; trace.csv, what a trace said of numbers;
// postcode_authority.csv, in which local authority a postcode lies.
//
// They are read strictly. A row that cannot be used refuses the file, with line
// and column: a figure that is read wrongly would be worse than none. What a
// file says is for its reader to judge; nothing here knows the extracts.
package forms
