package cli

import (
	"fmt"
	"maps"
	"slices"

	"github.com/iamlint/iamlint/internal/access"
	"github.com/iamlint/iamlint/internal/catalog"
)

// whatOf sums up what a principal can do: every action of the catalogue that it has some grant of. An action that is not known
// before deployment may be any, and is told.
func whatOf(who *person) answer {
	s := &summary{resources: map[catalog.Service][]string{}}
	allowed := map[catalog.Action]bool{}
	conditional := 0
	r := newReckoner(who.principal)
	for action := range r.candidates() {
		grants := r.grants(action)
		if len(grants) == 0 {
			continue
		}
		allowed[action] = true
		if !slices.ContainsFunc(grants, func(g access.Grant) bool { return g.Certain() }) {
			conditional++
		}
		for _, g := range grants {
			s.grant(action.Service(), g)
		}
	}
	s.services = catalog.Summarize(maps.Keys(allowed))
	for _, list := range s.resources {
		slices.Sort(list)
	}
	switch conditional {
	case 0:
	case 1:
		s.limits = append(s.limits, "1 action is allowed under conditions only")
	default:
		s.limits = append(s.limits, fmt.Sprintf("%d actions are allowed under conditions only", conditional))
	}
	a := answer{person: who, what: s, Answer: yesAnswer}
	for _, gap := range gapsOf(who.principal) {
		a.Answer = notKnown
		s.limits = append(s.limits, gap.At.Place()+": "+gap.Message)
	}
	return a
}

// grant notes on which resources a service can be used.
func (s *summary) grant(service catalog.Service, g access.Grant) {
	for _, r := range g.Resources {
		s.note(service, r.Text)
	}
	for _, r := range g.NotResources {
		s.note(service, "all but "+r.Text)
	}
}
