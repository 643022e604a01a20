package transform

import (
	"cmp"
	"context"
	"os"
	"runtime"
	"sync"

	"lollipop/internal/chis"
	"lollipop/internal/forms"
	"lollipop/internal/ledger"
	"lollipop/internal/schedule"
	"lollipop/internal/spill"
	"lollipop/internal/table"
	"lollipop/mappings"
	"lollipop/transform/merge"
)

// Options say what to transform and how.
type Options struct {
	Mappings  *mappings.Set
	Work      *ledger.Workspace
	Workers   int    // 0: one for each processor
	Previous  string // folder of an earlier rehearsal whose ids are kept; "" for none
	Decisions string // decisions.csv: what people decided about pairs of records; "" for none
	// RestrictedDecisions is the same of restricted children: it alone can join them.
	RestrictedDecisions string
	Tool                string // name and version of the program, for the manifest
	OnProgress          func(done, total int64, what string)

	partitions int // 0: as many as the extract asks for
}

func (o Options) withDefaults() Options {
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.OnProgress == nil {
		o.OnProgress = func(int64, int64, string) {}
	}
	return o
}

// Summary is what the stage did, in plain counts.
type Summary struct {
	Root       string           `json:"root"`
	Fresh      bool             `json:"fresh"` // the workspace already held this; nothing was written
	Persons    int64            `json:"persons"`
	Children   int64            `json:"children"`
	Rows       int64            `json:"rows"` // rows of target tables
	Counts     map[string]int64 `json:"counts"`
	Accounting []ledger.Account `json:"accounting"`
}

// run is one run of the stage. Its maps are read-only once built; fates and the
// evidence of persons are written by one goroutine for each row or person.
type run struct {
	opts       Options
	maps       *mappings.Set
	engine     *schedule.Engine
	workers    int
	in         *inputs
	partitions int // what a worker does at once; see distribute.go
	part       *ledger.Part
	out        *output
	tmp        string
	fates      *fateBook
	counts     *counter
	ranges     []chis.NHSRange

	refs                          []*reference // of every entity, agreements first
	orgs, users, codes, sharing   *reference
	locations, orgLocations       *reference
	sessions, sessionUsers, drugs *reference

	persons       []person           // in source-key order
	traced        map[int32][]traced // by person: what a trace said of it, if anything
	personIndex   *personIndex
	disabledOf    []bool  // by person: its organisation's agreement is disabled
	mergeSource   []int32 // by person: its source for identity and doses
	reviewPairs   []int32 // by person: pairs that wait for a decision
	children      int32
	childIDs      []int64 // by child; ascending
	retired       []int64 // by person: the id its child had before a merge, 0 for none
	pairs         []pairRow
	decisions     []forms.Decision
	decisionFiles []ledger.File
	previous      *previous        // nil without an earlier rehearsal
	lastIDs       map[string]int64 // by table: the highest id ever given

	tables         []*mappings.Table
	tableIndex     map[string]uint8
	schemas        map[string]table.Schema
	tab            tableNumbers
	eventTypes     []eventType
	places         places
	placesMu       sync.Mutex
	ownRefs        [][]ownRef // by table: columns that name a row of the same child
	attributeCells [][]int    // by table: the cells that say what a row says
	vaccines       []merge.Vaccine
	windows        merge.Windows
	lineage        *spill.Store

	progressMu        sync.Mutex
	progressed, total int64
}

// Run makes the second stage out of the first. It writes 2-transform completely
// or not at all. Errors: ledger.MissingError, MassDeleteError, what the disk says.
func Run(ctx context.Context, opts Options) (Summary, error) {
	opts = opts.withDefaults()
	in, err := openInputs(opts.Work)
	if err != nil {
		return Summary{}, err
	}
	t := newRun(opts, in)
	if err := t.openPrevious(); err != nil {
		return Summary{}, err
	}
	if err := t.openDecisions(); err != nil {
		return Summary{}, err
	}
	if m, err := opts.Work.Fresh(ctx, ledger.Transform, t.inputsContent()); err == nil {
		return standing(m), nil
	}
	part, err := opts.Work.Begin(ledger.Transform)
	if err != nil {
		return Summary{}, err
	}
	defer part.Abort() //nolint:errcheck // the error that led here matters; the next run removes what is left
	t.part, t.out = part, &output{part: part}
	if t.tmp, err = part.Mkdir("tmp"); err != nil {
		return Summary{}, err
	}
	if err := t.all(ctx); err != nil {
		return Summary{}, err
	}
	if err := os.RemoveAll(t.tmp); err != nil {
		return Summary{}, err
	}
	return t.complete(ctx)
}

func newRun(opts Options, in *inputs) *run {
	t := &run{
		opts: opts, maps: opts.Mappings, workers: opts.Workers, in: in, fates: newFateBook(in), counts: newCounter(),
		ranges: opts.Mappings.NHSRanges(), total: 3 * in.total, // versions, distribution, children
		partitions: cmp.Or(opts.partitions, spill.PartitionsFor(in.total, minPartitions, partitionSize)),
	}
	t.bindTables()
	t.windows = merge.Windows{
		Probable: int32(t.maps.Tolerance("probable-duplicate").Value),
		Possible: int32(t.maps.Tolerance("possible-duplicate").Value),
	}
	for _, v := range opts.Mappings.Vaccines() {
		t.vaccines = append(t.vaccines, merge.Vaccine{Antigens: v.Antigens, From: v.From, To: v.To})
	}
	return t
}

// all is the way of the data through the stage.
func (t *run) all(ctx context.Context) error {
	var err error
	if t.lineage, err = t.newStore("lineage"); err != nil {
		return err
	}
	for _, step := range []func(context.Context) error{
		t.loadReferences,
		t.loadPersons,
		t.indexPersons,
		t.settleVersions,
		t.settleStates,
		t.applyTrace,
		t.resolveIdentity,
		t.countQuarantine,
		t.countAsides,
		t.writeReferences,
		t.distributeOldIDs,
		t.buildChildren,
		t.writeLineage,
	} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return t.writePersons()
}

// indexPersons fills what is looked up by person for every event.
func (t *run) indexPersons(context.Context) error {
	t.disabledOf = make([]bool, len(t.persons))
	t.mergeSource = make([]int32, len(t.persons))
	t.reviewPairs = make([]int32, len(t.persons))
	organisations := map[refKey]int32{}
	for i := range t.persons {
		p := &t.persons[i]
		t.disabledOf[i] = t.disabled(p.source, p.org)
		k := guidKey(p.source, chis.GUID{})
		if t.in.practice[p.source] {
			k.key = p.org
		}
		if _, ok := organisations[k]; !ok {
			organisations[k] = int32(len(organisations))
		}
		t.mergeSource[i] = organisations[k]
	}
	return t.applyRegister()
}

// bindTables numbers the target tables.
func (t *run) bindTables() {
	t.tables, t.engine = t.maps.Tables(), t.maps.Schedule()
	t.tableIndex = map[string]uint8{}
	t.schemas = map[string]table.Schema{}
	for i, tab := range t.tables {
		t.tableIndex[tab.Name] = uint8(i)
		t.schemas[tab.Name] = targetSchema(tab)
	}
	at := func(name string) uint8 { return t.tableIndex[name] }
	t.tab = tableNumbers{
		child: at("child"), name: at("child_name"), address: at("child_address"), contact: at("child_contact"),
		identifier: at("child_identifier"), registration: at("registration"), residence: at("residence_status"),
		related: at("related_person"), restriction: at("restriction"), birth: at("birth"), consent: at("consent"),
		immunisation: at("immunisation"), contraindication: at("contraindication"), allergy: at("allergy"),
		review: at("review"), screening: at("screening_result"), measurement: at("measurement"),
		feeding: at("feeding"), legalStatus: at("legal_status"), alert: at("alert"), need: at("need"),
		assessment: at("assessment"), careTeam: at("care_team"), school: at("school"), correspondence: at("correspondence"), document: at("document"),
		dueItem: at("due_item"), dueComputed: at("due_computed"), problem: at("problem"), observation: at("observation"),
		appointment: at("appointment"), encounter: at("encounter"), referral: at("referral"),
		history: at("registration_history"), audit: at("audit"),
		trace: at("trace_result"), note: at("record_note"), crosswalk: at("child_crosswalk"),
	}
	t.bindAttributeCells()
	t.places.number = map[refKey]int32{}
	t.bindOwnRefs()
	t.bindEventTypes()
}

// progress reports rows read; it may be called by any worker.
func (t *run) progress(rows int64) {
	t.progressMu.Lock()
	defer t.progressMu.Unlock()
	t.progressed += rows
	t.opts.OnProgress(t.progressed, t.total, "transform")
}
