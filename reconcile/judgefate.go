package reconcile

import (
	"slices"

	"lollipop/internal/chis"
)

// eventMerges are the rules by which a standing event may be merged.
var eventMerges = []string{ruleSameEvent, ruleComponent, ruleBirthFact, rulePrescribed}

// judgeFates holds the disposition of every row of the child against what its
// versions and delete rows say, and against its lineage.
func (c *childCheck) judgeFates(sources []*sourceRow) {
	for from := 0; from < len(sources); {
		to := from + 1
		for to < len(sources) && sources[to].sameKey(sources[from]) {
			to++
		}
		c.judgeVersions(sources[from:to])
		from = to
	}
}

func (c *childCheck) judgeVersions(versions []*sourceRow) {
	disabled := c.disabled(c.people.orgList[c.people.keys[versions[0].person].org])
	var standing *sourceRow
	for _, v := range versions {
		if v.standing {
			standing = v
		}
	}
	for _, v := range versions {
		check, want := checkExclusions, false
		switch is := *v.fate; {
		case v.deleted && disabled:
			want = is.disposition == excluded && is.rule == ruleDisabled
		case v.deleted:
			want = is.disposition == excluded && is.rule == ruleDelete
		case v == standing:
			want = is.disposition == loaded ||
				v.entity != entityPatient && is.disposition == merged && slices.Contains(eventMerges, is.rule)
		case c.lost(v) != "":
			want = is.disposition == superseded && is.rule == c.lost(v)
		case standing == nil:
			want = is.disposition == superseded && is.rule == ruleWithdrawn
		case is.disposition == merged:
			check, want = checkMerges, is.rule == ruleRepeat && c.known(v).says(c.known(standing))
			c.seen[checkMerges]++
		default:
			want = is.disposition == superseded && is.rule == ruleOlder
		}
		if v.fate.disposition != loaded {
			c.seen[checkExclusions]++
		}
		if v.fate.disposition == merged && !c.claimed(v.row, v.fate.rule, v.links) {
			c.breakAt(checkMerges, entityNames[v.entity], nullID, v.row, "", "merged-without-a-claim")
		}
		if !want {
			c.breakAt(check, entityNames[v.entity], nullID, v.row, "", "does-not-satisfy-"+v.fate.words())
		}
		c.judgeLinks(v)
	}
}

func (f *fate) words() string {
	if f.rule == "" {
		return f.disposition
	}
	return f.rule
}

// judgeLinks holds a disposition against the lineage of its row.
func (c *childCheck) judgeLinks(v *sourceRow) {
	primary, joined := 0, 0
	for _, l := range v.links {
		t := c.target(l.table, l.id)
		switch lead := (*sourceRow)(nil); {
		case t == nil:
		case l.primary:
			primary++
		default:
			if lead = t.lead(); lead != nil && lead != v {
				joined++
			}
		}
	}
	kind := ""
	switch v.fate.disposition {
	case loaded:
		if primary == 0 {
			kind = "loaded-and-primary-of-nothing"
		}
	case merged:
		if joined == 0 {
			kind = "merged-into-nothing"
		}
	case excluded:
		if len(v.links) > 0 {
			kind = "excluded-with-lineage"
		}
	case superseded:
		if len(v.links) > 0 && v.entity != entityPatient {
			kind = "superseded-with-lineage"
		}
	}
	if kind != "" {
		c.breakAt(checkTarget, entityNames[v.entity], nullID, v.row, "", kind)
	}
}

// known is a row without the names of what was never sent: the target takes
// nothing from them, so that two rows which differ in them alone say the same.
func (c *childCheck) known(v *sourceRow) *sourceRow {
	k := *v
	source := c.people.source(v.person)
	unknown := func(user chis.GUID) bool { return c.users.find(refKey{source: source, guid: user}) == nil }
	if unknown(v.user) {
		k.user = chis.GUID{}
	}
	if v.patient != nil {
		p := *v.patient
		for _, doctor := range [...]*chis.GUID{&p.usualGP, &p.externalDoctor} {
			if unknown(*doctor) {
				*doctor = chis.GUID{}
			}
		}
		k.patient = &p
	}
	if c.orgs.find(refKey{source: source, guid: v.target}) == nil {
		k.target = chis.GUID{}
	}
	if c.sessions.find(refKey{source: source, guid: v.session}) == nil {
		k.session = chis.GUID{}
	}
	if c.meaningOf(v) == nil {
		k.code = 0
	}
	return &k
}
