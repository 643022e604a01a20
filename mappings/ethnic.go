package mappings

import "strings"

// EthnicCategory is the national category of an ethnic group as a source says it,
// by code or in words, whatever their case and punctuation; "" where no row of
// ethnic_category.csv knows it.
func (s *Set) EthnicCategory(group string) string { return s.ethnic[ethnicWords(group)] }

func ethnicWords(text string) string { return strings.Join(termWords(text), " ") }

func (l *loading) ethnicCategories() {
	l.set.ethnic = map[string]string{}
	for _, r := range l.rows("ethnic_category.csv") {
		words := ethnicWords(r.filled("words"))
		if old, twice := l.set.ethnic[words]; twice || words == "" {
			r.wrong("words", "%q is no word, or says the same as a row of category %q", r.text("words"), old)
		}
		l.set.ethnic[words] = r.oneOf("category", ethnicCategories...)
	}
}

// EthnicNotKnown is the category of a group that nobody knows.
const EthnicNotKnown = "99"

// ethnicCategories are those of the 2001 census, not stated and not known. Source:
// reference/nhs.md section 3.
var ethnicCategories = strings.Fields("A B C D E F G H J K L M N P R S Z 99")
