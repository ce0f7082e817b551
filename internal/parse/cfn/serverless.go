package cfn

import (
	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/policy"
)

// readServerless reads the role that SAM makes for a function or state machine,
// and what else it makes of it. With a Role of its own the resource gets none,
// and SAM passes over the rest.
func (t *template) readServerless(r *resource) {
	branches := t.withoutRole(r)
	if policies := r.properties.Get("Policies"); len(branches) == 0 && policies != nil {
		t.notices.Add(policies.At, "%q has a Role, so SAM ignores its Policies; they were not judged", r.id)
	}
	if len(branches) > 0 {
		target := r.newTarget(policy.Role)
		for _, under := range branches {
			t.readServerlessRole(target, r, under)
		}
		t.model.Targets = append(t.model.Targets, target)
		t.registerRole(r.id+"Role", target)
	}
	t.readEventRoles(r)
	t.readQueuePolicies(r)
	if r.kind == "AWS::Serverless::Function" {
		target := r.newTarget(policy.Resource)
		t.readFunctionURL(target, r)
		t.readCalls(target, r)
		t.addIfHeld(target)
	}
}

// addIfHeld adds a target unless it holds no documents.
func (t *template) addIfHeld(target *policy.Target) {
	if len(target.Documents) > 0 {
		t.model.Targets = append(t.model.Targets, target)
	}
}

// registerRole files a role that SAM makes under the logical id that SAM gives it.
func (t *template) registerRole(id string, target *policy.Target) {
	t.targets[id] = target
	t.registry.add(policy.Role, "${"+id+"}", target)
}

func (t *template) readServerlessRole(target *policy.Target, r *resource, under parse.Branch) {
	t.trust(target, r, under)
	if policies := r.properties.Get("Policies"); policies != nil {
		for _, a := range t.reader.Items(policies, under) {
			t.samPolicy(target, policies, a)
		}
	}
	if r.kind == "AWS::Serverless::Function" {
		t.attachToFunction(target, r, under)
	} else {
		t.attachToStateMachine(target, r, under)
	}
	t.bound(target, r.properties.Get("PermissionsBoundary"), under)
}

// trust reads who may take on the role: what the user says, else the service
// that runs the resource.
func (t *template) trust(target *policy.Target, r *resource, under parse.Branch) {
	blank := policy.Document{Name: "AssumeRolePolicyDocument", Kind: policy.Trust, Target: target.Subject()}
	document := t.expose(r.properties.Get(blank.Name))
	switch {
	case r.kind == "AWS::Serverless::StateMachine":
		document = trusted(r.at, "states.amazonaws.com")
		blank.Origin = policy.FromSAM
	case document == nil || document.Kind == node.Null:
		document = trusted(r.at, "lambda.amazonaws.com")
		blank.Origin = policy.FromSAM
	}
	target.Documents = append(target.Documents, t.reader.Documents(document, under, blank)...)
}

// withoutRole are the branches on which a resource has no Role of its own.
func (t *template) withoutRole(r *resource) []parse.Branch {
	role := r.properties.Get("Role")
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
		t.policyTemplate(target, entry.Fields[0], a.Branch)
	default:
		t.notices.Add(entry.At, "the policy is neither a name, nor a document, nor a policy template; it was not judged")
	}
}

func (t *template) samDocument(target *policy.Target, document *node.Node, under parse.Branch) {
	blank := policy.Document{Name: "Policies", Kind: policy.Identity, Target: target.Subject()}
	target.Documents = append(target.Documents, t.reader.Documents(document, under, blank)...)
}

// looked is the path and name of a managed policy of AWS that SAM looks up by
// its bare name, "" for a name that it does not know.
func looked(name string) string {
	if p, ok := catalog.FindManagedPolicy(name); ok {
		return p.Path()[1:] + p.Name()
	}
	return ""
}
