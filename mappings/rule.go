package mappings

import "strings"

// Rule is one rule that decides over a row, a field, a pair or a target value.
type Rule struct {
	ID    string
	Stage string // extract, transform or reconcile
	// Disposition is what becomes of a row: loaded, merged, superseded, excluded
	// or quarantined; or, of a field, aside; of a pair of person records, merge,
	// review or refused; of a child, note; of a stage, stop; of a target column,
	// derive; of an entry that stays as it is, listed for a person.
	Disposition string
	Entity      string // what it is about, in a word
	Words       string
}

// Check is one question that reconcile asks.
type Check struct {
	ID        string
	Question  string // in plain words, to which yes or no is an answer
	Tolerance string // id in tolerance.csv
	Waivable  bool
	WaivedBy  string // roles, empty where not waivable
	Hazard    string // id in the draft hazard table
	Doc       string // page of the documentation
}

// Tolerance is a number that somebody answers for.
type Tolerance struct {
	ID       string
	Value    int64
	Unit     string // count, ppm (parts per million), days or years
	Owner    string
	Practice bool // what an experienced lead would sign, for want of a published figure
	Words    string
}

// Fault is a kind of defect that the generator plants.
type Fault struct {
	Kind        string
	Entity      string
	Per         string  // what Rate counts by: row, person, practice or file
	Scenario    string  // default or broken
	Rate        float64 // planted for each of Per, on average
	Disposition string  // what must become of it
	Rule        string  // id that must say so; empty where no rule speaks
	// Tables are the target tables that the row is bound for: where it loads it
	// has a row there. None where any table of events may be struck.
	Tables []string
	Words  string
}

// Rules lists the rules in the order of the table.
func (s *Set) Rules() []Rule { return s.rules }

// Rule is the rule of that id, nil if unknown.
func (s *Set) Rule(id string) *Rule { return s.ruleByID[id] }

// Checks lists the checks in the order of the table.
func (s *Set) Checks() []Check { return s.checks }

// Check is the check of that id, nil if unknown.
func (s *Set) Check(id string) *Check { return s.checkByID[id] }

// Tolerance is the tolerance of that id. An unknown id tolerates nothing.
func (s *Set) Tolerance(id string) Tolerance {
	if t, ok := s.tolerances[id]; ok {
		return t
	}
	return Tolerance{ID: id, Unit: "count"}
}

// Faults lists what the generator plants, in the order of the table.
func (s *Set) Faults() []Fault { return s.faults }

func (l *loading) rulesAndChecks() {
	l.rules()
	l.set.tolerances = map[string]Tolerance{}
	for _, r := range l.rows("tolerance.csv") {
		t := Tolerance{r.filled("id"), r.integer("value"), r.oneOf("unit", "count", "ppm", "days", "years"), r.filled("owner"), r.flag("practice"), r.text("words")}
		if t.Value < 0 {
			r.wrong("value", "is below 0")
		}
		l.set.tolerances[t.ID] = t
	}
	l.checks()
	l.faults()
}

func (l *loading) rules() {
	s := l.set
	for _, r := range l.rows("rule.csv") {
		s.rules = append(s.rules, Rule{
			r.filled("id"), r.oneOf("stage", "extract", "transform", "reconcile"),
			r.oneOf("disposition", "loaded", "merged", "superseded", "excluded", "quarantined", "aside", "merge", "review", "refused", "note", "stop", "derive", "listed"),
			r.filled("entity"), r.filled("words"),
		})
	}
	s.ruleByID = make(map[string]*Rule, len(s.rules))
	for i := range s.rules {
		s.ruleByID[s.rules[i].ID] = &s.rules[i]
	}
	for _, r := range l.rows("target.csv") {
		for _, word := range strings.Fields(r.text("derived_from")) {
			if id, ok := strings.CutPrefix(word, "rule:"); ok && s.ruleByID[id] == nil {
				r.wrong("derived_from", "%q is not in rule.csv", id)
			}
		}
	}
}

func (l *loading) checks() {
	s := l.set
	hazards := map[string]bool{}
	for _, r := range l.rows("check.csv") {
		c := Check{r.filled("id"), r.filled("question"), r.filled("tolerance"), r.flag("waivable"), r.text("waived_by"), r.filled("hazard"), r.filled("doc")}
		if _, ok := s.tolerances[c.Tolerance]; !ok {
			r.unknown("tolerance", l.sheets["tolerance.csv"].values("id"), "%q is not in tolerance.csv", c.Tolerance)
		}
		if c.Waivable != (c.WaivedBy != "") {
			r.wrong("waived_by", "names who may waive a waivable check, and nobody otherwise")
		}
		if c.Doc != "docs/checks/"+c.ID+".md" {
			r.wrong("doc", "is not docs/checks/%s.md", c.ID)
		}
		if hazards[c.Hazard] {
			r.wrong("hazard", "%q stands twice", c.Hazard)
		}
		hazards[c.Hazard] = true
		s.checks = append(s.checks, c)
	}
	s.checkByID = make(map[string]*Check, len(s.checks))
	for i := range s.checks {
		s.checkByID[s.checks[i].ID] = &s.checks[i]
	}
}

// anyTable says of a fault that it strikes rows of whatever table.
const anyTable = "any"

// tables are the target tables that a row names.
func (r row) tables() []string {
	list := strings.Split(r.filled("tables"), "|")
	if len(list) == 1 && list[0] == anyTable {
		return nil
	}
	return list
}

func (l *loading) faults() {
	for _, r := range l.rows("fault.csv") {
		f := Fault{
			r.filled("kind"), r.text("entity"), r.oneOf("per", "row", "person", "practice", "file"), r.oneOf("scenario", "default", "broken"), r.rate("rate"),
			r.oneOf("disposition", "loaded", "merged", "superseded", "excluded", "quarantined", "merge", "review", "refused"), r.text("rule"), r.tables(), r.filled("words"),
		}
		if e := l.set.Entity(f.Entity); e == nil || !e.Migrated {
			r.wrong("entity", "%q is no migrated entity", f.Entity)
		}
		for _, name := range f.Tables {
			if l.set.tableByName[name] == nil {
				r.unknown("tables", l.sheets["target.csv"].values("table"), "%q is no table of target.csv", name)
			}
		}
		if f.Rule != "" && l.set.ruleByID[f.Rule] == nil {
			r.wrong("rule", "%q is not in rule.csv", f.Rule)
		}
		l.set.faults = append(l.set.faults, f)
	}
}
