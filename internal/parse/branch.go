package parse

import (
	"iter"
	"strings"
)

// Branch is a way through a template's conditions: which of them hold and which
// do not. The zero Branch holds always.
type Branch struct {
	choices []choice
}

type choice struct {
	condition string
	holds     bool
}

// With adds that the condition holds, or that it does not. It reports false when
// the branch says otherwise already, so that nothing can stand there.
func (b Branch) With(condition string, holds bool) (Branch, bool) {
	for _, c := range b.choices {
		if c.condition == condition {
			return b, c.holds == holds
		}
	}
	choices := make([]choice, len(b.choices), len(b.choices)+1)
	copy(choices, b.choices)
	return Branch{append(choices, choice{condition, holds})}, true
}

// All yields the conditions of the branch and whether they hold.
func (b Branch) All() iter.Seq2[string, bool] {
	return func(yield func(string, bool) bool) {
		for _, c := range b.choices {
			if !yield(c.condition, c.holds) {
				return
			}
		}
	}
}

// String is the form that people read: "IsProd and not IsTest", or "" for always.
func (b Branch) String() string {
	if len(b.choices) == 0 {
		return ""
	}
	words := make([]string, len(b.choices))
	for i, c := range b.choices {
		words[i] = c.condition
		if !c.holds {
			words[i] = "not " + c.condition
		}
	}
	return strings.Join(words, " and ")
}
