package codes

import (
	"context"
	"errors"
	"fmt"
	"math/bits"
	"os"
	"path/filepath"

	"lollipop/internal/ledger"
	"lollipop/internal/table"
)

// usage is who uses a code.
type usage struct {
	rows   int64    // restricted ones included: the code is listed
	events int64    // open ones: restricted children are counted nowhere else than in the service as a whole
	set    []uint64 // children by id, a bit each
}

func (u *usage) add(child int64, open bool) {
	u.rows++
	if !open || child < 0 {
		return
	}
	u.events++
	word := int(child >> 6)
	if word >= len(u.set) {
		u.set = append(u.set, make([]uint64, word+1-len(u.set))...)
	}
	u.set[word] |= 1 << (child & 63)
}

func (u *usage) join(o *usage) {
	u.rows, u.events = u.rows+o.rows, u.events+o.events
	if len(o.set) > len(u.set) {
		u.set = append(u.set, make([]uint64, len(o.set)-len(u.set))...)
	}
	for i, word := range o.set {
		u.set[i] |= word
	}
}

func (u *usage) children() int64 {
	n := 0
	for _, word := range u.set {
		n += bits.OnesCount64(word)
	}
	return int64(n)
}

// readUsage counts the events of each code. A problem is the same event as the
// observation it stands on.
func (l *list) readUsage(ctx context.Context) error {
	byID := map[int64]*usage{}
	for _, c := range l.codes {
		byID[c.id] = c.usage
	}
	for _, t := range l.Mappings.Tables() {
		if t.Name == "problem" || t.Name == "clinical_code" || t.Column("code_id") < 0 || t.Column("child_id") < 0 {
			continue
		}
		for _, twin := range []string{"", "restricted_"} {
			err := l.scan(ctx, twin+t.Name, []string{"code_id", "child_id"}, func(b *table.Batch) error {
				for i := range b.N {
					if u := byID[b.Vec[0].I64[i]]; u != nil {
						u.add(b.Vec[1].I64[i], twin == "")
					}
				}
				return nil
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// parentOf is a code of a source.
type parentOf struct {
	source string
	codeID int64
}

// readParents finds the terms of the codes above, in the staged dictionaries:
// one that no event uses is in no table of the target.
func (l *list) readParents(ctx context.Context) error {
	parents, terms := map[parentOf]int64{}, map[parentOf]string{}
	for _, c := range l.codes {
		parents[parentOf{c.source, c.codeID}] = table.NullInt64
	}
	err := l.dictionary(ctx, func(key parentOf, parent int64, _ []byte) {
		if _, wanted := parents[key]; wanted && parent != table.NullInt64 {
			parents[key] = parent
			terms[parentOf{key.source, parent}] = ""
		}
	})
	if err != nil {
		return err
	}
	err = l.dictionary(ctx, func(key parentOf, _ int64, term []byte) {
		if _, wanted := terms[key]; wanted {
			terms[key] = string(term)
		}
	})
	for _, c := range l.codes {
		c.Parent = terms[parentOf{c.source, parents[parentOf{c.source, c.codeID}]}]
	}
	return err
}

// dictionary yields the staged rows of every source's dictionary in their order.
func (l *list) dictionary(ctx context.Context, yield func(key parentOf, parent int64, term []byte)) error {
	sources := map[int64]string{}
	err := scanFiles(ctx, []string{l.Work.Path(ledger.Extract, "file.parquet")}, []string{"file", "source"}, func(b *table.Batch) error {
		for i := range b.N {
			sources[b.Vec[0].I64[i]] = string(b.Vec[1].Text.At(i))
		}
		return nil
	})
	if err != nil {
		return err
	}
	return scanFiles(ctx, l.Work.Glob("*.parquet", ledger.Extract, "clinical_code"), []string{"row_id", "code_id", "parent_code_id", "term"}, func(b *table.Batch) error {
		for i := range b.N {
			yield(parentOf{sources[b.Vec[0].I64[i]>>40], b.Vec[1].I64[i]}, b.Vec[2].I64[i], b.Vec[3].Text.At(i))
		}
		return nil
	})
}

// scan yields the rows of a table of transform, none where it has no file.
func (l *list) scan(ctx context.Context, name string, columns []string, yield func(*table.Batch) error) error {
	var paths []string
	for _, run := range l.manifest.Content.Runs[name] {
		for _, file := range run {
			paths = append(paths, l.Work.Path(ledger.Transform, filepath.FromSlash(file)))
		}
	}
	return scanFiles(ctx, paths, columns, yield)
}

func scanFiles(ctx context.Context, paths, columns []string, yield func(*table.Batch) error) error {
	err := table.Scan(ctx, paths, columns, yield)
	if errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("read workspace: a file that the manifest names is gone: %w", err)
	}
	return err
}
