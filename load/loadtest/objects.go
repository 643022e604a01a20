package loadtest

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"lollipop/internal/target"
	"lollipop/mappings"
)

// named are the objects of the candidate: what each says by its name.
func (b *bench) named(t *testing.T) map[string]string {
	t.Helper()
	r := b.place.Reader(t)
	defer func() { check(t, r.Close()) }()
	list, err := r.Objects(t.Context())
	check(t, err)
	if !slices.IsSortedFunc(list, func(a, b target.Object) int { return strings.Compare(a.Name, b.Name) }) {
		t.Error("what stands there is not sorted")
	}
	all := map[string]string{}
	for _, o := range list {
		if _, twice := all[o.Name]; twice {
			t.Errorf("%s is named twice", o.Name)
		}
		all[o.Name] = o.Says
	}
	return all
}

// differences are the names of what is in one of the two alone, or says something else.
func differences(a, b map[string]string) (names []string) {
	for name, says := range a {
		if other, is := b[name]; !is || other != says {
			names = append(names, name)
		}
	}
	for name := range b {
		if _, is := a[name]; !is {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// objects holds what a Reader names against the schema, and looks for what somebody added, took away or changed.
func objects(t *testing.T, b *bench) {
	Synth{Seed: 15, Rows: 5}.Write(t, b.work, b.set)
	b.mustLoad(t)
	was := b.named(t)
	want := objectsOf(b.set)
	for _, name := range differences(was, want) {
		t.Errorf("%s says %q, want %q", name, was[name], want[name])
	}
	child := b.tableName(t, "child")
	changes := b.place.Tampered()
	changes["view a_view"] = "CREATE VIEW " + strings.Replace(child, "child", "a_view", 1) + " AS SELECT id FROM " + child
	changes["column child.more"] = "ALTER TABLE " + child + " ADD COLUMN more integer"
	alert := b.tableName(t, "alert_child_id")
	changes["index alert.child_id"] = "DROP INDEX " + alert + "; CREATE INDEX alert_child_id ON " + b.tableName(t, "alert") + " (source_row)"
	changes["index allergy.child_id"] = "DROP INDEX " + b.tableName(t, "allergy_child_id")
	for _, name := range slices.Sorted(maps.Keys(changes)) {
		b.touch(t, changes[name])
		is := b.named(t)
		if got := differences(was, is); len(got) != 1 || got[0] != name {
			t.Errorf("after %s these are told: %v, want %s", changes[name], got, name)
		}
		was = is
	}
}

func (b *bench) tableName(t *testing.T, name string) string {
	t.Helper()
	r := b.place.Reader(t)
	defer func() { check(t, r.Close()) }()
	return r.Table(name, false)
}

// objectsOf are the tables of the schema, their columns and what guards their rows, as both databases name them.
func objectsOf(set *mappings.Set) map[string]string {
	all := map[string]string{
		"table load_ledger": "", "constraint load_ledger.pkey": "(load_id)", "constraint load_ledger.complete_check": "complete in (0, 1)", "column load_ledger.manifest_root": "",
	}
	for _, c := range []string{"load_id", "transform_root", "as_of", "tool_version", "tables", "rows", "complete"} {
		all["column load_ledger."+c], all["required load_ledger."+c] = "", ""
	}
	for _, tb := range set.Tables() {
		guards(all, set, tb, tb.Name, false)
		if tb.Twin {
			guards(all, set, tb, "restricted_"+tb.Name, true)
		}
	}
	return all
}

func guards(all map[string]string, set *mappings.Set, tb *mappings.Table, name string, twin bool) {
	all["table "+name], all["constraint "+name+".pkey"] = "", "(id)"
	all["column "+name+".load_id"], all["required "+name+".load_id"] = "", ""
	for _, c := range tb.Columns {
		at := name + "." + c.Name
		all["column "+at] = ""
		if !c.Null {
			all["required "+at] = ""
		}
		says := c.Name + " > 0"
		switch {
		case c.Kind == mappings.TargetDate:
			says = c.Name + " between '1800-01-01' and '2199-12-31'"
		case c.Kind == mappings.TargetBool:
			says = c.Name + " in (0, 1)"
		case c.Words != nil:
			says = c.Name + " in ('" + strings.Join(c.Words, "', '") + "')"
		case c.Kind == mappings.TargetText, c.Kind == mappings.TargetDecimal:
			says = c.Name + " <> ''"
		}
		if c.Kind != mappings.TargetInt {
			all["constraint "+at+"_check"] = says
		}
		if c.References != "" && (!twin || !set.Table(c.References).Twin) {
			all["constraint "+at+"_fkey"] = "(" + c.Name + ") references " + c.References + " (id)"
		}
		if c.Name == "child_id" {
			all[map[bool]string{false: "index ", true: "unique "}[tb.Name == "birth"]+at] = "(child_id)"
		}
	}
}
