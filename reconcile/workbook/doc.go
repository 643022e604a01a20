// Package workbook renders a report of reconcile, and the listing beside it, as
// an Excel workbook for data quality leads and clerks: report.xlsx, and where
// that would be too large a file for each hub.
//
// Nothing is worked out here: every figure is one of the report or the listing,
// put into words and colours (words.go). A cell holds a typed value and never a
// formula; dates are dates, identifiers are text. The last two columns of a list
// are the key of the row and a hash of its facts, by which a changed fact is
// noticed when a workbook comes back.
//
// Without a passphrase the bytes depend on nothing but the report and the
// listing. With one the file is encrypted as Excel does it, with random salts.
package workbook
