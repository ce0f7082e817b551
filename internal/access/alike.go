package access

import (
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/policy"
)

// mostAsked is how many requests are made up to compare two principals, so that it ends within some seconds. Of AWS's managed
// policies, compared with themselves, one of 500 needs more.
const mostAsked = 100_000

// policies are all that have a say on one of the two.
func (c *comparison) policies() []Policies {
	return []Policies{c.one.identity, c.one.boundary, c.one.scps, c.one.rcps, c.other.identity, c.other.boundary}
}

// alikeInResources gives a function that is the same for actions to whose resources the policies say the same, among those of
// which the same statements speak as of one.
func (c *comparison) alikeInResources(action string) func(action string) string {
	var patterns []string
	lower, perAccount := strings.ToLower(action), false
	for _, policies := range c.policies() {
		for i := range policies.statements {
			s := &policies.statements[i]
			if t, _, _ := s.speaks(lower); t == no {
				continue
			}
			patterns = append(patterns, s.particular()...)
			perAccount = perAccount || slices.ContainsFunc(s.Conditions, func(c policy.Condition) bool {
				return strings.EqualFold(c.Key, "aws:ResourceAccount")
			})
		}
	}
	slices.Sort(patterns)
	patterns = slices.Compact(patterns)
	return func(action string) string {
		known, ok := catalog.FindAction(action)
		if !ok || perAccount || touches(action, patterns) {
			return resourceTypes(action)
		}
		return known.Scoping().String()
	}
}

// particular are patterns of the resources of a statement, but for those that are all there are.
func (s *statement) particular() (patterns []string) {
	for _, e := range slices.Concat(s.resources, s.notResources) {
		if !e.plain || e.wide != "*" {
			patterns = append(patterns, e.wide)
		}
	}
	return patterns
}

// touches tells whether some pattern may match a resource of an action, or the * that stands for none.
func touches(action string, patterns []string) bool {
	u := universeOf(action)
	return slices.ContainsFunc(patterns, func(pattern string) bool { return u.has([]string{pattern}, nil) })
}

// resourceTypes is the same for actions that can have the same resources.
func resourceTypes(action string) string {
	known, ok := catalog.FindAction(action)
	if !ok {
		return action
	}
	key := known.Scoping().String()
	for t := range known.ResourceTypes() {
		key += " " + t.ARN()
	}
	return key
}
