package explain

import (
	"context"
	"fmt"
	"slices"

	"lollipop/internal/ledger"
	"lollipop/internal/table"
	"lollipop/mappings"
)

// Options say which rehearsal is asked, and what may be shown.
type Options struct {
	Work     *ledger.Workspace
	Mappings *mappings.Set
	// Identifiable adds names, birth date, number and postcode of person records, and the
	// original text of fields set aside; never of restricted records.
	Identifiable bool
}

// Child is how one child came about.
type Child struct {
	ID         int64    `json:"child"`
	Restricted bool     `json:"restricted"` // sensitive or confidential: no identifying value is ever given
	Records    []Record `json:"records"`    // person records that are this child
	Pairs      []Pair   `json:"pairs"`      // decisions about them
	Rows       []Row    `json:"rows"`       // every staged or quarantined row under their keys, by row id
	Rules      []Rule   `json:"rules"`      // every rule that had a say, in words
}

// Record is one person record of a source.
type Record struct {
	Row
	RetiredID int64     `json:"retired_id,omitempty"` // the id that it had before a merge
	Identity  *Identity `json:"identity,omitempty"`
}

// Identity is what names a person.
type Identity struct {
	Forename    string `json:"forename"`
	Surname     string `json:"surname"`
	DateOfBirth string `json:"date_of_birth"`
	NHSNumber   string `json:"nhs_number"`
	Postcode    string `json:"postcode"`
}

// Row is one source row: where it stands and what became of it.
type Row struct {
	ID          int64   `json:"source_row"`
	Source      string  `json:"source"`
	Entity      string  `json:"entity"`
	File        string  `json:"file"` // path below the extracts folder
	Record      int64   `json:"record"`
	Line        int64   `json:"line"`
	Offset      int64   `json:"offset"` // of its first byte
	Disposition string  `json:"disposition"`
	Rule        string  `json:"rule,omitempty"`
	Aside       []Aside `json:"aside,omitempty"`
	Made        []Made  `json:"made,omitempty"`
}

// FileNumber is the number of the file, as it stands in the row's id.
func (r *Row) FileNumber() int64 { return r.ID >> fileShift }

// Aside is a field that could not be used.
type Aside struct {
	Column   string `json:"column"`
	Rule     string `json:"rule"`
	Original string `json:"original,omitempty"` // where identifying values are asked for
}

// Made is a target row that a source row made, or adds to.
type Made struct {
	Table      string `json:"table"`
	ID         int64  `json:"id"`
	Primary    bool   `json:"primary"`
	Reason     string `json:"reason,omitempty"` // why it was merged into it
	Restricted bool   `json:"restricted,omitempty"`
}

// Rule is a rule in words.
type Rule struct {
	ID    string `json:"id"`
	Words string `json:"words"`
}

// UnknownError says that a rehearsal has no such child or record, or that it is
// protected: whoever asks must not learn which.
type UnknownError struct {
	What string // child or row
	ID   int64
	Now  int64 // the child that a retired id went to, 0 for none
}

func (e *UnknownError) Error() string {
	if e.Now != 0 {
		return fmt.Sprintf("child %d is no more: it was joined into child %d", e.ID, e.Now)
	}
	return fmt.Sprintf("there is no %s %d in this workspace", e.What, e.ID)
}

// Hint says where ids stand.
func (e *UnknownError) Hint() string {
	if e.Now != 0 {
		return fmt.Sprintf("ask for --child %d", e.Now)
	}
	return "child ids stand in the table child, row ids of patient rows in its column source_row and in pair.parquet; " +
		"of a protected child nothing is explained, not even that it is there"
}

// Usage reports that the caller can mend it.
func (e *UnknownError) Usage() bool { return true }

// OfChild gathers what the workspace knows of a child. Errors:
// UnknownError, and those of the ledger.
func OfChild(ctx context.Context, o Options, id int64) (*Child, error) {
	w, err := open(ctx, o)
	if err != nil {
		return nil, err
	}
	persons, err := w.personsOf(ctx, id)
	if err != nil {
		return nil, err
	}
	if w.protected[id] {
		return nil, &UnknownError{What: "child", ID: id}
	}
	c := &Child{ID: id, Restricted: w.restricted[id]}
	if c.Rows, err = w.rowsOf(ctx, persons); err != nil {
		return nil, err
	}
	if err := w.follow(ctx, c); err != nil {
		return nil, err
	}
	if c.Pairs, err = w.pairs(ctx, func(p *Pair) bool { return p.ChildA == id || p.ChildB == id }); err != nil {
		return nil, err
	}
	c.Pairs = slices.DeleteFunc(c.Pairs, func(p Pair) bool { return p.Outcome == refused || w.protected[p.ChildA] || w.protected[p.ChildB] })
	if err := w.introduce(ctx, c, persons); err != nil {
		return nil, err
	}
	c.Rules = w.words(c)
	return c, nil
}

// introduce lists the person records, each as its standing patient row has it.
func (w *work) introduce(ctx context.Context, c *Child, persons []person) error {
	for _, p := range persons {
		i := slices.IndexFunc(c.Rows, func(r Row) bool { return r.ID == p.row })
		if i < 0 {
			return fmt.Errorf("read workspace: row %d of the crosswalk is not staged", p.row)
		}
		r := Record{Row: c.Rows[i], RetiredID: p.retired}
		if w.Identifiable && !p.restricted && !c.Restricted {
			var err error
			if r.Identity, err = w.identity(ctx, p.row); err != nil {
				return err
			}
		}
		c.Records = append(c.Records, r)
	}
	return nil
}

// words gives every rule that had a say, in the order of the table.
func (w *work) words(c *Child) (list []Rule) {
	said := map[string]bool{}
	for i := range c.Rows {
		r := &c.Rows[i]
		said[r.Rule] = true
		for _, a := range r.Aside {
			said[a.Rule] = true
		}
		for _, m := range r.Made {
			said[m.Reason] = true
		}
	}
	for i := range c.Pairs {
		for _, id := range c.Pairs[i].Reasons() {
			said[id] = true
		}
	}
	for _, r := range w.Mappings.Rules() {
		if said[r.ID] {
			list = append(list, Rule{r.ID, r.Words})
		}
	}
	return list
}

// identity reads who a patient row names.
func (w *work) identity(ctx context.Context, row int64) (*Identity, error) {
	columns := []string{"row_id", "given_name", "surname", "date_of_birth", "nhs_number", "postcode"}
	found := &Identity{}
	err := w.at(ctx, w.staged("patient", row>>fileShift), columns, []int64{row}, func(b *table.Batch, i int) {
		text := func(column int) string { return string(b.Vec[column].Text.At(i)) }
		*found = Identity{text(1), text(2), dateText(b.Vec[3].I32[i]), text(4), text(5)}
	})
	return found, err
}

// dateText is a date as staged, yyyymmdd, in the usual form; nothing for none.
func dateText(v int32) string {
	if v <= 0 {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", v/10000, v/100%100, v%100)
}
