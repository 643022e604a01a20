package cmd

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"lollipop/internal/config"
	"lollipop/internal/console"
	"lollipop/internal/ledger"
)

func newStatusCommand(a *app) *cobra.Command {
	var o stageOptions
	c := &cobra.Command{
		Use:   "status",
		Short: "show how far a rehearsal is and what it cost",
		Long: `Shows which stages of a workspace are done, what each cost, the settings in force
(flags over environment over configuration) and what to type next.
` + exitCodes,
		Example: "  lollipop status --work work",
		Args:    noArgs,
	}
	o.addFlags(c.Flags())
	c.RunE = func(*cobra.Command, []string) error {
		if err := o.validate(needs{}); err != nil {
			return err
		}
		return runStatus(o, a.console(o.json, o.quiet))
	}
	return c
}

// stageStatus is one stage as status shows it.
type stageStatus struct {
	Stage string           `json:"stage"`
	State string           `json:"state"` // done, missing, interrupted, running or damaged
	Root  string           `json:"root,omitempty"`
	Cost  *ledger.StageRun `json:"cost,omitempty"`
}

func runStatus(o stageOptions, out *console.Console) error {
	if !exists(o.work) {
		return usagef("name the workspace of a rehearsal; `lollipop extract` makes one", "flag --work: there is no folder %s", o.work)
	}
	ws, err := ledger.View(o.work)
	if err != nil {
		return err
	}
	s := &session{stageOptions: o, out: out, ws: ws}
	if s.conf, err = findConfig(o); err != nil {
		return err
	}
	s.override()
	costs, err := ws.Runs()
	if err != nil {
		return err
	}
	t := console.NewTable("stage", "state", "time", "cpu", "memory", "rows", "bytes")
	next := ""
	for _, stage := range ledger.Stages() {
		st := statusOf(ws, stage, costs)
		if err := out.Emit("stage", st); err != nil {
			return err
		}
		t.Row(costCells(st)...)
		switch {
		case next != "" || st.State == "done":
		case st.State == "running":
			next = "wait for the process that runs " + ledger.Command(stage)
		default:
			next = "lollipop " + ledger.Command(stage) + " --work " + o.work
		}
	}
	if next == "" {
		next = "open " + ws.Path(ledger.Reconcile, "report.json")
	}
	return out.Print(t.String() + "\n" + settings(s, costs[ledger.Load].Target) + "next:  " + next + "\n")
}

func statusOf(ws *ledger.Workspace, stage string, costs map[string]ledger.StageRun) stageStatus {
	st := stageStatus{Stage: stage, State: "done"}
	m, err := ws.StageManifest(stage)
	var missing *ledger.MissingError
	switch {
	case ws.Underway(stage):
		st.State = "running"
	case errors.As(err, &missing) && missing.Interrupted:
		st.State = "interrupted"
	case missing != nil:
		st.State = "missing"
	case err != nil:
		st.State = "damaged"
	default:
		st.Root = m.Root
	}
	if cost, ok := costs[stage]; ok && st.State == "done" {
		st.Cost = &cost
	}
	return st
}

func costCells(st stageStatus) []any {
	if st.Cost == nil {
		return []any{st.Stage, st.State}
	}
	cpu, memory := "", ""
	if st.Cost.CPUSeconds != nil {
		cpu = console.Span(time.Duration(*st.Cost.CPUSeconds * float64(time.Second)))
	}
	if st.Cost.PeakRSSBytes != nil {
		memory = console.Size(*st.Cost.PeakRSSBytes)
	}
	return []any{
		st.Stage, st.State, console.Span(time.Duration(st.Cost.Seconds * float64(time.Second))), cpu, memory,
		st.Cost.Rows, console.Size(st.Cost.Bytes),
	}
}

// settings lists what is in force, without secrets; loaded is the target of the
// last load, which is in force where none is named.
func settings(s *session, loaded string) string {
	var b strings.Builder
	from := "none, defaults"
	if s.conf.Path != "" {
		from = s.conf.Path
	}
	tables := "the program's own"
	if s.conf.Mappings != "" {
		tables = s.conf.Mappings + " over the program's own"
	}
	to := config.RedactTarget(s.conf.Target)
	switch named := s.conf.Target != defaultTarget(s.work); {
	case loaded == "" || loaded == to:
	case named:
		to += "; the last load went to " + loaded
	default:
		to = loaded + ", where the last load went; none is named now"
	}
	fmt.Fprintf(&b, "configuration:  %s\nmappings:       %s\ntarget:         %s\nworkers:        %d\nmemory:         %s\n",
		from, tables, to, s.conf.Workers, console.Size(s.conf.Memory))
	return b.String()
}
