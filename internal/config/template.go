package config

import (
	_ "embed"
	"slices"
)

//go:embed lollipop.yaml
var template []byte

// Template is a commented lollipop.yaml with every key, each left at its
// default: what `init` writes.
func Template() []byte { return slices.Clone(template) }
