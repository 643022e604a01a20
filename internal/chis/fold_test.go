package chis

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func TestFoldName(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""},
		{"Smith", "SMITH"},
		{"O'Neill", "ONEILL"},
		{"O’Neill", "ONEILL"},
		{"O‘Neill", "ONEILL"},
		{"O`Neill", "ONEILL"},
		{"O´Neill", "ONEILL"},
		{"Oʼneill", "ONEILL"},
		{"Anne-Marie", "ANNEMARIE"},
		{"Anne–Marie", "ANNEMARIE"},
		{"Anne\u2011Marie", "ANNEMARIE"},
		{"Anne\u00a0Marie", "ANNEMARIE"},
		{"Anne Marie ", "ANNEMARIE"},
		{"St. John", "STJOHN"},
		{"Zoë", "ZOE"},
		{"Zoe\u0308", "ZOE"},
		{"\u0308Zoe", "ZOE"},
		{"Siân", "SIAN"},
		{"François", "FRANCOIS"},
		{"Łukasz", "LUKASZ"},
		{"Wałęsa", "WALESA"},
		{"Żaneta Ździebło", "ZANETAZDZIEBLO"},
		{"Øystein Åsen", "OYSTEINASEN"},
		{"Groß", "GROSS"},
		{"GROẞ", "GROSS"},
		{"Æðelþryð", "AEDELTHRYD"},
		{"Œuvre", "OEUVRE"},
		{"Đorđević", "DORDEVIC"},
		{"Işık İnan", "ISIKINAN"},
		{"Ștefan Țepeș", "STEFANTEPES"},
		{"Nguyễn Thị Ánh", "NGUYENTHIANH"},
		{"Ọláyínká", "OLAYINKA"},
		{"Ŵyn Ẁ", "WYNW"},
		{"Gruffudd ap Rhŷs", "GRUFFUDDAPRHYS"},
		{"Twin 1", "TWIN1"},
		{"B/O Smith", "B/OSMITH"},
		{"Иван", "Иван"},
		{"محمد", "محمد"},
		{"Smith\xff", "SMITH\xff"},
		{"A×B÷C", "A×B÷C"},
	}
	for _, tt := range tests {
		if got := string(FoldName(nil, tt.in)); got != tt.want {
			t.Errorf("FoldName(%q) = %q, want %q", tt.in, got, tt.want)
		}
		if got := string(FoldName([]byte("и"), []byte(tt.in))); got != "и"+tt.want {
			t.Errorf("FoldName of bytes after a prefix = %q", got)
		}
	}
}

// Names that differ in a letter stay different.
func TestFoldNameKeepsApart(t *testing.T) {
	pairs := [][2]string{
		{"Иван", "Ивaн"},
		{"Наталия", "Наталий"},
		{"и\u0306", "и"},
		{"محمد", "محمود"},
		{"Twin 1", "Twin 2"},
		{"Smith\xff", "Smith\xfe"},
		{"Smith", "Smith\ufffd"},
		{"Smith\xff", "Smith\ufffd"},
		{"Jon", "John"},
		{"Eng", "Eŋ"},
		{"李", "王"},
		{"Ann/e", "Anne"},
	}
	for _, pair := range pairs {
		if a, b := string(FoldName(nil, pair[0])), string(FoldName(nil, pair[1])); a == b {
			t.Errorf("%q and %q both fold to %q", pair[0], pair[1], a)
		}
	}
}

// Wherever Unicode takes a letter of the tables apart into an ASCII letter and
// accents, the table holds that letter, for both cases.
func TestFoldTableAgainstUnicode(t *testing.T) {
	for _, block := range [][2]rune{{0x00C0, 0x024F}, {0x1E00, 0x1EFF}} {
		for r := block[0]; r <= block[1]; r++ {
			folded := string(FoldName(nil, string(r)))
			base, marks := splitAccents(r)
			if base < utf8.RuneSelf && marks > 0 && folded != strings.ToUpper(string(base)) {
				t.Errorf("%c folds to %q, Unicode has %c", r, folded, base)
			}
			if folded != string(r) && !isASCIIUpper(folded) {
				t.Errorf("%c folds to %q, neither itself nor capitals", r, folded)
			}
			if upper := string(FoldName(nil, string(unicode.ToUpper(r)))); folded != string(r) && upper != folded {
				t.Errorf("%c folds to %q, its capital to %q", r, folded, upper)
			}
		}
	}
}

func splitAccents(r rune) (base rune, marks int) {
	parts := []rune(norm.NFD.String(string(r)))
	return parts[0], len(parts) - 1
}

func isASCIIUpper(text string) bool {
	return strings.Trim(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" && text != ""
}

func TestFoldNameProperties(t *testing.T) {
	letter := rapid.RuneFrom(nil, unicode.Latin, unicode.Cyrillic, unicode.Arabic, unicode.Mn, unicode.Zs, unicode.Pd)
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringOf(letter).Draw(t, "name")
		folded := FoldName(nil, name)
		if again := FoldName(nil, folded); string(again) != string(folded) {
			t.Fatalf("%q folds to %q and then to %q", name, folded, again)
		}
		if !utf8.Valid(folded) {
			t.Fatalf("%q folds to damaged bytes %q", name, folded)
		}
		if dst := FoldName([]byte("before"), []byte(name)); string(dst) != "before"+string(folded) {
			t.Fatalf("appending gives %q", dst)
		}
	})
}

// Composed and decomposed spellings of a Latin name are one.
func TestFoldNameNormalForms(t *testing.T) {
	letter := rapid.Custom(func(t *rapid.T) rune {
		r := rapid.RuneFrom(nil, &unicode.RangeTable{R16: []unicode.Range16{{Lo: 0xC0, Hi: 0x24F, Stride: 1}, {Lo: 0x1E00, Hi: 0x1EFF, Stride: 1}}}).Draw(t, "r")
		if base, _ := splitAccents(r); base >= utf8.RuneSelf {
			return 'a'
		}
		return r
	})
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringOf(letter).Draw(t, "name")
		composed, apart := FoldName(nil, norm.NFC.String(name)), FoldName(nil, norm.NFD.String(name))
		if string(composed) != string(apart) {
			t.Fatalf("%q folds to %q composed and %q apart", name, composed, apart)
		}
	})
}

func FuzzFoldName(f *testing.F) {
	for _, seed := range []string{"O’Neill", "Zoe\u0308", "\xff\xc3", "Иван", "ß"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		folded := FoldName(nil, b)
		if text := FoldName(nil, string(b)); string(text) != string(folded) {
			t.Fatalf("bytes fold to %q, text to %q", folded, text)
		}
		if utf8.Valid(b) && !utf8.Valid(folded) {
			t.Fatalf("%q folds to damaged bytes %q", b, folded)
		}
	})
}
