package transform

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"lollipop/internal/chis"
	"lollipop/internal/ledger"
	"lollipop/internal/table"
	"lollipop/transform/linkage"
)

// pairRow is a decision about two person records.
type pairRow struct {
	rowA, rowB     int64
	outcome, rule  string
	childA, childB int64
}

// resolveIdentity spreads restriction, joins the person records that are one
// child by rule and gives children their ordinals.
func (t *run) resolveIdentity(ctx context.Context) error {
	for i := range t.persons {
		t.persons[i].protected = t.persons[i].protected || t.persons[i].protectCode
	}
	t.spreadRestriction()
	women, err := t.numbersOfWomen()
	if err != nil {
		return err
	}
	subjects := make([]linkage.Person, len(t.persons))
	for i := range t.persons {
		subjects[i] = t.subject(i, women)
	}
	res := linkage.Resolve(subjects)
	t.children = res.Children
	for i := range t.persons {
		t.persons[i].child = res.Child[i]
	}
	t.numberChildren()
	t.keepPairs(res.Pairs)
	t.useOrganisations()
	if err := t.assignReferenceIDs(); err != nil {
		return err
	}
	return ctx.Err()
}

func (t *run) subject(i int, women map[string]bool) linkage.Person {
	p := &t.persons[i]
	return linkage.Person{
		Source: t.mergeSource[i], Number: p.nhs, PersonGUID: p.personGUID,
		Born: p.born, Died: p.deathDay(), Dead: p.isDead(),
		LastActive: max(p.lastActivity, p.registered),
		Forename:   p.forename, Surname: p.surname, Sex: p.sex,
		BirthOrder: p.birthOrder, NumberBorn: p.numberBorn,
		Current: p.current(), Protected: p.protected,
		HeldByWoman: !p.nhs.IsNone() && len(women) > 0 && women[t.numberHash(p.nhs)],
	}
}

func (t *run) keepPairs(pairs []linkage.Pair) {
	for _, p := range pairs {
		a, b := &t.persons[p.A], &t.persons[p.B]
		row := pairRow{a.row, b.row, string(p.Outcome), p.Rule, t.childIDs[a.child], t.childIDs[b.child]}
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
		if a.rowA != b.rowA {
			return compareRow(a.rowA, b.rowA)
		}
		return compareRow(a.rowB, b.rowB)
	})
}

func compareRow(a, b int64) int {
	if a < b {
		return -1
	}
	return 1
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

// numberHash is the keyed hash that stage 1 kept of an excluded person's number.
func (t *run) numberHash(n chis.NHSNumber) string {
	mac := hmac.New(sha256.New, t.hashKey())
	mac.Write([]byte(n.PlainNHSNumber()))
	return hex.EncodeToString(mac.Sum(nil))
}

// hashKey is the SHA-256 over the sorted hashes of the input files.
func (t *run) hashKey() []byte { return inputHashKey(t.in.manifest.Content.Inputs) }

func inputHashKey(inputs []ledger.File) []byte {
	hashes := make([]string, len(inputs))
	for i, f := range inputs {
		hashes[i] = f.SHA256
	}
	slices.Sort(hashes)
	sum := sha256.New()
	for _, h := range hashes {
		sum.Write([]byte(h))
	}
	return sum.Sum(nil)
}
