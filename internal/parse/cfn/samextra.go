package cfn

import (
	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// made adds a role that SAM makes for a service.
func (t *template) made(r *resource, id, service string, at source.Location, under parse.Branch) *policy.Target {
	target := &policy.Target{Name: id, Kind: policy.Role, Type: r.kind, Path: r.path, At: at}
	blank := policy.Document{Name: "AssumeRolePolicyDocument", Kind: policy.Trust, Origin: policy.FromSAM, Target: target.Subject()}
	target.Documents = t.reader.Documents(trusted(at, service), under, blank)
	t.model.Targets = append(t.model.Targets, target)
	t.registerRole(id, target)
	return target
}

// readDeployments reads the one role that CodeDeploy has for all functions that
// are rolled out little by little and name no role for it.
func (t *template) readDeployments() {
	for _, r := range t.order {
		f, ok := telling(r.properties, "DeploymentPreference")
		if !ok || r.kind != "AWS::Serverless::Function" || f.Value.Get("Role") != nil {
			continue
		}
		if enabled := f.Value.Get("Enabled"); enabled == nil || !t.isText(enabled, "false", r.under) {
			target := t.made(r, "CodeDeployServiceRole", "codedeploy.amazonaws.com", f.Key.At, always)
			attachManaged(target, "service-role/AWSCodeDeployRoleForLambda", f.Key.At, always)
			return
		}
	}
}

// readCapacityProvider reads the role that operates a capacity provider.
func (t *template) readCapacityProvider(r *resource) {
	if r.properties.Get("OperatorRole") == nil {
		target := t.made(r, r.id+"OperatorRole", "lambda.amazonaws.com", r.at, r.under)
		attachManaged(target, "AWSLambdaManagedEC2ResourceOperator", r.at, r.under)
	}
}

// readGraphQL reads the roles that an API of AppSync writes its log and reaches its data with.
func (t *template) readGraphQL(r *resource) {
	logging := r.properties.Get("Logging")
	if logging.Get("CloudWatchLogsRoleArn") == nil && (logging == nil || logging.Kind != node.Bool || isSet(logging)) {
		at := r.at
		if logging != nil {
			at = logging.At
		}
		target := t.made(r, r.id+"CloudWatchRole", "appsync.amazonaws.com", at, r.under)
		attachManaged(target, "service-role/AWSAppSyncPushToCloudWatchLogs", at, r.under)
	}
	t.readGraphQLAuthorizers(r)
	t.readDataSources(r, "DynamoDb", "DynamoDB", "AWS::DynamoDB::Table")
	t.readDataSources(r, "Lambda", "Lambda", "AWS::Lambda::Function")
}

// readGraphQLAuthorizers reads the permissions of an API to ask functions who may call it.
func (t *template) readGraphQLAuthorizers(r *resource) {
	auth := r.properties.Get("Auth")
	if auth == nil {
		return
	}
	ways := []*node.Node{auth}
	if more := auth.Get("Additional"); more != nil {
		ways = append(ways, more.Items...)
	}
	target := r.newTarget(policy.Resource)
	for _, way := range ways {
		uri := way.Get("LambdaAuthorizer").Get("AuthorizerUri")
		if uri == nil || !t.isText(way.Get("Type"), "AWS_LAMBDA", r.under) {
			continue
		}
		t.permission(target, r.under, invoker{
			name: r.id + "AuthorizerPermission", at: uri.At, function: uri, service: "appsync.amazonaws.com",
			source: substitution("arn:${AWS::Partition}:appsync:${AWS::Region}:${AWS::AccountId}:apis/${"+r.id+".ApiId}", uri.At),
		})
	}
}

// readDataSources reads what the data sources of a kind may do, as connectors grant it.
func (t *template) readDataSources(r *resource, property, kind, destination string) {
	sources := r.properties.Get("DataSources").Get(property)
	if sources == nil {
		return
	}
	for _, f := range sources.Fields {
		if f.Value.Get("ServiceRoleArn") != nil {
			continue
		}
		id := r.id + f.Key.Text + kind + "DataSource"
		t.made(r, id+"Role", "appsync.amazonaws.com", f.Key.At, r.under)
		from := newMap(f.Key.At)
		add(from, "Type", f.Key.At, word("AWS::AppSync::DataSource", f.Key.At))
		add(from, "RoleName", f.Key.At, calling("Ref", id+"Role", f.Key.At))
		to := newMap(f.Key.At)
		add(to, "Type", f.Key.At, word(destination, f.Key.At))
		add(to, "Arn", f.Key.At, dataARN(f))
		t.connect(connector{
			id: id + "Connector", at: f.Key.At, under: r.under, path: r.path,
			source: from, destination: to, permissions: dataPermissions(f, destination),
		})
	}
}

// dataPermissions are what a data source may do: both unless it says less. A function is only called.
func dataPermissions(f node.Field, destination string) *node.Node {
	given := f.Value.Get("Permissions")
	switch {
	case destination == "AWS::Lambda::Function":
		return word("Write", f.Key.At)
	case given != nil:
		return given
	default:
		return &node.Node{Kind: node.List, At: f.Key.At, Items: []*node.Node{word("Read", f.Key.At), word("Write", f.Key.At)}}
	}
}

// dataARN is the ARN of what a data source reaches.
func dataARN(f node.Field) *node.Node {
	for _, name := range []string{"TableArn", "FunctionArn"} {
		if given := f.Value.Get(name); given != nil {
			return given
		}
	}
	table, region := f.Value.Get("TableName"), f.Value.Get("Region")
	if table == nil {
		table = word("*", f.Key.At)
	}
	if region == nil {
		region = substitution("${AWS::Region}", f.Key.At)
	}
	return joined(table.At, "", substitution("arn:${AWS::Partition}:dynamodb:", table.At), region,
		substitution(":${AWS::AccountId}:table/", table.At), table)
}
