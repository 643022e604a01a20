package extract

import (
	"context"
	"encoding/hex"
	"fmt"
	"os"
	"slices"
	"strings"

	"lollipop/extract/emis"
	"lollipop/internal/ledger"
	"lollipop/internal/table"
)

// finish writes the single tables and the manifest, and puts the stage in its
// place.
func (r *run) finish(ctx context.Context) (Summary, error) {
	r.progress.phase("finish")
	for _, f := range r.files {
		if f.layout == nil {
			r.totals.countOnly(f)
		}
	}
	if err := r.check(); err != nil {
		return Summary{}, err
	}
	register, strangers := r.registerTable()
	trace, untraced, outside := r.traceTable()
	for _, t := range []struct {
		rel  string
		rows *table.Batch
	}{{"file.parquet", r.fileTable()}, {"excluded_person.parquet", r.personTable()}, {"restricted_register.parquet", register}, {"trace.parquet", trace}} {
		written, err := single(r.part, t.rel, t.rows)
		if err != nil {
			return Summary{}, err
		}
		r.totals.outputs = append(r.totals.outputs, written)
	}
	c := r.content()
	c.Outputs, c.Accounting, c.Counts = r.totals.outputs, r.totals.accounting(), r.totals.counts()
	c.Counts["restricted-register"] = int64(len(r.register.entries))
	c.Counts["restricted-register-without-patient"] = strangers
	c.Counts["trace"], c.Counts["trace-without-patient"], c.Counts["trace-out-of-scope"] = int64(len(r.given.trace)), untraced, outside
	if err := ctx.Err(); err != nil {
		return Summary{}, err
	}
	if err := os.RemoveAll(r.part.Path(unpackedDir)); err != nil {
		return Summary{}, fmt.Errorf("remove what was unpacked: %w", err)
	}
	m, err := r.part.Complete(ctx, c)
	if err != nil {
		return Summary{}, err
	}
	return r.summary(m), nil
}

// check sees that no record was lost, and that the files are still the same.
func (r *run) check() error {
	for _, f := range r.files {
		if sum := f.staged + f.excluded + f.quarantined; sum != f.records() {
			return fmt.Errorf("rows of %s do not close: %d read, %d accounted for", f.Rel, f.records(), sum)
		}
		h, err := f.open()
		if err != nil {
			return err
		}
		_ = h.Close() // read only
	}
	for _, c := range r.containers {
		if err := c.unchanged(os.Stat(c.path)); err != nil {
			return err
		}
	}
	return nil
}

// content is the manifest's, as far as inputs and configuration decide it.
func (r *run) content() ledger.Content {
	c := ledger.Content{
		Tool: r.Tool, AsOf: r.asOf.String(), Mappings: r.Mappings.Hashes(),
		Config: r.Config.WithEffective(r.asOf, r.roles).Canonical(),
		Inputs: slices.Concat(r.register.input, r.given.input),
	}
	c.Config["excluded_person_key"] = hex.EncodeToString(r.hashKey)
	for _, f := range r.files {
		if f.Packing == emis.Plain && f.leads() {
			c.Inputs = append(c.Inputs, ledger.File{Path: f.Rel, Bytes: f.size, Rows: f.allRecords(), SHA256: f.sha256, Version: f.version.Name})
		}
	}
	for _, p := range r.containers {
		c.Inputs = append(c.Inputs, p.input())
	}
	return c
}

// input is the packed file as it was delivered, so that its hash can be checked:
// its members stand in file.parquet.
func (c *container) input() ledger.File {
	in := ledger.File{Path: c.rel, Bytes: c.before.Size(), SHA256: c.sha256}
	var versions []string
	for _, f := range c.files {
		in.Rows += f.allRecords()
		if v := f.version.Name; v != "" && !slices.Contains(versions, v) {
			versions = append(versions, v)
		}
	}
	in.Version = strings.Join(versions, "|")
	return in
}

func fileSchema() table.Schema {
	return table.Schema{
		{Name: "file", Kind: table.Int64},
		{Name: "source", Kind: table.Text},
		{Name: "path", Kind: table.Text},
		{Name: "entity", Kind: table.Text},
		{Name: "migrated", Kind: table.Int32},
		{Name: "batch", Kind: table.Int64},
		{Name: "batch_timestamp", Kind: table.Text},
		{Name: "start_id", Kind: table.Int64},
		{Name: "end_id", Kind: table.Int64},
		{Name: "version", Kind: table.Text},
		{Name: "version_differs", Kind: table.Int64},
		{Name: "packing", Kind: table.Text},
		{Name: "encoding", Kind: table.Text},
		{Name: "bytes", Kind: table.Int64},
		{Name: "sha256", Kind: table.Text},
		{Name: "records", Kind: table.Int64},
		{Name: "staged", Kind: table.Int64},
		{Name: "excluded", Kind: table.Int64},
		{Name: "quarantined", Kind: table.Int64},
		{Name: "ends_inside", Kind: table.Int32},
		{Name: "line_end", Kind: table.Text},
	}
}

func (r *run) fileTable() *table.Batch {
	b := table.NewBatch(fileSchema(), len(r.files))
	for _, f := range r.files {
		next := 0
		text := func(s string) { b.Vec[next].Text.AppendString(s); next++ }
		number := func(n int64) { b.Vec[next].I64 = append(b.Vec[next].I64, n); next++ }
		flag := func(v bool) { b.Vec[next].I32 = append(b.Vec[next].I32, asInt(v)); next++ }
		number(f.Number)
		text(f.Source)
		text(f.Rel)
		text(f.EntityName())
		flag(f.Migrated())
		number(int64(f.Batch))
		text(f.Stamp)
		number(f.Start)
		number(f.End)
		text(f.version.Name)
		number(int64(f.version.Differs))
		text(f.Packing.String())
		text(f.encoding())
		number(f.size)
		text(f.sha256)
		number(f.records())
		number(f.staged)
		number(f.excluded)
		number(f.quarantined)
		flag(f.endsInside)
		text(f.lineEnd())
		b.N++
	}
	return b
}

// lineEnd is "crlf", "lf" or "none".
func (f *file) lineEnd() string {
	if f.survey == nil {
		return "none"
	}
	return f.survey.LineEnd.String()
}
