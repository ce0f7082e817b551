package cfn

import (
	"strings"
	"unicode"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/policy"
)

// loopPrefix begins the key of a loop, which a name follows.
const loopPrefix = "Fn::ForEach::"

// maxCopies is how many nodes loops may make in one template, so that a few
// loops inside one another end in time. CloudFormation takes 500 resources.
const maxCopies = 200_000

// unrolled is a tree with its loops unrolled; a tree without loops stays as it is.
// A loop that goes over what is not known before deployment stays too.
func (t *template) unrolled(n *node.Node) *node.Node {
	if n == nil || !loops(n) {
		return n
	}
	t.copies = maxCopies
	return t.unroll(n)
}

// loops tells whether there is a loop in a tree.
func loops(n *node.Node) bool {
	found := false
	walk(n, func(n *node.Node) {
		for _, f := range n.Fields {
			found = found || strings.HasPrefix(f.Key.Text, loopPrefix)
		}
	})
	return found
}

func (t *template) unroll(n *node.Node) *node.Node {
	switch n.Kind {
	case node.List:
		return n.Rebuilt(n.At, nil, t.unroll)
	case node.Map:
		m := &node.Node{Kind: node.Map, At: n.At}
		for _, f := range n.Fields {
			m.Fields = append(m.Fields, t.unrollField(f)...)
		}
		return m
	default:
		return n
	}
}

// unrollField is a field, or the fields that a loop makes: its value names a
// variable, a list that it goes over, and a map that is there once for each.
func (t *template) unrollField(f node.Field) []node.Field {
	if !strings.HasPrefix(f.Key.Text, loopPrefix) {
		return []node.Field{{Key: f.Key, Value: t.unroll(f.Value)}}
	}
	if len(f.Value.Items) != 3 || f.Value.Items[0].Kind != node.String || f.Value.Items[2].Kind != node.Map {
		t.notices.Add(f.Key.At, "%s needs a name, a list and a map; what it makes was not judged", f.Key.Text)
		return nil
	}
	texts, ok := t.texts(f.Value.Items[1])
	if !ok {
		return []node.Field{f} // noted where it is read
	}
	var fields []node.Field
	for _, text := range texts {
		turn := turn{t, f.Value.Items[0].Text, text}
		fields = append(fields, t.unroll(turn.of(f.Value.Items[2])).Fields...)
	}
	return fields
}

// texts are the items of a list that is known in full.
func (t *template) texts(n *node.Node) ([]string, bool) {
	lists := t.sequences(n, always)
	if len(lists) != 1 || lists[0].rest != nil {
		return nil, false
	}
	var texts []string
	for _, it := range lists[0].items {
		text, known := policy.Compose(it, n.At).Literal()
		if !known {
			return nil, false
		}
		texts = append(texts, text)
	}
	return texts, true
}

// turn is one time that a loop goes round.
type turn struct {
	t              *template
	variable, text string
}

// of is a copy of a tree with the variable filled in: ${name}, &{name} which
// leaves out what a logical id cannot have, and a Ref of it.
func (r turn) of(n *node.Node) *node.Node {
	if r.t.copies--; r.t.copies < 0 {
		return &node.Node{Kind: n.Kind, At: n.At}
	}
	if f, ok := function(n); ok && f.name == "Ref" && f.arg.Text == r.variable {
		return word(r.text, n.At)
	}
	if n.Kind == node.String {
		return r.word(n)
	}
	return n.Rebuilt(n.At, r.word, r.of)
}

// word is a text with the variable filled in. One without it stays the same node.
func (r turn) word(n *node.Node) *node.Node {
	text := strings.NewReplacer("${"+r.variable+"}", r.text, "&{"+r.variable+"}", alphanumeric(r.text)).Replace(n.Text)
	if text == n.Text {
		return n
	}
	return word(text, n.At)
}

func alphanumeric(text string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			return c
		}
		return -1
	}, text)
}
