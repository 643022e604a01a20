package reconcile

import "fmt"

// Age bands by which safety rules section 7 counts the children whose rows wait
// in quarantine.
const (
	waitUnder1 = iota
	waitUnder6
	waitUnder20
	waitOver
	waitUnknown // no birth date, or no patient row at all
	waitBands
)

// waitBand is the band of a person of the quarantine, waitUnknown where there is none.
func (r *run) waitBand(n int32) int {
	if n < 0 || r.people.list[n].born == 0 {
		return waitUnknown
	}
	const months = 12
	for band, years := range [...]int{waitUnder1: 1, waitUnder6: 6, waitUnder20: 20} {
		if r.people.list[n].born.AddMonths(years*months) > r.in.asOf {
			return band
		}
	}
	return waitOver
}

// affected counts, by rule and for all rules under "", the children whose rows
// wait in quarantine. Rows of nobody known count by their patient key.
func (r *run) affected() map[string]*[waitBands]int64 {
	type one struct {
		rule string
		who  any
	}
	seen := map[one]bool{}
	all := map[string]*[waitBands]int64{}
	for i := range r.quarantine {
		q := &r.quarantine[i]
		f := r.in.file(q.row)
		if f == nil || q.patient.IsZero() {
			continue
		}
		n := r.people.find(f.source, q.org, q.patient)
		var who any = [2]any{orgKey{f.source, q.org}, q.patient}
		if n >= 0 && r.people.list[n].child != 0 {
			who = r.people.list[n].child
		}
		for _, rule := range [...]string{"", q.rule} {
			if k := (one{rule, who}); !seen[k] {
				seen[k] = true
				if all[rule] == nil {
					all[rule] = new([waitBands]int64)
				}
				all[rule][r.waitBand(n)]++
			}
		}
	}
	return all
}

// explainQuarantine says whom the rows in quarantine are of.
func (r *run) explainQuarantine() {
	bands := r.affected()[""]
	if bands == nil {
		return
	}
	for band, name := range [...]string{"under-1", "under-6", "under-20", "over", "unknown"} {
		r.counts["quarantine.children."+name] = bands[band]
	}
	r.outcomes.explain(checkQuarantine, fmt.Sprintf("children affected: %d under 1 year, %d under 6, %d under 20, %d over, %d of unknown age", bands[waitUnder1],
		bands[waitUnder6], bands[waitUnder20], bands[waitOver], bands[waitUnknown]))
}
