package access

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/policy"
)

// demand is a condition that has a say whether a request is in excess.
type demand struct {
	condition *policy.Condition
	reading   reading
	must      bool // it has to hold, as it is the grant's own
	wanted    bool // if it holds, excess is likelier; else if it does not
}

// demands are the conditions of a grant and of what has a say about it, by their keys in lower case.
func demands(g Grant, sides []side) map[string][]demand {
	found := map[string][]demand{}
	add := func(s *policy.Statement, r reading, must, wanted bool) {
		for i := range s.Conditions {
			key := strings.ToLower(s.Conditions[i].Key)
			found[key] = append(found[key], demand{&s.Conditions[i], r, must, wanted})
		}
	}
	add(g.Statement, g.readings[0], true, true)
	if g.Boundary != nil {
		add(g.Boundary, g.readings[1], true, true)
	}
	for _, s := range sides {
		add(s.Statement, s.reading, false, s.wanted)
	}
	return found
}

// accounts are those that conditions name as the owner of a resource.
func (c *comparison) accounts(g Grant, sides []side) (accounts []string) {
	for _, d := range demands(g, sides)["aws:resourceaccount"] {
		accounts = append(accounts, accountOf(c.arn))
		for _, v := range d.condition.Values {
			if text, known := v.Literal(); known && !strings.Contains(text, ":") {
				accounts = append(accounts, strings.NewReplacer("*", someAccount, "?", someAccount).Replace(text))
			}
		}
	}
	return accounts
}

// circumstances are the contexts in which a request for a resource may be in excess: one for each way in which the conditions can
// come out, apart from those in which excess is less likely than in another one.
func (c *comparison) circumstances(g Grant, sides []side, asked candidate) []map[string][]string {
	base := map[string][]string{}
	for _, key := range c.names {
		base[key] = []string{asked.filling.value(key)}
	}
	maps.Copy(base, c.settled(asked.resource))
	all := []map[string][]string{base}
	keyed := demands(g, sides)
	// What variables stand for comes first, as values of other keys may be compared with it.
	keys := slices.SortedFunc(maps.Keys(keyed), func(a, b string) int {
		return cmp.Or(-order(c.isVariable(a), c.isVariable(b)), strings.Compare(a, b))
	})
	for _, key := range keys {
		if _, ok := c.settled(asked.resource)[key]; ok || asked.filling[key] != "" {
			continue
		}
		var longer []map[string][]string
		for _, context := range all {
			for _, values := range c.values(key, keyed[key], context) {
				one := maps.Clone(context)
				one[key] = values
				longer = append(longer, one)
			}
		}
		const most = 512
		c.gaveUp = c.gaveUp || len(longer) > most
		all = longer[:min(len(longer), most)]
	}
	return all
}

// fillings are what policy variables may stand for that conditions are about as well: none in particular, or one of the values
// that conditions part.
func (c *comparison) fillings(g Grant, sides []side) []filling {
	all := []filling{nil}
	keyed := demands(g, sides)
	for _, key := range slices.Sorted(maps.Keys(keyed)) {
		if !c.isVariable(key) {
			continue
		}
		for _, sample := range c.samples(key, keyed[key], nil) {
			all = append(all, filling{key: sample})
		}
	}
	return all
}

// isVariable tells whether a key is a policy variable somewhere.
func (c *comparison) isVariable(key string) bool {
	for _, name := range c.names {
		if name == key {
			return true
		}
	}
	return false
}

// order is 1 if only the first of two holds, -1 if only the second one does.
func order(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// settled are the keys whose values follow from who asks and for what.
func (c *comparison) settled(resource string) map[string][]string {
	found := map[string][]string{"aws:principalarn": {c.arn}, "aws:principalaccount": {accountOf(c.arn)}}
	if _, name, ok := strings.Cut(c.arn, ":user/"); ok {
		found["aws:username"] = []string{name[strings.LastIndex(name, "/")+1:]}
	}
	if owner := accountOf(resource); owner != "" {
		found["aws:resourceaccount"] = []string{owner}
	}
	return found
}

// outcome is how the conditions with one key come out if it has some values.
type outcome struct {
	values []string
	truths []truth
}

// values are lists of values of a key, one for each way in which the conditions with that key can come out.
func (c *comparison) values(key string, demands []demand, base map[string][]string) (lists [][]string) {
	known, ok := catalog.FindKey(key)
	several := slices.ContainsFunc(demands, func(d demand) bool {
		set, _, _ := catalog.SplitOperator(d.condition.Operator)
		return set != "" && (!ok || known.Multivalued()) // else a request has one value, whatever the operator asks for
	})
	distinct := func(all []outcome, values []string) []outcome {
		o := come(demands, base, key, values)
		if !c.isVariable(key) && slices.ContainsFunc(all, o.same) {
			return all
		}
		return append(all, o)
	}
	singles := distinct(nil, nil)
	for _, sample := range c.samples(key, demands, base) {
		singles = distinct(singles, []string{sample})
	}
	outcomes := singles
	if several {
		outcomes = c.together(singles, len(demands), distinct)
	}
	outcomes = slices.DeleteFunc(slices.Clone(outcomes), func(o outcome) bool {
		return o.fails(demands) || !c.thorough && !c.isVariable(key) && slices.ContainsFunc(outcomes, func(other outcome) bool { return other.likelier(o, demands) })
	})
	for _, o := range outcomes {
		lists = append(lists, o.values)
	}
	return lists
}

// together adds to the ways in which single values come out those of several at once.
func (c *comparison) together(singles []outcome, demands int, distinct func(all []outcome, values []string) []outcome) []outcome {
	const all = 6 // of so few, every selection is tried
	outcomes := slices.Clone(singles)
	present := slices.DeleteFunc(slices.Clone(singles), func(o outcome) bool { return len(o.values) == 0 })
	if len(present) > all {
		c.gaveUp = c.gaveUp || demands > 2
		for i := range present {
			for j := range i {
				outcomes = distinct(outcomes, []string{present[i].values[0], present[j].values[0]})
			}
		}
		return outcomes
	}
	for chosen := range 1 << len(present) {
		var values []string
		for i, o := range present {
			if chosen&(1<<i) != 0 {
				values = append(values, o.values[0])
			}
		}
		outcomes = distinct(outcomes, values)
	}
	return outcomes
}

// come is how conditions come out if a key has some values.
func come(demands []demand, base map[string][]string, key string, values []string) outcome {
	context := maps.Clone(base)
	context[key] = values
	q := &question{Request: Request{Complete: true}, context: context}
	o := outcome{values, make([]truth, len(demands))}
	for i, d := range demands {
		o.truths[i] = q.condition(d.reading, d.condition)
	}
	return o
}

// same tells whether another outcome is the same. What is not known may depend on which values they are.
func (o outcome) same(other outcome) bool {
	return slices.Equal(o.truths, other.truths) && !slices.Contains(o.truths, uncertain)
}

// fails tells whether a condition of the grant itself does not hold.
func (o outcome) fails(demands []demand) bool {
	for i, d := range demands {
		if d.must && o.truths[i] == no {
			return true
		}
	}
	return false
}

// likelier tells whether whatever is in excess with another outcome is so with this one, too. What is not known of both may come out either
// way for each.
func (o outcome) likelier(other outcome, demands []demand) bool {
	better := false
	for i, d := range demands {
		mine, theirs := o.truths[i], other.truths[i]
		if !d.must && !d.wanted {
			mine, theirs = theirs, mine
		}
		if mine < theirs || mine == uncertain && theirs == uncertain {
			return false
		}
		better = better || mine > theirs
	}
	return better
}
