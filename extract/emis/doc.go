// Package emis knows the layout of EMIS Web bulk extracts: how files are
// named and belong together, what their headers say, and how a record's
// fields become typed cells.
//
// [Find] lists the files of every source under an extracts folder, in file
// order, and refuses what is not a whole set of batches. [Bind] binds the
// header of one file to the columns of its entity by name. A [Reader] then
// types one record after the other into the columns of a batch. Nothing here
// decides what becomes of a row.
//
// The facts come from the published EMIS specifications 5.x to 8.2 and from
// the open-source readers of these files; columns and layouts are tables in
// package mappings.
package emis
