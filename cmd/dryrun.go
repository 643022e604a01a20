package cmd

import (
	"errors"

	"lollipop/internal/config"
	"lollipop/internal/console"
	"lollipop/internal/ledger"
)

// dryRun runs a command in a shadow of its workspace and removes it. It is the
// same code on the same rows; a candidate is filled in SQLite, whose constraints
// are those of PostgreSQL. Only reconcile reads the target that is named.
func dryRun(o stageOptions, name string, out *console.Console, do func(*session) error) (err error) {
	work := o.work
	shadow, remove, err := ledger.Shadow(work)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, remove()) }()
	o.work, o.dryRun = shadow, false
	return withSession(o, name, out, func(s *session) error {
		s.dry = true
		named, private := s.conf.Target, defaultTarget(shadow)
		if named == private {
			named = defaultTarget(work)
		}
		s.conf.Target = private
		if name == "reconcile" {
			s.conf.Target = named
		}
		defer out.Note("dry run: nothing was kept; %s and the candidate of %s are as they were", work, config.RedactTarget(named))
		return do(s)
	})
}
