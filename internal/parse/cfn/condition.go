package cfn

import (
	"slices"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
)

// condition is an entry of Conditions. A condition that is no more than the
// opposite of another is that other one, so that the two never seem to go together.
type condition struct {
	opposite string
	says     *formula // nil if it cannot be told
}

func (t *template) readConditions() {
	t.conditions = map[string]condition{}
	conditions := t.root.Get("Conditions")
	if conditions == nil || conditions.Kind != node.Map {
		return
	}
	for _, f := range conditions.Fields {
		t.conditions[f.Key.Text] = condition{opposite: opposite(f.Value), says: t.formula(f.Value)}
	}
	t.findDomains()
}

// opposite is the condition that a node negates, or "".
func opposite(n *node.Node) string {
	not := n.Get("Fn::Not")
	if not == nil || not.Kind != node.List || len(not.Items) != 1 {
		return ""
	}
	if c := not.Items[0].Get("Condition"); c != nil && c.Kind == node.String {
		return c.Text
	}
	return ""
}

// settle follows opposites to the condition that really decides. It tells
// whether that one must be taken the other way round.
func (t *template) settle(name string) (decides string, negated bool) {
	seen := []string{name}
	for t.conditions[name].opposite != "" {
		name = t.conditions[name].opposite
		if slices.Contains(seen, name) {
			return seen[0], false
		}
		seen = append(seen, name)
		negated = !negated
	}
	return name, negated
}

// choose narrows a branch to where a condition holds, or does not.
func (t *template) choose(under parse.Branch, name *node.Node, holds bool) (parse.Branch, bool) {
	if _, ok := t.conditions[name.Text]; !ok && !t.macros {
		t.notices.Add(name.At, "condition %q is not in Conditions", name.Text)
	}
	decides, negated := t.settle(name.Text)
	return t.narrow(under, decides, holds != negated)
}

// narrow narrows a branch, unless the conditions then contradict one another.
// What follows from the branch already is not said again.
func (t *template) narrow(under parse.Branch, condition string, holds bool) (parse.Branch, bool) {
	narrowed, ok := under.With(condition, holds)
	if !ok || !t.possible(narrowed) {
		return under, false
	}
	if other, ok := under.With(condition, !holds); ok && !t.possible(other) {
		return under, true
	}
	return narrowed, true
}

// both is the branch on which two are, if they can be together.
func (t *template) both(a, b parse.Branch) (parse.Branch, bool) {
	for condition, holds := range b.All() {
		var ok bool
		if a, ok = t.narrow(a, condition, holds); !ok {
			return a, false
		}
	}
	return a, true
}

// deciders names the conditions that decide inside a node, each once, in the order written.
func (t *template) deciders(n *node.Node) []string {
	var names []string
	walk(n, func(n *node.Node) {
		f, ok := function(n)
		if !ok || f.name != "Fn::If" || f.arg.Kind != node.List || len(f.arg.Items) == 0 {
			return
		}
		name, _ := t.settle(f.arg.Items[0].Text)
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	})
	return names
}

// walk visits a node and everything below it.
func walk(n *node.Node, visit func(*node.Node)) {
	if n == nil {
		return
	}
	visit(n)
	for _, item := range n.Items {
		walk(item, visit)
	}
	for _, f := range n.Fields {
		walk(f.Value, visit)
	}
}
