package cli

import (
	"slices"

	"github.com/iamlint/iamlint/internal/access"
	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/policy"
)

// principalsOf are those whom a model gives something to do: roles, users and groups, and policies and documents that
// nobody in the model has.
func principalsOf(m *policy.Model) []finding.Principal {
	members, held := map[*policy.Target][]finding.Entrant{}, map[*policy.Document]bool{}
	for _, t := range m.Targets {
		for _, d := range t.Reaching {
			held[d] = true
		}
		for _, group := range t.Groups {
			members[group] = append(members[group], finding.Entrant{Who: t.Name, Kind: "member", At: t.At})
		}
	}
	var all []finding.Principal
	for _, t := range m.Targets {
		if !shows(t, held) {
			continue
		}
		p := principalOf(access.Of(t))
		p.Entrants = append(p.Entrants, members[t]...)
		all = append(all, p)
	}
	return all
}

// shows tells whether a target is somebody to show.
func shows(t *policy.Target, held map[*policy.Document]bool) bool {
	switch t.Kind {
	case policy.Role, policy.User, policy.Group:
		return true
	case policy.ManagedPolicy, policy.Raw:
		return slices.ContainsFunc(t.Documents, func(d *policy.Document) bool { return d.Kind == policy.Identity && !held[d] })
	case policy.Resource, policy.Root: // the root user has no policies: it may do everything
	}
	return false
}

func principalOf(who *access.Principal) finding.Principal {
	t := who.Target
	p := finding.Principal{Name: t.Name, Kind: string(t.Kind), At: t.At, Bounded: who.Bounded(), Services: newReckoner(who).services()}
	p.Gaps = gapsOf(who)
	for _, d := range who.Trust {
		for _, s := range d.Statements {
			p.Entrants = append(p.Entrants, entrants(s)...)
		}
	}
	return p
}

// gapsOf is what is not known of what somebody can do.
func gapsOf(who *access.Principal) (gaps []finding.Related) {
	for _, gap := range who.Gaps {
		gaps = append(gaps, finding.Related{At: gap.At, Message: gap.Reason})
	}
	for _, d := range who.Identity {
		gaps = append(gaps, unknownActions(d)...)
	}
	return gaps
}

// unknownActions are the actions that are not known before deployment, of which package access says that they may be any.
func unknownActions(d *policy.Document) (gaps []finding.Related) {
	for _, s := range d.Statements {
		for _, a := range slices.Concat(s.Actions, s.NotActions) {
			if !a.Known {
				gaps = append(gaps, finding.Related{At: a.At, Message: "the action " + a.Text + " is not known before deployment"})
			}
		}
	}
	return gaps
}

// entrants are those whom a statement of a trust policy lets in.
func entrants(s *policy.Statement) []finding.Entrant {
	if s.Effect != "Allow" {
		return nil
	}
	conditions := circumstances(s.Conditions, s.Branch)
	var all []finding.Entrant
	for _, p := range s.Principals {
		all = append(all, finding.Entrant{Who: p.Text, Kind: string(p.Kind), Conditions: conditions, At: p.At})
	}
	for _, p := range s.NotPrincipals {
		all = append(all, finding.Entrant{Who: "everybody but " + p.Text, Kind: string(policy.Anyone), Conditions: conditions, At: p.At})
	}
	return all
}
