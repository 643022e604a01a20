package profile

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"lollipop/extract/scan"
	"lollipop/internal/chis"
	"lollipop/mappings"
)

const (
	// mostValues bounds the values counted of a column of fixed words: one with
	// more is none, and its values are withheld.
	mostValues = 200
	// fewest rows must share a value that is shown: what a shifted row puts into
	// a column stays out of sight.
	fewest = 5
	// longestShown is the longest value that can be a word of a fixed list.
	longestShown = 80
	// longestEnd is the number of digits of the longest number that is shown as an
	// end of a range: what is longer may be a telephone or NHS number.
	longestEnd = 4
)

// column gathers what one column of one file holds, for one worker.
type column struct {
	heading string
	kind    mappings.ColumnKind // 0 for a column that no table knows
	show    mappings.Shown

	filled, wrong int64
	longest       int
	distinct      distinct
	values        map[string]*int64 // nil where not shown, or too many
	from, to      end               // of dates and numbers
}

func newColumn(heading string, kind mappings.ColumnKind, show mappings.Shown) column {
	c := column{heading: heading, kind: kind, show: show}
	if show == mappings.ShowValues {
		c.values = map[string]*int64{}
	}
	return c
}

// see counts a value that is not empty.
func (c *column) see(b []byte) {
	c.filled++
	c.longest = max(c.longest, len(b))
	c.distinct.add(hash(b))
	if c.values != nil {
		c.value(b)
	}
	switch c.kind {
	case mappings.KindGUID:
		if !looksGUID(b) {
			c.wrong++
		}
	case mappings.KindCode, mappings.KindInt:
		c.number(b)
	case mappings.KindDecimal:
		c.number(whole(b))
	case mappings.KindDate:
		if d, ok := chis.ParseDate(b); ok {
			c.within(int64(d))
		} else {
			c.wrong++
		}
	case mappings.KindTime:
		if _, ok := chis.ParseTimeOfDay(b); !ok {
			c.wrong++
		}
	case mappings.KindBool:
		if !isBool(b) {
			c.wrong++
		}
	}
}

func (c *column) value(b []byte) {
	if n := c.values[string(b)]; n != nil {
		*n++
		return
	}
	if len(c.values) == mostValues || len(b) > longestShown {
		c.values = nil
		return
	}
	one := int64(1)
	c.values[string(b)] = &one
}

func (c *column) number(b []byte) {
	if n, err := strconv.ParseInt(string(b), 10, 64); err == nil {
		c.within(n)
		return
	}
	c.wrong++
}

// within counts a row's number.
func (c *column) within(n int64) {
	c.from.see(n, 1, n < c.from.n)
	c.to.see(n, 1, n > c.to.n)
}

// end is the least or the greatest number of a column, and how many rows have
// it: none where there is no number.
type end struct{ n, rows int64 }

func (e *end) see(n, rows int64, further bool) {
	switch {
	case e.rows == 0 || further && rows > 0:
		*e = end{n, rows}
	case n == e.n:
		e.rows += rows
	}
}

// whole is a decimal number without what follows the point, which a range does
// not need; a text that is none stays none.
func whole(b []byte) []byte {
	for i, x := range b {
		if x == '.' && i > 0 && i < len(b)-1 {
			for _, d := range b[i+1:] {
				if d < '0' || d > '9' {
					return b
				}
			}
			return b[:i]
		}
	}
	return b
}

// looksGUID says whether a value has the shape of an identifier, with or without
// braces and hyphens.
func looksGUID(b []byte) bool {
	if n := len(b); n == 38 && b[0] == '{' && b[37] == '}' {
		b = b[1:37]
	}
	if len(b) != 36 && len(b) != 32 {
		return false
	}
	for i, x := range b {
		if hyphen := len(b) == 36 && (i == 8 || i == 13 || i == 18 || i == 23); hyphen {
			if x != '-' {
				return false
			}
		} else if !hexDigit[x] {
			return false
		}
	}
	return true
}

var hexDigit = func() (is [256]bool) {
	for _, x := range []byte("0123456789abcdefABCDEF") {
		is[x] = true
	}
	return is
}()

func isBool(b []byte) bool {
	switch len(b) {
	case 1:
		return b[0] == '0' || b[0] == '1'
	case 4:
		return string(b) == "true" || string(b) == "True" || string(b) == "TRUE"
	case 5:
		return string(b) == "false" || string(b) == "False" || string(b) == "FALSE"
	}
	return false
}

// merge adds what another worker saw of the same column.
func (c *column) merge(o *column) {
	c.filled += o.filled
	c.wrong += o.wrong
	c.longest = max(c.longest, o.longest)
	c.distinct.merge(&o.distinct)
	c.from.see(o.from.n, o.from.rows, o.from.n < c.from.n)
	c.to.see(o.to.n, o.to.rows, o.to.n > c.to.n)
	if c.values == nil || o.values == nil {
		c.values = nil
		return
	}
	for text, n := range o.values {
		if have := c.values[text]; have != nil {
			*have += *n
		} else {
			c.values[text] = n
		}
	}
	if len(c.values) > mostValues {
		c.values = nil
	}
}

// result is the column as it is told.
func (c *column) result(rows int64) Column {
	out := Column{Column: c.heading, Rows: rows, Filled: c.filled, Longest: c.longest, Wrong: c.wrong}
	if c.kind != 0 {
		out.Kind = c.kind.String()
	}
	n, exact := c.distinct.count()
	out.Distinct, out.Estimate = n, !exact
	if c.from.rows > 0 {
		out.From, out.To = c.from.shownAs(c.show), c.to.shownAs(c.show)
	}
	for text, n := range c.values {
		if *n < fewest {
			out.Rarer += *n
			continue
		}
		out.Values = append(out.Values, Value{printable(text), *n})
	}
	slices.SortFunc(out.Values, func(a, b Value) int {
		return cmp.Or(cmp.Compare(b.Rows, a.Rows), cmp.Compare(a.Value, b.Value))
	})
	return out
}

// shownAs is an end of a range as far as it may be shown. A number is somebody's
// where only a few rows have it.
func (e end) shownAs(show mappings.Shown) string {
	switch show {
	case mappings.ShowYears:
		return strconv.FormatInt(e.n/10000, 10)
	case mappings.ShowMonths:
		return chis.Date(e.n).String()[:7]
	case mappings.ShowRange:
		text := strconv.FormatInt(e.n, 10)
		if e.rows >= fewest && len(strings.TrimPrefix(text, "-")) <= longestEnd {
			return text
		}
	}
	return ""
}

// printable is a value of whatever encoding as UTF-8.
func printable(text string) string {
	if utf8.ValidString(text) {
		return text
	}
	return string(scan.DecodeWindows1252(nil, []byte(text)))
}
