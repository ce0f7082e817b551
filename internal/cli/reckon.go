package cli

import (
	"maps"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/access"
	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/policy"
)

// reckoner works out what one principal can do, service by service. It says what access.Principal.Grants says of every
// action of the catalogue, but asks only once for actions of which the same statements speak and that can have the same
// resources: there are 20,000 actions.
type reckoner struct {
	who        *access.Principal
	statements []spoken
	answers    map[string]reckoned
	vague      bool // some statement speaks of actions that are not known, or on a branch
}

// spoken is a statement and the actions that it speaks of.
type spoken struct {
	*policy.Statement
	actions map[catalog.Action]bool // those of Action, or those that NotAction leaves out
	every   bool                    // it has NotAction, or * as an action
	gives   bool                    // it allows, and is none of those that only limit
	denies  bool                    // it denies, or its effect is not known
	open    bool                    // it gives on everything, whatever the circumstances
}

// reckoned is what Grants says of actions of a kind.
type reckoned struct {
	grants []access.Grant
	extent extent
}

// extent is how far an action is allowed.
type extent struct {
	allowed, certain bool
	broad            bool // on everything or on a whole type
}

func newReckoner(who *access.Principal) *reckoner {
	r := &reckoner{who: who, answers: map[string]reckoned{}}
	r.add(who.Identity, true)
	r.add(who.Boundary, false)
	r.add(who.SCPs, false)
	r.add(who.RCPs, false)
	return r
}

// add adds the statements of documents, which give something or only take it away.
func (r *reckoner) add(documents []*policy.Document, give bool) {
	for _, d := range documents {
		for _, s := range d.Statements {
			r.statements = append(r.statements, r.spoken(s, give))
		}
	}
}

func (r *reckoner) spoken(s *policy.Statement, give bool) spoken {
	said := spoken{Statement: s, gives: give && s.Effect == "Allow", denies: s.Effect != "Allow", actions: expansion(s.Actions)}
	if len(s.NotActions) > 0 {
		said.every, said.actions = true, expansion(s.NotActions)
	}
	for _, a := range slices.Concat(s.Actions, s.NotActions) {
		text, literal := a.Literal()
		r.vague = r.vague || !literal || a.Branch != ""
		if text == "*" && len(s.NotActions) == 0 {
			said.every, said.actions = true, nil
		}
	}
	if s.Document.Kind == policy.RCP {
		said.spare(func(a catalog.Action) bool { return !a.RCP() })
	}
	certain := said.gives && s.Branch == "" && !s.Unresolved && len(s.Conditions) == 0
	said.open = certain && slices.ContainsFunc(s.Resources, func(resource policy.ResourceARN) bool {
		text, literal := resource.Literal()
		return literal && text == "*" && resource.Branch == ""
	})
	return said
}

// spare keeps a statement from speaking of some actions.
func (s *spoken) spare(spared func(catalog.Action) bool) {
	if !s.every {
		maps.DeleteFunc(s.actions, func(a catalog.Action, _ bool) bool { return spared(a) })
		return
	}
	actions := maps.Clone(s.actions)
	if actions == nil {
		actions = map[catalog.Action]bool{}
	}
	for a := range catalog.Expand("*") {
		if spared(a) {
			actions[a] = true
		}
	}
	s.actions = actions
}

func (s *spoken) of(a catalog.Action) bool { return s.every != s.actions[a] }

// services sums up what the principal can do.
func (r *reckoner) services() []finding.ServiceAccess {
	allowed := map[catalog.Action]bool{}
	unconstrained, certain := map[catalog.Service]bool{}, map[catalog.Service]bool{}
	for action := range r.candidates() {
		e := r.extent(action)
		if !e.allowed {
			continue
		}
		allowed[action] = true
		service := action.Service()
		certain[service] = certain[service] || e.certain
		unconstrained[service] = unconstrained[service] || e.broad && action.Scoping() == catalog.Scopable
	}
	var all []finding.ServiceAccess
	for _, s := range catalog.Summarize(maps.Keys(allowed)) {
		all = append(all, finding.ServiceAccess{ServiceSummary: s, Unconstrained: unconstrained[s.Service], Conditional: !certain[s.Service]})
	}
	return all
}

// candidates are the actions that some statement may give.
func (r *reckoner) candidates() map[catalog.Action]bool {
	all := map[catalog.Action]bool{}
	for _, s := range r.statements {
		if !s.gives {
			continue
		}
		if s.every {
			return maps.Collect(everyAction)
		}
		maps.Copy(all, s.actions)
	}
	return all
}

func everyAction(yield func(catalog.Action, bool) bool) {
	for action := range catalog.Expand("*") {
		if !yield(action, true) {
			return
		}
	}
}

func (r *reckoner) extent(action catalog.Action) extent {
	key, everywhere := r.kind(action)
	if everywhere {
		return extent{allowed: true, certain: true, broad: true}
	}
	return r.reckon(key, action).extent
}

// grants are what access.Principal.Grants says of an action, or of another one of the same kind.
func (r *reckoner) grants(action catalog.Action) []access.Grant {
	key, _ := r.kind(action)
	return r.reckon(key, action).grants
}

// kind is the same for actions of which the same statements speak, and tells whether these surely give them on everything.
func (r *reckoner) kind(action catalog.Action) (statements string, everywhere bool) {
	var key strings.Builder
	open, denied := false, r.vague || len(r.who.Boundary) > 0
	for i := range r.statements {
		s := &r.statements[i]
		if !s.of(action) {
			key.WriteByte('.')
			continue
		}
		key.WriteByte('!')
		open = open || s.open
		denied = denied || s.denies
	}
	return key.String(), open && !denied
}

// reckon asks package access, once for actions of one kind that can have the same resources.
func (r *reckoner) reckon(statements string, action catalog.Action) reckoned {
	if r.vague {
		return r.ask(action)
	}
	key := strings.Builder{}
	key.WriteString(statements + action.Scoping().String())
	for t := range action.ResourceTypes() {
		key.WriteString(t.Service().Prefix() + ":" + t.Name() + " ")
	}
	answer, known := r.answers[key.String()]
	if !known {
		answer = r.ask(action)
		r.answers[key.String()] = answer
	}
	return answer
}

// ask asks package access.
func (r *reckoner) ask(action catalog.Action) reckoned {
	answer := reckoned{grants: r.who.Grants(action.Name())}
	e := &answer.extent
	for _, g := range answer.grants {
		e.allowed = true
		e.certain = e.certain || g.Certain()
		e.broad = e.broad || isBroad(g)
	}
	return answer
}

// isBroad tells whether a grant is on everything or on all resources of a type, as far as its words go.
func isBroad(g access.Grant) bool {
	wide := func(r policy.ResourceARN) bool {
		return r.Breadth == policy.Everything || r.Breadth == policy.WholeType || r.Text == "*"
	}
	if !slices.ContainsFunc(g.Resources, wide) && len(g.NotResources) == 0 {
		return false
	}
	for _, list := range g.Within {
		if !slices.ContainsFunc(list, wide) {
			return false
		}
	}
	return !slices.ContainsFunc(g.Conditions, func(c policy.Condition) bool { return c.Limits == policy.LimitsResource })
}
