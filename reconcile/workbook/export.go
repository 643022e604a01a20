package workbook

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"lollipop/reconcile"
)

// Source is where the pairs of an export are read from: workbooks that reconcile wrote.
type Source struct {
	Files      []string
	Passphrase string
	Restricted bool // of restricted children: one workbook of the whole service
}

// ExportOptions say how pairs are handed out.
type ExportOptions struct {
	Options
	Reviewers int // of each hub; one where 0
}

// Exported is what an export wrote.
type Exported struct {
	Files []reconcile.Rendered
	Pairs int64
}

// ErrSealed says that a workbook does not open with the passphrase.
var ErrSealed = errors.New("a workbook of the last report does not open")

// ErrNoPairs says that no workbook of the run holds pairs.
var ErrNoPairs = errors.New("no workbook of the last report has a sheet of pairs")

// ExportReview writes the pairs that wait for a person into workbooks of their own, a
// file for each hub and each of so many reviewers, in dir. Rows keep their keys and
// hashes, so that ReadReview takes what comes back. Pairs that have a record in common
// stay with one reviewer; each has a like share of every priority.
func ExportReview(ctx context.Context, dir string, rep *reconcile.Report, from Source, o ExportOptions) (done Exported, err error) {
	o.Options = o.withDefaults()
	all, err := pairsOf(from)
	if err != nil {
		return done, err
	}
	done.Pairs = int64(len(all.rows))
	for _, part := range shares(all, o.Reviewers) {
		for i, f := range cutParts([]*list{all}, [][]row{part.rows}, o.MaxRows, part.name) {
			if err := ctx.Err(); err != nil {
				return done, err
			}
			f.first = reviewPage(part.title, i+1, from.Restricted)
			rows, bytes, err := f.save(dir, rep, o.Options)
			if err != nil {
				return done, fmt.Errorf("write %s: %w", f.name, err)
			}
			done.Files = append(done.Files, reconcile.Rendered{Path: f.name, Rows: rows, Apart: true})
			if bytes > o.MaxBytes && o.MaxRows > 1 {
				if err := remove(dir, done.Files); err != nil {
					return done, err
				}
				o.MaxRows /= 2
				return ExportReview(ctx, dir, rep, from, o)
			}
		}
	}
	return done, nil
}

// pairsOf reads the pairs of workbooks as the list that they were written from.
func pairsOf(from Source) (*list, error) {
	var all *list
	for _, path := range from.Files {
		s, err := readReviewSheet(path, from.Passphrase, from.Restricted)
		var lacks *ReviewError
		if errors.As(err, &lacks) {
			continue // the file of a run that is divided by hub
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrSealed, err)
		}
		if all == nil {
			all = s.like
		}
		for i := range s.rows {
			all.rows = append(all.rows, s.row(i))
		}
	}
	if all == nil {
		return nil, ErrNoPairs
	}
	return all, nil
}

// row is a row as it was written: its facts, and nothing that people filled in.
func (s *reviewSheet) row(i int) row {
	r := row{key: s.key(i)}
	for _, c := range s.like.columns {
		v := s.fact(i, &c)
		switch {
		case c.kind == fill || c.kind == fillDate:
			v = nil
		case c.head == headPriority:
			if at := slices.IndexFunc(priorityWords[:], func(t toned) bool { return t.words == v }); at >= 0 {
				v = priorityWords[at]
			}
		}
		r.values = append(r.values, v)
	}
	return r
}

// reviewShare is what one reviewer has of a hub.
type reviewShare struct {
	name, title string
	rows        []row
}

// shares divides pairs by hub, and those of a hub among the reviewers.
func shares(l *list, reviewers int) (all []reviewShare) {
	at := l.column(headHub)
	byHub := map[string][]row{}
	for _, r := range l.rows {
		hub := wholeService
		if at >= 0 {
			if hub, _ = r.values[at].(string); hub == "" {
				hub = reconcile.NoHub
			}
		}
		byHub[hub] = append(byHub[hub], r)
	}
	for _, hub := range sorted(slices.Collect(maps.Keys(byHub))) {
		name := "review-" + strings.ReplaceAll(strings.ToLower(hub), " ", "-")
		if reviewers <= 1 {
			all = append(all, reviewShare{name + ".xlsx", hub, byHub[hub]})
			continue
		}
		parts := make([][]row, reviewers)
		for i, family := range families(byHub[hub]) {
			parts[i%reviewers] = append(parts[i%reviewers], family...)
		}
		for i, rows := range parts {
			if len(rows) > 0 {
				all = append(all, reviewShare{fmt.Sprintf("%s-reviewer-%d.xlsx", name, i+1), fmt.Sprintf("%s, reviewer %d", hub, i+1), rows})
			}
		}
	}
	return all
}

const wholeService = "restricted"

// families puts rows together that have a record in common, each family where its
// first row stood.
func families(rows []row) (all [][]row) {
	of := map[int64]int{} // the family of a record
	var moved []int       // where a family went that was found to be another's
	root := func(n int) int {
		for moved[n] != n {
			n = moved[n]
		}
		return n
	}
	for _, r := range rows {
		var records [2]int64
		_, _ = fmt.Sscanf(r.key, pairKey, &records[0], &records[1]) // a key that is none stands alone
		family := -1
		for _, id := range records {
			n, known := of[id]
			if !known || id == 0 {
				continue
			}
			if n = root(n); family >= 0 && n != family {
				first, second := min(n, family), max(n, family)
				all[first], all[second] = append(all[first], all[second]...), nil
				moved[second], n = first, first
			}
			family = n
		}
		if family < 0 {
			family = len(all)
			all, moved = append(all, nil), append(moved, family)
		}
		all[family] = append(all[family], r)
		of[records[0]], of[records[1]] = family, family
	}
	return slices.DeleteFunc(all, func(f []row) bool { return len(f) == 0 })
}

// reviewPage writes the first sheet of a file of pairs.
func reviewPage(title string, part int, restricted bool) func(*book) error {
	return func(b *book) error {
		p, err := b.page()
		if err != nil {
			return err
		}
		if part > 1 {
			title = fmt.Sprintf("%s, part %d", title, part)
		}
		p.row(30, p.styled(p.styles.title, "Pairs of records to decide about: "+title))
		p.row(0, p.styled(p.styles.note, "Of the report "+b.rep.RunID+", as of "+spokenDay(b.rep.AsOf)+"."))
		p.section("How to fill it in")
		p.numbered([]string{
			"Fill in the columns on light blue alone: decision, reviewer, second reviewer, day. Every other cell is a fact, and a changed one is refused.",
			"A pair of priority A, and every same child, takes a second person. Leave open what nobody can tell, or say so.",
			"Look at both records where they come from. What agrees and what differs is said in words; it is no advice.",
			"Save the file under its name and give it back. lollipop review apply takes the decisions from it.",
		})
		if restricted {
			p.line("Restricted", "For those alone who look after sensitive children. Protected children are not here: nobody may hold their records against each other.")
		}
		return p.end()
	}
}
