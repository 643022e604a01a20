package workbook

import (
	"fmt"
	"math"
	"strings"

	"lollipop/internal/accuracy"
	"lollipop/reconcile"
)

// weightList counts scored pairs by whole bits, with the limits as a column of
// their own so that the chart shows them.
func weightList(m *reconcile.Matching) *list {
	l := &list{
		name: sheetWeights, title: "Pairs by match weight, and what became of them", tab: tabFigures, freeze: 1, chart: weightChart,
		note: "A weight of 0 bits is a probability of one half, each bit doubles the odds. A pair above the limit is joined only where nothing forbids it.",
		columns: []column{
			{"From, bits", 9, number},
			{"Probability of one child", 13, chance},
			{"Band", 34, text},
			{"Joined", 12, number},
			{"Joined through a third", 12, number},
			{"For review", 12, number},
			{"Apart", 12, number},
			{"All", 12, number},
			{"Limit, for the chart", 12, number},
		},
	}
	most := int64(1)
	for _, w := range m.Weights {
		most = max(most, w.Joined+w.Through+w.Review+w.Distinct)
	}
	at := map[int64]reconcile.WeightBin{}
	for _, w := range m.Weights {
		at[w.From] = w
	}
	if len(m.Weights) == 0 {
		return l
	}
	for from := m.Weights[0].From; from <= m.Weights[len(m.Weights)-1].From; from++ {
		w, band, mark := at[from], "apart", any(nil)
		switch x := float64(from); {
		case x >= math.Floor(m.Limits.Auto):
			band = "joined, if nothing forbids it"
		case x >= math.Floor(m.Limits.Review):
			band = "for review, or apart"
		}
		if from == int64(math.Floor(m.Limits.Auto)) || from == int64(math.Floor(m.Limits.Review)) {
			mark = most
		}
		l.rows = append(l.rows, row{fmt.Sprintf("weight/%d", from), []any{
			from, reconcile.Probability(float64(from)), band, w.Joined, w.Through, w.Review, w.Distinct, w.Joined + w.Through + w.Review + w.Distinct, mark,
		}})
	}
	return l
}

// parameterList are the weights of every way in which two records agree.
func parameterList(m *reconcile.Matching) *list {
	p := &m.Parameters
	l := &list{
		name: sheetParameters, title: "How often records agree, and what that says", tab: tabFigures, freeze: 2, chart: parameterChart,
		note: fmt.Sprintf("Learnt from %s records: %s; %s pairs of one child, %s of one home, %s of strangers. A rare name says more than is shown here.",
			thousands(p.Data.Records), p.Data.LearntFrom, thousands(p.Data.GoldPairs), thousands(p.Data.HouseholdPairs), thousands(p.Data.RandomPairs)),
		columns: []column{
			{"Field", 18, text},
			{"How the two agree", 36, text},
			{"m: of one child", 12, chance},
			{"Of two children of one home", 12, chance},
			{"u: of strangers", 12, chance},
			{"Bits against strangers", 11, bits},
			{"Bits against another child of the home", 13, bits},
			{"In words", 58, text},
		},
	}
	for _, field := range p.FieldNames() {
		for _, s := range p.Fields[field] {
			stranger, home := math.Log2(s.Same/s.Stranger), math.Log2(s.Same/s.Household)
			l.rows = append(l.rows, row{"parameter/" + field + "/" + s.Level, []any{
				plainWords(field), levelWords(s.Level), s.Same, s.Household, s.Stranger, stranger, home, oddsWords(stranger, home),
			}})
		}
	}
	return l
}

// levelWords say how two records agree in a field. Of a place that is two things,
// of which the records may hold one alone.
func levelWords(level string) string {
	const missing = "-"
	address, postcode, two := strings.Cut(level, "+")
	switch {
	case level == missing:
		return "not in use"
	case two && address == missing:
		return "address missing, " + plainWords(postcode)
	case two && postcode == missing:
		return plainWords(address) + ", postcode missing"
	}
	return plainWords(level)
}

// oddsWords is what two weights say.
func oddsWords(stranger, home float64) string {
	return times(stranger) + " than of strangers; " + times(home) + " than of two children of one home"
}

func times(weight float64) string {
	n := math.Exp2(math.Abs(weight))
	figure := thousands(int64(math.Round(min(n, 1e15))))
	if n < 10 {
		figure = fmt.Sprintf("%.1f", n)
	}
	if weight < 0 {
		return figure + " times less likely of one child"
	}
	return figure + " times more likely of one child"
}

// blockList counts pairs by the rule that brought them together.
func blockList(m *reconcile.Matching) *list {
	l := &list{
		name: sheetBlocking, title: "Which pairs were compared, by the first key that they share", tab: tabFigures, freeze: 1,
		note: "A key with too many records is divided by further fields; one that nothing divides is left out: its records meet by other keys, or not at all.",
		columns: []column{
			{"Rule", 32, text}, {"Pairs", 13, number}, {"Of all", 9, percent}, {"Keys divided", 11, number}, {"Keys left out", 11, number},
		},
	}
	for _, b := range m.Blocks {
		divided, left := m.Parameters.Refined(b.Rule)
		l.rows = append(l.rows, row{"block/" + b.Rule, []any{plainWords(b.Rule), b.Pairs, share{b.Pairs, m.Compared}, divided, left}})
	}
	return l
}

// mergeList counts what was joined and what waits, by the rule.
func mergeList(m *reconcile.Matching) *list {
	l := &list{
		name: sheetMerges, title: "What was joined by which step, and what waits for a person and why", tab: tabFigures, freeze: 2,
		note: "Pairs that were decided; what only a third record joins is not among them. Records that share a number or identifier are joined by rule, whatever their score.",
		columns: []column{
			{"What", 14, text}, {"Rule", 30, text}, {"It says", 70, text}, {"Probability of one child", 22, text}, {"Pairs", 12, number},
		},
	}
	for _, s := range m.Merges {
		l.rows = append(l.rows, row{"merge/" + s.Step + "/" + s.Band, []any{toned{"Joined", good}, plainWords(s.Step), s.Words, s.Band, s.Pairs}})
	}
	for _, s := range m.Review {
		l.rows = append(l.rows, row{"review/" + s.Reason, []any{toned{"For review", warn}, plainWords(s.Reason), s.Words, "", s.Pairs}})
	}
	return l
}

// accuracyList is recall and precision of every group of children.
func accuracyList(t *reconcile.MatchTruth) *list {
	l := &list{
		name: sheetAccuracy, title: "How right the merges are, by whom they are of", tab: tabFigures, freeze: 2, chart: accuracyChart,
		note: "Limits are of 95 % (Wilson). By kind of record there is no precision: a wrong merge is of no kind. Where limits of two groups do not meet, chance does not explain it.",
		columns: []column{
			{"By", 12, text},
			{"Of", 26, text},
			{"True pairs", 11, number},
			{"Found", 11, number},
			{"Recall, high", 9, percent},
			{"Recall, low", 9, percent},
			{"Recall", 9, percent},
			{"Joined", 11, number},
			{"Right", 11, number},
			{"Precision, high", 9, percent},
			{"Precision, low", 9, percent},
			{"Precision", 9, percent},
		},
	}
	add := func(by, of string, recall, precision accuracy.Rate) {
		values := []any{by, of, recall.Of, recall.Count, blank(recall, recall.High), blank(recall, recall.Low), blank(recall, recall.Estimate)}
		l.rows = append(l.rows, row{"accuracy/" + by + "/" + of, append(values,
			precision.Of, precision.Count, blank(precision, precision.High), blank(precision, precision.Low), blank(precision, precision.Estimate))})
	}
	add("all", "joined", t.Recall, t.Precision)
	add("all", "with the reviews", t.WithReview, accuracy.Rate{})
	for _, g := range []struct {
		by   string
		list []accuracy.Group
	}{{"kind", t.ByKind}, {"ethnicity", t.ByEthnicity}, {"sex", t.BySex}, {"age", t.ByAge}} {
		for _, one := range g.list {
			if one.Recall.Of > 0 || one.Precision.Of > 0 {
				add(g.by, plainWords(one.Name), one.Recall, one.Precision)
			}
		}
	}
	return l
}

// blank is a limit or estimate of a rate, nothing where it is of nothing.
func blank(r accuracy.Rate, v float64) any {
	if r.Of == 0 {
		return nil
	}
	return v
}
