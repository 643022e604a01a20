package schema

import (
	"fmt"
	"strings"

	"lollipop/mappings"
)

// The first and last day that a date may be: those of the date type that made it.
const (
	firstDay = "1800-01-01"
	lastDay  = "2199-12-31"
)

// rule is the condition that every value of a column satisfies, "" for none. NULL satisfies every condition.
func rule(c mappings.TargetColumn) string {
	switch c.Kind {
	case mappings.TargetID, mappings.TargetRef, mappings.TargetRow:
		return c.Name + " > 0"
	case mappings.TargetDate:
		return fmt.Sprintf("%s BETWEEN '%s' AND '%s'", c.Name, firstDay, lastDay)
	case mappings.TargetText:
		if c.Words != nil {
			return c.Name + " IN ('" + strings.Join(c.Words, "', '") + "')"
		}
		return c.Name + " <> ''"
	}
	return ""
}

// sqliteRule is rule in the words of SQLite. It builds a table for the list of an IN anew for each row that it
// checks; a chain of OR costs it nothing to speak of. Booleans are integers there and decimals are text.
func sqliteRule(c mappings.TargetColumn) string {
	switch {
	case c.Kind == mappings.TargetBool:
		return c.Name + " = 0 OR " + c.Name + " = 1"
	case c.Kind == mappings.TargetDecimal:
		return c.Name + " <> ''"
	case c.Words == nil:
		return rule(c)
	}
	terms := make([]string, len(c.Words))
	for i, w := range c.Words {
		terms[i] = c.Name + " = '" + w + "'"
	}
	return strings.Join(terms, " OR ")
}
