package table

import (
	"encoding/binary"
	"math"
	"slices"
)

// extend makes v n values longer; what they are is up to the caller.
func extend[T any](v []T, n int) []T { return slices.Grow(v, n)[:len(v)+n] }

func appendPlain64(dst []int64, body []byte, n int) []int64 {
	dst = extend(dst, n)
	out, body := dst[len(dst)-n:], body[:8*n]
	for i := range out {
		out[i] = int64(binary.LittleEndian.Uint64(body[8*i:]))
	}
	return dst
}

func appendPlain32(dst []int32, body []byte, n int) []int32 {
	dst = extend(dst, n)
	out, body := dst[len(dst)-n:], body[:4*n]
	for i := range out {
		out[i] = int32(binary.LittleEndian.Uint32(body[4*i:]))
	}
	return dst
}

func appendPlainGUID(dst [][16]byte, body []byte, n int) [][16]byte {
	dst = extend(dst, n)
	out, body := dst[len(dst)-n:], body[:16*n]
	for i := range out {
		out[i] = [16]byte(body[16*i:])
	}
	return dst
}

// cutText takes one text with its length prefix off body.
func cutText(body []byte) (text, rest []byte, ok bool) {
	if len(body) < 4 {
		return nil, nil, false
	}
	n := binary.LittleEndian.Uint32(body)
	if uint64(n) > uint64(len(body)-4) {
		return nil, nil, false
	}
	return body[4 : 4+n], body[4+n:], true
}

// appendPlainText adds n texts and returns the rest of body. t must have been started.
func appendPlainText(t *Texts, body []byte, n int) ([]byte, error) {
	if uint64(len(t.Data)+len(body)) > math.MaxUint32 {
		return nil, errText
	}
	for range n {
		text, rest, ok := cutText(body)
		if !ok {
			return nil, errText
		}
		t.Data = append(t.Data, text...)
		t.Off = append(t.Off, uint32(len(t.Data)))
		body = rest
	}
	return body, nil
}

// gatherTexts adds the dictionary's texts of the next n codes. dict.Data ends in slack bytes.
func gatherTexts(h *hybrid, t *Texts, n int, dict *Texts) error {
	t.start()
	for n > 0 {
		if err := h.advance(); err != nil {
			return err
		}
		k := min(n, h.left)
		ok := false
		if h.run {
			ok = repeatText(t, k, dict, h.code)
		} else {
			ok = unpackTexts(h, t, k, dict)
		}
		if !ok {
			return errCodes
		}
		h.left -= k
		n -= k
	}
	return nil
}

// repeatText adds one text of the dictionary n times.
func repeatText(t *Texts, n int, dict *Texts, code uint32) bool {
	if int(code) >= dict.Len() {
		return false
	}
	v := dict.At(int(code))
	if uint64(len(t.Data))+uint64(n)*uint64(len(v)) > math.MaxUint32 {
		return false
	}
	t.Off = extend(t.Off, n)
	off := t.Off[len(t.Off)-n:]
	if len(v) == 0 {
		fill(off, uint32(len(t.Data)))
		return true
	}
	for i := range off {
		t.Data = append(t.Data, v...)
		off[i] = uint32(len(t.Data))
	}
	return true
}

// unpackTexts adds the texts of n packed codes. Short ones are copied as sixteen bytes at once, which is why both
// buffers have slack.
func unpackTexts(h *hybrid, t *Texts, n int, dict *Texts) bool {
	mask := uint64(1)<<h.width - 1
	bit, at := h.bit, len(t.Data)
	t.Off = extend(t.Off, n)
	off := t.Off[len(t.Off)-n:]
	data := t.Data[:cap(t.Data)]
	for i := range off {
		code := binary.LittleEndian.Uint64(h.body[bit>>3:]) >> (bit & 7) & mask
		bit += int(h.width)
		if code+1 >= uint64(len(dict.Off)) {
			return false
		}
		from, to := dict.Off[code], dict.Off[code+1]
		size := int(to - from)
		if len(data)-at < max(size, slack) {
			data = slices.Grow(data[:at], max(size, slack))
			data = data[:cap(data)]
		}
		if size <= slack {
			*(*[slack]byte)(data[at:]) = [slack]byte(dict.Data[from:])
		} else {
			copy(data[at:], dict.Data[from:to])
		}
		at += size
		off[i] = uint32(at)
	}
	h.bit, t.Data = bit, data[:at]
	return uint64(at) <= math.MaxUint32
}
