package cfn

import (
	"slices"
	"strconv"
	"strings"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// callJoin puts a list together.
func (t *template) callJoin(f call, under parse.Branch) []parse.Alternative {
	if f.arg.Kind != node.List || len(f.arg.Items) != 2 {
		return t.malformed(f, under, "a delimiter and a list")
	}
	delimiter, ok := t.literal(f.arg.Items[0], under)
	if !ok {
		return []parse.Alternative{unknown(f.name, f.at, under)}
	}
	var all []parse.Alternative
	for _, l := range t.sequences(f.arg.Items[1], under) {
		all = append(all, one(l.join(delimiter), f.at, l.branch))
	}
	return all
}

// callSelect takes one item of a list.
func (t *template) callSelect(f call, under parse.Branch) []parse.Alternative {
	if f.arg.Kind != node.List || len(f.arg.Items) != 2 {
		return t.malformed(f, under, "an index and a list")
	}
	text, _ := t.literal(f.arg.Items[0], under)
	index, err := strconv.Atoi(text)
	if err != nil || index < 0 {
		return []parse.Alternative{unknown(f.name, f.at, under)}
	}
	var all []parse.Alternative
	for _, l := range t.sequences(f.arg.Items[1], under) {
		switch {
		case index < len(l.items):
			all = append(all, one(l.items[index], f.at, l.branch))
		case l.rest != nil:
			all = append(all, one([]policy.Part{*l.rest}, f.at, l.branch))
		default:
			t.notices.Add(f.at, "Fn::Select takes item %d of a list of %d; what it gives is not known", index, len(l.items))
			all = append(all, unknown(f.name, f.at, l.branch))
		}
	}
	return all
}

// callLength counts a list. A number has no wildcard, whether it is known or not.
func (t *template) callLength(f call, under parse.Branch) []parse.Alternative {
	var all []parse.Alternative
	for _, l := range t.sequences(f.arg, under) {
		if l.rest != nil {
			all = append(all, one([]policy.Part{{Kind: policy.Opaque, Text: f.name}}, f.at, l.branch))
			continue
		}
		all = append(all, one([]policy.Part{{Kind: policy.Literal, Text: strconv.Itoa(len(l.items))}}, f.at, l.branch))
	}
	return all
}

// callSplit cuts text at a delimiter.
func (t *template) callSplit(f call, under parse.Branch) []sequence {
	hole := sequence{branch: under, rest: &policy.Part{Kind: policy.Unknown, Text: f.name}}
	if f.arg.Kind != node.List || len(f.arg.Items) != 2 {
		t.malformed(f, under, "a delimiter and text")
		return []sequence{hole}
	}
	delimiter, ok := t.literal(f.arg.Items[0], under)
	if !ok || delimiter == "" {
		return []sequence{hole}
	}
	var all []sequence
	for _, a := range t.resolve(f.arg.Items[1], under) {
		if len(a.Values) == 1 {
			all = append(all, split(a.Values[0].Parts, delimiter, a.Branch))
		}
	}
	if len(all) == 0 {
		return []sequence{hole}
	}
	return all
}

// split cuts parts at a delimiter, up to the first part that may hold more of it.
func split(parts []policy.Part, delimiter string, under parse.Branch) sequence {
	s := sequence{branch: under}
	var current item
	for i, p := range parts {
		if p.Kind != policy.Literal && !atomic(p) && !isName(parts, i) {
			s.rest = remainder(append(current, parts[i:]...))
			return s
		}
		if p.Kind != policy.Literal {
			current = append(current, p)
			continue
		}
		for j, piece := range strings.Split(p.Text, delimiter) {
			if j > 0 {
				s.items = append(s.items, current)
				current = nil
			}
			if piece != "" {
				current = append(current, policy.Part{Kind: policy.Literal, Text: piece, Parameter: p.Parameter})
			}
		}
	}
	s.items = append(s.items, current)
	return s
}

// atomic tells whether a part is a word without any delimiter in it.
func atomic(p policy.Part) bool {
	switch p.Text {
	case "AWS::AccountId", "AWS::Region", "AWS::Partition":
		return p.Kind == policy.Opaque
	default:
		return false
	}
}

// isName tells whether a part is the last name in the ARN of a role or its like,
// which has no delimiter in it.
func isName(parts []policy.Part, i int) bool {
	if i == 0 || i != len(parts)-1 || parts[i].Kind != policy.Opaque || parts[i-1].Kind != policy.Literal {
		return false
	}
	before := parts[i-1].Text
	return slices.ContainsFunc([]string{":role/", ":user/", ":group/"}, func(end string) bool { return strings.HasSuffix(before, end) })
}

// pieceOf begins the name of a part that stands for some piece of a text.
const pieceOf = "a piece of "

// remainder is what the pieces of some parts are: unknown if a wildcard may be in them.
func remainder(parts []policy.Part) *policy.Part {
	rest := &policy.Part{Kind: policy.Opaque, Text: pieceOf + policy.Compose(parts, source.Location{}).Text}
	for _, p := range parts {
		if p.Kind == policy.Unknown || p.Kind == policy.Literal && strings.ContainsAny(p.Text, "*?") {
			rest.Kind = policy.Unknown
			rest.Parameter = p.Parameter
		}
	}
	return rest
}

// literal is the text of a node if it is known in full and the same on every branch.
func (t *template) literal(n *node.Node, under parse.Branch) (string, bool) {
	all := t.resolve(n, under)
	if len(all) != 1 || len(all[0].Values) != 1 {
		return "", false
	}
	return all[0].Values[0].Literal()
}

// malformed notes a function that was given the wrong thing.
func (t *template) malformed(f call, under parse.Branch, needs string) []parse.Alternative {
	t.notices.Add(f.at, "%s needs %s; what it gives is not known", f.name, needs)
	return []parse.Alternative{unknown(f.name, f.at, under)}
}

func line(n *node.Node) string {
	return strconv.Itoa(n.At.Region.Start.Line)
}
