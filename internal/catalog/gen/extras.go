package gen

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// foreign is the prefix of condition keys that belong to a service of another prefix.
type foreign struct{ prefix, service string }

// readExtras reads what the package says of services beyond their own files.
func (r *Reference) readExtras(files archive) error {
	if err := files.decode("data/rcpSupportedServices.json", &r.rcp); err != nil {
		return err
	}
	slices.Sort(r.rcp)
	owners := map[string][]string{}
	if err := files.decode("data/unassociatedConditions.json", &owners); err != nil {
		return err
	}
	named := slices.Clone(r.rcp)
	for prefix, services := range owners {
		if len(services) != 1 {
			return fmt.Errorf("condition keys of %q belong to %q, want one service", prefix, services)
		}
		r.foreign = append(r.foreign, foreign{prefix, services[0]})
		named = append(named, services[0])
	}
	slices.SortFunc(r.foreign, func(a, b foreign) int { return byLower(a.prefix, b.prefix) })
	for _, prefix := range named {
		if !slices.ContainsFunc(r.services, func(s *service) bool { return s.prefix == prefix }) {
			return fmt.Errorf("service %q is not defined", prefix)
		}
	}
	return nil
}

// AddDependents takes the dependent actions from an older version of the
// package, since the later ones leave them empty. It returns the names that the
// reference does not know any more, in order, which are left out.
func (r *Reference) AddDependents(tarball []byte) (dropped []string, err error) {
	files, err := unpack(tarball)
	if err != nil {
		return nil, fmt.Errorf("unpack tarball of dependent actions: %w", err)
	}
	if r.Older, err = origin(files, tarball); err != nil {
		return nil, err
	}
	needs := map[string][]string{}
	for name, content := range files {
		prefix, ok := actionsFile(name)
		if !ok {
			continue
		}
		if err := dependents(prefix, content, needs); err != nil {
			return nil, fmt.Errorf("decode %s: %w", name, err)
		}
	}
	dropped = r.keepKnown(needs)
	r.Older.Actions = len(r.needs)
	return dropped, nil
}

// keepKnown takes over the needs of actions in which only known actions occur,
// and returns the names of the others. That an action needs itself says nothing.
func (r *Reference) keepKnown(needs map[string][]string) (dropped []string) {
	known := r.names()
	r.needs = map[string][]string{}
	for action, dependents := range needs {
		if !known[action] {
			dropped = append(dropped, action)
			continue
		}
		for _, d := range dependents {
			if !known[d] {
				dropped = append(dropped, d)
			} else if d != action {
				r.needs[action] = append(r.needs[action], d)
			}
		}
	}
	return set(dropped)
}

func actionsFile(name string) (prefix string, ok bool) {
	base, inFolder := strings.CutPrefix(name, "data/actions/")
	prefix, isJSON := strings.CutSuffix(base, ".json")
	return prefix, inFolder && isJSON
}

// dependents reads the dependent actions of each action of a service that has
// some, all in lower case. Which resource type they come with is left out.
func dependents(prefix string, content []byte, into map[string][]string) error {
	var actions map[string]struct {
		Name             string
		DependentActions []string
		ResourceTypes    []struct{ DependentActions []string }
	}
	if err := json.Unmarshal(content, &actions); err != nil {
		return err
	}
	for _, a := range actions {
		names := slices.Clone(a.DependentActions)
		for _, t := range a.ResourceTypes {
			names = append(names, t.DependentActions...)
		}
		for i, name := range names {
			names[i] = strings.ToLower(name)
		}
		if len(names) > 0 {
			into[strings.ToLower(prefix+":"+a.Name)] = set(names)
		}
	}
	return nil
}

// names are the whole names of all actions in lower case.
func (r *Reference) names() map[string]bool {
	names := map[string]bool{}
	for _, s := range r.services {
		for _, a := range s.actions {
			names[strings.ToLower(s.prefix+":"+a.name)] = true
		}
	}
	return names
}

// writeExtras writes the sections after those of the services.
func (e *encoder) writeExtras(r *Reference) {
	services, actions := map[string]int{}, map[string]int{}
	var depending []string
	for i, s := range r.services {
		services[s.prefix] = i
		for _, a := range s.actions {
			name := strings.ToLower(s.prefix + ":" + a.name)
			actions[name] = len(actions)
			if len(r.needs[name]) > 0 {
				depending = append(depending, name)
			}
		}
	}
	for _, prefix := range r.rcp {
		e.index(rcpSection, services[prefix])
	}
	for _, f := range r.foreign {
		e.text(foreignSection, f.prefix)
		e.index(foreignSection, services[f.service])
	}
	items := 0
	for _, name := range depending {
		e.index(dependentsSection, actions[name])
		e.index(dependentsSection, items)
		numbers := make([]int, 0, len(r.needs[name]))
		for _, d := range r.needs[name] {
			numbers = append(numbers, actions[d])
		}
		slices.Sort(numbers)
		for _, n := range numbers {
			e.index(dependentItemsSection, n)
		}
		items += len(numbers)
	}
	e.index(dependentsSection, 0)
	e.index(dependentsSection, items)
}

// DependentsSummary says how much is known of dependent actions, and what was left out.
func (r *Reference) DependentsSummary(dropped []string) string {
	var b strings.Builder
	pairs := 0
	for _, dependents := range r.needs {
		pairs += len(dependents)
	}
	fmt.Fprintf(&b, "%s %s of %s: %d actions with %d dependent ones\n", r.Older.Package, r.Older.Version, r.Older.Date, r.Older.Actions, pairs)
	list(&b, "names dropped", dropped)
	return b.String()
}
