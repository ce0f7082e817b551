package cfn

import (
	"slices"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// most is how many alternatives a value may have. What would have more is not known.
const most = 16

// item is the parts of one item of a list.
type item []policy.Part

// sequence is a list on a branch, as far as it is known.
type sequence struct {
	branch parse.Branch
	items  []item
	rest   *policy.Part // what any number of further items are; nil if there are none
}

// sequences gives the alternatives of a node as lists, for the functions that work on lists.
func (t *template) sequences(n *node.Node, under parse.Branch) []sequence {
	if f, ok := function(n); ok {
		return t.sequencesOf(f, under)
	}
	return t.listed(n, under)
}

// sequencesOf evaluates a function that gives a list.
func (t *template) sequencesOf(f call, under parse.Branch) []sequence {
	switch f.name {
	case "Fn::Split":
		return t.callSplit(f, under)
	case "Fn::GetAZs", "Fn::Cidr":
		return []sequence{{branch: under, rest: &policy.Part{Kind: policy.Opaque, Text: f.name}}}
	}
	var all []sequence
	for _, a := range t.call(f, under) {
		if a.Node != nil {
			all = append(all, t.listed(a.Node, a.Branch)...)
			continue
		}
		all = append(all, sequenceOf(a))
	}
	return all
}

// sequenceOf is the list that a function's values make. One value of which
// nothing is literal stands for a whole list.
func sequenceOf(a parse.Alternative) sequence {
	s := sequence{branch: a.Branch}
	for _, v := range a.Values {
		s.items = append(s.items, v.Parts)
	}
	if len(s.items) == 1 && len(s.items[0]) == 1 && s.items[0][0].Kind != policy.Literal {
		s.rest = &s.items[0][0]
		s.items = nil
	}
	return s
}

// listed is a list as written, with the alternatives of its items multiplied out.
func (t *template) listed(n *node.Node, under parse.Branch) []sequence {
	all := []sequence{{branch: under}}
	items := n.Items
	if n.Kind != node.List {
		items = []*node.Node{n}
	}
	for _, it := range items {
		all = t.product(all, t.pieces(t.resolve(it, under)), it)
	}
	return all
}

// pieces turns the alternatives of one item into lists of what it adds.
func (t *template) pieces(alternatives []parse.Alternative) []sequence {
	all := make([]sequence, 0, len(alternatives))
	for _, a := range alternatives {
		s := sequence{branch: a.Branch}
		for _, v := range a.Values {
			s.items = append(s.items, v.Parts)
		}
		if a.Node != nil && len(a.Values) == 0 {
			t.notices.Add(a.Node.At, "not text; what it adds to the list is not known")
			s.items = []item{{{Kind: policy.Unknown, Text: "?"}}}
		}
		all = append(all, s)
	}
	return all
}

// product adds each alternative of what comes next to each list so far, where
// their branches go together. If that would be too many, what comes next is not known.
func (t *template) product(lists, next []sequence, n *node.Node) []sequence {
	if len(next) == 1 && len(next[0].items) == 0 && next[0].rest == nil {
		return lists
	}
	var all []sequence
	for _, l := range lists {
		all = append(all, t.extended(l, next)...)
	}
	if len(all) <= most {
		return all
	}
	hole := item{{Kind: policy.Unknown, Text: "one of many at line " + line(n)}}
	for i := range lists {
		lists[i].items = append(lists[i].items, hole)
	}
	return lists
}

// extended adds each alternative of what comes next to a list, where their branches go together. The last one may take over
// the list's memory, or else a text of many pieces would be copied once for each of them.
func (t *template) extended(l sequence, next []sequence) (all []sequence) {
	for _, s := range next {
		if branch, ok := t.both(l.branch, s.branch); ok {
			all = append(all, sequence{branch: branch, items: s.items, rest: s.rest})
		}
	}
	for i := range all {
		if i < len(all)-1 {
			all[i].items = slices.Concat(l.items, all[i].items)
			continue
		}
		all[i].items = append(l.items, all[i].items...)
	}
	return all
}

// alternatives turns lists into alternatives of values.
func alternatives(lists []sequence, at source.Location) []parse.Alternative {
	all := make([]parse.Alternative, 0, len(lists))
	for _, l := range lists {
		a := parse.Alternative{Branch: l.branch}
		for _, it := range l.items {
			a.Values = append(a.Values, compose(it, at, l.branch))
		}
		if l.rest != nil {
			a.Values = append(a.Values, compose([]policy.Part{*l.rest}, at, l.branch))
		}
		all = append(all, a)
	}
	return all
}

// maxText is how long a value may be, in bytes. IAM takes no text as long.
const maxText = 16 << 10

// join is the items of a list with a delimiter between them, adjacent literals made one.
func (s sequence) join(delimiter string) []policy.Part {
	items := s.items
	if s.rest != nil {
		items = slices.Concat(items, []item{{*s.rest}})
	}
	var parts []policy.Part
	length := 0
	for i, it := range items {
		if i > 0 && delimiter != "" {
			it = slices.Concat(item{{Kind: policy.Literal, Text: delimiter}}, it)
		}
		for _, p := range it {
			if length += len(p.Text); length > maxText {
				return []policy.Part{{Kind: policy.Unknown, Text: "a text of more than 16 KiB"}}
			}
			parts = extend(parts, p)
		}
	}
	return parts
}

// extend adds a part, to the last one if both are plain text.
func extend(parts []policy.Part, p policy.Part) []policy.Part {
	if last := len(parts) - 1; last >= 0 && p.Kind == policy.Literal && p.Parameter == "" &&
		parts[last].Kind == policy.Literal && parts[last].Parameter == "" {
		parts[last].Text += p.Text
		return parts
	}
	return append(parts, p)
}
