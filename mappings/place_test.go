package mappings

import "testing"

func TestPractices(t *testing.T) {
	set := mustLoad(t)
	in176, hubs := 0, map[string]int{}
	for _, p := range set.Practices() {
		if set.Practice(p.Code) == nil {
			t.Errorf("%s is not found by its code", p.Code)
		}
		if p.In176 {
			in176++
			hubs[set.Hub(p.Code)]++
			if !p.Lancashire || !p.Closed.IsNone() && p.Closed < 20210331 {
				t.Errorf("%s is one of the 176 and not an open Lancashire practice", p.Code)
			}
		}
	}
	if in176 != 176 || len(set.Practices()) != 266 {
		t.Errorf("%d of %d practices are in the set, want 176 of 266", in176, len(set.Practices()))
	}
	if len(hubs) != 4 || hubs[""] > 0 {
		t.Errorf("practices by hub: %v", hubs)
	}
	if set.Hub("X99999") != "" || set.Practice("X99999") != nil {
		t.Error("an unknown practice is there")
	}
}

func TestOrganisations(t *testing.T) {
	set := mustLoad(t)
	count := map[string]int{}
	for _, o := range set.Organisations() {
		count[o.Type]++
		if o.Invented != (o.Type == "community_provider" && o.Code == "ZZLCH1") {
			t.Errorf("%s %s invented: %v", o.Type, o.Code, o.Invented)
		}
	}
	for kind, n := range map[string]int{"ccg": 8, "local_authority": 6, "community_provider": 3} {
		if count[kind] != n {
			t.Errorf("%d of type %s, want %d", count[kind], kind, n)
		}
	}
}
