package chis

// The letters of Latin-1, Latin Extended-A and -B (from U+00C0), and of Latin
// Extended Additional (from U+1E00), each as the ASCII letter that remains
// when its accents or its stroke are taken off: the base letter of the Unicode
// decomposition, and by hand the stroked letters, the dotless i and the long s,
// which have none. '.' keeps the character as it is, '2' stands for two
// letters (twoLetters).
const (
	latinFrom = 0x00C0
	latinFold = "" +
		"AAAAAA2CEEEEIIIIDNOOOOO.OUUUUY22AAAAAA2CEEEEIIIIDNOOOOO.OUUUUY2Y" +
		"AAAAAACCCCCCCCDDDDEEEEEEEEEEGGGGGGGGHHHHIIIIIIIIII22JJKK.LLLLLLL" +
		"LLLNNNNNNN..OOOOOO22RRRRRRSSSSSSSSTTTTTTUUUUUUUUUUUUWWYYYZZZZZZS" +
		".......................I........OO.............UU....ZZ........." +
		".............AAIIOOUUUUUUUUUU.AAAA..GGGGKKOOOO..J...GG..NNAA..OO" +
		"AAAAEEEEIIIIOOOORRRRUUUUSSTT..HH......AAEEOOOOOOOOYY............" +
		"................"

	latinAdditionalFrom = 0x1E00
	latinAdditionalFold = "" +
		"AABBBBBBCCDDDDDDDDDDEEEEEEEEEEFFGGHHHHHHHHHHIIIIKKKKKKLLLLLLLLMM" +
		"MMMMNNNNNNNNOOOOOOOOPPPPRRRRRRRRSSSSSSSSSSTTTTTTTTUUUUUUUUUUVVVV" +
		"WWWWWWWWWWXXXXYYZZZZZZHTWY....2.AAAAAAAAAAAAAAAAAAAAAAAAEEEEEEEE" +
		"EEEEEEEEIIIIOOOOOOOOOOOOOOOOOOOOOOOOUUUUUUUUUUUUUUYYYYYYYY......"
)
