package console

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestTable(t *testing.T) {
	table := NewTable("source", "read", "note", "lost")
	table.Row("chis", 10_234_567, "", int64(0))
	table.Row("practices", int64(89), "short\tfile", "")
	table.Row("Ynys Môn")
	want := `source           read  note         lost
---------  ----------  -----------  ----
chis       10,234,567                  0
practices          89  short\tfile
Ynys Môn
`
	if got := table.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestTableOfNoRows(t *testing.T) {
	if got := NewTable("a", "bb").String(); got != "a  bb\n-  --\n" {
		t.Errorf("%q", got)
	}
}

// However wide the cells, each column begins at one place and no line ends in
// blanks.
func TestTableIsAligned(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := NewTable("a", "n", "z")
		rows := rapid.SliceOf(rapid.Int64()).Draw(t, "rows")
		for _, n := range rows {
			table.Row(rapid.StringMatching(`[a-z]{0,9}`).Draw(t, "text"), n, "z")
		}
		lines := strings.Split(strings.TrimSuffix(table.String(), "\n"), "\n")
		if len(lines) != len(rows)+2 {
			t.Fatalf("%d lines", len(lines))
		}
		for _, line := range lines {
			if len(line) != len(lines[0]) || strings.HasSuffix(line, " ") {
				t.Errorf("%q under %q", line, lines[0])
			}
		}
	})
}

func TestCount(t *testing.T) {
	cases := map[int64]string{
		0: "0", 7: "7", 999: "999", 1000: "1,000", 486062: "486,062", 1234567: "1,234,567",
		-1: "-1", -1000: "-1,000", -999: "-999", -1 << 63: "-9,223,372,036,854,775,808",
	}
	for n, want := range cases {
		if got := Count(n); got != want {
			t.Errorf("%d: %q", n, got)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64().Draw(t, "n")
		groups := strings.Split(strings.TrimPrefix(Count(n), "-"), ",")
		if strings.ReplaceAll(Count(n), ",", "") != strconv.FormatInt(n, 10) || len(groups[0]) > 3 {
			t.Errorf("%d: %q", n, Count(n))
		}
		for _, g := range groups[1:] {
			if len(g) != 3 {
				t.Errorf("%d: %q", n, Count(n))
			}
		}
	})
}

func TestSize(t *testing.T) {
	cases := map[int64]string{0: "0 B", 1023: "1023 B", 1536: "1.5 KiB", 1 << 20: "1.0 MiB", 5 << 29: "2.5 GiB", 1 << 40: "1.0 TiB", 1 << 52: "4096.0 TiB"}
	for n, want := range cases {
		if got := Size(n); got != want {
			t.Errorf("%d: %q", n, got)
		}
	}
}

func TestSpan(t *testing.T) {
	cases := map[time.Duration]string{
		-time.Second: "0 s", 0: "0.0 s", 430 * time.Millisecond: "0.4 s", 9940 * time.Millisecond: "9.9 s", 9960 * time.Millisecond: "10 s",
		59 * time.Second: "59 s", 59600 * time.Millisecond: "1 min 00 s", 200 * time.Second: "3 min 20 s",
		2*time.Hour + 5*time.Minute: "2 h 05 min", 100 * time.Hour: "100 h 00 min",
	}
	for d, want := range cases {
		if got := Span(d); got != want {
			t.Errorf("%v: %q, want %q", d, got, want)
		}
	}
}

func TestClean(t *testing.T) {
	cases := map[string]string{
		"": "", "plain": "plain", "Ynys Môn": "Ynys Môn", "a\nb": "a; b", "a\n": "a", "a\x1b[31mb": `a\x1b[31mb`, "a\rb": `a\rb`,
		"a\u202eb": `a\u202eb`, "a\u0085b": `a\u0085b`, "\x00": `\x00`,
	}
	for text, want := range cases {
		if got := clean(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func FuzzClean(f *testing.F) {
	f.Add("a\x1b]0;x\x07")
	f.Fuzz(func(t *testing.T, text string) {
		if i := strings.IndexFunc(clean(text), unsafe); i >= 0 {
			t.Errorf("%q still moves the cursor", clean(text))
		}
	})
}
