package cmd

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"lollipop/internal/ledger"
	"lollipop/reconcile"
)

func newReconcileCommand(a *app) *cobra.Command {
	var o stageOptions
	c := &cobra.Command{
		Use:   "reconcile",
		Short: "stage 4: judge the candidate and write the report",
		Long: `Reads the extracts again with a plain reader, derives every value of the target anew,
holds each decision against its written rule and writes report.json, junit.xml and the
workbook report.xlsx to 4-reconcile. It shares no code with the stages it judges but
tables and parsers.

The workbook names children: it is encrypted with a new passphrase, which is shown once
on a terminal, or kept in report.xlsx.passphrase in the workspace where none is.
Restricted children are in none of it. With --restricted they get a workbook of their own,
4-reconcile/restricted/report-restricted.xlsx, whose passphrase is shown nowhere and stands
in restricted/ in the workspace; the ledger says who asked for it.
` + exitCodes,
		Example: "  lollipop reconcile --extracts extracts --work work",
		Args:    noArgs,
	}
	o.addFlags(c.Flags())
	addPlainFlag(c.Flags(), &o.plain)
	addRestrictedFlag(c.Flags(), &o.restricted)
	addTruthFlag(c.Flags(), &o.truth)
	c.RunE = func(c *cobra.Command, _ []string) error {
		if err := o.validate(needs{extracts: true}); err != nil {
			return err
		}
		return withSession(o, "reconcile", a.console(o.json, o.quiet), func(s *session) error {
			return s.judge(c.Context(), true)
		})
	}
	return c
}

// loadAndJudge runs the last two stages; a report of the same stages stands.
func (s *session) loadAndJudge(ctx context.Context) error {
	if err := s.load(ctx); err != nil {
		return err
	}
	return s.judge(ctx, false)
}

// judge runs stage 4 and shows its summary. A verdict of fail is a finding.
func (s *session) judge(ctx context.Context, again bool) error {
	job := &workbookJob{session: s, had: exists(s.restrictedBook())}
	s.note = ""
	err := s.stage(ctx, ledger.Reconcile, func(observe func(done, total int64, what string)) error {
		if _, err := s.ws.ReadManifest(ledger.Load); err != nil {
			return err // without it the candidate is none, or another's
		}
		t, err := openJudged(ctx, s.conf.Target)
		if err != nil {
			return err
		}
		o := reconcile.Options{
			Mappings: s.maps, Work: s.ws, Extracts: s.extracts, Target: t, Workers: s.conf.Workers,
			Trace: s.conf.Trace, Control: s.conf.Control, Expected: s.conf.Expected, Postcodes: s.conf.Postcodes, Decisions: s.conf.Decisions, RestrictedDecisions: s.conf.RestrictedDecisions,
			Previous: s.previous, Truth: s.truth, Tool: toolName(), Again: again, OnProgress: observe, Render: job.render, Stands: job.stands,
		}
		if s.restricted {
			o.RenderRestricted = job.renderRestricted
		}
		began := time.Now()
		o.Clock = func() time.Duration { return time.Since(began) }
		s.report, err = reconcile.Run(ctx, o)
		s.parts = map[string]float64{}
		for part, spent := range s.report.Spent {
			s.parts[part] = spent.Seconds()
		}
		s.note = job.ledgerNote()
		if errClose := t.Close(); err == nil {
			err = errClose
		}
		s.stood = s.report.Fresh
		return err
	})
	if err != nil {
		return err
	}
	if s.report.Fresh {
		s.out.Note("reconcile: nothing changed, the report stands")
	}
	if err := s.out.Emit("report", s.report); err != nil {
		return err
	}
	text := summary(&s.report)
	if !s.dry {
		text += "\nReport:    " + s.ws.Path(ledger.Reconcile, "report.json") + "\nWorkbook:  " + s.workbookPath() + "\n"
	}
	if err := s.out.Print(text); err != nil {
		return err
	}
	job.tell()
	if s.report.Verdict == reconcile.VerdictFail {
		return &findingsError{fmt.Sprintf("the verdict is %s: %s", s.report.Verdict, failedChecks(&s.report))}
	}
	return nil
}
