// Package pgtest starts a private PostgreSQL server for tests, as another user where the tests run as root, and throws
// it away afterwards.
package pgtest
