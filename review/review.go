package review

import (
	"bytes"
	"cmp"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"lollipop/internal/chis"
	"lollipop/internal/forms"
	"lollipop/internal/ledger"
	"lollipop/internal/table"
)

// Decision is what people said of two records of a rehearsal, named by their
// patient rows there.
type Decision struct {
	Where           string // the file and its cell, for messages
	First, Second   int64
	Marks           [2]uint32 // of the keys of the two: whose rows these were
	Same            bool
	Reviewer, Other string
	On              chis.Date
}

// Taken counts what was taken over.
type Taken struct {
	Same      int `json:"same"`
	Different int `json:"different"`
	Known     int `json:"known"` // said before, by the same people
}

// Apply adds decisions, in the order of their days, to those of the file, which may
// not be there yet, and answers its new content: the lines that stood there stay as
// they are. It writes nothing. Decisions that cannot follow what stands there, or
// that contradict each other, are a *RefusedError.
func Apply(ctx context.Context, work *ledger.Workspace, path string, decisions []Decision) (content []byte, done Taken, err error) {
	keys, err := keysOf(ctx, work, decisions)
	if err != nil {
		return nil, done, err
	}
	for _, d := range decisions {
		if keys[d.First].Mark() != d.Marks[0] || keys[d.Second].Mark() != d.Marks[1] {
			return nil, done, &OtherRehearsalError{d.Where}
		}
	}
	content, before, err := standing(path)
	if err != nil {
		return nil, done, err
	}
	decisions = slices.Clone(decisions)
	slices.SortStableFunc(decisions, func(a, b Decision) int { return cmp.Compare(a.On, b.On) })
	buf := bytes.NewBuffer(content)
	w := csv.NewWriter(buf)
	said := map[[2]forms.RecordKey]*Decision{}
	refused := &RefusedError{File: filepath.Base(path)}
	for i := range decisions {
		d := &decisions[i]
		now := forms.Decision{A: keys[d.First], B: keys[d.Second], Same: d.Same, Reviewer: d.Reviewer, Second: d.Other, On: d.On}
		pair := pairOf(now.A, now.B)
		last := before[pair]
		switch other := said[pair]; {
		case other != nil && other.Same != d.Same:
			refused.Mistakes = append(refused.Mistakes, d.Where+": says otherwise than "+other.Where)
			continue
		case !last.Open && last.Same == now.Same && last.Reviewer == now.Reviewer && last.Second == now.Second && last.On == now.On:
			done.Known++
			continue
		case now.On.Before(last.On):
			refused.Mistakes = append(refused.Mistakes, fmt.Sprintf("%s: the pair was decided anew on %s", d.Where, last.On))
			continue
		}
		said[pair], before[pair] = d, now
		if err := w.Write(done.line(&now)); err != nil {
			return nil, done, err
		}
	}
	if len(refused.Mistakes) > 0 {
		return nil, Taken{}, refused
	}
	w.Flush()
	return buf.Bytes(), done, w.Error()
}

// line is a decision as the file has it, counted.
func (t *Taken) line(d *forms.Decision) []string {
	word := forms.DecidedDifferent
	if d.Same {
		word = forms.DecidedSame
		t.Same++
	} else {
		t.Different++
	}
	return []string{
		d.A.Source, d.A.Organisation.String(), d.A.Patient.String(), d.B.Source, d.B.Organisation.String(), d.B.Patient.String(),
		word, d.Reviewer, d.Second, d.On.String(),
	}
}

// RefusedError lists decisions that cannot be taken over, by their cells. Nothing is
// taken over then.
type RefusedError struct {
	File     string
	Mistakes []string
}

func (e *RefusedError) Error() string {
	return fmt.Sprintf("add decisions to %s: %s", e.File, strings.Join(e.Mistakes, "; "))
}

// Hint says what to do next.
func (e *RefusedError) Hint() string {
	return "have the reviewers agree; then clear the decision that no longer holds, or give the one that does a later day"
}

// Usage reports that the caller can mend it.
func (e *RefusedError) Usage() bool { return true }

func pairOf(a, b forms.RecordKey) [2]forms.RecordKey {
	if a.Source > b.Source || a.Source == b.Source && (bytes.Compare(a.Organisation[:], b.Organisation[:]) > 0 ||
		a.Organisation == b.Organisation && bytes.Compare(a.Patient[:], b.Patient[:]) > 0) {
		a, b = b, a
	}
	return [2]forms.RecordKey{a, b}
}

// standing is the file as it is, the header alone where there is none, and what
// counts of it.
func standing(path string) (content []byte, before map[[2]forms.RecordKey]forms.Decision, err error) {
	before = map[[2]forms.RecordKey]forms.Decision{}
	content, err = os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		var buf bytes.Buffer
		w := csv.NewWriter(&buf)
		err = w.Write(forms.DecisionHeader)
		w.Flush()
		return buf.Bytes(), before, err
	}
	if err != nil {
		return nil, nil, err
	}
	list, err := forms.ParseDecisions(filepath.Base(path), content)
	if err != nil {
		return nil, nil, err
	}
	for _, d := range list {
		before[pairOf(d.A, d.B)] = d
	}
	if n := len(content); n > 0 && content[n-1] != '\n' {
		content = append(content, '\n')
	}
	return content, before, nil
}

// OtherRehearsalError says that the rows of a decision are those of other records
// here: the workbook is of another rehearsal.
type OtherRehearsalError struct{ Where string }

func (e *OtherRehearsalError) Error() string {
	return "find the records of the decisions: " + e.Where + " is about other records than stand in those rows"
}

// Hint says what to do next.
func (e *OtherRehearsalError) Hint() string {
	return "name with --work the workspace whose workbook was filled in; where its extracts are gone, hand out the pairs anew with lollipop review export"
}

// Usage reports that the caller can mend it.
func (e *OtherRehearsalError) Usage() bool { return true }

// UnknownRowError says that a decision names a record that the rehearsal does not
// hold: the workbook is of another.
type UnknownRowError struct{ Row int64 }

func (e *UnknownRowError) Error() string {
	return fmt.Sprintf("find the records of the decisions: no patient row %d", e.Row)
}

// Hint says what to do next.
func (e *UnknownRowError) Hint() string {
	return "name with --work the workspace whose workbook was filled in"
}

// Usage reports that the caller can mend it.
func (e *UnknownRowError) Usage() bool { return true }

// keysOf finds the keys of the records that decisions name by patient rows.
func keysOf(ctx context.Context, work *ledger.Workspace, decisions []Decision) (map[int64]forms.RecordKey, error) {
	keys := map[int64]forms.RecordKey{}
	for _, d := range decisions {
		keys[d.First], keys[d.Second] = forms.RecordKey{}, forms.RecordKey{}
	}
	if len(keys) == 0 {
		return keys, nil
	}
	columns := []string{"row_id", "source", "organisation_guid", "patient_guid"}
	err := scan(ctx, work.Path(ledger.Transform, "crosswalk.parquet"), columns, func(b *table.Batch) {
		for i, row := range b.Vec[0].I64 {
			if _, wanted := keys[row]; wanted {
				keys[row] = forms.RecordKey{Source: string(b.Vec[1].Text.At(i)), Organisation: b.Vec[2].GUID[i], Patient: b.Vec[3].GUID[i]}
			}
		}
	})
	if err != nil {
		return nil, err
	}
	var rows []int64
	for row, k := range keys {
		if k.Source == "" {
			rows = append(rows, row)
		}
	}
	if len(rows) > 0 {
		return nil, &UnknownRowError{slices.Min(rows)}
	}
	return keys, nil
}

func scan(ctx context.Context, path string, columns []string, yield func(*table.Batch)) error {
	r, err := table.Open(path, columns...)
	if err != nil {
		return fmt.Errorf("read %s: %w", filepath.Base(path), err)
	}
	defer r.Close()
	b := table.NewBatch(r.Schema(), 4096)
	for ctx.Err() == nil {
		switch err := r.Next(b); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("read %s: %w", filepath.Base(path), err)
		}
		yield(b)
	}
	return ctx.Err()
}
