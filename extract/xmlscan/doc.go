// Package xmlscan is a pull tokenizer for XML over a window of bytes. It tells
// the exact byte offset of every token, allocates nothing a token once its
// buffers have grown, can go on behind what is broken, and cannot be made to use
// more memory than its [Options] say.
//
// What it takes is well formed by XML 1.0, fifth edition, and by Namespaces in
// XML as far as the form of names goes, with these differences:
//
//   - It is stricter: no document type declaration (an entity bomb needs one),
//     no entity but the five that XML itself names, no version other than 1.x,
//     no name beyond ASCII in a file that is not UTF-8.
//   - It is more lenient: several documents may follow each other, each with an
//     XML declaration and a byte order mark of its own; a file may end without
//     any element; what an XML declaration says besides version and encoding is
//     not looked at.
//   - Line ends become LF, as the standard asks; blanks in attribute values stay
//     as they are, and attributes have no types.
//
// Names are given as written, prefix and all: to resolve a prefix is the
// caller's business, who can see the attributes that declare it.
package xmlscan
