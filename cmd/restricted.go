package cmd

import (
	"context"
	"os"
	"path/filepath"

	"lollipop/internal/ledger"
	"lollipop/reconcile"
	"lollipop/reconcile/workbook"
)

func (s *session) restrictedKey() string {
	return s.ws.Path(ledger.RestrictedDir, workbook.RestrictedFile+passphraseEnd)
}

func (s *session) restrictedBook() string {
	return s.ws.Path(ledger.Reconcile, reconcile.RestrictedDir, workbook.RestrictedFile)
}

// renderRestricted writes the workbook of restricted children. Its passphrase is
// never shown: whoever watches this terminal need not be one of those who may see
// them. It stands in a file of its own, which they collect.
func (w *workbookJob) renderRestricted(ctx context.Context, dir string, rep *reconcile.Report, l *reconcile.RestrictedListing) ([]reconcile.Rendered, error) {
	s := w.session
	passphrase, kept, err := keptOrNew(s.restrictedKey())
	if err == nil && !kept && !s.dry {
		err = keepRestricted(s.restrictedKey(), passphrase)
	}
	if err != nil {
		return nil, err
	}
	w.restricted, err = workbook.WriteRestricted(ctx, dir, rep, l, workbook.Options{Passphrase: passphrase})
	return w.restricted, err
}

// keepRestricted writes a passphrase for its owner alone.
func keepRestricted(path, passphrase string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	return ledger.WriteFile(path, []byte(passphrase+"\n"))
}

// ledgerNote is what the ledger says of the workbooks of a run.
func (w *workbookJob) ledgerNote() string {
	switch {
	case len(w.restricted) > 0:
		return "the workbook of restricted children was written (--restricted)"
	case w.session.plain && len(w.written) > 0:
		return "the workbook was written without encryption (--plain)"
	}
	return ""
}
