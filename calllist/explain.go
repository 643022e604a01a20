package calllist

import (
	"context"
	"fmt"
	"strconv"

	"lollipop/internal/schedule"
)

// Reason is why a child is on the list or not, in lines without any name.
type Reason struct {
	Child  int64    `json:"child"`
	OnList bool     `json:"on_list"`
	Why    string   `json:"why"`
	Items  []string `json:"items,omitempty"`
	Doubts []string `json:"doubts,omitempty"`
}

// Explain says why a child is on the list that the options ask for, or not, and
// how each dose of its plan, each review and each screening test stands. Of a refusal or contraindication that rests
// on a confidential row it says no more than that the dose is held back.
func Explain(ctx context.Context, o Options, id int64) (Reason, error) {
	wide := o
	wide.Practice, wide.Hub = "", ""
	h, err := read(ctx, wide)
	if err != nil {
		return Reason{}, err
	}
	c := h.children[id]
	if c == nil {
		return Reason{}, &UnknownError{What: "open child", Name: strconv.FormatInt(id, 10)}
	}
	h.Practice, h.Hub = o.Practice, o.Hub
	line, off := h.line(c)
	r := Reason{Child: id, OnList: off == "" && h.asked(c), Why: off}
	switch {
	case !h.asked(c):
		r.Why = h.notAsked(c)
	case off == "" && line.Reason != "":
		r.Why = string(line.State) + ": " + line.Reason
	case off == "":
		r.Why = string(line.State)
	}
	for i := range h.result.Items {
		r.Items = append(r.Items, h.item(c, &h.result.Items[i]))
	}
	for i := range h.contactItems {
		r.Items = append(r.Items, h.contact(c, &h.contactItems[i]))
	}
	for _, d := range schedule.DoubtsOf(h.result.Doubts) {
		r.Doubts = append(r.Doubts, d.String())
	}
	return r, nil
}

// notAsked says why the list is not about a child.
func (h *histories) notAsked(c *child) string {
	if h.Clinic == "" && h.nowhere(c.practice) {
		return "the child has no practice that the tables know, and is on no list of a practice or hub"
	}
	return "the child is not of this practice, hub or clinic"
}

// contact is how a review or test stands; of what a confidential row may have said
// no more than that it is due, or not.
func (h *histories) contact(c *child, it *schedule.ContactItem) string {
	rule := &h.Mappings.Contacts().List()[it.Contact]
	state := it.State.String()
	if c.secretContact && it.State.Open() && it.State != schedule.NotYet {
		state = stateWords(it.State, true)
	}
	return fmt.Sprintf("%s: %s, by %s", entryWords(rule.Programme, contactName(rule)), state, shown(it.By))
}

func (h *histories) item(c *child, it *schedule.Item) string {
	state := it.State.String()
	if c.secret && (it.State == schedule.Refusal || it.State == schedule.Contraindication) {
		state = "held back"
	}
	text := fmt.Sprintf("%s %s: %s", h.engine.Rules()[it.Offer].Vaccine, h.engine.Dose(it), state)
	if it.On != 0 {
		text += " " + shown(it.On)
	}
	return text
}
