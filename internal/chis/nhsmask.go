package chis

import (
	"fmt"
	"io"
)

// The last two digits let a person tell apart two lines before them; one child
// in a hundred shares them.
const (
	nhsMask = "********"
	nhsNone = "none"
)

// String is the masked form, "********19", or "none".
func (n NHSNumber) String() string {
	if n.IsNone() {
		return nhsNone
	}
	last := n.PlainNHSNumberUint64() % 100
	return nhsMask + string([]byte{byte('0' + last/10), byte('0' + last%10)})
}

// Format writes the masked form whatever the verb and flags.
func (n NHSNumber) Format(state fmt.State, _ rune) { _, _ = io.WriteString(state, n.String()) }

// MarshalText gives the masked form: no text encoding carries the digits.
func (n NHSNumber) MarshalText() ([]byte, error) { return []byte(n.String()), nil }

// MarshalJSON gives the masked form as a string.
func (n NHSNumber) MarshalJSON() ([]byte, error) { return []byte(`"` + n.String() + `"`), nil }
