package table

import (
	"encoding/binary"
	"errors"
	"math/bits"
)

// Dictionary codes stand in Parquet's hybrid of runs and packed bits: a run of one value is a header and the value;
// anything else is packed in groups of eight.

var errCodes = errors.New("malformed dictionary codes")

// minRun is the shortest run that is worth a header of its own and the break in the packed bits.
const minRun = 16

// codeWidth is the number of bits of a code for a dictionary of n values.
func codeWidth(n int) int { return bits.Len(uint(max(n-1, 0))) }

// appendHybrid appends codes, each less than 1<<width.
func appendHybrid(dst []byte, codes []uint32, width int) []byte {
	packed, i := 0, 0 // codes[packed:i] wait to be packed
	for i < len(codes) {
		if run := runLength(codes[i:]); run >= minRun {
			dst = appendPacked(dst, codes[packed:i], width)
			dst = binary.AppendUvarint(dst, uint64(run)<<1)
			for b := 0; b < width; b += 8 {
				dst = append(dst, byte(codes[i]>>b))
			}
			i += run
			packed = i
			continue
		}
		i = min(i+8, len(codes))
	}
	return appendPacked(dst, codes[packed:], width)
}

func runLength(codes []uint32) int {
	n := 1
	for n < len(codes) && codes[n] == codes[0] {
		n++
	}
	return n
}

// appendPacked appends one packed run; its last group is filled up with zeros.
func appendPacked(dst []byte, codes []uint32, width int) []byte {
	if len(codes) == 0 {
		return dst
	}
	groups := (len(codes) + 7) / 8
	dst = binary.AppendUvarint(dst, uint64(groups)<<1|1)
	end := len(dst) + groups*width
	var acc uint64
	var n uint
	for _, c := range codes {
		acc |= uint64(c) << n
		if n += uint(width); n >= 32 {
			dst = binary.LittleEndian.AppendUint32(dst, uint32(acc))
			acc >>= 32
			n -= 32
		}
	}
	for len(dst) < end {
		dst = append(dst, byte(acc))
		acc >>= 8
	}
	return dst
}

// hybrid reads codes off b, of which at least slack bytes after its end may be loaded.
type hybrid struct {
	b     []byte
	width uint
	left  int // codes left of the current run

	run  bool
	code uint32 // of a run
	bit  int    // position in the packed bits
	body []byte // packed bits, with slack
}

// open starts on a page body, whose first byte is the width.
func (h *hybrid) open(body []byte) error {
	if len(body) == 0 || body[0] > 32 {
		return errCodes
	}
	*h = hybrid{b: body[1:], width: uint(body[0])}
	return nil
}

// advance makes sure that codes are left of the current run.
func (h *hybrid) advance() error {
	for h.left == 0 {
		head, n := binary.Uvarint(h.b)
		if n <= 0 || head>>1 == 0 || head>>1 > maxPage {
			return errCodes
		}
		h.b = h.b[n:]
		if head&1 == 1 {
			return h.packedRun(int(head >> 1))
		}
		size := int(h.width+7) / 8
		if size > len(h.b) {
			return errCodes
		}
		h.code = 0
		for i := range size {
			h.code |= uint32(h.b[i]) << (8 * i)
		}
		h.b = h.b[size:]
		h.run, h.left = true, int(head>>1)
	}
	return nil
}

func (h *hybrid) packedRun(groups int) error {
	size := groups * int(h.width)
	if size > len(h.b) {
		return errCodes
	}
	h.body = h.b[: size+slack-8 : size+slack-8] // the page keeps slack bytes
	h.b = h.b[size:]
	h.run, h.left, h.bit = false, groups*8, 0
	return nil
}

// skip passes over n codes.
func (h *hybrid) skip(n int) error {
	for n > 0 {
		if err := h.advance(); err != nil {
			return err
		}
		k := min(n, h.left)
		h.left -= k
		h.bit += k * int(h.width)
		n -= k
	}
	return nil
}

// gather fills dst with the dictionary's values of the next codes.
func gather[T any](h *hybrid, dst, dict []T) error {
	for len(dst) > 0 {
		if err := h.advance(); err != nil {
			return err
		}
		k := min(len(dst), h.left)
		if h.run {
			if int(h.code) >= len(dict) {
				return errCodes
			}
			fill(dst[:k], dict[h.code])
		} else if !unpack(h, dst[:k], dict) {
			return errCodes
		}
		h.left -= k
		dst = dst[k:]
	}
	return nil
}

func fill[T any](dst []T, v T) {
	for i := range dst {
		dst[i] = v
	}
}

// unpack is the inner loop of reading: one load, one shift, one look-up a value.
func unpack[T any](h *hybrid, dst, dict []T) bool {
	mask := uint64(1)<<h.width - 1
	bit, body := h.bit, h.body
	for i := range dst {
		code := binary.LittleEndian.Uint64(body[bit>>3:]) >> (bit & 7) & mask
		if code >= uint64(len(dict)) {
			return false
		}
		dst[i] = dict[code]
		bit += int(h.width)
	}
	h.bit = bit
	return true
}
