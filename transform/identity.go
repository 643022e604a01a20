package transform

import (
	"cmp"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"

	"lollipop/internal/chis"
	"lollipop/internal/table"
	"lollipop/transform/linkage"
	"lollipop/transform/linkage/match"
)

// pairRow is a decision about two person records.
type pairRow struct {
	rowA, rowB     int64
	outcome, rule  string
	childA, childB int64
	score          int64  // thousandths of a bit, nullInt64 where nothing was scored
	levels         string // codes of match.Levels
}

// resolveIdentity spreads restriction, joins the person records that are one
// child by rule or likeness and gives children their ordinals.
func (t *run) resolveIdentity(ctx context.Context) error {
	for i := range t.persons {
		t.persons[i].protected = t.persons[i].protected || t.persons[i].protectCode
	}
	t.spreadRestriction()
	women, err := t.numbersOfWomen()
	if err != nil {
		return err
	}
	key, err := hex.DecodeString(t.in.manifest.Content.Config["excluded_person_key"])
	if err != nil {
		return fmt.Errorf("read extract manifest: excluded_person_key: %w", err)
	}
	if len(women) > 0 && len(key) == 0 { // no number would be recognised, and nothing would say so
		return errors.New("read extract manifest: excluded_person_key is missing")
	}
	subjects := make([]linkage.Person, len(t.persons))
	for i := range t.persons {
		subjects[i] = t.subject(i)
		for _, n := range t.persons[i].numbers(nil) {
			if len(women) > 0 && !n.IsNone() {
				hash := n.KeyedHash(key)
				subjects[i].HeldByWoman = subjects[i].HeldByWoman || women[hex.EncodeToString(hash[:])]
			}
		}
	}
	like, err := t.likePairs(ctx)
	if err != nil {
		return err
	}
	res := linkage.Resolve(subjects, like.scored, t.decided()...)
	t.children = res.Children
	for i := range t.persons {
		t.persons[i].child = res.Child[i]
	}
	t.numberChildren()
	t.keepPairs(res.Pairs)
	if err := t.writeWeights(like, res.Pairs); err != nil {
		return err
	}
	t.useReferences()
	if err := t.assignReferenceIDs(); err != nil {
		return err
	}
	return ctx.Err()
}

func (t *run) subject(i int) linkage.Person {
	p := &t.persons[i]
	s := linkage.Person{
		Source: t.mergeSource[i], Number: p.nhs, Former: p.former, PersonGUID: p.personGUID,
		Born: p.born, Died: p.deathDay(), Dead: p.isDead(),
		LastActive: max(p.lastActivity, p.registered),
		Forename:   p.forename, Surname: p.surname, Postcode: p.postcode, Sex: p.sex,
		BirthOrder: p.birthOrder, NumberBorn: p.numberBorn,
		Current: p.current(), Protected: p.protected,
	}
	if mutated("transform-forget-home") {
		s.Postcode = chis.Postcode{}
	}
	return s
}

func (t *run) keepPairs(pairs []linkage.Pair) {
	for _, p := range pairs {
		if p.Outcome == linkage.Review && mutated("transform-forget-review") {
			continue
		}
		a, b := &t.persons[p.A], &t.persons[p.B]
		row := pairRow{a.row, b.row, string(p.Outcome), p.Rule, t.childIDs[a.child], t.childIDs[b.child], table.NullInt64, ""}
		if p.Scored != nil {
			row.score, row.levels = match.Thousandths(float64(p.Scored.Score)), p.Scored.Levels
		}
		if row.rowA > row.rowB {
			row.rowA, row.rowB, row.childA, row.childB = row.rowB, row.rowA, row.childB, row.childA
		}
		t.pairs = append(t.pairs, row)
		t.counts.add("pair."+row.outcome+"."+row.rule, 1)
		if p.Outcome == linkage.Review {
			t.reviewPairs[p.A]++
			t.reviewPairs[p.B]++
		}
	}
	slices.SortFunc(t.pairs, func(a, b pairRow) int {
		return cmp.Or(cmp.Compare(a.rowA, b.rowA), cmp.Compare(a.rowB, b.rowB))
	})
}

// numbersOfWomen are the keyed hashes of the numbers that women of child-bearing
// age out of scope hold: nothing else is kept of them.
func (t *run) numbersOfWomen() (map[string]bool, error) {
	women := map[string]bool{}
	err := t.readSingle("excluded_person.parquet", []string{"hash", "woman"}, func(b *table.Batch, i int) {
		if b.Vec[1].I32[i] == 1 {
			women[string(b.Vec[0].Text.At(i))] = true
		}
	})
	return women, err
}
