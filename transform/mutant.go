//go:build mutant

package transform

import (
	"bytes"
	"os"
	"strings"

	"lollipop/internal/chis"
	"lollipop/internal/table"
)

// mutantVariable names the mutant to be.
const mutantVariable = "LOLLIPOP_MUTANT"

// mutant changes what is about to be written to one table. Each makes a small
// and lasting mistake that no count of this stage shows.
type mutant struct {
	table string
	apply func(*table.Batch)
}

var mutants = map[string]mutant{
	"transform-dose-off-by-one":      {"immunisation", rewrite("dose", "1", "2")},
	"transform-shift-expiry":         {"immunisation", shiftColumn("expires_on")},
	"transform-lose-route":           {"immunisation", fill("route", "")},
	"transform-lose-maker":           {"immunisation", fill("manufacturer", "")},
	"transform-swap-site":            {"immunisation", rewrite("site", "Left thigh", "Right thigh")},
	"transform-antigen-swapped":      {"immunisation", rewrite("antigens", "measles+mumps+rubella", "measles+rubella")},
	"transform-flip-counted":         {"immunisation", flip("counted")},
	"transform-shift-date":           {"review", shiftDate},
	"transform-lose-doses":           {"immunisation", dropAll("antigens", "measles+mumps+rubella")},
	"transform-lose-boosters":        {"immunisation", dropAll("antigens", "hib+menc")},
	"transform-lose-primaries":       {"immunisation", dropAll("antigens", "diphtheria+hepb+hib+pertussis+polio+tetanus")},
	"transform-lose-one-dose":        {"immunisation", dropDose},
	"transform-move-practice":        {"child", passOn("practice_code")},
	"transform-move-home":            {"child_address", passOn("postcode")},
	"transform-shift-doses":          {"immunisation", shiftAll("occurred_on", -90)},
	"transform-lose-refusals":        {"consent", dropAll("decision", "refused")},
	"transform-lose-deaths":          {"child", clearFlags("deceased")},
	"transform-born-later":           {"child", shiftAll("date_of_birth", 30)},
	"transform-trace-date":           {"trace_result", clearDates("traced_on")},
	"transform-old-number-current":   {"child_identifier", rewrite("system", "superseded_number", "nhs_number")},
	"transform-former-number":        {"child_identifier", rewrite("system", "former_number", "nhs_number")},
	"transform-call-by-other":        {"child_name", rewrite("use", "calling", "other")},
	"transform-wrong-child":          {"measurement", swapNeighbours("child_id")},
	"transform-swap-primary":         {"screening_result", swapNeighbours("source_row")},
	"transform-flip-consent":         {"consent", rewrite("decision", "refused", "given")},
	"transform-wrong-doctor":         {"care_team", swapNamed("practitioner_id")},
	"transform-lose-school":          {"school", fill("name", "")},
	"transform-score-off":            {"assessment", rewrite("score", "40", "45")},
	"transform-lose-invitations":     {"correspondence", dropAll("subject", "immunisation")},
	"transform-remind-for-invite":    {"correspondence", rewrite("kind", "invitation", "reminder")},
	"transform-shift-document":       {"document", shiftDate},
	"transform-drop-document":        {"document", dropFirst},
	"transform-wrong-problem":        {"immunisation", swapNeighbours("problem_row")},
	"transform-part-of-nothing":      {"problem", forgetFirst("parent_row")},
	"transform-wrong-encounter":      {"review", swapNamed("encounter_id")},
	"transform-shift-referral":       {"referral", shiftDate},
	"transform-lose-referral":        {"referral", dropFirst},
	"transform-urgent-to-routine":    {"referral", rewrite("urgency", "Urgent", "Routine")},
	"transform-flip-attendance":      {"appointment", flip("did_not_attend")},
	"transform-noon-to-midnight":     {"appointment", noonToMidnight},
	"transform-book-the-dead":        {"appointment", rewrite("status", "suppressed", "booked")},
	"transform-open-due":             {"due_item", fill("status", "open")},
	"transform-shift-due":            {"due_item", shiftColumn("due_on")},
	"transform-lose-due":             {"due_item", dropAll("status", "open")},
	"transform-due-vaccine":          {"due_item", rewrite("antigens", "measles+mumps+rubella", "menb")},
	"transform-invent-survivor":      {"child", rewrite("sex", "F", "M")},
	"transform-due-lose-dose":        {}, // built in
	"transform-due-shift":            {"due_computed", shiftColumn("due_on")},
	"transform-due-swap-rule":        {"due_computed", rewrite("vaccine", "MMR", "MMRV")},
	"transform-date-before-birth":    {"review", yearsBack},
	"transform-move-booking":         {"appointment", moveBooking},
	"transform-screening-clear":      {"screening_result", rewrite("status", "08", "04")},
	"transform-hearing-unclear":      {"screening_result", rewrite("status", "CR-NFU", "NCR-BI")},
	"transform-practice-lost":        {"child", fill("practice_code", "")},
	"transform-lose-note":            {"record_note", dropFirst},
	"transform-swap-weights":         {"match_weight.parquet", swapNeighbours("review")},
	"transform-list-protected":       {"pair.parquet", rewrite("outcome", "refused", "review")},
	"transform-merge-by-hand":        {"pair.parquet", rewrite("outcome", "review", "merged")},
	"transform-forget-review":        {}, // built in
	"transform-drop-lineage":         {"lineage", dropFirst},
	"transform-drop-disposition":     {"disposition", dropFirst},
	"transform-flip-disposition":     {"disposition", rewrite("disposition", "superseded", "loaded")},
	"transform-merge-without-why":    {"merge.parquet", dropFirst},
	"transform-forget-restriction":   {"child", flip("sensitive")},
	"transform-pass-repaired":        {"clinical_code", rewrite("resolution", "repaired", "mapped")},
	"transform-code-by-term":         {"clinical_code", rewrite("kind", "unmapped", "given")},
	"transform-drop-dissent":         {"consent", dropWhere("subject", "data_sharing")},
	"transform-widen-refusal":        {"consent", rewrite("antigens", "measles+mumps+rubella", "")},
	"transform-narrow-refusal":       {"consent", rewrite("antigens", "", "bcg")},
	"transform-shift-parent":         {"observation", swapNeighbours("parent_row")},
	"transform-wrong-auditor":        {"audit", swapNeighbours("practitioner_id")},
	"transform-blur-audit":           {"audit", rewrite("subject", "registration", "item")},
	"transform-end-registration":     {"registration_history", rewrite("status", "Fully Registered", "Deducted")},
	"transform-longer-registration":  {"registration_history", shiftColumn("ended_on")},
	"transform-other-ethnicity":      {"child", rewrite("ethnic_category", "A", "B")},
	"transform-commissioner-longer":  {"organisation_commissioner", shiftColumn("until_on")},
	"transform-swap-commissioners":   {"organisation_commissioner", swapNamed("commissioner_id")},
	"transform-wrong-place":          {"session", swapNeighbours("location_id")},
	"transform-reopen-place":         {"location", flip("withdrawn")},
	"transform-wrong-holder":         {"session_practitioner", swapNeighbours("practitioner_id")},
	"transform-lose-flag":            {"legal_status", dropFirst},
	"transform-move-alert":           {"alert", shiftDate},
	"transform-screening-status":     {"screening_result", rewrite("status", "04", "08")},
	"transform-revive":               {"child", flip("deceased")},
	"transform-lose-refusal":         {"consent", dropFirst},
	"transform-crosswalk-swap":       {"crosswalk.parquet", swapNeighbours("child_id")},
	"transform-event-crosswalk-lost": {"event_crosswalk", dropFirst},
	"transform-count-product":        {"immunisation", countProduct},
	"transform-forget-product":       {"immunisation", forgetFirst("product_id")},
}

// mutateBatch gives the batch to the mutant that is named, if it is of its table.
// The name is a table's, or the path of its file.
func mutateBatch(name string, b *table.Batch) {
	m, ok := mutants[os.Getenv(mutantVariable)]
	name, _, _ = strings.Cut(name, "/")
	if ok && m.apply != nil && m.table == name && b.N > 0 {
		m.apply(b)
	}
}

// mutated reports that the mutant of that name is to be.
func mutated(name string) bool { return os.Getenv(mutantVariable) == name }

func mutantColumn(b *table.Batch, name string) *table.Vector { return &b.Vec[b.Schema().Index(name)] }

// rewrite changes every text from to another.
func rewrite(column, from, to string) func(*table.Batch) {
	return func(b *table.Batch) {
		v := mutantColumn(b, column)
		var texts table.Texts
		for i := range b.N {
			if t := v.Text.At(i); !bytes.Equal(t, []byte(from)) {
				texts.Append(t)
				continue
			}
			texts.AppendString(to)
		}
		v.Text = texts
	}
}

// fill gives every row of a batch one text.
func fill(column, to string) func(*table.Batch) {
	return func(b *table.Batch) {
		var texts table.Texts
		for range b.N {
			texts.AppendString(to)
		}
		mutantColumn(b, column).Text = texts
	}
}

func flip(column string) func(*table.Batch) {
	return func(b *table.Batch) {
		v := mutantColumn(b, column)
		for i := range v.I32 {
			v.I32[i] = 1 - v.I32[i]
		}
	}
}

// shiftDate moves the first full date of a batch by a day.
func shiftDate(b *table.Batch) { shiftColumn("occurred_on")(b) }

// shiftColumn does so in a column that is named.
func shiftColumn(column string) func(*table.Batch) {
	return func(b *table.Batch) {
		v := mutantColumn(b, column)
		for i, d := range v.I32 {
			if d != 0 {
				v.I32[i] = int32(chis.Date(d).AddDays(1))
				return
			}
		}
	}
}

// shiftAll moves every full date of a batch.
func shiftAll(column string, days int) func(*table.Batch) {
	return func(b *table.Batch) {
		v := mutantColumn(b, column)
		for i, d := range v.I32 {
			if d != 0 {
				v.I32[i] = int32(chis.Date(d).AddDays(days))
			}
		}
	}
}

func clearFlags(column string) func(*table.Batch) {
	return func(b *table.Batch) { clear(mutantColumn(b, column).I32) }
}

// yearsBack dates the first row of a batch thirty years earlier.
func yearsBack(b *table.Batch) {
	v := mutantColumn(b, "occurred_on")
	for i, d := range v.I32 {
		if d != 0 {
			v.I32[i] = int32(chis.Date(d).AddMonths(-30 * 12))
			return
		}
	}
}

// moveBooking puts off what is booked by a day.
func moveBooking(b *table.Batch) {
	days, status := mutantColumn(b, "appointment_on").I32, mutantColumn(b, "status")
	for i, d := range days {
		if string(status.Text.At(i)) == "booked" {
			days[i] = int32(chis.Date(d).AddDays(1))
		}
	}
}

func clearDates(column string) func(*table.Batch) {
	return func(b *table.Batch) { clear(mutantColumn(b, column).I32) }
}

// swapNeighbours gives the first two neighbours that differ to each other.
func swapNeighbours(column string) func(*table.Batch) {
	return func(b *table.Batch) {
		v := mutantColumn(b, column).I64
		for i := 1; i < b.N; i++ {
			if v[i] != v[i-1] {
				v[i], v[i-1] = v[i-1], v[i]
				return
			}
		}
	}
}

// dropWhere loses the first row of a batch that says so.
func dropWhere(column, text string) func(*table.Batch) {
	return func(b *table.Batch) {
		for i := range b.N {
			if string(mutantColumn(b, column).Text.At(i)) == text {
				drop(b, i)
				return
			}
		}
	}
}

// dropAll loses every row of a batch that says so.
func dropAll(column, text string) func(*table.Batch) {
	return func(b *table.Batch) {
		for i := b.N - 1; i >= 0; i-- {
			if string(mutantColumn(b, column).Text.At(i)) == text {
				drop(b, i)
			}
		}
	}
}

// dropDose loses the first dose of MMR of a batch that counts for coverage at 24 months.
func dropDose(b *table.Batch) {
	antigens, on := mutantColumn(b, "antigens"), mutantColumn(b, "occurred_on").I32
	for i := range b.N {
		if string(antigens.Text.At(i)) == "measles+mumps+rubella" && on[i] > 20190401 && on[i] < 20200301 {
			drop(b, i)
			return
		}
	}
}

// passOn gives every row of a batch the text of the one before.
func passOn(column string) func(*table.Batch) {
	return func(b *table.Batch) {
		v := mutantColumn(b, column)
		var texts table.Texts
		for i := range b.N {
			texts.Append(v.Text.At((i + b.N - 1) % b.N))
		}
		v.Text = texts
	}
}

// swapNamed gives the first two rows that name different things each other's.
func swapNamed(column string) func(*table.Batch) {
	return func(b *table.Batch) {
		v := mutantColumn(b, column).I64
		first := -1
		for i := range b.N {
			switch {
			case v[i] == table.NullInt64:
			case first < 0:
				first = i
			case v[i] != v[first]:
				v[i], v[first] = v[first], v[i]
				return
			}
		}
	}
}

// countProduct counts doses that a prescription alone tells of.
func countProduct(b *table.Batch) {
	counted, evidence := mutantColumn(b, "counted"), mutantColumn(b, "evidence")
	for i := range b.N {
		if string(evidence.Text.At(i)) == "product_only" {
			counted.I32[i] = 1
		}
	}
}

// forgetFirst takes the first name of another row from a batch.
func forgetFirst(column string) func(*table.Batch) {
	return func(b *table.Batch) {
		v := mutantColumn(b, column).I64
		for i := range b.N {
			if v[i] != table.NullInt64 {
				v[i] = table.NullInt64
				return
			}
		}
	}
}

// noonToMidnight reads times with a mask of twelve hours.
func noonToMidnight(b *table.Batch) {
	v := mutantColumn(b, "start_time")
	var texts table.Texts
	for i := range b.N {
		if t := v.Text.At(i); bytes.HasPrefix(t, []byte("12:")) {
			texts.AppendString("00" + string(t[2:]))
			continue
		}
		texts.Append(v.Text.At(i))
	}
	v.Text = texts
}

// dropFirst loses the first row of a batch.
func dropFirst(b *table.Batch) { drop(b, 0) }

func drop(b *table.Batch, at int) {
	keep := table.NewBatch(b.Schema(), b.N)
	for i := range b.N {
		if i != at {
			appendRow(keep, b, i)
		}
	}
	for c := range b.Vec {
		b.Vec[c] = keep.Vec[c]
	}
	b.N = keep.N
}
