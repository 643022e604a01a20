package cmd

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"time"

	"github.com/spf13/pflag"

	"lollipop/internal/chis"
	"lollipop/internal/config"
	"lollipop/internal/console"
	"lollipop/internal/ledger"
	"lollipop/mappings"
	"lollipop/reconcile"
)

// stageOptions are the flags that all stages share.
type stageOptions struct {
	extracts string
	work     string
	config   string
	target   string
	previous string
	workers  int
	memory   string
	dryRun   bool
	json     bool
	quiet    bool
	plain    bool   // of reconcile: the workbook without encryption
	truth    string // of reconcile: the folder that says who each record is

	restricted bool // of reconcile: the workbook of restricted children too
}

func (o *stageOptions) addFlags(f *pflag.FlagSet) {
	f.StringVar(&o.extracts, "extracts", "", "folder that holds one folder a source")
	f.StringVar(&o.work, "work", "", "workspace of this rehearsal (created; holds identities, keep it on an encrypted disk)")
	f.StringVar(&o.config, "config", "", "configuration (default: lollipop.yaml beside the extracts, else in the current folder)")
	f.StringVar(&o.target, "target", "", "sqlite:PATH or postgres://… (default: target.db in the workspace)")
	f.StringVar(&o.previous, "previous", "", "workspace of an earlier rehearsal, whose ids are kept")
	f.IntVar(&o.workers, "workers", 0, "workers (default: one a processor); the result does not depend on it")
	f.StringVar(&o.memory, "memory", "", "memory limit such as 1GiB (default 1GiB)")
	f.BoolVar(&o.dryRun, "dry-run", false, "do all the work in a copy that is removed at the end; workspace and target stay as they are")
	addOutputFlags(f, &o.json, &o.quiet)
}

func addOutputFlags(f *pflag.FlagSet, json, quiet *bool) {
	f.BoolVar(json, "json", false, "one JSON object a line instead of text")
	f.BoolVar(quiet, "quiet", false, "no progress and no notes")
}

// needs are the flags a command cannot do without.
type needs struct{ extracts bool }

// validWorkers refuses numbers that --workers cannot mean.
func validWorkers(workers int) error {
	switch {
	case workers < 0:
		return usagef("leave --workers out for one a processor", "flag --workers: %d is no number of workers", workers)
	case workers > config.MaxWorkers:
		return usagef("leave --workers out for one a processor", "flag --workers: %d is more than %d", workers, config.MaxWorkers)
	}
	return nil
}

func (o *stageOptions) validate(n needs) error {
	if o.work == "" {
		return usagef("name the workspace, for example --work work", "flag --work is missing")
	}
	if n.extracts {
		if err := needExtracts(o.extracts); err != nil {
			return err
		}
	}
	switch {
	case validWorkers(o.workers) != nil:
		return validWorkers(o.workers)
	case o.extracts != "" && inside(o.work, o.extracts):
		return usagef("name a folder beside the extracts, for example --work work", "flag --work names the extracts folder or one in it")
	case o.plain && o.restricted:
		return usagef("run without --plain; what restricted children stand in is always encrypted", "flags --plain and --restricted do not go together")
	case o.previous != "" && samePath(o.previous, o.work):
		return usagef("name the workspace of the rehearsal before this one", "flag --previous names this workspace")
	case o.previous != "" && !isFolder(o.previous):
		return usagef("name the workspace of the rehearsal before this one", "flag --previous: %s is no folder", o.previous)
	case exists(o.work) && !isFolder(o.work):
		return usagef("name a folder, new or of an earlier run, for example --work work", "flag --work: %s is no folder", o.work)
	}
	if o.target != "" {
		if err := config.CheckTarget(o.target); err != nil {
			return usagef("write sqlite:PATH or postgres://USER@HOST/DATABASE", "flag --target: %v", err)
		}
		if path, ok := sqlitePath(o.target); ok && !isFolder(filepath.Dir(path)) && !inside(filepath.Dir(path), o.work) {
			return usagef("make that folder first, or name a file in one that is there", "flag --target: there is no folder %s", filepath.Dir(path))
		}
	}
	if o.memory != "" {
		bytes, err := config.ParseSize(o.memory)
		if err = cmp.Or(err, config.CheckMemory(bytes)); err != nil {
			return usagef("write a size such as 1GiB", "flag --memory: %v", err)
		}
	}
	return nil
}

// needExtracts refuses a command that cannot do without the extracts folder.
func needExtracts(extracts string) error {
	switch {
	case extracts == "":
		return usagef("name the folder that holds one folder a source, for example --extracts extracts", "flag --extracts is missing")
	case !isFolder(extracts):
		return usagef("name the folder that holds one folder a source", "flag --extracts: %s is no folder", extracts)
	}
	return nil
}

// needFolder refuses a file to write in a folder that is not there.
func needFolder(flag, path string) error {
	if path == "" || isFolder(filepath.Dir(path)) {
		return nil
	}
	return usagef("make that folder first, or name a file in one that is there", "flag %s: there is no folder %s", flag, filepath.Dir(path))
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return !errors.Is(err, fs.ErrNotExist)
}

func samePath(a, b string) bool {
	x, errX := filepath.Abs(a)
	y, errY := filepath.Abs(b)
	return errX == nil && errY == nil && x == y
}

// inside reports that path is dir or lies below it, links followed where they
// lead somewhere.
func inside(path, dir string) bool {
	rel, err := filepath.Rel(realPath(dir), realPath(path))
	return err == nil && filepath.IsLocal(rel)
}

// realPath is the absolute path without links, of what need not exist yet.
func realPath(path string) string {
	path, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	if followed, err := filepath.EvalSymlinks(path); err == nil {
		return followed
	}
	if up := filepath.Dir(path); up != path {
		return filepath.Join(realPath(up), filepath.Base(path))
	}
	return path
}

// session is what the stages of one command share.
type session struct {
	stageOptions
	conf config.Config
	maps *mappings.Set
	ws   *ledger.Workspace
	out  *console.Console
	name string // the command as typed, for the ledger
	dry  bool   // the workspace is a copy that goes at the end

	report reconcile.Report // of the last stage, once it ran
	stood  bool             // the stage that ran last found its work done already
	note   string           // of the stage under way, for its line in the ledger

	parts map[string]float64 // of the stage under way, for run.json
}

// openSession reads the configuration and the tables and takes the workspace.
// The caller closes it.
func openSession(o stageOptions, name string, out *console.Console) (*session, error) {
	s := &session{stageOptions: o, out: out, name: name}
	var err error
	if s.conf, err = findConfig(o); err != nil {
		return nil, err
	}
	s.override()
	if err := checkTarget(s.conf.Target, o.work); err != nil {
		return nil, err
	}
	if s.maps, err = mappings.LoadFolder(s.conf.Mappings); err != nil {
		return nil, err
	}
	debug.SetMemoryLimit(runtimeLimit(s.conf.Memory))
	boundHeadroom()
	s.ws, err = ledger.Open(o.work)
	return s, err
}

// runtimeLimit is what the Go runtime may hold of the memory that the process may
// have: a sixteenth is left for what it does not count, the program's own pages
// and buffers of the system.
func runtimeLimit(memory int64) int64 { return memory - memory/16 }

func findConfig(o stageOptions) (config.Config, error) {
	if o.config != "" && !exists(o.config) {
		return config.Config{}, usagef("name a file, or leave --config out for the lollipop.yaml that is found, or none at all", "flag --config: %s is not there", o.config)
	}
	if o.config != "" {
		return config.Load(o.config)
	}
	return config.Find(o.extracts)
}

// override lets flags win over the environment and that over the file.
func (s *session) override() {
	if t := os.Getenv("LOLLIPOP_TARGET"); t != "" {
		s.conf.Target = t
	}
	if s.target != "" {
		s.conf.Target = s.target
	}
	if s.conf.Target == "" {
		s.conf.Target = defaultTarget(s.work)
	}
	if s.workers > 0 {
		s.conf.Workers = s.workers
	}
	if s.conf.Workers == 0 {
		s.conf.Workers = runtime.GOMAXPROCS(0)
	}
	if s.memory != "" {
		s.conf.Memory, _ = config.ParseSize(s.memory) // validated
	}
}

// defaultTarget is the target where none is named: a file of the workspace.
func defaultTarget(work string) string { return "sqlite:" + filepath.Join(work, "target.db") }

func (s *session) close() error { return s.ws.Close() }

// measured runs a stage, records what it cost and writes its line in the ledger.
func (s *session) measured(ctx context.Context, stage string, do func() (rows, bytes int64, err error)) error {
	debug.FreeOSMemory() // what the stage before held is not this one's cost
	meter := ledger.StartMeter(time.Now())
	s.parts = nil
	rows, bytes, err := do()
	now := time.Now()
	cost := meter.Stop(now)
	cost.Rows, cost.Bytes, cost.Parts = rows, bytes, s.parts
	if stage == ledger.Load || stage == ledger.Reconcile {
		cost.Target = config.RedactTarget(s.conf.Target)
	}
	outcome := ledger.Done
	switch {
	case ctx.Err() != nil:
		outcome = ledger.Cancelled
	case err != nil:
		outcome = ledger.Failed
	}
	entry := ledger.Entry{Note: s.note, Who: who(), Command: []string{"lollipop", s.name}, Outcome: outcome, Roots: map[string]string{}}
	if m, errRoot := s.ws.StageManifest(stage); errRoot == nil && err == nil {
		entry.Roots[stage] = m.Root
	}
	if errAppend := s.ws.Append(now, entry); errAppend != nil && err == nil {
		err = errAppend
	}
	if err != nil || s.stood { // what the stage cost when it was made stays in run.json
		return err
	}
	return s.ws.RecordRun(stage, cost)
}

// who is the account the program runs under, "" where the system does not say.
func who() string {
	u, err := user.Current()
	if err != nil {
		return ""
	}
	return u.Username
}

// outputs sums the rows and bytes of a finished stage.
func (s *session) outputs(stage string) (rows, bytes int64) {
	m, err := s.ws.StageManifest(stage)
	if err != nil {
		return 0, 0
	}
	for _, f := range m.Content.Outputs {
		rows, bytes = rows+f.Rows, bytes+f.Bytes
	}
	return rows, bytes
}

const tool = "lollipop"

// toolName names the program in manifests. It holds no time and no machine.
func toolName() string { return fmt.Sprintf("%s %s", tool, version) }

// withSession opens a session, runs a command in it and closes it.
func withSession(o stageOptions, name string, out *console.Console, do func(*session) error) error {
	if o.dryRun {
		return dryRun(o, name, out, do)
	}
	s, err := openSession(o, name, out)
	if err != nil {
		return err
	}
	err = do(s)
	if errClose := s.close(); err == nil {
		err = errClose
	}
	return err
}

// stage runs one stage with its progress, measured and in the ledger.
func (s *session) stage(ctx context.Context, stage string, do func(observe func(done, total int64, what string)) error) error {
	if err := s.sameTables(stage); err != nil {
		return err
	}
	if err := s.sameDay(stage); err != nil {
		return err
	}
	return s.measured(ctx, stage, func() (rows, bytes int64, err error) {
		p := s.out.Progress(ledger.Command(stage))
		s.stood = false
		err = do(p.Observe)
		p.End()
		if err != nil {
			return 0, 0, err
		}
		rows, bytes = s.outputs(stage)
		if stage == ledger.Load { // its rows are in the target
			rows, bytes = s.outputs(ledger.Transform)
		}
		return rows, bytes, nil
	})
}

// sameDay refuses a stage whose configuration names another day, or another first
// birth date in scope, than extract worked with, and all stages after it: they would
// go by the old one and not say so.
func (s *session) sameDay(stage string) error {
	m, err := s.ws.StageManifest(ledger.Extract)
	if err != nil || stage == ledger.Extract {
		return nil // what is missing, or altered, the stage says itself
	}
	for _, d := range []struct {
		key string
		day chis.Date
	}{{"as_of", s.conf.AsOf}, {"born_from", s.conf.Scope.BornFrom}} {
		if was := m.Content.Config[d.key]; !d.day.IsNone() && d.day.String() != was {
			return usagef("run `lollipop extract` with this configuration first, or `lollipop run` for all stages", "%s is %s in the configuration, and 1-extract was made with %s", d.key, d.day, was)
		}
	}
	return nil
}
