package reconcile

import (
	"cmp"
	"crypto/sha256"
	"math/bits"
	"slices"
	"strings"

	"lollipop/internal/chis"
	"lollipop/internal/table"
)

// NoScore stands where two records were not scored.
const NoScore = table.NullInt64

// DuplicateRow is a review case: two records side by side.
type DuplicateRow struct {
	First, Second   RecordSide
	Priority        int  // PriorityA, B or C
	Follows         bool // from the other pairs, if these are decided to be one child
	Rule, Words     string
	Score           int64 // thousandths of a bit, NoScore where nothing was scored
	Agrees, Differs []string
	// What would change for one or the other if they were joined.
	OneStays bool // for one of the two alone: the other would stay as it is
	Due      bool
	Coverage []string // measures, in words
	Flags    []string // kinds
	After    DueDay   // what would be due next
}

// AuditRow is a merge that no person has seen, drawn for one to confirm.
type AuditRow struct {
	First, Second   RecordSide
	Rule, Words     string
	Score           int64
	Agrees, Differs []string
}

// RecordSide is one person record of a pair.
type RecordSide struct {
	Person
	Middle, Sex, Address, Postcode string
	Due                            DueDay // of its child
	Row                            int64
	Mark                           uint32 // of its key: whose row that is
}

// duplicateRows are the cases that people may be shown. A case with a restricted
// child, or whose priority rests on a restricted row, is none of them: it is one of
// those whom restricted children are shown to, unless either is protected.
func (g *gatherer) duplicateRows(restricted bool) Rows[DuplicateRow] {
	list := collector[DuplicateRow]{compare: compareDuplicates}
	for i := range g.cases {
		x := &g.cases[i]
		a, b := g.kept.records[x.rowA], g.kept.records[x.rowB]
		if a == nil || b == nil || restricted != (x.hidden || a.hidden || b.hidden) || restricted && (g.protects(a) || g.protects(b)) {
			continue
		}
		e := &x.effect
		if restricted {
			e = &x.whole
		}
		row := DuplicateRow{
			First: g.recordSide(a, x.rowA), Second: g.recordSide(b, x.rowB), Priority: x.priority, Follows: x.follows, Rule: x.rule, Words: g.wordsOf(x.rule), Score: x.score,
			OneStays: e.oneStays, Due: e.due, Flags: e.flags, After: g.dueDay(&e.next[nextJoined]),
		}
		row.First.Due, row.Second.Due = g.dueDay(&e.next[nextOfA]), g.dueDay(&e.next[nextOfB])
		row.Agrees, row.Differs = a.against(b)
		for left := e.measures; left != 0; left &= left - 1 {
			row.Coverage = append(row.Coverage, g.Mappings.Measures()[bits.TrailingZeros64(left)].Words)
		}
		if restricted {
			row.First.hideHome()
			row.Second.hideHome()
		}
		list.add(row)
	}
	return list.done()
}

// protects reports a record of a child of whom nothing may be held against another.
func (g *gatherer) protects(k *keptRecord) bool {
	return k.person.has(protected) || k.person.number != 0 && g.invalidNumbers[k.person.number]
}

// hideHome takes away what says where a child is.
func (s *RecordSide) hideHome() {
	s.Address, s.Postcode, s.Practice, s.PracticeName, s.Hub = "", "", "", "", ""
}

func (g *gatherer) recordSide(k *keptRecord, row int64) RecordSide {
	s := RecordSide{
		Person: Person{ID: k.child, Surname: k.surname, Forename: k.given, Born: k.born, Practice: k.practice, Source: k.source},
		Middle: k.middle, Sex: k.person.sex.String(), Address: k.address(), Postcode: k.postcode, Row: row, Mark: k.mark,
	}
	s.Number, _ = chis.NHSNumberFromPlainUint64(k.person.number)
	s.PracticeName, s.Hub, _, _ = g.describe(k.practice)
	return s
}

// address is the lines of an address in one, without the postcode.
func (p *patientFields) address() string {
	lines := []string{p.house, p.street, p.village, p.town}
	return strings.Join(slices.DeleteFunc(lines, func(s string) bool { return strings.TrimSpace(s) == "" }), ", ")
}

// against says in words what two records have in common and what not; of what
// either does not state, nothing.
func (k *keptRecord) against(o *keptRecord) (agrees, differs []string) {
	postcode := func(p *patientFields) string {
		if x, ok := chis.ParsePostcode(p.postcode); ok && !x.IsPseudo() {
			return x.String()
		}
		return ""
	}
	sex := func(p *person) string {
		if p.sex.Known() {
			return p.sex.String()
		}
		return ""
	}
	digits := func(s string) string {
		return strings.Map(func(r rune) rune {
			if r < '0' || r > '9' {
				return -1
			}
			return r
		}, s)
	}
	for _, f := range []struct{ what, a, b string }{
		{"NHS number", plainOrNone(k.person.number), plainOrNone(o.person.number)},
		{"person identifier", guidOrNone(k.guid), guidOrNone(o.guid)},
		{"surname", fold(k.surname), fold(o.surname)},
		{"forename", fold(k.given), fold(o.given)},
		{"middle names", fold(k.middle), fold(o.middle)},
		{"date of birth", dateOrNone(k.born), dateOrNone(o.born)},
		{"sex", sex(k.person), sex(o.person)},
		{"address", fold(k.address()), fold(o.address())},
		{"postcode", postcode(k.patientFields), postcode(o.patientFields)},
		{"telephone", digits(cmp.Or(k.mobile, k.home)), digits(cmp.Or(o.mobile, o.home))},
		{"practice", k.practice, o.practice},
	} {
		switch {
		case f.a == "" || f.b == "":
		case f.a == f.b:
			agrees = append(agrees, f.what)
		default:
			differs = append(differs, f.what)
		}
	}
	return agrees, differs
}

func plainOrNone(n uint64) string {
	if n == 0 {
		return ""
	}
	return plainNumber(n)
}

func guidOrNone(g chis.GUID) string {
	if g.IsZero() {
		return ""
	}
	return g.String()
}

func dateOrNone(d chis.Date) string {
	if d.IsNone() {
		return ""
	}
	return d.String()
}

// compareDuplicates puts flags before what is due before coverage within a priority.
func compareDuplicates(a, b *DuplicateRow) int {
	weight := func(d *DuplicateRow) int {
		switch {
		case len(d.Flags) > 0:
			return 0
		case d.Due:
			return 1
		case len(d.Coverage) > 0:
			return 2
		}
		return 3
	}
	return cmp.Or(cmp.Compare(a.Priority, b.Priority), weight(a)-weight(b), strings.Compare(a.First.Practice, b.First.Practice),
		cmp.Compare(a.First.Row, b.First.Row), cmp.Compare(a.Second.Row, b.Second.Row))
}

// auditSize is how many merges are drawn for a person to confirm: none wrong of
// 300 says that at most one in a hundred is, with 95 % confidence. Source: safety
// rules, section 4.
const auditSize = 300

// stratum is the merges of one rule and one age.
type stratum struct {
	rule string
	band int
}

// ruleDecided is the rule of merges that people decided: they need no second look.
const ruleDecided = "decided-same"

// drawAudit draws from the automatic merges, each rule and age by its share and
// never less than one. The draw goes by the keys of the records, whatever the
// order of files and rows.
func (r *run) drawAudit() (drawn []*pair) {
	restricted := r.restrictedChildren()
	strata, total := map[stratum][]*pair{}, 0
	for i := range r.pairs {
		p := &r.pairs[i]
		a, b := r.personOfRow(p.rowA), r.personOfRow(p.rowB)
		if p.outcome != pairMerged || p.rule == ruleDecided || a == nil || b == nil || a.child == 0 || a.child != b.child || restricted[a.child] {
			continue
		}
		s := stratum{p.rule, ageBand(cmp.Or(a.born, b.born), r.in.asOf)}
		strata[s], total = append(strata[s], p), total+1
	}
	for _, list := range strata {
		lots := make(map[*pair]string, len(list))
		for _, p := range list {
			lots[p] = r.lot(p)
		}
		slices.SortFunc(list, func(a, b *pair) int { return strings.Compare(lots[a], lots[b]) })
		share := (len(list)*auditSize + total - 1) / total // rounded up: each has one at least
		drawn = append(drawn, list[:min(share, len(list))]...)
	}
	slices.SortFunc(drawn, func(a, b *pair) int { return cmp.Or(cmp.Compare(a.rowA, b.rowA), cmp.Compare(a.rowB, b.rowB)) })
	r.audited = map[int64]bool{}
	for _, p := range drawn {
		r.audited[p.rowA], r.audited[p.rowB] = true, true
	}
	return drawn
}

// lot is what a merge draws: a hash of the keys of its two records.
func (r *run) lot(p *pair) string {
	var keys []string
	for _, row := range [...]int64{p.rowA, p.rowB} {
		k := r.people.keys[r.personNumber(row)]
		o := r.people.orgList[k.org]
		keys = append(keys, r.in.sources[o.source]+o.guid.String()+k.patient.String())
	}
	slices.Sort(keys)
	sum := sha256.Sum256([]byte("merge audit" + strings.Join(keys, "|")))
	return string(sum[:])
}

// auditRows are the merges that were drawn, by rule and then by age.
func (g *gatherer) auditRows() (rows []AuditRow) {
	for _, p := range g.audit {
		a, b := g.kept.records[p.rowA], g.kept.records[p.rowB]
		if a == nil || b == nil || a.hidden || b.hidden {
			continue
		}
		row := AuditRow{First: g.recordSide(a, p.rowA), Second: g.recordSide(b, p.rowB), Rule: p.rule, Words: g.wordsOf(p.rule), Score: p.score}
		row.Agrees, row.Differs = a.against(b)
		rows = append(rows, row)
	}
	slices.SortStableFunc(rows, func(a, b AuditRow) int {
		return cmp.Or(strings.Compare(a.Rule, b.Rule), cmp.Compare(ageBand(a.First.Born, g.in.asOf), ageBand(b.First.Born, g.in.asOf)))
	})
	return rows
}
