package scan

import (
	"errors"
	"fmt"
)

// What Run returns, wrapped, where a file cannot be surveyed at all. Other
// errors of Run are those of the reader and of the context.
var (
	// ErrEmpty: no bytes, or nothing but a byte order mark and empty lines.
	ErrEmpty = errors.New("file has no header")
	// ErrUTF16: the file is UTF-16, by its byte order mark or by NUL bytes in
	// the header.
	ErrUTF16 = errors.New("file is UTF-16, not UTF-8 or Windows-1252")
	// ErrHeader: the header has a quote error, is too long, or has too many
	// columns.
	ErrHeader = errors.New("header is unreadable")
)

// ChangedError says that the bytes are not those that the survey saw.
type ChangedError struct {
	Offset int64 // first byte known to be out of place, or the chunk's end
	Detail string
}

func (e *ChangedError) Error() string {
	return fmt.Sprintf("file changed while it was read: offset %d: %s", e.Offset, e.Detail)
}
