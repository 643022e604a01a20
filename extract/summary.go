package extract

import (
	"strings"

	"lollipop/internal/chis"
	"lollipop/internal/ledger"
)

// Summary is what a run did, in counts that stand unchanged in the manifest.
type Summary struct {
	Root     string    `json:"root"`  // of the stage's manifest
	Fresh    bool      `json:"fresh"` // the workspace already held this; nothing was written
	AsOf     chis.Date `json:"as_of"` // as they were fixed
	BornFrom chis.Date `json:"born_from"`

	Sources     int   `json:"sources"`
	Files       int   `json:"files"`
	Bytes       int64 `json:"bytes"` // of the input files
	Read        int64 `json:"read"`  // the sum of the three that follow
	Staged      int64 `json:"staged"`
	Excluded    int64 `json:"excluded"`
	Quarantined int64 `json:"quarantined"`
	Aside       int64 `json:"aside"`       // texts that no typed cell holds
	Unreadable  int64 `json:"unreadable"`  // of Quarantined, those whose bytes could not be read
	EndsInside  int   `json:"ends_inside"` // files that end inside a record

	RestrictedRegister       int64 `json:"restricted_register"`
	RestrictedWithoutPatient int64 `json:"restricted_without_patient"`

	Trace               int64 `json:"trace"` // rows of the trace file
	TraceWithoutPatient int64 `json:"trace_without_patient"`

	Accounting []ledger.Account `json:"accounting"` // Loaded counts staged rows
	Counts     map[string]int64 `json:"counts"`     // see totals.counts
}

// standing is the summary of a manifest that stands as it is.
func (r *run) standing(m ledger.Manifest) Summary {
	s := r.summary(m)
	s.Fresh = true
	return s
}

// summary reads the manifest, so that a number has one origin.
func (r *run) summary(m ledger.Manifest) Summary {
	c := m.Content
	s := Summary{
		Root: m.Root, AsOf: r.asOf, BornFrom: r.bornFrom, Sources: len(r.sources), Files: r.inputs(),
		Aside: c.Counts["aside"], Accounting: c.Accounting, Counts: c.Counts,
		RestrictedRegister:       c.Counts["restricted-register"],
		RestrictedWithoutPatient: c.Counts["restricted-register-without-patient"],
		Trace:                    c.Counts["trace"],
		TraceWithoutPatient:      c.Counts["trace-without-patient"],
	}
	for _, f := range r.files {
		if !f.leads() {
			continue
		}
		s.Bytes += f.size
		if f.endsInside {
			s.EndsInside++
		}
	}
	for _, a := range c.Accounting {
		s.Read += a.Read
		s.Staged += a.Loaded
		s.Excluded += a.Excluded
		s.Quarantined += a.Quarantined
	}
	for key, n := range c.Counts {
		for _, rule := range unreadable {
			if strings.HasPrefix(key, "quarantined/"+rule+"/") {
				s.Unreadable += n
			}
		}
	}
	return s
}
