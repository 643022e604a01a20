package review

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"lollipop/internal/chis"
	"lollipop/internal/forms"
	"lollipop/internal/ledger"
	"lollipop/internal/table"
)

// Decision is what people said of two records of a rehearsal, named by their
// patient rows there.
type Decision struct {
	First, Second   int64
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

// Apply adds decisions to those of the file, which may not be there yet, and
// answers its new content: the lines that stood there stay as they are. It writes
// nothing.
func Apply(ctx context.Context, work *ledger.Workspace, path string, decisions []Decision) (content []byte, done Taken, err error) {
	keys, err := keysOf(ctx, work, decisions)
	if err != nil {
		return nil, done, err
	}
	content, before, err := standing(path)
	if err != nil {
		return nil, done, err
	}
	buf := bytes.NewBuffer(content)
	w := csv.NewWriter(buf)
	for _, d := range decisions {
		a, b := keys[d.First], keys[d.Second]
		if k, ok := before[pairOf(a, b)]; ok && k.Same == d.Same && k.Reviewer == d.Reviewer && k.Second == d.Other && k.On == d.On {
			done.Known++
			continue
		}
		word := forms.DecidedDifferent
		if d.Same {
			word = forms.DecidedSame
			done.Same++
		} else {
			done.Different++
		}
		line := []string{
			a.Source, a.Organisation.String(), a.Patient.String(), b.Source, b.Organisation.String(), b.Patient.String(),
			word, d.Reviewer, d.Other, d.On.String(),
		}
		if err := w.Write(line); err != nil {
			return nil, done, err
		}
	}
	w.Flush()
	return buf.Bytes(), done, w.Error()
}

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
	list, _, err := forms.ReadDecisions(path)
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
