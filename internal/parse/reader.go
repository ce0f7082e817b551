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
	// Narrow narrows a branch to where a condition holds, or does not; it reports
	// false where that cannot be. Branch.With is the plainest one.
	Narrow func(under Branch, condition string, holds bool) (Branch, bool)
	// Notices takes whatever could not be read.
	Notices *Notices
}

// Plain is a reader for documents outside templates, where every word stands for itself.
func Plain(notices *Notices) *Reader {
	return &Reader{
		Notices:    notices,
		Conditions: func(*node.Node) []string { return nil },
		Narrow:     Branch.With,
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
		if a.Node == nil && len(a.Values) == 0 {
			continue
		}
		d := blank
		d.At = a.At(n)
		if root := r.root(&d, n, a); root != nil {
			d.At = root.At
			r.document(&d, root, a.Branch)
		} else if len(d.Faults) == 0 {
			continue
		}
		documents = append(documents, &d)
	}
	return documents
}

// Statements reads a node that holds one statement or a list of them into a document.
func (r *Reader) Statements(d *policy.Document, n *node.Node, under Branch) {
	items := r.Items(n, under)
	if len(items) == 0 {
		d.Faults = append(d.Faults, policy.Fault{Kind: policy.MissingElement, Element: "Statement", At: n.At})
	}
	var sids []branched
	for _, a := range items {
		if a.Node == nil {
			r.Notices.Add(a.At(n), "the statement is %s; no rules were applied to it", describe(a))
			continue
		}
		if a.Node.Kind != node.Map {
			d.Faults = append(d.Faults, wrongType("Statement", n, a, "a map with Effect, Action and Resource")...)
			continue
		}
		for _, s := range r.statement(a.Node, a.Branch) {
			s.Target = d.Target
			s.Document = d.Title()
			d.Variables = d.Variables || usesVariables(s.Statement)
			d.Statements = append(d.Statements, s.Statement)
			sids = r.unique(sids, s)
		}
	}
}

// unique notes a Sid that another statement has already on the same branch.
func (r *Reader) unique(sids []branched, s branched) []branched {
	if s.Sid == "" {
		return sids
	}
	for _, other := range sids {
		if other.Sid == s.Sid && other.SidAt != s.SidAt && r.together(other.branch, s.branch) {
			s.Faults = append(s.Faults, policy.Fault{Kind: policy.DuplicateSid, Element: "Sid", Text: s.Sid, At: s.SidAt})
			break
		}
	}
	return append(sids, s)
}

// together tells whether two branches can hold at once.
func (r *Reader) together(a, b Branch) bool {
	for condition, holds := range b.All() {
		narrowed, ok := r.Narrow(a, condition, holds)
		if !ok {
			return false
		}
		a = narrowed
	}
	return true
}

// Items gives the alternatives of a list's items, or of a single one that stands for a list.
// What stands for nothing is left out; a list inside a list is read as if it were one.
func (r *Reader) Items(n *node.Node, under Branch) []Alternative {
	var items []Alternative
	for _, a := range r.Resolve(n, under) {
		switch {
		case a.Node == nil && len(a.Values) == 0:
		case a.Node == nil || a.Node.Kind != node.List:
			items = append(items, a)
		default:
			for _, item := range a.Node.Items {
				items = append(items, r.Items(item, a.Branch)...)
			}
		}
	}
	return items
}

// root is the map that an alternative of a document comes to, also when it is
// JSON inside a string, or nil.
func (r *Reader) root(d *policy.Document, n *node.Node, a Alternative) *node.Node {
	const want = "a map with Version and Statement"
	switch {
	case a.Node != nil && a.Node.Kind == node.Map:
		return a.Node
	case a.Node == nil:
		if root := writtenOut(a); root != nil {
			return root
		}
		fallthrough
	case a.Node.Kind != node.String:
		d.Unreadable = true
		if faults := wrongType("", n, a, want); faults != nil {
			d.Faults = faults
		} else {
			r.Notices.Add(a.At(n), "the policy document is %s; no rules were applied to it", describe(a))
		}
		return nil
	}
	root, err := a.Node.Embedded()
	if err != nil {
		d.Faults = append(d.Faults, policy.Fault{Kind: policy.NotJSON, Text: reason(err), At: flaw(err, a.At(n))})
	}
	if root == nil || root.Kind != node.Map {
		d.Unreadable = true
		if err == nil {
			d.Faults = wrongType("", n, Alternative{Node: root}, want)
		}
		return nil
	}
	return root
}

// writtenOut is the map that a text is which a function made, such as the JSON in a parameter's default. All of
// it stands where the function does. It is nil if the text is not known in full, or is something else.
func writtenOut(a Alternative) *node.Node {
	if len(a.Values) != 1 {
		return nil
	}
	text, known := a.Values[0].Literal()
	if !known {
		return nil
	}
	root, err := node.Parse("", []byte(text))
	if err != nil || root.Kind != node.Map {
		return nil
	}
	return root.Moved(a.Values[0].At)
}

// documentElements are the elements of a document in their only right case.
var documentElements = []string{"Version", "Id", "Statement"}

func (r *Reader) document(d *policy.Document, root *node.Node, under Branch) {
	fields := r.elements(root, documentElements)
	d.Faults = append(d.Faults, fields.faults...)
	d.Size = r.size(root, under)
	if version := fields.values["Version"]; version != nil {
		for _, a := range r.Items(version, under) {
			if len(a.Values) > 0 {
				d.Version = &a.Values[0]
			}
		}
	}
	for _, name := range []string{"Version", "Id"} {
		d.Faults = append(d.Faults, r.noText(name, fields.values[name], under)...)
	}
	statements := fields.values["Statement"]
	if statements == nil {
		d.Faults = append(d.Faults, policy.Fault{Kind: policy.MissingElement, Element: "Statement", At: root.At})
		return
	}
	r.Statements(d, statements, under)
}

// fields are the elements of a document or a statement.
type fields struct {
	values   map[string]*node.Node
	elements []policy.Element
	faults   []policy.Fault
	complete bool // no field is a function that is not evaluated, as Fn::Transform is not
}

// elements files the fields of a map under the names that IAM knows. A name in
// the wrong case is read as if it were right, so that nothing hides behind it.
func (r *Reader) elements(n *node.Node, known []string) fields {
	read := fields{values: make(map[string]*node.Node, len(n.Fields)), complete: true}
	for _, f := range n.Fields {
		name := f.Key.Text
		meant := nearest(name, known)
		if meant == "" && strings.HasPrefix(name, "Fn::") {
			r.Notices.Add(f.Key.At, "%s is not evaluated here; what it adds was not judged", name)
			read.complete = false
			continue
		}
		if meant != name {
			read.faults = append(read.faults, policy.Fault{Kind: policy.UnknownElement, Text: name, Suggestion: meant, At: f.Key.At})
		}
		if _, twice := read.values[meant]; meant != "" && !twice {
			read.values[meant] = f.Value
			read.elements = append(read.elements, policy.Element{Name: meant, At: f.Key.At})
		}
	}
	return read
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
