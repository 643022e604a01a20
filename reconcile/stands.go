package reconcile

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"lollipop/internal/ledger"
)

// stands returns the report that the workspace holds already, where it was made
// from the same stages and the target still has as many rows as it had. Whoever
// must be sure that no row was changed since asks for a run Again.
func (r *run) stands(ctx context.Context) (rep Report, ok bool, err error) {
	if r.Again {
		return Report{}, false, nil
	}
	m, err := r.Work.Fresh(ctx, ledger.Reconcile, r.inputsContent())
	if err != nil {
		return Report{}, false, nil // whatever it is, a run puts it right
	}
	if r.Stands != nil && !r.Stands(m) {
		return Report{}, false, nil
	}
	for _, t := range r.Mappings.Tables() {
		n, err := r.Target.Count(ctx, r.Target.Table(t.Name, false))
		if err == nil && t.Twin {
			var hidden int64
			hidden, err = r.Target.Count(ctx, r.Target.Table(t.Name, true))
			n += hidden
		}
		if err != nil {
			return Report{}, false, err
		}
		if n != m.Content.Counts["target."+t.Name] {
			return Report{}, false, nil
		}
	}
	data, err := os.ReadFile(r.Work.Path(ledger.Reconcile, reportFile))
	if err != nil {
		return Report{}, false, fmt.Errorf("read report: %w", err)
	}
	if err := json.Unmarshal(data, &rep); err != nil {
		return Report{}, false, fmt.Errorf("read report: %w", err)
	}
	for _, c := range rep.Checks {
		if c.State == Errored {
			return Report{}, false, nil // what kept it from running may be gone
		}
	}
	rep.Root, rep.Fresh = m.Root, true
	return rep, true, nil
}
