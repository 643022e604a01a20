package workbook

import (
	"fmt"
	"math"
	"path/filepath"
	"strconv"
	"strings"

	"lollipop/internal/ledger"
	"lollipop/reconcile"
)

// MatchingFile is the name of the workbook about matching. It holds counts and
// weights and names nobody, so that it is not encrypted.
const MatchingFile = "matching.xlsx"

// The sheets of it.
const (
	sheetWeights    = "Weights"
	sheetParameters = "Parameters"
	sheetBlocking   = "Blocking"
	sheetMerges     = "Merges"
	sheetAccuracy   = "Accuracy"
)

// WriteMatching renders how records were matched into dir.
func WriteMatching(dir string, rep *reconcile.Report) (reconcile.Rendered, error) {
	m := &rep.Matching
	lists := []*list{weightList(m), parameterList(m), blockList(m), mergeList(m)}
	if m.Truth != nil {
		lists = append(lists, accuracyList(m.Truth))
	}
	b, err := newBook(rep, dir, "Matching of person records", "Counts only, of nobody by name")
	if err != nil {
		return reconcile.Rendered{}, err
	}
	defer b.file.Close() //nolint:errcheck // it was packed before
	if err := b.matchingPage(m); err != nil {
		return reconcile.Rendered{}, fmt.Errorf("write %s: %w", MatchingFile, err)
	}
	for _, l := range lists {
		if err := b.write(l); err != nil {
			return reconcile.Rendered{}, fmt.Errorf("write %s: %w", MatchingFile, err)
		}
	}
	data, err := b.pack()
	if err != nil {
		return reconcile.Rendered{}, err
	}
	return reconcile.Rendered{Path: MatchingFile, Rows: b.written}, ledger.WriteFile(filepath.Join(dir, MatchingFile), data)
}

// matchingPage is the first sheet: what was found, and where to look.
func (b *book) matchingPage(m *reconcile.Matching) error {
	p, err := b.page()
	if err != nil {
		return err
	}
	p.row(30, p.styled(p.styles.title, "How person records were matched, as of "+spokenDay(p.rep.AsOf)))
	p.row(20, p.styled(p.styles.note, "For whoever answers for the matching. Counts of the whole service; nobody is named, and restricted records are nowhere counted apart."))
	p.matchingFigures(m)
	p.section("What to look at")
	p.heads("Sheet", "Ask")
	for i, c := range []struct{ name, words string }{
		{sheetWeights, "Do two hills stand apart, strangers left and one child right, and does the line from which records are joined lie beyond the valley?"},
		{sheetParameters, "Does every way to agree speak for one child as much as you would expect? What points the wrong way was learnt from bad data."},
		{sheetBlocking, "Does a rule bring many pairs together, or none? Keys left out are records that were not compared by that rule."},
		{sheetMerges, "Which step joined how many, how surely; and why the others wait for a person."},
		{sheetAccuracy, "Where the truth is known: who is found less often than others, and who is wrongly made one."},
	} {
		if i == 4 && m.Truth == nil {
			break
		}
		at := "A" + strconv.Itoa(p.at)
		p.line(c.name, c.words)
		if p.err == nil {
			p.err = p.file.SetCellHyperLink(sheetReadMe, at, "'"+c.name+"'!A1", "Location")
		}
	}
	return p.end()
}

// matchingFigures are the figures that a reader should know first.
func (p *page) matchingFigures(m *reconcile.Matching) {
	p.section("In figures")
	p.heads("What", "What it means", "Figure")
	p.line("Person records", "Standing records of all sources, restricted ones among them.", m.Records)
	p.line("Children", "What they are in the target.", m.Children)
	p.line("Pairs of one child", "Pairs of records that are one child in the target, also where only a third record joins the two.", m.JoinedPairs)
	p.line("Pairs compared", "Pairs that share a key of a rule and were scored.", m.Compared)
	l := m.Limits
	p.line("Limit of joining, bits", fmt.Sprintf("From here on, a probability of %s, pairs are joined where nothing forbids it. Of %.0f that nothing but a score keeps apart %.2f are expected to be wrong. Set by match-wrong in tolerance.csv.",
		chanceWords(l.Auto), l.Joined, l.Wrong), fmt.Sprintf("%.3f", l.Auto))
	p.line("Limit of review, bits", fmt.Sprintf("From here on, a probability of %s, a person is asked. Of %.0f compared pairs of one child %.2f are expected below. Set by match-missed in tolerance.csv.",
		chanceWords(l.Review), l.Same, l.Missed), fmt.Sprintf("%.3f", l.Review))
	waits := int64(0)
	for _, r := range m.Review {
		waits += r.Pairs
	}
	p.line("Pairs under review", "Pairs that wait for a person's decision.", waits)
	p.line("Wrong, by estimate, at most", fmt.Sprintf("Of %s merges with a score %.2f are expected to be wrong by the scores' own estimate: between %d and %d at 95 %%. It is an estimate of the matcher, no measurement: the merge audit is one.",
		thousands(m.Wrong.Of), m.Wrong.Expected, m.Wrong.Low, m.Wrong.High), m.Wrong.High)
	t := m.Truth
	if t == nil {
		p.line("Wrong, by the truth", "Nobody knows the truth of these extracts: name its folder with --truth where there is one.", "")
		return
	}
	w := t.Wrong
	p.line("Wrong, by the truth", fmt.Sprintf("Of %s joined pairs, between %.0f and %.0f at 95 %%: protected identities %d, twins %d, other children of a household %d, strangers %d.",
		thousands(t.Joined), math.Floor(w.Rate.Low*float64(t.Joined)), math.Ceil(w.Rate.High*float64(t.Joined)), w.Protected, w.Twin, w.Sibling, w.Stranger), w.Rate.Count)
	p.line("Two valid numbers", "Pairs of one child with two different valid NHS numbers, none of which supersedes the other.", t.TwoNumbers)
	p.line("Precision", "Of the joined pairs, those that are one child: "+t.Precision.String()+".", "")
	p.line("Recall", "Of the pairs that are one child, those that are joined: "+t.Recall.String()+"; once every review is decided rightly: "+t.WithReview.String()+".", "")
	p.line("F1", fmt.Sprintf("Of both, the harmonic mean: %.4f (%.4f to %.4f).", t.F1, t.F1Low, t.F1High), "")
	p.line("Not measured", fmt.Sprintf("%s records of the truth are not in the target (out of scope, unreadable); %s records are not in the truth.", thousands(t.Absent), thousands(t.Unknown)), "")
}

func chanceWords(bits float64) string {
	return strconv.FormatFloat(math.Round(reconcile.Probability(bits)*1e6)/1e6, 'f', -1, 64)
}

// plainWords is an id as words.
func plainWords(id string) string {
	return strings.NewReplacer("-", " ", "_", " ", "+", " and ").Replace(id)
}
