package access

import (
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/catalog"
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
func (c *comparison) ask(r Request) answer {
	d := c.other.Decide(r)
	q := newQuestion(r)
	a := answer{grade: sure}
	switch d.Verdict {
	case Denied:
		a.grade = none
	case Conditional, Unknown:
		a = c.weigh(q, d)
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
		a.near, a.lacks = c.nearest(q)
	}
	return a
}

// weigh finds out what an answer depends on.
func (c *comparison) weigh(q *question, d Decision) answer {
	layers := map[Layer]*layered{IdentityLayer: {}, BoundaryLayer: {}}
	denied := false
	for _, e := range d.Evidence {
		g, options := q.possibly(e)
		if e.Statement.Effect == "Deny" {
			denied = denied || g != none
			continue
		}
		layers[e.Layer].add(g, options)
	}
	a := answer{grade: c.settle(layers[IdentityLayer]), reason: "it depends on what is not known of the template"}
	if len(c.other.Boundary) > 0 {
		a.grade = min(a.grade, c.settle(layers[BoundaryLayer]))
	}
	if denied && a.grade != none {
		a.grade, a.reason = maybe, "whether a Deny of the template is about it depends on what is not known of the template"
	}
	return a
}

// layered is how far the statements of a layer allow a request: the best grade, whether another one may, and the names by which those that
// fit do.
type layered struct {
	best    grade
	unsure  bool
	options []option
}

func (l *layered) add(g grade, options []option) {
	l.best, l.unsure = max(l.best, g), l.unsure || g == maybe
	if g == fits {
		l.options = append(l.options, options...)
	}
}

// settle is the grade of a layer when the names in it are what they have to be for all that was asked before, too.
func (c *comparison) settle(l *layered) grade {
	if l.best != fits {
		return l.best
	}
	return c.fit(need{l.options, l.unsure})
}

// possibly tells whether a statement may be about a request, and by which names.
func (q *question) possibly(e Evidence) (grade, []option) {
	s := e.Statement
	switch {
	case e.Holds == Allowed:
		return sure, nil
	case s.Unresolved || !knownAction(s, e):
		return maybe, nil
	}
	g, options := q.resourceFits(readingOf(e.Document), s)
	for i := range s.Conditions {
		holds, ways := q.conditionFits(readingOf(e.Document), &s.Conditions[i])
		g, options = min(g, holds), combined(options, ways)
	}
	if g == sure {
		g = fits // on a branch of the template
	}
	if len(options) == 0 {
		options = []option{nil}
	}
	return g, options
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

// resourceFits tells whether a statement may be about the resource of a request.
func (q *question) resourceFits(r reading, s *policy.Statement) (best grade, options []option) {
	if len(s.NotResources) > 0 {
		if q.among(r, s.NotResources, r.resources(s.NotResources)) == no {
			return sure, nil
		}
		return maybe, nil
	}
	if q.among(r, s.Resources, r.resources(s.Resources)) == yes {
		return sure, nil
	}
	for _, resource := range s.Resources {
		g, one := q.valueFits(r, resource.Value, q.resource, pattern)
		best, options = max(best, g), append(options, one...)
	}
	return best, options
}

// conditionFits tells whether a condition may hold.
func (q *question) conditionFits(r reading, c *policy.Condition) (best grade, options []option) {
	switch q.condition(r, c) {
	case yes:
		return sure, nil
	case no:
		return none, nil
	case depends, uncertain:
	}
	_, base, _ := catalog.SplitOperator(c.Operator)
	operator, _ := catalog.FindOperator(base)
	values := q.context[strings.ToLower(c.Key)] // of one, whatever is asked of all values is asked of any
	if len(values) != 1 || operator.Type() != "String" && operator.Type() != "ARN" {
		return maybe, nil
	}
	f := plain
	if operator.Wildcards() {
		f = like
	}
	for _, v := range c.Values {
		g, one := q.valueFits(r, v, values[0], f)
		best, options = max(best, g), append(options, one...)
	}
	switch {
	case !operator.Negated():
		return best, options
	case best == none:
		return sure, nil
	}
	return maybe, nil
}

// valueFits tells whether a value may match a text.
func (q *question) valueFits(r reading, v policy.Value, text string, f form) (grade, []option) {
	fit := fitting{q: q, reading: r, value: v, text: text, form: f}
	switch {
	case fit.possible(true, nil):
		return fits, []option{{fit}}
	case fit.possible(false, nil):
		return maybe, nil
	}
	return none, nil
}

// nearest is the other's statement that is about the action and resource, if there is one, with the keys of its conditions;
// else one that is about the action.
func (c *comparison) nearest(q *question) (near *policy.Statement, lacks []string) {
	for _, s := range c.other.identity.speaking(q.action, "Allow") {
		if g, _ := q.resourceFits(s.reading, s.Statement); g < fits {
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
