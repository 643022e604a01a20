package transform

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"sync"

	"lollipop/internal/chis"
	"lollipop/internal/ledger"
	"lollipop/internal/table"
	"lollipop/transform/linkage"
	"lollipop/transform/linkage/match"
)

// parametersFile holds what scores rest on.
const parametersFile = "match-parameters.json"

// likenesses are what the scores say of the person records.
type likenesses struct {
	scored []linkage.Scored
	pairs  []match.Pair // every pair above the floor, of arranged records
	order  []int32      // where the arranged records stand
	tally  *match.Tally
}

// likePairs scores the person records that share no key of a rule, and saves what
// the scores rest on. Restricted records are matched by rule alone: they are in no
// pair.
func (t *run) likePairs(ctx context.Context) (*likenesses, error) {
	pool, err := t.pool(ctx)
	if err != nil {
		return nil, err
	}
	order := pool.Order(func(a, b int32) int { return int(a - b) })
	pool.Arrange(order)
	o := match.Options{Workers: t.workers, Tally: true}
	o.SetShares(t.maps.Tolerance("match-wrong").Value, t.maps.Tolerance("match-missed").Value)
	res, err := pool.Find(ctx, o)
	if err != nil {
		return nil, err
	}
	if mutated("transform-loose-limit") {
		res.Limits.Auto--
	}
	t.counts.add("match.candidates", int64(res.Candidates))
	t.counts.add("match.limit-auto", match.Thousandths(res.Limits.Auto))
	t.counts.add("match.limit-review", match.Thousandths(res.Limits.Review))
	data, err := res.Parameters.JSON()
	if err != nil {
		return nil, err
	}
	like := &likenesses{scoredPairs(res.Pairs, order, res.Limits.Auto), res.Pairs, order, res.Tally}
	return like, t.out.write(parametersFile, data)
}

// scoredPairs are the pairs that a score joins and the review cases of one birth date
// or of one that a slip made of the other, by falling score, with the records as they
// stood before they were arranged. A record fits about as well as another where its
// score is lower by less than the margin.
func scoredPairs(pairs []match.Pair, order []int32, margin float64) []linkage.Scored {
	var list []linkage.Scored
	fits := fittingOf(pairs)
	for i := range pairs {
		x := &pairs[i]
		if x.Fate == match.Implied || x.Fate == match.Distinct || x.Fate != match.Joined && x.Levels.OtherBirthDate() {
			continue
		}
		a, b := order[x.A], order[x.B]
		s := linkage.Scored{
			A: min(a, b), B: max(a, b), Score: x.Score, Levels: x.Levels.String(),
			Join: joins(x) && x.Levels.Evident() || mutated("transform-join-by-likeness"), Held: heldBy(x.Reason),
		}
		if joins(x) {
			s.Variant, s.Like = x.Levels.Variant()
		}
		if mutated("transform-join-twins") {
			s.Variant, s.Like = true, false
		}
		if (s.Join || s.Variant) && !mutated(mutantFirstFit) {
			s.Rivals = fits.rivals(x, order, float64(x.Score)-margin)
		}
		list = append(list, s)
	}
	slices.SortFunc(list, func(a, b linkage.Scored) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B))
	})
	return list
}

// mutantFirstFit joins a record to whomever it fits first.
const mutantFirstFit = "transform-take-first-fit"

func joins(x *match.Pair) bool {
	return x.Fate == match.Joined && x.Reason == match.None || x.Reason == match.TwoCandidates && mutated(mutantFirstFit)
}

// heldBy is the rule for what left a pair to a person, "" where the score is all.
func heldBy(reason match.Reason) string {
	switch reason {
	case match.NoForename:
		return "placeholder-forename"
	case match.TwoCandidates:
		return "two-candidates"
	}
	return ""
}

// fitting are the pairs whose sameness everybody sees, by each of their records.
type fitting map[int32][]*match.Pair

func fittingOf(pairs []match.Pair) fitting {
	f := fitting{}
	for i := range pairs {
		if x := &pairs[i]; x.Levels.Evident() {
			f[x.A], f[x.B] = append(f[x.A], x), append(f[x.B], x)
		}
	}
	return f
}

// rivals are the third records that fit one of a pair with a score above the floor.
func (f fitting) rivals(x *match.Pair, order []int32, floor float64) (list []linkage.Rival) {
	for _, r := range [2]int32{x.A, x.B} {
		for _, y := range f[r] {
			if y != x && float64(y.Score) > floor {
				list = append(list, linkage.Rival{Beside: order[r], Third: order[y.A+y.B-r]})
			}
		}
	}
	return list
}

var likenessColumns = []string{
	"row_id", "organisation_guid", "patient_guid", "given_name", "middle_names", "surname", "house_name_flat_number", "number_and_street",
	"village", "town", "postcode", "home_phone", "mobile_phone",
}

// pool reads the standing patient rows once more: addresses and middle names are
// needed for matching alone.
func (t *run) pool(ctx context.Context) (*match.Pool, error) {
	tables := match.Tables{Placeholder: t.maps.PlaceholderForename, Ranges: t.ranges, Mode: t.in.mode}
	tables.ShortForms(t.maps.ShortForenames())
	pool := match.NewPool(tables, 0)
	pool.Resize(len(t.persons))
	var mu sync.Mutex
	err := t.in.scan(ctx, "patient", t.workers, likenessColumns, func(_ int, b *table.Batch) error {
		mu.Lock()
		defer mu.Unlock()
		for i := range b.N {
			key := personKey{t.in.file(b.Vec[0].I64[i]).source, b.Vec[1].GUID[i], b.Vec[2].GUID[i]}
			if n := t.personIndex.find(key); n >= 0 && t.persons[n].row == b.Vec[0].I64[i] {
				pool.Set(int(n), t.likeness(&t.persons[n], b, i))
			}
		}
		return nil
	})
	return pool, err
}

func (t *run) likeness(p *person, b *table.Batch, i int) *match.Person {
	text := func(column int) string { return string(b.Vec[column].Text.At(i)) }
	x := &match.Person{
		Forename: text(3), Middle: text(4), Surname: text(5), Address: text(6) + " " + text(7) + " " + text(8), Town: text(9),
		Postcode: text(10), Phone: cmp.Or(text(12), text(11)), Number: p.nhs.PlainNHSNumber(), Sex: p.sex,
		BirthOrder: int(p.birthOrder), Protected: p.restricted(),
	}
	if p.born != chis.Date(0) {
		x.Born = match.PartialDate(p.born)
	}
	return x
}

// write writes a file that is no table.
func (o *output) write(rel string, data []byte) error {
	if err := ledger.WriteFile(o.part.Path(rel), data); err != nil {
		return err
	}
	sum := sha256.Sum256(data)
	o.mu.Lock()
	defer o.mu.Unlock()
	o.made = append(o.made, ledger.File{Path: rel, SHA256: hex.EncodeToString(sum[:]), Bytes: int64(len(data))})
	return nil
}
