// Package load is stage 3: it fills a candidate with the tables of 2-transform, each in id order, adds keys, checks and
// references, counts what is there, and says so in load_ledger and 3-load/manifest.json.
//
// A candidate is what reconcile judges and promote makes live: a schema of its own in PostgreSQL, a file beside the
// live one in SQLite. It is built anew by every load. One that an interrupted load left is dropped; one that holds
// this very input is left alone; what this program did not make is never touched.
package load
