package cmd

import (
	"context"
	"errors"
	"io/fs"
	"os"
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

// workbookJob is the workbook of one run of reconcile.
type workbookJob struct {
	session    *session
	passphrase string
	kept       bool // the passphrase stands in its file
	written    []reconcile.Rendered
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
	return w.written, err
}

func (w *workbookJob) choose() error {
	s := w.session
	text, err := os.ReadFile(s.ws.Path(passphraseFile))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if w.passphrase = strings.TrimSpace(string(text)); workbook.IsPassphrase(w.passphrase) {
		w.kept = true
		return nil
	}
	if w.passphrase, err = workbook.NewPassphrase(); err != nil {
		return err
	}
	if w.kept = !s.out.Watched() && !s.dry; !w.kept {
		return nil
	}
	return ledger.WriteFile(s.ws.Path(passphraseFile), []byte(w.passphrase+"\n"))
}

// stands reports that the workbook an earlier run left is of the kind that is
// asked for now.
func (w *workbookJob) stands(m ledger.Manifest) bool {
	list := m.Apart
	if w.session.plain {
		list = m.Content.Outputs
	}
	return slices.ContainsFunc(list, func(f ledger.File) bool { return f.Path == workbook.File })
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
}

// workbookPath is where the workbook of the workspace lies.
func (s *session) workbookPath() string { return s.ws.Path(ledger.Reconcile, workbook.File) }
