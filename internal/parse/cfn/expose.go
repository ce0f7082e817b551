package cfn

import (
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// expose makes a document that is written as JSON inside Fn::Sub or
// Fn::ToJsonString into the map that it is, so that each text in it keeps its
// place and is filled in by itself. Any other node it returns as it is.
func (t *template) expose(n *node.Node) *node.Node {
	f, ok := function(n)
	if !ok {
		return n
	}
	switch f.name {
	case "Fn::ToJsonString":
		return f.arg
	case "Fn::If":
		return t.exposeArms(n, f)
	case "Fn::Sub":
		return t.exposeSub(n, f)
	case "Fn::Join":
		return t.exposeJoin(n, f)
	default:
		return n
	}
}

func (t *template) exposeArms(n *node.Node, f call) *node.Node {
	if f.arg.Kind != node.List || len(f.arg.Items) != 3 {
		return n
	}
	arms := []*node.Node{f.arg.Items[0], t.expose(f.arg.Items[1]), t.expose(f.arg.Items[2])}
	return wrap(n, n.Fields[0].Key, &node.Node{Kind: node.List, At: f.arg.At, Items: arms})
}

func (t *template) exposeSub(n *node.Node, f call) *node.Node {
	text, variables, ok := subArguments(f.arg)
	if !ok || !strings.HasPrefix(strings.TrimSpace(text.Text), "{") {
		return n
	}
	root, err := text.Embedded()
	if err != nil {
		bare := *text
		bare.Text = quoteBare(text.Text)
		if quoted, failed := bare.Embedded(); failed == nil {
			root, err = unquoteBare(quoted), nil
		}
	}
	if err != nil {
		t.notices.Add(text.At, "the policy document cannot be read as JSON before Fn::Sub has filled it in (%v); write it as a map", err)
		return n
	}
	return t.substituted(root, n.Fields[0].Key, variables)
}

// exposeJoin does so for JSON that Fn::Join puts together, as the CDK writes it.
// What is not plain text in the list becomes a variable.
func (t *template) exposeJoin(n *node.Node, f call) *node.Node {
	if len(f.arg.Items) != 2 || f.arg.Items[0].Kind != node.String || !startsAsMap(f.arg.Items[1]) {
		return n
	}
	variables := &node.Node{Kind: node.Map, At: n.At}
	j := &joint{}
	for i, item := range f.arg.Items[1].Items {
		if i > 0 {
			j.add(f.arg.Items[0].Text, n)
		}
		if item.Kind != node.Map && item.Kind != node.List {
			j.add(strings.ReplaceAll(item.Text, "${", "${!"), item)
			continue
		}
		name := "%" + strconv.Itoa(i)
		j.add("${"+name+"}", item)
		variables.Fields = append(variables.Fields, node.Field{Key: word(name, item.At), Value: item})
	}
	root, err := node.Parse("Fn::Join", []byte(j.text.String()))
	if err != nil {
		if quoted, failed := node.Parse("Fn::Join", []byte(quoteBare(j.text.String()))); failed == nil {
			root, err = unquoteBare(quoted), nil
		}
	}
	if err != nil || root.Kind != node.Map {
		t.notices.Add(n.At, "the policy document that Fn::Join puts together cannot be read as JSON (%v); write it as a map", err)
		return n
	}
	return t.substituted(j.placed(root), word("Fn::Sub", n.At), variables)
}

// bareMark begins the text of a placeholder that stood without quotes: a character that nobody writes.
const bareMark = '\x7f'

// quoteBare puts quotes around the placeholders of Fn::Sub that stand outside of JSON's strings, as in
// {"Resource": ${Arns}}, so that the rest can be read. Everything keeps its place: what stands for ${Arns} is as long.
func quoteBare(text string) string {
	b := []byte(text)
	inside := false
	for i := 0; i < len(b); i++ {
		switch {
		case inside && b[i] == '\\':
			i++
		case b[i] == '"':
			inside = !inside
		case !inside && strings.HasPrefix(text[i:], "${"):
			end := strings.IndexByte(text[i:], '}')
			if end < 0 || strings.ContainsAny(text[i:i+end], "\"\n") {
				return text
			}
			b[i], b[i+1], b[i+end] = '"', bareMark, '"'
			i += end
		}
	}
	return string(b)
}

// unquoteBare makes placeholders of them again.
func unquoteBare(n *node.Node) *node.Node {
	c := *n
	if name, ok := strings.CutPrefix(n.Text, string(bareMark)); ok && n.Kind == node.String {
		return word("${"+name+"}", n.At)
	}
	c.Items, c.Fields = nil, nil
	for _, item := range n.Items {
		c.Items = append(c.Items, unquoteBare(item))
	}
	for _, f := range n.Fields {
		c.Fields = append(c.Fields, node.Field{Key: f.Key, Value: unquoteBare(f.Value)})
	}
	return &c
}

// startsAsMap tells whether the text that a list makes begins as JSON's maps do.
func startsAsMap(list *node.Node) bool {
	return len(list.Items) > 0 && strings.HasPrefix(strings.TrimSpace(list.Items[0].Text), "{")
}

// joint is a text that is put together, which knows where each of its pieces comes from.
type joint struct {
	text   strings.Builder
	end    source.Position // of the text so far
	pieces []piece
}

type piece struct {
	start source.Position
	at    source.Location
}

func (j *joint) add(text string, from *node.Node) {
	j.pieces = append(j.pieces, piece{source.Position{Line: j.end.Line + 1, Column: j.end.Column + 1}, from.At})
	j.text.WriteString(text)
	if last := strings.LastIndexByte(text, '\n'); last >= 0 {
		j.end = source.Position{Line: j.end.Line + strings.Count(text, "\n")}
		text = text[last+1:]
	}
	j.end.Column += utf8.RuneCountInString(text)
}

// placed is a tree whose nodes stand where the pieces that they begin in do.
func (j *joint) placed(n *node.Node) *node.Node {
	after := sort.Search(len(j.pieces), func(i int) bool { return j.pieces[i].start.Compare(n.At.Region.Start) > 0 })
	return n.Rebuilt(j.pieces[max(0, after-1)].at, j.placed, j.placed)
}

// substituted is a tree in which every text is an Fn::Sub of its own.
func (t *template) substituted(n, sub, variables *node.Node) *node.Node {
	switch n.Kind {
	case node.String:
		if !strings.Contains(n.Text, "${") {
			return n
		}
		if variables == nil {
			return wrap(n, sub, n)
		}
		return wrap(n, sub, &node.Node{Kind: node.List, At: n.At, Items: []*node.Node{n, named(n.Text, variables)}})
	case node.List:
		c := *n
		c.Items = nil
		for _, item := range n.Items {
			c.Items = append(c.Items, t.unfolded(t.substituted(item, sub, variables), item)...)
		}
		return &c
	case node.Map:
		return n.Rebuilt(n.At,
			func(key *node.Node) *node.Node { return t.key(key, variables) },
			func(value *node.Node) *node.Node {
				filled := t.substituted(value, sub, variables)
				if items := t.unfolded(filled, value); len(items) == 1 {
					return items[0]
				}
				return filled
			})
	default:
		return n
	}
}

// unfolded are the items of JSON that a filled in text comes to: what its placeholders stand for may have quotes of its
// own, as in ["${Regions}"] and [${Regions}] where Fn::Join puts quotes between the Regions.
func (t *template) unfolded(filled, written *node.Node) []*node.Node {
	same := []*node.Node{filled}
	if filled == written || written.Kind != node.String || strings.ContainsAny(written.Text, `"\`) {
		return same
	}
	all := t.resolve(filled, always)
	if len(all) != 1 || len(all[0].Values) != 1 {
		return same
	}
	text, ok := rewritten(all[0].Values[0].Parts)
	if !ok {
		return same
	}
	for _, json := range []string{`["` + text + `"]`, `[` + text + `]`} {
		list, err := node.Parse(written.At.Artifact, []byte(json))
		if err == nil && list.Kind == node.List {
			return t.substituted(placedAt(list, written.At), word("Fn::Sub", written.At), nil).Items
		}
	}
	return same
}

// rewritten is the text of Fn::Sub that comes to some parts, if there are quotes in it and each placeholder has a name.
func rewritten(parts []policy.Part) (string, bool) {
	var b strings.Builder
	quoted := false
	for _, p := range parts {
		if p.Kind == policy.Literal {
			quoted = quoted || strings.Contains(p.Text, `"`)
			b.WriteString(strings.ReplaceAll(p.Text, "${", "${!"))
			continue
		}
		if strings.ContainsAny(p.Text, " ${}") {
			return "", false
		}
		b.WriteString("${" + p.Text + "}")
	}
	return b.String(), quoted
}

// placedAt is a tree that stands at one place with all that is in it.
func placedAt(n *node.Node, at source.Location) *node.Node {
	here := func(inner *node.Node) *node.Node { return placedAt(inner, at) }
	return n.Rebuilt(at, here, here)
}

// named are the variables that a text names: the conditions in others are none of its own.
func named(text string, variables *node.Node) *node.Node {
	names := map[string]bool{}
	for _, p := range placeholders(text) {
		names[p.name] = true
	}
	used := &node.Node{Kind: node.Map, At: variables.At}
	for _, f := range variables.Fields {
		if names[f.Key.Text] {
			used.Fields = append(used.Fields, f)
		}
	}
	return used
}

// key fills in the name of a field, as in "${Issuer}:sub". What is not known of
// it stays as it is written.
func (t *template) key(key, variables *node.Node) *node.Node {
	if !strings.Contains(key.Text, "${") {
		return key
	}
	var parts []policy.Part
	for _, p := range placeholders(key.Text) {
		piece := []policy.Part{{Kind: policy.Unknown, Text: p.name}}
		if all := t.placeholder(p, variables, key.At, always); len(all) == 1 && len(all[0].Values) == 1 {
			piece = all[0].Values[0].Parts
		}
		parts = append(parts, piece...)
	}
	v := policy.Compose(parts, key.At)
	if !v.Known {
		t.notices.Add(key.At, "the name %q is not known before deployment; rules about it were not applied%s", v.Text, parse.Remedy(v))
	}
	return &node.Node{Kind: node.String, Text: v.Text, At: key.At}
}
