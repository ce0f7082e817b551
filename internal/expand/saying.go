package expand

import (
	"slices"
	"strconv"
	"strings"

	"github.com/iamlint/iamlint/internal/glob"
	"github.com/iamlint/iamlint/internal/policy"
)

// saying is what tells how far a statement's actions reach, of a target from which nothing takes anything: the words of
// its actions and one resource. Role after role, and line after line of a long policy, says the same.
type saying struct {
	actions, concrete, possible string
	known                       bool
}

// sayingOf is that of a statement, and which of its resources it is. Of several one is enough if it is a *: no action
// reaches further by another. ok is false if it takes more to tell.
func (w *work) sayingOf(s *policy.Statement) (said saying, resource int, ok bool) {
	if w.takes() || len(s.Actions) == 0 || len(s.NotActions) > 0 || len(s.NotResources) > 0 {
		return said, 0, false
	}
	if resource = deciding(s.Resources); resource < 0 {
		return said, 0, false
	}
	var texts strings.Builder
	for _, a := range s.Actions {
		text, literal := a.Literal()
		if !literal {
			texts.WriteByte('?')
			continue
		}
		texts.WriteString(strconv.Itoa(len(text))) // whatever they contain, two lists are not one text
		texts.WriteByte(':')
		texts.WriteString(text)
	}
	v := s.Resources[resource].Value
	return saying{actions: texts.String(), concrete: concrete(v), possible: possible(v), known: v.Known}, resource, true
}

// deciding is the resource by which every action reaches as far as by all of them together, -1 if that is not so of one.
func deciding(resources []policy.ResourceARN) int {
	if len(resources) == 1 {
		return 0
	}
	i := slices.IndexFunc(resources, func(r policy.ResourceARN) bool { return r.Breadth == policy.Everything })
	if i < 0 || !glob.Match(possible(resources[i].Value), "*") {
		return -1
	}
	if slices.ContainsFunc(resources[:i], func(r policy.ResourceARN) bool { return r.At == resources[i].At }) {
		return -1 // places tell them apart
	}
	return i
}
