package mappings

import "slices"

// TraceMeaning is what a row of a trace file says of a person record.
type TraceMeaning string

// The meanings of the codes of a trace.
const (
	TraceNone       TraceMeaning = "none" // nothing that changes a record
	TraceSuperseded TraceMeaning = "superseded"
	TraceInvalid    TraceMeaning = "invalid"
	TraceSensitive  TraceMeaning = "sensitive"
	TraceDead       TraceMeaning = "dead"
)

// Figure is one figure that the legacy system states of itself in control.csv.
type Figure struct {
	ID         string
	Dimensions []string // columns of control.csv that a row of it fills
	Date       bool     // its value is a day, not a count
	Check      string   // the check that it serves
	Counted    bool     // whether the extracts hold what it is compared with
	Words      string   // what is counted
}

// Has reports that rows of the figure fill a dimension.
func (f *Figure) Has(dimension string) bool { return slices.Contains(f.Dimensions, dimension) }

// TraceMeaning is what a code of a trace file means; ok is false for a code
// that no table names.
func (s *Set) TraceMeaning(code string) (meaning TraceMeaning, ok bool) {
	meaning, ok = s.traceMeaning[code]
	return meaning, ok
}

// TraceCodes lists the codes of a trace file in the order of the table.
func (s *Set) TraceCodes() []string { return s.traceCodes }

// Figures lists the figures of control.csv in the order of the table.
func (s *Set) Figures() []Figure { return s.figures }

// Figure is the figure of that id, nil if unknown.
func (s *Set) Figure(id string) *Figure {
	i := slices.IndexFunc(s.figures, func(f Figure) bool { return f.ID == id })
	if i < 0 {
		return nil
	}
	return &s.figures[i]
}

// handovers reads the tables of the files that the service fills in.
func (l *loading) handovers() {
	s := l.set
	s.traceMeaning = map[string]TraceMeaning{}
	for _, r := range l.rows("trace_code.csv") {
		code := r.filled("code")
		s.traceCodes = append(s.traceCodes, code)
		s.traceMeaning[code] = TraceMeaning(r.oneOf("meaning", "none", "superseded", "invalid", "sensitive", "dead"))
	}
	for _, r := range l.rows("control_figure.csv") {
		f := Figure{
			r.filled("figure"), r.list("dimensions"), r.oneOf("value", "count", "date") == "date", r.filled("check"), r.flag("counted"), r.filled("words"),
		}
		for _, d := range f.Dimensions {
			if !slices.Contains([]string{"practice", "year", "month", "item"}, d) {
				r.wrong("dimensions", "%q is no dimension of control.csv", d)
			}
		}
		s.figures = append(s.figures, f)
	}
}
