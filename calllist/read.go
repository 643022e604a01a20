package calllist

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"lollipop/internal/chis"
	"lollipop/internal/ledger"
	"lollipop/internal/schedule"
	"lollipop/internal/table"
)

// child is an open child with its history.
type child struct {
	schedule.Child
	id                     int64
	practice, nhs          string
	surname, given         string
	address                []string
	postcode, phone        string
	events                 []schedule.Event
	clinic, silent, secret bool
	protected, former      bool // of a restricted child: protected, and an identity that it gave up
	booked                 chis.Date
	marks                  map[string]mark
	recorded               []schedule.Recorded // reviews and screening tests
	secretContact          bool                // one of them is confidential
	waits                  []string            // what waits for somebody and may hold a dose, in words
	undated                string              // why it has no date of birth, in words, where its record holds something in its place
}

// waiting are the kinds of note that may mean a dose nobody counts yet.
var waiting = map[string]string{
	"review-pair":           "another record may be this child's",
	"quarantined-event":     "rows of this child wait in quarantine",
	"unmapped-safety-code":  "a code that may be a vaccination is not mapped",
	"repaired-safety-code":  "a damaged code that may be a vaccination waits for approval",
	"ambiguous-safety-code": "a code that may be a vaccination is ambiguous",
	"product-only-vaccine":  "a vaccine is known from a prescription alone",
}

// mark is the last that is known of an alert.
type mark struct {
	on   chis.Date
	open bool
}

// histories are the children that a list may be about: open ones, or restricted ones.
type histories struct {
	Options
	asOf       chis.Date
	engine     *schedule.Engine
	manifest   ledger.Manifest
	children   map[int64]*child
	restricted int64
	unplaced   int64 // open children who live here and have no practice that a list can be asked for
	result     schedule.Result

	contactEvents []schedule.ContactEvent
	contactItems  []schedule.ContactItem
}

// read reads every open child of the practice, hub or clinic with its history.
func read(ctx context.Context, o Options) (*histories, error) {
	h := &histories{Options: o, engine: o.Mappings.Schedule(), children: map[int64]*child{}, asOf: o.AsOf}
	var err error
	if h.manifest, err = o.Work.Intact(ctx, ledger.Transform); err != nil {
		return nil, err
	}
	if h.asOf.IsNone() {
		h.asOf, _ = chis.ParseDate(h.manifest.Content.AsOf)
	}
	for _, step := range []func(context.Context) error{
		h.readChildren, h.readUndated, h.readFormer, h.readNames, h.readAddresses, h.readPhones, h.readDoses, h.readWishes, h.readContraindications, h.readAlerts, h.readNotes, h.readBookings, h.readContacts,
	} {
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	return h, nil
}

// sorted are the children by id.
func (h *histories) sorted() []*child {
	list := make([]*child, 0, len(h.children))
	for _, c := range h.children {
		list = append(list, c)
	}
	slices.SortFunc(list, func(a, b *child) int { return int(a.id - b.id) })
	return list
}

// scan yields the rows of a table of transform, none where it has no file.
func (h *histories) scan(ctx context.Context, name string, columns []string, yield func(b *table.Batch, i int)) error {
	var paths []string
	for _, run := range h.manifest.Content.Runs[name] {
		for _, file := range run {
			paths = append(paths, h.Work.Path(ledger.Transform, filepath.FromSlash(file)))
		}
	}
	err := table.Scan(ctx, paths, columns, func(b *table.Batch) error {
		for i := range b.N {
			yield(b, i)
		}
		return nil
	})
	if errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("read workspace: a file that the manifest names is gone: %w", err)
	}
	return err
}

// both reads a table and its restricted twin: a confidential dose of an open child
// counts, and is shown nowhere. The first column is the child.
func (h *histories) both(ctx context.Context, name string, columns []string, yield func(c *child, b *table.Batch, i int, secret bool)) error {
	columns = append([]string{"child_id"}, columns...)
	for _, twin := range []string{"", "restricted_"} {
		err := h.scan(ctx, twin+name, columns, func(b *table.Batch, i int) {
			if c := h.children[b.Vec[0].I64[i]]; c != nil {
				yield(c, b, i, twin != "")
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func text(b *table.Batch, column, i int) string { return string(b.Vec[column].Text.At(i)) }

func day(b *table.Batch, column, i int) chis.Date { return chis.Date(b.Vec[column].I32[i]) }

// partial is a date with its precision in the column after it.
func partial(b *table.Batch, column, i int) chis.PartialDate {
	precision, _ := chis.ParsePrecision(b.Vec[column+1].Text.At(i))
	return chis.MakePartialDate(day(b, column, i), precision)
}

// antigens are those of a cell that the tables made.
func antigens(b *table.Batch, column, i int) chis.Antigens {
	set, _ := chis.ParseAntigens(b.Vec[column].Text.At(i))
	return set
}

func (h *histories) readChildren(ctx context.Context) error {
	columns := []string{"id", "sex", "date_of_birth", "deceased", "stillborn", "nhs_number", "practice_code", "status", "protected"}
	err := h.scan(ctx, h.of("child"), columns, func(b *table.Batch, i int) {
		c := &child{id: b.Vec[0].I64[i], nhs: text(b, 5, i), practice: text(b, 6, i), protected: b.Vec[8].I32[i] == 1}
		if h.Restricted {
			c.practice = ""
		} else if text(b, 7, i) == "active" && h.nowhere(c.practice) {
			h.unplaced++
		}
		if h.Clinic == "" && !h.asked(c) {
			return
		}
		c.Sex, _ = chis.ParseSex(b.Vec[1].Text.At(i))
		c.Born = chis.MakePartialDate(day(b, 2, i), chis.PrecisionDay)
		switch status := text(b, 7, i); {
		case b.Vec[4].I32[i] == 1:
			c.Standing = schedule.Stillborn
		case b.Vec[3].I32[i] == 1 || status == "deceased":
			c.Standing = schedule.Deceased
		case status == "moved":
			c.Standing = schedule.MovedAway
		}
		h.children[c.id] = c
	})
	if err != nil {
		return err
	}
	return h.scan(ctx, "restricted_child", []string{"id"}, func(*table.Batch, int) { h.restricted++ })
}

// readUndated finds what the records of children without a date of birth hold in its place.
func (h *histories) readUndated(ctx context.Context) error {
	return h.scan(ctx, h.of("due_computed"), []string{"child_id", "state", "reason"}, func(b *table.Batch, i int) {
		if c := h.children[b.Vec[0].I64[i]]; c != nil && c.Born.IsNone() && text(b, 1, i) == "cannot_be_scheduled" {
			c.undated = text(b, 2, i)
		}
	})
}

func (h *histories) readNames(ctx context.Context) error {
	return h.scan(ctx, h.of("child_name"), []string{"child_id", "use", "given_name", "surname"}, func(b *table.Batch, i int) {
		if c := h.children[b.Vec[0].I64[i]]; c != nil && text(b, 1, i) == "official" {
			c.given, c.surname = text(b, 2, i), text(b, 3, i)
		}
	})
}

func (h *histories) readAddresses(ctx context.Context) error {
	if h.Restricted {
		return nil // where they live stands on no list
	}
	columns := []string{"child_id", "use", "house", "street", "village", "town", "county", "postcode"}
	return h.scan(ctx, "child_address", columns, func(b *table.Batch, i int) {
		c := h.children[b.Vec[0].I64[i]]
		if c == nil || text(b, 1, i) != "home" || c.address != nil {
			return
		}
		for column := 2; column < 7; column++ {
			if part := strings.TrimSpace(text(b, column, i)); part != "" {
				c.address = append(c.address, part)
			}
		}
		c.postcode = text(b, 7, i)
	})
}

func (h *histories) readPhones(ctx context.Context) error {
	if h.Restricted {
		return nil
	}
	return h.scan(ctx, "child_contact", []string{"child_id", "system", "value"}, func(b *table.Batch, i int) {
		system := text(b, 1, i)
		c := h.children[b.Vec[0].I64[i]]
		if c != nil && (system == "mobile_phone" || system == "home_phone" && c.phone == "") {
			c.phone = text(b, 2, i)
		}
	})
}

func (h *histories) readDoses(ctx context.Context) error {
	columns := []string{"status", "antigens", "occurred_on", "occurred_precision", "duplicate_kind", "evidence"}
	return h.both(ctx, "immunisation", columns, func(c *child, b *table.Batch, i int, _ bool) {
		status, marked := text(b, 1, i), text(b, 5, i)
		if status == "not_given" || text(b, 6, i) != "coded" || marked == "probable" || marked == "possible" {
			return
		}
		kind := schedule.Given
		if status == "reported" {
			kind = schedule.Reported
		}
		c.events = append(c.events, schedule.Event{On: partial(b, 3, i), Antigens: antigens(b, 2, i), Kind: kind})
	})
}

func (h *histories) readWishes(ctx context.Context) error {
	columns := []string{"subject", "antigens", "decision", "decided_on", "decided_precision"}
	return h.both(ctx, "consent", columns, func(c *child, b *table.Batch, i int, secret bool) {
		if text(b, 1, i) != "immunisation" {
			return
		}
		kind := schedule.Refused
		if text(b, 3, i) == "given" {
			kind = schedule.Consent
		}
		c.secret = c.secret || secret
		c.events = append(c.events, schedule.Event{On: partial(b, 4, i), Antigens: antigens(b, 2, i), Kind: kind})
	})
}

func (h *histories) readContraindications(ctx context.Context) error {
	columns := []string{"antigens", "occurred_on", "occurred_precision"}
	return h.both(ctx, "contraindication", columns, func(c *child, b *table.Batch, i int, secret bool) {
		c.secret = c.secret || secret
		c.events = append(c.events, schedule.Event{On: partial(b, 2, i), Antigens: antigens(b, 1, i), Kind: schedule.Contraindicated})
	})
}

// silence are the alerts on which nobody may be called.
var silence = []string{"do_not_contact", "bereavement"}

// readAlerts finds children whom nobody may call: an alert stays open until its
// end is recorded, and one that began on the day another ended is open.
func (h *histories) readAlerts(ctx context.Context) error {
	err := h.both(ctx, "alert", []string{"kind", "change", "occurred_on"}, func(c *child, b *table.Batch, i int, _ bool) {
		kind, open, on := text(b, 1, i), text(b, 2, i) != "end", day(b, 3, i)
		if !slices.Contains(silence, kind) {
			return
		}
		if c.marks == nil {
			c.marks = map[string]mark{}
		}
		if was, known := c.marks[kind]; !known || on > was.on || on == was.on && open {
			c.marks[kind] = mark{on, open}
		}
	})
	for _, c := range h.children {
		for _, m := range c.marks {
			c.silent = c.silent || m.open
		}
	}
	return err
}

// readNotes finds what waits for somebody, each kind once.
func (h *histories) readNotes(ctx context.Context) error {
	return h.both(ctx, "record_note", []string{"kind"}, func(c *child, b *table.Batch, i int, _ bool) {
		if words := waiting[text(b, 1, i)]; words != "" && !slices.Contains(c.waits, words) {
			c.waits = append(c.waits, words)
			slices.Sort(c.waits)
		}
	})
}

// readBookings finds the next appointment of each child, and those who are booked
// into the clinic in the period.
func (h *histories) readBookings(ctx context.Context) error {
	clinics, err := h.sessions(ctx)
	if err != nil {
		return err
	}
	return h.scan(ctx, h.of("appointment"), []string{"child_id", "status", "appointment_on", "session_id"}, func(b *table.Batch, i int) {
		c, on := h.children[b.Vec[0].I64[i]], day(b, 2, i)
		if c == nil || text(b, 1, i) != "booked" || on < h.asOf {
			return
		}
		if c.booked == 0 || on < c.booked {
			c.booked = on
		}
		c.clinic = c.clinic || clinics[b.Vec[3].I64[i]] && on >= h.From && on <= h.To
	})
}

// sessions are those of the clinic: by their description, or the name of their place.
func (h *histories) sessions(ctx context.Context) (map[int64]bool, error) {
	if h.Clinic == "" {
		return nil, nil
	}
	places, found := map[int64]bool{}, map[int64]bool{}
	err := h.scan(ctx, "location", []string{"id", "name"}, func(b *table.Batch, i int) {
		places[b.Vec[0].I64[i]] = strings.EqualFold(text(b, 1, i), h.Clinic)
	})
	if err != nil {
		return nil, err
	}
	err = h.scan(ctx, "session", []string{"id", "description", "location_id"}, func(b *table.Batch, i int) {
		if strings.EqualFold(text(b, 1, i), h.Clinic) || places[b.Vec[2].I64[i]] {
			found[b.Vec[0].I64[i]] = true
		}
	})
	if err == nil && len(found) == 0 {
		err = &UnknownError{What: "clinic", Name: h.Clinic}
	}
	return found, err
}

// UnknownError is a clinic or child that the workspace does not hold openly.
type UnknownError struct{ What, Name string }

func (e *UnknownError) Error() string {
	return fmt.Sprintf("no %s %q in this workspace", e.What, e.Name)
}

// Hint is what to do.
func (e *UnknownError) Hint() string {
	if e.What == "clinic" {
		return "give the description of a session or the name of its place as the target's tables session and location have it"
	}
	return "give the id of the table child; restricted children are asked about by the restricted role alone"
}

// Usage reports that the caller can mend it.
func (e *UnknownError) Usage() bool { return true }
