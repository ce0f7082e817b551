package escalation

import (
	"slices"
	"strings"
	"sync"

	"github.com/iamlint/iamlint/internal/access"
	"github.com/iamlint/iamlint/internal/glob"
	"github.com/iamlint/iamlint/internal/policy"
)

type gap = access.Gap

// pair is two principals, one of which may have more.
type pair struct{ a, b *principal }

// more tells whether one principal is allowed something that another is not, or only under conditions. What is
// denied to either is not counted.
func (s *search) more(than *principal, p *principal) bool {
	key := pair{than, p}
	if more, known := s.compared.get(key); known {
		return more
	}
	more := than.rules || slices.ContainsFunc(than.Identity, func(d *policy.Document) bool {
		return slices.ContainsFunc(d.Statements, func(st *policy.Statement) bool { return beyond(p, st) })
	})
	s.compared.put(key, more)
	return more
}

// comparisons remembers of pairs whether one has more than the other. It is safe for concurrent use.
type comparisons struct {
	mutex sync.Mutex
	known map[pair]bool
}

func (c *comparisons) get(of pair) (more, known bool) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	more, known = c.known[of]
	return more, known
}

func (c *comparisons) put(of pair, more bool) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.known[of] = more
}

// beyond tells whether a statement allows something that a principal is not allowed.
func beyond(p *principal, s *policy.Statement) bool {
	if s.Effect != "Allow" || s.Unresolved {
		return false
	}
	if len(s.NotActions)+len(s.NotResources) > 0 {
		return !slices.ContainsFunc(p.Identity, func(d *policy.Document) bool { return slices.Contains(d.Statements, s) })
	}
	for _, a := range s.Actions {
		if a.Matches == 0 && a.Wildcard != policy.EveryAction {
			continue
		}
		for _, r := range s.Resources {
			if !p.covers(a, r, s) {
				return true
			}
		}
	}
	return false
}

// covers tells whether some statement of a principal allows all that an action and a resource of another stand for.
func (p *principal) covers(a policy.Action, r policy.ResourceARN, of *policy.Statement) bool {
	for _, d := range p.Identity {
		for _, s := range d.Statements {
			if s == of {
				return true
			}
			if s.Effect == "Allow" && !s.Scoped && !s.Unresolved && allows(s, a, r) {
				return true
			}
		}
	}
	return false
}

// allows tells whether a statement covers an action on a resource.
func allows(s *policy.Statement, a policy.Action, r policy.ResourceARN) bool {
	return slices.ContainsFunc(s.Actions, func(wide policy.Action) bool {
		return wide.Wildcard == policy.EveryAction || glob.Covers(strings.ToLower(wide.Text), strings.ToLower(a.Text))
	}) && slices.ContainsFunc(s.Resources, func(wide policy.ResourceARN) bool {
		return wide.Breadth == policy.Everything || wide.Text == r.Text || wide.Known && glob.Covers(spelled(wide.Value), spelled(r.Value))
	})
}
