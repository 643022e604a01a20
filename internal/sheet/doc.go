// Package sheet writes plain tables as an Excel workbook: sheets of rows under
// headings that stay in sight, with a filter. Texts are texts, so that no
// spreadsheet rounds a code; the same rows give the same bytes.
//
// The report's workbook needs more and is made by package reconcile/workbook.
package sheet
