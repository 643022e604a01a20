package cmd

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"lollipop/internal/accuracy"
	"lollipop/internal/console"
	"lollipop/mappings"
)

type scoreOptions struct {
	truth, clusters, persons, pairs, reached string
	json, quiet                              bool
}

func newFixturesScoreCommand(a *app) *cobra.Command {
	var o scoreOptions
	c := &cobra.Command{
		Use:   "score",
		Short: "say how right a grouping of persons is, where the truth is known",
		Long: `Holds a grouping of person records (record_id,cluster_id) against the truth that fixtures
persons writes: pairwise precision, recall and F1 with intervals of 95 %, B-cubed, wrong
merges of protected identities, twins, siblings and strangers, and recall by kind of
record, ethnicity, sex and age. With --persons it also counts joined pairs of two
different valid NHS numbers, and lists twins that were made one; with --pairs it says how
many true pairs are joined or listed there, with --reached how many blocking brought
together before anything was compared.
` + exitCodes,
		Example: "  lollipop fixtures score --truth persons/truth.csv --persons persons/persons.csv --clusters clusters.csv",
		Args:    noArgs,
	}
	f := c.Flags()
	f.StringVar(&o.truth, "truth", "", "table of record_id, child_id and what else is true of a record")
	f.StringVar(&o.clusters, "clusters", "", "table of record_id,cluster_id")
	f.StringVar(&o.persons, "persons", "", "the table of persons that was grouped")
	f.StringVar(&o.pairs, "pairs", "", "table of scored pairs, whose ids begin with record_id")
	f.StringVar(&o.reached, "reached", "", "table of the pairs that share a key, as dedupe --reached writes it")
	addOutputFlags(f, &o.json, &o.quiet)
	c.RunE = func(*cobra.Command, []string) error {
		if o.truth == "" || o.clusters == "" {
			return usagef("name both, for example --truth truth.csv --clusters clusters.csv", "flag --truth or --clusters is missing")
		}
		return runFixturesScore(o, a.console(o.json, o.quiet))
	}
	return c
}

// scored is everything that is said of a grouping.
type scored struct {
	accuracy.Score
	Contradictions *accuracy.Contradictions `json:"contradictions,omitempty"`
	WithPairs      *accuracy.Rate           `json:"recall_with_pairs,omitempty"`
	Reached        *accuracy.Rate           `json:"reached_by_blocking,omitempty"`
}

func runFixturesScore(o scoreOptions, out *console.Console) error {
	truth, err := readFile(o.truth, accuracy.ReadTruth)
	if err != nil {
		return err
	}
	groups, err := readFile(o.clusters, truth.ReadClusters)
	if err != nil {
		return err
	}
	s := scored{Score: truth.Score(groups)}
	if o.persons != "" {
		if s.Contradictions, err = contradictions(o.persons, truth, groups); err != nil {
			return err
		}
	}
	if o.pairs != "" {
		listed, err := readFile(o.pairs, func(r io.Reader) (accuracy.Rate, error) { return truth.Listed(r, groups) })
		if err != nil {
			return err
		}
		s.WithPairs = &listed
	}
	if o.reached != "" {
		reached, err := readFile(o.reached, truth.Reached)
		if err != nil {
			return err
		}
		s.Reached = &reached
	}
	if err := out.Emit("score", s); err != nil {
		return err
	}
	return out.Print(scoreText(&s))
}

func contradictions(path string, truth *accuracy.Truth, groups []int32) (*accuracy.Contradictions, error) {
	maps, err := mappings.Load()
	if err != nil {
		return nil, err
	}
	evidence, err := readFile(path, func(r io.Reader) (*accuracy.Evidence, error) { return truth.ReadEvidence(r, maps) })
	if err != nil {
		return nil, err
	}
	found := evidence.Contradictions(groups)
	return &found, nil
}

// readFile reads a file as a whole, and names it where that fails.
func readFile[T any](path string, read func(io.Reader) (T, error)) (T, error) {
	var none T
	f, err := os.Open(path)
	if err != nil {
		return none, usagef("give a file that is there and may be read", "open file: %v", err)
	}
	defer func() { _ = f.Close() }() // read only: nothing can be lost
	got, err := read(f)
	if err != nil {
		return none, fmt.Errorf("read %s: %w", path, err)
	}
	return got, nil
}

func scoreText(s *scored) string {
	var b strings.Builder
	t := console.NewTable("", "value")
	t.Row("records", console.Count(int64(s.Records)))
	t.Row("pairs of one child", console.Count(s.TruePairs))
	t.Row("joined", console.Count(s.Joined))
	t.Row("precision", s.Precision)
	t.Row("recall", s.Recall)
	if s.WithPairs != nil {
		t.Row("recall with the pairs listed", s.WithPairs)
	}
	if s.Reached != nil {
		t.Row("true pairs reached by blocking", s.Reached)
	}
	t.Row("F1", fmt.Sprintf("%.4f", s.F1))
	t.Row("B-cubed precision, recall, F1", fmt.Sprintf("%.4f  %.4f  %.4f", s.BCubed.Precision, s.BCubed.Recall, s.BCubed.F1))
	t.Row("children exactly right", s.Exact)
	t.Row("wrong merges: protected identities", console.Count(s.Wrong.Protected))
	t.Row("wrong merges: twins", console.Count(s.Wrong.Twin))
	t.Row("wrong merges: siblings", console.Count(s.Wrong.Sibling))
	t.Row("wrong merges: strangers", console.Count(s.Wrong.Stranger))
	if c := s.Contradictions; c != nil {
		t.Row("twins joined that differ", console.Count(int64(len(c.TwinsThatDiffer))))
		t.Row("twins joined that do not differ", console.Count(int64(len(c.TwinsAlike))))
		t.Row("pairs joined with different valid NHS numbers", console.Count(c.DifferentNumbers))
	}
	b.WriteString(t.String())
	g := console.NewTable("of", "", "recall", "precision")
	for _, list := range []struct {
		name   string
		groups []accuracy.Group
	}{{"kind", s.ByKind}, {"ethnicity", s.ByEthnicity}, {"sex", s.BySex}, {"age", s.ByAge}} {
		for _, group := range list.groups {
			g.Row(list.name, group.Name, group.Recall, group.Precision)
		}
	}
	b.WriteString("\n" + g.String())
	return b.String()
}
