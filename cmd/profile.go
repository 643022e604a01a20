package cmd

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"

	"lollipop/internal/console"
	"lollipop/internal/ledger"
	"lollipop/mappings"
	"lollipop/profile"
)

type profileOptions struct {
	extracts, out, config string
	workers               int
	json, quiet           bool
}

func newProfileCommand(a *app) *cobra.Command {
	var o profileOptions
	c := &cobra.Command{
		Use:   "profile",
		Short: "what is in the extracts, before anything else",
		Long: `Reads every file of every source and tells, by file and column, how many values are
filled, how many are different, how long they are and what they range over; which codes
events use and which of them no table maps; how much came from which organisation and
year; layout, encoding and damage of each file. Run it before the first rehearsal, and on
every new extract. It needs no configuration, no workspace and no whole set of files, and
no bad row stops it: what cannot be read is named, and the exit code is 0 all the same.

It shows values of columns of fixed words alone (mappings table profile_column.csv), and of
those what at least five rows share; never a name, number, address, date of birth or free
text. Of EMIS Open messages it tells each element by its path. Packed files (.gz, .zip) are unpacked one by one into a nameless file in --out, or in the
system's folder for such files, and are gone at once. Without --out it writes nothing else; with it, profile.json and the workbook profile.xlsx.
` + exitCodes,
		Example: "  lollipop profile --extracts extracts --out profile",
		Args:    noArgs,
	}
	f := c.Flags()
	f.StringVar(&o.extracts, "extracts", "", "folder that holds one folder a source")
	f.StringVar(&o.out, "out", "", "folder for profile.json and profile.xlsx (created; an earlier profile in it is replaced)")
	f.StringVar(&o.config, "config", "", "configuration, of which only mappings matters (default: lollipop.yaml beside the extracts, else in the current folder)")
	f.IntVar(&o.workers, "workers", 0, "workers (default: one a processor); the result does not depend on it")
	addOutputFlags(f, &o.json, &o.quiet)
	c.RunE = func(c *cobra.Command, _ []string) error {
		if err := o.validate(); err != nil {
			return err
		}
		return runProfile(c.Context(), o, a.console(o.json, o.quiet))
	}
	return c
}

func (o *profileOptions) validate() error {
	if err := needExtracts(o.extracts); err != nil {
		return err
	}
	switch {
	case o.out != "" && inside(o.out, o.extracts):
		return usagef("name a folder beside the extracts, for example --out profile", "flag --out names the extracts folder or one in it")
	case o.workers < 0:
		return usagef("leave --workers out for one a processor", "flag --workers: %d is no number of workers", o.workers)
	}
	return nil
}

func runProfile(ctx context.Context, o profileOptions, out *console.Console) error {
	conf, err := findConfig(stageOptions{extracts: o.extracts, config: o.config})
	if err != nil {
		return err
	}
	set, err := mappings.LoadFolder(conf.Mappings)
	if err != nil {
		return err
	}
	workers := cmp.Or(o.workers, conf.Workers, runtime.GOMAXPROCS(0))
	temp := ""
	if o.out != "" { // the disk of the output is as private as its content wants
		if err := os.MkdirAll(o.out, 0o700); err != nil {
			return err
		}
		temp = o.out
	}
	bar := out.Progress("profile")
	p, err := profile.Run(ctx, profile.Options{Extracts: o.extracts, Mappings: set, Workers: workers, Temp: temp, OnProgress: bar.Observe})
	bar.End()
	if err != nil {
		return err
	}
	if o.out != "" {
		if err := writeProfile(o.out, p); err != nil {
			return err
		}
	}
	if err := emitProfile(p, out); err != nil {
		return err
	}
	if err := out.Print(profileText(p)); err != nil {
		return err
	}
	if o.out != "" {
		out.Note("profile: every file and column in %s and %s", filepath.Join(o.out, profileFile), filepath.Join(o.out, profileBook))
	} else {
		out.Note("profile: --out DIR writes every file and column to profile.json")
	}
	return nil
}

const (
	profileFile = "profile.json"
	profileBook = "profile.xlsx"
)

func writeProfile(dir string, p *profile.Profile) error {
	data, err := json.MarshalIndent(p, "", " ")
	if err != nil {
		return err
	}
	if err := ledger.WriteFile(filepath.Join(dir, profileFile), append(data, '\n')); err != nil {
		return err
	}
	var book bytes.Buffer
	if err := p.WriteBook(&book); err != nil {
		return err
	}
	return ledger.WriteFile(filepath.Join(dir, profileBook), book.Bytes())
}

// emitProfile tells the profile as objects, one a line.
func emitProfile(p *profile.Profile, out *console.Console) error {
	for _, f := range p.Files {
		if err := out.Emit("file", f); err != nil {
			return err
		}
	}
	for _, c := range p.Columns {
		if err := out.Emit("column", c); err != nil {
			return err
		}
	}
	for _, e := range p.Entities {
		if err := out.Emit("entity", e); err != nil {
			return err
		}
	}
	for _, o := range p.Practices {
		if err := out.Emit("practice", o); err != nil {
			return err
		}
	}
	for _, c := range p.Codes {
		if err := out.Emit("code", c); err != nil {
			return err
		}
	}
	return nil
}
