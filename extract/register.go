package extract

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"lollipop/internal/chis"
	"lollipop/internal/ledger"
	"lollipop/internal/table"
)

// registerEntry is one row of restricted.csv: a child that the service
// protects.
type registerEntry struct {
	source       string
	org, patient chis.GUID
	kind         string
	since        chis.Date // none if not said
}

// register is the service's list of restricted children.
type register struct {
	entries []registerEntry
	input   []ledger.File // the file itself, or nothing where none was given
}

// RegisterError says why the register of restricted children cannot be used.
// Nothing is extracted without it: a child it names would be open.
type RegisterError struct {
	Path   string
	Line   int // 0 for the file itself
	Detail string
}

func (e *RegisterError) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("read restricted register %s: %s", e.Path, e.Detail)
	}
	return fmt.Sprintf("read restricted register %s:%d: %s", e.Path, e.Line, e.Detail)
}

// Hint says what to do next.
func (e *RegisterError) Hint() string {
	return "correct the line: the header is " + strings.Join(registerHeader[:], ",") +
		", a date is yyyy-MM-dd or empty, a kind one of " + strings.Join(registerKinds, ", ")
}

// Usage reports that the caller can mend it.
func (e *RegisterError) Usage() bool { return true }

var registerHeader = [...]string{"source", "organisation_guid", "patient_guid", "kind", "since"}

// registerKinds are the kinds of a row: sensitive restricts, any other protects. One
// that is not known is refused, as nobody can tell what it was to mean.
var registerKinds = []string{"adopted", "witness", "protected", "sensitive"}

// RegisterHeader is the header of the register of protected children.
func RegisterHeader() []string { return registerHeader[:] }

// maxRegister bounds the file that is read whole.
const maxRegister = 64 << 20

// readRegister reads restricted.csv; no path means no register.
func readRegister(path string) (*register, error) {
	if path == "" {
		return &register{}, nil
	}
	name := filepath.Base(path)
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrPermission) {
		return nil, &RegisterError{Path: name, Detail: "you may not read it"}
	}
	if err != nil {
		return nil, fmt.Errorf("read restricted register: %w", err)
	}
	if len(data) > maxRegister {
		return nil, &RegisterError{Path: name, Detail: "too large"}
	}
	sum := sha256.Sum256(data)
	reg := &register{}
	reg.entries, err = parseRegister(name, bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF")))
	reg.input = []ledger.File{{Path: name, Bytes: int64(len(data)), Rows: int64(len(reg.entries)), SHA256: hex.EncodeToString(sum[:])}}
	return reg, err
}

func parseRegister(name string, data []byte) ([]registerEntry, error) {
	r := csv.NewReader(bytes.NewReader(data))
	r.FieldsPerRecord = -1
	var entries []registerEntry
	for first := true; ; first = false {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			if first {
				return nil, &RegisterError{Path: name, Detail: "no header"}
			}
			return entries, nil
		}
		var broken *csv.ParseError
		if errors.As(err, &broken) {
			return nil, &RegisterError{name, broken.Line, broken.Err.Error()}
		}
		line, _ := r.FieldPos(0)
		var detail string
		if first {
			detail = checkRegisterHeader(row)
		} else {
			var e registerEntry
			e, detail = parseEntry(row)
			entries = append(entries, e)
		}
		if detail != "" {
			return nil, &RegisterError{name, line, detail}
		}
	}
}

func checkRegisterHeader(row []string) string {
	for i, want := range registerHeader {
		if i >= len(row) || !strings.EqualFold(strings.TrimSpace(row[i]), want) {
			return "the header lacks " + want + " in its place"
		}
	}
	return ""
}

// parseEntry reads a row; detail says what is wrong with it, or nothing.
func parseEntry(row []string) (e registerEntry, detail string) {
	if len(row) != len(registerHeader) {
		return e, fmt.Sprintf("%d fields, want %d", len(row), len(registerHeader))
	}
	for i := range row {
		row[i] = strings.TrimSpace(row[i])
	}
	var okOrg, okPatient, okSince bool
	e.source, e.kind = row[0], strings.ToLower(row[3])
	e.org, okOrg = chis.ParseGUID(row[1])
	e.patient, okPatient = chis.ParseGUID(row[2])
	e.since, okSince = chis.ParseDate(row[4])
	switch {
	case e.source == "":
		return e, "no source"
	case !okOrg || e.org.IsZero():
		return e, "organisation_guid is no GUID"
	case !okPatient || e.patient.IsZero():
		return e, "patient_guid is no GUID"
	case e.kind == "":
		return e, "no kind"
	case !slices.Contains(registerKinds, e.kind):
		return e, "no such kind; there are " + strings.Join(registerKinds, ", ")
	case !okSince && row[4] != "":
		return e, "since is no date"
	}
	return e, ""
}

// registerTable is the register as staged, and how many of its rows are of a
// patient that no extract holds.
func (r *run) registerTable() (b *table.Batch, strangers int64) {
	b = table.NewBatch(table.Schema{
		{Name: "source", Kind: table.Text},
		{Name: "organisation_guid", Kind: table.GUID},
		{Name: "patient_guid", Kind: table.GUID},
		{Name: "kind", Kind: table.Text},
		{Name: "since", Kind: table.Int32},
	}, 1)
	entries := slices.Clone(r.register.entries)
	slices.SortStableFunc(entries, func(a, b registerEntry) int {
		return cmp.Or(cmp.Compare(a.source, b.source), a.org.Compare(b.org), a.patient.Compare(b.patient),
			cmp.Compare(a.kind, b.kind), cmp.Compare(a.since, b.since))
	})
	for _, e := range entries {
		b.Vec[0].Text.AppendString(e.source)
		b.Vec[1].GUID = append(b.Vec[1].GUID, e.org)
		b.Vec[2].GUID = append(b.Vec[2].GUID, e.patient)
		b.Vec[3].Text.AppendString(e.kind)
		b.Vec[4].I32 = append(b.Vec[4].I32, int32(e.since))
		b.N++
		source := slices.Index(r.sources, e.source)
		if source < 0 || r.people.find(uint32(source), e.org, e.patient) == 0 {
			strangers++
		}
	}
	return b, strangers
}
