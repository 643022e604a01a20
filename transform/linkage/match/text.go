package match

import "strings"

type textID uint32

// texts holds each text once, in one piece of memory, since there are nearly as
// many addresses as families. Text 0 is none.
type texts struct {
	slots  []textID // by hash, the next free slot where one is taken; 0 is free
	hashes []uint64
	start  []uint32
	all    []byte
}

func newTexts() texts {
	return texts{slots: make([]textID, 1<<10), hashes: []uint64{0}, start: []uint32{0, 0}}
}

// maxText is how many bytes of a text are kept.
const maxText = 255

// id keeps a text.
func (t *texts) id(text []byte) textID {
	if len(text) == 0 {
		return 0
	}
	text = text[:min(len(text), maxText)]
	h := hashText(text)
	at := t.slot(h)
	if id := t.slots[at]; id != 0 {
		return id
	}
	id := textID(len(t.start) - 1)
	t.slots[at] = id
	t.hashes = append(t.hashes, h)
	t.all = append(t.all, text...)
	t.start = append(t.start, uint32(len(t.all)))
	if len(t.hashes)*2 > len(t.slots) {
		t.grow()
	}
	return id
}

// slot is where a hash stands, or would.
func (t *texts) slot(h uint64) uint64 {
	last := uint64(len(t.slots) - 1)
	at := h & last
	for id := t.slots[at]; id != 0 && t.hashes[id] != h; id = t.slots[at] {
		at = (at + 1) & last
	}
	return at
}

func (t *texts) grow() {
	t.slots = make([]textID, 2*len(t.slots))
	for id, h := range t.hashes[1:] {
		t.slots[t.slot(h)] = textID(id + 1)
	}
}

// hash is that of a text, 0 of none.
func (t *texts) hash(id textID) uint64 { return t.hashes[id] }

func (t *texts) at(id textID) []byte { return t.all[t.start[id]:t.start[id+1]] }

// shorter are the words of an address that are written in two ways.
var shorter = map[string]string{
	"STREET": "ST", "ROAD": "RD", "AVENUE": "AVE", "AV": "AVE", "LANE": "LN", "DRIVE": "DR", "CLOSE": "CL", "CRESCENT": "CRES",
	"COURT": "CT", "PLACE": "PL", "TERRACE": "TER", "TERR": "TER", "GARDENS": "GDNS", "GROVE": "GR", "SQUARE": "SQ", "HOUSE": "HSE",
	"APARTMENT": "FLAT", "APT": "FLAT", "UNIT": "FLAT", "SAINT": "ST",
}

// appendAddress appends the letters and digits of an address in capitals, its
// usual words in their short form.
func appendAddress(dst []byte, address string) []byte {
	start := len(dst)
	for i := 0; i <= len(address); i++ {
		if i < len(address) && isWord(address[i]) {
			c := address[i]
			if c >= 'a' && c <= 'z' {
				c -= 'a' - 'A'
			}
			dst = append(dst, c)
			continue
		}
		if s, ok := shorter[string(dst[start:])]; ok {
			dst = append(dst[:start], s...)
		}
		start = len(dst)
	}
	return dst
}

// isWord keeps every byte beyond ASCII: what is not known is not lost.
func isWord(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= 0x80
}

// appendPlain appends the letters and digits of an identifier in capitals.
func appendPlain(dst []byte, text string) []byte {
	for i := range len(text) {
		if c := text[i]; isWord(c) {
			dst = append(dst, strings.ToUpper(text[i : i+1])[0])
		}
	}
	return dst
}
