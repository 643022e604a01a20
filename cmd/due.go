package cmd

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"lollipop/calllist"
	"lollipop/internal/chis"
	"lollipop/internal/console"
	"lollipop/internal/ledger"
	"lollipop/mappings"
	"lollipop/reconcile/workbook"
)

type dueOptions struct {
	work, config, out     string
	practice, hub, clinic string
	from, to, asOf        string
	explain               int64
	plain, json, quiet    bool
	restricted            bool

	period struct{ from, to, asOf chis.Date }
}

func newDueCommand(a *app) *cobra.Command {
	var o dueOptions
	c := &cobra.Command{
		Use:   "due",
		Short: "write the call list of a practice, hub or clinic for a period",
		Long: `Lists the children of a practice, hub or clinic for whom an immunisation, a mandated review or
newborn screening falls due in the period or is overdue, one row a child, worked out by the schedule engine over what transform made.
Of a clinic it lists the children who are booked into it in the period.

Nobody is on it who has died, was stillborn, has moved away, refused, must not have the
vaccine, or is marked as not to be contacted. Restricted children are on no such list; with
--restricted they get one of their own, of the whole service and without any address or practice,
always encrypted, its passphrase in a file beside it and never shown. A child
without a usable date of birth stands on it as "cannot be scheduled", and one whose record
throws doubt on the plan, or of whom something waits for a person (a possible second record,
rows in quarantine, a code that may be a vaccination), with the reason. --explain says why a child is on it or not, in
words that name nobody.

A workbook (.xlsx) is encrypted: its passphrase is shown once, or stands beside it in a file of
its own where nobody watches. --plain writes it, or a CSV file, for anybody to read. Reads the
workspace; needs transform. Writes the file, and with --plain or --restricted a line in the ledger; a file that
exists is never overwritten.
` + exitCodes,
		Example: "  lollipop due --work work --practice P81002 --from 2021-04-01 --to 2021-04-30 --out call.xlsx\n" +
			"  lollipop due --work work --hub \"Hub 2\" --from 2021-04-01 --to 2021-04-30 --explain 358\n" +
			"  lollipop due --work work --restricted --from 2021-04-01 --to 2021-04-30 --out restricted.xlsx",
		Args: noArgs,
	}
	f := c.Flags()
	f.StringVar(&o.work, "work", "", "workspace of the rehearsal")
	f.StringVar(&o.config, "config", "", "configuration (default: lollipop.yaml in the current folder)")
	f.StringVar(&o.practice, "practice", "", "ODS code of a general practice")
	f.StringVar(&o.hub, "hub", "", "a hub, for example \"Hub 2\"")
	f.StringVar(&o.clinic, "clinic", "", "description of a clinic session, or name of its place")
	f.StringVar(&o.from, "from", "", "first day of the period, yyyy-mm-dd")
	f.StringVar(&o.to, "to", "", "last day of the period, yyyy-mm-dd")
	f.StringVar(&o.asOf, "as-of", "", "day as of which it is worked out (default: that of the rehearsal)")
	f.Int64Var(&o.explain, "explain", 0, "id of a child: say why it is on the list or not")
	f.StringVar(&o.out, "out", "", "file to write: .xlsx, or with --plain .csv")
	f.BoolVar(&o.restricted, "restricted", false, "the restricted children of the whole service, for those alone who may see them")
	addPlainFlag(f, &o.plain)
	addOutputFlags(f, &o.json, &o.quiet)
	c.RunE = func(c *cobra.Command, _ []string) error {
		if err := o.validate(); err != nil {
			return err
		}
		return runDue(c.Context(), o, a.console(o.json, o.quiet))
	}
	return c
}

func (o *dueOptions) validate() error {
	for _, check := range []func() error{o.whom, o.file, o.days} {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

// whom looks at the flags that say whose list it is.
func (o *dueOptions) whom() error {
	asked := 0
	for _, s := range []string{o.practice, o.hub, o.clinic} {
		if s != "" {
			asked++
		}
	}
	switch {
	case o.work == "":
		return usagef("name the workspace, for example --work work", "flag --work is missing")
	case o.restricted && (asked > 0 || o.plain || o.explain != 0):
		return usagef("give it with --from, --to and --out alone", "flag --restricted: its list is of the whole service, always encrypted, and explains nobody")
	case asked != 1 && !o.restricted:
		return usagef("ask for one of --practice P81002, --hub \"Hub 2\" and --clinic NAME", "%d of the flags --practice, --hub and --clinic are given", asked)
	case o.explain < 0:
		return usagef("give an id of the table child", "flag --explain: %d is no id", o.explain)
	case o.explain > 0 && o.out != "":
		return usagef("ask for the list or for a child", "flags --explain and --out do not go together")
	}
	return nil
}

// file looks at the file to write.
func (o *dueOptions) file() error {
	switch csv := strings.EqualFold(filepath.Ext(o.out), ".csv"); {
	case o.explain > 0:
		return nil
	case o.out == "":
		return usagef("name a file, for example --out call.xlsx", "flag --out is missing")
	case !csv && !strings.EqualFold(filepath.Ext(o.out), ".xlsx"):
		return usagef("name a file that ends in .xlsx or .csv", "flag --out: %s is neither a workbook nor CSV", filepath.Base(o.out))
	case csv && o.restricted:
		return usagef("write a workbook", "flag --out: a list of restricted children is a workbook, which can be encrypted")
	case csv && !o.plain:
		return usagef("write a workbook, or add --plain and keep the file where the workspace is", "a CSV file cannot be encrypted")
	}
	return needFolder("--out", o.out)
}

// days reads the flags that are days.
func (o *dueOptions) days() error {
	for _, d := range []struct {
		flag, text string
		to         *chis.Date
	}{{"from", o.from, &o.period.from}, {"to", o.to, &o.period.to}, {"as-of", o.asOf, &o.period.asOf}} {
		var ok bool
		if *d.to, ok = chis.ParseDate(d.text); !ok && (d.text != "" || d.flag != "as-of") {
			return usagef(fmt.Sprintf("give a day, for example --%s 2021-04-01", d.flag), "flag --%s: %q is no day of the form yyyy-mm-dd", d.flag, d.text)
		}
	}
	if o.period.to < o.period.from {
		return usagef("give the first day before the last", "the period ends before it begins")
	}
	return nil
}

func runDue(ctx context.Context, o dueOptions, out *console.Console) error {
	set, ws, err := viewTransformed(o.config, o.work)
	if err != nil {
		return err
	}
	if err := sameSchedule(set, ws); err != nil {
		return err
	}
	asked := calllist.Options{
		Work: ws, Mappings: set, Practice: strings.ToUpper(o.practice), Hub: o.hub, Clinic: o.clinic, Restricted: o.restricted,
		From: o.period.from, To: o.period.to, AsOf: o.period.asOf,
	}
	if err := known(set, asked); err != nil {
		return err
	}
	if o.explain > 0 {
		return explainDue(ctx, asked, o.explain, out)
	}
	list, err := calllist.Build(ctx, asked)
	if err != nil {
		return err
	}
	var passphrase string
	err = o.noted(func() (err error) {
		passphrase, err = o.write(list, out.Watched())
		return err
	})
	if err != nil {
		return err
	}
	return o.tell(list, passphrase, out)
}

// tell says what was written and how it opens.
func (o *dueOptions) tell(list *calllist.List, passphrase string, out *console.Console) error {
	if o.restricted { // why the others are on no list stands in the file alone
		if err := out.Emit("call_list", dueSummary{File: o.out, AsOf: list.AsOf, Children: int64(list.Children), Lines: int64(len(list.Lines)), NotOnIt: map[string]int64{}, Restricted: list.Restricted}); err != nil {
			return err
		}
		out.Note("due: %d of %d restricted children of the whole service are on the list, worked out as of %s", len(list.Lines), list.Children, list.AsOf)
		out.Note("the workbook opens with the passphrase in %s, which is shown to nobody; send the two by different ways", o.out+passphraseEnd)
		return nil
	}
	if err := out.Emit("call_list", dueSummary{o.out, list.AsOf, int64(list.Children), int64(len(list.Lines)), list.Off, list.Restricted, list.Unplaced}); err != nil {
		return err
	}
	out.Note("due: %d of %d children are on the list, worked out as of %s", len(list.Lines), list.Children, list.AsOf)
	if list.Restricted > 0 {
		out.Note("restricted children of the whole service, who are on a list of their own (--restricted): %d", list.Restricted)
	}
	if list.Unplaced > 0 {
		out.Note("children of the whole service without a practice that the tables know, who are on no list of a practice or hub: %d", list.Unplaced)
	}
	switch {
	case o.plain:
		out.Warn("the list holds names and NHS numbers and is not encrypted: keep it where the workspace is")
	case out.Watched():
		out.Secret("The workbook opens with this passphrase, which is shown this once:  " + passphrase)
	default:
		out.Note("the workbook opens with the passphrase in %s; send the two by different ways", o.out+passphraseEnd)
	}
	return nil
}

// sameSchedule refuses tables other than those of the rehearsal: by another schedule
// the list would call for other doses than the target says are due.
func sameSchedule(set *mappings.Set, ws *ledger.Workspace) error {
	m, err := ws.StageManifest(ledger.Transform)
	if err != nil {
		return err
	}
	if changed := differing(m.Content.Mappings, set); changed != nil {
		return usagef("name the configuration of the rehearsal, for example --config lollipop.yaml, or run `lollipop transform` again",
			"the mapping tables are not those that 2-transform was made with: %s", strings.Join(changed, ", "))
	}
	return nil
}

// known refuses a hub that no practice is in, and a practice that no table knows:
// an empty list would look like one of a practice without children.
func known(set *mappings.Set, asked calllist.Options) error {
	hub := func(p mappings.Practice) bool { return set.Hub(p.Code) == asked.Hub }
	switch {
	case asked.Hub != "" && !slices.ContainsFunc(set.Practices(), hub):
		return usagef("the hubs stand in hub.csv, for example \"Hub 2\"", "flag --hub: no practice is in %q", asked.Hub)
	case asked.Practice != "" && set.Practice(asked.Practice) == nil:
		return usagef("the practices stand in practice.csv; lay a row over it for another", "flag --practice: %q is no practice of the area", asked.Practice)
	}
	return nil
}

// noted writes what anybody can read, or what names restricted children, only
// with a line in the ledger that says who did so (safety rules section 11).
func (o *dueOptions) noted(write func() error) error {
	flag, note := "--plain", "a call list that is not encrypted was written"
	switch {
	case o.restricted:
		flag, note = "--restricted", "a call list of restricted children was written"
	case !o.plain:
		return write()
	}
	ws, err := ledger.Open(o.work)
	if err != nil {
		return err
	}
	if err = write(); err == nil {
		err = ws.Append(time.Now(), ledger.Entry{Who: who(), Command: []string{"lollipop", "due", flag}, Outcome: ledger.Done, Note: note})
	}
	return errors.Join(err, ws.Close())
}

// dueSummary is what a list counts. It names nobody.
type dueSummary struct {
	File       string           `json:"file"`
	AsOf       chis.Date        `json:"as_of"`
	Children   int64            `json:"children"`
	Lines      int64            `json:"lines"`
	NotOnIt    map[string]int64 `json:"not_on_it"`
	Restricted int64            `json:"restricted_of_the_service"`
	Unplaced   int64            `json:"without_practice_of_the_service"`
}

const passphraseEnd = ".passphrase"

// write writes the file that was asked for, and the passphrase beside it where
// nobody watches.
func (o *dueOptions) write(list *calllist.List, watched bool) (passphrase string, err error) {
	name := filepath.Base(o.out)
	if strings.EqualFold(filepath.Ext(name), ".csv") {
		return "", writeNew(filepath.Dir(o.out), map[string][]byte{name: list.CSV()})
	}
	of := o.practice + o.hub + o.clinic
	if o.restricted {
		of = "restricted children"
	}
	data, err := list.Book(fmt.Sprintf("Call list of %s from %s to %s", of, o.from, o.to))
	if err != nil {
		return "", err
	}
	files := map[string][]byte{name: data}
	if !o.plain {
		if passphrase, err = workbook.NewPassphrase(); err != nil {
			return "", err
		}
		if files[name], err = workbook.Encrypt(data, passphrase); err != nil {
			return "", err
		}
		if !watched || o.restricted {
			files[name+passphraseEnd] = []byte(passphrase + "\n")
		}
	}
	return passphrase, writeNew(filepath.Dir(o.out), files)
}

func explainDue(ctx context.Context, asked calllist.Options, child int64, out *console.Console) error {
	r, err := calllist.Explain(ctx, asked, child)
	if err != nil {
		return err
	}
	if err := out.Emit("call_list_reason", r); err != nil {
		return err
	}
	text := fmt.Sprintf("Child %d is not on the list: %s\n", r.Child, r.Why)
	if r.OnList {
		text = fmt.Sprintf("Child %d is on the list: %s\n", r.Child, r.Why)
	}
	for _, d := range r.Doubts {
		text += "  in doubt: " + d + "\n"
	}
	for _, it := range r.Items {
		text += "  " + it + "\n"
	}
	return out.Print(text)
}
