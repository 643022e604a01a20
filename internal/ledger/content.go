package ledger

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
)

// ContentSchema is the version of the form of Content; fields are added, never
// renamed.
const ContentSchema = 1

// Content is what a stage's root covers: nothing in it depends on the time, the
// machine, the target's address or the number of workers.
//
// Fields stand in the order of their JSON names: with sorted maps that makes
// the encoding canonical, and any language that sorts keys can check a root.
type Content struct {
	Accounting []Account         `json:"accounting"`
	AsOf       string            `json:"as_of"` // yyyy-MM-dd
	Config     map[string]string `json:"config"`
	Counts     map[string]int64  `json:"counts"`
	// Inputs are files from outside the workspace, by paths relative to the
	// extracts folder (the configuration's own files: to lollipop.yaml).
	Inputs []File `json:"inputs"`
	// Mappings: the SHA-256 of each effective mapping table by its name.
	Mappings map[string]string `json:"mappings"`
	// Outputs are the files of the stage, by paths relative to its folder.
	Outputs []File `json:"outputs"`
	// Previous: the root of each stage this one read, by the stage's name. Other
	// keys (a crosswalk of an earlier rehearsal) are kept and not followed.
	Previous map[string]string `json:"previous"`
	// Runs: for each table its sorted runs, each a list of outputs in order.
	Runs   map[string][][]string `json:"runs"`
	Schema int                   `json:"schema"` // ContentSchema where 0
	Stage  string                `json:"stage"`
	Tool   string                `json:"tool"` // name and version of the program
}

// File is one file by its path, with forward slashes and relative.
type File struct {
	Bytes  int64  `json:"bytes"`
	Path   string `json:"path"`
	Rows   int64  `json:"rows"`
	SHA256 string `json:"sha256"` // lower-case hex
	// Version is that of an input's layout, where it has one.
	Version string `json:"version,omitempty"`
}

// Account is one line of the rows equation: Read is the sum of the other five.
type Account struct {
	Entity       string `json:"entity"`
	Excluded     int64  `json:"excluded"`
	Loaded       int64  `json:"loaded"`
	Merged       int64  `json:"merged"`
	Organisation string `json:"organisation"` // "-" where a reference file has none
	Quarantined  int64  `json:"quarantined"`
	Read         int64  `json:"read"`
	Source       string `json:"source"`
	Superseded   int64  `json:"superseded"`
}

// Sum is the five terms together.
func (a Account) Sum() int64 {
	return a.Loaded + a.Merged + a.Superseded + a.Excluded + a.Quarantined
}

// Closes reports that every row read has one disposition.
func (a Account) Closes() bool { return a.Read == a.Sum() }

// Root is the SHA-256, in lower-case hex, of the canonical JSON of content.
func Root(c Content) (string, error) {
	text, err := canonical(c)
	if err != nil {
		return "", err
	}
	return sum(text), nil
}

func sum(data []byte) string {
	h := sha256.Sum256(data)
	return hex.EncodeToString(h[:])
}

// canonical is compact JSON with sorted keys, lists in order, and no null: an
// empty list is [] and an empty map {}, however the caller left them.
func canonical(c Content) ([]byte, error) {
	c.settle()
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(c); err != nil {
		return nil, fmt.Errorf("encode manifest content: %w", err)
	}
	return bytes.TrimSuffix(buf.Bytes(), []byte("\n")), nil
}

// settle brings content into its one form. It leaves the caller's slices and
// maps as they are.
func (c *Content) settle() {
	if c.Schema == 0 {
		c.Schema = ContentSchema
	}
	c.Inputs, c.Outputs = sortedFiles(c.Inputs), sortedFiles(c.Outputs)
	c.Accounting = append([]Account{}, c.Accounting...)
	slices.SortFunc(c.Accounting, compareAccounts)
	c.Config, c.Mappings, c.Previous = filled(c.Config), filled(c.Mappings), filled(c.Previous)
	c.Counts = filled(c.Counts)
	runs := make(map[string][][]string, len(c.Runs))
	for table, list := range c.Runs {
		runs[table] = settledRuns(list)
	}
	c.Runs = runs
}

func settledRuns(runs [][]string) [][]string {
	out := make([][]string, len(runs))
	for i, run := range runs {
		out[i] = append([]string{}, run...)
	}
	return out
}

func sortedFiles(files []File) []File {
	out := append([]File{}, files...)
	slices.SortFunc(out, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	return out
}

func filled[V any](m map[string]V) map[string]V {
	if m == nil {
		return map[string]V{}
	}
	return m
}

func compareAccounts(a, b Account) int {
	return cmp.Or(cmp.Compare(a.Source, b.Source),
		cmp.Compare(a.Organisation, b.Organisation), cmp.Compare(a.Entity, b.Entity))
}
