package dedupe

import (
	"bufio"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"lollipop/extract/scan"
	"lollipop/internal/chis"
	"lollipop/internal/config"
	"lollipop/transform/linkage/match"
)

// table is what was read of a file.
type table struct {
	pool  *match.Pool
	ids   ids
	rows  []int32 // of each record, the row, once they are arranged
	byID  []int32 // records in the order of their ids
	bound binding
	dates dates
	// foreign rows hold bytes that are no UTF-8, read as Windows-1252.
	foreign int
}

// dates is how the dates of a file are read, and what they showed.
type dates struct {
	as               order
	dayOver, monOver bool // a day above 12 stands first; stands second
	seen, unreadable int
}

// read reads the table. Where its dates turn out to have the month first, it is
// read once more.
func (o *Options) read(ctx context.Context) (*table, error) {
	t, err := o.readAs(ctx, dayFirst)
	if err != nil {
		return nil, err
	}
	if t.dates.monOver && !t.dates.dayOver {
		t, err = o.readAs(ctx, monthFirst)
	}
	if err == nil && t.dates.unreadable*2 > t.dates.seen {
		err = &TableError{
			File: o.File, Problem: fmt.Sprintf("of %d dates of birth %d cannot be read", t.dates.seen, t.dates.unreadable),
			Next: "write dates as 2015-03-31, 31/03/2015, 31 Mar 2015 or 20150331, or name birth_year, birth_month and birth_day apart",
		}
	}
	return t, err
}

const (
	checkEvery  = 1 << 12
	shortestRow = 40 // bytes, so that a file that begins with short ones claims no memory
)

func (o *Options) readAs(ctx context.Context, as order) (*table, error) {
	f, size, err := o.open()
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // only read
	text, err := o.start(f)
	if err != nil {
		return nil, err
	}
	in := &source{r: text}
	r := csv.NewReader(bufio.NewReaderSize(in, 1<<16))
	r.ReuseRecord = true
	r.FieldsPerRecord = 0
	t := &table{pool: match.NewPool(o.Tables, 0), dates: dates{as: as}}
	header, err := r.Read()
	if err != nil {
		return nil, o.rowError(err, 0, "the file is empty", "a header and a row a person are expected")
	}
	if slices.ContainsFunc(header, func(name string) bool { return strings.Contains(name, "\r") }) { // all rows would be one header
		return nil, &TableError{File: o.File, Line: 1, Problem: "lines end in a carriage return alone", Next: "save it as CSV in UTF-8 with line ends of Windows or Unix"}
	}
	if t.bound, err = o.bind(header); err != nil {
		return nil, err
	}
	return t, o.rows(ctx, r, in, t, size)
}

// rows reads every row after the header.
func (o *Options) rows(ctx context.Context, r *csv.Reader, in *source, t *table, size int64) error {
	reader := newRowReader(t)
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return ctx.Err()
		}
		if err != nil {
			return o.rowError(err, t.ids.len(), "", "")
		}
		in.row = in.given
		if err := reader.add(row, in); err != nil {
			line, _ := r.FieldPos(0)
			return &TableError{File: o.File, Line: line, Problem: err.Error(), Next: mend[err]}
		}
		if t.ids.len() == checkEvery { // the rest is like these, and no row shorter than that: growing would copy over and over
			t.pool.Expect(int(size / max(r.InputOffset()*16/17/checkEvery, shortestRow)))
		}
		if t.ids.len()%checkEvery == 0 {
			o.OnProgress(r.InputOffset(), size, "read")
			if ctx.Err() != nil {
				return ctx.Err()
			}
		}
	}
}

func reason(err error) string {
	var path *os.PathError
	if errors.As(err, &path) {
		return path.Err.Error()
	}
	return err.Error()
}

// rowError names the line of what the CSV reader refused, without its content.
func (o *Options) rowError(err error, before int, empty, next string) error {
	var parse *csv.ParseError
	switch {
	case errors.Is(err, errRowTooLong):
		return &TableError{File: o.File, Problem: fmt.Sprintf("row %d, the header not counted, is longer than 16 MiB", before+1), Next: "look for a quote that nothing closes in that row"}
	case errors.Is(err, io.EOF):
		return &TableError{File: o.File, Problem: empty, Next: next}
	case errors.As(err, &parse) && errors.Is(err, csv.ErrFieldCount):
		return &TableError{File: o.File, Line: parse.Line, Problem: "the row has another number of fields than the header", Next: "a comma or line break inside a field wants quotes around it"}
	case errors.As(err, &parse):
		return &TableError{File: o.File, Line: parse.StartLine, Problem: parse.Err.Error(), Next: "double a quote inside a quoted field, and put quotes around a field that holds one"}
	}
	return fmt.Errorf("read %s: %w", o.File, err)
}

// rowReader makes persons of rows.
type rowReader struct {
	t      *table
	column [columnCount]int
	person match.Person
}

// The columns in the order of config.PersonColumns.
const (
	colID = iota
	colForename
	colMiddle
	colSurname
	colSex
	colBorn
	colYear
	colMonth
	colDay
	colAddress
	colTown
	colPostcode
	colPhone
	colNumber
	colOther
	colOrder
	colOrganisation
	columnCount
)

func newRowReader(t *table) *rowReader {
	r := &rowReader{t: t}
	for i, word := range config.PersonColumns {
		r.column[i] = t.bound[word]
	}
	return r
}

var (
	errNoID = errors.New("the id is empty")
	errNUL  = errors.New("the row holds a NUL byte")
)

// mend says what to do about a row that is refused.
var mend = map[error]string{
	errNoID: "every row needs an id of its own",
	errNUL:  "the file is damaged, or no text: write it anew as CSV in UTF-8",
}

func (r *rowReader) add(row []string, in *source) error {
	if in.nul && slices.ContainsFunc(row, func(field string) bool { return strings.IndexByte(field, 0) >= 0 }) {
		return errNUL
	}
	foreign := false
	get := func(col int) string {
		at := r.column[col]
		if at < 0 {
			return ""
		}
		text := strings.TrimSpace(row[at])
		if in.high && !utf8.ValidString(text) {
			foreign = true
			return string(scan.DecodeWindows1252(nil, []byte(text)))
		}
		return text
	}
	id := strings.TrimSpace(row[r.column[colID]]) // its bytes, whatever they are: they stand in the answer
	if id == "" {
		return errNoID
	}
	r.person = match.Person{
		Forename: get(colForename), Middle: get(colMiddle), Surname: get(colSurname),
		Address: get(colAddress), Town: get(colTown), Postcode: get(colPostcode), Phone: get(colPhone),
		Number: get(colNumber), Other: get(colOther), Organisation: get(colOrganisation),
		Born: r.t.dates.born(get(colBorn), get(colYear), get(colMonth), get(colDay)), Sex: sexOf(get(colSex)),
	}
	if order := get(colOrder); order != "" {
		if n, err := strconv.Atoi(order); err == nil && n > 0 {
			r.person.BirthOrder = n
		}
	}
	if foreign {
		r.t.foreign++
	}
	r.t.ids.add(id)
	r.t.pool.Add(&r.person)
	return nil
}

// born is the date of birth of a row, of one column or of three.
func (d *dates) born(date, year, month, day string) match.PartialDate {
	if date != "" {
		d.seen++
		d.look(date)
		if born, ok := parseDate(date, d.as); ok {
			return born
		}
		d.unreadable++
	}
	if year == "" {
		return 0
	}
	y, errYear := strconv.Atoi(year)
	m, errMonth := strconv.Atoi(month)
	n, errDay := strconv.Atoi(day)
	if errYear == nil && errMonth == nil && errDay == nil {
		if born, ok := full(y, m, n); ok {
			return born
		}
	}
	if errYear != nil {
		return 0
	}
	if errMonth != nil || m > 12 {
		m = 0
	}
	born, _ := partial(y, m)
	return born
}

// look learns from a date in which order the file writes them.
func (d *dates) look(date string) {
	if d.dayOver || len(date) > 3 && isDigit(date[2]) && isDigit(date[3]) {
		return // what could be shown is, or the year stands first
	}
	if p, ok := dateParts(date); ok && len(p) == 3 && len(p[2].text) == 4 && !p[0].month && !p[1].month {
		d.dayOver = d.dayOver || p[0].value > 12
		d.monOver = d.monOver || p[1].value > 12
	}
}

// sexOf reads the letters and words that tables use, and the codes 1 and 2 of
// the NHS data dictionary.
func sexOf(text string) chis.Sex {
	switch {
	case text == "":
		return 0
	case text == "1" || strings.EqualFold(text, "male") || strings.EqualFold(text, "m") || strings.EqualFold(text, "boy"):
		return chis.SexMale
	case text == "2" || strings.EqualFold(text, "female") || strings.EqualFold(text, "f") || strings.EqualFold(text, "girl"):
		return chis.SexFemale
	}
	return 0
}
