package mappings

// LikelyClass is the class of a code without a mapping: safety where its
// category is, or where a word of its term points at safety; otherwise
// ordinary. The class of a parent code is for the caller to join.
func (s *Set) LikelyClass(category, term string) string {
	if s.categoryClass[category] == ClassSafety {
		return ClassSafety
	}
	class := ClassOrdinary
	s.safetyWords.find(term, func(bool) bool {
		class = ClassSafety
		return false
	})
	return class
}

// ScopeCategory reports that a practice feed is to bring events of the code
// category. A category in no row is out.
func (s *Set) ScopeCategory(category string) bool { return s.scopeCategory[category] }

// ScopeKind reports that a practice feed is to bring events whose code is of
// the kind, whatever its category. A kind in no row is out.
func (s *Set) ScopeKind(kind string) bool { return s.scopeKind[kind] }

// ScopeEntity reports that a practice feed is to bring rows of the file type, as
// far as their codes let them. A file type without a row is in.
func (s *Set) ScopeEntity(e *Entity) bool { return !s.entityOut[e.Name] }

func (l *loading) scope() {
	s := l.set
	s.categoryClass = map[string]string{}
	for _, r := range l.rows("category_class.csv") {
		s.categoryClass[r.filled("category")] = r.oneOf("class", ClassSafety, ClassOrdinary)
	}
	for _, r := range l.rows("safety_word.csv") {
		s.safetyWords.add(r.filled("word"), true)
	}
	s.scopeCategory, s.scopeKind, s.entityOut = map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, r := range l.rows("scope.csv") {
		switch r.oneOf("what", "category", "kind", "entity") {
		case "category":
			s.scopeCategory[r.filled("name")] = r.flag("in_scope")
		case "entity":
			if e := s.entityByName[r.text("name")]; e == nil || !e.Migrated || e.Reference {
				r.wrong("name", "%q is no migrated file type of persons", r.text("name"))
			}
			s.entityOut[r.text("name")] = !r.flag("in_scope")
		default:
			l.knownKind(r, "name")
			s.scopeKind[r.text("name")] = r.flag("in_scope")
		}
	}
	l.everyScopeDecided()
}

// everyScopeDecided makes the scope of each kind, and of each category that a
// concept has, a decision somebody wrote down.
func (l *loading) everyScopeDecided() {
	for _, r := range l.rows("concept.csv") {
		if _, ok := l.set.scopeCategory[r.text("category")]; !ok {
			r.unknown("category", l.sheets["scope.csv"].values("name"), "%q is not in scope.csv", r.text("category"))
		}
	}
	for _, r := range l.rows("kind.csv") {
		if _, ok := l.set.scopeKind[r.text("kind")]; !ok {
			r.wrong("kind", "%q is not in scope.csv", r.text("kind"))
		}
	}
}
