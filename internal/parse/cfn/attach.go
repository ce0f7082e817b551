package cfn

import (
	"strings"

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
	_, name, ok := strings.Cut(v.Text, ":iam::aws:policy/")
	if !ok || !v.Known || !strings.HasPrefix(v.Text, "arn:") || strings.Contains(name, "${") {
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
	for _, r := range t.order {
		references(t.property(r, "PermissionsBoundary"), bounding)
		references(t.property(r, "ManagedPolicyArns"), attached)
		if strings.HasPrefix(r.kind, "AWS::Serverless::") {
			references(t.property(r, "Policies"), attached)
		}
		for _, name := range []string{"Roles", "Users", "Groups"} {
			if r.kind == "AWS::IAM::ManagedPolicy" && t.property(r, name) != nil {
				attached[r.id] = true
			}
		}
	}
	references(t.root.Get("Globals"), bounding)
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

// references gathers the names that a node refers to with Ref, Fn::GetAtt or Fn::Sub.
func references(n *node.Node, names map[string]bool) {
	walk(n, func(n *node.Node) {
		f, ok := function(n)
		if !ok {
			return
		}
		switch f.name {
		case "Ref":
			names[f.arg.Text] = true
		case "Fn::GetAtt":
			id, _, _ := strings.Cut(f.arg.Text, ".")
			if len(f.arg.Items) > 0 {
				id = f.arg.Items[0].Text
			}
			names[id] = true
		case "Fn::Sub":
			text, _, _ := subArguments(f.arg)
			if text == nil {
				return
			}
			for _, p := range placeholders(text.Text) {
				id, _, _ := strings.Cut(p.name, ".")
				names[id] = true
			}
		}
	})
}
