package expand

import (
	"maps"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// record writes what one of an account's records says together with its policies.
func (w *work) record(r *policy.Record) {
	switch r.Kind {
	case policy.Role, policy.User:
		r.AdministersAt, r.Administers = administration(r.Target)
		r.BoundlessAt, r.Boundless = boundless(r.Target)
		r.Unused = w.unused(r)
	case policy.Group:
		r.Unused = w.unused(r)
	case policy.ManagedPolicy:
		w.versions(r)
	default:
	}
}

// administration finds the policy that lets a principal do everything, if one does and nothing bounds or denies it.
func administration(t *policy.Target) (at source.Location, administers bool) {
	documents := slices.Concat(t.Documents, t.Reaching)
	if len(t.Boundaries) > 0 && !slices.ContainsFunc(documents, func(d *policy.Document) bool {
		return d.Kind == policy.Boundary && slices.ContainsFunc(d.Statements, allowsAll)
	}) || slices.ContainsFunc(documents, deniesAll) {
		return at, false
	}
	for _, d := range documents {
		if d.Kind != policy.Identity {
			continue
		}
		if i := slices.IndexFunc(d.Statements, allowsAll); i >= 0 {
			return d.Statements[i].At, true
		}
		if d.Administers {
			return d.At, true
		}
	}
	return at, false
}

// boundless tells whether a principal has a permissions boundary that limits nothing.
func boundless(t *policy.Target) (at source.Location, is bool) {
	if len(t.Boundaries) == 0 {
		return at, false
	}
	for _, d := range t.Reaching {
		if d.Kind == policy.Boundary && slices.ContainsFunc(d.Statements, func(s *policy.Statement) bool { return s.Effect != "Allow" }) {
			return at, false
		}
		is = is || d.Kind == policy.Boundary && slices.ContainsFunc(d.Statements, allowsAll)
	}
	return t.Boundaries[0].At, is
}

// deniesAll tells whether a document takes everything away.
func deniesAll(d *policy.Document) bool {
	return d.Kind != policy.Trust && slices.ContainsFunc(d.Statements, func(s *policy.Statement) bool {
		return always(s, "") && s.Reach == policy.Everything && slices.ContainsFunc(s.Actions, func(a policy.Action) bool { return a.Wildcard == policy.EveryAction })
	})
}

// versions compares the versions of a managed policy that are not in force with the one that is.
func (w *work) versions(r *policy.Record) {
	if len(r.Versions) == 0 || len(r.Target.Documents) == 0 {
		return
	}
	inForce := r.Target.Documents[0]
	allowed := w.permissions(inForce)
	for _, v := range r.Versions {
		v.Everything = slices.ContainsFunc(v.Document.Statements, allowsAll) && !slices.ContainsFunc(inForce.Statements, allowsAll)
		var more []string
		for name := range w.permissions(v.Document) {
			if !allowed[name] {
				more = append(more, name)
			}
		}
		v.Permissions = actionsOf(more)
	}
}

// permissions are the actions of access level Permissions management that a document allows on whatever resources.
func (w *work) permissions(d *policy.Document) map[string]bool {
	found := map[string]bool{}
	for _, s := range d.Statements {
		if s.Effect == "Allow" {
			for a := range w.named(s) {
				if a.Level() == catalog.Permissions {
					found[a.Name()] = true
				}
			}
		}
	}
	return found
}

// named are the actions of the catalogue that a statement is about.
func (w *work) named(s *policy.Statement) map[catalog.Action]bool {
	found := map[catalog.Action]bool{}
	for _, pattern := range s.Actions {
		for _, a := range w.actionFacts(pattern.Value).matches {
			found[a] = true
		}
	}
	if len(s.NotActions) > 0 {
		for a := range catalog.Expand("*") {
			if _, speaks := speaksOf(s, lowerName(a)); speaks {
				found[a] = true
			}
		}
	}
	return found
}

// unused lists what a principal's policies allow and it did not use, service by service, as far as that was tracked.
// What its groups allow it others may need: that is theirs.
func (w *work) unused(r *policy.Record) (list []policy.Unused) {
	if r.Usage == nil {
		return nil
	}
	at, names := map[string]source.Location{}, map[string][]string{}
	for _, s := range ownGrants(r.Target) {
		for _, pattern := range s.Actions {
			for _, a := range w.actionFacts(pattern.Value).matches {
				note(r.Usage, a, pattern.At, at, names)
			}
		}
	}
	for _, prefix := range slices.Sorted(maps.Keys(at)) {
		whole := r.Usage.Services[prefix].Last == ""
		list = append(list, policy.Unused{Service: prefix, Whole: whole, Actions: actionsOf(names[prefix]), At: at[prefix]})
	}
	return list
}

// ownGrants are the statements that allow something to a principal, and not to its groups.
func ownGrants(t *policy.Target) (statements []*policy.Statement) {
	for _, d := range slices.Concat(t.Documents, t.Reaching) {
		if d.Kind != policy.Identity || ofGroup(t, d) {
			continue
		}
		for _, s := range d.Statements {
			if s.Effect == "Allow" {
				statements = append(statements, s)
			}
		}
	}
	return statements
}

// ofGroup tells whether a document reaches a user because of a group.
func ofGroup(t *policy.Target, d *policy.Document) bool {
	return slices.ContainsFunc(t.Groups, func(g *policy.Target) bool { return slices.Contains(g.Documents, d) || slices.Contains(g.Reaching, d) })
}

// note files an action that was not used under its service.
func note(usage *policy.Usage, a catalog.Action, where source.Location, at map[string]source.Location, names map[string][]string) {
	if Used(usage, a) {
		return
	}
	prefix := a.Service().Prefix()
	if _, met := at[prefix]; !met {
		at[prefix] = where
	}
	if !slices.Contains(names[prefix], a.Name()) {
		names[prefix] = append(names[prefix], a.Name())
	}
}

// Used tells whether an action was used, or may have been: of what IAM does not track nobody knows. Data events, such
// as reading objects of a bucket, count for the service and not for the action.
func Used(usage *policy.Usage, a catalog.Action) bool {
	service, tracked := usage.Services[a.Service().Prefix()]
	if !tracked {
		return true
	}
	if service.Last == "" {
		return false
	}
	_, local, _ := strings.Cut(strings.ToLower(a.Name()), ":")
	last, tracked := service.Actions[local]
	return !tracked || last != ""
}

func actionsOf(names []string) policy.Actions {
	slices.Sort(names)
	return policy.Actions{Count: len(names), Names: names[:min(len(names), shown)]}
}
