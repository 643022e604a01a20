package reconcile

import (
	"lollipop/internal/chis"
	"lollipop/internal/forms"
	"lollipop/internal/ledger"
)

// coveragePlace is where a child counts: with its practice, and where it lives.
type coveragePlace struct {
	practice  string
	authority string // where it lives; of the practice, where no postcode says so
	located   bool   // by its postcode
}

func (r *run) readPostcodes() error {
	if r.Postcodes == "" {
		return nil
	}
	table, in, err := forms.ReadPostcodes(r.Postcodes, r.Mappings)
	r.authorities = table
	r.formInputs = append(r.formInputs, ledger.File{Path: in.Name, Bytes: in.Bytes, Rows: in.Rows, SHA256: in.SHA256})
	return err
}

// placeBefore is where the sources say that the child counts.
func (c *childCheck) placeBefore() coveragePlace {
	var h home
	if c.authorities != nil {
		n := c.tableNumber[tableAddress]
		for _, w := range c.sets[n] {
			h.take(c.tables[n], w.data)
		}
	}
	return c.placed(c.practiceCode(), h.postcode)
}

// placeAfter is where the target says so; child is its row there.
func (c *childCheck) placeAfter(child *targetRow) coveragePlace {
	var h home
	if c.authorities != nil {
		n := c.tableNumber[tableAddress]
		for i := range c.targets {
			if t := &c.targets[i]; t.table == n {
				h.take(c.tables[n], t.data)
			}
		}
	}
	tab := c.tables[child.table]
	_, code := tab.value(child.data, tab.Column("practice_code"))
	return c.placed(string(code), h.postcode)
}

func (r *run) placed(practice string, postcode chis.Postcode) coveragePlace {
	p := coveragePlace{practice: practice, authority: r.authorities.Of(postcode)}
	if p.located = p.authority != ""; !p.located {
		p.authority = r.Mappings.Authority(r.commissioner(practice))
	}
	return p
}

// home is the best of a child's addresses that has a postcode: home, then another
// that stands, then a temporary one; of two the one of the lower source row.
type home struct {
	rank     int // 0 is none
	source   int64
	postcode chis.Postcode
}

var homeRanks = map[string]int{"home": 3, "other": 2, "temporary": 1}

func (h *home) take(tab *targetTable, data []byte) {
	_, use := tab.value(data, tab.Column("use"))
	rank := homeRanks[string(use)]
	_, text := tab.value(data, tab.Column("postcode"))
	code, ok := chis.ParsePostcode(text)
	source := tab.primary(data)
	if ok && (rank > h.rank || rank == h.rank && rank > 0 && source < h.source) {
		*h = home{rank, source, code}
	}
}
