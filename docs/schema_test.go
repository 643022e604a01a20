package docs_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"lollipop/mappings"
)

var update = flag.Bool("update", false, "write target-schema.md anew")

// about says of each table what one row of it is.
var about = map[string]string{
	"location":                  "A place that an organisation, a session or another place names.",
	"organisation":              "An organisation that sent records, or that one of those names.",
	"organisation_commissioner": "A time in which the rows of an organisation name one commissioner.",
	"practitioner":              "A user in a role of a source system whom a loaded row names as clinician or usual GP.",
	"clinical_code":             "A code of a source's own dictionary that a loaded row uses, and what it was taken to mean.",
	"drug_code":                 "A drug of a source's own dictionary that a loaded row names.",
	"organisation_location":     "A place of an organisation.",
	"session":                   "A clinic session: all those of the legacy system, of a practice feed those that a loaded row names.",
	"session_practitioner":      "Who holds a session.",
	"child":                     "One person. Everything that hangs on a child names it by `child_id`.",
	"child_name":                "A name that a record of the child states, or stated before.",
	"child_address":             "An address that a record of the child states, or stated before.",
	"child_contact":             "A telephone number or e-mail address.",
	"child_identifier":          "A number or identifier as a source knows the child by, fit for identity or not.",
	"registration":              "One person record: who sent it, from when, until when and why it ended.",
	"registration_history":      "A change of a registration, where the layout tells of those before the latest.",
	"audit":                     "Who changed an item of the record, or the registration, and when.",
	"residence_status":          "Whether the child is active here, has moved or has died; one row a child.",
	"related_person":            "A carer as a source names one.",
	"restriction":               "Why a child's rows stand in the restricted tables. Only the restricted twin has rows.",
	"birth":                     "What is known of the birth; at most one row a child.",
	"consent":                   "A consent given, refused or withdrawn.",
	"immunisation":              "A dose given, not given or reported.",
	"contraindication":          "A vaccine that must not be given.",
	"allergy":                   "An allergy, or a reaction to a vaccine or drug.",
	"review":                    "A review or examination of the child health programme, and its outcome.",
	"screening_result":          "An outcome of newborn or infant screening.",
	"measurement":               "A number with a unit.",
	"feeding":                   "How an infant is fed.",
	"legal_status":              "The start or end of a child protection plan, or of being looked after.",
	"alert":                     "The start or end of an alert.",
	"need":                      "A disability, special educational need or need for help with language.",
	"assessment":                "A score of a questionnaire, such as a part of ASQ-3.",
	"care_team":                 "Who cares for the child: the general practitioner whom a patient row names, and whom codes name.",
	"school":                    "The start or end of going to a school.",
	"correspondence":            "An invitation, reminder or other letter that was sent.",
	"document":                  "A document that rows of the record name. Reference only: the document itself is in no extract.",
	"due_item":                  "An entry of the legacy's diary: what is, was or would have been due.",
	"due_computed":              "What the schedule engine finds due of the child, beside what the legacy system lists.",
	"problem":                   "A problem, beside the observation it stands on.",
	"observation":               "Any other coded statement, and every one whose code no table knows.",
	"appointment":               "A slot of a clinic that is or was booked for a child.",
	"encounter":                 "A consultation: where and when a child was seen. What was recorded in it names it.",
	"referral":                  "A referral, beside the observation it stands on.",
	"record_note":               "What a clinician should know about how the record was moved.",
	"child_crosswalk":           "The child that a person record of a source became.",
	"trace_result":              "What a trace said of the NHS number of a record, or of a death.",
}

const schemaHead = `# The target schema

This page is made by ` + "`go generate ./docs`" + ` from [mappings/target.csv](../mappings/target.csv). The SQL of
both databases is made from the same table and committed: [PostgreSQL](../load/postgres/0001_tables.sql),
[SQLite](../load/sqlite/0001_tables.sql). Tests fail where any of them differ; do not edit this page by hand.

The schema is this project's own: a neutral store for child health records, not that of any product. It is what the
files migrated so far can fill.

- **Kinds.** *id*: the key of a table, a whole number that ascends; it is never used twice, also not in a later
  rehearsal. *ref*: the id of a row of another table. *row*: the id of a source row (file number and record number, see
  [design.md](design.md)). *text* and *decimal*: as sent, no digit or letter changed unless the comment says so.
- **From** says where a value comes from: a column of the extract, a field of the code's row in
  [concept.csv](../mappings/concept.csv), or a rule of [design.md](design.md#rules).
- **Twins.** Every table that hangs on a child, and the child table itself, has a restricted twin of the same columns.
  In PostgreSQL the twins stand under the same names in a schema of their own; in SQLite their names begin with
  ` + "`restricted_`" + `. An id is unique over a table and its twin. A twin refers to no row of ` + "`child`" + `
  or ` + "`immunisation`" + ` by a foreign key: see [decision 0004](decisions/0004-restricted-twins.md).
- Load adds ` + "`load_id`" + ` to every table, and the table ` + "`load_ledger`" + ` with one row for each load.
- Keys, references, unique columns and the words that a column may hold are constraints of the database; the SQL names
  them.
`

func schemaPage(set *mappings.Set) string {
	var b strings.Builder
	b.WriteString(schemaHead)
	b.WriteString("\n## Children and what hangs on them\n\n```mermaid\nerDiagram\n")
	relations(&b, set, func(to string) bool { return to == "child" || to == "immunisation" })
	b.WriteString("```\n\n## What they refer to\n\n```mermaid\nerDiagram\n")
	relations(&b, set, func(to string) bool { return to != "child" && to != "immunisation" })
	b.WriteString("```\n\n## Tables\n\n| table | columns | twin | what a row is |\n|---|---:|---|---|\n")
	for _, x := range set.Tables() {
		fmt.Fprintf(&b, "| [%s](#%s) | %d | %s | %s |\n", x.Name, x.Name, len(x.Columns), yes(x.Twin), about[x.Name])
	}
	for _, x := range set.Tables() {
		describe(&b, x)
	}
	return b.String()
}

func relations(b *strings.Builder, set *mappings.Set, want func(to string) bool) {
	for _, x := range set.Tables() {
		for _, c := range x.Columns {
			if c.References == "" || !want(c.References) {
				continue
			}
			one := "||"
			if c.Null {
				one = "|o"
			}
			fmt.Fprintf(b, "    %s %s--o{ %s : %s\n", c.References, one, x.Name, c.Name)
		}
	}
}

func describe(b *strings.Builder, x *mappings.Table) {
	fmt.Fprintf(b, "\n### %s\n\n%s\n\n| column | kind | may be empty | from | what it is |\n|---|---|---|---|---|\n", x.Name, about[x.Name])
	for _, c := range x.Columns {
		kind := c.Kind.String()
		if c.References != "" {
			kind += " of " + c.References
		}
		fmt.Fprintf(b, "| %s | %s | %s | %s | %s |\n", c.Name, kind, yes(c.Null), cell(c.DerivedFrom), cell(c.Comment))
	}
}

func yes(v bool) string {
	if v {
		return "yes"
	}
	return ""
}

func cell(s string) string { return strings.ReplaceAll(s, "|", "\\|") }

func TestTargetSchema(t *testing.T) {
	set := load(t)
	for _, x := range set.Tables() {
		if about[x.Name] == "" {
			t.Errorf("nothing is said of table %s", x.Name)
		}
	}
	for name := range about {
		if set.Table(name) == nil {
			t.Errorf("something is said of %s, which is no table", name)
		}
	}
	page := schemaPage(set)
	if *update {
		if err := os.WriteFile("target-schema.md", []byte(page), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if read(t, "target-schema.md") != page {
		t.Error("target-schema.md is not what mappings/target.csv says: run go test ./docs -run TestTargetSchema -update")
	}
}
