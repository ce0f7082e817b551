package catalog

import "iter"

// Grant is how many actions of one service and level there are, and how many of
// them are in a set.
type Grant struct{ Granted, Total int }

// Full tells whether all actions of the level are in the set, which AWS's
// summary of a policy calls "Full".
func (g Grant) Full() bool { return g.Granted > 0 && g.Granted == g.Total }

// Limited tells whether some actions of the level are in the set but not all,
// which AWS's summary of a policy calls "Limited".
func (g Grant) Limited() bool { return g.Granted > 0 && g.Granted < g.Total }

// ServiceSummary is what a set of actions gives in one service.
type ServiceSummary struct {
	Service Service
	Levels  [Permissions + 1]Grant // by Level
}

// Full tells whether all actions of the service are in the set: "Full access".
func (s ServiceSummary) Full() bool {
	for _, g := range s.Levels {
		if g.Granted < g.Total {
			return false
		}
	}
	return true
}

// Summarize counts a set of actions by service and access level, as AWS's
// console summarizes a policy. An action that comes several times counts once.
// Services are in alphabetical order; one without an action in the set is left out.
func Summarize(actions iter.Seq[Action]) []ServiceSummary {
	granted := make([]bool, actionCount())
	touched := make([]bool, serviceCount())
	for a := range actions {
		if granted[a.index] {
			continue
		}
		granted[a.index] = true
		touched[a.Service().index] = true
	}
	var summaries []ServiceSummary
	for service := range Services() {
		if touched[service.index] {
			summaries = append(summaries, service.summarize(func(a Action) bool { return granted[a.index] }))
		}
	}
	return summaries
}

func (s Service) summarize(granted func(Action) bool) ServiceSummary {
	summary := ServiceSummary{Service: s}
	for a := range s.Actions() {
		grant := &summary.Levels[a.Level()]
		grant.Total++
		if granted(a) {
			grant.Granted++
		}
	}
	return summary
}
