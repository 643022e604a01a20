package near

import "strings"

// Word is the word of known that a misspelling of word most likely meant, ""
// where none is near. The first of known wins a tie.
func Word(word string, known []string) string {
	word = strings.ToLower(word)
	best, least := "", 1+len(word)/2 // half the word wrong is another word
	for _, k := range known {
		if d := distance(word, strings.ToLower(k)); d < least {
			best, least = k, d
		}
	}
	return best
}

// maxWord bounds the cost of a comparison: no key is longer.
const maxWord = 64

// distance is the Levenshtein distance in bytes; texts longer than any key are
// as far away as they are long.
func distance(a, b string) int {
	if len(a) > maxWord || len(b) > maxWord {
		return max(len(a), len(b))
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}
