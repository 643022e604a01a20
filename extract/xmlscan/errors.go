package xmlscan

import "fmt"

// Reason says in words what is wrong.
type Reason string

// What makes bytes no XML that this package takes.
const (
	BadMarkup       Reason = "bad-markup"       // '<' that begins nothing
	BadName         Reason = "bad-name"         // a name that is none, or missing
	BadTag          Reason = "bad-tag"          // something else in a tag than names and quoted values
	TwiceAttribute  Reason = "attribute-twice"  // an attribute stands twice in a tag
	WrongEnd        Reason = "wrong-end-tag"    // an end tag that closes another element, or none
	BadCharacter    Reason = "bad-character"    // a character that XML forbids
	BadEncoding     Reason = "bad-encoding"     // bytes that are no UTF-8
	UnknownEntity   Reason = "unknown-entity"   // a reference to an entity that XML does not name, or a broken one
	SectionEnd      Reason = "section-end"      // "]]>" in text
	BadComment      Reason = "bad-comment"      // "--" in a comment
	BadInstruction  Reason = "bad-instruction"  // a processing instruction without a target, or an XML declaration in the wrong place
	TextOutside     Reason = "text-outside"     // text outside of any element
	EndsInside      Reason = "ends-inside"      // the input ends inside a token or an element
	Doctype         Reason = "doctype"          // a document type declaration
	TooDeep         Reason = "too-deep"         // more elements inside each other than Options.MaxDepth
	TokenTooLong    Reason = "token-too-long"   // a token longer than Options.MaxToken
	NameTooLong     Reason = "name-too-long"    // a name longer than Options.MaxName
	ManyAttributes  Reason = "many-attributes"  // more attributes in a tag than Options.MaxAttributes
	ManyReferences  Reason = "many-references"  // references make more bytes than Options.MaxReferences
	UnsupportedForm Reason = "unsupported-form" // another version of XML, or UTF-16
)

// SyntaxError says where and why bytes are not taken. It holds none of them.
type SyntaxError struct {
	Offset int64 // of the byte at which it shows
	Reason Reason
}

func (e *SyntaxError) Error() string { return fmt.Sprintf("offset %d: %s", e.Offset, e.Reason) }
