package mappings

import (
	"cmp"
	"slices"
	"strings"
)

// phrases finds phrases of whole words in a term. At each word the longest
// phrase wins and is used up, so that "haemophilus influenzae" never also says
// influenza.
type phrases[T any] struct {
	byFirst map[string][]phrase[T] // first word, the longest first
	prefix  []phrase[T]            // one-word phrases that end in *
}

type phrase[T any] struct {
	words []string
	value T
}

// add takes a phrase in; one that ends in * matches any word that begins so.
func (p *phrases[T]) add(text string, value T) {
	if stem, ok := strings.CutSuffix(text, "*"); ok {
		p.prefix = append(p.prefix, phrase[T]{[]string{strings.ToLower(stem)}, value})
		return
	}
	words := termWords(text)
	if len(words) == 0 {
		return
	}
	if p.byFirst == nil {
		p.byFirst = map[string][]phrase[T]{}
	}
	list := append(p.byFirst[words[0]], phrase[T]{words, value})
	slices.SortStableFunc(list, func(a, b phrase[T]) int { return cmp.Compare(len(b.words), len(a.words)) })
	p.byFirst[words[0]] = list
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

func (p *phrases[T]) at(words []string) *phrase[T] {
	list := p.byFirst[words[0]]
	for i := range list {
		if len(list[i].words) <= len(words) && slices.Equal(list[i].words, words[:len(list[i].words)]) {
			return &list[i]
		}
	}
	for i := range p.prefix {
		if strings.HasPrefix(words[0], p.prefix[i].words[0]) {
			return &p.prefix[i]
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
