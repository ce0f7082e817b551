package expand

import (
	"iter"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/glob"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// misfits lists the actions that none of the resources fits.
func (w *work) misfits(s *policy.Statement) []policy.Misfit {
	if len(s.Resources) == 0 || slices.ContainsFunc(s.Resources, noARN) {
		return nil
	}
	var out []policy.Misfit
	wrongARN := slices.ContainsFunc(s.Faults, func(f policy.Fault) bool { return strings.HasPrefix(string(f.Kind), "arn-") })
	for _, a := range s.Actions {
		f := w.actionFacts(a.Value)
		if f.status != policy.ActionKnown || f.wildcard == policy.EveryAction || w.anyFits(f.matches, s.Resources) {
			continue
		}
		misfit := policy.Misfit{Action: a.Text, At: a.At, Unscopable: true}
		for _, m := range f.matches {
			misfit.Unscopable = misfit.Unscopable && m.Scoping() == catalog.Unscopable
		}
		if wrongARN && !misfit.Unscopable {
			continue // what is wrong is the resource, and that is told there
		}
		misfit.ARNs, _ = w.arns(f.matches, s.Target, nil)
		out = append(out, misfit)
	}
	return out
}

// noARN tells whether a resource is some other text, which IAM refuses and a
// tool may replace before.
func noARN(r policy.ResourceARN) bool {
	text, literal := r.Literal()
	return literal && !strings.HasPrefix(text, "arn:") && !glob.HasWildcard(text)
}

func (w *work) anyFits(actions []catalog.Action, resources []policy.ResourceARN) bool {
	for _, a := range actions {
		for i := range resources {
			if w.fitAction(a, resources[i].Value, nil) != "" {
				return true
			}
		}
	}
	return false
}

// scopeKey is what scopable goes by where it can.
type scopeKey struct {
	saying

	target string // if it is a resource that ARNs are shown of, though not to itself
}

// scopable files the actions that the statement allows on a whole type or on everything though they could be limited.
// This is found out once for all statements that say the same.
func (w *work) scopable(s *policy.Statement) policy.Levels {
	said, resource, ok := w.sayingOf(s)
	if !ok {
		return w.levels(s)
	}
	key := scopeKey{saying: said}
	if s.Target != nil && w.owners[s.Target.Name] {
		key.target = s.Target.Name
	}
	levels, met := w.scopes[key]
	if !met {
		levels = w.levels(s)
		w.scopes[key] = levels
	}
	for _, list := range []*policy.Actions{&levels.Permissions, &levels.Write, &levels.Data, &levels.Tagging, &levels.Read, &levels.List} {
		if list.Count > 0 {
			list.ReachAt = s.Resources[resource].At
		}
	}
	return levels
}

// levels finds that out.
func (w *work) levels(s *policy.Statement) policy.Levels {
	var levels policy.Levels
	byLevel := map[*policy.Actions][]catalog.Action{}
	for a, at := range w.unlimited(s) {
		list := w.levelOf(&levels, a)
		if byLevel[list] == nil {
			list.ReachAt = at
		}
		byLevel[list] = append(byLevel[list], a)
	}
	for list, actions := range byLevel {
		// ARNs are looked for in the order of names, so that messages show those of the actions that they name.
		slices.SortFunc(actions, func(a, b catalog.Action) int { return strings.Compare(a.Name(), b.Name()) })
		list.Count = len(actions)
		list.ARNs, list.Own = w.arns(actions, s.Target, at(s, list.ReachAt))
		for _, a := range actions[:min(shown, len(actions))] {
			list.Names = append(list.Names, a.Name())
		}
	}
	return levels
}

// unlimited walks those actions, each once, with the widest resource of each.
func (w *work) unlimited(s *policy.Statement) iter.Seq2[catalog.Action, source.Location] {
	return func(yield func(catalog.Action, source.Location) bool) {
		if s.Reach != policy.Everything && s.Reach != policy.WholeType {
			return
		}
		for _, a := range w.scopableActions(s) {
			b, at := w.reachOf(a, w.left(a, s))
			if b == policy.WholeType {
				b, at = w.reachOfNamable(a, w.left(a, s))
			}
			if (b == policy.Everything || b == policy.WholeType) && !yield(a, at) {
				return
			}
		}
	}
}

// scopableActions lists the actions that the statement names and that can be
// limited, each once, without those of which rules speak by name.
func (w *work) scopableActions(s *policy.Statement) []catalog.Action {
	var out []catalog.Action
	seen := map[catalog.Action]bool{}
	for _, a := range s.Actions {
		for _, m := range w.actionFacts(a.Value).matches {
			if !seen[m] && m.Scoping() == catalog.Scopable && !w.isIn(watchedList, m) && !w.isIn(modelUse, m) {
				seen[m] = true
				out = append(out, m)
			}
		}
	}
	return out
}

func (w *work) levelOf(levels *policy.Levels, a catalog.Action) *policy.Actions {
	if w.isIn(dataReads, a) {
		return &levels.Data
	}
	switch a.Level() {
	case catalog.Permissions:
		return &levels.Permissions
	case catalog.Write:
		return &levels.Write
	case catalog.Tagging:
		return &levels.Tagging
	case catalog.Read:
		return &levels.Read
	default:
		return &levels.List
	}
}
