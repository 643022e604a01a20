package match

import (
	"strings"
	"unicode"

	"lollipop/internal/chis"
	"lollipop/transform/linkage/similar"
)

type nameID uint32

// names holds each folded name once, with what is asked of it over and over.
// Name 0 is none.
type names struct {
	byRaw  map[string]nameID // names as they were written
	byText map[string]nameID
	list   []name
}

type name struct {
	text  string // folded, without blanks and hyphens
	hash  uint64
	sound uint32
	short []uint16 // numbers of the groups of short and full forms it belongs to
	parts []nameID // of a name of several words, at least two
}

// maxRaw bounds the memory for spellings that were seen.
const maxRaw = 1 << 18

func newNames() names {
	return names{byRaw: map[string]nameID{}, byText: map[string]nameID{"": 0}, list: make([]name, 1)}
}

// raw is the name of a text as it was written.
func (n *names) raw(text string, tables *Tables) nameID {
	if id, ok := n.byRaw[text]; ok {
		return id
	}
	id := n.folded(words(text), tables)
	if len(n.byRaw) < maxRaw {
		n.byRaw[strings.Clone(text)] = id
	}
	return id
}

// mostWords bounds the work on what stands where a name should, as maxText does: some
// hundred texts of thousands of words each took many seconds.
const mostWords = 64

// words are the folded words of a name.
func words(text string) []string {
	var list []string
	left := maxText
	for w := range strings.FieldsFuncSeq(text, betweenWords) {
		folded := string(chis.FoldName(nil, w))
		if folded = folded[:min(len(folded), left)]; folded != "" {
			list = append(list, folded)
		}
		if left -= len(folded); left == 0 || len(list) == mostWords {
			break
		}
	}
	return list
}

func betweenWords(r rune) bool {
	return r == '-' || (r >= 0x2010 && r <= 0x2015) || unicode.IsSpace(r)
}

func (n *names) folded(words []string, tables *Tables) nameID {
	text := strings.Join(words, "")
	if id, ok := n.byText[text]; ok {
		if len(words) > 1 { // Annemarie may have come before Anne-Marie
			n.split(id, n.partsOf(words, tables))
		}
		return id
	}
	id := nameID(len(n.list))
	n.byText[text] = id
	n.list = append(n.list, name{text: text, hash: hashText(text), sound: similar.Sound(text), short: tables.shortForms[text]})
	if len(words) > 1 {
		n.split(id, n.partsOf(words, tables))
	}
	return id
}

// split gives a name its words. Of two ways in which it is written the one with
// the shorter first word stands, whichever came first.
func (n *names) split(id nameID, parts []nameID) {
	had := n.list[id].parts
	if had == nil || len(n.list[parts[0]].text) < len(n.list[had[0]].text) {
		n.list[id].parts = parts
	}
}

func (n *names) partsOf(words []string, tables *Tables) []nameID {
	parts := make([]nameID, 0, len(words))
	for _, w := range words {
		parts = append(parts, n.folded([]string{w}, tables))
	}
	return parts
}

func (n *names) of(id nameID) *name { return &n.list[id] }
