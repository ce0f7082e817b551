package cfn

import (
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/finding"
	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
)

// includeName is the macro that puts a file in the place where it stands:
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-include.html.
const includeName = "AWS::Include"

// maxIncludes is how many files may be put into one template, also the same one again and again.
const maxIncludes = 200

// Open reads the file at a location that the given artifact names. The error says in words why it cannot.
type Open func(from, location string) (*node.Node, error)

// Include puts local files in the place of the transform AWS::Include that names them, at the top of a
// template and anywhere in it; what stands in them keeps its own place. What cannot be put in stays as it
// is, with a notice. A template without the transform is returned as it is.
func Include(root *node.Node, open Open) (*node.Node, []finding.Notice) {
	if !includes(root) {
		return root, nil
	}
	i := &includer{open: open, left: maxIncludes}
	return i.top(root), i.notices.Sorted()
}

// includes tells whether the transform is named anywhere.
func includes(root *node.Node) bool {
	found := false
	walk(root, func(n *node.Node) { found = found || n.Kind == node.String && n.Text == includeName })
	return found
}

type includer struct {
	open    Open
	notices parse.Notices
	left    int
	within  []string // the files that are being put in, by the artifact of their nodes
}

// top puts in what Transform names at the top of a template, and then what stands below.
func (i *includer) top(root *node.Node) *node.Node {
	transform := root.Get("Transform")
	if transform == nil {
		return i.tree(root)
	}
	calls, isList := []*node.Node{transform}, transform.Kind == node.List
	if isList {
		calls = transform.Items
	}
	kept := &node.Node{Kind: node.List, At: transform.At}
	var added []*node.Node
	for _, call := range calls {
		if fragment := i.fragment(call); fragment != nil {
			added = append(added, fragment)
		} else {
			kept.Items = append(kept.Items, call)
		}
	}
	whole := &node.Node{Kind: node.Map, At: root.At}
	for _, f := range root.Fields {
		if f.Key.Text == "Transform" && len(added) > 0 {
			f.Value = kept
		}
		whole.Fields = append(whole.Fields, f)
	}
	for _, fragment := range added {
		mergeSections(whole, fragment)
	}
	return i.tree(whole)
}

// mergeSections adds a file to the top of a template: to sections that are there already, what they do not have.
func mergeSections(whole, fragment *node.Node) {
	for _, f := range fragment.Fields {
		at := slices.IndexFunc(whole.Fields, func(own node.Field) bool { return own.Key.Text == f.Key.Text })
		switch {
		case at < 0:
			whole.Fields = append(whole.Fields, f)
		case whole.Fields[at].Value.Kind == node.Map && f.Value.Kind == node.Map:
			section := &node.Node{Kind: node.Map, At: whole.Fields[at].Value.At, Fields: slices.Clone(whole.Fields[at].Value.Fields)}
			merge(section, f.Value)
			whole.Fields[at].Value = section
		}
	}
}

// merge adds the fields that a map does not have yet.
func merge(to, from *node.Node) {
	for _, f := range from.Fields {
		if to.Get(f.Key.Text) == nil {
			to.Fields = append(to.Fields, f)
		}
	}
}

// tree is a tree with files put in. Without any it is the same tree.
func (i *includer) tree(n *node.Node) *node.Node {
	if !includes(n) {
		return n
	}
	switch n.Kind {
	case node.List:
		return n.Rebuilt(n.At, nil, i.tree)
	case node.Map:
		return i.fields(n)
	default:
		return n
	}
}

func (i *includer) fields(n *node.Node) *node.Node {
	m := &node.Node{Kind: node.Map, At: n.At}
	var added []*node.Node
	for _, f := range n.Fields {
		if f.Key.Text == "Fn::Transform" {
			if fragment := i.fragment(f.Value); fragment != nil {
				added = append(added, fragment)
				continue
			}
			m.Fields = append(m.Fields, f)
			continue
		}
		m.Fields = append(m.Fields, node.Field{Key: f.Key, Value: i.tree(f.Value)})
	}
	for _, fragment := range added {
		merge(m, fragment)
	}
	return m
}

// fragment is the map in the file that a call of the transform names; nil if it is no such call, or if the
// file cannot be read.
func (i *includer) fragment(call *node.Node) *node.Node {
	if call.Kind == node.List && len(call.Items) == 1 {
		call = call.Items[0]
	}
	if name := call.Get("Name"); name == nil || name.Text != includeName {
		return nil
	}
	location := call.Get("Parameters").Get("Location")
	switch {
	case location == nil || location.Kind != node.String:
		i.notices.Add(call.At, "the location of this %s is not plain text; what it adds was not judged", includeName)
		return nil
	case strings.Contains(location.Text, "://"):
		i.notices.Add(location.At, "%q is not a local file; what %s adds was not judged", location.Text, includeName)
		return nil
	}
	if i.left--; i.left < 0 {
		i.notices.Add(location.At, "more than %d files are included; what this one adds was not judged", maxIncludes)
		return nil
	}
	return i.read(location)
}

func (i *includer) read(location *node.Node) *node.Node {
	root, err := i.open(location.At.Artifact, location.Text)
	switch {
	case err != nil:
		i.notices.Add(location.At, "%q cannot be included: %v; what it adds was not judged", location.Text, err)
		return nil
	case root == nil || root.Kind != node.Map:
		i.notices.Add(location.At, "%q cannot be included: it is not a map; what it adds was not judged", location.Text)
		return nil
	case slices.Contains(i.within, root.At.Artifact):
		i.notices.Add(location.At, "%q cannot be included: it includes itself; what it adds was not judged", location.Text)
		return nil
	}
	i.within = append(i.within, root.At.Artifact)
	defer func() { i.within = i.within[:len(i.within)-1] }()
	return i.tree(root)
}
