package mappings

import (
	"slices"

	"lollipop/internal/chis"
)

// Practice is a general practice of the area, open or closed.
type Practice struct {
	Code           string // ODS code
	Name           string
	Town           string
	Postcode       string
	Commissioner   string // ODS code of the CCG
	Opened, Closed chis.Date
	Lancashire     bool // by the prefix of its code
	OpenAtGoLive   bool // on 31 March 2021
	In176          bool // one of the 176 Lancashire practices of the fixture
}

// Organisation is a commissioner, trust, local authority, district, hospital
// site or community provider, as it was called in a period.
type Organisation struct {
	Type     string // ccg, trust, local_authority, district, hospital_site, national or community_provider
	Code     string
	Name     string
	Role     string
	Within   string // of a district, its CCG; of a hospital site, its trust
	ONSCode  string
	Postcode string
	From, To chis.Date
	Invented bool // made up for the fixture
	Note     string
}

// Practices lists the practices by code.
func (s *Set) Practices() []Practice { return s.practices }

// Practice is the practice of that ODS code, nil if unknown.
func (s *Set) Practice(code string) *Practice { return s.practiceByCode[code] }

// Organisations lists the organisations in the order of the table.
func (s *Set) Organisations() []Organisation { return s.organisations }

// DefaultCode says what a code stands for that names no practice, doctor or
// organisation, such as V81999; "" of any other code.
func (s *Set) DefaultCode(code string) string { return s.defaultCodes[code] }

// Hub is the hub, "Hub 1" to "Hub 4", of a practice, empty if unknown. Hubs
// are a grouping for reports, never an access boundary.
func (s *Set) Hub(practiceCode string) string { return s.hubs[practiceCode] }

func (l *loading) places() {
	s := l.set
	s.defaultCodes = map[string]string{}
	for _, r := range l.rows("default_code.csv") {
		r.oneOf("of", "practice", "doctor", "organisation")
		s.defaultCodes[r.filled("code")] = r.filled("words")
	}
	for _, r := range l.rows("organisation.csv") {
		o := Organisation{
			Type: r.oneOf("type", "ccg", "trust", "local_authority", "district", "hospital_site", "national", "community_provider"),
			Code: r.filled("code"), Name: r.filled("name"), Role: r.text("role"), Within: r.text("within"), ONSCode: r.text("ons_code"),
			Postcode: r.text("postcode"), Invented: r.flag("invented"), Note: r.text("note"),
		}
		o.From, o.To = r.span("from", "to")
		l.notDefault(r, o.Code)
		s.organisations = append(s.organisations, o)
	}
	l.within()
	l.practices()
	s.hubs = map[string]string{}
	for _, r := range l.rows("hub.csv") {
		if s.practiceByCode[r.text("practice")] == nil {
			r.unknown("practice", l.sheets["practice.csv"].values("code"), "%q is not in practice.csv", r.text("practice"))
		}
		s.hubs[r.text("practice")] = r.oneOf("hub", "Hub 1", "Hub 2", "Hub 3", "Hub 4")
	}
}

// notDefault refuses a code that stands for none: a child with one has no known
// practice, and nobody commissions it.
func (l *loading) notDefault(r row, code string) {
	if words := l.set.defaultCodes[code]; words != "" {
		r.wrong("code", "%q is no place: default_code.csv has it for %s", code, words)
	}
}

// within checks what districts and hospital sites belong to.
func (l *loading) within() {
	for i, r := range l.rows("organisation.csv") {
		o := l.set.organisations[i]
		if o.Type == "district" && !l.hasOrganisation("ccg", o.Within) {
			r.wrong("within", "%q is no ccg of this table", o.Within)
		}
		if o.Type == "hospital_site" && !l.hasOrganisation("trust", o.Within) {
			r.wrong("within", "%q is no trust of this table", o.Within)
		}
	}
}

func (l *loading) hasOrganisation(kind, code string) bool {
	return slices.ContainsFunc(l.set.organisations, func(o Organisation) bool { return o.Type == kind && o.Code == code })
}

func (l *loading) practices() {
	s := l.set
	for _, r := range l.rows("practice.csv") {
		p := Practice{
			Code: r.text("code"), Name: r.filled("name"), Town: r.text("town"), Postcode: r.text("postcode"), Commissioner: r.text("commissioner"),
			Lancashire: r.flag("lancashire"), OpenAtGoLive: r.flag("open_at_go_live"), In176: r.flag("in_176"),
		}
		p.Opened, p.Closed = r.span("opened", "closed")
		if code, ok := chis.ParseODSCode(p.Code); !ok || !code.IsPracticeCode() {
			r.wrong("code", "%q is no practice code", p.Code)
		}
		if !l.hasOrganisation("ccg", p.Commissioner) {
			r.wrong("commissioner", "%q is no ccg of organisation.csv", p.Commissioner)
		}
		l.notDefault(r, p.Code)
		s.practices = append(s.practices, p)
	}
	s.practiceByCode = make(map[string]*Practice, len(s.practices))
	for i := range s.practices {
		s.practiceByCode[s.practices[i].Code] = &s.practices[i]
	}
}
