package cmd

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"lollipop/extract/emis"
	"lollipop/internal/config"
	"lollipop/internal/console"
	"lollipop/internal/forms"
	"lollipop/mappings"
	"lollipop/profile"
)

type initOptions struct {
	extracts, out string
	json, quiet   bool
}

func newInitCommand(a *app) *cobra.Command {
	var o initOptions
	c := &cobra.Command{
		Use:   "init",
		Short: "write a commented lollipop.yaml for extracts, and the forms to fill in",
		Long: `Looks at the names of the extracts' files and at their patients, and writes beside the extracts
folder (or into --out):

  lollipop.yaml    every key with its meaning; the sources that were found, each with the role
                   that is proposed; the day of the latest extract and the scope that follows
  restricted.csv   the register of protected children       } forms: the header alone,
  trace.csv        what a trace said of NHS numbers         } or figures that are
  control.csv      the legacy system's own figures          } still "not given"
  expected.csv     the practices that must be there         }
  decisions.csv    what people decided about pairs          }
  postcode_authority.csv
                   in which authority a postcode lies       }
  forms.md         what each form holds, with an example
  mappings/        a folder for your own tables, empty but for what their keys are

Read lollipop.yaml before the first run: the role of a source decides what of it moves. A
form counts once lollipop.yaml names it: fill it in, then take the # away. Nothing that
exists is overwritten.
` + exitCodes,
		Example: "  lollipop init --extracts extracts",
		Args:    noArgs,
	}
	f := c.Flags()
	f.StringVar(&o.extracts, "extracts", "", "folder that holds one folder a source")
	f.StringVar(&o.out, "out", "", "folder to write to (default: the one that holds the extracts folder)")
	addOutputFlags(f, &o.json, &o.quiet)
	c.RunE = func(c *cobra.Command, _ []string) error {
		if err := o.validate(); err != nil {
			return err
		}
		return runInit(c.Context(), o, a.console(o.json, o.quiet))
	}
	return c
}

func (o *initOptions) validate() error {
	if err := needExtracts(o.extracts); err != nil {
		return err
	}
	if o.out != "" && inside(o.out, o.extracts) {
		return usagef("leave --out away to write beside the extracts", "flag --out names the extracts folder or one in it")
	}
	return nil
}

func runInit(ctx context.Context, o initOptions, out *console.Console) error {
	full, err := filepath.Abs(o.extracts)
	if err != nil {
		return err
	}
	if o.out == "" {
		o.out = filepath.Dir(full)
	}
	set, err := mappings.Load()
	if err != nil {
		return err
	}
	p, err := propose(ctx, o.extracts, set, out)
	if err != nil {
		return err
	}
	written, err := writeInit(o.out, p, set)
	if err != nil {
		return err
	}
	for _, name := range written {
		out.Note("wrote  %s", filepath.Join(o.out, name))
	}
	names := make([]string, 0, len(p.Sources))
	for name := range p.Sources {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		out.Note("source %s: role %s (%s)", name, p.Sources[name], p.Why[name])
	}
	out.Note("next:  read %s, above all the roles and the register of protected children", filepath.Join(o.out, config.FileName))
	out.Note("then:  lollipop profile --extracts %s", o.extracts)
	out.Note("then:  lollipop run --extracts %s --work work", o.extracts)
	return out.Emit("init", initLine{written, p.Sources, p.AsOf.String()})
}

// initLine is what --json tells.
type initLine struct {
	Written []string          `json:"written"`
	Sources map[string]string `json:"sources"`
	AsOf    string            `json:"as_of"`
}

// propose looks at who sent what. A source whose patients all belong to one
// organisation is likely the legacy service; one named chis is.
func propose(ctx context.Context, extracts string, set *mappings.Set, out *console.Console) (config.Proposal, error) {
	present := folders(extracts)
	if len(present) == 0 {
		return config.Proposal{}, usagef("name the folder that holds one folder a source, such as chis/ and gp/", "look at extracts: there is no folder in %s", extracts)
	}
	p := config.Proposal{Sources: map[string]string{}, Why: map[string]string{}, Mappings: "mappings"}
	bar := out.Progress("init")
	seen, err := profile.Run(ctx, profile.Options{
		Extracts: extracts, Mappings: set, Workers: runtime.GOMAXPROCS(0), OnProgress: bar.Observe, Only: []string{"Admin_Patient"},
	})
	bar.End()
	if err != nil {
		return p, err
	}
	found, errFind := emis.Find(extracts, set.Entities(), nil)
	var refusal *emis.Refusal
	if errors.As(errFind, &refusal) {
		out.Warn("extract will refuse these extracts as they are: %v", errFind)
	} else if errFind != nil {
		return p, errFind
	}
	for _, f := range found.Files {
		p.AsOf = max(p.AsOf, emis.StampDate(f.Stamp))
	}
	organisations := map[string]int{}
	for _, o := range seen.Practices {
		organisations[o.Source]++
	}
	roles, err := config.Default().Roles(present)
	if err != nil {
		return p, err
	}
	for name, role := range roles {
		p.Sources[name], p.Why[name] = role, fmt.Sprintf("patients of %s", plural(int64(organisations[name]), "organisation"))
		switch {
		case len(present) == 1:
			p.Why[name] += "; the only source"
		case name == config.RoleCHIS:
			p.Why[name] += "; by its name"
		}
	}
	chooseLegacy(&p, organisations)
	if !slices.Contains(slices.Collect(values(p.Sources)), config.RoleCHIS) {
		out.Warn("no source looks like the legacy service: give one the role chis in %s", config.FileName)
	}
	return p, nil
}

// chooseLegacy gives the role chis to the one source of a single organisation,
// where no name says which it is.
func chooseLegacy(p *config.Proposal, organisations map[string]int) {
	var single []string
	for name, role := range p.Sources {
		if role == config.RoleCHIS {
			return
		}
		if organisations[name] == 1 {
			single = append(single, name)
		}
	}
	if len(single) == 1 {
		p.Sources[single[0]] = config.RoleCHIS
		p.Why[single[0]] += "; the only source of just one: see that this is the legacy service"
	}
}

func values(m map[string]string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for _, v := range m {
			if !yield(v) {
				return
			}
		}
	}
}

// folders are the names of the sources.
func folders(extracts string) []string {
	entries, err := os.ReadDir(extracts)
	if err != nil {
		return nil
	}
	var names []string
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") && isFolder(filepath.Join(extracts, e.Name())) {
			names = append(names, e.Name())
		}
	}
	return names
}

// writeInit writes everything or, where one of the files is there, nothing.
func writeInit(dir string, p config.Proposal, set *mappings.Set) ([]string, error) {
	files := map[string][]byte{
		config.FileName:          config.Propose(p),
		"restricted.csv":         header(forms.RegisterHeader),
		"trace.csv":              header(forms.TraceHeader),
		"control.csv":            controlForm(p, set),
		"expected.csv":           header(forms.ExpectedHeader),
		"decisions.csv":          header(forms.DecisionHeader),
		"postcode_authority.csv": header(forms.PostcodeHeader),
		"forms.md":               formsPage(set),
		"mappings/" + readme:     []byte(tablesReadme(set.TableFiles())),
	}
	if err := os.MkdirAll(filepath.Join(dir, "mappings"), 0o700); err != nil {
		return nil, err
	}
	if err := writeNew(dir, files); err != nil {
		return nil, err
	}
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	return names, nil
}

func header(columns []string) []byte { return []byte(strings.Join(columns, ",") + "\r\n") }

// notFilledIn is why a figure of a new control.csv has no value: it may stand,
// and the check says so, until somebody gives the figure.
const notFilledIn = "not filled in yet"

// controlForm has a row for each figure of each legacy source.
func controlForm(p config.Proposal, set *mappings.Set) []byte {
	text := string(header(forms.ControlHeader))
	var names []string
	for name, role := range p.Sources {
		if role == config.RoleCHIS {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		for _, f := range set.Figures() {
			cells := make([]string, len(forms.ControlHeader))
			cells[slices.Index(forms.ControlHeader, "source")] = quotedCell(name)
			cells[slices.Index(forms.ControlHeader, "figure")] = f.ID
			cells[slices.Index(forms.ControlHeader, "not_given")] = notFilledIn
			text += strings.Join(cells, ",") + "\r\n"
		}
	}
	return []byte(text)
}

func quotedCell(text string) string {
	if strings.ContainsAny(text, ",\"\n") {
		return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
	}
	return text
}

// formsPage says what each form holds.
func formsPage(set *mappings.Set) []byte {
	var b strings.Builder
	b.WriteString("# Forms\n\nCSV UTF-8 with the header as it stands. A form counts once lollipop.yaml names it.\n")
	const other = "{0A1B2C3D-0000-4000-8000-000000000003}"
	const org, patient = "{0A1B2C3D-0000-4000-8000-000000000001}", "{0A1B2C3D-0000-4000-8000-000000000002}"
	for _, f := range []struct {
		name, what string
		columns    []string
		example    string
	}{
		{"restricted.csv", "Children whose records must be kept apart. kind: adopted, witness, protected or sensitive.", forms.RegisterHeader, "chis," + org + "," + patient + ",adopted,2020-05-01"},
		{"trace.csv", "What a trace said of the NHS number of a record. code: the trace's own, or superseded, invalid, sensitive, dead.", forms.TraceHeader, "chis," + org + "," + patient + ",,,dead,2020-02-03"},
		{"control.csv", "The legacy system's own figures, read from its screens at freeze by somebody other than who ran the extract. Each row has a value, or says under not_given why there is none.", forms.ControlHeader, "chis,looked-after,,,,,12,,"},
		{"expected.csv", "Practices that must be there, with their patients and the day of their latest batch at the last rehearsal.", forms.ExpectedHeader, "gp,A82003,5120,2021-03-08,"},
		{"decisions.csv", "What people decided about two records: same takes two people, different one, open takes back. A line is added for each decision and none is changed; the last about a pair counts. lollipop review apply writes it from workbooks that were filled in.", forms.DecisionHeader, "chis," + org + "," + patient + ",chis," + org + "," + other + ",same,A. Nurse,B. Lead,2021-04-01"},
		{"postcode_authority.csv", "In which local authority a postcode, a sector (LA1 4) or an outward code (LA1) lies; the longest that fits counts. authority: the code of the county, unitary authority, metropolitan district or London borough (E06, E08, E09 or E10 and six digits), not of a district of a county.", forms.PostcodeHeader, "LA1 4,E10000017,"},
	} {
		fmt.Fprintf(&b, "\n## %s\n\n%s\n\n    %s\n    %s\n", f.name, f.what, strings.Join(f.columns, ","), f.example)
	}
	b.WriteString("\n## The figures of control.csv\n\n| figure | fill in as well | value | what is counted |\n|---|---|---|---|\n")
	for _, f := range set.Figures() {
		value := "a number"
		if f.Date {
			value = "a day"
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", f.ID, strings.Join(f.Dimensions, ", "), value, f.Words)
	}
	return []byte(b.String())
}
