package cmd

import (
	"context"
	"fmt"
	"strings"

	"lollipop/dedupe"
	"lollipop/internal/console"
	"lollipop/transform/linkage/match"
)

// runExplainScore takes the score of two records of a table apart.
func runExplainScore(ctx context.Context, o explainOptions, out *console.Console) error {
	a, b, two := strings.Cut(o.pair, ",")
	a, b = strings.TrimSpace(a), strings.TrimSpace(b)
	switch {
	case o.work != "" || o.child != 0:
		return usagef("ask for one at a time", "flag --persons does not go with --work or --child")
	case o.identifiable:
		return usagef("look the two ids up in the table", "flag --identifiable: no value of a table of persons is shown")
	case o.parameters == "":
		return usagef("run dedupe with --save-parameters, and name that file", "flag --parameters is missing")
	case !two || a == "" || b == "" || a == b:
		return usagef("give two different ids of the table, for example --pair 17,4711", "flag --pair: these are no two records")
	}
	settings, tables, err := readSettings(o.settings)
	if err != nil {
		return err
	}
	params, err := readParameters(o.parameters)
	if err != nil {
		return err
	}
	bar := out.Progress("explain")
	e, err := dedupe.Explain(ctx, dedupe.Options{
		File: o.persons, Columns: settings.Columns, Tables: tables, OnProgress: bar.Observe,
		Match: match.Options{Parameters: params, Auto: settings.Auto, Review: settings.Review, Wrong: settings.Wrong, Missed: settings.Missed},
	}, a, b)
	bar.End()
	if err != nil {
		return err
	}
	if err := out.Emit("explained_score", e); err != nil {
		return err
	}
	return out.Print(scoreWords(e))
}

// scoreWords is the waterfall of a pair's weights, and what follows of it.
func scoreWords(e *dedupe.Explanation) string {
	return waterfall(&e.Told) + apartWords(e)
}

// waterfall is how a score comes about, field by field.
func waterfall(e *match.Told) string {
	t := console.NewTable("field", "how the two agree", "against another child of the household", "against strangers")
	household, stranger := e.Prior.Household, e.Prior.Stranger
	t.Row("before anything is known", "", bits(household), bits(stranger))
	for _, s := range e.Steps {
		household, stranger = household+s.Household, stranger+s.Stranger
		t.Row(s.Field, s.Level, bits(s.Household), bits(s.Stranger))
	}
	t.Row("together", "", bits(household), bits(stranger))
	return t.String() + fmt.Sprintf("\nBits: +1 doubles the odds that they are one child, -1 halves them.\n"+
		"Score %s against both together: probability %.6f, most likely %s. By score: %s.\n", bits(e.Score), e.Probability, e.Class, e.Band)
}

func bits(v float64) string { return fmt.Sprintf("%+.2f", v) }

// apartWords says what stands against a union besides the score.
func apartWords(e *dedupe.Explanation) string {
	switch {
	case e.Forbidden != "":
		return "Never joined without a person, whatever the score: " + e.Forbidden + ".\n"
	case e.Held != "":
		return "Left to a person, unless --threshold asks for the score alone: " + e.Held + ".\n"
	case e.Band == "auto":
		return "Joined, unless another record of the cluster contradicts.\n"
	}
	return ""
}
