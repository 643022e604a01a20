package e2e

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"lollipop/fixtures"
	"lollipop/internal/ledger"
)

// sample lays out one of the samples made by hand.
func sample(t *testing.T, name string) delivery {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, fixtures.Samples()); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(dir, name), filepath.Join(dir, "extracts")); err != nil {
		t.Fatal(err)
	}
	return configured(t, dir)
}

func configured(t *testing.T, dir string) delivery {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, "lollipop.yaml"), []byte("nhs_numbers: test\nas_of: 2021-03-22\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return openDelivery(t, dir)
}

// openChecks may fail on data that nobody made well.
var openChecks = []string{"quarantine", "unreadable", "safety-codes", "other-codes", "living-missing", "left-behind", "duplicates-undecided", "duplicates-left", "legacy-due", "legacy-due-later"}

// packMessages packs one source's messages by gzip, and the other's into an archive.
func packMessages(t *testing.T, d delivery) {
	t.Helper()
	for _, f := range []struct{ from, to string }{{"gp/practice.xml", "gp/practice.XML.gz"}, {"chis/messages_20210322041209.xml", "chis/all.zip"}} {
		path := filepath.Join(d.extracts(), f.from)
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		var to io.Writer
		z, g := zip.NewWriter(&b), gzip.NewWriter(&b)
		if to = g; strings.HasSuffix(f.to, ".zip") {
			if to, err = z.Create("of march/" + filepath.Base(path)); err != nil {
				t.Fatal(err)
			}
		}
		_, err = to.Write(data)
		if to == g {
			err = errors.Join(err, g.Close())
		} else {
			err = errors.Join(err, z.Close())
		}
		if err := errors.Join(err, os.WriteFile(filepath.Join(d.extracts(), f.to), b.Bytes(), 0o600), os.Remove(path)); err != nil {
			t.Fatal(err)
		}
	}
}

// Messages, well formed and broken, go all the way, and the independent reader
// finds the same rows in them: also where they come packed.
func TestSampleOfMessages(t *testing.T) {
	d := sample(t, "open")
	packMessages(t, d)
	const letters = "gp/letters_20210322041209.xml"
	if err := os.WriteFile(filepath.Join(d.extracts(), letters), []byte("<Letters><Letter/></Letters>"), 0o600); err != nil {
		t.Fatal(err)
	}
	r := d.run(t, 2, ledger.Reconcile)
	proved(t, r, openChecks...)
	if got := r.report.GaveNothing; !slices.Equal(got, []string{letters}) {
		t.Errorf("files that gave nothing: %v", got)
	}
	given := map[string]int{}
	for _, i := range r.both("immunisation") {
		given[i["occurred_on"]+" "+i["antigens"]+" "+i["status"]]++
	}
	if given["20200314 measles+mumps+rubella given"] != 2 || given["20180314 measles+mumps+rubella given"] != 1 || len(given) != 2 {
		t.Errorf("doses %v", given)
	}
	for table, want := range map[string]row{
		"referral":             {"occurred_on": "20210304", "mode": "Written", "ubrn": "000012345678", "transport_required": "0", "urgency": "1"},
		"appointment":          {"appointment_on": "20210329", "status": "booked"},
		"document":             {"occurred_on": "20210305"},
		"location":             {"postcode": "PR1 1AB"},
		"registration_history": {"happened_on": "20190310", "status": "Registered"},
		"immunisation":         {"occurred_on": "20200314", "product_id": "1"},
		"child_identifier":     {"system": "former_number", "value": "9990000050", "verdict": "accept"},
		"child_name":           {"use": "former", "given_name": "", "surname": "FORMERCHILD"},
	} {
		holds(t, r.both(table), table, want)
	}
	holds(t, r.both("registration_history"), "registration_history", row{"happened_on": "20190310", "status": "", "ended_on": "0"})
	holds(t, r.both("child"), "child", row{"ethnic_group": "British or mixed British", "ethnic_category": "A"})
	holds(t, r.both("child_name"), "child_name", row{"use": "calling", "given_name": "Addie", "surname": "", "child_id": "1"})
	if due := r.both("due_item"); len(due) != 1 || due[0]["status"] != "open" || due[0]["due_on"] != "20220902" {
		t.Errorf("due items %v", due)
	}
}

// holds: a row of a table has these values.
func holds(t *testing.T, rows []row, table string, want row) {
	t.Helper()
	for _, r := range rows {
		same := true
		for column, v := range want {
			same = same && r[column] == v
		}
		if same {
			return
		}
	}
	t.Errorf("%s: no row %v among %v", table, want, rows)
}

// Whatever messages hold and however they are laid out, sums close and the
// independent reader agrees.
func TestAnyMessagesClose(t *testing.T) {
	many := uint64(8)
	if testing.Short() {
		many = 3
	}
	for seed := range many {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			t.Parallel()
			d := anyMessages(t, seed)
			r := d.begin(t, 2)
			if err := r.through(t.Context(), ledger.Reconcile); err != nil {
				t.Fatal(err)
			}
			proved(t, r, openChecks...)
			if r.extracted.Staged < 30 || r.extracted.Aside == 0 {
				t.Errorf("too little was read: %+v", r.extracted.Counts)
			}
			t.Logf("%d staged, %d excluded, %d quarantined, %d of them unreadable, %d set aside", r.extracted.Staged, r.extracted.Excluded,
				r.extracted.Quarantined, r.extracted.Unreadable, r.extracted.Aside)
		})
	}
}

// scribe writes XML in many ways that mean the same, and breaks it now and then.
type scribe struct {
	*rand.Rand
	b      strings.Builder
	prefix string
	latin  bool // Windows-1252
	harm   bool
}

func (s *scribe) oneIn(n int) bool { return s.IntN(n) == 0 }

func (s *scribe) one(of ...string) string { return of[s.IntN(len(of))] }

func (s *scribe) gap() {
	switch s.IntN(8) {
	case 0:
		s.b.WriteString(s.one("\n", "\r\n", "  ", "\t", "\r"))
	case 1:
		s.b.WriteString("<!-- " + s.one("x", "<Event>", "- -") + " -->")
	case 2:
		s.b.WriteString("<?note to=\"nobody\"?>")
	}
}

func (s *scribe) open(name string) {
	s.gap()
	s.b.WriteString("<" + s.prefix + name + s.one("", "", " ", "\n", ` a="&lt;1&gt;" b='2'`) + ">")
}

func (s *scribe) end(name string) {
	s.gap()
	s.b.WriteString("</" + s.prefix + name + s.one("", "", " ") + ">")
}

// field writes an element with a text, or now and then leaves it out.
func (s *scribe) field(name, text string) {
	switch {
	case s.oneIn(12):
		return
	case text == "" && s.oneIn(2):
		s.b.WriteString("<" + s.prefix + name + "/>")
		return
	}
	s.b.WriteString("<" + s.prefix + name + ">")
	for _, c := range text {
		switch {
		case c == '&' || c == '<' || s.oneIn(40):
			s.b.WriteString(s.one(fmt.Sprintf("&#%d;", c), fmt.Sprintf("&#x%X;", c), "<![CDATA["+string(c)+"]]>"))
		default:
			s.b.WriteRune(c)
		}
	}
	if s.harm && s.oneIn(150) {
		s.b.WriteString(s.one("&nbsp;", "&", "<", "</x>", "\x01", "\x00", "]]>", "<!-- ", "<![CDATA[", "<a b=c>", "<MedicalRecord>", "<?", "<1>"))
	}
	s.b.WriteString("</" + s.prefix + name + ">")
}

func (s *scribe) day() string {
	return s.one(fmt.Sprintf("%02d/%02d/%d", 1+s.IntN(28), 1+s.IntN(12), 2015+s.IntN(6)), "3/4/2019", "05/2018", "2017", "", "31/02/2019", "2020-01-02", "soon", "14/03/2020 10:31:00", "2019 00:00:00", "12/05/2019 approx")
}

func (s *scribe) guid(kind, n int) string {
	return s.one(fmt.Sprintf("{0A1B2C3D-00%02X-4000-8000-%012X}", kind, n), fmt.Sprintf("0a1b2c3d-00%02x-4000-8000-%012x", kind, n), "", "{00000000-0000-0000-0000-000000000000}")
}

func (s *scribe) ident(kind, n int) {
	s.field("DBID", fmt.Sprint(n))
	s.field("RefID", fmt.Sprint(n))
	s.field("GUID", s.guid(kind, n))
	s.field("FileStatus", s.one("0", "0", "0", "0", "1", "2", ""))
}

func (s *scribe) reference(name string, n int) {
	s.open(name)
	s.field("RefID", fmt.Sprint(n))
	s.end(name)
}

func (s *scribe) code(name string) {
	s.open(name)
	s.field("Value", s.one("65M1.", "65M1", "22A..", "EMISNQAC724", "C10..", "38598009", "68NE.", ""))
	s.field("Scheme", s.one("READ2", "READ2", "SNOMED", "snomed", "EMISCLINICAL", ""))
	s.field("Term", s.one("Measles/mumps/rubella vaccn.", "O/E - weight", "", "a & b"))
	if s.oneIn(3) {
		s.field("MapScheme", "SNOMED")
		s.field("MapCode", "38598009")
	}
	s.end(name)
}

func (s *scribe) event(name string) {
	s.open(name)
	s.ident(2, s.IntN(60))
	s.field("AssignedDate", s.day())
	s.field("DatePart", s.one("0", "0", "1", "2", "3", "4", "7", ""))
	s.reference("AuthorID", s.IntN(4))
	s.open("OriginalAuthor")
	s.reference("User", s.IntN(4))
	s.field("SystemDate", s.day())
	s.end("OriginalAuthor")
	text := s.one("", "text", " two  words ", "line\nend", "quote \" and '", "a<b>&c")
	if s.latin {
		text += "café’"
	}
	s.field("DescriptiveText", text)
	s.field("PolicyID", s.one("-1", "-1", "", "4"))
	s.code(s.one("Code", "Code", "TermID"))
	if s.oneIn(3) {
		s.open("QualifierList")
		for range s.IntN(3) {
			s.open("Qualifier")
			s.open("QualifierItemID")
			s.field("Term", s.one("AB1", "31/01/2021", "x & <y>", ""))
			s.end("QualifierItemID")
			s.open("Group")
			s.field("Term", s.one("Batch Number", "Expiry Date", "Injection site"))
			s.end("Group")
			s.end("Qualifier")
		}
		s.end("QualifierList")
	}
	if name == "Referral" {
		s.reference("Provider", s.IntN(3))
		s.field("ReferralRef", s.one("1", ""))
		s.field("Transport", s.one("0", "1", "2", "x"))
	}
	if name == "Diary" {
		s.field("Reminder", s.one("", "ring first", " two  words "))
		s.field("ReminderType", s.one("", "T", "V", "L", "x"))
	}
	if name == "Attachment" {
		s.field("Title", s.one("letter", ""))
	}
	if name == "Event" && s.oneIn(4) {
		s.open("Problem")
		s.field("ProblemStatus", "1")
		s.field("EndDate", s.day())
		s.field("ExpectedDuration", s.one("1", "x", ""))
		s.end("Problem")
	}
	s.field("EventType", s.one("13", "13", "1", "5", "11", "0", ""))
	s.open("NumericValue")
	s.field("Value", s.one("9.4", "", "x"))
	s.end("NumericValue")
	s.end(name)
}

// drug writes a prescription: of a vaccine, of something else or of nothing.
func (s *scribe) drug(name string) {
	s.open(name)
	s.ident(6, s.IntN(20))
	s.reference(s.one("AuthorisedUserID", "OriginalAuthor"), s.IntN(4))
	s.field("AssignedDate", s.day())
	s.field("Quantity", s.one("1", "0.5", "x", ""))
	s.open("Drug")
	s.open("PreparationID")
	s.field("Value", s.one("-1", "-1", "77", ""))
	s.field("Term", s.one("Priorix vaccine", "Paracetamol", ""))
	s.field("MapCode", s.one("13968211000001108", "12", ""))
	s.field("MapScheme", s.one("SNOMED", ""))
	s.end("PreparationID")
	s.end("Drug")
	s.field("PolicyId", s.one("-1", "", "3"))
	s.end(name)
}

func (s *scribe) appointment() {
	s.open("Appointment")
	s.ident(7, s.IntN(9))
	s.field("AssignedDate", s.day())
	s.field("Time", s.one("10:20:00", "12:05", "soon", ""))
	s.field("Duration", s.one("10", "10.5", ""))
	s.field("Reason", s.one("review", ""))
	s.end("Appointment")
}

func (s *scribe) registration() {
	s.open("RegistrationHistory")
	s.field("DateRegistered", s.day())
	s.field("DateDeregistered", s.day())
	s.field("PatientType", s.one("4", "5", "77", ""))
	s.end("RegistrationHistory")
}

func (s *scribe) status(name string) {
	s.open(name)
	s.field("StatusDate", s.day())
	s.open("Code")
	s.field(s.one("Term", "Value"), s.one("Registered", "2", "", "Death", "47"))
	s.end("Code")
	s.end(name)
}

// list writes a list of up to three elements.
func (s *scribe) list(name string, element func()) {
	if s.oneIn(4) {
		return
	}
	s.open(name)
	for range s.IntN(4) {
		element()
	}
	s.end(name)
}

func (s *scribe) record(n int) {
	s.prefix = s.one("", "", "m:", "", "m:", "", "", "o:")
	s.open("MedicalRecord")
	s.open("Registration")
	s.ident(1, n)
	s.field("DateOfBirth", s.day())
	s.field("Sex", s.one("M", "F", "x"))
	s.field("FamilyName", s.one("TEST", "O'TEST", ""))
	s.field("FirstNames", s.one("Ada", "Ben Cy", " Dot  Eve ", ""))
	s.field("NhsNumber", s.one("9990000018", "9990000026", ""))
	s.field("PolicyId", s.one("-1", "", "2"))
	s.field("Dead", s.one("", "0", "0", "1", "yes"))
	s.field("OldNhsNumber", s.one("", "", "9990000050", "none", "999 000 0018"))
	s.field("CallingName", s.one("", "Ada", "Addie", "-"))
	s.field("PreviousNames", s.one("", "TEST", "OLD, NAME"))
	s.field("EthnicCode", s.one("", "", "A", "white - british", "not known", "99", "9i0..", " "))
	s.end("Registration")
	s.list("EventList", func() { s.event("Event") })
	s.list("ConsultationList", func() {
		s.open("Consultation")
		s.ident(3, s.IntN(9))
		s.list("ElementList", func() {
			s.open("ConsultationElement")
			s.event(s.one("Event", "Allergy", "Referral", "Medication", "Diary", "Attachment"))
			s.end("ConsultationElement")
		})
		s.end("Consultation")
	})
	s.list("InvestigationList", func() {
		s.open("Investigation")
		s.ident(2, s.IntN(60))
		s.field("AssignedDate", s.day())
		s.code("Code")
		s.list("EventList", func() { s.event("Event") })
		s.end("Investigation")
	})
	s.list("DiaryList", func() { s.event("Diary") })
	s.list("AlertList", func() { s.event("Alert") })
	s.list("ReferralList", func() { s.event("Referral") })
	s.list("AttachmentList", func() { s.event("Attachment") })
	s.list("MedicationList", func() { s.drug("Medication") })
	s.list("IssueList", func() { s.drug("Issue") })
	s.list("AppointmentList", s.appointment)
	s.list("RegistrationStatus", func() { s.status("CurrentStatus") })
	s.list("RegistrationStatus", func() { s.list("StatusHistoryList", func() { s.status("StatusHistory") }) })
	s.list("RegistrationStatus", func() { s.list("RegistrationHistoryList", s.registration) })
	s.list("PeopleList", func() {
		s.open("Person")
		s.ident(4, s.IntN(4))
		s.field("LastName", "EXAMPLE")
		s.end("Person")
	})
	s.list("LocationList", func() {
		s.open("Location")
		s.ident(5, s.IntN(3))
		s.field("NationalCode", s.one("P81001", "P81002", ""))
		s.end("Location")
	})
	if s.oneIn(2) {
		s.open("Originator")
		s.reference("Organisation", s.IntN(3))
		s.end("Originator")
	}
	s.end("MedicalRecord")
}

// anyMessages writes two sources of a few files each.
func anyMessages(t *testing.T, seed uint64) delivery {
	t.Helper()
	dir := t.TempDir()
	r := rand.New(rand.NewPCG(seed, 77))
	for _, source := range []string{"chis", "gp"} {
		if err := os.MkdirAll(filepath.Join(dir, "extracts", source), 0o700); err != nil {
			t.Fatal(err)
		}
		for i := range 1 + r.IntN(3) {
			s := &scribe{Rand: r, latin: r.IntN(3) == 0, harm: r.IntN(3) > 0}
			wrapped := s.oneIn(2)
			if s.latin {
				s.b.WriteString(`<?xml version="1.0" encoding="` + s.one("windows-1252", "ISO-8859-1") + `"?>`)
			}
			if wrapped {
				s.b.WriteString("<All xmlns:m='http://www.e-mis.com/emisopen/MedicalRecord' xmlns:o='urn:other'>")
			}
			for n := range 3 + s.IntN(8) {
				s.prefix = ""
				s.gap()
				s.record(1 + (n+s.IntN(3))%6)
			}
			if wrapped && !s.oneIn(5) {
				s.b.WriteString("</All>")
			}
			path := filepath.Join(dir, "extracts", source, fmt.Sprintf("%s_2021032%d.xml", s.one("a", "b", "c"), i))
			if err := os.WriteFile(path, encoded(s), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	return configured(t, dir)
}

func encoded(s *scribe) []byte {
	text := s.b.String()
	if s.latin {
		text = strings.NewReplacer("é", "\xE9", "’", "\x92").Replace(text)
	}
	return []byte(text)
}
