package explain

import (
	"context"
	"errors"
	"os"
	"reflect"
	"strings"
	"testing"

	"lollipop/internal/ledger"
	"lollipop/mappings"
)

// What is explained of whole rehearsals is held by e2e.

func TestRulesInWords(t *testing.T) {
	maps, err := mappings.Load()
	if err != nil {
		t.Fatal(err)
	}
	w := &work{Options: Options{Mappings: maps}}
	c := &Child{
		Rows: []Row{
			{Disposition: "loaded", Aside: []Aside{{Column: "postcode", Rule: "bad-date"}}},
			{Disposition: "merged", Rule: "same-event", Made: []Made{{Table: "immunisation", ID: 3, Reason: "same-event"}}},
		},
		Pairs: []Pair{{Outcome: "merged", Rule: "nhs-number+person-guid"}},
	}
	var got []string
	for _, r := range w.words(c) {
		if r.Words == "" {
			t.Errorf("rule %s has no words", r.ID)
		}
		got = append(got, r.ID)
	}
	if want := []string{"bad-date", "same-event", "nhs-number", "person-guid"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestWithoutTransform(t *testing.T) {
	ws, err := ledger.View(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := OfChild(context.Background(), Options{Work: ws}, 1); !errors.Is(err, ledger.ErrMissing) {
		t.Errorf("a workspace without transform: %v", err)
	}
	if _, err := OfPair(context.Background(), Options{Work: ws}, 1, 2); !errors.Is(err, ledger.ErrMissing) {
		t.Errorf("a workspace without transform: %v", err)
	}
}

func TestErrorsSayWhatToDo(t *testing.T) {
	for _, c := range []struct {
		err        error
		says, hint string
	}{
		{&UnknownError{What: "child", ID: 7}, "no child 7", "source_row"},
		{&UnknownError{What: "child", ID: 7, Now: 5}, "joined into child 5", "--child 5"},
		{&UnknownError{What: "child", ID: 7}, "no child 7", "of a protected child nothing"},
	} {
		hinted, ok := c.err.(interface{ Hint() string })
		if !ok || !strings.Contains(c.err.Error(), c.says) || !strings.Contains(hinted.Hint(), c.hint) {
			t.Errorf("%v", c.err)
		}
	}
}

func TestGlobOfAnyFolder(t *testing.T) {
	dir := t.TempDir() + "/odd [name]*"
	if err := os.MkdirAll(dir+"/1-extract/patient", 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(dir+"/1-extract/patient/00004-0000.parquet", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	w := &work{Options: Options{Work: &ledger.Workspace{Dir: dir}}}
	if got := w.staged("patient", 4); len(got) != 1 || !strings.HasSuffix(got[0], "00004-0000.parquet") {
		t.Errorf("%v", got)
	}
}

func TestDateText(t *testing.T) {
	for v, want := range map[int32]string{20160307: "2016-03-07", 0: "", -1: ""} {
		if got := dateText(v); got != want {
			t.Errorf("%d: %q", v, got)
		}
	}
}
