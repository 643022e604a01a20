//go:build mutant

package extract

import (
	"os"

	"lollipop/internal/chis"
	"lollipop/internal/table"
)

// mutantVariable names the mutant to be.
const mutantVariable = "LOLLIPOP_MUTANT"

// mutant changes a batch that is about to be written to one table. Each makes
// a small and lasting mistake that no count of this stage shows.
type mutant struct {
	table string
	apply func(*table.Batch)
}

var mutants = map[string]mutant{
	"extract-drop-last-row":     {"observation", dropLastRow},
	"extract-shift-column":      {"observation", swapDates},
	"extract-day-month-swap":    {"observation", swapDayMonth},
	"extract-lose-text":         {"observation", loseText},
	"extract-wrong-patient":     {"observation", wrongPatient},
	"extract-open-confidential": {"observation", openConfidential},
	"extract-message-code":      {"observation", wrongMessageCode},
	"extract-message-offset":    {"observation", moveMessageRows},
	"extract-message-deleted":   {"observation", reviveMessageRows},
	"extract-batches-backward":  {"file.parquet", swapBatches},
	"extract-quarantine-length": {"quarantine", lengthen},
	"extract-lose-trace":        {"trace", loseAll},
	"extract-lose-held":         {heldTable, loseAll},
}

// The mutants that work on verdicts.
const (
	excludeExtra   = "extract-exclude-extra"
	trustSharedKey = "extract-trust-shared-key"
	quarantineMore = "extract-quarantine-more"
)

func mutateBatch(name string, b *table.Batch) {
	m, ok := mutants[os.Getenv(mutantVariable)]
	if ok && m.table == name && b.N > 0 {
		m.apply(b)
	}
}

// mutateVerdict excludes the second observation of every file, and a few more.
func mutateVerdict(entity string, b *table.Batch, v verdict) verdict {
	record := b.Vec[0].I64[b.N-1] & maxRecords
	if os.Getenv(mutantVariable) == excludeExtra && entity == "observation" && v.fate == staged &&
		(record == 2 || record%9973 == 0) {
		return exclude(rulePersonScope, noCategory)
	}
	if os.Getenv(mutantVariable) == quarantineMore && entity == "observation" && v.fate == staged && record%40 == 3 {
		return quarantine(ruleNoDate, reasonNoDate)
	}
	if os.Getenv(mutantVariable) == trustSharedKey && v.rule == ruleSharedKey {
		return verdict{} // the later child becomes a version of the first
	}
	return v
}

func column(b *table.Batch, name string) *table.Vector { return &b.Vec[b.Schema().Index(name)] }

// dropLastRow drops one row of the first batch of a file.
func dropLastRow(b *table.Batch) {
	if b.Vec[0].I64[0]&maxRecords > int64(b.Cap()) {
		return
	}
	n := b.N - 1
	for i, c := range b.Schema() {
		v := &b.Vec[i]
		switch c.Kind {
		case table.Int64:
			v.I64 = v.I64[:n]
		case table.Int32:
			v.I32 = v.I32[:n]
		case table.GUID:
			v.GUID = v.GUID[:n]
		case table.Text:
			v.Text.Off, v.Text.Data = v.Text.Off[:n+1], v.Text.Data[:v.Text.Off[n]]
		}
	}
	b.N = n
}

// swapDates binds two columns to each other's fields.
func swapDates(b *table.Batch) {
	effective, entered := column(b, "effective_date"), column(b, "entered_date")
	effective.I32, entered.I32 = entered.I32, effective.I32
}

// swapDayMonth swaps them in the first date that lets it.
func swapDayMonth(b *table.Batch) {
	dates := column(b, "effective_date").I32
	for i, n := range dates {
		d := chis.Date(n)
		if swapped, ok := chis.MakeDate(d.Year(), d.Day(), d.Month()); ok && swapped != d {
			dates[i] = int32(swapped)
			return
		}
	}
}

func loseText(b *table.Batch) {
	var empty table.Texts
	for range b.N {
		empty.Append(nil)
	}
	column(b, "associated_text").Text = empty
}

// wrongPatient gives a row the patient of the row before, where that is
// another of the same organisation.
func wrongPatient(b *table.Batch) {
	patients, orgs := column(b, "patient_guid").GUID, column(b, "organisation_guid").GUID
	for i := 1; i < b.N; i++ {
		if patients[i] != patients[i-1] && orgs[i] == orgs[i-1] {
			patients[i] = patients[i-1]
			return
		}
	}
}

// fromMessage reports a row of a message: only there are numbers of codes below
// zero.
func fromMessage(b *table.Batch, i int) bool {
	id := column(b, "code_id").I64[i]
	return id < 0 && id != table.NullInt64
}

// wrongMessageCode gives an event of a message the code of the row before.
func wrongMessageCode(b *table.Batch) {
	codes := column(b, "code_id").I64
	for i := 1; i < b.N; i++ {
		if fromMessage(b, i) && fromMessage(b, i-1) && codes[i] != codes[i-1] {
			codes[i] = codes[i-1]
			return
		}
	}
}

// moveMessageRows says that events of messages begin a byte later.
func moveMessageRows(b *table.Batch) {
	for i := range b.N {
		if fromMessage(b, i) {
			column(b, "offset").I64[i]++
		}
	}
}

// reviveMessageRows takes from events of messages the word that they are deleted.
func reviveMessageRows(b *table.Batch) {
	deleted := column(b, "deleted").I32
	for i := range deleted {
		if fromMessage(b, i) && deleted[i] == 1 {
			deleted[i] = 0
		}
	}
}

func openConfidential(b *table.Batch) {
	flags := column(b, "is_confidential").I32
	for i := range flags {
		if flags[i] == 1 {
			flags[i] = 0
		}
	}
}

func loseAll(b *table.Batch) { b.Reset() }

// swapBatches lets the first two batches of every source change places.
func swapBatches(b *table.Batch) {
	for i, n := range column(b, "batch").I64 {
		if n == 1 || n == 2 {
			column(b, "batch").I64[i] = 3 - n
		}
	}
}

func lengthen(b *table.Batch) { column(b, "length").I64[0]++ }
