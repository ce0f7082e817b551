package expand

import (
	"strings"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/policy"
)

// retags finds, among the statements of a target, those that set tags as they like on what another statement
// limits by tags.
func (w *work) retags(target *policy.Target) {
	limits := tagLimits(target)
	if len(limits) == 0 {
		return
	}
	for _, d := range target.Documents {
		for _, s := range d.Statements {
			if s.Effect == "Allow" && d.Kind == policy.Identity && !s.Unresolved && !limitsTags(s) && s.Reach != policy.Exact && s.Reach != policy.UnresolvedBreadth {
				s.Retags = w.retagsIn(s, limits)
			}
		}
	}
}

// tagLimits gives, by service, the condition on the resource's tags by which the target is limited in it.
func tagLimits(target *policy.Target) map[string]*policy.Condition {
	limits := map[string]*policy.Condition{}
	for _, d := range target.Documents {
		for _, s := range d.Statements {
			if s.Effect != "Allow" || d.Kind != policy.Identity {
				continue
			}
			for i := range s.Conditions {
				if c := &s.Conditions[i]; c.Limits != policy.LimitsNothing && strings.Contains(c.LowerKey, ":resourcetag/") {
					addLimit(limits, s, c)
				}
			}
		}
	}
	return limits
}

func addLimit(limits map[string]*policy.Condition, s *policy.Statement, c *policy.Condition) {
	for _, a := range s.Actions {
		if a.Service != "" && a.Level != "list" && limits[a.Service] == nil {
			limits[a.Service] = c
		}
	}
}

// limitsTags tells whether a condition says which tags may be set, when, or on what.
func limitsTags(s *policy.Statement) bool {
	for _, c := range s.Conditions {
		key := c.LowerKey
		if key == "aws:tagkeys" || strings.HasPrefix(key, "aws:requesttag/") || strings.Contains(key, "resourcetag/") || strings.HasSuffix(key, ":createaction") {
			return true
		}
	}
	return false
}

// retagsIn lists the actions that set tags in a service that is limited by them, one of each service.
func (w *work) retagsIn(s *policy.Statement, limits map[string]*policy.Condition) []policy.Retag {
	var out []policy.Retag
	found := map[string]bool{}
	for _, a := range s.Actions {
		for _, m := range w.actionFacts(a.Value).matches {
			service := m.Service().Prefix()
			c := limits[service]
			if c == nil || found[service] || !tags(m) {
				continue
			}
			if b, _ := w.reachOf(m, w.left(m, s)); b == "" || b == policy.Exact || b == policy.UnresolvedBreadth {
				continue
			}
			found[service] = true
			out = append(out, policy.Retag{Action: m.Name(), At: a.At, Key: c.Key, KeyAt: c.KeyAt})
		}
	}
	return out
}

// tags tells whether an action sets tags: to take them off gives nobody what a tag gives.
func tags(a catalog.Action) bool {
	_, name, _ := strings.Cut(a.Name(), ":")
	return a.Level() == catalog.Tagging && !strings.HasPrefix(name, "Untag") && !strings.HasPrefix(name, "Delete") && !strings.HasPrefix(name, "Remove")
}
