// Package merge decides which events of one child are one event.
//
// It knows sources, dates, antigens and values, no tables and no files. Two rows
// of one source are never one event, a partial date joins nothing, and what only
// looks like a repeat is kept twice and marked.
package merge
