package config

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"lollipop/internal/chis"
	"lollipop/internal/near"
)

// FileName is the name under which the configuration is looked for.
const FileName = "lollipop.yaml"

// The roles of a source.
const (
	// RoleCHIS is the legacy child health platform: everything it holds moves.
	RoleCHIS = "chis"
	// RolePractice is a feed of practice records: scope decides what moves.
	RolePractice = "practice"
)

// MaxWorkers is the most workers that a run may have.
const MaxWorkers = 1024

const (
	defaultMemory = 1 << 30  // the promise for a whole county: 1 GiB
	minMemory     = 64 << 20 // below this the partitions of one child do not fit
	scopeYears    = 20       // born_from where it is not set: as_of minus this
)

// Config is lollipop.yaml with defaults filled in. It is a value: copy it to
// change it.
type Config struct {
	// Path is the file it was read from, "" for the defaults alone.
	Path string
	// NHSNumbers says which number ranges may identify a child.
	NHSNumbers chis.NHSMode
	// AsOf is the day the run stands on; none means the latest extract's.
	AsOf  chis.Date
	Scope Scope
	// Sources by name, as far as the file names them; see Roles for the rest.
	Sources map[string]Source
	// Restricted is the register of protected children (restricted.csv), "" for
	// none; absolute, or relative to the current folder.
	Restricted string
	// Trace is what a trace said of the numbers of person records (trace.csv),
	// Control the legacy system's own figures (control.csv), Expected the
	// organisations that must be there (expected.csv): each "" for none, else
	// absolute, or relative to the current folder.
	Trace, Control, Expected string
	// Postcodes says in which local authority a postcode lies
	// (postcode_authority.csv), "" for none; absolute, or relative to the current folder.
	Postcodes string
	// Decisions is what people decided about pairs of records (decisions.csv), an
	// input of transform; RestrictedDecisions is the same of restricted children, whom
	// the other file cannot join. Each "" for none.
	Decisions, RestrictedDecisions string
	// Mappings is the folder whose tables lie over the embedded ones, "" for
	// none; absolute, or relative to the current folder.
	Mappings string
	// AllowMissing lists EMIS tables that an extract may lack, sorted.
	AllowMissing []string
	// Target is sqlite:PATH or a postgres:// address, "" for the default. It may
	// hold a password: print it through RedactTarget.
	Target string
	// Workers is the number of workers, 0 for one a processor.
	Workers int
	// Memory is the limit in bytes.
	Memory int64
}

// Scope says who moves.
type Scope struct {
	// BornFrom is the first birth date in scope; none means as_of minus 20 years.
	BornFrom chis.Date
}

// Source is what the file says of one source.
type Source struct {
	Role string // RoleCHIS or RolePractice
}

// Default is the configuration without a file.
func Default() Config {
	return Config{Sources: map[string]Source{}, Memory: defaultMemory}
}

// BornFrom is the first birth date in scope for a run on asOf: the configured
// one, else asOf minus 20 years. None where asOf is none.
func (c Config) BornFrom(asOf chis.Date) chis.Date {
	if !c.Scope.BornFrom.IsNone() {
		return c.Scope.BornFrom
	}
	return asOf.AddMonths(-12 * scopeYears)
}

// Roles gives each source that is present its role: the configured one; else
// chis where it is named chis or is the only one; else practice. A configured
// source that is not present is an error: a misspelt name would bring a whole
// source under the wrong rules.
func (c Config) Roles(present []string) (map[string]string, error) {
	for _, name := range slices.Sorted(maps.Keys(c.Sources)) {
		if !slices.Contains(present, name) {
			return nil, &Error{
				File: cmp.Or(c.Path, FileName), Key: "sources." + name,
				Problem: "no extracts folder has this name", Nearest: near.Word(name, present),
			}
		}
	}
	roles := make(map[string]string, len(present))
	for _, name := range present {
		roles[name] = c.role(name, len(present) == 1)
	}
	return roles, nil
}

func (c Config) role(name string, only bool) string {
	if s, ok := c.Sources[name]; ok {
		return s.Role
	}
	if only || name == RoleCHIS {
		return RoleCHIS
	}
	return RolePractice
}

// WithEffective returns c with what extract has fixed: the day, the first
// birth date in scope, and a role for every source.
func (c Config) WithEffective(asOf chis.Date, roles map[string]string) Config {
	c.AsOf, c.Scope.BornFrom = asOf, c.BornFrom(asOf)
	c.Sources = make(map[string]Source, len(roles))
	for name, role := range roles {
		c.Sources[name] = Source{Role: role}
	}
	return c
}

// Canonical renders what influences results, for manifests: as_of and born_from
// (absent where none), nhs_numbers, source.<name>.role, allow_missing (joined
// by commas), restricted and trace ("given" or "none": their content counts as
// input files). Decisions are an input of transform. The control, expected
// and postcode files change no row: reconcile, which
// judges by them, counts them among its inputs. Workers, memory, target and paths do not influence results.
func (c Config) Canonical() map[string]string {
	out := map[string]string{
		"allow_missing": strings.Join(c.AllowMissing, ","),
		"nhs_numbers":   modeName(c.NHSNumbers),
		"restricted":    given(c.Restricted),
		"trace":         given(c.Trace),
	}
	if !c.AsOf.IsNone() {
		out["as_of"] = c.AsOf.String()
	}
	if !c.Scope.BornFrom.IsNone() {
		out["born_from"] = c.Scope.BornFrom.String()
	}
	for name, source := range c.Sources {
		out["source."+name+".role"] = source.Role
	}
	return out
}

func given(path string) string {
	if path == "" {
		return "none"
	}
	return "given"
}

func modeName(m chis.NHSMode) string {
	if m == chis.Test {
		return "test"
	}
	return "live"
}

// Error is a configuration that cannot be used, and where that stands.
type Error struct {
	File         string
	Line, Column int    // from 1; 0 where the place is not one of the file
	Key          string // with dots: sources.chis.role; "" for the file itself
	Problem      string
	Nearest      string // the known word that looks most like the one found, or ""
}

func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString("read " + e.File)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d:%d", e.Line, e.Column)
	}
	b.WriteString(": ")
	if e.Key != "" {
		b.WriteString(e.Key + ": ")
	}
	b.WriteString(e.Problem)
	return b.String()
}

// Hint is what to do next.
func (e *Error) Hint() string {
	if e.Nearest == "" {
		return "correct the file; `lollipop init` writes one in which every key is explained"
	}
	return fmt.Sprintf("did you mean %q?", e.Nearest)
}

// Usage reports that the caller can mend it.
func (e *Error) Usage() bool { return true }
