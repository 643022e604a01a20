package extract

import (
	"context"

	"lollipop/internal/table"
)

// readDrugs learns which drugs of every source are vaccines: by any of its rows.
// A drug dictionary has some ten thousand rows.
func (r *run) readDrugs(ctx context.Context) error {
	e := r.Mappings.Entity("drug_code")
	var code, term, dmd int
	if err := cellsOf(e, map[string]*int{"CodeId": &code, "Term": &term, "DmdProductCodeId": &dmd}); err != nil {
		return err
	}
	for range r.sources {
		r.drugs = append(r.drugs, map[int64]bool{})
	}
	tasks := r.tasks(func(f *file) bool { return f.Entity == e })
	found := make([]map[int64]bool, len(tasks))
	err := r.each(ctx, tasks, func(ctx context.Context, s *scratch, i int) error {
		found[i] = map[int64]bool{}
		return r.prepare(ctx, s, tasks[i], func(b *table.Batch) {
			vaccine := r.Mappings.VaccineProduct(b.Vec[dmd].I64[0], string(b.Vec[term].Text.At(0))) != nil
			found[i][b.Vec[code].I64[0]] = found[i][b.Vec[code].I64[0]] || vaccine
		})
	})
	for i, t := range tasks {
		for id, vaccine := range found[i] {
			r.drugs[t.source][id] = r.drugs[t.source][id] || vaccine
		}
	}
	return err
}
