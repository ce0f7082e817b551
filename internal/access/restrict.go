package access

import (
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/glob"
	"github.com/iamlint/iamlint/internal/policy"
)

// grant is what a statement allows of an action by itself.
func (s spoken) grant(u universe) Grant {
	r := s.reading
	g := Grant{
		Statement: s.Statement, Document: s.document, At: s.at,
		Resources: s.Resources, NotResources: s.NotResources,
		Conditions: s.Conditions, Branches: s.branches,
		Uncertain: !s.sure || len(s.Resources) == 0 && len(s.NotResources) == 0,
		universe:  u, readings: [2]reading{r}, in: s.wide,
	}
	g.leaveOut(r, s.NotResources)
	return g
}

// bound limits a grant by a statement of the boundary.
func (g *Grant) bound(b spoken) {
	r := b.reading
	g.Boundary, g.readings[1] = b.Statement, r
	g.Conditions = slices.Concat(g.Conditions, b.Conditions)
	g.Branches = branches(slices.Concat(g.Branches, b.branches)...)
	g.Uncertain = g.Uncertain || !b.sure
	if len(b.Resources) > 0 {
		g.keepWithin(r, b.Resources)
	}
	g.Except, g.except = slices.Clone(g.Except), slices.Clone(g.except)
	g.leaveOut(r, b.NotResources)
}

// deny takes off what a statement denies, or notes that it may.
func (g *Grant) deny(d spoken) {
	r := d.reading
	if !d.sure || len(d.Conditions) > 0 || slices.ContainsFunc(d.branches, g.elsewhere) {
		if g.touched(r, d) {
			g.Denied = append(g.Denied, d.Statement)
		}
		return
	}
	if len(d.NotResources) > 0 {
		g.keepWithin(r, d.NotResources)
		return
	}
	g.Except, g.except = slices.Clone(g.Except), slices.Clone(g.except)
	g.leaveOut(r, d.Resources)
	for _, resource := range d.Resources {
		if g.doubtful(resource) && g.touched(r, d) {
			g.Denied = append(g.Denied, d.Statement)
			return
		}
	}
}

// elsewhere tells whether what holds on a branch of the template may not hold where the grant does.
func (g *Grant) elsewhere(branch string) bool {
	return !policy.HoldsOn(branch, strings.Join(g.Branches, " and "))
}

// doubtful tells whether what an entry surely matches is less than what it may match.
func (g *Grant) doubtful(r policy.ResourceARN) bool {
	_, literal := r.Literal()
	return g.elsewhere(r.Branch) || !literal || strings.Contains(r.Text, "${")
}

// touched tells whether a Deny may be about some of the grant's resources.
func (g *Grant) touched(r reading, d spoken) bool {
	if len(d.Resources) == 0 {
		return true
	}
	return slices.ContainsFunc(d.Resources, func(denied policy.ResourceARN) bool {
		wide := r.wide(denied.Value)
		return len(g.in) == 0 || slices.ContainsFunc(g.in, func(in string) bool { return glob.Meets(in, wide) })
	})
}

// leaveOut notes entries that surely don't belong to the grant.
func (g *Grant) leaveOut(r reading, entries []policy.ResourceARN) {
	for _, e := range entries {
		if !g.elsewhere(e.Branch) {
			g.Except, g.except = append(g.Except, e), append(g.except, r.exact(e.Value))
		}
	}
}

// keepWithin notes entries of which one has to match.
func (g *Grant) keepWithin(r reading, entries []policy.ResourceARN) {
	var wide, exact []string
	for _, e := range entries {
		wide, exact = append(wide, r.wide(e.Value)), append(exact, r.exact(e.Value))
	}
	g.Within = append(slices.Clone(g.Within), entries)
	g.within, g.surely = append(slices.Clone(g.within), wide), append(slices.Clone(g.surely), exact)
}
