package config

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"lollipop/internal/chis"
)

// template is a commented lollipop.yaml with every key, each left at its default.
//
//go:embed lollipop.yaml
var template []byte

// Proposal is what a look at extracts suggests for a configuration.
type Proposal struct {
	AsOf     chis.Date         // day of the latest extract, none where no file says it
	Sources  map[string]string // role by name
	Why      map[string]string // why that role, by name: a remark
	Mappings string            // folder of tables, "" for none
}

// Propose is the template with what a proposal knows filled in. What it only
// shows, as the day and the scope, stays commented: the default is the same.
func Propose(p Proposal) []byte {
	text := string(template)
	if !p.AsOf.IsNone() {
		text = strings.Replace(text, "#as_of: 2024-03-01", "#as_of: "+p.AsOf.String(), 1)
		text = strings.Replace(text, "#  born_from: 2004-03-01", "#  born_from: "+Default().BornFrom(p.AsOf).String(), 1)
	}
	if len(p.Sources) > 0 {
		from := strings.Index(text, "#sources:")
		to := from + strings.Index(text[from:], "\n\n")
		text = text[:from] + p.sources() + text[to:]
	}
	if p.Mappings != "" {
		text = strings.Replace(text, "#mappings: mappings", "mappings: "+p.Mappings, 1)
	}
	return []byte(text)
}

func (p Proposal) sources() string {
	var b strings.Builder
	b.WriteString("sources:")
	names := make([]string, 0, len(p.Sources))
	for name := range p.Sources {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		fmt.Fprintf(&b, "\n  %q:  # %s\n    role: %s", name, p.Why[name], p.Sources[name])
	}
	return b.String()
}
