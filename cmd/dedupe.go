package cmd

import (
	"cmp"
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"lollipop/dedupe"
	"lollipop/internal/config"
	"lollipop/internal/console"
	"lollipop/mappings"
	"lollipop/transform/linkage/match"
)

type dedupeOptions struct {
	file, settings, out string
	pairs, reached      string
	parameters, save    string
	threshold           float64
	workers             int
	json, quiet         bool
}

func newDedupeCommand(a *app) *cobra.Command {
	var o dedupeOptions
	c := &cobra.Command{
		Use:   "dedupe FILE.csv --settings FILE.yaml --out clusters.csv",
		Short: "find which records of any table of persons are one person",
		Long: `Reads a CSV file with a header and a row a record, and writes for each record the
cluster that it belongs to: record_id,cluster_id. Everything that the scores rest on is
learnt from the file itself. Settings say what its columns are called; any but id may
be missing, and names with a date of birth are enough:

  columns:
    id: person_no              # needed; without it a column id or record_id
    forename: given_name       # middle_names, surname, sex, date_of_birth (or birth_year,
    surname: family_name       # birth_month, birth_day), address, town, postcode, phone,
    date_of_birth: dob         # nhs_number, other_identifier, birth_order, organisation
  nhs_numbers: any             # live: numbers of the ranges for tests are nobody's
  bands:
    wrong: 0.0005              # share of the joined pairs that may be wrong, by estimate
    missed: 0.001              # share of the true pairs that nobody may be asked about
                               # or limits by themselves, as probabilities: auto, review

The limits are set by the errors that the scores expect, unless bands.auto, bands.review
or --threshold give one: joined is from the lowest probability at which so few of the
joined pairs are wrong (0.999 at least), and a person is asked from the highest on below
which so few true pairs lie (0.2 at most). Without --threshold a placeholder for a forename (Baby,
Twin 1, an initial), a number that another child has on record too, and sexes that differ
are left to a person. Two valid NHS numbers that differ, and two birth orders of one birth
date, are never joined, whatever the score and through whatever third record.

--pairs writes every pair above the review limit: score (binary logarithm of the odds),
probability, class, what became of it (joined, proposed or refused, which are the review
cases, or implied by those), why it was not joined, and how each field agrees.

The same rows in any order, with any number of workers, give the same bytes. Files are
written with mode 0600; they and FILE hold identities.
` + exitCodes,
		Example: "  lollipop dedupe persons.csv --settings persons.yaml --out clusters.csv --pairs pairs.csv",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usagef("type for example: lollipop dedupe persons.csv --settings persons.yaml --out clusters.csv", "one file is expected, not %d", len(args))
			}
			return nil
		},
	}
	o.addFlags(c.Flags())
	c.RunE = func(c *cobra.Command, args []string) error {
		o.file = args[0]
		if err := o.validate(c.Flags().Changed("threshold")); err != nil {
			return err
		}
		return runDedupe(c.Context(), o, a.console(o.json, o.quiet))
	}
	return c
}

func (o *dedupeOptions) addFlags(f *pflag.FlagSet) {
	f.StringVar(&o.settings, "settings", "", "what the columns are called (default: each by its own word)")
	f.StringVar(&o.out, "out", "", "file to write clusters to; one that exists is replaced")
	f.StringVar(&o.pairs, "pairs", "", "file to write scored pairs to")
	f.StringVar(&o.reached, "reached", "", "file to write every pair to that shares a key, with its rule, before anything is compared")
	f.Float64Var(&o.threshold, "threshold", 0, "probability from which records are joined, between 0 and 1 (default: by the bands of the settings)")
	f.StringVar(&o.parameters, "parameters", "", "parameters of an earlier run, instead of learning them")
	f.StringVar(&o.save, "save-parameters", "", "file to write the parameters to")
	f.IntVar(&o.workers, "workers", 0, "workers (default: one a processor); the result does not depend on it")
	addOutputFlags(f, &o.json, &o.quiet)
}

func (o *dedupeOptions) validate(threshold bool) error {
	switch {
	case o.out == "":
		return usagef("name a file, for example --out clusters.csv", "flag --out is missing")
	case threshold && !(o.threshold > 0 && o.threshold < 1):
		return usagef("give a probability, for example --threshold 0.95", "flag --threshold: %g is not between 0 and 1", o.threshold)
	}
	if err := validWorkers(o.workers); err != nil {
		return err
	}
	if err := o.apart(); err != nil {
		return err
	}
	return o.writable()
}

// writable refuses, before the work and not after, a file that has no folder or is one.
func (o *dedupeOptions) writable() error {
	for _, f := range []struct{ flag, path string }{{"--out", o.out}, {"--pairs", o.pairs}, {"--reached", o.reached}, {"--save-parameters", o.save}} {
		if err := needFolder(f.flag, f.path); err != nil {
			return err
		}
		if info, err := os.Stat(f.path); err == nil && !info.Mode().IsRegular() {
			return usagef("name a file", "flag %s: %s is a folder, a pipe or a device", f.flag, f.path)
		}
	}
	return nil
}

// apart refuses two files that are one: the input would be gone.
func (o *dedupeOptions) apart() error {
	files := map[string]string{realPath(o.file): "the file that is read"}
	for _, f := range []struct{ flag, path string }{
		{"--settings", o.settings},
		{"--parameters", o.parameters},
		{"--out", o.out},
		{"--pairs", o.pairs},
		{"--reached", o.reached},
		{"--save-parameters", o.save},
	} {
		if f.path == "" {
			continue
		}
		path := realPath(f.path)
		if other, taken := files[path]; taken {
			return usagef("name another file", "flag %s names %s, as does %s", f.flag, filepath.Base(f.path), other)
		}
		files[path] = f.flag
	}
	return nil
}

func runDedupe(ctx context.Context, o dedupeOptions, out *console.Console) error {
	settings, tables, err := readSettings(o.settings)
	if err != nil {
		return err
	}
	params, err := readParameters(o.parameters)
	if err != nil {
		return err
	}
	bar := out.Progress("dedupe")
	s, err := dedupe.Run(ctx, dedupe.Options{
		File: o.file, Columns: settings.Columns, Tables: tables, Out: o.out, Pairs: o.pairs, Reached: o.reached, Save: o.save, OnProgress: bar.Observe,
		Match: match.Options{
			Workers: cmp.Or(o.workers, runtime.GOMAXPROCS(0)), Parameters: params,
			Auto: cmp.Or(o.threshold, settings.Auto), Review: settings.Review, Wrong: settings.Wrong, Missed: settings.Missed, Held: o.threshold != 0,
		},
	})
	bar.End()
	if err != nil {
		return err
	}
	return tellDedupe(s, o, out)
}

// readSettings reads what a table's columns are called, where a file says so, and
// the tables that names and numbers are read by.
func readSettings(path string) (settings config.Dedupe, tables match.Tables, err error) {
	if path != "" {
		if settings, err = config.LoadDedupe(path); err != nil {
			return settings, tables, err
		}
	}
	set, err := mappings.Load()
	if err != nil {
		return settings, tables, err
	}
	tables = match.Tables{Placeholder: set.PlaceholderForename, Ranges: set.NHSRanges(), Mode: settings.Mode()}
	tables.ShortForms(set.ShortForenames())
	return settings, tables, nil
}

func readParameters(path string) (*match.Parameters, error) {
	if path == "" {
		return nil, nil
	}
	data, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, usagef("name a file that --save-parameters wrote", "flag --parameters: there is no file %s", path)
	}
	if err != nil {
		return nil, err
	}
	p, err := match.ParseParameters(data)
	if err != nil {
		return nil, usagef("name a file that --save-parameters of this version wrote", "flag --parameters: %s: %v", path, err)
	}
	return p, nil
}

func tellDedupe(s *dedupe.Summary, o dedupeOptions, out *console.Console) error {
	if err := out.Emit("dedupe", s); err != nil {
		return err
	}
	if s.UnreadableDates > 0 {
		out.Warn("dedupe: %s dates of birth cannot be read and count as missing", console.Count(int64(s.UnreadableDates)))
	}
	if s.RowsNotUTF8 > 0 {
		out.Warn("dedupe: %s rows hold bytes that are no UTF-8; they were read as Windows-1252", console.Count(int64(s.RowsNotUTF8)))
	}
	if s.RecordsNotBlocked > 0 {
		out.Warn("dedupe: keys that hold too many equal records were left out, %s records in all", console.Count(int64(s.RecordsNotBlocked)))
	}
	out.Note("dedupe: %s records, %s persons; %s pairs joined at probability %.6g and above, of which %.1f are expected to be wrong",
		console.Count(int64(s.Records)), console.Count(int64(s.Clusters)), console.Count(int64(s.JoinedPairs)), s.Auto, s.WrongExpected)
	out.Note("dedupe: %s review cases from probability %.3g on (%s proposed, %s refused); of %.0f compared pairs of one child %.1f are expected below",
		console.Count(int64(s.Proposed+s.Refused)), s.Review, console.Count(int64(s.Proposed)), console.Count(int64(s.Refused)), s.SameExpected, s.MissedExpected)
	out.Note("dedupe: clusters in %s", o.out)
	return nil
}
