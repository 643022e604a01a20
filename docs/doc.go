// Package docs holds no code: it is the project's pages, and tests that fail
// when a page and the tables or packages it speaks of no longer agree.
//
// target-schema.md is made from the tables of package mappings; after a change
// of the target run
//
//	go generate ./docs
package docs

//go:generate go test . -run TestTargetSchema -update
