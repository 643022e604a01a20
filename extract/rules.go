package extract

// Rules by which a row is excluded or quarantined, in the order in which they
// are tried. The table rule.csv of package mappings says each in words.
const (
	ruleQuote       = "quote-error"
	ruleXML         = "xml-error"
	ruleTruncated   = "truncated"
	ruleTooLarge    = "too-large"
	ruleNUL         = "nul-byte"
	ruleUTF8        = "invalid-utf8"
	ruleFieldCount  = "field-count"
	ruleHeader      = "repeated-header"
	ruleNoKey       = "no-key"
	ruleTestPatient = "test-patient"
	rulePersonScope = "out-of-scope-person"
	ruleNoPatient   = "no-patient"
	ruleSharedKey   = "shared-key"
	ruleNoCode      = "no-code"
	ruleUnknownCode = "unknown-code"
	ruleCategory    = "out-of-scope-category"
	rulePrescribing = "prescribing-not-vaccine"
	ruleFileScope   = "out-of-scope-file-type"
	ruleNoDate      = "no-date"
	ruleNotMigrated = "file-type-not-migrated"
	noCategory      = "-"
	noOrganisation  = "-"
	reasonKey       = "a key of the row is empty or unreadable"
	reasonNoPatient = "no readable patient row in any batch of the source"
	reasonShared    = "the patient key of the row is that of two children"
	reasonNoCode    = "the code is empty or unreadable"
	reasonUnknown   = "the code is in no batch of the source's dictionary"
	reasonNoDate    = "the date is filled and is no date"
)

// unreadable are the rules that say that bytes could not be read.
var unreadable = [...]string{ruleQuote, ruleXML, ruleTruncated, ruleTooLarge, ruleNUL, ruleUTF8}

// fate is what becomes of a row.
type fate uint8

const (
	staged fate = iota
	excluded
	quarantined
)

// verdict is the fate of a row and why.
type verdict struct {
	fate   fate
	rule   string
	detail string // category of an excluded row's code, reason of a quarantined one
}

func exclude(rule, category string) verdict { return verdict{excluded, rule, category} }

func quarantine(rule, reason string) verdict { return verdict{quarantined, rule, reason} }
