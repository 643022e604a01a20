package cmd

import (
	"slices"
	"strings"

	"lollipop/internal/ledger"
	"lollipop/mappings"
)

// sameTables says which mapping tables make a stage anew, and refuses to build on
// a stage that was made by other tables: it would be judged by what it never saw.
func (s *session) sameTables(stage string) error {
	stages := ledger.Stages()
	at := slices.Index(stages, stage)
	if at > 0 {
		if changed := s.changedTables(stages[at-1]); changed != nil {
			what := make([]string, len(changed))
			for i, name := range changed {
				what[i] = "mapping table " + name + ": changed"
			}
			return &ledger.ChangedError{Dir: s.ws.Dir, Stage: stages[at-1], What: what}
		}
	}
	if changed := s.changedTables(stage); changed != nil {
		s.out.Note("%s: made anew, as these mapping tables changed: %s", ledger.Command(stage), strings.Join(changed, ", "))
	}
	return nil
}

// changedTables names the tables that a finished stage was made with and that
// are others now, in order; none where the stage is not there.
func (s *session) changedTables(stage string) []string {
	m, err := s.ws.StageManifest(stage)
	if err != nil {
		return nil // what is missing, or altered, the stage says itself
	}
	return differing(m.Content.Mappings, s.maps)
}

// differing names the tables of which a manifest has another hash than those in
// effect, in order.
func differing(was map[string]string, set *mappings.Set) []string {
	now := set.Hashes()
	var changed []string
	for name, hash := range now {
		if was[name] != hash {
			changed = append(changed, name)
		}
	}
	for name := range was {
		if now[name] == "" {
			changed = append(changed, name)
		}
	}
	slices.Sort(changed)
	return changed
}
