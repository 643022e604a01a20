// Package extract is stage 1: it types every source row once, in file order,
// and resolves nothing but scope.
//
// [Run] finds the batches of each source, refuses what is not a whole set of
// them, binds every header, and surveys every file: one pass that hashes its
// bytes and divides it into chunks. Then it reads the dictionaries and the
// patient files of all sources to learn which codes and which persons are in
// scope; and last it reads every chunk again, several at once, and gives each
// record one of three fates:
//
//   - staged: typed, one table an entity, with its row id, line and offset.
//     What a typed cell cannot hold stands beside it in the table "aside".
//   - excluded, by scope or as a test patient: row id, rule and category of the
//     code are kept, and none of its content.
//   - quarantined: unreadable, or without a key, patient, code or date that
//     what follows could not do without. Its bytes are kept as they are.
//
// A damaged row has no owner, so that its bytes are kept also where it may
// belong to a person out of scope: nobody can tell. A row of a practice feed
// whose patient was never sent is excluded where its code is out of scope, and
// else quarantined.
//
// In the manifest the accounting's term "loaded" counts staged rows, for which
// the next stage answers; counts hold every rule by source, entity and, for
// excluded rows, category.
//
// The same input gives the same bytes whatever the number of workers: a chunk
// is a unit of work, and each writes its own parts.
package extract
