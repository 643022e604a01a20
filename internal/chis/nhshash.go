package chis

import (
	"crypto/hmac"
	"crypto/sha256"
)

// KeyedHash is the HMAC-SHA-256 of the ten digits: what is kept of the number of
// somebody out of scope, so that a child's record that bears it is recognised.
// It is personal data all the same: who has the key can try every number.
func (n NHSNumber) KeyedHash(key []byte) (hash [sha256.Size]byte) {
	var room [nhsDigits]byte
	mac := hmac.New(sha256.New, key)
	mac.Write(n.AppendPlainNHSNumber(room[:0]))
	mac.Sum(hash[:0])
	return hash
}
