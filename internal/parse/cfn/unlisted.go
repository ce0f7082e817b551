package cfn

import (
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
	target := t.newTarget(r, policy.Resource)
	t.searchPolicies(target, r, "", r.properties)
	if len(target.Documents) > 0 {
		t.model.Targets = append(t.model.Targets, target)
	}
}

// isListed tells whether the tables say of a type all that it can hold. Of a custom resource they only have the name.
func isListed(kind string) bool {
	_, found := catalog.FindTemplateType(kind)
	return found && kind != "AWS::CloudFormation::CustomResource" || strings.HasPrefix(kind, "AWS::Serverless::")
}

// searchPolicies goes through properties, the innards of intrinsic functions among them, and reads each policy.
func (t *template) searchPolicies(target *policy.Target, r *resource, name string, n *node.Node) {
	switch {
	case n == nil:
	case parse.IsDocument(t.expose(n)):
		t.readSuspect(target, r, name, n)
	case n.Kind == node.Map:
		for _, f := range n.Fields {
			t.searchPolicies(target, r, nearestName(name, f.Key.Text), f.Value)
		}
	case n.Kind == node.List:
		for _, item := range n.Items {
			t.searchPolicies(target, r, name, item)
		}
	}
}

// nearestName is what a document is called after: the property that holds it, and no function on the way.
func nearestName(outer, key string) string {
	if strings.HasPrefix(key, "Fn::") {
		return outer
	}
	return key
}

// readSuspect reads what looks like a policy, as its statements say.
func (t *template) readSuspect(target *policy.Target, r *resource, name string, n *node.Node) {
	documents := t.reader.Documents(t.expose(n), r.under, policy.Document{Name: name, Target: target.Subject()})
	for _, d := range documents {
		parse.Settle(d)
		t.notices.Add(d.At, "what %s does with this is not known; it looks like a policy (%s) and was judged as one", r.kind, d.Kind)
	}
	target.Documents = append(target.Documents, documents...)
}
