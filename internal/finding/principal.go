package finding

import (
	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/source"
)

// Principal is somebody who can do something by the policies that were read, for formats that show who can do what.
type Principal struct {
	Name     string
	Kind     string // role, user, group, managed-policy or document, as in policy.TargetKind
	At       source.Location
	Entrants []Entrant
	Services []ServiceAccess // in alphabetical order of prefixes; those in which it can do nothing are left out
	Bounded  bool            // a permissions boundary that can be read is taken off
	Gaps     []Related       // what is not known about it, so that it may be able to do more or less
}

// Entrant is who may become a principal, as its trust policy says, or is in a group.
type Entrant struct {
	Who        string // as written
	Kind       string // as in policy.PrincipalKind; "member" of a group
	Conditions []string
	At         source.Location
}

// ServiceAccess is what a principal can do in one service.
type ServiceAccess struct {
	catalog.ServiceSummary

	// Unconstrained says that some action that can be limited is allowed on everything, or on all resources of a type,
	// and that no condition limits the resources.
	Unconstrained bool
	Conditional   bool // all of it is allowed under conditions only
}

// Highest is the gravest access level at which some action is allowed.
func (s ServiceAccess) Highest() catalog.Level {
	for level := catalog.Permissions; level > catalog.List; level-- {
		if s.Levels[level].Granted > 0 {
			return level
		}
	}
	return catalog.List
}
