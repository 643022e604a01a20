package transform

import (
	"lollipop/internal/forms"
	"lollipop/internal/ledger"
	"lollipop/transform/linkage"
)

// openDecisions reads what people decided about pairs of records: inputs of the
// stage like the staged rows.
func (t *run) openDecisions() error {
	decisions, inputs, err := forms.ReadBothDecisions(t.opts.Decisions, t.opts.RestrictedDecisions)
	t.decisions = decisions
	for _, in := range inputs {
		t.decisionFiles = append(t.decisionFiles, ledger.File{Path: in.Name, SHA256: in.SHA256, Bytes: in.Bytes, Rows: in.Rows})
	}
	return err
}

// decided are the decisions about records that the extracts hold. A restricted record
// is joined by the file of restricted children alone, as its pairs are shown to nobody
// who fills in the other; a protected one by none.
func (t *run) decided() (list []linkage.Decided) {
	for i := range t.decisions {
		d := &t.decisions[i]
		a, b := t.recordOf(d.A), t.recordOf(d.B)
		switch {
		case mutated("transform-forget-decision"):
			continue
		case mutated("transform-decide-neighbour"):
			b = (b + 1) % int32(len(t.persons))
		}
		if a < 0 || b < 0 {
			t.counts.add("decisions.nobody", 1)
			continue
		}
		x, y := &t.persons[a], &t.persons[b]
		switch {
		case x.protected || y.protected, d.Same && !d.Restricted && (x.restricted() || y.restricted()):
			t.counts.add("decisions.restricted", 1)
		case d.Same:
			t.counts.add("decisions.same", 1)
			list = append(list, linkage.Decided{A: a, B: b, Same: true})
		default:
			t.counts.add("decisions.different", 1)
			list = append(list, linkage.Decided{A: a, B: b})
		}
	}
	return list
}

func (t *run) recordOf(k forms.RecordKey) int32 {
	for n, source := range t.in.sources {
		if source == k.Source {
			return t.personIndex.find(personKey{int32(n), k.Organisation, k.Patient})
		}
	}
	return -1
}
