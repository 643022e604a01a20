// Package ledger keeps the workspace: the folder of one rehearsal, in which
// each stage leaves its part complete or not at all.
//
//	WORK/                  folders 0700, files 0600
//	  ledger.jsonl         who ran what, when, on which roots; each line holds
//	                       the SHA-256 of the line before
//	  run.json             seconds, memory, rows and bytes of each stage
//	  lock                 held by the one process that may write
//	  1-extract/ …         a finished stage: its files, and manifest.json
//	  1-extract.partial/   a stage under way, or one that was interrupted
//
// A stage writes into its partial folder; Part.Complete writes the manifest
// last and renames the folder into place, so that a folder without ".partial"
// is a finished one. The manifest's content names inputs and outputs with
// their SHA-256, and the roots of the stages before: its own SHA-256 is the
// stage's root, and the roots make a chain that Verify checks years later,
// without the database.
//
// Nothing here reads the clock: times come from the caller and stand only in
// ledger.jsonl and run.json, which no root covers.
package ledger
