package e2e

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lollipop/fixtures"
	"lollipop/internal/chis"
	"lollipop/internal/ledger"
)

// after is the same delivery with an earlier rehearsal whose ids are kept.
func (d delivery) after(r *rehearsal) delivery {
	d.previous = r.work.Dir
	return d
}

// A second rehearsal over the same extracts gives every row the id it had.
func TestTheSameExtractsKeepEveryID(t *testing.T) {
	d := generate(t, fixtures.Options{Children: size() / 2, Seed: 9})
	first := d.run(t, 2, ledger.Transform)
	second := d.after(first).run(t, 1, ledger.Transform)
	compared := 0
	for _, table := range d.maps.Tables() {
		for _, name := range []string{table.Name, "restricted_" + table.Name} {
			a, b := first.rows(ledger.Transform, name), second.rows(ledger.Transform, name)
			compared += len(a)
			if len(a) != len(b) {
				t.Errorf("%s: %d rows, then %d", name, len(a), len(b))
				continue
			}
			for i := range a {
				if a[i].text() != b[i].text() {
					t.Errorf("%s: row %s is not as it was", name, a[i]["id"])
					break
				}
			}
		}
	}
	if compared < 10*size() {
		t.Errorf("%d rows compared", compared)
	}
}

// without copies the extracts and leaves out the batches of a day, yyyyMMdd.
func (d delivery) without(t *testing.T, day string) delivery {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "bulk")
	err := filepath.WalkDir(d.dir, func(path string, e fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(d.dir, path)
		switch {
		case err != nil:
			return err
		case e.IsDir():
			return os.MkdirAll(filepath.Join(dir, rel), 0o700)
		case strings.Contains(rel, "_"+day):
			return nil
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(dir, rel), data, 0o600)
	})
	if err != nil {
		t.Fatal(err)
	}
	return openDelivery(t, dir)
}

// generation is the ids that one rehearsal gave.
type generation struct {
	child map[string]int64            // by person key
	event map[string]map[string]int64 // by table, then key of the primary row
	ids   map[string]map[int64]bool   // by table
	last  map[string]int64            // highest by table
}

func (r *rehearsal) generation(t *testing.T) *generation {
	t.Helper()
	g := &generation{child: map[string]int64{}, event: map[string]map[string]int64{}, ids: map[string]map[int64]bool{}, last: map[string]int64{}}
	b := r.book()
	g.child = b.child
	keys := map[int64]string{}
	for entity, item := range map[string]string{
		"observation": "observation_guid", "diary": "diary_guid", "problem": "observation_guid",
		"consultation": "consultation_guid", "observation_referral": "observation_guid", "slot": "slot_guid",
		"drug_record": "drug_record_guid", "issue_record": "issue_record_guid",
	} {
		for _, e := range r.rows(ledger.Extract, entity, "row_id", "organisation_guid", "patient_guid", item) {
			e["source"] = b.source[e.id("row_id")>>recordBits]
			keys[e.id("row_id")] = entity + " " + personKey(t, e) + " " + e[item]
		}
	}
	for _, table := range r.maps.Tables() {
		g.ids[table.Name], g.event[table.Name] = map[int64]bool{}, map[string]int64{}
		for _, line := range r.both(table.Name, "id", "source_row") {
			id := line.id("id")
			if g.ids[table.Name][id] {
				t.Errorf("%s: two rows have id %d", table.Name, id)
			}
			g.ids[table.Name][id] = true
			g.last[table.Name] = max(g.last[table.Name], id)
			if k := keys[line.id("source_row")]; k != "" {
				g.event[table.Name][k] = id
			}
		}
	}
	return g
}

// The ids of children and events stay from one generation of extracts to the
// next, and back; what is new gets an id above the highest ever given.
func TestIDsStayFromOneDeliveryToTheNext(t *testing.T) {
	d := generate(t, fixtures.Options{Children: size(), Seed: 11})
	before := d.without(t, "20210322")
	r1 := before.run(t, 2, ledger.Transform)
	r2 := d.after(r1).run(t, 2, ledger.Transform)
	r3 := before.after(r2).run(t, 2, ledger.Transform)
	g1, g2, g3 := r1.generation(t), r2.generation(t), r3.generation(t)
	if len(g2.child) <= len(g1.child) || len(g2.event["immunisation"]) <= len(g1.event["immunisation"]) {
		t.Fatal("the delta brings nobody or nothing")
	}
	stays(t, "delta", g1, g2)
	stays(t, "delta taken back", g2, g3)
	noneReused(t, r2, g1, g2)
	for table, last := range g2.last {
		for id := range g3.ids[table] {
			if id <= last && id > g1.last[table] && !g2.ids[table][id] {
				t.Errorf("%s: id %d stood in no rehearsal before", table, id)
			}
		}
	}
	for k, id := range g1.child {
		if g3.child[k] != id {
			t.Errorf("a child had id %d, and after a delivery came and went %d", id, g3.child[k])
		}
	}
}

// stays: children and events of both generations have the ids they had. A row
// may have changed its table or come to lie in another's; few do.
func stays(t *testing.T, what string, old, now *generation) {
	t.Helper()
	for k, id := range old.child {
		if got, ok := now.child[k]; ok && got != id {
			t.Errorf("%s: a child had id %d and has %d", what, id, got)
		}
	}
	events, kept := 0, 0
	for table, keys := range old.event {
		for k, id := range keys {
			events++
			switch got, ok := now.event[table][k]; {
			case ok && got != id:
				t.Errorf("%s: %s: a row had id %d and has %d", what, table, id, got)
			case ok:
				kept++
			}
		}
	}
	t.Logf("%s: %d of %d events kept", what, kept, events)
	if kept*100 < events*90 {
		t.Errorf("%s: only %d of %d events kept", what, kept, events)
	}
}

// noneReused: what has no row in the earlier rehearsal has an id above all that
// were given there.
func noneReused(t *testing.T, r *rehearsal, old, now *generation) {
	t.Helper()
	m, err := r.work.ReadManifest(ledger.Transform)
	if err != nil {
		t.Fatal(err)
	}
	for table, ids := range now.ids {
		for id := range ids {
			if id <= old.last[table] && !old.ids[table][id] {
				t.Errorf("%s: id %d was passed over before and is given now", table, id)
			}
		}
		if last := m.Content.Counts["last_id."+table]; len(ids) > 0 && last < now.last[table] {
			t.Errorf("%s: the highest id ever given is said to be %d, it is %d", table, last, now.last[table])
		}
		for k, id := range now.event[table] {
			if _, was := old.event[table][k]; !was && id <= old.last[table] {
				t.Logf("%s: a row new by its primary has the old id %d", table, id)
			}
		}
	}
}

// Where numbers may identify that did not before, records come together: the
// child keeps the lowest of its ids, the others are recorded as retired, and
// stay so in later rehearsals.
func TestAMergeKeepsTheLowestIDAndRetiresTheOthers(t *testing.T) {
	d := generate(t, fixtures.Options{Children: size(), Seed: 11})
	live := d
	live.config.NHSNumbers = chis.Live
	r1 := live.run(t, 2, ledger.Transform)
	r2 := d.after(r1).run(t, 2, ledger.Transform)
	r3 := d.after(r2).run(t, 2, ledger.Transform)
	g1, g2, g3 := r1.generation(t), r2.generation(t), r3.generation(t)
	lowest := map[int64]int64{} // old id by new: of the children that kept or merged
	held := map[int64]bool{}    // ids that are some child's now
	for k, id := range g2.child {
		held[id] = true
		if old := g1.child[k]; lowest[id] == 0 || old < lowest[id] {
			lowest[id] = old
		}
	}
	merged, apart := 0, 0
	for k, id := range g2.child {
		switch {
		case g1.child[k] == id:
		case held[g1.child[k]] && id > g1.last["child"]:
			apart++ // from a child that keeps the id
		case id != lowest[id]:
			t.Errorf("child %d had ids from %d", id, lowest[id])
		default:
			merged++
		}
	}
	if merged < 1 || apart < 1 {
		t.Fatalf("%d records merged and %d came apart, too few to judge", merged, apart)
	}
	stays(t, "again", g2, g3)
	for i, r := range []*rehearsal{r2, r3} {
		for _, c := range r.rows(ledger.Transform, "crosswalk") {
			want := ""
			if old := g1.child[personKey(t, c)]; !held[old] {
				want = fmt.Sprint(old)
			}
			if c["retired_id"] != want {
				t.Errorf("rehearsal %d: a record of child %s retired %q, want %q", i+2, c["child_id"], c["retired_id"], want)
			}
		}
	}
}
