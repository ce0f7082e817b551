package expand

import (
	"cmp"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/glob"
	"github.com/iamlint/iamlint/internal/policy"
)

// shown is how many names a fact lists; people read no more.
const shown = 10

// actionFacts is what the catalogue knows of one pattern.
type actionFacts struct {
	wildcard   policy.Wildcard
	service    string
	status     policy.ActionStatus
	suggestion string
	level      string
	sensitive  bool
	gone       string
	names      []string
	matches    []catalog.Action // none for EveryAction, which would be all of them
	count      int
	scopable   int // of them
}

func (w *work) action(a *policy.Action) {
	f := w.actionFacts(a.Value)
	a.Wildcard, a.Service, a.Status, a.Suggestion = f.wildcard, f.service, f.status, f.suggestion
	a.Matches, a.Scopable, a.Level, a.Sensitive, a.Names = f.count, f.scopable, f.level, f.sensitive, f.names
	a.Gone = f.gone
}

func (w *work) actionFacts(v policy.Value) actionFacts {
	text, literal := v.Literal()
	if !literal {
		return actionFacts{wildcard: policy.NoWildcard, status: policy.UnresolvedAction}
	}
	if known, ok := w.actions.Load(text); ok {
		return *known.(*actionFacts)
	}
	f := w.lookUp(text)
	w.actions.Store(text, &f)
	return f
}

func (w *work) lookUp(text string) actionFacts {
	f := actionFacts{wildcard: wildcardOf(text), status: policy.ActionKnown}
	service, name, ok := strings.Cut(text, ":")
	if f.wildcard == policy.EveryAction {
		return f
	}
	if !ok || !wellFormed(service) || !wellFormed(name) {
		f.status = policy.MalformedAction
		return f
	}
	if !glob.HasWildcard(service) {
		f.service = strings.ToLower(service)
		_, known := catalog.FindService(service)
		f.gone = catalog.Ended(f.service)
		switch {
		case known:
		case f.retire(text):
			return f
		case catalog.Unlisted(text):
			f.status = policy.UnlistedAction
			return f
		default:
			f.status = policy.UnknownService
			f.suggestion = catalog.SuggestService(service)
			return f
		}
	}
	f.matches = slices.Collect(catalog.Expand(text))
	f.count = len(f.matches)
	switch {
	case f.count > 0:
		w.describe(&f)
	case f.retire(text):
	case catalog.Unlisted(text):
		f.status = policy.UnlistedAction
	case glob.HasWildcard(text):
		f.status = policy.MatchesNothing
	default:
		f.status = policy.UnknownAction
		f.suggestion = catalog.SuggestAction(text)
	}
	return f
}

// retire notes that a pattern stands for actions that are gone, if it does.
func (f *actionFacts) retire(text string) bool {
	last, retired := catalog.Retired(text)
	if retired {
		f.status, f.gone = policy.RetiredAction, last
	}
	return retired
}

// describe notes the gravest level among the matches, and the gravest names:
// at the same level those that read data or secrets come first.
func (w *work) describe(f *actionFacts) {
	data := map[catalog.Action]int{}
	for _, a := range f.matches {
		if w.isIn(dataReads, a) {
			data[a] = 1
		}
	}
	f.sensitive = len(data) > 0
	gravest := slices.SortedFunc(slices.Values(f.matches), func(a, b catalog.Action) int {
		return cmp.Or(cmp.Compare(b.Level(), a.Level()), cmp.Compare(data[b], data[a]), strings.Compare(a.Name(), b.Name()))
	})
	f.level = levelName(gravest[0].Level())
	for i, a := range gravest {
		if i < shown {
			f.names = append(f.names, a.Name())
		}
		if a.Scoping() == catalog.Scopable {
			f.scopable++
		}
	}
}

// narrow makes the facts of a pattern those of some of the actions that it matches.
func (w *work) narrow(a *policy.Action, fitting []catalog.Action) {
	f := actionFacts{matches: fitting, count: len(fitting)}
	w.describe(&f)
	a.Matches, a.Scopable, a.Level, a.Sensitive, a.Names = f.count, f.scopable, f.level, f.sensitive, f.names
}

func wildcardOf(text string) policy.Wildcard {
	service, name, ok := strings.Cut(text, ":")
	stars := func(s string) bool { return strings.Contains(s, "*") && strings.Trim(s, "*?") == "" } // ? is one letter, and every name has some
	switch {
	case !glob.HasWildcard(text):
		return policy.NoWildcard
	case stars(service) && (!ok || stars(name)):
		return policy.EveryAction
	case glob.HasWildcard(service):
		return policy.PrefixWildcard
	case stars(name):
		return policy.ServiceWildcard
	}
	return policy.PartialWildcard
}

// wellFormed tells whether half of an action holds only what AWS's names and
// wildcards are made of.
func wellFormed(half string) bool {
	for _, c := range half {
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '-', c == '_', c == '.', c == '*', c == '?':
		default:
			return false
		}
	}
	return half != ""
}

func levelName(l catalog.Level) string {
	switch l {
	case catalog.Permissions:
		return "permissions"
	case catalog.Write:
		return "write"
	case catalog.Tagging:
		return "tagging"
	case catalog.Read:
		return "read"
	default:
		return "list"
	}
}

// granted is a watched action that a statement speaks of.
type granted struct {
	policy.Grant

	name    string
	pattern int // which of the statement's actions does; -1 when it comes in by NotAction
}

// grants finds the watched actions that the statement speaks of, once for all statements that say the same.
func (w *work) grants(s *policy.Statement) map[string]*policy.Grant {
	said, resource, ok := w.sayingOf(s)
	all, met := w.speaking[said]
	if !ok || !met {
		all = w.granted(s)
	}
	if ok {
		w.speaking[said] = all
	}
	if len(all) == 0 {
		return nil
	}
	grants, block := make(map[string]*policy.Grant, len(all)), make([]policy.Grant, len(all))
	for i, g := range all {
		if ok {
			g.At = s.Actions[g.pattern].At
		}
		if ok && g.Reach != "" {
			g.ReachAt = s.Resources[resource].At
		}
		block[i] = g.Grant
		grants[g.name] = &block[i]
	}
	return grants
}

// granted finds them out.
func (w *work) granted(s *policy.Statement) []granted {
	var all []granted
	for _, watched := range w.watched {
		by, ok := speaksOf(s, watched.lower)
		if !ok {
			continue
		}
		left := w.left(watched.action, s)
		if len(left) == 0 && len(s.Resources) > 0 {
			continue
		}
		grant := policy.Grant{At: s.At}
		if by >= 0 {
			grant.At, grant.Pattern = s.Actions[by].At, s.Actions[by].Text
		}
		if grant.Reach, grant.ReachAt = w.reachOf(watched.action, left); grant.Reach == "" {
			grant.Reach, grant.ReachAt = w.reachBeyond(watched.action, s.NotResources)
		}
		all = append(all, granted{grant, watched.name, by})
	}
	return all
}

// speaksOf finds the pattern through which the statement speaks of an action, given in lower case: its index, -1 for
// NotAction.
func speaksOf(s *policy.Statement, lower string) (pattern int, ok bool) {
	for i := range s.Actions {
		if matches(&s.Actions[i], lower) {
			return i, true
		}
	}
	if len(s.NotActions) == 0 {
		return -1, false
	}
	excluded := slices.ContainsFunc(s.NotActions, func(a policy.Action) bool {
		return a.Status == policy.UnresolvedAction || matches(&a, lower)
	})
	return -1, !excluded
}

func matches(a *policy.Action, lower string) bool {
	if a.Status != policy.ActionKnown {
		return false
	}
	if a.Wildcard == policy.NoWildcard {
		return strings.EqualFold(a.Text, lower)
	}
	return a.Wildcard == policy.EveryAction || glob.Match(strings.ToLower(a.Text), lower)
}
