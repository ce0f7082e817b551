package cfn

import (
	"strings"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/policy"
)

// samRoleProperties are what SAM makes a role of.
var samRoleProperties = []string{"Role", "Policies", "PermissionsBoundary", "AssumeRolePolicyDocument", "RolePath", "Tracing", "VpcConfig"}

// asked are the properties that rules ask for, by the types of the resources
// that they know. One inside maps has its dotted path.
var asked = map[string][]string{
	"AWS::Cognito::IdentityPool":       {"AllowUnauthenticatedIdentities"},
	"AWS::Elasticsearch::Domain":       {"VPCOptions"},
	"AWS::IAM::AccessKey":              {"UserName"},
	"AWS::IAM::Group":                  {"GroupName"},
	"AWS::IAM::GroupPolicy":            nil,
	"AWS::IAM::InstanceProfile":        {"InstanceProfileName", "Roles"},
	"AWS::IAM::ManagedPolicy":          {"ManagedPolicyName", "Roles", "Users", "Groups"},
	"AWS::IAM::Policy":                 nil,
	"AWS::IAM::Role":                   {"RoleName", "Path", "MaxSessionDuration"},
	"AWS::IAM::RolePolicy":             nil,
	"AWS::IAM::User":                   {"UserName", "Groups", "LoginProfile", "LoginProfile.Password", "LoginProfile.PasswordResetRequired"},
	"AWS::IAM::UserPolicy":             nil,
	"AWS::IAM::UserToGroupAddition":    {"GroupName", "Users"},
	"AWS::Lambda::Function":            {"Role"},
	"AWS::Lambda::Url":                 {"AuthType", "TargetFunctionArn"},
	"AWS::OpenSearchService::Domain":   {"VPCOptions"},
	"AWS::SNS::Topic":                  {"KmsMasterKeyId", "TopicName"},
	"AWS::SNS::TopicPolicy":            {"Topics"},
	"AWS::SQS::Queue":                  {"KmsMasterKeyId", "QueueName"},
	"AWS::SQS::QueuePolicy":            {"Queues"},
	"AWS::S3::Bucket":                  {"AccessControl", "BucketName", "PublicAccessBlockConfiguration.BlockPublicAcls", "PublicAccessBlockConfiguration.IgnorePublicAcls"},
	"AWS::S3::BucketPolicy":            {"Bucket"},
	"AWS::Serverless::Connector":       {"Permissions"},
	"AWS::Serverless::Function":        samRoleProperties,
	"AWS::Serverless::StateMachine":    samRoleProperties,
	"AWS::StepFunctions::StateMachine": nil,
}

// readInventory lists the resources that rules know by their properties.
func (t *template) readInventory() {
	known := map[string]*policy.TemplateResource{}
	for _, r := range t.order {
		names, ok := asked[r.kind]
		runner, runs := runners[r.kind]
		if !ok && !runs && r.connectors == nil {
			continue
		}
		made := &policy.TemplateResource{
			Name: r.id, Kind: kindOf(r), Type: r.kind, Path: r.path, At: r.at, Branch: r.under.String(),
			Properties: t.propertiesOf(r, names), Role: t.runsAs(r),
		}
		if runs {
			made.ARN = policy.Compose(arn(r, runner.arn), r.at)
		}
		if r.isSAM() {
			made.Policies = t.samPolicies(r)
		}
		t.connectorsOf(r, made.Properties)
		known[r.id] = made
		t.model.Resources = append(t.model.Resources, made)
	}
	if len(known) == 0 {
		return
	}
	t.readReferences(known)
	t.readEndpoints(known)
}

// kindOf is the kind of target that a resource is.
func kindOf(r *resource) policy.TargetKind {
	if p, ok := principals[r.kind]; ok {
		return p.kind
	}
	return policy.Resource
}

// propertiesOf are those of some properties that a resource has.
func (t *template) propertiesOf(r *resource, names []string) map[string]policy.Property {
	properties := map[string]policy.Property{}
	own := t.root.Get("Resources").Get(r.id).Get("Properties")
	for _, name := range names {
		path := strings.Split(name, ".")
		p := policy.Property{Always: true, Own: own.Get(path[0]) != nil}
		if t.dig(&p, r.properties, path, r.under) {
			properties[name] = p
		}
	}
	return properties
}

// dig goes down a path of properties through every alternative, and tells
// whether there is something at its end on some branch.
func (t *template) dig(p *policy.Property, n *node.Node, path []string, under parse.Branch) bool {
	f, ok := n.Field(path[0])
	if !ok {
		p.Always = false
		return false
	}
	found := false
	for _, a := range t.settled(f.Value, under) {
		switch {
		case a.Node == nil && len(a.Values) == 0, a.Node != nil && a.Node.Kind == node.Null:
			p.Always = false
		case len(path) > 1:
			found = t.dig(p, a.Node, path[1:], a.Branch) || found
		default:
			found = true
			p.KeyAt, p.At = f.Key.At, f.Value.At
			p.Values = append(p.Values, t.textsOf(a)...)
		}
	}
	return found
}

// textsOf are the texts that an alternative comes to, of a list those of its items.
func (t *template) textsOf(a parse.Alternative) []policy.Value {
	if a.Node == nil || a.Node.Kind != node.List {
		return a.Values
	}
	var values []policy.Value
	for _, item := range a.Node.Items {
		for _, each := range t.settled(item, a.Branch) {
			values = append(values, each.Values...)
		}
	}
	return values
}

// connectorsOf adds the Permissions of the connectors that a resource of SAM is the source of.
func (t *template) connectorsOf(r *resource, properties map[string]policy.Property) {
	if r.connectors == nil {
		return
	}
	for _, f := range r.connectors.Fields {
		p := policy.Property{Always: true, Own: true}
		if t.dig(&p, f.Value.Get("Properties"), []string{"Permissions"}, r.under) {
			properties["Connectors."+f.Key.Text+".Permissions"] = p
		}
	}
}
