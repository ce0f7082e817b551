package parse

import "strings"

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

// And is the branch on which both hold. It reports false when they contradict each other.
func (b Branch) And(other Branch) (Branch, bool) {
	for _, c := range other.choices {
		var ok bool
		if b, ok = b.With(c.condition, c.holds); !ok {
			return b, false
		}
	}
	return b, true
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
