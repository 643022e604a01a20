// Package profile looks at extracts before anything else is done with them: what
// each column of each file holds, which codes are used and which of them no
// table maps, and how much came from which organisation and year.
//
// Of EMIS Open messages it tells the same of each element by where it stands, and of
// the codes of events. It reads with package scan, every file once surveyed and once in chunks, and
// judges nothing: a bad row is counted, a file that cannot be read is named. It
// needs no configuration and no whole set of batches, and knows files by their
// names or, where those say nothing, by their headers.
//
// Values are shown of the columns that profile_column.csv names, and of no other:
// never a name, number, address, date of birth or free text. The result depends
// on the files and tables alone.
package profile
