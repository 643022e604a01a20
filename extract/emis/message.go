package emis

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"lollipop/extract/scan"
	"lollipop/extract/xmlscan"
	"lollipop/mappings"
)

// RecordElement is the local name of the element that is one message.
const RecordElement = "MedicalRecord"

// Counted names the rows of messages that are counted and no more, in the place
// of an EMIS table.
const Counted = "MedicalRecord_Counted"

// node is an element of a message. Its place in Message.nodes is its name there.
type node struct {
	name, text []byte
	up         int32 // -1 for the record
	first      int32 // first child, -1 for none
	next       int32 // next sibling
	rule       int32 // index into Messages.rules, -1 for none
	from, to   int   // bytes of the message
}

// Messages is how the elements of messages become rows. It is made once and read
// by all.
type Messages struct {
	rules        []elementRule
	byName       map[string][]int32
	codes        map[string][][]string // by entity: the paths of its code
	columns      map[string][]mappings.XMLColumn
	dictionaries []*mappings.Entity
}

// elementRule is what the elements of one name in one place are rows of.
type elementRule struct {
	parent, eventType string
	entities          []*mappings.Entity // nil for what is counted
}

// is reports elements that are rows of an entity.
func (r *elementRule) is(e *mappings.Entity) bool { return slices.Contains(r.entities, e) }

// NewMessages takes the tables.
func NewMessages(set *mappings.Set) *Messages {
	m := &Messages{byName: map[string][]int32{}, codes: map[string][][]string{}, columns: map[string][]mappings.XMLColumn{}}
	for _, e := range set.XMLElements() {
		m.add(e)
	}
	for _, e := range set.Entities() {
		m.columns[e.Name] = set.XMLColumns(e)
		for _, c := range m.columns[e.Name] {
			if c.As == "code" && !e.IsDictionary() {
				m.codes[e.Name] = c.Paths
			}
		}
		if e.IsDictionary() && len(m.columns[e.Name]) > 0 {
			m.dictionaries = append(m.dictionaries, e)
		}
	}
	return m
}

func (m *Messages) add(e mappings.XMLElement) {
	for _, i := range m.byName[e.Name] {
		if r := &m.rules[i]; r.parent == e.Parent {
			r.entities, r.eventType = append(r.entities, e.Entity), cmp.Or(r.eventType, e.EventType)
			return
		}
	}
	m.byName[e.Name] = append(m.byName[e.Name], int32(len(m.rules)))
	m.rules = append(m.rules, elementRule{e.Parent, e.EventType, []*mappings.Entity{e.Entity}})
}

// Entities lists the entities that messages have rows of, the dictionaries' too.
func (m *Messages) Entities() []*mappings.Entity {
	list := slices.Clone(m.dictionaries)
	for _, r := range m.rules {
		for _, e := range r.entities {
			if !slices.Contains(list, e) {
				list = append(list, e)
			}
		}
	}
	return list
}

// Dictionaries lists the entities that have the codes of others.
func (m *Messages) Dictionaries() []*mappings.Entity { return m.dictionaries }

// Message is one record of a file as a tree. It is used again from record to
// record, by one goroutine.
type Message struct {
	*Messages
	Source string // of the file: stands for an organisation that no message names

	s       *xmlscan.Scanner
	data    []byte
	patient []byte // the record's own number of the patient
	nodes   []node
	last    []int32 // last child of each open element
	texts   []byte
	pieces  [][]byte // text of each open element so far, by depth
	row     MessageRow
	made    []byte           // text made for one row
	org     []byte           // of the message, once worked out
	refs    map[string]int32 // element by name and RefID, once listed
}

// NewMessage returns a reader of messages. The encoding is that of the file.
func NewMessage(m *Messages, source string, windows1252 bool) *Message {
	return &Message{Messages: m, Source: source, s: xmlscan.New(nil, MessageOptions(windows1252))}
}

// MessageOptions bound the reading of messages.
func MessageOptions(windows1252 bool) xmlscan.Options {
	o := xmlscan.Options{}
	if windows1252 {
		o.Decode = scan.DecodeWindows1252
	}
	return o
}

// Read makes data, one whole record element, the message.
func (m *Message) Read(data []byte) error {
	m.s.Reset(data, 0)
	m.data, m.nodes, m.texts, m.last, m.patient, m.org, m.refs = data, m.nodes[:0], m.texts[:0], m.last[:0], nil, nil, nil
	for i := range m.pieces { // a record that broke leaves its own
		m.pieces[i] = m.pieces[i][:0]
	}
	at := int32(-1) // the innermost open element
	for {
		kind, err := m.s.Next()
		if err != nil {
			return err
		}
		switch kind {
		case xmlscan.EOF:
			return nil
		case xmlscan.Start:
			at = m.begin(at)
		case xmlscan.End:
			m.nodes[at].to = int(m.s.After())
			m.endText(at)
			m.last = m.last[:len(m.last)-1]
			at = m.nodes[at].up
		case xmlscan.Text, xmlscan.Section:
			m.addText(at)
		}
	}
}

// begin adds the element of a start tag.
func (m *Message) begin(up int32) int32 {
	at := int32(len(m.nodes))
	n := node{name: Local(m.s.Name()), up: up, first: -1, next: -1, rule: -1, from: int(m.s.Offset())}
	parent := ""
	if up >= 0 {
		parent = string(m.nodes[up].name)
		if last := &m.last[len(m.last)-1]; *last < 0 {
			m.nodes[up].first, *last = at, at
		} else {
			m.nodes[*last].next, *last = at, at
		}
	} else {
		for _, a := range m.s.Attrs() {
			if string(Local(a.Name)) == "PatientID" {
				m.patient = bytes.Clone(a.Value)
			}
		}
	}
	for _, rule := range m.byName[string(n.name)] {
		if m.rules[rule].parent == parent {
			n.rule = rule
		}
	}
	m.nodes, m.last = append(m.nodes, n), append(m.last, -1)
	return at
}

// addText adds what is not blank to the text of the innermost open element.
func (m *Message) addText(at int32) {
	text := m.s.Text()
	if at < 0 || blankOnly(text) {
		return
	}
	depth := len(m.last) - 1
	for len(m.pieces) <= depth {
		m.pieces = append(m.pieces, nil)
	}
	m.pieces[depth] = append(m.pieces[depth], text...)
}

// endText gives an element its whole text, once: a copy for each piece of it
// would be of quadratic size.
func (m *Message) endText(at int32) {
	depth := len(m.last) - 1
	if depth >= len(m.pieces) || len(m.pieces[depth]) == 0 {
		return
	}
	start := len(m.texts)
	m.texts = append(m.texts, m.pieces[depth]...)
	m.nodes[at].text = m.texts[start:len(m.texts):len(m.texts)]
	if m.pieces[depth] = m.pieces[depth][:0]; cap(m.pieces[depth]) > keptPieces {
		m.pieces[depth] = nil
	}
}

// keptPieces is how much memory an open element's text may keep for the next.
const keptPieces = 64 << 10

// Local is a name without its prefix.
func Local(name []byte) []byte { return name[bytes.IndexByte(name, ':')+1:] }

// MessageRow is one source row of a message.
type MessageRow struct {
	Offset, Length int      // of the element, within the message
	Texts          [][]byte // by column of the entity, valid until the next row; nil where rows are counted
	Raw            []byte
}

// Rows hands on the rows of an entity in document order; nil stands for what is
// counted. It does not make the rows of dictionaries, see [Message.Codes].
func (m *Message) Rows(e *mappings.Entity, yield func(*MessageRow) error) error {
	for i := range m.nodes {
		n := &m.nodes[i]
		if n.rule < 0 || !m.rules[n.rule].is(e) {
			continue
		}
		if err := yield(m.rowOf(int32(i), e)); err != nil {
			return err
		}
	}
	return nil
}

func (m *Message) rowOf(i int32, e *mappings.Entity) *MessageRow {
	n := &m.nodes[i]
	m.row = MessageRow{Offset: n.from, Length: n.to - n.from, Texts: m.row.Texts[:0], Raw: m.data[n.from:n.to]}
	if e == nil {
		return &m.row
	}
	m.made = m.made[:0]
	for range e.Columns {
		m.row.Texts = append(m.row.Texts, nil)
	}
	for _, c := range m.columns[e.Name] {
		m.row.Texts[c.Column] = m.column(i, &c)
	}
	return &m.row
}

// Count is the number of rows of an entity.
func (m *Message) Count(e *mappings.Entity) (n int64) {
	for i := range m.nodes {
		if rule := m.nodes[i].rule; rule >= 0 && m.rules[rule].is(e) {
			n++
		}
	}
	return n
}

// Codes hands on a row of a dictionary for the code of every row that has one of
// which known does not hold.
func (m *Message) Codes(dictionary *mappings.Entity, known func(id int64) bool, yield func(*MessageRow)) {
	for i := range m.nodes {
		rule := m.nodes[i].rule
		if rule < 0 {
			continue
		}
		for _, e := range m.rules[rule].entities {
			if e == nil || e.Dictionary() != dictionary.Name {
				continue
			}
			if at := m.codeNode(int32(i), m.codes[e.Name]); at >= 0 && !known(m.codeID(at)) {
				yield(m.rowOf(at, dictionary))
			}
		}
	}
}

// child finds a child by its local name, -1 for none.
func (m *Message) child(at int32, name string) int32 {
	for c := m.nodes[at].first; c >= 0; c = m.nodes[c].next {
		if string(m.nodes[c].name) == name {
			return c
		}
	}
	return -1
}

// follow walks a path, -1 where it leads nowhere.
func (m *Message) follow(at int32, path []string) int32 {
	for i, step := range path {
		switch {
		case step == "" && i == 0:
			at = 0
		case step == "..":
			at = m.nodes[at].up
		case step != "." && step != "":
			at = m.child(at, step)
		}
		if at < 0 {
			return -1
		}
	}
	return at
}

// text is the text at the end of a path. An element that has no type of its own
// is of the type that the tables give it.
func (m *Message) text(at int32, path ...string) []byte {
	if found := m.follow(at, path); found >= 0 {
		return m.nodes[found].text
	}
	if n := len(path) - 1; n >= 0 && path[n] == "EventType" {
		if base := m.follow(at, path[:n]); base >= 0 && m.nodes[base].rule >= 0 {
			return []byte(m.rules[m.nodes[base].rule].eventType)
		}
	}
	return nil
}

// firstText is the first of several paths that is filled.
func (m *Message) firstText(at int32, paths [][]string) []byte {
	for _, p := range paths {
		if t := m.text(at, p...); len(t) > 0 {
			return t
		}
	}
	return nil
}

func lower(b []byte) string { return strings.ToLower(string(trim(b))) }

// Each hands on every element of the message in document order: its place, that of
// the element around it (-1 for the record), its local name and its own text. Both
// are valid until the next Read.
func (m *Message) Each(yield func(at, up int32, name, text []byte)) {
	for i := range m.nodes {
		n := &m.nodes[i]
		yield(int32(i), n.up, n.name, n.text)
	}
}
