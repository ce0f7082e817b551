// Package parse reads policy documents from positioned nodes into the common
// model. What a document means where a template's functions stand in it is
// decided by the Reader's Resolve; package cfn gives one for CloudFormation.
package parse

import (
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// Alternative is what a node stands for on one branch. With neither Node nor
// Values it stands for nothing there, as AWS::NoValue does.
type Alternative struct {
	Branch Branch
	Node   *node.Node     // as written: a list, null, a scalar, or a map that is no function; nil if a function made it
	Values []policy.Value // its text: one value of a scalar, the items of a list that a function made
}

// At is where an alternative of a node stands.
func (a Alternative) At(n *node.Node) source.Location {
	switch {
	case a.Node != nil:
		return a.Node.At
	case len(a.Values) > 0:
		return a.Values[0].At
	default:
		return n.At
	}
}

// Reader turns nodes into policy documents.
type Reader struct {
	// Resolve gives the alternatives of a node under a branch.
	Resolve func(n *node.Node, under Branch) []Alternative
	// Conditions names the template's conditions that decide inside a node, each once.
	Conditions func(n *node.Node) []string
	// Notices takes whatever could not be read.
	Notices *Notices
}

// Plain is a reader for documents outside templates, where every word stands for itself.
func Plain(notices *Notices) *Reader {
	return &Reader{
		Notices:    notices,
		Conditions: func(*node.Node) []string { return nil },
		Resolve: func(n *node.Node, under Branch) []Alternative {
			switch n.Kind {
			case node.Map, node.List, node.Null:
				return []Alternative{{Branch: under, Node: n}}
			default:
				return []Alternative{{Branch: under, Node: n, Values: []policy.Value{policy.Text(n.Text, n.At)}}}
			}
		},
	}
}

// Documents reads a node that holds a policy document, one document for each
// alternative of it. The blank gives them their name, kind and target.
func (r *Reader) Documents(n *node.Node, under Branch, blank policy.Document) []*policy.Document {
	if n == nil {
		return nil
	}
	var documents []*policy.Document
	for _, a := range r.Resolve(n, under) {
		root := r.root(n, a)
		if root == nil {
			continue
		}
		d := blank
		d.At = root.At
		r.document(&d, root, a.Branch)
		documents = append(documents, &d)
	}
	return documents
}

// Statements reads a node that holds one statement or a list of them into a document.
func (r *Reader) Statements(d *policy.Document, n *node.Node, under Branch) {
	items := r.Items(n, under)
	if len(items) == 0 {
		r.Notices.Add(n.At, "Statement is empty; there is nothing in it to judge")
	}
	for _, a := range items {
		if a.Node == nil || a.Node.Kind != node.Map {
			r.Notices.Add(a.At(n), "a statement is %s, not a map; it was not judged", describe(a))
			continue
		}
		for _, s := range r.statement(a.Node, a.Branch) {
			s.Target = d.Target
			s.Document = d.Title()
			d.Variables = d.Variables || usesVariables(s)
			d.Statements = append(d.Statements, s)
		}
	}
}

// Items gives the alternatives of a list's items, or of a single one that stands for a list.
// What stands for nothing is left out.
func (r *Reader) Items(n *node.Node, under Branch) []Alternative {
	return r.items(n, under, false)
}

func (r *Reader) items(n *node.Node, under Branch, nested bool) []Alternative {
	var items []Alternative
	for _, a := range r.Resolve(n, under) {
		switch {
		case a.Node == nil && len(a.Values) == 0:
		case a.Node == nil || a.Node.Kind != node.List:
			items = append(items, a)
		default:
			if nested {
				r.Notices.Add(a.Node.At, "a list inside a list; it was read as if it were one list")
			}
			for _, item := range a.Node.Items {
				items = append(items, r.items(item, a.Branch, true)...)
			}
		}
	}
	return items
}

// root is the map that an alternative of a document comes to, also when it is
// JSON inside a string, or nil.
func (r *Reader) root(n *node.Node, a Alternative) *node.Node {
	switch {
	case a.Node == nil && len(a.Values) == 0:
		return nil
	case a.Node != nil && a.Node.Kind == node.Map:
		return a.Node
	case a.Node == nil || a.Node.Kind != node.String:
		r.Notices.Add(a.At(n), "the policy document is %s, not a map; no rules were applied to it", describe(a))
		return nil
	}
	root, err := a.Node.Embedded()
	if root == nil {
		r.Notices.Add(a.At(n), "the policy document cannot be read as JSON (%s); no rules were applied to it", reason(err))
		return nil
	}
	if err != nil {
		r.Notices.Add(a.At(n), "the policy document is flawed: %s", reason(err))
	}
	if root.Kind != node.Map {
		r.Notices.Add(a.At(n), "the policy document is %s, not a map; no rules were applied to it", describe(Alternative{Node: root}))
		return nil
	}
	return root
}

// documentElements are the elements of a document in their only right case.
var documentElements = []string{"Version", "Id", "Statement"}

func (r *Reader) document(d *policy.Document, root *node.Node, under Branch) {
	fields, _ := r.elements(root, documentElements)
	if version := fields["Version"]; version != nil {
		for _, a := range r.Items(version, under) {
			if len(a.Values) > 0 {
				d.Version = &a.Values[0]
			}
		}
	}
	statements := fields["Statement"]
	if statements == nil {
		r.Notices.Add(root.At, "the policy document has no Statement; there is nothing in it to judge")
		return
	}
	r.Statements(d, statements, under)
}

// elements files the fields of a map under the names that IAM knows. A name in
// the wrong case is read as if it were right, so that nothing hides behind it.
// It reports false when some field is not IAM's, as Fn::Transform is not.
func (r *Reader) elements(n *node.Node, known []string) (map[string]*node.Node, bool) {
	fields := make(map[string]*node.Node, len(n.Fields))
	complete := true
	for _, f := range n.Fields {
		name := f.Key.Text
		switch meant := nearest(name, known); {
		case meant == name:
		case meant != "":
			r.Notices.Add(f.Key.At, "unknown element %q, did you mean %q? it was read as that", name, meant)
			name = meant
		case strings.HasPrefix(name, "Fn::"):
			r.Notices.Add(f.Key.At, "%s is not evaluated here; what it adds was not judged", name)
			complete = false
			continue
		default:
			r.Notices.Add(f.Key.At, "unknown element %q (have %q); it was not judged", name, known)
			continue
		}
		if _, ok := fields[name]; !ok {
			fields[name] = f.Value
		}
	}
	return fields, complete
}

// nearest is the known name that a name is, but for case and a plural s, or "".
func nearest(name string, known []string) string {
	if slices.Contains(known, name) {
		return name
	}
	for _, k := range known {
		if strings.EqualFold(name, k) || strings.EqualFold(name, k+"s") {
			return k
		}
	}
	return ""
}

// describe says in words what an alternative is.
func describe(a Alternative) string {
	if a.Node == nil {
		return "not known before deployment (" + text(a.Values) + ")"
	}
	switch a.Node.Kind {
	case node.Map:
		return "a map"
	case node.List:
		return "a list"
	case node.Null:
		return "empty"
	case node.Number:
		return "a number"
	case node.Bool:
		return "a boolean"
	default:
		return "text"
	}
}

func text(values []policy.Value) string {
	if len(values) == 0 {
		return "nothing"
	}
	return values[0].Text
}
