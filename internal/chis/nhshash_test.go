package chis

import (
	"encoding/hex"
	"testing"
)

// The value is that of: printf 9995260182 | openssl dgst -sha256 -hmac key
func TestKeyedHash(t *testing.T) {
	n, ok := NHSNumberFromPlainUint64(9995260182)
	if !ok {
		t.Fatal("no number")
	}
	const want = "6a152407ef901c107942f2b1d5c7be684a346cabb0ce8b67e64f4034f613d24c"
	if got := n.KeyedHash([]byte("key")); hex.EncodeToString(got[:]) != want {
		t.Errorf("got %x", got)
	}
	if n.KeyedHash([]byte("key")) == n.KeyedHash([]byte("another")) {
		t.Error("the key changes nothing")
	}
}
