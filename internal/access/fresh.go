package access

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/glob"
	"github.com/iamlint/iamlint/internal/policy"
)

// fresh stands in a request for a text that nobody has named, so that no name of the template can be it.
const fresh = "\uE007"

// notFresh is any text that may be a name of the template: the characters that stand for what nobody has named are not in it.
const notFresh = "[^\uE004-\uE007]"

// candidates are resources that a pattern of a grant matches, by which it can differ from the other's grants: one like any
// other, one outside what each of these names, and one in each of what they leave out or may deny.
func (c *comparison) candidates(action string, g Grant, pattern string, theirs []Grant) (found []string) {
	var n namings
	for _, h := range theirs {
		n.add(h)
	}
	for _, form := range c.forms(action, pattern) {
		if form == literalStar {
			found = append(found, "*")
			continue
		}
		for _, out := range [][]string{nil, n.named, n.within, n.spared} {
			found = append(found, c.resources(g, []string{pattern, form}, out)...)
		}
		for _, in := range n.left {
			found = append(found, c.resources(g, []string{pattern, form, in}, nil)...)
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// namings are patterns of resources that grants name.
type namings struct {
	named, within, spared []string // what they are on, what limits them, and what a Deny spares
	left                  []string // what they leave out, and what a Deny takes under conditions
}

func (n *namings) add(h Grant) {
	n.named = append(n.named, covering(h.readings[0], h.Resources)...)
	if len(h.Statement.Resources) == 0 {
		n.named = append(n.named, "*")
	}
	for _, list := range h.Within {
		n.within = append(n.within, covering(h.readings[1], list)...)
	}
	n.left = append(n.left, h.except...)
	for _, s := range h.Denied {
		n.left = append(n.left, covering(h.readings[0], s.Resources)...)
		n.spared = append(n.spared, covering(h.readings[0], s.NotResources)...)
	}
}

// covering are patterns of what entries may match, apart from names that are not known, each of which is one text.
func covering(r reading, entries []policy.ResourceARN) (patterns []string) {
	for _, e := range entries {
		v := policy.Value{Parts: slices.Clone(e.Parts)}
		for i, part := range v.Parts {
			if part.Kind == policy.Unknown {
				v.Parts[i] = policy.Part{Kind: policy.Literal, Text: "*"}
			}
		}
		patterns = append(patterns, r.exact(v))
	}
	return patterns
}

// forms are patterns of the resources that an action can have, of the partition of who asks.
func (c *comparison) forms(action, pattern string) (forms []string) {
	u := universeOf(action)
	if u.anything {
		return []string{"?*"}
	}
	if u.star && glob.Match(pattern, literalStar) {
		forms = append(forms, literalStar)
	}
	partition, _, _ := strings.Cut(strings.TrimPrefix(c.arn, "arn:"), ":")
	for _, f := range u.formats {
		for _, form := range f.patterns([]string{pattern}) {
			if strings.HasPrefix(form, "arn:"+partition+":") {
				forms = append(forms, long(form))
			}
		}
	}
	return forms
}

// long is a pattern whose wildcards are never empty.
func long(pattern string) string { return strings.ReplaceAll(pattern, "*", "?*") }

// resources are such that all patterns match and none of others, one for each part of what else limits a grant. What no pattern
// names in them is fresh.
func (c *comparison) resources(g Grant, in, out []string) (found []string) {
	for _, limits := range c.choices(g.within) {
		patterns := slices.Concat(in, limits)
		stretched := make([]string, len(patterns))
		for i, pattern := range patterns {
			stretched[i] = strings.ReplaceAll(long(pattern), "??*", "?*")
		}
		for _, tried := range [][]string{stretched, patterns} {
			text, answer := glob.Witness(tried, slices.Concat(out, g.except))
			c.gaveUp = c.gaveUp || answer == glob.Undecided
			if answer == glob.Found {
				found = append(found, renamed(text, tried))
				break
			}
		}
	}
	return found
}

// choices are the ways to take one of each list.
func (c *comparison) choices(lists [][]string) [][]string {
	const most = 64
	all := [][]string{nil}
	for _, list := range lists {
		var longer [][]string
		for _, taken := range all {
			for _, pattern := range list {
				longer = append(longer, append(slices.Clone(taken), pattern))
			}
		}
		c.gaveUp = c.gaveUp || len(longer) > most
		all = longer[:min(len(longer), most)]
	}
	return all
}

// renamed replaces the characters of a text that are in no pattern by fresh.
func renamed(text string, patterns []string) string {
	return strings.Map(func(r rune) rune {
		if slices.ContainsFunc(patterns, func(p string) bool { return strings.ContainsRune(p, r) }) {
			return r
		}
		return []rune(fresh)[0]
	}, text)
}

// contexts are the circumstances under which a grant may differ from the other's.
func (c *comparison) contexts(g Grant, theirs []Grant) (all []map[string][]string) {
	denials, others := asked(g, theirs)
	avoided := map[string][]string{}
	for _, condition := range denials {
		failing(condition).set(avoided)
	}
	for i := range most(g.Conditions) {
		base := c.variables()
		for _, condition := range g.Conditions {
			holding(condition, i).set(base)
		}
		wary := maps.Clone(avoided)
		maps.Copy(wary, base)
		all = append(append(all, around(base, others)...), around(wary, others)...)
	}
	return all
}

// asked are the conditions of what may deny, and all of the other's.
func asked(g Grant, theirs []Grant) (denials, others []policy.Condition) {
	for _, s := range g.Denied {
		denials = append(denials, s.Conditions...)
	}
	for _, h := range theirs {
		others = append(others, h.Conditions...)
		for _, s := range h.Denied {
			denials, others = append(denials, s.Conditions...), append(others, s.Conditions...)
		}
	}
	return denials, others
}

// around is a context, and others like it in which one condition more holds or fails.
func around(context map[string][]string, conditions []policy.Condition) []map[string][]string {
	all := []map[string][]string{maps.Clone(context)}
	for _, condition := range conditions {
		for j := range condition.Values {
			all = append(all, holding(condition, j).on(context))
		}
		all = append(all, failing(condition).on(context))
	}
	return all
}

// most is how many values a condition has at most; at least one.
func most(conditions []policy.Condition) int {
	n := 1
	for _, condition := range conditions {
		n = max(n, len(condition.Values))
	}
	return min(n, 8)
}

// variables are the policy variables of both, each with a value that is like no other.
func (c *comparison) variables() map[string][]string {
	found := map[string][]string{}
	add := func(v policy.Value) {
		for _, name := range variablesOf(v) {
			found[name] = []string{symbol(name)}
		}
	}
	for _, policies := range []Policies{c.one.identity, c.one.boundary, c.other.identity, c.other.boundary} {
		for _, s := range policies.statements {
			for _, r := range slices.Concat(s.Resources, s.NotResources) {
				add(r.Value)
			}
			for _, condition := range s.Conditions {
				for _, v := range condition.Values {
					add(v)
				}
			}
		}
	}
	return found
}

var variable = regexp.MustCompile(`\$\{([^},]+)`)

func variablesOf(v policy.Value) (names []string) {
	for _, part := range v.Parts {
		if part.Kind != policy.Literal {
			continue
		}
		for _, match := range variable.FindAllStringSubmatch(part.Text, -1) {
			if strings.Contains(match[1], ":") {
				names = append(names, strings.ToLower(strings.TrimSpace(match[1])))
			}
		}
	}
	return names
}

// given is a key of a context and its value; "" stands for none.
type given struct{ key, value string }

func (k given) set(context map[string][]string) {
	delete(context, k.key)
	if k.value != "" {
		context[k.key] = []string{k.value}
	}
}

func (k given) on(context map[string][]string) map[string][]string {
	changed := maps.Clone(context)
	k.set(changed)
	return changed
}

// holding is what makes a condition hold, by one of its values.
func holding(c policy.Condition, i int) given {
	_, base, _ := catalog.SplitOperator(c.Operator)
	operator, _ := catalog.FindOperator(base)
	if len(c.Values) == 0 || operator.Negated() {
		return given{key: strings.ToLower(c.Key)}
	}
	return given{strings.ToLower(c.Key), sample(operator, c.Values[i%len(c.Values)], true)}
}

// failing is what makes a condition fail.
func failing(c policy.Condition) given {
	_, base, _ := catalog.SplitOperator(c.Operator)
	operator, _ := catalog.FindOperator(base)
	if len(c.Values) == 0 {
		return given{key: strings.ToLower(c.Key)}
	}
	return given{strings.ToLower(c.Key), sample(operator, c.Values[0], operator.Negated())}
}

// freshWildcards fills what a wildcard stands for.
var freshWildcards = strings.NewReplacer("*", fresh, "?", fresh)

// sample is a value of a key that is in the relation to a value of a policy which an operator names, or is not; "" for none.
func sample(operator catalog.Operator, v policy.Value, holds bool) string {
	text := freshWildcards.Replace(reading{variables: true}.exact(v))
	isTrue := strings.EqualFold(text, "true")
	below := strings.Contains(operator.Name(), "Less")
	switch kind := operator.Type(); {
	case operator.Name() == "Null":
		if isTrue == holds {
			return ""
		}
		return fresh
	case kind == "Bool":
		if isTrue == holds {
			return "true"
		}
		return "false"
	case kind == "Numeric" && !strings.HasSuffix(operator.Name(), "Equals") || kind == "Numeric" && !holds:
		return map[bool]string{true: "-1000000000", false: "1000000000"}[below == holds]
	case kind == "Date" && !strings.HasSuffix(operator.Name(), "Equals") || kind == "Date" && !holds:
		return map[bool]string{true: "1971-01-01T00:00:00Z", false: "2999-01-01T00:00:00Z"}[below == holds]
	case kind == "IPAddress" && holds:
		address, _, _ := strings.Cut(text, "/")
		return address
	case kind == "IPAddress":
		return "192.0.2.1"
	case !holds:
		return fresh
	}
	return text
}
