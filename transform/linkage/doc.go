// Package linkage decides which person records are one child.
//
// Records are joined by rule: the same valid NHS number or PersonGuid, and the
// same full date of birth, and the same forename; and by likeness, which package
// match scores, where nobody could doubt it. A condition that forbids
// the union of any two records forbids the union of the groups they belong to;
// what is forbidden goes to review, or, where a protected identity is concerned,
// nowhere.
package linkage
