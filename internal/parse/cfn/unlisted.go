package cfn

import (
	"fmt"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/policy"
)

// readUnlisted judges what looks like a policy in a resource of a type that the tables don't have: one that is newer
// than they are, a third party's, a custom resource. What becomes of it only its provider knows, so a notice says so.
func (t *template) readUnlisted(r *resource) {
	if isListed(r.kind) {
		return
	}
	s := suspects{template: t, resource: r, target: r.newTarget(policy.Resource), read: map[string]bool{}}
	s.search("", r.properties)
	if len(s.target.Documents) > 0 {
		t.model.Targets = append(t.model.Targets, s.target)
	}
}

// readStrays judges the policies in properties in which the type of a resource holds none, such as the PolicyDocument
// of a role, and those that stand beside the properties. CloudFormation refuses both; what was meant is seen all the same.
func (t *template) readStrays(target *policy.Target, r *resource, rows []holder) {
	if r.properties != nil {
		for _, f := range r.properties.Fields {
			holds := func(row holder) bool { return strings.FieldsFunc(row.path, isPathEnd)[0] == f.Key.Text }
			if !slices.ContainsFunc(rows, holds) {
				t.readStray(target, r, f, fmt.Sprintf("no property %q of %s that holds a policy is known", f.Key.Text, r.kind))
			}
		}
	}
	for _, f := range r.entry.Fields {
		if f.Key.Text != "Properties" && f.Key.Text != "Metadata" {
			t.readStray(target, r, f, fmt.Sprintf("%q stands beside the Properties of %s, not in them", f.Key.Text, r.kind))
		}
	}
}

// readStray judges the policy in a field, if there is one, and notes what is wrong with its place.
func (t *template) readStray(target *policy.Target, r *resource, f node.Field, wrong string) {
	if !t.isDocument(f.Value) {
		return
	}
	documents := t.reader.Documents(t.expose(f.Value), r.under, policy.Document{Name: f.Key.Text, Target: target.Subject()})
	for _, d := range documents {
		parse.Settle(d)
		t.notices.Add(d.At, "%s; it looks like a policy (%s) and was judged as one", wrong, d.Kind)
	}
	target.Documents = append(target.Documents, documents...)
}

// isPathEnd tells whether the first name of a path of properties ends at a letter.
func isPathEnd(r rune) bool { return r == '.' || r == '[' }

// isDocument tells whether a node is a policy, on some branch.
func (t *template) isDocument(n *node.Node) bool {
	n = parse.Opened(t.expose(n))
	if f, ok := function(n); ok && f.name == "Fn::If" {
		return slices.ContainsFunc(f.arg.Items, t.isDocument)
	}
	return parse.IsDocument(n)
}

// isListed tells whether the tables say of a type all that it can hold. Of a custom resource they only have the name.
func isListed(kind string) bool {
	_, found := catalog.FindTemplateType(kind)
	return found && kind != "AWS::CloudFormation::CustomResource" || strings.HasPrefix(kind, samPrefix)
}

// suspects are what looks like policies in one resource.
type suspects struct {
	template *template
	resource *resource
	target   *policy.Target
	read     map[string]bool // by what stands in them: a custom resource is often told the same for its creation and its update
}

// search goes through properties, through the innards of intrinsic functions and JSON in strings as well, and reads
// each policy. The CDK hands calls of AWS's API to its custom resource as JSON in which policies are JSON again.
func (s *suspects) search(name string, n *node.Node) {
	n = parse.Opened(s.template.expose(n))
	switch {
	case n == nil:
	case parse.IsDocument(n):
		s.judge(name, n)
	case n.Kind == node.Map:
		for _, f := range n.Fields {
			s.search(nearestName(name, f.Key.Text), f.Value)
		}
	case n.Kind == node.List:
		for _, item := range n.Items {
			s.search(name, item)
		}
	}
}

// judge reads a document as what its statements say that it is.
func (s *suspects) judge(name string, n *node.Node) {
	text := content(n)
	if s.read[text] {
		return
	}
	s.read[text] = true
	documents := s.template.reader.Documents(n, s.resource.under, policy.Document{Name: name, Target: s.target.Subject()})
	for _, d := range documents {
		parse.Settle(d)
		s.template.notices.Add(d.At, "what %s does with this is not known; it looks like a policy (%s) and was judged as one", s.resource.kind, d.Kind)
	}
	s.target.Documents = append(s.target.Documents, documents...)
}

// nearestName is what a document is called after: the property that holds it, and no function on the way.
func nearestName(outer, key string) string {
	if strings.HasPrefix(key, "Fn::") {
		return outer
	}
	return key
}

// content is a text that two trees share when they say the same.
func content(n *node.Node) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d%q", n.Kind, n.Text)
	for _, item := range n.Items {
		b.WriteString(content(item))
	}
	for _, f := range n.Fields {
		fmt.Fprintf(&b, "%q:%s", f.Key.Text, content(f.Value))
	}
	return b.String()
}
