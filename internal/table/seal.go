package table

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"

	"github.com/parquet-go/parquet-go/format"
)

// Pages carry checksums, but Parquet gives its footer none: a flipped bit there could hide a row group or a range of
// keys. The seal is a digest of all that a reader takes from the footer, kept in the file's key-value metadata.
const sealKey = "lollipop.seal"

var errSeal = errors.New("metadata is damaged, or another program wrote the file")

// sum is the digest of f.
func (f *footer) sum() string {
	var b []byte
	for _, c := range f.schema {
		b = append(b, byte(c.Kind))
		b = binary.AppendUvarint(b, uint64(len(c.Name)))
		b = append(b, c.Name...)
	}
	for _, n := range []int{len(f.schema), len(f.groups), int(f.rows)} {
		b = binary.LittleEndian.AppendUint64(b, uint64(n))
	}
	for _, g := range f.groups {
		b = binary.LittleEndian.AppendUint64(b, uint64(g.rows))
		for _, c := range g.chunks {
			b = c.appendTo(b)
		}
	}
	d := sha256.Sum256(b)
	return hex.EncodeToString(d[:16])
}

func (c chunk) appendTo(b []byte) []byte {
	ranged := int64(0)
	if c.ranged {
		ranged = 1
	}
	for _, n := range []int64{int64(c.codec), c.from, c.to, c.rows, c.min, c.max, ranged} {
		b = binary.LittleEndian.AppendUint64(b, uint64(n))
	}
	return b
}

// sealed marshals metadata with its seal: the digest of what a reader makes of it without.
func (w *Writer) sealed(m *format.FileMetaData) ([]byte, error) {
	f, err := parseFooter(w.marshal(m))
	if err != nil {
		return nil, err
	}
	m.KeyValueMetadata = []format.KeyValue{{Key: sealKey, Value: f.sum()}}
	return w.marshal(m), nil
}

// parseSeal takes the seal off one key-value pair, if it is that.
func parseSeal(c *compact, f *footer) {
	var key, value string
	c.fields(func(id int64, typ byte) bool {
		switch {
		case id == 1 && typ == typeBinary:
			key = string(c.bytes())
		case id == 2 && typ == typeBinary:
			value = string(c.bytes())
		default:
			return false
		}
		return true
	})
	if key == sealKey {
		f.seal = value
	}
}
