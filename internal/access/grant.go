package access

import (
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/glob"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// Grant is one way in which an action is allowed, or may turn out to be.
type Grant struct {
	Statement *policy.Statement // that allows it
	Document  *policy.Document  // that it stands in
	At        source.Location   // the pattern that matches the action, or the statement when it comes in by NotAction
	Boundary  *policy.Statement // of the permissions boundary: what allows it there; nil without a boundary that can be read

	// The resources: those that some entry of Resources matches (any, if the statement has NotResource), and of each
	// list of Within some entry, and none of Except. Entries that nothing is left of are not among Resources.
	Resources    []policy.ResourceARN
	NotResources []policy.ResourceARN   // of the statement; they are among Except too
	Within       [][]policy.ResourceARN // of the boundary, and what a Deny with NotResource leaves
	Except       []policy.ResourceARN   // NotResource of the statement and the boundary, and what is denied whatever the circumstances

	Conditions []policy.Condition  // all of them must hold: the statement's and the boundary's
	Branches   []string            // the conditions of the template under which it is there; none is always
	Uncertain  bool                // part of the statement or the boundary is not known, so that it may be no grant
	Denied     []*policy.Statement // what may take it away again: a Deny with conditions, or one that is not wholly known

	universe universe
	in       []string   // wide patterns of Resources
	within   [][]string // wide patterns of Within
	surely   [][]string // exact patterns of Within
	except   []string   // exact patterns of Except
	readings [2]reading // of the statement's and the boundary's document
}

// Grants lists the ways in which an action may be allowed, by its whole name in any case: one for
// each pair of a statement that allows it and, if there is a boundary that can be read, a statement of the boundary
// that allows it too, and one for each branch of the template without such a boundary. What a Deny without conditions covers is taken off; one that covers part of the resources stays
// in Except. It errs to one side only: an action without grants is surely not allowed by what is known. Gaps tell what
// is not known.
//
// Of SCPs and RCPs it takes off what they deny; what SCPs don't allow is a gap. It says nothing of resource policies.
func (p *Principal) Grants(action string) []Grant {
	lower := strings.ToLower(action)
	var grants []Grant
	speaking := p.identity.speaking(lower, "Allow")
	if len(speaking) == 0 {
		return nil
	}
	u := universeOf(action)
	grants = make([]Grant, 0, len(speaking))
	for _, s := range speaking {
		grant := s.grant(u)
		for _, branch := range p.loose {
			free := grant
			free.Branches = branches(append(slices.Clone(grant.Branches), branch)...)
			grants = append(grants, free)
		}
		if slices.Contains(p.loose, "") {
			continue // whatever bounds it elsewhere, this allows more
		}
		for _, b := range p.boundary.speaking(lower, "Allow") {
			bounded := grant
			bounded.bound(b)
			grants = append(grants, bounded)
		}
	}
	denying := p.denying(lower)
	var left []Grant
	for _, g := range grants {
		for _, d := range denying {
			g.deny(d)
		}
		if g.settle() {
			left = append(left, g)
		}
	}
	return left
}

// denying lists the statements that take an action away, given in lower case, or may.
func (p *Principal) denying(lower string) []spoken {
	all := slices.Concat(p.identity.speaking(lower, "Deny"), p.boundary.speaking(lower, "Deny"), p.scps.speaking(lower, "Deny"))
	if len(p.rcps.statements) > 0 && limitedByRCPs(lower) {
		all = append(all, p.rcps.speaking(lower, "Deny")...)
	}
	return all
}

// limitedByRCPs tells whether RCPs have a say on an action.
func limitedByRCPs(name string) bool {
	action, ok := catalog.FindAction(name)
	return ok && action.RCP()
}

// Certain tells whether the grant holds whatever the circumstances: without conditions, on every branch, with nothing
// unknown in it and no Deny that may take it away.
func (g *Grant) Certain() bool {
	return len(g.Conditions)+len(g.Branches)+len(g.Denied) == 0 && !g.Uncertain
}

// Meets tells whether a resource, partly known as it may be, can be among those of the grant. Two names that
// CloudFormation makes up for resources of one template are different.
func (g *Grant) Meets(arn policy.Value) bool {
	if len(g.Statement.Resources) == 0 {
		return g.reaches(reading{}.wide(arn))
	}
	named, isNamed := reading{}.identified(arn)
	for i, r := range g.Resources {
		entry, pattern := g.in[i], reading{}.wide(arn)
		if other, ok := g.readings[0].identified(r.Value); ok && isNamed {
			if !glob.Meets(other, named) {
				continue
			}
		}
		if g.possible([]string{entry, pattern}) {
			return true
		}
	}
	return false
}

// reaches tells whether something that a pattern matches is left, whatever entry of Resources it is.
func (g *Grant) reaches(pattern string) bool { return g.possible([]string{pattern}) }

// settle drops the entries of Resources that nothing is left of, and tells whether anything is.
func (g *Grant) settle() bool {
	if len(g.Statement.Resources) == 0 {
		return g.possible([]string{"*"})
	}
	gone := make([]bool, len(g.Resources))
	for i := range g.Resources {
		gone[i] = g.covers(&g.Resources[i]) || !g.possible(g.in[i:i+1:i+1])
	}
	if slices.Contains(gone, true) { // else the statement's own will do, which takes no memory
		g.Resources, g.in = without(g.Resources, gone), without(g.in, gone)
	}
	return len(g.Resources) > 0
}

// covers tells whether what is left out of the grant leaves nothing of an entry.
func (g *Grant) covers(r *policy.ResourceARN) bool {
	return len(g.except) > 0 && covered(g.readings[0].exact(r.Value), g.except)
}

// without is a list without the items that are gone.
func without[T any](all []T, gone []bool) []T {
	var left []T
	for i := range all {
		if !gone[i] {
			left = append(left, all[i])
		}
	}
	return left
}

// possible tells whether a resource that the action can have may match all of some patterns, something in each list of
// within, and nothing of except.
func (g *Grant) possible(all []string) bool { return g.meets(all, g.within) }

func (g *Grant) meets(all []string, within [][]string) bool {
	if len(within) == 0 {
		return g.universe.has(all, g.except)
	}
	for _, w := range within[0] {
		if g.meets(append(slices.Clone(all), w), within[1:]) {
			return true
		}
	}
	return false
}
