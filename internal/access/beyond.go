package access

import (
	"maps"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// Excess is what one principal may do and another surely may not.
type Excess struct {
	Actions  []string // by their whole names, sorted: those of which the same statements speak
	Grant    Grant    // what gives the first of them
	Resource string   // the resource of the statement that it is given on
	Lacks    []string // keys of the conditions that the other one has to meet, if that is the difference

	Near *policy.Statement // the other's that comes nearest to allowing it; nil if none is about the action
}

// Doubt is what one principal may do, and whether another may can't be decided.
type Doubt struct {
	Actions []string // as in Excess
	At      source.Location
	Reason  string
}

// Beyond finds what the principal may do and another may not, who has the same name in the same account but policies
// that are known in part, as those of a template are: what is not known of them is taken for what fits, as long as it
// is one text without wildcards. Two resources in the place of one whose name is made up when it is deployed are one too
// many. Each excess is proven by a request that is allowed to the one, and denied to the other
// whatever it is that is not known, unless known has it by its name, as "AWS::Region".
func (p *Principal) Beyond(other *Principal, arn string, known map[string]string) (more []Excess, doubts []Doubt) {
	return p.beyond(other, arn, known, mostAsked)
}

func (p *Principal) beyond(other *Principal, arn string, known map[string]string, most int) (more []Excess, doubts []Doubt) {
	c := &comparison{one: p, other: other.resolved(known), arn: arn, most: most}
	c.names = c.variables()
	for _, actions := range grouped(slices.Sorted(maps.Keys(p.named())), c.spoken) {
		c.alikeInWords(actions)
	}
	for _, e := range c.more {
		slices.Sort(e.Actions)
	}
	if len(c.left) > 0 {
		c.doubts = append(c.doubts, Doubt{Actions: c.left, At: p.identity.statements[0].At, Reason: "they are too intricate to be compared in full"})
	}
	return c.more, c.doubts
}

// grouped groups names that have the same key, in the order of their first ones.
func grouped(names []string, key func(string) string) (groups [][]string) {
	place := map[string]int{}
	for _, name := range names {
		k := key(name)
		i, met := place[k]
		if !met {
			i, place[k] = len(groups), len(groups)
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], name)
	}
	return groups
}

// named are the actions that some statement allows the principal, by name in their documented case.
func (p *Principal) named() map[string]bool {
	found := map[string]bool{}
	for i := range p.identity.statements {
		s := &p.identity.statements[i]
		if s.Effect != "Allow" {
			continue
		}
		patterns := s.actions.patterns()
		if len(s.NotActions) > 0 {
			patterns = []string{"*"}
		}
		for _, pattern := range patterns {
			met := false
			for a := range catalog.Expand(pattern) {
				found[a.Name()], met = true, true
			}
			if !met {
				found[pattern] = true // what the catalogue does not have, AWS may have
			}
		}
	}
	return found
}

// patterns are the words as patterns, in lower case.
func (w words) patterns() (patterns []string) {
	for _, one := range w.wild {
		patterns = append(patterns, one.pattern)
	}
	return slices.AppendSeq(patterns, maps.Keys(w.exact))
}

// comparison is one question of Beyond.
type comparison struct {
	one, other *Principal
	arn        string
	names      map[string]string // policy variables: the keys of the context by what stands between the braces
	noted      []need            // what names of the template have to stand for, so that what was asked is allowed
	steps      int               // of the search for what they stand for
	searches   int               // for what one resource of a grant can be asked for
	gaveUp     bool              // some search
	thorough   bool              // also what is less likely in excess than something else is asked for
	asked      int               // how many requests were made up, of so many at most
	most       int
	left       []string // the actions that were not asked about in full, since there would have been too many

	more   []Excess
	doubts []Doubt
}

// spoken is the same for actions of which the same statements speak.
func (c *comparison) spoken(action string) string {
	var key []byte
	lower := strings.ToLower(action)
	for _, policies := range c.policies() {
		for i := range policies.statements {
			t, _, _ := policies.statements[i].speaks(lower)
			key = append(key, byte(t))
		}
	}
	if len(c.one.rcps.statements) > 0 && limitedByRCPs(lower) {
		key = append(key, byte(yes))
	}
	return string(key)
}

// alikeInWords asks about actions of which the same statements speak. Where the other's say everything of them, it does not matter which
// resources they can have.
func (c *comparison) alikeInWords(actions []string) {
	theirs := c.other.Grants(actions[0])
	if slices.ContainsFunc(theirs, everything) && !slices.ContainsFunc(c.other.Gaps, func(gap Gap) bool { return gap.Denies }) {
		return
	}
	for _, alike := range grouped(actions, c.alikeInResources(actions[0])) {
		c.compare(alike)
	}
}

// everything tells whether a grant is on every resource whatever the circumstances.
func everything(g Grant) bool {
	return g.Certain() && len(g.Except)+len(g.Within) == 0 && slices.ContainsFunc(g.Resources, func(r policy.ResourceARN) bool {
		text, literal := r.Literal()
		return literal && text == "*" && r.Branch == ""
	})
}

// compare asks about actions that are alike.
func (c *comparison) compare(actions []string) {
	if c.asked > c.most {
		c.left = append(c.left, actions...)
		return
	}
	theirs := c.other.Grants(actions[0])
	for _, g := range c.one.Grants(actions[0]) {
		entries := [][2]string{{"*", "*"}} // the text of a resource, and its pattern
		if len(g.Statement.Resources) > 0 {
			entries = nil
		}
		for _, r := range g.Resources {
			entries = append(entries, [2]string{r.Text, g.readings[0].exact(r.Value)})
		}
		slices.SortFunc(entries, func(a, b [2]string) int { return slices.Compare(a[:], b[:]) })
		for _, e := range slices.Compact(entries) {
			c.entry(actions, g, e[0], e[1], theirs)
		}
	}
}

// entry asks about actions on what one resource of a grant matches. Where some request is allowed if a name is what is asked for, another one may
// not be with that name, however little it seemed worth asking: then all are asked.
func (c *comparison) entry(actions []string, g Grant, text, pattern string, theirs []Grant) {
	c.gaveUp, c.searches, c.thorough = false, 0, false
	e := inquiry{actions: actions, grant: g, text: text, sides: c.sides(actions[0], g)}
	c.requests(&e, pattern)
	if e.worst == fits && !e.ended {
		c.searches, c.thorough = 0, true
		c.requests(&e, pattern)
	}
	switch {
	case e.ended:
	case c.gaveUp:
		c.doubt(actions, g, "its patterns are too intricate")
	case e.asked && !e.met && !c.alike(g, theirs):
		c.doubt(actions, g, "no request could be made up that meets its conditions")
	case e.worst == maybe:
		c.doubt(actions, g, e.reason)
	}
}

// inquiry is one resource of a grant, and what was found when it was asked for.
type inquiry struct {
	actions []string
	grant   Grant
	text    string // of the resource
	sides   []side

	asked, met bool   // whether there was something to ask for, and some request was allowed
	worst      grade  // of the other's answers, but for none
	reason     string // of that answer
	ended      bool   // an excess was found, or there were too many requests
}

// requests asks for what a pattern of a grant matches.
func (c *comparison) requests(e *inquiry, pattern string) {
	e.worst = sure
	for _, asked := range c.candidates(e.grant, pattern, e.sides) {
		e.asked = true
		for _, context := range c.circumstances(e.grant, e.sides, asked) {
			if c.asked++; c.asked > c.most {
				c.left, e.ended = append(c.left, e.actions...), true
				return
			}
			r := c.request(e.actions[0], asked.resource, context)
			if c.one.Decide(r).Verdict != Allowed {
				continue
			}
			e.met = true
			a := c.ask(r)
			if a.grade == none {
				c.exceeds(Excess{Actions: e.actions, Grant: e.grant, Resource: e.text, Lacks: a.lacks, Near: a.near})
				e.ended = true
				return
			}
			if a.grade < e.worst {
				e.worst, e.reason = a.grade, a.reason
			}
		}
	}
}

// exceeds notes an excess, or its actions with another one that is alike but for them.
func (c *comparison) exceeds(e Excess) {
	i := slices.IndexFunc(c.more, func(other Excess) bool {
		return other.Grant.Statement == e.Grant.Statement && other.Grant.Boundary == e.Grant.Boundary && other.Grant.At == e.Grant.At &&
			other.Resource == e.Resource && other.Near == e.Near && slices.Equal(other.Lacks, e.Lacks)
	})
	if i < 0 {
		c.more = append(c.more, e)
		return
	}
	c.more[i].Actions = slices.Concat(c.more[i].Actions, e.Actions)
}

func (c *comparison) doubt(actions []string, g Grant, reason string) {
	c.doubts = append(c.doubts, Doubt{Actions: actions, At: g.At, Reason: reason})
}

// alike tells whether some of the other's grants has the same conditions, as far as words go.
func (c *comparison) alike(g Grant, theirs []Grant) bool {
	return slices.ContainsFunc(theirs, func(h Grant) bool {
		return slices.EqualFunc(g.Conditions, h.Conditions, func(a, b policy.Condition) bool {
			return strings.EqualFold(a.Key, b.Key) && strings.EqualFold(a.Operator, b.Operator) &&
				slices.EqualFunc(a.Values, b.Values, func(x, y policy.Value) bool {
					return fitting{q: &question{}, reading: reading{variables: true}, value: y, text: x.Text, form: like}.possible(true, nil)
				})
		})
	})
}

// request is one for a resource that candidates made.
func (c *comparison) request(action, resource string, context map[string][]string) Request {
	own := accountOf(c.arn)
	if _, given := context["aws:resourceaccount"]; !given {
		context["aws:resourceaccount"] = []string{own}
	}
	// Whether another account lets the principal in is the same for both of them.
	return Request{Action: action, Resource: resource, Who: c.arn, Owner: own, Context: context, Complete: true}
}
