package workbook

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lollipop/reconcile"
)

// What is handed out comes back: every pair once, by hub, with its facts and its hash,
// encrypted, and ReadReview takes it.
func TestExportReview(t *testing.T) {
	const secret = "correct horse battery 24"
	rep, l := full()
	dir, _ := write(t, rep, l, Options{Passphrase: secret})
	from := Source{Files: []string{filepath.Join(dir, File)}, Passphrase: secret}
	out := t.TempDir()
	done, err := ExportReview(context.Background(), out, rep, from, ExportOptions{Options: Options{Passphrase: secret}})
	if err != nil || done.Pairs != 2 {
		t.Fatal(done, err)
	}
	var names []string
	pairs := 0
	for _, f := range done.Files {
		names = append(names, f.Path)
		got, err := ReadReview(filepath.Join(out, f.Path), secret, false, from.Files)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range got {
			if pairs++; r.Strict != (r.First == 21) || r.Decision != "" {
				t.Errorf("%+v", r)
			}
		}
		if _, err := Read(filepath.Join(out, f.Path), ""); err == nil {
			t.Errorf("%s opens without a passphrase", f.Path)
		}
	}
	if pairs != 2 || !slices.Equal(names, []string{"review-hub-1.xlsx", "review-hub-2.xlsx"}) {
		t.Errorf("%d pairs in %v", pairs, names)
	}
	from.Passphrase = "another"
	if _, err := ExportReview(context.Background(), out, rep, from, ExportOptions{}); !errors.Is(err, ErrSealed) {
		t.Errorf("with another passphrase: %v", err)
	}
	bare, _ := write(t, rep, nil, Options{})
	if _, err := ExportReview(context.Background(), out, rep, Source{Files: []string{filepath.Join(bare, File)}}, ExportOptions{}); !errors.Is(err, ErrNoPairs) {
		t.Errorf("without pairs: %v", err)
	}
}

// Pairs of restricted children stand in one workbook, without what says where they are.
func TestExportReviewOfRestrictedChildren(t *testing.T) {
	const secret = "correct horse battery 24"
	rep, l := sealedListing()
	dir, out := t.TempDir(), t.TempDir()
	if _, err := WriteRestricted(context.Background(), dir, rep, l, Options{Passphrase: secret}); err != nil {
		t.Fatal(err)
	}
	from := Source{Files: []string{filepath.Join(dir, RestrictedFile)}, Passphrase: secret, Restricted: true}
	done, err := ExportReview(context.Background(), out, rep, from, ExportOptions{Options: Options{Passphrase: secret}, Reviewers: 2})
	if err != nil || len(done.Files) != 2 || done.Files[0].Path != "review-restricted-reviewer-1.xlsx" {
		t.Fatal(done, err)
	}
	path := filepath.Join(out, done.Files[0].Path)
	if got, err := ReadReview(path, secret, true, from.Files); err != nil || len(got) != 1 {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := ReadReview(path, secret, false, nil); err == nil {
		t.Error("it is read as a workbook of other children")
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", info, err)
	}
}

// Pairs that have a record in common stay with one reviewer, who has a like share of
// every priority; no pair is lost or twice.
func TestSharesOfReviewers(t *testing.T) {
	l := duplicateList(reconcile.Rows[reconcile.DuplicateRow]{})
	for _, key := range []string{"1/2", "3/4", "5/6", "7/8", "2/9", "10/11", "4/9", "12/13"} {
		values := make([]any, len(l.columns))
		values[l.column(headHub)] = "Hub 1"
		l.rows = append(l.rows, row{"pair/" + key, values})
	}
	var got []string
	for _, s := range shares(l, 3) {
		text := s.name + ":"
		for _, r := range s.rows {
			text += " " + strings.TrimPrefix(r.key, "pair/")
		}
		got = append(got, text)
	}
	want := []string{
		"review-hub-1-reviewer-1.xlsx: 1/2 2/9 3/4 4/9 10/11", "review-hub-1-reviewer-2.xlsx: 5/6 12/13", "review-hub-1-reviewer-3.xlsx: 7/8",
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %q", got)
	}
}
