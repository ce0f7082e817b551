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
// permissions boundary and not attached to anything.
func (t *template) onlyBoundaries() map[string]bool {
	bounding, attached := map[string]bool{}, map[string]bool{}
	note := func(ids map[string]bool, n *node.Node) {
		for _, id := range references(n) {
			ids[id] = true
		}
	}
	for _, r := range t.order {
		note(bounding, r.properties.Get("PermissionsBoundary"))
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
