// Package review takes what people decided about pairs of records from the
// workbook into decisions.csv: a line for each decision, named by the keys of the
// sources, so that it holds for every later extract.
package review
