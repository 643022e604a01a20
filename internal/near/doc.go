// Package near finds the known word that a misspelt one most likely meant, for
// the hints of configuration and mapping tables.
package near
