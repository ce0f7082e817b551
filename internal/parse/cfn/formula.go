package cfn

import (
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
)

// formula is what a condition says: a condition function and its arguments.
type formula struct {
	function string // Fn::And, Fn::Or, Fn::Not, Fn::Equals, or Condition
	args     []*formula
	sides    [2]term // of Fn::Equals
	name     string  // of Condition
}

// term is one side of Fn::Equals: a text, or the name of what decides it.
type term struct{ variable, text string }

// maxTerms is how many arguments the conditions of a formula may have, so that
// it is looked through in no time. CloudFormation takes ten for each function.
const maxTerms = 100

// formula reads a condition. It is nil where the node is none.
func (t *template) formula(n *node.Node) *formula {
	budget := maxTerms
	return t.part(n, &budget)
}

func (t *template) part(n *node.Node, budget *int) *formula {
	if *budget--; *budget < 0 || n == nil || n.Kind != node.Map || len(n.Fields) != 1 {
		return nil
	}
	f := &formula{function: n.Fields[0].Key.Text}
	arg := n.Fields[0].Value
	switch {
	case f.function == "Condition" && arg.Kind == node.String:
		f.name = arg.Text
		return f
	case f.function == "Fn::Equals" && len(arg.Items) == 2:
		return t.equals(f, arg.Items[0], arg.Items[1])
	case arg.Kind != node.List || !slices.Contains([]string{"Fn::And", "Fn::Or", "Fn::Not"}, f.function):
		return nil
	}
	for _, item := range arg.Items {
		p := t.part(item, budget)
		if p == nil {
			return nil
		}
		f.args = append(f.args, p)
	}
	return f
}

// equals compares two sides. Two of which neither is known make a question of
// their own, to which the answer may be yes or no.
func (t *template) equals(f *formula, left, right *node.Node) *formula {
	f.sides = [2]term{t.term(left), t.term(right)}
	if f.sides[0].variable != "" && f.sides[1].variable != "" && f.sides[0] != f.sides[1] {
		question := "is " + f.sides[0].variable + " " + f.sides[1].variable
		f.sides = [2]term{{variable: question}, {text: "yes"}}
	}
	return f
}

// term is one side of Fn::Equals. The default of a parameter does not count:
// anybody may give another value.
func (t *template) term(n *node.Node) term {
	f, isCall := function(n)
	switch {
	case n.Kind != node.Map && n.Kind != node.List:
		return term{text: n.Text}
	case isCall && f.name == "Ref" && !t.isGiven(n):
		return term{variable: "Ref " + f.arg.Text}
	case isCall && t.isGiven(n):
		if text, ok := t.literal(n, always); ok {
			return term{text: text}
		}
	}
	return term{variable: describe(n)}
}

// isGiven tells whether a node takes its text from nothing but parameters whose values are given.
func (t *template) isGiven(n *node.Node) bool {
	for _, name := range references(n) {
		if p := t.parameters[name]; p == nil || p.given == nil || p.stored() || p.list() {
			return false
		}
	}
	return true
}

// describe writes a node down, so that the same expression is the same question.
func describe(n *node.Node) string {
	var b strings.Builder
	walk(n, func(n *node.Node) {
		b.WriteString(n.Text + "(")
		for _, f := range n.Fields {
			b.WriteString(f.Key.Text + ":")
		}
	})
	return b.String()
}

// anything stands for a text that no condition names.
const anything = "\x00"

// findDomains gathers what the variables of all conditions can be, as far as it
// makes a difference: the texts that they are compared with, and any other; or
// the AllowedValues of a parameter.
func (t *template) findDomains() {
	t.domains = map[string][]string{}
	for _, c := range t.conditions {
		c.says.visit(func(f *formula) {
			for i, side := range f.sides {
				other := f.sides[1-i]
				if side.variable != "" && !slices.Contains(t.domains[side.variable], other.text) {
					t.domains[side.variable] = append(t.domains[side.variable], other.text)
				}
			}
		})
	}
	for variable, texts := range t.domains {
		p := t.parameters[strings.TrimPrefix(variable, "Ref ")]
		if p == nil || len(p.allowed) == 0 || p.stored() || p.list() {
			t.domains[variable] = append(texts, anything)
			continue
		}
		t.domains[variable] = nil
		for _, n := range p.allowed {
			t.domains[variable] = append(t.domains[variable], n.Text)
		}
	}
}

// visit visits a formula and its parts, but not the conditions that it names.
func (f *formula) visit(visit func(*formula)) {
	if f == nil {
		return
	}
	visit(f)
	for _, arg := range f.args {
		arg.visit(visit)
	}
}

// maxWorlds is how many ways to deploy a template are tried for one branch. What
// would take more may be possible.
const maxWorlds = 1024

// possible tells whether the conditions of a branch can all be as it says.
func (t *template) possible(b parse.Branch) bool {
	key := b.String()
	known, ok := t.possibles[key]
	if !ok {
		known = t.search(b, term{})
		t.possibles[key] = known
	}
	return known
}

// notEmpty tells whether a parameter that is empty by default can't be so on a branch: on that of a condition that it
// is not empty, it is something that somebody gives.
func (t *template) notEmpty(p *parameter, b parse.Branch) bool {
	if text, known := p.text(); !known || text != "" || p.given != nil || p.list() || b.String() == "" {
		return false
	}
	key := b.String() + "\x00" + p.name
	empty, ok := t.possibles[key]
	if !ok {
		empty = t.search(b, term{variable: "Ref " + p.name})
		t.possibles[key] = empty
	}
	return !empty
}

// search looks for a world in which a branch is, and in which something has a certain text if it makes a difference.
func (t *template) search(b parse.Branch, fixed term) bool {
	var variables []string
	seen := map[string]bool{}
	for name := range b.All() {
		variables = t.variables(name, variables, seen)
	}
	if !slices.Contains(t.domains[fixed.variable], fixed.text) {
		fixed.text = anything
	}
	worlds := 1
	for _, v := range variables {
		if worlds *= len(t.domains[v]); worlds > maxWorlds {
			return true
		}
	}
	for i := range worlds {
		w := world{t: t, texts: map[string]string{}, answers: map[string]answer{}}
		for _, v := range variables {
			w.texts[v] = t.domains[v][i%len(t.domains[v])]
			i /= len(t.domains[v])
		}
		if text, asked := w.texts[fixed.variable]; (!asked || text == fixed.text) && w.agrees(b) {
			return true
		}
	}
	return false
}

// variables adds the variables that a condition depends on.
func (t *template) variables(name string, variables []string, seen map[string]bool) []string {
	if seen[name] {
		return variables
	}
	seen[name] = true
	t.conditions[name].says.visit(func(f *formula) {
		for _, side := range f.sides {
			if side.variable != "" && !slices.Contains(variables, side.variable) {
				variables = append(variables, side.variable)
			}
		}
		if f.function == "Condition" {
			variables = t.variables(f.name, variables, seen)
		}
	})
	return variables
}

// world is a way to deploy the template.
type world struct {
	t       *template
	texts   map[string]string // of each variable
	answers map[string]answer // of the conditions that were asked for
}

// answer is whether something is true, as far as that is known.
type answer struct{ truth, known bool }

// agrees tells whether every condition of a branch can be here as the branch says.
func (w world) agrees(b parse.Branch) bool {
	for name, holds := range b.All() {
		if a := w.condition(name); a.known && a.truth != holds {
			return false
		}
	}
	return true
}

// condition asks for a condition. One that depends on itself is not known.
func (w world) condition(name string) answer {
	a, asked := w.answers[name]
	if says := w.t.conditions[name].says; !asked && says != nil {
		w.answers[name] = answer{}
		a = w.holds(says)
		w.answers[name] = a
	}
	return a
}

func (w world) holds(f *formula) answer {
	switch f.function {
	case "Condition":
		return w.condition(f.name)
	case "Fn::Equals":
		return answer{w.text(f.sides[0]) == w.text(f.sides[1]), true}
	case "Fn::Or":
		return w.any(f.args, true)
	default: // Fn::Not and Fn::And are true unless one is as it must not be
		a := w.any(f.args, f.function == "Fn::Not")
		return answer{!a.truth, a.known}
	}
}

// any tells whether one of some formulas comes to a truth.
func (w world) any(args []*formula, wanted bool) answer {
	known := true
	for _, arg := range args {
		a := w.holds(arg)
		if a.known && a.truth == wanted {
			return answer{true, true}
		}
		known = known && a.known
	}
	return answer{false, known}
}

func (w world) text(side term) string {
	if side.variable == "" {
		return side.text
	}
	return w.texts[side.variable]
}
