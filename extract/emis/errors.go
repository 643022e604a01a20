package emis

import (
	"errors"
	"strings"
)

// Why extracts are refused before any work. Each comes wrapped in a *Refusal.
var (
	ErrNoSource    = errors.New("no source folder")           // the extracts folder holds no folder
	ErrNoBatch     = errors.New("folder without a batch")     // a source folder holds no bulk file
	ErrIncomplete  = errors.New("incomplete batch")           // a batch lacks a file type
	ErrTwice       = errors.New("two batches of one name")    // the same range and timestamp, or the same file, twice
	ErrHeader      = errors.New("unusable header")            // a file has no header, a column twice, or lacks one
	ErrEncoding    = errors.New("unusable encoding")          // a file is UTF-16
	ErrArchive     = errors.New("unusable archive")           // a packed file is damaged, hostile or unpacks to too much
	ErrName        = errors.New("bulk file without its name") // it would not be read
	ErrWrapped     = errors.New("file in another wrapping")   // encrypted, packed otherwise than is read, or not wholly there
	ErrNotAFile    = errors.New("not a file")                 // a folder, pipe or device bears a bulk file's name, or may not be read
	ErrDoctype     = errors.New("document type")              // a file of messages has a document type declaration
	ErrTooManyRows = errors.New("too many files or records")  // more than a row id can number
)

// Refusal says why extracts cannot be read: what, where, and what to do next.
// It names files, columns and sources, never a value.
type Refusal struct {
	Reason error  // one of the errors above
	Where  string // folder or file, relative to the extracts folder
	Detail string // empty, or what exactly
	Next   string // what to do about it
}

// Error is one line without the hint.
func (r *Refusal) Error() string {
	parts := []string{r.Reason.Error()}
	for _, s := range []string{r.Where, r.Detail} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, ": ")
}

// Unwrap returns the reason.
func (r *Refusal) Unwrap() error { return r.Reason }

// Hint says what to do next.
func (r *Refusal) Hint() string { return r.Next }

// Usage reports that another folder was meant: nothing was read yet that could be wrong.
func (r *Refusal) Usage() bool {
	return errors.Is(r.Reason, ErrNoSource) || errors.Is(r.Reason, ErrNoBatch)
}
