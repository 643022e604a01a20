package reconcile

import (
	"regexp"

	"lollipop/internal/chis"
)

// tokens finds what may be an identifier in a rendered output: ten digits, or a
// GUID.
var tokens = regexp.MustCompile(`\b[0-9]{10}\b|[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}`)

// identifies reports that an output holds an NHS number or an identifier of a
// restricted child. No output should hold one of any child: this is the last
// look before it is written.
func (r *run) identifies(output []byte) bool {
	found := tokens.FindAll(output, -1)
	if len(found) == 0 || r.people == nil {
		return false
	}
	numbers, guids := map[uint64]bool{}, map[chis.GUID]bool{}
	for _, e := range r.byRow {
		p := &r.people.list[e.person]
		if !p.restricted() {
			continue
		}
		for _, t := range r.traced[e.person] {
			for _, text := range []string{t.Number, t.NewNumber} {
				n, _ := chis.ParseInt64(text)
				numbers[uint64(n)] = true
			}
		}
		for _, n := range p.numbers() {
			numbers[n] = true
		}
		guids[p.guid], guids[r.people.keys[e.person].patient] = true, true
	}
	delete(numbers, 0)
	delete(guids, chis.GUID{})
	for _, t := range found {
		if n, ok := chis.ParseInt64(t); ok && numbers[uint64(n)] {
			return true
		}
		if g, ok := chis.ParseGUID(t); ok && guids[g] {
			return true
		}
	}
	return false
}
