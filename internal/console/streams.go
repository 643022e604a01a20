package console

import (
	"io"
	"os"

	"golang.org/x/term"
)

// Streams are the two outputs of a command and what they are connected to.
type Streams struct {
	Out, Err io.Writer
	// OutTerminal and ErrTerminal tell whether a person watches.
	OutTerminal, ErrTerminal bool
}

// SystemStreams are those of the process.
func SystemStreams() Streams {
	return Streams{
		Out: os.Stdout, Err: os.Stderr,
		OutTerminal: isTerminal(os.Stdout), ErrTerminal: isTerminal(os.Stderr),
	}
}

// isTerminal takes a terminal that cannot move its cursor for none.
func isTerminal(f *os.File) bool {
	return term.IsTerminal(int(f.Fd())) && os.Getenv("TERM") != "dumb"
}
