package cmd

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"lollipop/internal/console"
	"lollipop/internal/ledger"
	"lollipop/internal/near"
	"lollipop/mappings"
)

func newMappingsCommand(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:   "mappings",
		Short: "read, check and change the tables that say what codes and columns mean",
		Long: `The tables are part of the program. A folder named by the key mappings of lollipop.yaml
lies over them: a row with the key of one of ours replaces it, any other is added. No
compiler is needed; every stage whose tables changed is made anew.
` + exitCodes,
		Example: "  lollipop mappings export --out mappings schedule.csv\n  lollipop mappings check mappings",
		Args:    noArgs,
		RunE: func(*cobra.Command, []string) error {
			return usagef("type `lollipop mappings --help`", "name what to do: export or check")
		},
	}
	c.AddCommand(newMappingsExportCommand(a), newMappingsCheckCommand(a))
	return c
}

type mappingsOptions struct {
	config, out string
	embedded    bool
	json, quiet bool
}

func newMappingsExportCommand(a *app) *cobra.Command {
	var o mappingsOptions
	c := &cobra.Command{
		Use:   "export --out DIR [TABLE…]",
		Short: "write the tables in effect as CSV, with their keys",
		Long: `Writes every table, or those that are named, as it is in effect: the program's own with
the folder of lollipop.yaml laid over it. README.md beside them says of each table its key
and what a folder may change. Use it before a first change, and take out of the copy every
row that you do not change: what stays is yours, and a later version of the program will
not mend it. Existing files are never overwritten.
` + exitCodes,
		Example: "  lollipop mappings export --out mappings concept.csv tolerance.csv",
		Args:    cobra.ArbitraryArgs,
	}
	f := c.Flags()
	f.StringVar(&o.out, "out", "", "folder to write to (created)")
	f.StringVar(&o.config, "config", "", "configuration (default: lollipop.yaml in the current folder)")
	f.BoolVar(&o.embedded, "embedded", false, "the program's own tables, without those of the configuration")
	addOutputFlags(f, &o.json, &o.quiet)
	c.RunE = func(_ *cobra.Command, tables []string) error {
		if o.out == "" {
			return usagef("name a folder, for example --out mappings", "flag --out is missing")
		}
		return runMappingsExport(o, tables, a.console(o.json, o.quiet))
	}
	return c
}

const readme = "README.md"

func runMappingsExport(o mappingsOptions, names []string, out *console.Console) error {
	set, err := loadTables(o)
	if err != nil {
		return err
	}
	files, err := chosen(set.TableFiles(), names)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(o.out, 0o700); err != nil {
		return err
	}
	writes := map[string][]byte{}
	if _, err := os.Lstat(filepath.Join(o.out, readme)); err != nil { // one of an earlier export says the same
		writes[readme] = []byte(tablesReadme(files))
	}
	for _, f := range files {
		writes[f.Name] = f.CSV
	}
	if err := writeNew(o.out, writes); err != nil {
		return err
	}
	for _, f := range files {
		if err := out.Emit("table", tableLine{f.Name, f.Key, f.Rule, f.Overlay}); err != nil {
			return err
		}
	}
	out.Note("mappings: %d tables in %s; README.md says their keys", len(files), o.out)
	return nil
}

// tableLine is one table as --json tells it.
type tableLine struct {
	Table   string   `json:"table"`
	Key     []string `json:"key"`
	Rule    string   `json:"rule"`
	Overlay bool     `json:"overlay"`
}

// loadTables reads the tables in effect.
func loadTables(o mappingsOptions) (*mappings.Set, error) {
	if o.embedded {
		return mappings.Load()
	}
	conf, err := findConfig(stageOptions{config: o.config})
	if err != nil {
		return nil, err
	}
	return mappings.LoadFolder(conf.Mappings)
}

// chosen are the tables of these names, all without any.
func chosen(files []mappings.TableFile, names []string) ([]mappings.TableFile, error) {
	if len(names) == 0 {
		return files, nil
	}
	known := make([]string, len(files))
	for i, f := range files {
		known[i] = f.Name
	}
	var some []mappings.TableFile
	for _, name := range names {
		full := strings.TrimSuffix(name, ".csv") + ".csv"
		at := slices.Index(known, full)
		if at < 0 {
			hint := "`lollipop mappings export --out DIR` without names writes all of them"
			if n := near.Word(full, known); n != "" {
				hint = fmt.Sprintf("did you mean %q?", n)
			}
			return nil, usagef(hint, "no table is called %q", name)
		}
		some = append(some, files[at])
	}
	return some, nil
}

// writeNew writes files that are not there yet, or none at all.
func writeNew(dir string, files map[string][]byte) error {
	for name := range files {
		if _, err := os.Lstat(filepath.Join(dir, name)); err == nil {
			return usagef("name another folder, or move the file away", "%s is there already and stays as it is", filepath.Join(dir, name))
		}
	}
	names := slices.Sorted(maps.Keys(files))
	for i, name := range names {
		err := ledger.WriteFile(filepath.Join(dir, name), files[name])
		if err == nil {
			continue
		}
		for _, written := range names[:i] {
			err = errors.Join(err, os.Remove(filepath.Join(dir, written)))
		}
		return err
	}
	return nil
}

func tablesReadme(files []mappings.TableFile) string {
	var b strings.Builder
	b.WriteString(`# Tables of Lollipop

To change one, keep in this folder only the rows you change or add, under the header as it
stands, and name the folder in lollipop.yaml:

    mappings: mappings

A row with the key of one of the program's rows replaces it, any other is added; no row can
be taken away. Check the folder with ` + "`lollipop mappings check`" + `. Save files as CSV UTF-8: codes and
dates as they are written here, without the conversions of a spreadsheet.

A code of class safety is mapped by code_review.csv, never by concept.csv alone: an approved
row names the clinical reviewer who answers for it (` + "`lollipop codes export`, `codes apply`" + `).

| table | key | a folder | columns |
|---|---|---|---|
`)
	for _, f := range files {
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", f.Name, strings.Join(f.Key, ", "), f.Rule, strings.Join(f.Columns, ", "))
	}
	return b.String()
}

func newMappingsCheckCommand(a *app) *cobra.Command {
	var o mappingsOptions
	c := &cobra.Command{
		Use:   "check [DIR]",
		Short: "list every contradiction of a folder of tables, all at once",
		Long: `Reads the program's tables with a folder laid over them and lists every mistake at once:
file, line, column, what is wrong, and the nearest known word. DIR is the folder; without
it, that of lollipop.yaml. Run it after each change, before any stage. It writes nothing.
` + exitCodes,
		Example: "  lollipop mappings check mappings",
		Args:    cobra.MaximumNArgs(1),
	}
	f := c.Flags()
	f.StringVar(&o.config, "config", "", "configuration (default: lollipop.yaml in the current folder)")
	addOutputFlags(f, &o.json, &o.quiet)
	c.RunE = func(_ *cobra.Command, args []string) error {
		return runMappingsCheck(o, args, a.console(o.json, o.quiet))
	}
	return c
}

func runMappingsCheck(o mappingsOptions, args []string, out *console.Console) error {
	dir := ""
	if len(args) == 1 {
		if dir = args[0]; !isFolder(dir) {
			return usagef("name the folder that holds the tables", "%s is no folder", dir)
		}
	} else {
		conf, err := findConfig(stageOptions{config: o.config})
		if err != nil {
			return err
		}
		if dir = conf.Mappings; dir == "" {
			out.Note("mappings: no folder is named; checking the program's own tables")
		}
	}
	set, err := mappings.LoadFolder(dir)
	var wrong *mappings.Error
	if errors.As(err, &wrong) {
		return reportMistakes(wrong, out)
	}
	if err != nil {
		return err
	}
	if len(args) == 1 && !slices.ContainsFunc(set.TableFiles(), func(f mappings.TableFile) bool { return f.Overlay }) {
		return usagef("name the folder that holds the tables; `lollipop mappings export --out DIR` writes them all",
			"no table of ours lies in %s", dir)
	}
	return reportTables(set, out)
}

// mistake is one contradiction as --json tells it.
type mistake struct {
	File    string `json:"file"`
	Line    int    `json:"line,omitempty"`
	Column  string `json:"column,omitempty"`
	Reason  string `json:"reason"`
	Nearest string `json:"nearest,omitempty"`
}

func reportMistakes(wrong *mappings.Error, out *console.Console) error {
	t := console.NewTable("file", "line", "column", "what", "nearest")
	for _, m := range wrong.Mistakes {
		if err := out.Emit("mistake", mistake{m.File, m.Line, m.Column, m.Reason, m.Nearest}); err != nil {
			return err
		}
		line := any("")
		if m.Line > 0 {
			line = m.Line
		}
		t.Row(m.File, line, m.Column, m.Reason, m.Nearest)
	}
	if err := out.Print(t.String()); err != nil {
		return err
	}
	n := len(wrong.Mistakes)
	return usagef("mend the tables and check again; no stage runs with them", "check mapping tables: %s", plural(int64(n), "mistake"))
}

func reportTables(set *mappings.Set, out *console.Console) error {
	n := 0
	for _, f := range set.TableFiles() {
		if !f.Overlay {
			continue
		}
		n++
		if err := out.Emit("table", tableLine{f.Name, f.Key, f.Rule, f.Overlay}); err != nil {
			return err
		}
	}
	return out.Print(fmt.Sprintf("no mistakes; %s laid over the program's own\n", plural(int64(n), "table")))
}

// plural is "1 table" or "2 tables".
func plural(n int64, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return console.Count(n) + " " + word + "s"
}
