package reconcile

import (
	"context"
	"errors"
	"strings"
	"testing"

	"lollipop/internal/forms"
	"lollipop/internal/ledger"
	"lollipop/mappings"
)

// fitting are the figures that the small world holds.
func fitting() []string {
	return []string{
		"chis,living-children,unknown,2019,,,1,,", "chis,births,,,2019-03,,1,,", "chis,doses,,,,,,the screen has none,",
		"chis,due-outstanding,,,,,0,,", "chis,last-transaction,,,,,2020-05-06,,", "chis,looked-after,,,,,0,,",
	}
}

func TestLegacyFigures(t *testing.T) {
	for _, test := range []struct {
		name, old, new string // in the lines of fitting
		check          string // that fails, "" for none
		says           string
	}{
		{"all fit", "", "", "", ""},
		{"a child less", "2019,,,1", "2019,,,2", checkLegacyChildren, "living-children unknown 2019 of chis: the legacy system counts 2, its extract holds 1"},
		{"a child of another year", "unknown,2019", "unknown,2018", checkLegacyChildren, "the legacy system counts 1, its extract holds 0 (and 1 more)"},
		{"a birth more", "2019-03,,1", "2019-03,,0", checkLegacyChildren, "births 2019-03"},
		{"due items", "due-outstanding,,,,,0", "due-outstanding,,,,,40", checkLegacyEvents, "counts 40, its extract holds 0"},
		{"an open flag", "looked-after,,,,,0", "looked-after,,,,,1", checkLegacyFlags, "looked-after of chis"},
		{"used after the extract", "2020-05-06", "2020-05-07", checkLegacyLast, "says 2020-05-07, its extract 2020-05-06"},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := small(t)
			text := strings.Replace(strings.Join(fitting(), "\r\n"), test.old, test.new, 1)
			w.forms.Control = w.form("control.csv", forms.ControlHeader, text)
			rep := w.run()
			for _, id := range []string{checkLegacyChildren, checkLegacyEvents, checkLegacyFlags, checkLegacyLast} {
				c := rep.Check(id)
				if want := map[bool]State{true: Failed, false: Passed}[id == test.check]; c.State != want || c.Compared == 0 {
					t.Errorf("check %s is %s on %d: %s", id, c.State, c.Compared, c.Detail)
				}
				if id == test.check && !strings.Contains(c.Detail, test.says) {
					t.Errorf("detail %q, want %q", c.Detail, test.says)
				}
			}
			if last := rep.Inputs[len(rep.Inputs)-1]; last.Path != "control.csv" || last.SHA256 == "" {
				t.Errorf("the file is no input of the report: %+v", last)
			}
		})
	}
}

// A figure that is not given is not applicable, and the check that has no other
// is so too: neither is passed.
func TestLegacyFiguresNotGiven(t *testing.T) {
	w := small(t)
	rep := w.run()
	if c := rep.Check(checkLegacyChildren); c.State != NotApplicable || !strings.Contains(c.Detail, "no control.csv") || len(rep.Control) != 0 {
		t.Errorf("without a file: %+v", c)
	}
	w = small(t)
	w.forms.Control = w.form("control.csv", forms.ControlHeader, "chis,looked-after,,,,,,nobody could say,", "chis,births,,,2019-03,,1,,")
	rep = w.run()
	if c := rep.Check(checkLegacyFlags); c.State != NotApplicable || !strings.Contains(c.Detail, "looked-after: nobody could say") {
		t.Errorf("flags: %+v", c)
	}
	if c := rep.Check(checkLegacyChildren); c.State != Passed || !strings.Contains(c.Detail, "living-children: not in control.csv") {
		t.Errorf("children: %+v", c)
	}
	for _, f := range rep.Control {
		if (f.Figure == forms.FigureBirths) != (f.State == Passed) || f.State == NotApplicable && f.Reason == "" {
			t.Errorf("figure %+v", f)
		}
	}
}

// Another control.csv makes another report. A trace that is not the one extract
// read made one in which checks were in error, in the place of one that meant
// something; it is refused.
func TestControlIsAnInput(t *testing.T) {
	w := small(t)
	w.forms.Control = w.form("control.csv", forms.ControlHeader, "elsewhere,births,,,2019-03,,1,,")
	ws, err := ledger.Open(t.TempDir())
	w.must(err)
	defer ws.Close()
	extracts := t.TempDir()
	w.extract(ws, extracts)
	w.transform(ws)
	w.complete(ws, ledger.Load, ledger.Content{Previous: w.roots(ws, ledger.Extract, ledger.Transform)}, nil)
	o := w.forms
	o.Mappings, o.Work, o.Extracts, o.Target = w.maps, ws, extracts, &memory{w.maps, w.target, w.told(ws)}
	var broken *forms.Error
	if _, err := Run(context.Background(), o); !errors.As(err, &broken) || broken.Field != "source" || broken.Line != 2 || strings.Contains(err.Error(), "elsewhere") {
		t.Errorf("a source that no extract has: %v", err)
	}
	var changed *FormChangedError
	o.Control, o.Trace = "", w.form("trace.csv", forms.TraceHeader, "chis,"+orgCHIS+","+guid(1)+",9995260182,,92,2021-01-01")
	if _, err := Run(context.Background(), o); !errors.As(err, &changed) || changed.Hint() == "" {
		t.Errorf("a trace that extract did not read: %v", err)
	}
	o.Trace = ""
	o.Control = w.form("control.csv", forms.ControlHeader, fitting()...)
	first, err := Run(context.Background(), o)
	w.must(err)
	again, err := Run(context.Background(), o)
	w.must(err)
	o.Control = w.form("control.csv", forms.ControlHeader, fitting()[1:]...)
	other, err := Run(context.Background(), o)
	w.must(err)
	if !again.Fresh || other.Fresh || first.Root == other.Root {
		t.Errorf("fresh %v and %v", again.Fresh, other.Fresh)
	}
}

// The trace is read again, from the file that extract read.
func TestTraceOfTheSmallWorld(t *testing.T) {
	for name, test := range map[string]struct{ line, check string }{
		"sensitive child in open tables": {"chis," + orgCHIS + "," + guid(1) + ",9995260182,,92,2021-01-01", checkSpread},
		"invalid number in open tables":  {"chis," + orgCHIS + "," + guid(1) + ",9995260182,,91,", checkSpread},
		"death that is not known":        {"chis," + orgCHIS + "," + guid(1) + ",,,dead,2021-01-01", checkValues},
		"superseded number that stands":  {"chis," + orgCHIS + "," + guid(1) + ",9995260182,9991590838,90,", checkValues},
		"row that names nobody":          {"chis," + orgCHIS + "," + guid(77) + ",9995260182,,91,", checkSpread},
	} {
		t.Run(name, func(t *testing.T) {
			w := small(t)
			w.forms.Trace = w.form("trace.csv", forms.TraceHeader, test.line)
			_, in, err := forms.ReadTrace(w.forms.Trace, w.maps)
			w.must(err)
			w.inputs = []ledger.File{{Path: in.Name, SHA256: in.SHA256}}
			rep := w.run()
			if c := rep.Check(test.check); c.State != Failed {
				t.Errorf("check %s is %s: %s", test.check, c.State, c.Detail)
			}
			if !rep.Trace.Given || rep.Trace.Rows != 1 {
				t.Errorf("%+v", rep.Trace)
			}
		})
	}
}

// Declines of which the extract held none passed at 199 ppm, because doses were
// added to them before they were held against the tolerance.
func TestTheWorstFigureSettlesACheck(t *testing.T) {
	maps, err := loadMappings()
	if err != nil {
		t.Fatal(err)
	}
	doses, declines := forms.Cell{Source: "chis", Figure: forms.FigureDoses}, forms.Cell{Source: "chis", Figure: forms.FigureDeclines}
	r := &run{Options: Options{Mappings: maps, Control: "control.csv"}, in: &inputs{sources: []string{"chis"}}, outcomes: newOutcomes(maps), counted: newCounted()}
	r.totals = []forms.Total{{Cell: doses, Count: 1_000_000}, {Cell: declines, Count: 200}}
	r.counted.of[doses] = 1_000_000
	r.judgeControl()
	var check mappings.Check
	for _, c := range maps.Checks() {
		if c.ID == checkLegacyEvents {
			check = c
		}
	}
	if res := r.result(check); res.State != Failed || res.Value != 1_000_000 {
		t.Errorf("%s at %d ppm: %s", res.State, res.Value, res.Detail)
	}
}
