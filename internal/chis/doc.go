// Package chis holds the words of a child health information service as types:
// the NHS number, the date and how precisely it is known, the GUID of a source
// system, SNOMED CT and Read codes, organisation codes, postcodes, sex and sets
// of antigens. It depends on the standard library alone and holds no tables:
// ranges and code lists are data and are passed in.
//
// Each type is made by a parser that takes the bytes or the string of one
// source field, allocates nothing when it can, and says false where the value
// is not one. A false answer is data, not an error: the caller sets the field
// aside with its original value. The zero value of every type means "none",
// but for TimeOfDay, where midnight is a time and NoTime means none.
//
// NHSNumber prints masked wherever it is printed; see its comment. All
// functions are pure and safe for concurrent use.
package chis
