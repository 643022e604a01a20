package reconcile

import (
	"crypto/sha256"
	"fmt"
	"math/big"
	"regexp"
	"strconv"
	"strings"

	"lollipop/internal/chis"
	"lollipop/mappings"
)

// openMessage makes the texts of columns of a record, by the tables and by plain
// code of its own.
type openMessage struct {
	root   *openElement
	maps   *mappings.Set
	table  openRules
	source string
	refs   map[string]*openElement // first source row by name and RefID; nil until it is asked for
}

// openRules are the rows of the table of elements by name and parent.
type openRules map[[2]string][]mappings.XMLElement

func newOpenRules(maps *mappings.Set) openRules {
	rules := openRules{}
	for _, rule := range maps.XMLElements() {
		k := [2]string{rule.Name, rule.Parent}
		rules[k] = append(rules[k], rule)
	}
	return rules
}

// rules are the rows of the table of elements that an element falls under.
func (o *openMessage) rules(e *openElement) []mappings.XMLElement {
	parent := ""
	if e.up != nil {
		parent = e.up.name
	}
	return o.table[[2]string{e.name, parent}]
}

// at follows a path, nil where it leads nowhere.
func (o *openMessage) at(e *openElement, path []string) *openElement {
	for i, step := range path {
		switch step {
		case "":
			if i == 0 && len(path) > 1 {
				e = o.root
			}
		case ".":
		case "..":
			e = e.up
		default:
			e = e.child(step)
		}
		if e == nil {
			return nil
		}
	}
	return e
}

func (e *openElement) child(name string) *openElement {
	for _, c := range e.children {
		if c.name == name {
			return c
		}
	}
	return nil
}

// text is the text at the end of the first path that is filled.
func (o *openMessage) text(e *openElement, paths ...[]string) string {
	for _, p := range paths {
		if t := o.one(e, p); t != "" {
			return t
		}
	}
	return ""
}

func (o *openMessage) one(e *openElement, path []string) string {
	if found := o.at(e, path); found != nil {
		return found.text
	}
	last := len(path) - 1
	if path[last] != "EventType" {
		return ""
	}
	if base := o.at(e, path[:last]); base != nil {
		for _, rule := range o.rules(base) {
			if rule.EventType != "" {
				return rule.EventType
			}
		}
	}
	return ""
}

// inside is the text of a child.
func (e *openElement) inside(name string) string {
	if c := e.child(name); c != nil {
		return c.text
	}
	return ""
}

func (o *openMessage) column(e *openElement, c *mappings.XMLColumn) string {
	text := o.text(e, c.Paths...)
	switch c.As {
	case "date":
		return openDay(text, c.Argument)
	case "precision":
		return openPrecision(e.inside(c.Argument), text)
	case "time":
		_, clock, _ := strings.Cut(strings.TrimSpace(text), " ")
		return strings.TrimSpace(clock)
	case "first", "rest":
		first, rest, _ := strings.Cut(strings.TrimSpace(text), " ")
		if c.As == "first" {
			return first
		}
		return strings.TrimSpace(rest)
	case "words":
		return openWord(text, c.Words)
	case "organisation":
		return o.organisation()
	case "ident", "reference", "above":
		return o.identity(e, c)
	case "code", "local", "snomed":
		return o.code(e, c)
	case "qualifiers":
		return o.qualifiers(o.at(e, c.Paths[0]))
	}
	return text
}

var openDays = []struct {
	form             *regexp.Regexp
	year, month, day int // places in the form, 0 for none
}{
	{regexp.MustCompile(`^(\d{1,2})/(\d{1,2})/(\d{4})$`), 3, 2, 1},
	{regexp.MustCompile(`^(\d{1,2})/(\d{4})$`), 2, 1, 0},
	{regexp.MustCompile(`^(\d{4})$`), 1, 0, 0},
}

// openDay writes a day of a message as the bulk extracts write it; a text that is
// none stays as it is, and so does a date without a day where no part of the
// element says so.
func openDay(text, part string) string {
	day, clock, timed := strings.Cut(strings.TrimSpace(text), " ")
	if _, ok := chis.ParseTimeOfDay(clock); timed && !ok {
		return text
	}
	for _, d := range openDays {
		m := d.form.FindStringSubmatch(day)
		if m == nil || d.day == 0 && part == "" {
			continue
		}
		m[0] = "1" // what the form does not say
		month, _ := strconv.Atoi(m[d.month])
		date, _ := strconv.Atoi(m[d.day])
		return fmt.Sprintf("%s-%02d-%02d", m[d.year], month, date)
	}
	return text
}

// openPrecision is what the part says, or the date where it says less.
func openPrecision(part, date string) string {
	date, _, _ = strings.Cut(strings.TrimSpace(date), " ")
	written := "YMD"
	switch {
	case date == "":
		written = "U"
	case strings.Count(date, "/") == 1:
		written = "YM"
	case openDays[2].form.MatchString(date):
		written = "Y"
	}
	part = strings.TrimSpace(part)
	said, known := map[string]string{"0": "YMD", "1": "YM", "2": "Y", "3": "U", "4": "YMDT"}[part]
	short := written == "Y" || written == "YM"
	switch {
	case part == "", !known && short:
		return written
	case !known:
		return part
	case short && strings.HasPrefix(said, written):
		return written
	}
	return said
}

func openWord(text string, words map[string]string) string {
	if w, ok := words[strings.TrimSpace(text)]; ok {
		return w
	}
	if w, ok := words["*"]; ok {
		return w
	}
	return text
}

func (o *openMessage) identity(e *openElement, c *mappings.XMLColumn) string {
	if c.As == "above" {
		for up := e.up; up != nil; up = up.up {
			if up.name == c.Paths[0][0] {
				return o.ident(up)
			}
		}
		return ""
	}
	for _, p := range c.Paths {
		found := o.at(e, p)
		switch {
		case found == nil:
		case c.As == "ident" && c.Argument != "" && c.Argument != found.name:
			return ""
		case c.As == "ident":
			return o.ident(found)
		default:
			if id := o.refer(found, c.Argument); id != "" {
				return id
			}
		}
	}
	return ""
}

// named is the GUID of an element, "" where it is left open.
func (e *openElement) named() string {
	text := e.inside("GUID")
	if g, ok := chis.ParseGUID(text); blankText(text) || ok && g.IsZero() {
		return ""
	}
	return text
}

func (o *openMessage) ident(e *openElement) string {
	if g := e.named(); g != "" {
		return g
	}
	number := strings.TrimSpace(e.inside("DBID"))
	if number == "" && e.name == "Registration" {
		number = strings.TrimSpace(o.root.patient)
	}
	if number == "" {
		return ""
	}
	organisation := o.organisation()
	if g, ok := chis.ParseGUID(organisation); ok { // however the sender writes it
		organisation = g.String()
	}
	return openGUID(organisation, e.name, number)
}

// refer follows a reference inside the message.
func (o *openMessage) refer(e *openElement, name string) string {
	if g := e.named(); g != "" {
		return g
	}
	if found := o.referred(name, e.inside("RefID")); found != nil {
		return o.ident(found)
	}
	return ""
}

// referred is the first source row of a name with a RefID. The list is made once
// a message: each of ten thousand events names its author.
func (o *openMessage) referred(name, ref string) *openElement {
	if o.refs == nil {
		o.refs = map[string]*openElement{}
		_ = o.root.walk(func(e *openElement) error {
			own := strings.TrimSpace(e.inside("RefID"))
			if key := e.name + "/" + own; own != "" && o.refs[key] == nil && len(o.rules(e)) > 0 {
				o.refs[key] = e
			}
			return nil
		})
	}
	return o.refs[name+"/"+strings.TrimSpace(ref)]
}

func (o *openMessage) organisation() string {
	if sender := o.at(o.root, []string{"Originator", "Organisation"}); sender != nil {
		if g := sender.named(); g != "" {
			return g
		}
		if place := o.referred("Location", sender.inside("RefID")); place != nil && place.named() != "" {
			return place.named()
		}
	}
	return openGUID("organisation", o.source)
}

// openGUID is an identifier made of words, each ended by a zero byte.
func openGUID(words ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(words, "\x00") + "\x00"))
	return fmt.Sprintf("{%X-%X-%X-%X-%X}", sum[0:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
}

// codeOf is the element of a row's code, nil where it has none.
func (o *openMessage) codeOf(e *openElement, entity *mappings.Entity) *openElement {
	c := openCodeColumn(o.maps, entity)
	if c == nil {
		return nil
	}
	for _, p := range c.Paths {
		if found := o.at(e, p); found != nil && strings.TrimSpace(found.inside("Value")) != "" {
			return found
		}
	}
	return nil
}

func (o *openMessage) code(e *openElement, c *mappings.XMLColumn) string {
	snomed := func(name string) bool { return strings.EqualFold(strings.TrimSpace(e.inside(name)), "SNOMED") }
	switch {
	case c.As == "local" && snomed("Scheme"):
		return ""
	case c.As == "local", c.As == "snomed" && snomed("Scheme"):
		return e.inside("Value")
	case c.As == "snomed" && snomed("MapScheme"):
		return e.inside("MapCode")
	case c.As == "snomed":
		return ""
	}
	for _, p := range c.Paths {
		if found := o.at(e, p); found != nil && strings.TrimSpace(found.inside("Value")) != "" {
			return o.codeID(found)
		}
	}
	return ""
}

// codeID is the number of a code: the first 62 bits of a sum over what it says
// and the type of its event, below zero.
func (o *openMessage) codeID(e *openElement) string {
	var all string
	for _, name := range []string{"Scheme", "Value", "Term", "MapScheme", "MapCode"} {
		all += strings.TrimSpace(e.inside(name)) + "\x00"
	}
	all += strings.TrimSpace(o.one(e, []string{"..", "EventType"})) + "\x00"
	sum := sha256.Sum256([]byte(all))
	n := new(big.Int).SetBytes(sum[:8])
	return strconv.FormatInt(-n.Rsh(n, 2).Int64()-1, 10)
}

var openEscapes = strings.NewReplacer("<", "&lt;", ">", "&gt;", "&", "&amp;")

func (o *openMessage) qualifiers(list *openElement) string {
	if list == nil {
		return ""
	}
	items := ""
	for _, q := range list.children {
		if q.name == "Qualifier" {
			items += fmt.Sprintf(`<item><key codeId="0">%s</key><value>%s</value></item>`,
				openEscapes.Replace(o.text(q, []string{"Group", "Term"}, []string{"Group", "Value"})),
				openEscapes.Replace(o.text(q, []string{"QualifierItemID", "Term"}, []string{"QualifierItemID", "Value"})))
		}
	}
	if items == "" {
		return ""
	}
	return "<qualifier>" + items + "</qualifier>"
}
