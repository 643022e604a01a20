package cmd

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"syscall"

	"github.com/spf13/cobra"

	"lollipop/internal/console"
)

// Execute runs the command line and returns its exit code. It prints the error,
// with what to type next.
func Execute(ctx context.Context, args []string, streams console.Streams) int {
	a := &app{streams: streams}
	root := newRootCommand(a)
	root.SetArgs(args)
	root.SetOut(streams.Out)
	root.SetErr(streams.Err)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitDone
	}
	if ctx.Err() != nil && !errors.Is(err, context.Canceled) {
		err = errors.Join(err, ctx.Err())
	}
	if slices.Contains(args, "--json") { // a mistake in the flags comes before the command has read them
		a.output.JSON = true
	}
	err = withRoom(err)
	code := exitCode(err)
	console.New(streams, a.output).Fail(err, code)
	return code
}

// roomError is an error of a disk that is full, or of a file that may not grow.
type roomError struct{ cause error }

func (e *roomError) Error() string { return e.cause.Error() }
func (e *roomError) Unwrap() error { return e.cause }

// Hint is what to do.
func (e *roomError) Hint() string {
	return "make room where the workspace and the target lie (or lift the limit of the account), then type the same command again: it goes on"
}

// withRoom gives an error of a full disk its hint.
func withRoom(err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EFBIG) || errors.Is(err, syscall.EDQUOT) {
		return &roomError{err}
	}
	return err
}

// app is what commands share: the streams, and how the command that runs wants
// to speak, which the error printed at the end respects.
type app struct {
	streams console.Streams
	output  console.Options
}

func (a *app) console(json, quiet bool) *console.Console {
	a.output = console.Options{JSON: json, Quiet: quiet}
	return console.New(a.streams, a.output)
}

func newRootCommand(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:   "lollipop",
		Short: "move children's health records and prove that nothing was lost",
		Long: `Lollipop moves children's health records from legacy systems into a new one and
proves that nothing was lost. A migration is four stages, each of which reads what
the one before left in the workspace:

  extract     types every row of the extracts, as they are
  transform   makes children and their events: versions, codes, identity, merges
  load        fills a candidate in SQLite or PostgreSQL
  reconcile   judges it, row by row and value by value, and writes the report

Begin with:  lollipop demo
` + exitCodes,
		Example:       "  lollipop demo\n  lollipop run --extracts extracts --work work",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usagef("type `lollipop --help` for the commands", "unknown command %q", args[0])
			}
			return nil
		},
		RunE: func(*cobra.Command, []string) error {
			return usagef("type `lollipop demo` to see it work, `lollipop --help` for the commands", "no command given")
		},
	}
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return usagef("type `"+c.CommandPath()+" --help` for the flags", "%s", flagWords(err))
	})
	root.AddCommand(
		newDemoCommand(a), newRunCommand(a),
		newExtractCommand(a), newTransformCommand(a), newLoadCommand(a), newReconcileCommand(a),
		newInitCommand(a), newProfileCommand(a), newMappingsCommand(a), newCodesCommand(a), newReviewCommand(a), newDueCommand(a), newDedupeCommand(a), newFixturesCommand(a), newStatusCommand(a), newExplainCommand(a), newVerifyCommand(a), newVersionCommand(a),
	)
	return root
}

// parsing is how the language's own package begins to say what is wrong with a
// number: it repeats what stands before it.
var parsing = regexp.MustCompile(`strconv\.\w+: parsing "(?:[^"\\]|\\.)*": `)

// flagWords is a mistake in the flags in the user's words.
func flagWords(err error) string { return parsing.ReplaceAllString(err.Error(), "") }

// noArgs refuses arguments that a command would ignore.
func noArgs(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usagef("type `"+c.CommandPath()+" --help`", "unexpected argument %q", args[0])
	}
	return nil
}
