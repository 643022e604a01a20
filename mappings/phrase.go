package mappings

import (
	"cmp"
	"slices"
	"strings"
)

// phrases finds phrases of whole words in a term. At each word the longest
// phrase wins and is used up, so that "haemophilus influenzae" never also says
// influenza. The last word of a phrase that ends in * matches any word that
// begins so.
type phrases[T any] struct {
	byFirst map[string][]phrase[T] // first word, the longest first
	stems   []phrase[T]            // phrases of one word that ends in *
}

type phrase[T any] struct {
	words []string
	stem  bool // the last word is the beginning of one
	value T
}

func (p *phrases[T]) add(text string, value T) {
	words, stem := termWords(text), strings.HasSuffix(text, "*")
	if len(words) == 0 {
		return
	}
	one := phrase[T]{words, stem, value}
	if stem && len(words) == 1 {
		p.stems = append(p.stems, one)
		return
	}
	if p.byFirst == nil {
		p.byFirst = map[string][]phrase[T]{}
	}
	list := append(p.byFirst[words[0]], one)
	slices.SortStableFunc(list, func(a, b phrase[T]) int { return cmp.Compare(len(b.words), len(a.words)) })
	p.byFirst[words[0]] = list
}

// starts reports that the phrase stands at the beginning of words.
func (p *phrase[T]) starts(words []string) bool {
	last := len(p.words) - 1
	if last >= len(words) || !slices.Equal(p.words[:last], words[:last]) {
		return false
	}
	return words[last] == p.words[last] || p.stem && strings.HasPrefix(words[last], p.words[last])
}

// find calls found for each phrase in the term, from left to right, until it
// says false.
func (p *phrases[T]) find(term string, found func(T) bool) {
	words := termWords(term)
	for len(words) > 0 {
		match := p.at(words)
		if match == nil {
			words = words[1:]
			continue
		}
		if !found(match.value) {
			return
		}
		words = words[len(match.words):]
	}
}

// at is the phrase that begins with the first of words, nil where none does.
func (p *phrases[T]) at(words []string) *phrase[T] {
	for _, list := range [][]phrase[T]{p.byFirst[words[0]], p.stems} {
		for i := range list {
			if list[i].starts(words) {
				return &list[i]
			}
		}
	}
	return nil
}

// termWords splits a term into its words, lower case; whatever is neither
// letter nor digit stands between words.
func termWords(term string) []string {
	return strings.FieldsFunc(strings.ToLower(term), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r < 0x80
	})
}
