package expand

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/glob"
	"github.com/iamlint/iamlint/internal/policy"
)

// large is how many characters a document has to have before anybody needs it shorter: nine tenths of the least that
// IAM takes, which is 2,048 for the inline policies of a user
// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html).
const large = 1843

// shorten notes what would say the same as the lists of actions of a large document in fewer characters.
func (w *work) shorten(d *policy.Document) {
	if d.Size < large || d.Origin != policy.FromUser {
		return
	}
	for _, s := range d.Statements {
		for _, list := range [][]policy.Action{s.Actions, s.NotActions} {
			d.Shorter = append(d.Shorter, w.shortenings(list)...)
		}
	}
	slices.SortStableFunc(d.Shorter, func(a, b policy.Shortening) int { return cmp.Compare(b.Saves, a.Saves) })
}

// shortenings finds patterns for entries of a list, by one after the other of those that save the most. Each entry is
// replaced once.
func (w *work) shortenings(list []policy.Action) []policy.Shortening {
	whole := w.actionsOf(list)
	left := slices.DeleteFunc(slices.Clone(list), func(a policy.Action) bool {
		_, literal := a.Literal()
		return !literal || a.Branch != "" || a.Status != policy.ActionKnown || glob.HasWildcard(a.Service) || a.Service == ""
	})
	var found []policy.Shortening
	for len(left) > 1 {
		best := policy.Shortening{}
		for _, prefix := range prefixes(left) {
			if s := w.shortening(prefix, left, whole); s.Saves > best.Saves {
				best = s
			}
		}
		if best.Saves == 0 {
			break
		}
		found = append(found, best)
		left = slices.DeleteFunc(left, func(a policy.Action) bool { return slices.Contains(best.Entries, a.Text) })
	}
	return found
}

// actionsOf are the actions that a list names, on every branch of the template.
func (w *work) actionsOf(list []policy.Action) map[catalog.Action]bool {
	all := map[catalog.Action]bool{}
	for _, a := range list {
		if a.Branch == "" {
			for _, match := range w.actionFacts(a.Value).matches {
				all[match] = true
			}
		}
	}
	return all
}

// prefixes are what entries begin with up to the end of a word: "s3:Get" and "s3:GetObject" of s3:GetObjectTagging.
func prefixes(list []policy.Action) []string {
	var all []string
	for _, a := range list {
		begin := len(a.Service) + 1
		for i, r := range a.Text {
			if i > begin && unicode.IsUpper(r) && unicode.IsLower(rune(a.Text[i-1])) && !glob.HasWildcard(a.Text[:i]) {
				all = append(all, a.Text[:i])
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// shortening is the pattern of all that begins with a prefix. It saves nothing if it stands for more than the list does.
func (w *work) shortening(prefix string, left []policy.Action, whole map[catalog.Action]bool) policy.Shortening {
	s := policy.Shortening{Pattern: prefix + "*"}
	for match := range catalog.Expand(s.Pattern) {
		if !whole[match] {
			return policy.Shortening{}
		}
	}
	const around = len(`"",`)
	for _, a := range left {
		if !strings.HasPrefix(strings.ToLower(a.Text), strings.ToLower(prefix)) {
			continue
		}
		if len(s.Entries) == 0 {
			s.At = a.At
		}
		s.Entries = append(s.Entries, a.Text)
		s.Saves += len(a.Text) + around
	}
	if len(s.Entries) < 2 {
		return policy.Shortening{} // a pattern in the place of one action is a loss, whatever it saves
	}
	s.Saves -= len(s.Pattern) + around
	f := w.actionFacts(policy.Text(s.Pattern, s.At))
	s.Level, s.Sensitive = f.level, f.sensitive
	return s
}
