package escalation

import (
	"strings"

	"github.com/iamlint/iamlint/internal/catalog"
)

// How a method gains something, as rules/data/escalation.yaml tells.
const (
	itself   = "itself"
	identity = "identity"
	made     = "made"
	passed   = "passed"
	existing = "existing"
	account  = "account"
	resource = "resource"
)

// What stands in the way of a principal that a method of itself lifts.
const (
	liftsBoundary = "boundary"
	liftsDeny     = "deny"
)

// Method is a way to come by more, a row of rules/data/escalation.yaml, whose head says what its fields mean.
type Method struct {
	ID, Family, May, Needs string
	Gravity, Likely        string
	Gains                  string
	Target                 string     // a type of resource of the service of On
	On                     string     // an action of Allows
	Allows                 [][]string // of each list any one
	Lacks                  []string
	Trusts                 []string // service principals
	Only                   string   // the one action that they use a role for that is passed, "" if they use all it has
	Lifts                  string
	Paths, References      []string
}

// targetARN is the pattern of all ARNs of a type of resource that an action is about, "" if it is not about it.
// What an action without resources is about, only * names.
func targetARN(action, kind string) string {
	a, ok := catalog.FindAction(action)
	if !ok {
		return ""
	}
	for r := range a.ResourceTypes() {
		if r.Name() == kind {
			return anyOf(r.ARN())
		}
	}
	if a.Scoping() == catalog.Unscopable {
		return "*"
	}
	return ""
}

// anyOf makes a pattern of the form of an ARN.
func anyOf(format string) string {
	var b strings.Builder
	for format != "" {
		before, rest, ok := strings.Cut(format, "${")
		b.WriteString(before)
		if !ok {
			break
		}
		b.WriteByte('*')
		_, format, _ = strings.Cut(rest, "}")
	}
	return b.String()
}
