package extract

import (
	"strings"

	"lollipop/internal/chis"
	"lollipop/internal/ledger"
)

// Summary is what a run did, in counts that stand unchanged in the manifest.
type Summary struct {
	Root           string    // of the stage's manifest
	Fresh          bool      // the workspace already held this; nothing was written
	AsOf, BornFrom chis.Date // as they were fixed

	Sources, Files                               int
	Bytes                                        int64 // of the input files
	Read, Staged, Excluded, Quarantined          int64 // Read is the sum of the others
	Aside                                        int64 // texts that no typed cell holds
	Unreadable                                   int64 // of Quarantined, those whose bytes could not be read
	EndsInside                                   int   // files that end inside a record
	RestrictedRegister, RestrictedWithoutPatient int64

	Accounting []ledger.Account // Loaded counts staged rows
	Counts     map[string]int64 // see totals.counts
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
		Root: m.Root, AsOf: r.asOf, BornFrom: r.bornFrom, Sources: len(r.sources), Files: len(r.files),
		Aside: c.Counts["aside"], Accounting: c.Accounting, Counts: c.Counts,
		RestrictedRegister:       c.Counts["restricted-register"],
		RestrictedWithoutPatient: c.Counts["restricted-register-without-patient"],
	}
	for _, f := range r.files {
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
