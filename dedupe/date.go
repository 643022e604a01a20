package dedupe

import (
	"strings"

	"lollipop/internal/chis"
	"lollipop/transform/linkage/match"
)

// order is how a date of three numbers with the year last is read.
type order uint8

const (
	dayFirst   order = iota // as in the United Kingdom
	monthFirst              // where the file shows that it means it
)

// months by the beginning of their names.
var months = [...]string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}

// parseDate reads a date in any form in which it is plain what is meant: year
// first or last, with any signs between, eight digits in a row, or a month in
// words. Two digits are no year. A year alone, or with its month, is partly known.
func parseDate(text string, as order) (match.PartialDate, bool) {
	if d, ok := chis.ParseDate(text); ok { // most are, and this allocates nothing
		return match.PartialDate(d), true
	}
	parts, ok := dateParts(text)
	if !ok {
		return 0, false
	}
	switch len(parts) {
	case 1:
		return oneNumber(parts[0])
	case 2:
		if len(parts[0].text) == 4 && parts[1].value <= 12 {
			return partial(parts[0].value, parts[1].value)
		}
		if len(parts[1].text) == 4 && parts[0].value <= 12 {
			return partial(parts[1].value, parts[0].value)
		}
		return 0, false
	}
	return threeParts(parts, as)
}

type datePart struct {
	text  string
	value int
	month bool // in words
}

// dateParts cuts a date at whatever is neither letter nor digit. What follows the
// third part is a time of day.
func dateParts(text string) ([]datePart, bool) {
	var parts []datePart
	for i := 0; i < len(text) && len(parts) < 3; {
		if !isDigit(text[i]) && !isLetter(text[i]) {
			i++
			continue
		}
		kind, from := isDigit, i
		if isLetter(text[i]) {
			kind = isLetter
		}
		for i < len(text) && kind(text[i]) {
			i++
		}
		p, ok := readPart(text[from:i])
		if !ok {
			return nil, false
		}
		parts = append(parts, p)
	}
	return parts, len(parts) > 0
}

func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func readPart(text string) (datePart, bool) {
	if isLetter(text[0]) {
		low := strings.ToLower(text)
		for i, m := range months {
			if strings.HasPrefix(low, m) {
				return datePart{text, i + 1, true}, true
			}
		}
		return datePart{}, false
	}
	if len(text) > 8 {
		return datePart{}, false
	}
	n := 0
	for i := range len(text) {
		n = n*10 + int(text[i]-'0')
	}
	return datePart{text: text, value: n}, true
}

// oneNumber is yyyymmdd, ddmmyyyy where that alone is a date, or a year.
func oneNumber(p datePart) (match.PartialDate, bool) {
	switch len(p.text) {
	case 4:
		return partial(p.value, 0)
	case 8:
		if d, ok := full(p.value/10000, p.value/100%100, p.value%100); ok {
			return d, true
		}
		return full(p.value%10000, p.value/10000%100, p.value/1_000_000)
	}
	return 0, false
}

func threeParts(p []datePart, as order) (match.PartialDate, bool) {
	switch {
	case len(p[0].text) == 4 && !p[0].month: // year first
		return full(p[0].value, p[1].value, p[2].value)
	case len(p[2].text) != 4:
		return 0, false
	case p[0].month:
		return full(p[2].value, p[0].value, p[1].value)
	case as == monthFirst && !p[1].month:
		if d, ok := full(p[2].value, p[0].value, p[1].value); ok {
			return d, true
		}
	}
	if d, ok := full(p[2].value, p[1].value, p[0].value); ok {
		return d, true
	}
	if p[1].month || as == monthFirst {
		return 0, false
	}
	return full(p[2].value, p[0].value, p[1].value) // 12/31/2015 can mean one thing only
}

func full(year, month, day int) (match.PartialDate, bool) {
	d, ok := chis.MakeDate(year, month, day)
	return match.PartialDate(d), ok
}

func partial(year, month int) (match.PartialDate, bool) {
	if _, ok := chis.MakeDate(year, max(month, 1), 1); !ok {
		return 0, false
	}
	return match.PartialDate(year*10000 + month*100), true
}
