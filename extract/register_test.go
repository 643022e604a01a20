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

const registerHead = "source,organisation_guid,patient_guid,kind,since\r\n"

func TestRegister(t *testing.T) {
	set, dir, d := loadMappings(t), t.TempDir(), one(0)
	d.write(t, set, dir)
	path := filepath.Join(t.TempDir(), "restricted.csv")
	mustWrite(t, path, "\xEF\xBB\xBF"+registerHead+
		"chis,"+guid(org, 1)+","+guid(pat, 9)+",adopted,\r\n"+
		"chis,"+strings.ToLower(guid(org, 1))+","+guid(pat, 1)+", Adopted ,2019-02-03\r\n"+
		"elsewhere,"+guid(org, 1)+","+guid(pat, 1)+",witness,\r\n")
	o := options(t, set, dir)
	o.Config.Restricted = path
	s, _ := mustRun(t, o)
	if s.RestrictedRegister != 3 || s.RestrictedWithoutPatient != 2 {
		t.Errorf("summary %+v", s)
	}
	rows := readTable(t, o, "restricted_register.parquet")
	if len(rows) != 3 || rows[0]["patient_guid"] != guid(pat, 1) || rows[0]["kind"] != "adopted" || rows[0]["since"] != "20190203" || rows[1]["since"] != "0" {
		t.Errorf("register %v", rows)
	}
	m, err := o.Work.ReadManifest(ledger.Extract)
	if err != nil || m.Content.Config["restricted"] != "given" || len(m.Content.Inputs) != 21 {
		t.Errorf("manifest has %d inputs, %v, %v", len(m.Content.Inputs), m.Content.Config, err)
	}
	// Another register makes the stage stale.
	mustWrite(t, path, registerHead)
	if s, err := Run(context.Background(), o); err != nil || s.Fresh || s.RestrictedRegister != 0 {
		t.Errorf("with another register: %+v, %v", s, err)
	}
}

func TestRegisterErrors(t *testing.T) {
	g, p := guid(org, 1), guid(pat, 1)
	for text, says := range map[string]string{
		"": "no header",
		registerHead + ",,,,\r\nchis,x," + p + ",adopted,\r\n": "restricted.csv:3:6",
		"source,patient\r\n":                                           "where organisation_guid belongs",
		registerHead + "chis,x," + p + ",adopted,\r\n":                 "restricted.csv:2:6: organisation_guid",
		registerHead + "chis," + g + ",,adopted,\r\n":                  "patient_guid",
		registerHead + "chis," + g + "," + p + ",,\r\n":                "kind: is empty",
		registerHead + "chis," + g + "," + p + ",fostered,\r\n":        `kind: "fostered" is not known`,
		registerHead + "," + g + "," + p + ",adopted,\r\n":             "source: is empty",
		registerHead + "chis," + g + "," + p + ",adopted,3/2/2019\r\n": "since",
		registerHead + "chis," + g + "," + p + "\r\n":                  "3 fields",
		registerHead + "\"chis":                                        "restricted.csv:2",
	} {
		set, dir := loadMappings(t), t.TempDir()
		one(0).write(t, set, dir)
		o := options(t, set, dir)
		o.Config.Restricted = filepath.Join(t.TempDir(), "restricted.csv")
		mustWrite(t, o.Config.Restricted, text)
		_, err := Run(context.Background(), o)
		var broken *forms.Error
		if !errors.As(err, &broken) || !strings.Contains(err.Error(), says) || broken.Hint() == "" || strings.Contains(says, "fostered") && !strings.Contains(broken.Hint(), "adopted, witness, protected, sensitive") {
			t.Errorf("%q: %v, want %q", text, err, says)
		}
		nothingLeft(t, o)
	}
	o := options(t, loadMappings(t), t.TempDir())
	one(0).write(t, o.Mappings, o.Extracts)
	o.Config.Restricted = filepath.Join(t.TempDir(), "absent.csv")
	if _, err := Run(context.Background(), o); err == nil {
		t.Error("an absent register is no error")
	}
}
