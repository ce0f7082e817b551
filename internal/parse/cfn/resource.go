package cfn

import (
	"strings"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// readResource adds what a resource says about who may do what.
func (t *template) readResource(r *resource) {
	switch r.kind {
	case "AWS::Serverless::Function", "AWS::Serverless::StateMachine":
		t.readServerless(r)
		return
	case "AWS::Serverless::Connector":
		t.readConnector(r)
		return
	case "AWS::Serverless::CapacityProvider":
		t.readCapacityProvider(r)
		return
	case "AWS::Serverless::GraphQLApi":
		t.readGraphQL(r)
		return
	case "AWS::Serverless::Api", "AWS::Serverless::HttpApi", "AWS::Serverless::WebSocketApi":
		return // they are read together with the events that they have: readAPIs
	case "AWS::Lambda::Permission", "AWS::Lambda::LayerVersionPermission":
		t.readPermission(r)
		return
	case "AWS::Events::EventBusPolicy":
		t.readEventBusPolicy(r)
		return
	case organizationPolicy:
		if t.speaksOtherwise(r) {
			return
		}
	}
	rows := rows(r.kind)
	if len(rows) == 0 {
		t.readUnlisted(r)
		return
	}
	target := r.newTarget(r.targetKind(rows[0].target))
	if target.Kind == policy.Resource {
		target.ARNs = t.attachedTo(r)
	} else if _, is := principals[r.kind]; is { // and not something that a principal is made for
		target.ARNs = []policy.Value{r.ownARN()}
	}
	for _, row := range rows {
		t.readHolder(target, r, row)
	}
	t.readStrays(target, r, rows)
	if a, ok := attachers[r.kind]; ok {
		t.attach(target, r.properties.Get(a.managed), r.under)
		t.bound(target, r.properties.Get(a.boundary), r.under)
	}
	if len(target.Documents)+len(target.Managed) > 0 || strings.HasPrefix(r.kind, "AWS::IAM::") {
		t.model.Targets = append(t.model.Targets, target)
		t.register(r, target)
	}
}

// newTarget is the target that a resource is, without anything attached yet.
func (r *resource) newTarget(kind policy.TargetKind) *policy.Target {
	return &policy.Target{Name: r.id, Kind: kind, Type: r.kind, Path: r.path, At: r.at}
}

// target adds the target of a resource that is nothing but a resource policy.
func (t *template) target(r *resource) *policy.Target {
	target := r.newTarget(policy.Resource)
	t.model.Targets = append(t.model.Targets, target)
	return target
}

// targetKind is what a policy that stands alone is attached to; without that
// it is what the table says.
func (r *resource) targetKind(kind policy.TargetKind) policy.TargetKind {
	if r.kind != "AWS::IAM::Policy" || r.properties.Get("Roles") != nil {
		return kind
	}
	switch {
	case r.properties.Get("Users") != nil:
		return policy.User
	case r.properties.Get("Groups") != nil:
		return policy.Group
	default:
		return kind
	}
}

// readHolder reads the documents that a property holds.
func (t *template) readHolder(target *policy.Target, r *resource, row holder) {
	if r.properties == nil {
		return
	}
	t.follow(r.properties, strings.Split(row.path, "."), r.under, func(owner, held *node.Node, name string, under parse.Branch) {
		blank := policy.Document{
			Name:   t.documentName(owner, name, under),
			Kind:   t.documentKind(r, row.document),
			Target: target.Subject(),
			Users:  t.users(r),
		}
		target.Documents = append(target.Documents, t.reader.Documents(t.expose(held), under, blank)...)
	})
}

// follow goes down a path of properties through every alternative and visits
// what is at its end, with the map that holds it.
func (t *template) follow(n *node.Node, path []string, under parse.Branch, visit func(owner, held *node.Node, name string, under parse.Branch)) {
	name, isList := strings.CutSuffix(path[0], "[]")
	for _, a := range t.reader.Items(n, under) {
		if a.Node == nil || a.Node.Kind != node.Map {
			t.unfollowed(a.At(n), name)
			continue
		}
		t.foreign(a.Node)
		held := a.Node.Get(name)
		switch {
		case held == nil:
		case len(path) == 1:
			visit(a.Node, held, name, a.Branch)
		case isList || held.Kind != node.Null:
			t.follow(held, path[1:], a.Branch, visit)
		}
	}
}

// unfollowed notes what could hold a policy and is not there to be looked at. The definition of an API mostly has none.
func (t *template) unfollowed(at source.Location, name string) {
	if name == restPolicy {
		t.notices.Add(at, "the definition of the API is not known before deployment; rules about resource policies were not applied to the one that it may have")
		return
	}
	t.notices.Add(at, "what stands here is not a map that is known before deployment; policies in it were not judged")
}

// foreign notes a macro inside properties: what it adds is not in the template.
func (t *template) foreign(n *node.Node) {
	for _, f := range n.Fields {
		if strings.HasPrefix(f.Key.Text, "Fn::") {
			t.notices.Add(f.Key.At, "%s is not evaluated here; what it adds was not judged", f.Key.Text)
		}
	}
}

// documentName is the name of a document's policy, else of the property that holds it.
func (t *template) documentName(owner *node.Node, property string, under parse.Branch) string {
	for _, key := range []string{"PolicyName", "ManagedPolicyName"} {
		name := owner.Get(key)
		if name == nil {
			continue
		}
		for _, a := range t.resolve(name, under) {
			if len(a.Values) == 1 {
				return a.Values[0].Text
			}
		}
	}
	return property
}

// documentKind is the kind of a document, where the resource says more than the table.
func (t *template) documentKind(r *resource, kind policy.DocumentKind) policy.DocumentKind {
	switch {
	case t.boundaries[r.id]:
		return policy.Boundary
	case r.kind == organizationPolicy && t.policyType(r) == "RESOURCE_CONTROL_POLICY":
		return policy.RCP
	}
	return kind
}

const organizationPolicy = "AWS::Organizations::Policy"

// policyType is the type of an organization's policy, "" if it is not known.
func (t *template) policyType(r *resource) string {
	word := r.properties.Get("Type")
	if word == nil {
		return ""
	}
	text, _ := t.literal(word, r.under)
	return text
}

// speaksOtherwise tells of an organization's policy on tags, backups and the like, whose language is not IAM's:
// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies.html.
func (t *template) speaksOtherwise(r *resource) bool {
	switch t.policyType(r) {
	case "SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY", "":
		return false
	default:
		return true
	}
}

// users are the users that a policy names itself onto.
func (t *template) users(r *resource) []policy.Value {
	switch r.kind {
	case "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy":
		return t.values(r.properties.Get("Users"), r.under)
	case "AWS::IAM::UserPolicy":
		return t.values(r.properties.Get("UserName"), r.under)
	default:
		return nil
	}
}

// values are the values of a list, or of a single one.
func (t *template) values(n *node.Node, under parse.Branch) []policy.Value {
	if n == nil {
		return nil
	}
	var values []policy.Value
	for _, a := range t.reader.Items(n, under) {
		if len(a.Values) == 0 {
			t.notices.Add(a.At(n), "not text; it was not judged")
		}
		values = append(values, a.Values...)
	}
	return values
}
