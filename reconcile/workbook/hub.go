package workbook

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"lollipop/reconcile"
)

// column is the place of a heading, -1 for none.
func (l *list) column(head string) int {
	return slices.IndexFunc(l.columns, func(c column) bool { return c.head == head })
}

func sorted(names []string) []string {
	slices.Sort(names)
	return names
}

// remove takes away files that turned out too large.
func remove(dir string, files []reconcile.Rendered) error {
	for _, f := range files {
		if err := os.Remove(filepath.Join(dir, f.Path)); err != nil {
			return err
		}
	}
	return nil
}

// hubPage writes the first sheet of a hub's file.
func hubPage(name string, part int, lists []*list) func(*book) error {
	return func(b *book) error {
		p, err := b.page()
		if err != nil {
			return err
		}
		title := name + ": children to look at, as of " + spokenDay(b.rep.AsOf)
		if part > 1 {
			title += fmt.Sprintf(", part %d", part)
		}
		p.row(30, p.styled(p.styles.title, title))
		p.row(0, p.styled(p.styles.note, "The verdict, the practices and the fix list stand in "+File+" of the same run, "+b.rep.RunID+"."))
		p.contents(lists)
		return p.end()
	}
}
