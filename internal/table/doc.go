// Package table reads and writes staged tables: Parquet files of flat, required columns, one file a part.
//
// A table is written batch by batch and read batch by batch, column pages going straight into flat vectors; no row
// objects exist. The file is plain Parquet (data pages of version 1, zstd, dictionaries where they pay) and opens in
// DuckDB, pandas and Spark. The same rows in the same order always give the same bytes, however they were batched.
//
// There are no nulls in the file: an empty value is a sentinel ([NullInt64], [NullInt32], the zero GUID, the empty
// text), so that a reader never handles definition levels.
package table
