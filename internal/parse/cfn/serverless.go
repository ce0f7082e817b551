package cfn

import (
	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/policy"
)

// readServerless reads the role that SAM makes for a function or state machine.
// With a Role of its own the resource gets none, and SAM passes over the rest.
func (t *template) readServerless(r *resource) {
	branches := t.withoutRole(r)
	policies := t.property(r, "Policies")
	if len(branches) == 0 {
		if policies != nil {
			t.notices.Add(policies.At, "%q has a Role, so SAM ignores its Policies; they were not judged", r.id)
		}
		return
	}
	target := &policy.Target{Name: r.id, Kind: policy.Role, Type: r.kind, At: r.at}
	for _, under := range branches {
		t.readServerlessRole(target, r, under)
	}
	if len(target.Documents)+len(target.Managed) > 0 || target.Boundary != nil {
		t.model.Targets = append(t.model.Targets, target)
	}
}

func (t *template) readServerlessRole(target *policy.Target, r *resource, under parse.Branch) {
	trust := policy.Document{Name: "AssumeRolePolicyDocument", Kind: policy.Trust, Target: target.Subject()}
	documents := t.reader.Documents(t.expose(t.property(r, trust.Name)), under, trust)
	target.Documents = append(target.Documents, documents...)
	if policies := t.property(r, "Policies"); policies != nil {
		for _, a := range t.reader.Items(policies, under) {
			t.samPolicy(target, policies, a)
		}
	}
	boundary := t.property(r, "PermissionsBoundary")
	if boundary == nil {
		boundary = t.root.Get("Globals").Get(r.kind[len("AWS::Serverless::"):]).Get("PermissionsBoundary")
	}
	t.bound(target, boundary, under)
}

// withoutRole are the branches on which a resource has no Role of its own.
func (t *template) withoutRole(r *resource) []parse.Branch {
	role := t.property(r, "Role")
	if role == nil {
		role = t.root.Get("Globals").Get(r.kind[len("AWS::Serverless::"):]).Get("Role")
	}
	if role == nil || role.Kind == node.Null {
		return []parse.Branch{r.under}
	}
	var branches []parse.Branch
	for _, a := range t.resolve(role, r.under) {
		if a.Node == nil && len(a.Values) == 0 {
			branches = append(branches, a.Branch)
		}
	}
	return branches
}

// samPolicy reads one entry of a SAM resource's Policies: the name or ARN of a
// managed policy, a document, or a policy template.
func (t *template) samPolicy(target *policy.Target, n *node.Node, a parse.Alternative) {
	if len(a.Values) > 0 {
		for _, v := range a.Values {
			t.attachOne(target, v, true)
		}
		return
	}
	entry := a.Node
	switch {
	case entry == nil || entry.Kind == node.Null:
		t.notices.Add(a.At(n), "the policy is empty")
	case entry.Get("Statement") != nil:
		t.samDocument(target, entry, a.Branch)
	case entry.Get("PolicyDocument") != nil:
		t.notices.Add(entry.At, "SAM wants a policy to be {Version, Statement}, not {PolicyName, PolicyDocument}; it was read as if it were right")
		t.samDocument(target, t.expose(entry.Get("PolicyDocument")), a.Branch)
	case len(entry.Fields) == 1:
		t.notices.Add(entry.Fields[0].Key.At, "SAM policy template %q is not expanded yet; what it grants was not judged", entry.Fields[0].Key.Text)
	default:
		t.notices.Add(entry.At, "the policy is neither a name, nor a document, nor a policy template; it was not judged")
	}
}

func (t *template) samDocument(target *policy.Target, document *node.Node, under parse.Branch) {
	blank := policy.Document{Name: "Policies", Kind: policy.Identity, Target: target.Subject()}
	target.Documents = append(target.Documents, t.reader.Documents(document, under, blank)...)
}
