package policy

import "github.com/iamlint/iamlint/internal/source"

// Fault is something in a document that the grammar of policies does not have,
// or that IAM takes otherwise than it looks.
type Fault struct {
	Kind       FaultKind       `json:"kind"`
	Element    string          `json:"element"`    // what it is about: an element, a condition key, a type of principal; "" for the document or statement itself
	Text       string          `json:"text"`       // what stands there
	Suggestion string          `json:"suggestion"` // what should stand there, in words or as one would write it; "" if that is not known
	At         source.Location `json:"at"`
}

// FaultKind says what is wrong.
type FaultKind string

// The kinds of fault in how elements are put together.
const (
	NotJSON            FaultKind = "syntax"
	UnknownElement     FaultKind = "unknown-element"
	MissingElement     FaultKind = "missing-element"
	Conflict           FaultKind = "conflict" // Element and Text exclude one another
	WrongType          FaultKind = "wrong-type"
	MixedTypes         FaultKind = "mixed-types" // values of one condition key: text, numbers and booleans
	EmptyElement       FaultKind = "empty"
	InvalidEffect      FaultKind = "effect"
	BarePrincipal      FaultKind = "bare-principal" // neither * nor a map
	UnknownPrincipal   FaultKind = "principal-type"
	DuplicateSid       FaultKind = "duplicate-sid"
	UnsupportedElement FaultKind = "unsupported-element" // one that this kind of document can't have
)

// The kinds of fault in what words mean; package expand finds them.
const (
	NoRCPService FaultKind = "rcp-service" // resource control policies do not apply to the action's service

	SidCharacters    FaultKind = "sid-characters"
	EmptySid         FaultKind = "sid-empty"
	RefusedCharacter FaultKind = "character" // one that IAM does not take: Text is its code point, as in "U+2013"

	PrincipalFault FaultKind = "principal"

	NoARN            FaultKind = "arn-none"
	ARNFields        FaultKind = "arn-fields"
	ARNPartition     FaultKind = "arn-partition"
	ARNServiceCase   FaultKind = "arn-service-case"
	ARNRegion        FaultKind = "arn-region"
	ARNAccount       FaultKind = "arn-account"
	ARNService       FaultKind = "arn-service"            // no service has ARNs of that name
	ARNResource      FaultKind = "arn-resource"           // the service has no such type of resource
	RegionNotAllowed FaultKind = "arn-region-not-allowed" // the service's resources have none
	RegionMissing    FaultKind = "arn-region-missing"
	AccountForbidden FaultKind = "arn-account-not-allowed"
	AccountMissing   FaultKind = "arn-account-missing"

	UnknownOperator  FaultKind = "operator"
	KeyFault         FaultKind = "key"                  // the condition key does not exist
	DuplicateKey     FaultKind = "key-twice"            // the same key in two spellings
	KeyUnsupported   FaultKind = "key-unsupported"      // the request of an action never has the key: Text names such actions
	KeyUnnarrowing   FaultKind = "key-unnarrowing"      // the same with an operator that holds for a missing key
	OperatorMismatch FaultKind = "operator-type"        // an operator for other values than the key has
	ValueFault       FaultKind = "value"                // a value that the operator can't read
	BothBooleans     FaultKind = "value-both"           // true beside false: one of them always holds
	PrivateAddress   FaultKind = "value-private"        // an address of a private network, which aws:SourceIp never is
	OnlyPrivate      FaultKind = "value-private-only"   // the same of all values
	HostBits         FaultKind = "value-host-bits"      // a range that does not begin where it is written
	LiteralWildcard  FaultKind = "literal-wildcard"     // a wildcard that an operator takes for itself
	NoSetOperator    FaultKind = "set-missing"          // a key with several values, without ForAllValues or ForAnyValue
	NeedlessSet      FaultKind = "set-single"           // ForAllValues with a key of one value
	VariableFault    FaultKind = "variable"             // a policy variable that is none
	VariableIgnored  FaultKind = "variable-unsupported" // a policy variable where IAM does not fill any in
)

// Element is an element that a statement has.
type Element struct {
	Name string
	At   source.Location // its name
}

// Has tells whether the statement has an element, and where its name stands.
func (s *Statement) Has(name string) (source.Location, bool) {
	for _, e := range s.Elements {
		if e.Name == name {
			return e.At, true
		}
	}
	return source.Location{}, false
}

// KeyStatus says what the catalogue knows of a condition key.
type KeyStatus string

// What the catalogue knows of a condition key.
const (
	KeyKnown     KeyStatus = "known"
	KeyClaim     KeyStatus = "claim" // of an identity provider: <host>:sub
	KeyUnknown   KeyStatus = "unknown"
	KeyMalformed KeyStatus = "malformed"   // not prefix:name
	KeyWithoutID KeyStatus = "tag-missing" // aws:ResourceTag without the tag
	KeyUncertain KeyStatus = "unresolved"
)
