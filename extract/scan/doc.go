// Package scan reads the CSV of bulk extracts: commas, double quotes, a
// doubled quote as escape, CRLF (or LF) line ends, a header first. It changes
// no byte: a field's CR and LF, a record's offset and length are those of the
// file.
//
// A file is read twice. [Run] surveys it: one pass that hashes the bytes,
// counts the records, divides the file into chunks and finds every damaged
// range. [Survey.Scan] then reads the rows of one chunk; chunks are
// independent of each other, so that several may be read at once. What the
// survey says is what one sequential scan says, for any input and any number
// of workers.
//
// The rules, which hold for both passes:
//
//   - A record starts after the line end of the one before. A completely empty
//     line between records is skipped and is no record (as in encoding/csv).
//   - LF or CRLF ends a record; a CR that is the file's last byte is half a CRLF
//     and ends it too. Any other CR is data.
//   - A quote error is a quote inside an unquoted field, text between a closing
//     quote and the next comma or line end, or the end of the file inside
//     quotes. A record longer than Options.MaxRecord is treated alike.
//   - After an error the scan starts again at the first line end (CRLF, or LF
//     where the header ended in LF) followed by a quote, from which three
//     records, or as many as remain, each have the header's number of fields.
//     Where the header's first name is not quoted, neither need the restart be.
//     The bytes from the start of the broken record to the restart are one
//     damaged record. If there is no restart, the rest of the file is.
//   - Any other row is a row, whatever its number of fields: to compare it with
//     the header is the caller's business.
//
// The search costs time proportional to the file on any input. Seen from one
// byte, two readings that are both alive are either inside quotes and outside,
// or have the same record start, because a line end outside quotes ends a
// record. So at most two record starts, and with three records a candidate at
// most six candidates, are ever being read at one byte; each is tried once.
package scan
