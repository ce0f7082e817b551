package cfn

import (
	"strings"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/policy"
)

// attach adds managed policies by their ARN.
func (t *template) attach(target *policy.Target, n *node.Node, under parse.Branch) {
	for _, v := range t.values(n, under) {
		t.attachOne(target, v, false)
	}
}

// attachOne adds a managed policy. A bare name is one only where SAM looks it up.
func (t *template) attachOne(target *policy.Target, v policy.Value, bare bool) {
	if !v.Known {
		t.notices.Add(v.At, "the managed policy %q is not known before deployment; rules about managed policies were not applied to it%s", v.Text, parse.Remedy(v))
	}
	target.Managed = append(target.Managed, policy.Attachment{Value: v, Name: managedName(v, bare)})
}

// managedName is the path and name of a policy that AWS manages, "" for any other.
func managedName(v policy.Value, bare bool) string {
	if text, ok := v.Literal(); ok && bare && !strings.Contains(text, ":") {
		return looked(text)
	}
	name, ok := catalog.ManagedPath(v.Text)
	if !ok || !v.Known || strings.Contains(name, "${") {
		return ""
	}
	return name
}

// bound sets the permissions boundary: that of each branch, and the branches without one.
func (t *template) bound(target *policy.Target, n *node.Node, under parse.Branch) {
	if n == nil {
		return
	}
	for _, v := range t.values(n, under) {
		if !v.Known {
			t.notices.Add(v.At, "the permissions boundary %q is not known before deployment; rules about boundaries were not applied to it%s", v.Text, parse.Remedy(v))
		}
		target.Boundaries = append(target.Boundaries, policy.Attachment{Value: v, Name: managedName(v, false)})
	}
	for _, a := range t.reader.Resolve(n, under) {
		if len(target.Boundaries) > 0 && a.Node == nil && len(a.Values) == 0 {
			target.Unbounded = append(target.Unbounded, a.Branch.String())
		}
	}
}

// onlyBoundaries are the managed policies of the template that are used as a
// permissions boundary, or asked for as one, and not attached to anything.
func (t *template) onlyBoundaries() map[string]bool {
	bounding, attached := map[string]bool{}, map[string]bool{}
	note := func(ids map[string]bool, n *node.Node) {
		for _, id := range references(n) {
			ids[id] = true
		}
	}
	named := t.policyNames()
	for _, r := range t.order {
		for _, n := range boundaryNodes(r) {
			note(bounding, n)
			t.noteNamed(bounding, named, n, r.under)
		}
		note(attached, r.properties.Get("ManagedPolicyArns"))
		if r.isSAM() {
			note(attached, r.properties.Get("Policies"))
		}
		attached[r.id] = attached[r.id] || r.applies()
	}
	note(bounding, t.root.Get("Globals"))
	for _, r := range t.order {
		name := t.outwardText("${" + r.id + "}")
		bounding[r.id] = bounding[r.id] || t.stacks.bounding[name]
		attached[r.id] = attached[r.id] || t.stacks.attached[name]
	}
	only := map[string]bool{}
	for id := range bounding {
		only[id] = bounding[id] && !attached[id] && t.resources[id] != nil && t.resources[id].kind == "AWS::IAM::ManagedPolicy"
	}
	return only
}

// boundaryNodes are the nodes of a resource that name a boundary: its own, and those that its policies want for what is made.
func boundaryNodes(r *resource) []*node.Node {
	var found []*node.Node
	walk(r.properties, func(n *node.Node) {
		for _, f := range n.Fields {
			if f.Key.Text == "PermissionsBoundary" && n == r.properties || strings.EqualFold(f.Key.Text, "iam:PermissionsBoundary") {
				found = append(found, f.Value)
			}
		}
	})
	return found
}

// noteNamed notes the policies whose ARNs a node gives as text.
func (t *template) noteNamed(ids map[string]bool, named map[string]string, n *node.Node, under parse.Branch) {
	for _, a := range t.reader.Items(n, under) {
		for _, v := range a.Values {
			_, name, _ := strings.Cut(v.Text, ":policy")
			ids[named[name]] = true
		}
	}
}

// policyNames are the ids of the template's managed policies by path and name, as values show them.
func (t *template) policyNames() map[string]string {
	names := map[string]string{}
	for _, r := range t.order {
		if r.kind != "AWS::IAM::ManagedPolicy" {
			continue
		}
		for _, v := range t.values(r.properties.Get("ManagedPolicyName"), r.under) {
			names[t.path(r)+v.Text] = r.id
		}
	}
	return names
}
