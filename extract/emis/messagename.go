package emis

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"

	"lollipop/extract/xmlscan"
	"lollipop/internal/chis"
	"lollipop/mappings"
)

const messageExtension = ".xml"

func isMessages(file string) bool {
	return len(file) > len(messageExtension) && strings.EqualFold(file[len(file)-len(messageExtension):], messageExtension)
}

// addMessages adds a file of messages, once for each entity. It is a batch of its
// own, of the day that its name says, else of the day on which its first message
// was made. full is where the file, or the archive that holds it, lies.
func (f *Found) addMessages(full string, file File) error {
	rel := file.Rel
	stamp := stampInName(rel[strings.LastIndexByte(rel, '/')+1:])
	if stamp == "" {
		var err error
		if stamp, err = stampInFile(full, file); err != nil {
			return fmt.Errorf("look for the day of %s: %w", rel, err)
		}
	}
	for _, e := range f.messages {
		file.Name, file.Entity, file.Messages = Name{Table: Counted, Stamp: stamp, Agreement: rel}, e, true
		if e != nil {
			file.Table = e.Table
		}
		f.Files = append(f.Files, file)
	}
	return nil
}

// stampInName is the first time yyyyMMddHHmmss in a name, else the first day
// yyyyMMdd, else nothing.
func stampInName(name string) string {
	day := ""
	for _, run := range strings.FieldsFunc(name, func(r rune) bool { return r < '0' || r > '9' }) {
		switch {
		case len(run) == 14 && StampDate(run) != 0 && stampTime(run):
			return run
		case len(run) == 8 && day == "" && StampDate(run+"000000") != 0:
			day = run + "000000"
		}
	}
	return day
}

// stampSearch is where in a file its DateCreated is looked for: it may stand at
// the end of the first message.
const stampSearch = 2 * maxMessage

// stampInFile is the first DateCreated of a file, and the TimeCreated beside it.
// What is broken in the file, or in its packing, is for others to tell.
func stampInFile(full string, file File) (string, error) {
	h, err := OpenPacked(full, file.Packing, file.Member)
	if err != nil && file.Packing != Plain {
		return "", nil //nolint:nilerr // whoever unpacks it says what is wrong
	}
	if err != nil {
		return "", err
	}
	defer h.Close() //nolint:errcheck // read only
	return stampIn(io.LimitReader(h, stampSearch)), nil
}

func stampIn(r io.Reader) string {
	s := xmlscan.New(bufio.NewReader(r), xmlscan.Options{Decode: func(dst, text []byte) []byte { return append(dst, text...) }})
	name, stamp := "", ""
	for {
		kind, err := s.Next()
		if err != nil || kind == xmlscan.EOF {
			return stamp
		}
		switch kind {
		case xmlscan.Start:
			name = string(Local(s.Name()))
		case xmlscan.Text:
			if stamp == "" && name == "DateCreated" {
				stamp = stampOfDay(s.Text())
			} else if stamp != "" && name == "TimeCreated" {
				if clock, ok := chis.ParseTimeOfDay(s.Text()); ok {
					return stamp[:8] + fmt.Sprintf("%06d", int32(clock))
				}
			}
		case xmlscan.End:
			if stamp != "" && string(Local(s.Name())) == "MessageInformation" {
				return stamp
			}
			name = ""
		}
	}
}

// stampOfDay reads dd/MM/yyyy as the beginning of that day.
func stampOfDay(text []byte) string {
	parts := bytes.Split(trim(text), []byte{'/'})
	if len(parts) != 3 || !twoDigits(parts[0]) || !twoDigits(parts[1]) || !fourDigits(parts[2]) {
		return ""
	}
	stamp := fmt.Sprintf("%s%s%s000000", parts[2], padded(parts[1]), padded(parts[0]))
	if StampDate(stamp) == 0 {
		return ""
	}
	return stamp
}

// MessageLayout is the layout of the rows of messages: every column of the
// entity, in its order.
func MessageLayout(e *mappings.Entity) *Layout {
	l := &Layout{Entity: e, Schema: Schema(e), Fields: len(e.Columns)}
	for i := range e.Columns {
		l.cells = append(l.cells, i)
	}
	return l
}
