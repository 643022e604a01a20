package transform

import (
	"lollipop/internal/forms"
	"lollipop/internal/ledger"
	"lollipop/transform/linkage"
)

// openDecisions reads what people decided about pairs of records: an input of the
// stage like the staged rows.
func (t *run) openDecisions() error {
	if t.opts.Decisions == "" {
		return nil
	}
	decisions, in, err := forms.ReadDecisions(t.opts.Decisions)
	if err != nil {
		return err
	}
	t.decisions = decisions
	t.decisionFile = &ledger.File{Path: in.Name, SHA256: in.SHA256, Bytes: in.Bytes, Rows: in.Rows}
	return nil
}

// decided are the decisions about records that the extracts hold. Nobody can join
// a restricted record by this file: its pairs are shown to nobody who fills it in.
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
		case x.protected || y.protected, d.Same && (x.restricted() || y.restricted()):
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
