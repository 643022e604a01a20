// Package postgres moves table batches into and out of PostgreSQL by binary COPY. It is the one home of pgx and knows
// nothing of children.
//
// Rows are encoded from column vectors straight into the stream of pgconn and decoded from it straight back: no value
// is boxed and no row allocates. Errors name tables, columns and constraints; never a value of a row, and never the
// password of the address.
package postgres
