package similar

// sounds are the digits of American Soundex by letter; 0 is not spoken, and 9
// (H and W) does not even part two letters of one sound.
const sounds = "01230129022455012623019202"

// Sound is the Soundex code of a name in ASCII capitals, as a number: the first
// letter and three digits. Texts that do not begin with a letter have the code 0.
func Sound(name string) uint32 {
	if name == "" || name[0] < 'A' || name[0] > 'Z' {
		return 0
	}
	code, length, last := uint32(name[0]), 0, sounds[name[0]-'A']
	for i := 1; i < len(name) && length < 3; i++ {
		if name[i] < 'A' || name[i] > 'Z' {
			continue
		}
		s := sounds[name[i]-'A']
		if s == '9' {
			continue
		}
		if s != '0' && s != last {
			code = code<<4 | uint32(s-'0')
			length++
		}
		last = s
	}
	return code << (4 * (3 - length))
}
