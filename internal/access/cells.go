package access

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/glob"
	"github.com/iamlint/iamlint/internal/policy"
)

// side is a statement that has a say whether a request that a grant allows is in excess: the more of those that want it apply, and the
// fewer of the others, the likelier it is.
type side struct {
	spoken
	wanted bool // the other's Deny; else the other's Allow, or what the one may be denied by
}

// sides are the statements that have a say about a grant for an action. What the other denies and the one is denied in the same words
// has none.
func (c *comparison) sides(action string, g Grant) (all []side) {
	lower := strings.ToLower(action)
	denied := c.one.denying(lower)
	for _, s := range denied {
		if slices.Contains(g.Denied, s.Statement) {
			all = append(all, side{s, false})
		}
	}
	for _, policies := range []Policies{c.other.identity, c.other.boundary} {
		for _, s := range policies.speaking(lower, "Allow") {
			all = append(all, side{s, false})
		}
		for _, s := range policies.speaking(lower, "Deny") {
			if !slices.ContainsFunc(denied, func(d spoken) bool { return sameWords(s, d) }) {
				all = append(all, side{s, true})
			}
		}
	}
	return all
}

// sameWords tells whether two statements that speak of an action apply to the same requests for it, as they say it alike.
func sameWords(a, b spoken) bool {
	alike := func(x, y policy.Value) bool {
		_, known := x.Literal()
		_, too := y.Literal()
		return known && too && x.Text == y.Text && x.Branch == "" && y.Branch == ""
	}
	entry := func(x, y policy.ResourceARN) bool { return alike(x.Value, y.Value) }
	return a.sure && b.sure && len(a.branches)+len(b.branches) == 0 && a.reading == b.reading &&
		slices.EqualFunc(a.Resources, b.Resources, entry) && slices.EqualFunc(a.NotResources, b.NotResources, entry) &&
		slices.EqualFunc(a.Conditions, b.Conditions, func(x, y policy.Condition) bool {
			return x.Branch == y.Branch && strings.EqualFold(x.Key, y.Key) && x.Operator == y.Operator && slices.EqualFunc(x.Values, y.Values, alike)
		})
}

// border is a pattern that some statement has, and whether a resource that it matches is the likelier to be in excess, or one
// that it does not match; both if there are statements of either kind.
type border struct {
	pattern       string
	inside, outer bool
}

// borders are the patterns that part the resources which match some others.
func (c *comparison) borders(sides []side, in []string) (all []border) {
	wide := c.wide(in...)
	add := func(pattern string, inside bool) {
		met := c.wide(pattern)[0]
		if slices.ContainsFunc(wide, func(p string) bool { return !glob.Meets(p, met) }) {
			return
		}
		i := slices.IndexFunc(all, func(b border) bool { return b.pattern == pattern })
		if i < 0 {
			i, all = len(all), append(all, border{pattern: pattern})
		}
		all[i].inside, all[i].outer = all[i].inside || inside || c.thorough, all[i].outer || !inside || c.thorough
	}
	for _, s := range sides {
		for _, pattern := range covering(s.reading, s.Resources) {
			add(pattern, s.wanted)
		}
		for _, pattern := range covering(s.reading, s.NotResources) {
			add(pattern, !s.wanted)
		}
	}
	return all
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

// cell is one of the parts into which borders part the resources that some patterns match and others don't.
type cell struct {
	in, out []string
	text    string // one of them
}

// most is how many choices, cells and circumstances are looked at for one resource of a grant.
const most = 128

// cells parts what all of some patterns match and none of others, and leaves out where excess is less likely than in another
// part.
func (c *comparison) cells(in, out []string, borders []border) []cell {
	borders = slices.DeleteFunc(slices.Clone(borders), func(b border) bool {
		_, possible := c.likeliest(in, out, []border{b})
		return !possible && b.inside != b.outer
	})
	if best, ok := c.likeliest(in, out, borders); ok {
		return []cell{best}
	}
	if len(borders) == 0 || c.searches > most {
		c.gaveUp = c.gaveUp || len(borders) > 0
		return nil
	}
	c.searches++
	i := max(slices.IndexFunc(borders, func(b border) bool { return b.inside && b.outer }), 0)
	first := borders[i].pattern
	rest := slices.Delete(borders, i, i+1)
	return append(c.cells(append(slices.Clone(in), first), out, rest), c.cells(in, append(slices.Clone(out), first), rest)...)
}

// likeliest is the part of which each border says that excess is likeliest in it, if there is such a one.
func (c *comparison) likeliest(in, out []string, borders []border) (best cell, ok bool) {
	best = cell{in: slices.Clone(in), out: slices.Clone(out)}
	for _, b := range borders {
		switch {
		case b.inside && b.outer:
			return best, false
		case b.inside:
			best.in = append(best.in, b.pattern)
		default:
			best.out = append(best.out, b.pattern)
		}
	}
	text, answer := glob.Witness(best.in, best.out)
	c.gaveUp = c.gaveUp || answer == glob.Undecided
	best.text = text
	return best, answer == glob.Found
}

// candidate is a resource to ask for, and what its policy variables stand for.
type candidate struct {
	resource string
	filling  filling
}

// candidates are resources that a pattern of a grant matches: one for each way in which what the two say of them can differ.
func (c *comparison) candidates(g Grant, pattern string, sides []side) (found []candidate) {
	fillings := c.fillings(g, sides)
	for _, limits := range c.choices(g.surely) {
		in := append([]string{pattern}, limits...)
		parting := c.borders(sides, in)
		for _, form := range c.forms(g.universe, pattern, fieldsOf(parting, c.accounts(g, sides))) {
			if form == literalStar {
				found = append(found, candidate{resource: "*"})
				continue
			}
			if slices.ContainsFunc(c.wide(in...), func(p string) bool { return !glob.MeetsARN(form, p) }) {
				continue
			}
			near := slices.DeleteFunc(slices.Clone(parting), func(b border) bool { return !glob.MeetsARN(form, c.wide(b.pattern)[0]) })
			found = append(found, c.formed(append(slices.Clone(in), form), g.except, near, fillings)...)
		}
	}
	slices.SortFunc(found, func(a, b candidate) int { return strings.Compare(a.resource, b.resource) })
	return slices.CompactFunc(found, func(a, b candidate) bool {
		return a.resource == b.resource && len(a.filling)+len(b.filling) == 0
	})
}

// formed are candidates that all of some patterns match, the last of which is the form of a resource, and none of others.
func (c *comparison) formed(in, out []string, parting []border, fillings []filling) (found []candidate) {
	for _, f := range append(c.captures(in, parting), fillings...) {
		for _, p := range c.cells(c.filled(f, in...), c.filled(f, out...), c.parting(f, parting)) {
			found = append(found, candidate{p.natural(), f})
			if text, ok := p.strange(); c.thorough && ok {
				found = append(found, candidate{text, f})
			}
		}
	}
	return found
}

// parting are borders with the variables in them filled in.
func (c *comparison) parting(f filling, borders []border) []border {
	all := slices.Clone(borders)
	for i, b := range all {
		all[i].pattern = c.filled(f, b.pattern)[0]
	}
	return all
}

// captures are what policy variables in some patterns stand for where others have another text in their place.
func (c *comparison) captures(in []string, parting []border) (found []filling) {
	exact := slices.Clone(in)
	wider := slices.Clone(parting)
	for i, b := range parting {
		exact = append(exact, b.pattern)
		wider[i] = border{c.wide(b.pattern)[0], true, true}
	}
	if slices.Equal(c.wide(exact...), exact) {
		return nil
	}
	for _, p := range c.cells(c.wide(in...), nil, wider) {
		text := p.natural()
		for _, pattern := range exact {
			if f := c.capture(pattern, text); f != nil {
				found = append(found, f)
			}
		}
	}
	slices.SortFunc(found, func(a, b filling) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	return slices.CompactFunc(found, maps.Equal)
}

// wide are exact patterns with * for their variables.
func (c *comparison) wide(patterns ...string) (wide []string) {
	for _, p := range patterns {
		if symbolic(p) {
			for name := range c.names {
				p = strings.ReplaceAll(p, symbol(name), "*")
			}
		}
		wide = append(wide, p)
	}
	return wide
}

// natural is a resource of a cell whose wildcards are not empty, if there is one. What no pattern names in it is fresh.
func (p cell) natural() string {
	stretched := make([]string, len(p.in))
	for i, pattern := range p.in {
		stretched[i] = strings.ReplaceAll(long(pattern), "??*", "?*")
	}
	if text, answer := glob.Witness(stretched, p.out); answer == glob.Found {
		return renamed(text, stretched)
	}
	return renamed(p.text, p.in)
}

// strange is a resource of a cell in which there is something that nobody has named, if there is one: a/x is all that a name can come to in
// a/* and */x, and a/…/x is not.
func (p cell) strange() (string, bool) {
	text, answer := glob.Witness(append(slices.Clone(p.in), "*"+fresh+"*"), p.out)
	return text, answer == glob.Found
}

// long is a pattern whose wildcards are never empty.
func long(pattern string) string { return strings.ReplaceAll(pattern, "*", "?*") }

// forms are patterns of the resources that an action can have, of the partition of who asks.
func (c *comparison) forms(u universe, pattern string, places []string) (forms []string) {
	if u.anything {
		return []string{"?*"}
	}
	if u.star && glob.Match(pattern, literalStar) {
		forms = append(forms, literalStar)
	}
	partition, _, _ := strings.Cut(strings.TrimPrefix(c.arn, "arn:"), ":")
	prefix := "arn:" + partition + ":"
	for _, f := range u.formats {
		for _, place := range places {
			for _, form := range f.patterns([]string{pattern, place}) {
				if form = long(form); strings.HasPrefix(form, prefix) && !slices.Contains(forms, form) {
					forms = append(forms, form)
				}
			}
		}
	}
	return forms
}

// fieldsOf are ARNs of the regions and accounts of the patterns inside which excess is likelier, and of such as nobody has named.
func fieldsOf(parting []border, accounts []string) (arns []string) {
	regions, accounts := []string{""}, append([]string{""}, accounts...)
	for _, b := range parting {
		if fields := strings.SplitN(b.pattern, ":", 6); b.inside {
			if len(fields) < 6 {
				fields = []string{3: field([]string{b.pattern}, 3, ""), 4: field([]string{b.pattern}, 4, "")}
			}
			regions = append(regions, strings.NewReplacer("*", someRegion, "?", someRegion).Replace(fields[3]))
			accounts = append(accounts, strings.NewReplacer("*", someAccount, "?", someAccount).Replace(fields[4]))
		}
	}
	slices.Sort(regions)
	slices.Sort(accounts)
	for _, region := range slices.Compact(regions) {
		for _, account := range slices.Compact(accounts) {
			arns = append(arns, "arn:*:*:"+region+":"+account+":*")
		}
	}
	return arns
}

// choices are the ways to take one of each list.
func (c *comparison) choices(lists [][]string) [][]string {
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
