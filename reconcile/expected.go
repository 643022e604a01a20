package reconcile

import (
	"cmp"
	"fmt"

	"lollipop/internal/chis"
	"lollipop/internal/forms"
	"lollipop/internal/ledger"
)

// ExpectedPractice is an organisation of expected.csv, and what the extracts hold
// of it.
type ExpectedPractice struct {
	Source         string `json:"source"`
	Code           string `json:"code"`
	Expected       int64  `json:"expected"` // patients at the last rehearsal, -1 where not said
	Found          int64  `json:"found"`    // patients that no row deletes
	ExpectedLatest string `json:"expected_latest"`
	Latest         string `json:"latest"` // day of the latest batch with a row of its patients
	// Problem is missing, empty, older or moved; empty where there is none.
	Problem string `json:"problem"`
}

// The problems of an expected organisation.
const (
	practiceMissing = "missing"
	practiceEmpty   = "empty"
	practiceOlder   = "older"
	practiceMoved   = "moved"
)

// sent is what an organisation sent, as the extracts are read again.
type sent struct {
	patients int64
	latest   chis.Date
}

func (r *run) readExpected() error {
	if r.Expected == "" {
		return nil
	}
	expected, in, err := forms.ReadExpected(r.Expected)
	r.expected = expected
	r.formInputs = append(r.formInputs, ledger.File{Path: in.Name, Bytes: in.Bytes, Rows: in.Rows, SHA256: in.SHA256})
	return err
}

// judgeExpected holds the organisations that must be there against the patient
// records of the extracts, as they were read again.
func (r *run) judgeExpected() {
	if r.Expected == "" {
		r.outcomes.idle(checkExpected, "no expected.csv was given: set expected in lollipop.yaml")
		return
	}
	all, newest := r.sentBy()
	detail, wrong := "", int64(0)
	for _, e := range r.expected {
		s, found := all[sender{e.Source, string(e.Code)}]
		p := ExpectedPractice{
			Source: e.Source, Code: string(e.Code), Expected: e.Patients, Found: s.patients,
			ExpectedLatest: e.Latest.String(), Latest: s.latest.String(), Problem: r.problemOf(&e, s, found, newest[e.Source]),
		}
		if p.Problem != "" {
			wrong++
			detail = joinWords(detail, p.words())
		}
		r.practices = append(r.practices, p)
	}
	r.outcomes.compared(checkExpected, int64(len(r.expected)))
	r.outcomes.set(checkExpected, wrong, false, detail)
}

type sender struct{ source, code string }

// sentBy counts the patients of every organisation by its code, and finds the
// day of the latest batch of each source.
func (r *run) sentBy() (all map[sender]sent, newest map[string]chis.Date) {
	all, newest = map[sender]sent{}, map[string]chis.Date{}
	for i := range r.in.files {
		f := &r.in.files[i]
		name := r.in.sources[f.source]
		newest[name] = max(newest[name], f.stamp)
	}
	for n, flags := range r.people.raw {
		if flags&rawKnown == 0 {
			continue
		}
		o := r.people.orgList[r.people.keys[n].org]
		k := sender{source: r.in.sources[o.source]}
		if v := r.orgs.find(refKey{source: o.source, guid: o.guid}); v != nil {
			code, _ := chis.ParseODSCode(r.orgs.text(v, "ods_code"))
			k.code = string(code)
		}
		s := all[k]
		s.latest = max(s.latest, r.latestOf[o])
		if flags&rawLive != 0 && flags&rawGone == 0 {
			s.patients++
		}
		all[k] = s
	}
	return all, newest
}

func (r *run) problemOf(e *forms.Expected, s sent, found bool, newest chis.Date) string {
	limit := r.Mappings.Tolerance("expected-practice").Value
	days := int(r.Mappings.Tolerance("expected-practice-age").Value)
	switch {
	case !found:
		return practiceMissing
	case s.patients == 0:
		return practiceEmpty
	case s.latest.Before(e.Latest) || s.latest.AddDays(days).Before(newest):
		return practiceOlder
	case e.Patients >= 0 && ppm(abs(s.patients-e.Patients), max(e.Patients, 1)) > limit:
		return practiceMoved
	}
	return ""
}

func (p *ExpectedPractice) words() string {
	name := p.Code + " of " + p.Source
	switch p.Problem {
	case practiceMoved:
		return fmt.Sprintf("%s has %d patients, and had %d at the last rehearsal", name, p.Found, p.Expected)
	case practiceOlder:
		return fmt.Sprintf("%s is older than it should be: its latest batch is of %s", name, cmp.Or(p.Latest, "no day"))
	}
	return name + " is " + p.Problem
}
