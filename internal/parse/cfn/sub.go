package cfn

import (
	"strings"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// callSub fills in a text.
func (t *template) callSub(f call, under parse.Branch) []parse.Alternative {
	text, variables, ok := subArguments(f.arg)
	if !ok {
		return t.malformed(f, under, "text, or text and a map")
	}
	lists := []sequence{{branch: under}}
	for _, p := range placeholders(text.Text) {
		if p.unescaped {
			t.notices.Add(text.At, "Fn::Sub takes %s for a name of the template, which it is not, and fails: write %q", p.plain, "${!"+p.plain[2:])
		}
		lists = t.product(lists, t.pieces(t.placeholder(p, variables, text.At, under)), text)
	}
	all := make([]parse.Alternative, 0, len(lists))
	for _, l := range lists {
		all = append(all, one(l.join(""), text.At, l.branch))
	}
	return all
}

// subArguments are the text of Fn::Sub and the map that may follow it.
func subArguments(arg *node.Node) (text, variables *node.Node, ok bool) {
	switch {
	case arg.Kind == node.String:
		return arg, nil, true
	case arg.Kind == node.List && len(arg.Items) == 2 && arg.Items[0].Kind == node.String && arg.Items[1].Kind == node.Map:
		return arg.Items[0], arg.Items[1], true
	case arg.Kind == node.List && len(arg.Items) == 1 && arg.Items[0].Kind == node.String:
		return arg.Items[0], nil, true
	default:
		return nil, nil, false
	}
}

// placeholder is a stretch of the text of Fn::Sub: plain, or the name in ${name}.
type placeholder struct {
	name  string
	plain string

	unescaped bool // it is a policy variable that lacks its !
}

// placeholders cuts the text of Fn::Sub. ${!name} is plain ${name}.
func placeholders(text string) []placeholder {
	var all []placeholder
	for text != "" {
		start := strings.Index(text, "${")
		if start < 0 {
			return append(all, placeholder{plain: text})
		}
		length := strings.IndexByte(text[start:], '}')
		if length < 0 {
			return append(all, placeholder{plain: text})
		}
		if start > 0 {
			all = append(all, placeholder{plain: text[:start]})
		}
		name := strings.TrimSpace(text[start+2 : start+length])
		switch {
		case strings.HasPrefix(name, "!"):
			all = append(all, placeholder{plain: "${" + name[1:] + "}"})
		case isVariable(name):
			all = append(all, placeholder{plain: "${" + name + "}", unescaped: true})
		default:
			all = append(all, placeholder{name: name})
		}
		text = text[start+length+1:]
	}
	return all
}

// isVariable tells whether a name can only be one of IAM's own policy variables,
// as in ${aws:username}: names in a template have no colon but those of AWS::. CloudFormation wants them to be written
// as ${!aws:username}: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html.
func isVariable(name string) bool {
	return name == "" || name == "*" || name == "?" || name == "$" ||
		strings.Contains(name, ":") && !strings.HasPrefix(name, "AWS::")
}

// placeholder evaluates a stretch of the text of Fn::Sub.
func (t *template) placeholder(p placeholder, variables *node.Node, at source.Location, under parse.Branch) []parse.Alternative {
	if p.name == "" {
		return []parse.Alternative{{Branch: under, Values: []policy.Value{policy.Compose(literals(p.plain), at)}}}
	}
	t.steps++
	if v := variables.Get(p.name); v != nil {
		return t.resolve(v, under)
	}
	if id, attribute, ok := strings.Cut(p.name, "."); ok {
		return t.attributed(id, attribute, at, under)
	}
	return t.named(p.name, at, under)
}
