package dedupe

import (
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"io"
	"slices"
	"strconv"

	"lollipop/internal/ledger"
	"lollipop/transform/linkage/match"
)

// Run reads a table of persons, finds which records are one person and writes
// the files. What it finds and writes does not depend on the order of the rows or
// on the number of workers. Nothing is written where it fails before the end.
func Run(ctx context.Context, o Options) (*Summary, error) {
	o = o.withDefaults()
	t, err := o.read(ctx)
	if err != nil {
		return nil, err
	}
	if err := t.arrange(o.File); err != nil {
		return nil, err
	}
	o.OnProgress(0, 0, "match")
	o.Match.Reached = o.Reached != ""
	res, err := t.pool.Find(ctx, o.Match)
	if err != nil {
		return nil, err
	}
	if err := o.write(t, res); err != nil {
		return nil, err
	}
	return t.summary(&o, res), ctx.Err()
}

// arrange puts the records in the order of the matching.
func (t *table) arrange(file string) error {
	ranked := t.ids.ranked()
	for i := 1; i < len(ranked); i++ {
		if a, b := ranked[i-1], ranked[i]; bytes.Equal(t.ids.at(a), t.ids.at(b)) { // an id may be a number of a person: the rows are named
			return &TableError{
				File: file, Problem: "records " + strconv.Itoa(int(a)+1) + " and " + strconv.Itoa(int(b)+1) + " have the same id",
				Next: "every row needs an id of its own; if a column of another name holds it, say so under columns: id",
			}
		}
	}
	rank := make([]int32, len(ranked))
	for n, row := range ranked {
		rank[row] = int32(n)
	}
	t.rows = t.pool.Order(func(a, b int32) int { return int(rank[a] - rank[b]) })
	t.pool.Arrange(t.rows)
	t.byID = ranked
	for i, row := range t.rows {
		t.byID[rank[row]] = int32(i)
	}
	return nil
}

// id is that of a record, once they are arranged.
func (t *table) id(i int32) []byte { return t.ids.at(t.rows[i]) }

func (o *Options) write(t *table, res *match.Result) error {
	if o.Save != "" {
		data, err := res.Parameters.JSON()
		if err != nil {
			return err
		}
		if err := ledger.WriteFile(o.Save, data); err != nil {
			return err
		}
	}
	if o.Pairs != "" {
		if err := ledger.WriteTo(o.Pairs, func(w io.Writer) error { return t.writePairs(w, res) }); err != nil {
			return err
		}
	}
	if o.Reached != "" {
		if err := ledger.WriteTo(o.Reached, func(w io.Writer) error { return t.writeReached(w, res.Reached) }); err != nil {
			return err
		}
	}
	return ledger.WriteTo(o.Out, func(w io.Writer) error { return t.writeClusters(w, res) })
}

// writeClusters writes a line a record, by id. A cluster is known by its lowest id.
func (t *table) writeClusters(w io.Writer, res *match.Result) error {
	out := bufio.NewWriterSize(w, 1<<16)
	first := make([]int32, len(t.byID)) // of a cluster's root, the record with the lowest id, plus 1
	line := []byte("record_id,cluster_id\n")
	for _, i := range t.byID {
		root := &first[res.Cluster[i]]
		if *root == 0 {
			*root = i + 1
		}
		if _, err := out.Write(line); err != nil {
			return err
		}
		line = append(appendField(line[:0], t.id(i)), ',')
		line = append(appendField(line, t.id(*root-1)), '\n')
	}
	if _, err := out.Write(line); err != nil {
		return err
	}
	return out.Flush()
}

// appendField appends a field of a CSV record, in quotes where it needs them.
func appendField(dst, field []byte) []byte {
	if len(field) > 0 && field[0] != ' ' && !slices.ContainsFunc(field, special) {
		return append(dst, field...)
	}
	dst = append(dst, '"')
	dst = append(dst, bytes.ReplaceAll(field, []byte(`"`), []byte(`""`))...)
	return append(dst, '"')
}

func special(c byte) bool { return c == '"' || c == ',' || c == '\r' || c == '\n' }

// pairHeader is the columns before the levels.
var pairHeader = []string{"record_id_a", "record_id_b", "score", "probability", "class", "fate", "reason", "bridge", "audit"}

// writePairs writes every pair above the review limit, the highest score first.
func (t *table) writePairs(w io.Writer, res *match.Result) error {
	out := csv.NewWriter(w)
	header := slices.Clone(pairHeader)
	for f := range match.Fields {
		header = append(header, f.String())
	}
	if err := out.Write(header); err != nil {
		return err
	}
	for i := range res.Pairs {
		if err := out.Write(t.pairRow(&res.Pairs[i])); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// writeReached writes every pair that was compared, and the rule that found it.
func (t *table) writeReached(w io.Writer, pairs []match.Reached) error {
	out := bufio.NewWriterSize(w, 1<<16)
	line := []byte("record_id_a,record_id_b,rule\n")
	for _, x := range pairs {
		if _, err := out.Write(line); err != nil {
			return err
		}
		a, b := t.pair(x.A, x.B)
		line = append(appendField(line[:0], a), ',')
		line = append(append(appendField(line, b), ','), x.Rule()...)
		line = append(line, '\n')
	}
	if _, err := out.Write(line); err != nil {
		return err
	}
	return out.Flush()
}

// pair is the ids of two records in their order.
func (t *table) pair(i, j int32) (a, b []byte) {
	if a, b = t.id(i), t.id(j); bytes.Compare(a, b) > 0 {
		return b, a
	}
	return a, b
}

func (t *table) pairRow(x *match.Pair) []string {
	a, b := t.pair(x.A, x.B)
	yes := func(is bool) string {
		if is {
			return "Y"
		}
		return ""
	}
	score := float64(x.Score)
	row := []string{
		string(a), string(b), strconv.FormatFloat(score, 'f', 3, 64), strconv.FormatFloat(match.Probability(score), 'f', 6, 64),
		x.Class.String(), x.Fate.String(), x.Reason.String(), yes(x.Bridge), yes(x.Audit),
	}
	for f, level := range x.Levels {
		row = append(row, match.LevelWord(match.Field(f), level))
	}
	return row
}

func (t *table) summary(o *Options, res *match.Result) *Summary {
	s := &Summary{
		Records: t.ids.len(), Candidates: res.Candidates, Auto: match.Probability(res.Limits.Auto), Review: match.Probability(res.Limits.Review),
		LearntFrom: res.Parameters.Data.LearntFrom, UnreadableDates: t.dates.unreadable, RowsNotUTF8: t.foreign, RefinedKeys: res.Refined, columns: t.bound.used(),
	}
	s.SameExpected, s.MissedExpected = res.Errors.Same, res.Errors.Below(res.Limits.Review)
	for i, root := range res.Cluster {
		if int32(i) == root {
			s.Clusters++
		} else {
			s.Joined++
		}
	}
	for i := range res.Pairs {
		s.count(&res.Pairs[i])
	}
	for _, v := range res.Voids {
		s.RecordsNotBlocked += v.Records
	}
	return s
}

func (s *Summary) count(x *match.Pair) {
	switch x.Fate {
	case match.Joined:
		s.JoinedPairs++
		s.WrongExpected += 1 - match.Probability(float64(x.Score))
	case match.Proposed:
		s.Proposed++
	case match.Refused:
		s.Refused++
	}
	if x.Bridge {
		s.Bridges++
	}
}
