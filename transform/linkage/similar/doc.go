// Package similar says how alike two texts are: Jaro-Winkler for names, one
// slip of the hand for numbers, and a code of how a name sounds.
//
// Implementations of Jaro-Winkler disagree, so ours is stated: characters are
// bytes, of which the first 64 count; two agree where they are no further apart
// than half the longer length, less one; transpositions are halved and rounded
// down; a common beginning of up to four bytes adds a tenth of what is lacking
// each, and only where Jaro alone is above 0.7.
package similar
