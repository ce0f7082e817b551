package access

import (
	"regexp"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/glob"
	"github.com/iamlint/iamlint/internal/policy"
)

// grade is whether a request is allowed by policies that are known in part.
type grade uint8

const (
	none  grade = iota // surely not
	maybe              // that can't be decided
	fits               // if a name that is not known is what is asked for
	sure
)

// answer is what the other principal's policies say to a request.
type answer struct {
	grade  grade
	lacks  []string
	near   *policy.Statement
	reason string
}

// ask asks the other principal.
func (c *comparison) ask(r Request, resource string) answer {
	d := c.other.Decide(r)
	a := answer{grade: sure}
	switch d.Verdict {
	case Denied:
		a.grade = none
	case Conditional, Unknown:
		a = c.weigh(d, resource)
	case Allowed:
	}
	for _, gap := range c.other.Gaps {
		if gap.Allows && a.grade == none && !d.Explicit || gap.Denies && a.grade != none {
			return answer{grade: maybe, reason: gap.Reason}
		}
	}
	for _, gap := range c.one.Gaps {
		if gap.Denies && a.grade == none {
			return answer{grade: maybe, reason: gap.Reason}
		}
	}
	switch {
	case d.Explicit:
		a.near = d.Evidence[0].Statement
	case a.grade == none:
		a.near, a.lacks = c.nearest(r, resource)
	}
	return a
}

// weigh finds out what an answer depends on.
func (c *comparison) weigh(d Decision, resource string) answer {
	best := map[Layer]grade{}
	var options []policy.Value
	denied := false
	for _, e := range d.Evidence {
		g := sure
		var fitting []policy.Value
		if e.Holds != Allowed {
			g, fitting = possibly(e, resource)
		}
		if e.Statement.Effect == "Deny" {
			denied = denied || g != none
			continue
		}
		best[e.Layer] = max(best[e.Layer], g)
		if e.Layer == IdentityLayer && g >= fits {
			options = append(options, fitting...)
		}
	}
	a := answer{grade: best[IdentityLayer], reason: "it depends on what is not known of the template"}
	if len(c.other.Boundary) > 0 {
		a.grade = min(a.grade, best[BoundaryLayer])
	}
	switch {
	case denied && a.grade != none:
		a.grade, a.reason = maybe, "whether a Deny of the template is about it depends on what is not known of the template"
	case a.grade == fits && !c.bind(options, resource):
		a.grade = none
	}
	return a
}

// possibly tells whether a statement may be about a request, and which of its resources fit.
func possibly(e Evidence, resource string) (best grade, fitting []policy.Value) {
	s := e.Statement
	if s.Unresolved || len(s.NotResources) > 0 || !knownAction(s, e) {
		return maybe, nil
	}
	for _, r := range s.Resources {
		switch {
		case possible(r.Value, resource, true):
			best, fitting = fits, append(fitting, r.Value)
		case best < maybe && possible(r.Value, resource, false):
			best = maybe
		}
	}
	return best, fitting
}

// knownAction tells whether the word that the statement speaks through is known.
func knownAction(s *policy.Statement, e Evidence) bool {
	i := slices.IndexFunc(s.Actions, func(a policy.Action) bool { return a.At == e.At })
	if i < 0 {
		return len(s.NotActions) > 0
	}
	_, literal := s.Actions[i].Literal()
	return literal
}

// possible tells whether a value may match a text: what is not known of it as one name that is in the text or, unless it has
// to be one, as anything.
func possible(v policy.Value, text string, name bool) bool {
	return expression(v, name, nil).MatchString(text)
}

// expression is a value as a regular expression, with a group for each name but those that are known.
func expression(v policy.Value, name bool, known map[string]string) *regexp.Regexp {
	var b strings.Builder
	b.WriteString("(?s)^")
	for _, part := range v.Parts {
		text, met := known[part.Text]
		switch {
		case part.Kind == policy.Literal:
			literally(&b, reading{variables: true}.exact(policy.Value{Parts: []policy.Part{part}}))
		case met:
			b.WriteString(regexp.QuoteMeta(text))
		case part.Kind == policy.Opaque, name:
			b.WriteString("(" + notFresh + "+?)")
		default:
			b.WriteString("(.*?)")
		}
	}
	return regexp.MustCompile(b.String() + "$")
}

func literally(b *strings.Builder, pattern string) {
	for _, r := range pattern {
		switch r {
		case '*':
			b.WriteString(".*")
		case '?':
			b.WriteString(".")
		default:
			b.WriteString(regexp.QuoteMeta(string(r)))
		}
	}
}

// bind takes one of several resources of the template with names that are not known, of which each may match what is asked for,
// and notes what its names then stand for if it is the only one. It is false if each of them contradicts what was noted: then
// the template has fewer names than there are resources.
func (c *comparison) bind(options []policy.Value, resource string) bool {
	left := slices.DeleteFunc(slices.Clone(options), func(v policy.Value) bool {
		return !expression(v, true, c.bound).MatchString(resource)
	})
	if len(options) == 1 && len(left) == 1 {
		c.note(left[0], resource)
	}
	return len(left) > 0 || len(options) == 0
}

// note notes what the first name that CloudFormation makes up for a resource stands for if a value is to match a text. A name that
// does not fill a part of the ARN between colons and slashes says nothing for sure.
func (c *comparison) note(v policy.Value, text string) {
	before, i := c.start(v)
	if i == len(v.Parts) || before != "" && !strings.ContainsAny(before[len(before)-1:], ":/") {
		return
	}
	name := v.Parts[i]
	if name.Kind != policy.Opaque || name.Parameter != "" || strings.ContainsAny(name.Text, ".: ") {
		return
	}
	rest := strings.TrimPrefix(text, before)
	if i+1 < len(v.Parts) {
		if next := v.Parts[i+1]; next.Kind != policy.Literal || !strings.ContainsAny(next.Text[:1], ":/") {
			return
		}
		end := strings.IndexAny(rest, ":/")
		rest = rest[:max(end, 0)]
	}
	c.bound[name.Text] = rest
	if !expression(v, true, c.bound).MatchString(text) {
		delete(c.bound, name.Text) // the name goes on behind what looks like its end
	}
}

// start is what a value begins with that is known and has no wildcards, and the number of the part after that.
func (c *comparison) start(v policy.Value) (before string, end int) {
	for i, part := range v.Parts {
		known, met := c.bound[part.Text]
		switch {
		case part.Kind == policy.Literal && !glob.HasWildcard(part.Text) && !strings.Contains(part.Text, "${"):
			before += part.Text
		case part.Kind == policy.Opaque && met:
			before += known
		default:
			return before, i
		}
	}
	return before, len(v.Parts)
}

// nearest is the other's statement that is about the action and resource, if there is one, with the keys of its conditions;
// else one that is about the action.
func (c *comparison) nearest(r Request, resource string) (near *policy.Statement, lacks []string) {
	for _, s := range c.other.identity.speaking(strings.ToLower(r.Action), "Allow") {
		about := func(r policy.ResourceARN) bool { return possible(r.Value, resource, true) }
		if !slices.ContainsFunc(s.Resources, about) {
			if near == nil {
				near = s.Statement
			}
			continue
		}
		for _, condition := range s.Conditions {
			lacks = append(lacks, condition.Key)
		}
		return s.Statement, lacks
	}
	return near, nil
}
