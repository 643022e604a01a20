package cmd

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"lollipop/internal/ledger"
	"lollipop/reconcile"
	"lollipop/reconcile/workbook"
)

// passphraseFile lies in the workspace, not in the folder of the stage: taking it
// away, as one should, breaks no manifest.
const passphraseFile = "report.xlsx.passphrase"

func addPlainFlag(f *pflag.FlagSet, plain *bool) {
	f.BoolVar(plain, "plain", false, "write the workbook without encryption: anybody who gets the file can read it")
}

func addRestrictedFlag(f *pflag.FlagSet, restricted *bool) {
	f.BoolVar(restricted, "restricted", false, "also write the workbook of restricted children, for those alone who may see them")
}

func addTruthFlag(f *pflag.FlagSet, truth *string) {
	f.StringVar(truth, "truth", "", "folder that says who each person record is, as fixtures generate makes it: the report tells how right the merges are")
}

// workbookJob is the workbook of one run of reconcile, and that of restricted
// children where it is asked for.
type workbookJob struct {
	session    *session
	passphrase string
	kept       bool // the passphrase stands in its file
	written    []reconcile.Rendered
	restricted []reconcile.Rendered
	had        bool // an earlier run left a workbook of restricted children
}

// render writes the workbook. The passphrase is that of the file in the
// workspace, else a new one: shown at the end where a person watches, kept in
// the file where none does.
func (w *workbookJob) render(ctx context.Context, dir string, rep *reconcile.Report, l *reconcile.Listing) ([]reconcile.Rendered, error) {
	if !w.session.plain {
		if err := w.choose(); err != nil {
			return nil, err
		}
	}
	var err error
	w.written, err = workbook.Write(ctx, dir, rep, l, workbook.Options{Passphrase: w.passphrase})
	if err != nil {
		return w.written, err
	}
	matching, err := workbook.WriteMatching(dir, rep)
	return append(w.written[:len(w.written):len(w.written)], matching), err
}

func (w *workbookJob) choose() error {
	s := w.session
	var err error
	if w.passphrase, w.kept, err = keptOrNew(s.ws.Path(passphraseFile)); err != nil || w.kept {
		return err
	}
	if w.kept = !s.out.Watched() && !s.dry; !w.kept {
		return nil
	}
	return ledger.WriteFile(s.ws.Path(passphraseFile), []byte(w.passphrase+"\n"))
}

// keptOrNew is the passphrase of a file, else a new one.
func keptOrNew(path string) (passphrase string, kept bool, err error) {
	text, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", false, err
	}
	if passphrase = strings.TrimSpace(string(text)); workbook.IsPassphrase(passphrase) {
		return passphrase, true, nil
	}
	passphrase, err = workbook.NewPassphrase()
	return passphrase, false, err
}

// stands reports that the workbooks an earlier run left are of the kind that is
// asked for now.
func (w *workbookJob) stands(m ledger.Manifest) bool {
	list := m.Apart
	if w.session.plain {
		list = m.Content.Outputs
	}
	has := func(list []ledger.File, name string) bool {
		return slices.ContainsFunc(list, func(f ledger.File) bool { return f.Path == name })
	}
	return has(list, workbook.File) && has(m.Content.Outputs, workbook.MatchingFile) && (!w.session.restricted || has(m.Apart, path.Join(reconcile.RestrictedDir, workbook.RestrictedFile)))
}

// tell says how the workbook opens.
func (w *workbookJob) tell() {
	s := w.session
	switch {
	case len(w.written) == 0 || s.dry: // the one of an earlier run stands, or none does
	case s.plain:
		s.out.Warn("the workbook holds names and NHS numbers and is not encrypted: keep it where the workspace is")
	case w.kept:
		s.out.Note("the workbook opens with the passphrase in %s; send the two by different ways", s.ws.Path(passphraseFile))
	default:
		s.out.Secret("The workbook opens with this passphrase, which is shown this once:  " + w.passphrase)
	}
	switch there := exists(s.restrictedBook()); {
	case s.dry:
	case s.restricted && there:
		s.out.Note("restricted children: %s; its passphrase stands in %s, and is shown to nobody", s.restrictedBook(), s.restrictedKey())
	case w.had && !there:
		s.out.Note("the workbook of restricted children that an earlier run left is gone; --restricted makes it anew")
	}
}

// workbookPath is where the workbook of the workspace lies.
func (s *session) workbookPath() string { return s.ws.Path(ledger.Reconcile, workbook.File) }
