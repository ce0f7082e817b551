package access

import (
	"strings"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/policy"
)

// Refuted tells whether some condition of a statement surely fails in every request that has these values of condition
// keys, by name in any case, whatever other keys it has.
func Refuted(d *policy.Document, s *policy.Statement, known map[string][]string) bool {
	q := newQuestion(Request{Context: known})
	return q.meets(&statement{Statement: s, reading: readingOf(d)}) == no
}

// meets tells whether all conditions of a statement hold.
func (q *question) meets(s *statement) truth {
	all := yes
	for i := range s.Conditions {
		c := &s.Conditions[i]
		t := q.condition(s.reading, c)
		if c.Branch != "" && t != yes {
			t = uncertain // on the other branch it is not there
		}
		if all = all.and(t); all == no {
			return no
		}
	}
	return all
}

// condition tells whether one condition holds
// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html).
func (q *question) condition(r reading, c *policy.Condition) truth {
	set, base, ifExists := catalog.SplitOperator(c.Operator)
	operator, known := catalog.FindOperator(base)
	if !known {
		return uncertain
	}
	values, given := q.context[strings.ToLower(c.Key)]
	switch {
	case !given && !q.Complete && passed(c):
		return no
	case !given && !q.Complete:
		return depends
	case operator.Name() == "Null":
		return null(c.Values, len(values) == 0)
	case len(values) == 0:
		// Without the key a negated operator holds, and ForAllValues and IfExists do; ForAnyValue does not.
		return truthOf(ifExists || set == "ForAllValues" || set == "" && operator.Negated())
	}
	// Without a set operator a key has one value; of several, a negated operator has to hold for all.
	if set == "ForAllValues" || set == "" && operator.Negated() {
		all := yes
		for _, value := range values {
			all = all.and(q.holds(r, operator, c.Values, value))
		}
		return all
	}
	some := no
	for _, value := range values {
		some = some.or(q.holds(r, operator, c.Values, value))
	}
	return some
}

// holds tells whether an operator holds of one value of the context: if some value of the policy is like it, or of a
// negated operator none is.
func (q *question) holds(r reading, operator catalog.Operator, list []policy.Value, value string) truth {
	some := no
	for _, v := range list {
		if some = some.or(q.compare(r, operator, v, value)); some == yes {
			break
		}
	}
	if operator.Negated() {
		return some.not()
	}
	return some
}

// null is the operator that asks whether a key is absent.
func null(values []policy.Value, absent bool) truth {
	some := no
	for _, v := range values {
		text, known := v.Literal()
		if !known {
			some = some.or(uncertain)
			continue
		}
		some = some.or(truthOf(strings.EqualFold(text, "true") == absent))
	}
	return some
}
