package escalation

import (
	"cmp"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/policy"
)

// inOrder sorts the ways to one action by what they say and not by where they stand, so that the same statements in
// another order give the same evidence: the widest word first, because who takes that away takes away the most.
func (p *principal) inOrder(ways []way) {
	if len(ways) < 2 {
		return
	}
	slices.SortStableFunc(ways, func(a, b way) int {
		return cmp.Or(rank(a)-rank(b), width(&b)-width(&a), strings.Compare(p.wording(&a), p.wording(&b)))
	})
}

// width is how many actions the word stands for that gives the action of a way; * and NotAction stand for the most.
func width(w *way) int {
	for i := range w.grant.Statement.Actions {
		if a := &w.grant.Statement.Actions[i]; a.At == w.grant.At && a.Wildcard != policy.EveryAction {
			return a.Matches
		}
	}
	return everyAction
}

// everyAction is more than the actions that AWS has.
const everyAction = 1 << 20

// wording is what the statement of a way says, place left out. It is asked for again and again where there are many.
func (p *principal) wording(w *way) string {
	of := stated{w.grant.Statement, w.grant.Boundary}
	text, met := p.wordings[of]
	if !met {
		text = wording(w)
		if p.wordings == nil {
			p.wordings = map[stated]string{}
		}
		p.wordings[of] = text
	}
	return text
}

// stated is a statement, with that of the boundary that allows the same.
type stated struct{ statement, boundary *policy.Statement }

func wording(w *way) string {
	s := w.grant.Statement
	var words []string
	for _, list := range [][]policy.ResourceARN{s.Resources, s.NotResources} {
		for _, r := range list {
			words = append(words, r.Text)
		}
		words = append(words, "")
	}
	for _, list := range [][]policy.Action{s.Actions, s.NotActions} {
		for _, a := range list {
			words = append(words, a.Text)
		}
		words = append(words, "")
	}
	for i := range w.grant.Conditions {
		c := &w.grant.Conditions[i]
		words = append(words, c.Operator, c.LowerKey)
		for _, v := range c.Values {
			words = append(words, v.Text)
		}
	}
	return strings.Join(words, "\n")
}
