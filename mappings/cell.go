package mappings

import (
	"slices"
	"strconv"
	"strings"

	"lollipop/internal/chis"
)

// filled is the text of a cell that may not be empty.
func (r row) filled(column string) string {
	text := r.text(column)
	if text == "" {
		r.wrong(column, "is empty")
	}
	return text
}

// oneOf is the text of a cell that must be one of the words.
func (r row) oneOf(column string, words ...string) string {
	text := r.text(column)
	if !slices.Contains(words, text) {
		r.unknown(column, words, "%q is none of %s", text, strings.Join(words, ", "))
	}
	return text
}

// flag reads Y or N.
func (r row) flag(column string) bool { return r.oneOf(column, "Y", "N") == "Y" }

// list splits a cell at "|"; empty text is no element.
func (r row) list(column string) []string {
	text := r.text(column)
	if text == "" {
		return nil
	}
	return strings.Split(text, "|")
}

// date reads yyyy-MM-dd, none from an empty cell.
func (r row) date(column string) chis.Date {
	text := r.text(column)
	if text == "" {
		return 0
	}
	d, ok := chis.ParseDate(text)
	if !ok {
		r.wrong(column, "%q is no date of the form yyyy-MM-dd", text)
	}
	return d
}

// span reads two dates of which the first may not be the later.
func (r row) span(from, to string) (chis.Date, chis.Date) {
	first, last := r.date(from), r.date(to)
	if last.Before(first) {
		r.wrong(to, "%s is before %s, which is %s", last, from, first)
	}
	return first, last
}

// antigens reads names joined by "+".
func (r row) antigens(column string) chis.Antigens {
	set, err := chis.ParseAntigens(r.text(column))
	if err != nil {
		r.wrong(column, "%v", err)
		for _, name := range strings.Split(r.text(column), "+") {
			if _, err := chis.ParseAntigens(name); err != nil {
				r.sheet.errors.near(strings.TrimSpace(name), chis.AntigenNames())
				break
			}
		}
	}
	return set
}

// integer reads a whole number, 0 from an empty cell.
func (r row) integer(column string) int64 {
	text := r.text(column)
	if text == "" {
		return 0
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		r.wrong(column, "%q is no whole number", text)
	}
	return n
}

// rate reads a number of at least 0.
func (r row) rate(column string) float64 {
	n, err := strconv.ParseFloat(r.text(column), 64)
	if err != nil || n < 0 {
		r.wrong(column, "%q is no number of 0 or more", r.text(column))
	}
	return n
}
