package extract

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"lollipop/internal/forms"
	"lollipop/internal/ledger"
)

// The trace is staged in one order; of whom no extract holds, nothing is kept.
func TestTrace(t *testing.T) {
	set, dir, d := loadMappings(t), t.TempDir(), one(0)
	d.write(t, set, dir)
	path := filepath.Join(t.TempDir(), "trace.csv")
	head := strings.Join(forms.TraceHeader, ",") + "\r\n"
	key := "chis," + guid(org, 1) + ","
	mustWrite(t, path, head+key+guid(pat, 9)+",,,dead,2020-01-01\r\n"+
		key+guid(pat, 1)+",9434765919,,91,\r\n"+key+guid(pat, 1)+",,,dead,2020-01-01\r\n")
	o := options(t, set, dir)
	o.Config.Trace = path
	s, _ := mustRun(t, o)
	if s.Trace != 3 || s.TraceWithoutPatient != 1 {
		t.Errorf("summary %+v", s)
	}
	rows := readTable(t, o, "trace.parquet")
	if len(rows) != 2 || rows[0]["code"] != "dead" || rows[0]["date"] != "20200101" || rows[1]["nhs_number"] != "9434765919" || rows[1]["date"] != "0" {
		t.Errorf("trace %v", rows)
	}
	m, err := o.Work.ReadManifest(ledger.Extract)
	if err != nil || m.Content.Config["trace"] != "given" || len(m.Content.Inputs) != 21 {
		t.Errorf("manifest has %d inputs, %v, %v", len(m.Content.Inputs), m.Content.Config, err)
	}
	mustWrite(t, path, head)
	if s, err := Run(context.Background(), o); err != nil || s.Fresh || s.Trace != 0 {
		t.Errorf("with another trace: %+v, %v", s, err)
	}
}

// A form that cannot be used is said before any work, whichever it is.
func TestFormsThatCannotBeUsed(t *testing.T) {
	for name, set := range map[string]func(*Options, string){
		"trace.csv":    func(o *Options, path string) { o.Config.Trace = path },
		"control.csv":  func(o *Options, path string) { o.Config.Control = path },
		"expected.csv": func(o *Options, path string) { o.Config.Expected = path },
	} {
		o := options(t, loadMappings(t), t.TempDir())
		one(0).write(t, o.Mappings, o.Extracts)
		path := filepath.Join(t.TempDir(), name)
		mustWrite(t, path, "source,figures\r\n")
		set(&o, path)
		_, err := Run(context.Background(), o)
		var broken *forms.Error
		if !errors.As(err, &broken) || !strings.Contains(err.Error(), name+":1:8") || broken.Hint() == "" {
			t.Errorf("%s: %v", name, err)
		}
		nothingLeft(t, o)
	}
}
