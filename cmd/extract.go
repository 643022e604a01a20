package cmd

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"lollipop/extract"
	"lollipop/internal/console"
	"lollipop/internal/ledger"
)

func newExtractCommand(a *app) *cobra.Command {
	var o stageOptions
	c := &cobra.Command{
		Use:   "extract",
		Short: "stage 1: type every row of the extracts, as they are",
		Long: `Reads every file of every source, types each row once and writes it to 1-extract in
the workspace, in file order. Rows out of scope are counted and not kept; what cannot
be read goes to quarantine with its original bytes. Nothing is resolved or mended.
` + exitCodes,
		Example: "  lollipop extract --extracts extracts --work work",
		Args:    noArgs,
	}
	o.addFlags(c.Flags())
	c.RunE = func(c *cobra.Command, _ []string) error {
		if err := o.validate(needs{extracts: true}); err != nil {
			return err
		}
		return withSession(o, "extract", a.console(o.json, o.quiet), func(s *session) error {
			unreadable, err := s.extract(c.Context())
			if err == nil && unreadable > 0 {
				return &findingsError{fmt.Sprintf("%s rows could not be read and are in quarantine", console.Count(unreadable))}
			}
			return err
		})
	}
	return c
}

// extract runs stage 1 and returns how many rows could not be read.
func (s *session) extract(ctx context.Context) (unreadable int64, err error) {
	var sum extract.Summary
	err = s.stage(ctx, ledger.Extract, func(observe func(done, total int64, what string)) error {
		var err error
		sum, err = extract.Run(ctx, extract.Options{
			Extracts: s.extracts, Mappings: s.maps, Work: s.ws, Config: s.conf, Workers: s.conf.Workers,
			Memory: s.conf.Memory, Tool: toolName(),
			Observer: extract.Observer{OnProgress: observe, OnWarning: func(text string) { s.out.Warn("%s", text) }},
		})
		s.stood = sum.Fresh
		return err
	})
	if err != nil {
		return 0, err
	}
	s.warnOfRegister(sum)
	s.warnOfTrace(sum)
	if sum.Fresh {
		s.out.Note("extract: nothing changed, 1-extract stands")
	} else {
		s.out.Note("extract: %s rows read of %d sources: %s staged, %s excluded, %s in quarantine",
			console.Count(sum.Read), sum.Sources, console.Count(sum.Staged), console.Count(sum.Excluded), console.Count(sum.Quarantined))
	}
	return sum.Unreadable, s.out.Emit("extract", sum)
}

// warnOfRegister says where the register of protected children protects nobody:
// a child it means to protect would stand in the open, and no check can know.
func (s *session) warnOfRegister(sum extract.Summary) {
	if s.conf.Restricted == "" {
		s.out.Warn("no register of protected children is named: set restricted in lollipop.yaml")
	}
	if n := sum.RestrictedWithoutPatient; n > 0 {
		s.out.Warn("%s rows of the restricted register name no patient of these extracts and protect nobody: "+
			"see that source is the name of a folder, and look up the GUIDs", console.Count(n))
	}
}

// warnOfTrace says where a trace speaks of nobody. That none was given is no
// mistake, and stands in the report.
func (s *session) warnOfTrace(sum extract.Summary) {
	if n := sum.TraceWithoutPatient; n > 0 {
		s.out.Warn("%s rows of the trace file name no patient of these extracts: "+
			"see that source is the name of a folder, and look up the GUIDs", console.Count(n))
	}
}
