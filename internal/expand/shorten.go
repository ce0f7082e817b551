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

// shortenings finds patterns for entries of a list. What begins with a prefix begins with its beginning as well, so that
// of the prefixes that stand for nothing else the shortest saves the most, and those that go on from it save nothing more.
func (w *work) shortenings(list []policy.Action) []policy.Shortening {
	whole := w.actionsOf(list)
	left := plain(list)
	var found []policy.Shortening
	taken := map[string]bool{}
	for _, prefix := range prefixes(left) {
		if goesOn(prefix, taken) {
			continue
		}
		if s := w.shortening(prefix, left, whole); s.Saves > 0 {
			found = append(found, s)
			taken[strings.ToLower(prefix)] = true
		}
	}
	return found
}

// entry is an action of a list, by its place in it and in the letters by which IAM compares.
type entry struct {
	policy.Action
	lower string
	index int
}

// plain are the entries that a pattern can take the place of, sorted by what they say.
func plain(list []policy.Action) []entry {
	var left []entry
	for i, a := range list {
		_, literal := a.Literal()
		if literal && a.Branch == "" && a.Status == policy.ActionKnown && a.Service != "" && !glob.HasWildcard(a.Service) {
			left = append(left, entry{a, strings.ToLower(a.Text), i})
		}
	}
	slices.SortStableFunc(left, func(a, b entry) int { return cmp.Compare(a.lower, b.lower) })
	return left
}

// goesOn tells whether a prefix begins with one that is taken.
func goesOn(prefix string, taken map[string]bool) bool {
	prefix = strings.ToLower(prefix)
	for i := range prefix {
		if taken[prefix[:i+1]] {
			return true
		}
	}
	return false
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

// prefixes are what entries begin with up to the end of a word, "s3:Get" and "s3:GetObject" of s3:GetObjectTagging, the
// shortest first.
func prefixes(list []entry) []string {
	var all []string
	for _, a := range list {
		begin := len(a.Service) + 1
		for i, r := range a.Text {
			if i > begin && unicode.IsUpper(r) && unicode.IsLower(rune(a.Text[i-1])) && !glob.HasWildcard(a.Text[:i]) {
				all = append(all, a.Text[:i])
			}
		}
	}
	slices.SortFunc(all, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
	return slices.Compact(all)
}

// shortening is the pattern of all that begins with a prefix. It saves nothing if it stands for more than the list does.
func (w *work) shortening(prefix string, left []entry, whole map[catalog.Action]bool) policy.Shortening {
	s := policy.Shortening{Pattern: prefix + "*"}
	lower := strings.ToLower(prefix)
	first, _ := slices.BinarySearchFunc(left, lower, func(a entry, lower string) int { return cmp.Compare(a.lower, lower) })
	end := first
	for end < len(left) && strings.HasPrefix(left[end].lower, lower) {
		end++
	}
	replaced := slices.Clone(left[first:end])
	if len(replaced) < 2 {
		return policy.Shortening{} // a pattern in the place of one action is a loss, whatever it saves
	}
	for match := range catalog.Expand(s.Pattern) {
		if !whole[match] {
			return policy.Shortening{}
		}
	}
	const around = len(`"",`)
	slices.SortFunc(replaced, func(a, b entry) int { return cmp.Compare(a.index, b.index) })
	for _, a := range replaced {
		s.Entries = append(s.Entries, a.Text)
		s.Saves += len(a.Text) + around
	}
	s.At = replaced[0].At
	s.Saves -= len(s.Pattern) + around
	f := w.actionFacts(policy.Text(s.Pattern, s.At))
	s.Level, s.Sensitive = f.level, f.sensitive
	return s
}
