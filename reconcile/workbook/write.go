package workbook

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"lollipop/internal/ledger"
	"lollipop/reconcile"
)

// File is the name of the workbook.
const File = "report.xlsx"

// Options say how a workbook is written.
type Options struct {
	// Passphrase encrypts it; without one anybody can open it.
	Passphrase string
	// MaxRows and MaxBytes bound a file; above them it is divided by hub.
	MaxRows, MaxBytes int64
}

func (o Options) withDefaults() Options {
	if o.MaxRows <= 0 {
		o.MaxRows = 50_000 // what Excel filters and sorts without a pause on an office computer
	}
	if o.MaxBytes <= 0 {
		o.MaxBytes = 20 << 20 // what a mail system of the health service lets through
	}
	return o
}

// Write renders the report and the listing, which may be nil, into dir and
// answers what it wrote: report.xlsx and, where that would be too large, a file
// for each hub. On error the caller removes what was written.
func Write(ctx context.Context, dir string, rep *reconcile.Report, l *reconcile.Listing, o Options) ([]reconcile.Rendered, error) {
	o = o.withDefaults()
	for {
		files, err := divide(rep, l, o.MaxRows)
		if err != nil {
			return nil, err
		}
		all := make([]reconcile.Rendered, 0, len(files))
		largest := int64(0)
		for _, f := range files {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			rows, bytes, err := f.save(dir, rep, o)
			if err != nil {
				return nil, fmt.Errorf("write %s: %w", f.name, err)
			}
			largest = max(largest, bytes)
			all = append(all, reconcile.Rendered{Path: f.name, Rows: rows, Apart: o.Passphrase != ""})
		}
		if largest <= o.MaxBytes || o.MaxRows < 2 {
			return all, nil
		}
		if o.MaxRows /= 2; len(all) > 0 {
			if err := remove(dir, all); err != nil {
				return nil, err
			}
		}
	}
}

// file is one workbook to write.
type file struct {
	name  string
	lists []*list
	first func(b *book) error // writes the first sheet
}

// save writes a file and answers its rows and bytes.
func (f *file) save(dir string, rep *reconcile.Report, o Options) (rows, bytes int64, err error) {
	b, err := newBook(rep, dir, "Reconciliation of child health records", "Personal data of children")
	if err != nil {
		return 0, 0, err
	}
	defer func() {
		if closed := b.file.Close(); err == nil {
			err = closed
		}
	}()
	if err := f.first(b); err != nil {
		return 0, 0, err
	}
	for _, l := range f.lists {
		if err := b.write(l); err != nil {
			return 0, 0, err
		}
	}
	data, err := b.pack()
	if err != nil {
		return 0, 0, err
	}
	if o.Passphrase != "" {
		if data, err = Encrypt(data, o.Passphrase); err != nil {
			return 0, 0, err
		}
	}
	return b.written, int64(len(data)), ledger.WriteFile(filepath.Join(dir, f.name), data)
}

// divide plans the files. Lists about children go to a file for each hub where
// one file would hold too many rows, and a hub's lists to several where need be.
func divide(rep *reconcile.Report, l *reconcile.Listing, most int64) ([]*file, error) {
	if l == nil {
		main := &file{name: File, lists: []*list{checkList(rep), accountList(rep, nil)}}
		main.first = func(b *book) error { return b.readMe(nil, main.lists, nil, nil) }
		return []*file{main}, nil
	}
	service := []*list{practiceList(l.Practices, l.Restricted, l.DueDays)}
	failsafe := failsafeList(l.Failsafe)
	failsafe.note += noMother(l)
	children := []*list{
		childList(l.Children), dueList(l.Due), leftOut(oldList(l.Lists), l.SecretLists), bridgeList(l.Bridge), leftOut(unplanned(l.Plans), l.SecretPlans),
		memberList(l.CoverageChanged), flagList(l.Flags), failsafe, bookingList(l.Bookings), dateList(l.Dates), placeList(l.Places),
	}
	figures := []*list{
		coverageList(l.Coverage), measureList(l.Coverage), areaList(&rep.Coverage, l.AreaNames), areaFullList(&rep.Coverage, l),
		screeningList(l.Screening), waitingList(l.Quarantine), codeList(l.Codes),
	}
	pairs := []*list{duplicateList(l.Duplicates), auditList(l.Audit)}
	ending := []*list{fixList(l.Fixes), checkList(rep), accountList(rep, l.Names)}
	total := int64(0)
	for _, x := range [][]*list{service, children, figures, pairs, ending} {
		for _, one := range x {
			total += int64(len(one.rows))
		}
	}
	main := &file{name: File, lists: slices.Concat(service, children, figures, pairs, ending)}
	if total <= most {
		main.first = func(b *book) error { return b.readMe(l, main.lists, nil, nil) }
		return []*file{main}, nil
	}
	main.lists = slices.Concat(service, figures, ending)
	apart := slices.Concat(children, pairs)
	files := byHub(apart, most)
	var names []string
	for _, f := range files {
		names = append(names, f.name)
	}
	main.first = func(b *book) error { return b.readMe(l, main.lists, apart, names) }
	return append([]*file{main}, files...), nil
}

// byHub divides lists about children: a file for each hub, and a further part
// where one would have too many rows.
func byHub(lists []*list, most int64) (files []*file) {
	var names []string
	rows := map[string][][]row{}
	for i, l := range lists {
		at := l.column("Hub")
		for _, r := range l.rows {
			h, _ := r.values[at].(string)
			if h == "" {
				h = reconcile.NoHub
			}
			if rows[h] == nil {
				names, rows[h] = append(names, h), make([][]row, len(lists))
			}
			rows[h][i] = append(rows[h][i], r)
		}
	}
	for _, h := range sorted(names) {
		for i, f := range cutParts(lists, rows[h], most, "report-"+strings.ReplaceAll(strings.ToLower(h), " ", "-")+".xlsx") {
			f.first = hubPage(h, i+1, f.lists)
			files = append(files, f)
		}
	}
	return files
}

// cutParts divides rows of lists into files of that name, and of further parts.
func cutParts(lists []*list, rows [][]row, most int64, name string) (files []*file) {
	for more := true; more; {
		var f *file
		f, more = cutPart(lists, rows, most)
		if f.name = name; len(files) > 0 {
			f.name = fmt.Sprintf("%s-part-%d.xlsx", strings.TrimSuffix(name, ".xlsx"), len(files)+1)
		}
		files = append(files, f)
	}
	return files
}

// cutPart takes the first rows of a hub's lists, most of them, and leaves the rest.
func cutPart(lists []*list, rows [][]row, most int64) (f *file, more bool) {
	f = &file{}
	left := most
	for i, l := range lists {
		n := min(left, int64(len(rows[i])))
		one := *l
		one.rows, rows[i] = rows[i][:n], rows[i][n:]
		left -= n
		more = more || len(rows[i]) > 0
		f.lists = append(f.lists, &one)
	}
	return f, more
}
