package transform

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"

	"lollipop/internal/chis"
	"lollipop/internal/schedule"
	"lollipop/internal/table"
	"lollipop/transform/linkage"
)

// personKey is the key of a person record: PatientGuid is unique only within
// the organisation that sent it.
type personKey struct {
	source  int32
	org     chis.GUID
	patient chis.GUID
}

func (k personKey) compare(o personKey) int {
	return cmp.Or(cmp.Compare(k.source, o.source), k.org.Compare(o.org), k.patient.Compare(o.patient))
}

// patientRow is one version of a patient row: what identity needs of it.
type patientRow struct {
	personKey
	batch       int32
	pid, row    int64
	personGUID  chis.GUID
	doctors     [2]int32       // places of the usual GP and of that elsewhere, -1 for none
	nhs         chis.NHSNumber // for identity; none where the verdict is not accept
	born, died  chis.Date
	registered  chis.Date
	deactivated chis.Date
	forename    string        // folded; empty where missing or a placeholder
	surname     string        // folded
	postcode    chis.Postcode // none where it names no place
	sex         chis.Sex
	deleted     bool
	sensitive   bool
	confident   bool
	saidDead    bool // the row itself says so, with a day or without
	namePlaced  bool // the forename is a placeholder, such as "Baby"
}

// person is one person record: the standing version of its patient row and what
// its events and the registers say of it.
type person struct {
	patientRow
	child        int32               // ordinal of its child
	former       *linkage.Superseded // by nhs, as a trace says; nil for none
	endedByBatch chis.Date           // day of the batch whose delete row ended the registration
	protected    bool
	spread       bool // restricted because another record with its number or PersonGuid is
	ownSensitive bool
	ownConfident bool
	restriction  registerEntry
	quarantined  int32
	asides       int32
	bornAs       schedule.Outcome // what the row holds in the place of a date of birth
	evidence
}

// evidence is what the live events of a person record say that identity,
// deaths and restriction depend on.
type evidence struct {
	lastActivity chis.Date // latest full date of an observation, not after as_of
	deathCode    chis.Date // earliest dated death or stillbirth code
	dead         bool      // a death or stillbirth code, dated or not, or a state of the registration
	status       statusEvidence
	stillborn    bool
	protectCode  bool
	birthOrder   int32 // 0 unknown
	numberBorn   int32
}

// registerEntry is a row of the restricted register.
type registerEntry struct {
	kind  string
	since chis.Date
}

// current reports that no source ended the registration.
func (p *person) current() bool {
	return p.deactivated == 0 && p.endedByBatch == 0 && p.died == 0
}

func (p *person) isDead() bool { return p.died != 0 || p.saidDead || p.dead }

// deathDay is the day of death, none where it is not known.
func (p *person) deathDay() chis.Date {
	if p.died != 0 {
		return p.died
	}
	return p.deathCode
}

// numbers adds the number of a record and those that it supersedes to a list.
func (p *person) numbers(list []chis.NHSNumber) []chis.NHSNumber {
	return p.former.Append(append(list, p.nhs))
}

func (p *person) restricted() bool { return p.sensitive || p.protected || p.confident }

var patientIdentityColumns = []string{
	"row_id", "organisation_guid", "patient_guid", "processing_id", "person_guid", "nhs_number",
	"date_of_birth", "date_of_death", "date_of_registration", "date_of_deactivation",
	"given_name", "surname", "sex", "deleted", "spine_sensitive", "is_confidential", "usual_gp_user_in_role_guid", "external_usual_gp_guid",
	"postcode", "dead",
}

// loadPersons reads every patient row, lets the last version of each stand and
// settles what delete rows mean.
func (t *run) loadPersons(ctx context.Context) error {
	var mu sync.Mutex
	var rows []patientRow
	names := make([]map[string]string, t.workers)
	for w := range names {
		names[w] = map[string]string{}
	}
	err := t.in.scan(ctx, "patient", t.workers, patientIdentityColumns, func(w int, b *table.Batch) error {
		local := make([]patientRow, b.N)
		for i := range b.N {
			local[i] = t.patientRow(b, i, names[w])
		}
		mu.Lock()
		defer mu.Unlock()
		rows = append(rows, local...)
		return nil
	})
	if err != nil {
		return err
	}
	slices.SortFunc(rows, func(a, b patientRow) int {
		return cmp.Or(a.compare(b.personKey), cmp.Compare(a.batch, b.batch), cmp.Compare(a.pid, b.pid), cmp.Compare(a.row, b.row))
	})
	return t.standingPersons(rows)
}

func (t *run) patientRow(b *table.Batch, i int, names map[string]string) patientRow {
	v := b.Vec
	f := t.in.file(v[0].I64[i])
	r := patientRow{
		personKey: personKey{f.source, v[1].GUID[i], v[2].GUID[i]},
		batch:     f.batch, row: v[0].I64[i], pid: v[3].I64[i], personGUID: v[4].GUID[i],
		born: chis.Date(v[6].I32[i]), died: chis.Date(v[7].I32[i]),
		registered: chis.Date(v[8].I32[i]), deactivated: chis.Date(v[9].I32[i]),
		deleted: v[13].I32[i] == 1, sensitive: v[14].I32[i] == 1, confident: v[15].I32[i] == 1, saidDead: v[19].I32[i] == 1,
		doctors: [2]int32{t.users.find(f.source, v[16].GUID[i]), t.users.find(f.source, v[17].GUID[i])},
	}
	r.sex, _ = chis.ParseSex(v[12].Text.At(i))
	if n, verdict := chis.ClassifyNHSNumber(v[5].Text.At(i), t.ranges, t.in.mode); verdict == chis.Accept {
		r.nhs = n
	}
	r.forename = intern(names, v[10].Text.At(i))
	r.surname = intern(names, v[11].Text.At(i))
	if p, ok := chis.ParsePostcode(v[18].Text.At(i)); ok && !p.IsPseudo() {
		r.postcode = p
	}
	if r.forename != "" && t.maps.PlaceholderForename(r.forename) {
		r.forename, r.namePlaced = "", true
	}
	return r
}

// intern folds a name and keeps one copy of it.
func intern(names map[string]string, name []byte) string {
	var buf [64]byte
	folded := chis.FoldName(buf[:0], name)
	if s, ok := names[string(folded)]; ok {
		return s
	}
	s := string(folded)
	names[s] = s
	return s
}

// standingPersons makes the persons of the sorted versions. A delete row ends a
// registration and never removes the record: the last version before it stands.
func (t *run) standingPersons(rows []patientRow) error {
	t.persons = make([]person, 0, len(rows)) // most rows are the only version of their record
	deletes := deleteTally{}
	for from := 0; from < len(rows); {
		to := from + 1
		for to < len(rows) && rows[to].personKey == rows[from].personKey {
			to++
		}
		t.standingPerson(rows[from:to], deletes)
		from = to
	}
	t.personIndex = newPersonIndex(t.persons)
	return deletes.check(t)
}

func (t *run) standingPerson(versions []patientRow, deletes deleteTally) {
	disabled := t.disabled(versions[0].source, versions[0].org)
	stand, ended, by := -1, chis.Date(0), int32(0)
	for i := range versions {
		v := &versions[i]
		switch {
		case !v.deleted:
			stand, ended = i, 0
		case disabled:
			t.fates.set(v.row, excludedDisabled)
		default:
			t.fates.set(v.row, excludedDelete)
			if ended == 0 { // a delete row that comes again changes nothing
				ended, by = t.in.file(v.row).stamp, v.batch
			}
		}
	}
	if stand < 0 {
		return
	}
	deletes.patient(versions[0].source, versions[0].org)
	if ended != 0 {
		deletes.add(versions[0].source, versions[0].org, by)
	}
	for i := range versions {
		if !versions[i].deleted && i != stand {
			t.fates.set(versions[i].row, older)
		}
	}
	t.fates.set(versions[stand].row, loaded)
	t.persons = append(t.persons, person{
		patientRow: versions[stand], endedByBatch: ended, ownSensitive: versions[stand].sensitive, ownConfident: versions[stand].confident, child: -1,
	})
}

// disabled reports that the latest sharing row of an organisation says its
// agreement is disabled or not activated: its deletes then delete nothing.
func (t *run) disabled(source int32, org chis.GUID) bool {
	i := t.sharing.find(source, org)
	if i < 0 {
		return false
	}
	flags := t.sharing.rows[i].flags
	return flags[1] == 1 || flags[0] == 0
}

// deleteTally counts, by organisation and batch, the patients whom delete rows
// end for good. One who is sent again, in that batch or later, is not deleted:
// that is how a source sends everything anew.
type deleteTally map[refKey]*deleteCount

type deleteCount struct {
	patients int64
	byBatch  map[int32]int64
}

func (d deleteTally) of(source int32, org chis.GUID) *deleteCount {
	k := guidKey(source, org)
	if d[k] == nil {
		d[k] = &deleteCount{byBatch: map[int32]int64{}}
	}
	return d[k]
}

func (d deleteTally) add(source int32, org chis.GUID, batch int32) {
	d.of(source, org).byBatch[batch]++
}
func (d deleteTally) patient(source int32, org chis.GUID) { d.of(source, org).patients++ }

// MassDeleteError says that a batch deletes more patients of an organisation
// than a practice loses in the ordinary way.
type MassDeleteError struct {
	Source, Organisation string // Organisation is its ODS code, or "unknown"
	Deletes, Patients    int64
	Limit                int64 // deletes of a million patients that are still ordinary
}

func (e *MassDeleteError) Error() string {
	return fmt.Sprintf("apply deletes of source %s, organisation %s: one batch deletes %d of %d patients and no later row brings them back, above the limit of %d in a million",
		e.Source, e.Organisation, e.Deletes, e.Patients, e.Limit)
}

// Hint says what to do next.
func (e *MassDeleteError) Hint() string {
	return "ask the practice whether its sharing agreement was disabled; if so, have Disabled=true sent in Agreements_SharingOrganisation, else leave the batch out of the extracts folder, and run transform again"
}

// check stops the stage where one batch deletes more of an organisation's
// patients than the tolerance allows: a lost agreement looks like that. Below a
// second tolerance it is chance.
func (d deleteTally) check(t *run) error {
	limit, least := t.maps.Tolerance("patient-deletes").Value, t.maps.Tolerance("patient-deletes-at-least").Value
	keys := make([]refKey, 0, len(d))
	for k := range d {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, refKey.compare)
	for _, k := range keys {
		var n int64 // of the batch that deletes most: where any passes the limit, it does
		for _, deletes := range d[k].byBatch {
			n = max(n, deletes)
		}
		if n >= least && n*1_000_000 > d[k].patients*limit {
			return &MassDeleteError{t.in.sources[k.source], t.odsOf(k.source, k.key), n, d[k].patients, limit}
		}
	}
	return nil
}

func (t *run) odsOf(source int32, org chis.GUID) string {
	if i := t.orgs.find(source, org); i >= 0 && t.orgs.rows[i].ods != "" {
		return string(t.orgs.rows[i].ods)
	}
	return "unknown"
}
