package reconcile

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"maps"
	"path"
	"slices"
	"time"

	"lollipop/internal/ledger"
)

// The files of the stage.
const (
	reportFile = "report.json"
	junitFile  = "junit.xml"
	breaksFile = "breaks.parquet"
	hiddenFile = "restricted_breaks.parquet" // those of restricted children
)

// complete makes the report, renders it and puts the stage in its place.
func (r *run) complete(ctx context.Context) (Report, error) {
	var outputs []ledger.File
	for _, f := range []struct {
		name string
		list []Break
	}{{breaksFile, r.breaks.open}, {hiddenFile, r.breaks.hidden}} {
		info, err := writeBreaks(r.part.Path(f.name), f.list)
		if err != nil {
			return Report{}, err
		}
		outputs = append(outputs, ledger.File{Path: f.name, Bytes: info.Bytes, Rows: info.Rows, SHA256: info.SHA256})
	}
	rep := r.report()
	rep.Spent = map[string]time.Duration{PartDue: r.due.spent} // render lets go of it
	report, err := renderJSON(&rep)
	if err != nil {
		return Report{}, err
	}
	junit, err := renderJUnit(&rep)
	if err != nil {
		return Report{}, err
	}
	if r.identifies(report) || r.identifies(junit) {
		return Report{}, fmt.Errorf("render report: it would hold an identifier of a restricted child")
	}
	for _, f := range []struct {
		name string
		data []byte
	}{{reportFile, report}, {junitFile, junit}} {
		if err := ledger.WriteFile(r.part.Path(f.name), f.data); err != nil {
			return Report{}, err
		}
	}
	more, err := r.render(ctx, &rep)
	if err != nil {
		return Report{}, err
	}
	c := r.inputsContent()
	c.Outputs = append(append(outputs, ledger.File{Path: junitFile}, ledger.File{Path: reportFile}), more...)
	c.Counts, c.Accounting = rep.Counts, rep.Accounting
	m, err := r.part.Complete(ctx, c)
	rep.Root = m.Root
	return rep, err
}

// render lets Options.Render leave its files, and answers those that the root covers.
func (r *run) render(ctx context.Context, rep *Report) (files []ledger.File, err error) {
	if r.Render == nil {
		return nil, nil
	}
	if r.judged {
		if err := r.list(ctx); err != nil {
			return nil, fmt.Errorf("list children: %w", err)
		}
	}
	r.release()
	all, err := r.Render(ctx, r.part.Path(""), rep, r.listing)
	if err == nil && r.sealed != nil {
		all, err = r.renderRestricted(ctx, all, rep)
	}
	if err != nil {
		return nil, fmt.Errorf("render report: %w", err)
	}
	for _, f := range all {
		if f.Apart {
			r.part.SetApart(f.Path)
			continue
		}
		files = append(files, ledger.File{Path: f.Path, Rows: f.Rows})
	}
	return files, nil
}

// release lets go of what the listings were made from: they are all that is
// rendered, and a workbook needs memory of its own.
func (r *run) release() {
	*r = run{Options: r.Options, in: r.in, part: r.part, formInputs: r.formInputs, listing: r.listing, sealed: r.sealed}
}

// renderRestricted lets Options.RenderRestricted leave its files in their folder.
func (r *run) renderRestricted(ctx context.Context, all []Rendered, rep *Report) ([]Rendered, error) {
	dir, err := r.part.Mkdir(RestrictedDir)
	if err != nil {
		return nil, err
	}
	more, err := r.RenderRestricted(ctx, dir, rep, r.sealed)
	for _, f := range more {
		f.Path = path.Join(RestrictedDir, f.Path)
		all = append(all, f)
	}
	return all, err
}

// inputsContent is what the stage is made from.
func (r *run) inputsContent() ledger.Content {
	return ledger.Content{
		Tool: r.Tool, AsOf: r.in.asOf.String(), Config: maps.Clone(r.in.extract.Content.Config),
		Mappings: r.Mappings.Hashes(), Inputs: slices.Concat(r.in.extract.Content.Inputs, r.formInputs),
		Previous: map[string]string{
			ledger.Extract: r.in.extract.Root, ledger.Transform: r.in.transform.Root, ledger.Load: r.in.load.Root,
		},
	}
}

func (r *run) report() Report {
	rep := Report{
		Schema: 1, RunID: r.in.load.Root[:runIDLength], AsOf: r.in.asOf.String(), ManifestRoot: r.in.load.Root,
		Verdict: VerdictPass, Accounting: r.accounting(), Checks: r.results(), Breaks: r.breaks.totals(),
		Inputs: slices.Concat(r.in.extract.Content.Inputs, r.formInputs), Tool: r.Tool, GaveNothing: r.in.gaveNothing(),
		Control: r.control, Expected: r.practices, Trace: r.trace, NextDue: r.nextDue, DueLists: r.dueLists, Bridge: r.bridge, Coverage: r.coverage,
		Matching: r.matching, Duplicates: r.duplicates, Counts: r.counts, Normalisations: normalisations(),
	}
	for _, c := range rep.Checks {
		if c.State == Failed || c.State == Errored {
			rep.Verdict = VerdictFail
		}
	}
	rep.Findings = r.findings(&rep)
	return rep
}

func renderJSON(rep *Report) ([]byte, error) {
	var buf bytes.Buffer
	e := json.NewEncoder(&buf)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(rep); err != nil {
		return nil, fmt.Errorf("render report: %w", err)
	}
	return buf.Bytes(), nil
}

// The elements of junit.xml, as continuous integration reads them.
type junitSuite struct {
	XMLName  xml.Name    `xml:"testsuite"`
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Errors   int         `xml:"errors,attr"`
	Skipped  int         `xml:"skipped,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Name    string        `xml:"name,attr"`
	Class   string        `xml:"classname,attr"`
	Failure *junitMessage `xml:"failure"`
	Error   *junitMessage `xml:"error"`
	Skipped *junitMessage `xml:"skipped"`
}

type junitMessage struct {
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}

func renderJUnit(rep *Report) ([]byte, error) {
	s := junitSuite{Name: "lollipop reconcile " + rep.RunID, Tests: len(rep.Checks)}
	for _, c := range rep.Checks {
		k := junitCase{Name: c.ID, Class: "reconcile"}
		m := &junitMessage{Message: fmt.Sprintf("%d %s, tolerance %d", c.Value, c.Unit, c.Tolerance), Text: c.Question + "\n" + c.Detail}
		switch c.State {
		case Failed:
			k.Failure = m
			s.Failures++
		case Errored:
			k.Error = m
			s.Errors++
		case NotApplicable:
			k.Skipped = m
			s.Skipped++
		}
		s.Cases = append(s.Cases, k)
	}
	data, err := xml.MarshalIndent(s, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("render junit.xml: %w", err)
	}
	return append([]byte(xml.Header), append(data, '\n')...), nil
}
