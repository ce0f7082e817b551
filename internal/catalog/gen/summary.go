package gen

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Summary says what differs from the names of actions known so far, for the one
// who reviews a new version of the data: services by name, actions one a line.
func (r *Reference) Summary(known map[string]bool) string {
	now := map[string]bool{}
	for _, s := range r.services {
		for _, a := range s.actions {
			now[s.prefix+":"+a.name] = true
		}
	}
	o := r.Origin
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s of %s: %d services, %d actions, %d resource types, %d condition keys\n",
		o.Package, o.Version, o.Date, o.Services, o.Actions, o.ResourceTypes, o.Keys)
	list(&b, "services added", missing(prefixes(now), prefixes(known)))
	list(&b, "services removed", missing(prefixes(known), prefixes(now)))
	list(&b, "actions added", missing(now, known))
	list(&b, "actions removed", missing(known, now))
	return b.String()
}

func prefixes(actions map[string]bool) map[string]bool {
	found := map[string]bool{}
	for name := range actions {
		prefix, _, _ := strings.Cut(name, ":")
		found[prefix] = true
	}
	return found
}

// missing returns the names that are not among the others, in order.
func missing(names, others map[string]bool) []string {
	found := slices.Sorted(maps.Keys(names))
	return slices.DeleteFunc(found, func(name string) bool { return others[name] })
}

func list(b *strings.Builder, title string, names []string) {
	fmt.Fprintf(b, "%s: %d\n", title, len(names))
	for _, name := range names {
		fmt.Fprintf(b, "  %s\n", name)
	}
}
