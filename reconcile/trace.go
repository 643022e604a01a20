package reconcile

import (
	"fmt"
	"path/filepath"
	"slices"

	"lollipop/internal/chis"
	"lollipop/internal/forms"
	"lollipop/internal/table"
	"lollipop/mappings"
)

// FormChangedError says that a form is not the one that an earlier stage read.
type FormChangedError struct{ Name string }

func (e *FormChangedError) Error() string {
	return fmt.Sprintf("read %s: it is not the file that extract read", e.Name)
}

// Hint says what to do next.
func (e *FormChangedError) Hint() string {
	return "run extract again, or give back the file that it read"
}

// Usage reports that the caller can mend it.
func (e *FormChangedError) Usage() bool { return true }

// Trace is what the report says of the trace file.
type Trace struct {
	Given      bool  `json:"given"`        // whether one was configured
	Rows       int64 `json:"rows"`         // of the file
	Records    int64 `json:"records"`      // person records in scope that it speaks of
	Superseded int64 `json:"superseded"`   // rows of each meaning, of records in scope
	Invalid    int64 `json:"invalid"`      //
	Sensitive  int64 `json:"sensitive"`    //
	Dead       int64 `json:"dead"`         //
	Nobody     int64 `json:"nobody"`       // rows of a patient that no extract holds
	OutOfScope int64 `json:"out_of_scope"` // rows of a person who is not brought
	// OverInvalid are records whose number leads to one that is invalid: they are
	// protected and keep theirs. Circles are records whose numbers supersede each other
	// in a circle: they keep theirs, too.
	OverInvalid int64 `json:"over_invalid"`
	Circles     int64 `json:"circles"`
}

// readTrace reads trace.csv itself, not what stage 1 made of it: what it says of
// a person record counts whatever was staged. One that is not the file of stage 1
// is refused before any work: no report on it would mean anything.
func (r *run) readTrace() error {
	if r.Trace == "" {
		if r.in.extract.Content.Config["trace"] == "given" {
			return &FormChangedError{"trace.csv"}
		}
		return nil
	}
	traced, in, err := forms.ReadTrace(r.Trace, r.Mappings)
	if err != nil {
		return err
	}
	if !r.in.extractRead(in) {
		return &FormChangedError{filepath.Base(r.Trace)}
	}
	r.traceRows, r.trace = traced, Trace{Given: true, Rows: in.Rows}
	return nil
}

// takeTrace gives each person record what the trace has of it.
func (r *run) takeTrace() {
	r.traced = map[int32][]forms.Traced{}
	for _, t := range r.traceRows {
		r.takeTraced(t)
	}
	r.followed = followed{map[string][]string{}, map[string]bool{}}
	for _, rows := range r.traced {
		r.followed.read(rows)
	}
	for n, rows := range r.traced {
		r.supersede(&r.people.list[n], rows)
		r.trace.Records++
	}
}

// extractRead reports that a form is an input of stage 1, as it stands.
func (in *inputs) extractRead(form forms.Input) bool {
	for _, f := range in.extract.Content.Inputs {
		if f.Path == form.Name && f.SHA256 == form.SHA256 {
			return true
		}
	}
	return false
}

func (r *run) takeTraced(t forms.Traced) {
	n := r.people.find(int32(slices.Index(r.in.sources, t.Source)), t.Organisation, t.Patient)
	switch {
	case n < 0:
		r.trace.Nobody++
		if t.Meaning == mappings.TraceInvalid || t.Meaning == mappings.TraceSensitive {
			// Nobody can tell that the child it means is not open under another key.
			r.breaks.add(Break{checkSpread, "trace", table.NullInt64, table.NullInt64, "", "trace-row-names-nobody"})
		}
		return
	case r.people.list[n].row == 0:
		r.trace.OutOfScope++
		return
	}
	p := &r.people.list[n]
	switch t.Meaning {
	case mappings.TraceNone:
		return
	case mappings.TraceSuperseded:
		r.trace.Superseded++
	case mappings.TraceInvalid:
		r.trace.Invalid++
		p.is |= protected
	case mappings.TraceSensitive:
		r.trace.Sensitive++
		p.is |= sensitive
	case mappings.TraceDead:
		r.trace.Dead++
	}
	r.traced[n] = append(r.traced[n], t)
}

// says is since when a trace says something of a record; ok is false where it
// does not.
func says(rows []forms.Traced, meaning mappings.TraceMeaning) (since chis.Date, ok bool) {
	for _, t := range rows {
		if t.Meaning != meaning {
			continue
		}
		if ok = true; since == 0 || t.Date != 0 && t.Date < since {
			since = t.Date
		}
	}
	return since, ok
}

// followed is what all rows of the trace say of a number.
type followed struct {
	by      map[string][]string // the numbers that supersede it
	invalid map[string]bool
}

func (f *followed) read(rows []forms.Traced) {
	for _, t := range rows {
		switch t.Meaning {
		case mappings.TraceSuperseded:
			if !slices.Contains(f.by[t.Number], t.NewNumber) {
				f.by[t.Number] = append(f.by[t.Number], t.NewNumber)
			}
		case mappings.TraceInvalid:
			f.invalid[t.Number] = true
		}
	}
}

// after is the number that supersedes another by a record's own rows, or by those of
// others where they name one; "" for none.
func (f *followed) after(number string, own []forms.Traced) string {
	for _, t := range own {
		if t.Meaning == mappings.TraceSuperseded && t.Number == number {
			return t.NewNumber
		}
	}
	if by := f.by[number]; len(by) == 1 {
		return by[0]
	}
	return ""
}

// supersede gives a record the number that supersedes its own, by as many steps
// as the trace has: its own rows first, then those of others where they name one
// number. A record whose number is invalid keeps it: it meets nobody. So does one
// whose numbers lead over an invalid one, which is protected, or in a circle.
func (r *run) supersede(p *person, rows []forms.Traced) {
	if _, invalid := says(rows, mappings.TraceInvalid); invalid || p.number == 0 {
		return
	}
	var path []string
	for at := fmt.Sprintf("%010d", p.number); at != ""; at = r.followed.after(at, rows) {
		if r.followed.invalid[at] {
			r.trace.OverInvalid++
			p.is |= protected
			return
		}
		if slices.Contains(path, at) {
			r.trace.Circles++
			return
		}
		path = append(path, at)
	}
	for _, at := range path[1:] {
		if number, verdict := chis.ClassifyNHSNumber(at, r.ranges, r.in.mode); verdict == chis.Accept {
			p.former, p.number = &oldNumber{p.number, p.former}, number.PlainNHSNumberUint64()
		}
	}
}

// tracedDeath adds what a trace knows of a death to a record.
func (c *childCheck) tracedDeath(r *record) {
	day, ok := says(c.traced[r.number], mappings.TraceDead)
	r.dead = r.dead || ok
	if day != 0 && (r.deathCode == 0 || day < r.deathCode) {
		r.deathCode = day
	}
}

// wantTrace wants a row for each that the trace has of a record.
func (c *childCheck) wantTrace(r *record) {
	for _, t := range c.traced[r.number] {
		c.w.reset()
		c.w.int(c.id)
		c.w.text(string(t.Meaning))
		c.w.text(t.Code)
		c.w.text(t.Number)
		c.w.text(t.NewNumber)
		c.w.date(t.Date)
		c.w.int(r.row.row)
		c.want(tableTrace, c.restricted)
	}
}
