package cfn

import (
	"regexp"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// call is a function as it stands in the template.
type call struct {
	name string     // "Ref", "Fn::Sub" …
	arg  *node.Node // what it is given
	at   source.Location
}

// function is the call that a map stands for, if it stands for one.
func function(n *node.Node) (call, bool) {
	if n == nil || n.Kind != node.Map || len(n.Fields) != 1 {
		return call{}, false
	}
	name := n.Fields[0].Key.Text
	if name != "Ref" && !strings.HasPrefix(name, "Fn::") {
		return call{}, false
	}
	return call{name: name, arg: n.Fields[0].Value, at: n.At}, true
}

// settled gives the alternatives of a node as the model takes them.
func (t *template) settled(n *node.Node, under parse.Branch) []parse.Alternative {
	t.steps = 0
	all := t.resolve(n, under)
	for _, a := range all {
		for i, v := range a.Values {
			if slices.ContainsFunc(v.Parts, isEmpty) {
				a.Values[i] = compose(t.filled(v.Parts), v.At, a.Branch)
			}
		}
	}
	return all
}

// isEmpty tells whether a part is a parameter that is empty unless it is given.
func isEmpty(p policy.Part) bool {
	return p.Kind == policy.Literal && p.Text == "" && p.Parameter != ""
}

// filled are parts in which a parameter that is empty by default is not known
// where it is all of a value or of a field of an ARN: nobody deploys it so. Next
// to other text, as a prefix, it may well stay empty.
func (t *template) filled(parts []policy.Part) []policy.Part {
	all := make([]policy.Part, 0, len(parts))
	for i, p := range parts {
		if isEmpty(p) && endsField(parts[:i]) && startsField(parts[i+1:]) {
			p = t.parameters[p.Parameter].part()
		}
		all = append(all, p)
	}
	return all
}

func endsField(before []policy.Part) bool {
	if len(before) == 0 {
		return true
	}
	last := before[len(before)-1]
	return last.Kind == policy.Literal && (strings.HasSuffix(last.Text, ":") || strings.HasSuffix(last.Text, "/"))
}

func startsField(after []policy.Part) bool {
	if len(after) == 0 {
		return true
	}
	first := after[0]
	return first.Kind == policy.Literal && (strings.HasPrefix(first.Text, ":") || strings.HasPrefix(first.Text, "/"))
}

// resolve gives the alternatives of a node: of a function what it comes to, of
// anything else the node itself.
func (t *template) resolve(n *node.Node, under parse.Branch) []parse.Alternative {
	switch n.Kind {
	case node.List, node.Null:
		return []parse.Alternative{{Branch: under, Node: n}}
	case node.Map:
		f, ok := function(n)
		if !ok {
			return []parse.Alternative{{Branch: under, Node: n}}
		}
		return t.call(f, under)
	default:
		return []parse.Alternative{{Branch: under, Node: n, Values: []policy.Value{compose(literals(n.Text), n.At, under)}}}
	}
}

// maxSteps is how many functions may be evaluated for one value. Functions
// inside the variables of Fn::Sub multiply, so that a small template could keep
// us busy for ever.
const maxSteps = 4096

// call evaluates a function.
func (t *template) call(f call, under parse.Branch) []parse.Alternative {
	if t.steps++; t.steps > maxSteps {
		t.notices.Add(f.at, "this takes more than %d functions to evaluate; what it gives is not known", maxSteps)
		return []parse.Alternative{unknown(f.name, f.at, under)}
	}
	switch f.name {
	case "Ref":
		return t.callRef(f, under)
	case "Fn::GetAtt":
		return t.callGetAtt(f, under)
	case "Fn::If":
		return t.callIf(f, under)
	case "Fn::Sub":
		return t.callSub(f, under)
	case "Fn::Join":
		return t.callJoin(f, under)
	case "Fn::Select":
		return t.callSelect(f, under)
	case "Fn::FindInMap":
		return t.callFindInMap(f, under)
	case "Fn::Base64":
		return callBase64(f, under)
	case "Fn::ImportValue":
		return t.callImport(f, under)
	case "Fn::Length":
		return t.callLength(f, under)
	case "Fn::Split", "Fn::GetAZs", "Fn::Cidr":
		return alternatives(t.sequencesOf(f, under), f.at)
	default:
		t.notices.Add(f.at, "%s is not evaluated here; what it gives is not known", f.name)
		return []parse.Alternative{unknown(f.name, f.at, under)}
	}
}

// callIf looks at both arms, and leaves out one that the branch rules out.
func (t *template) callIf(f call, under parse.Branch) []parse.Alternative {
	if f.arg.Kind != node.List || len(f.arg.Items) != 3 || f.arg.Items[0].Kind != node.String {
		return t.malformed(f, under, "a condition and two values")
	}
	var all []parse.Alternative
	for i, holds := range []bool{true, false} {
		if branch, ok := t.choose(under, f.arg.Items[0], holds); ok {
			all = append(all, t.resolve(f.arg.Items[i+1], branch)...)
		}
	}
	return all
}

// callBase64 gives text that is never a pattern of anything: its characters have no wildcard.
func callBase64(f call, under parse.Branch) []parse.Alternative {
	return []parse.Alternative{one([]policy.Part{{Kind: policy.Opaque, Text: f.name}}, f.at, under)}
}

// argument is the place of a function's argument if that is one word, else of the whole call.
func argument(f call) source.Location {
	if f.arg.Kind == node.String {
		return f.arg.At
	}
	return f.at
}

// dynamic is a reference to a parameter or secret that is fetched when the stack is made.
var dynamic = regexp.MustCompile(`\{\{resolve:[^{}]*\}\}`)

// literals are the parts of a text that is taken at its word, but for dynamic references.
func literals(text string) []policy.Part {
	if !strings.Contains(text, "{{resolve:") {
		return []policy.Part{{Kind: policy.Literal, Text: text}}
	}
	var parts []policy.Part
	add := func(s string) {
		if s != "" {
			parts = append(parts, policy.Part{Kind: policy.Literal, Text: s})
		}
	}
	last := 0
	for _, m := range dynamic.FindAllStringIndex(text, -1) {
		add(text[last:m[0]])
		parts = append(parts, policy.Part{Kind: policy.Unknown, Text: strings.Trim(text[m[0]:m[1]], "{}")})
		last = m[1]
	}
	add(text[last:])
	return parts
}

// compose makes a value of parts on a branch.
func compose(parts []policy.Part, at source.Location, under parse.Branch) policy.Value {
	v := policy.Compose(parts, at)
	v.Branch = under.String()
	return v
}

// one is an alternative of one value.
func one(parts []policy.Part, at source.Location, under parse.Branch) parse.Alternative {
	return parse.Alternative{Branch: under, Values: []policy.Value{compose(parts, at, under)}}
}

// unknown is an alternative of which only a name can be told.
func unknown(name string, at source.Location, under parse.Branch) parse.Alternative {
	return one([]policy.Part{{Kind: policy.Unknown, Text: name}}, at, under)
}
