package workbook

import (
	"crypto/rand"
	"fmt"
	"math/big"
	"strings"
)

// PassphraseLength is how many characters a passphrase has: with 31 signs 118
// bits, more than anybody can try.
const PassphraseLength = 24

// signs are those of a passphrase: none that is taken for another when read out
// or copied by hand.
const signs = "abcdefghjkmnpqrstuvwxyz23456789"

// NewPassphrase makes a passphrase from the system's source of randomness.
func NewPassphrase() (string, error) {
	var b strings.Builder
	for range PassphraseLength {
		n, err := rand.Int(rand.Reader, big.NewInt(int64(len(signs))))
		if err != nil {
			return "", fmt.Errorf("make passphrase: %w", err)
		}
		b.WriteByte(signs[n.Int64()])
	}
	return b.String(), nil
}

// IsPassphrase reports a text that NewPassphrase can have made.
func IsPassphrase(s string) bool {
	return len(s) == PassphraseLength && strings.Trim(s, signs) == ""
}
