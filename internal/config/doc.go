// Package config reads lollipop.yaml: what the sources are, who is in scope,
// and how a run may use the machine.
//
// The file is read strictly: an unknown key, a key without a value, a value of
// the wrong kind, an alias or a second document is refused with its line and
// column, before any work. Values are read as the text that stands in the
// file, never as YAML would type them, so that an unquoted date is a date and
// 012 is neither ten nor twelve. It is the home of the YAML library.
package config
