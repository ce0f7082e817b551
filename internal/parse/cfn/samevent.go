package cfn

import (
	"strings"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// pollers are the managed policies that SAM attaches to the role of a function
// for the sources that Lambda polls for it, by the type of event. This and what
// else events grant stands in the SAM translator's model/eventsources/pull.py.
var pollers = map[string]string{
	"DynamoDB": "service-role/AWSLambdaDynamoDBExecutionRole",
	"Kinesis":  "service-role/AWSLambdaKinesisExecutionRole",
	"MSK":      "service-role/AWSLambdaMSKExecutionRole",
	"SQS":      "service-role/AWSLambdaSQSQueueExecutionRole",
}

// event is an entry of a SAM resource's Events.
type event struct {
	name       string
	kind       string          // its Type
	at         source.Location // of the type
	properties *node.Node
}

func (r *resource) events() []event {
	events := r.properties.Get("Events")
	if events == nil {
		return nil
	}
	var all []event
	for _, f := range events.Fields {
		if kind := f.Value.Get("Type"); kind != nil {
			all = append(all, event{f.Key.Text, kind.Text, kind.At, f.Value.Get("Properties")})
		}
	}
	return all
}

// pullEvents adds what a function's role needs for the sources that Lambda polls.
func (t *template) pullEvents(target *policy.Target, r *resource, under parse.Branch) {
	for _, e := range r.events() {
		name := pollers[e.kind]
		if e.kind == "SNS" && isSet(e.properties.Get("SqsSubscription")) {
			name = pollers["SQS"] // the messages take their way over a queue
		}
		if name != "" {
			attachManaged(target, name, e.at, under)
		}
		if statements := t.polling(e, under); len(statements) > 0 {
			t.generated(target, r.id+e.name+"Policy", e.at, under, statements...)
		}
		if polls(e.kind) {
			t.pullFailures(target, r, e, under)
		}
	}
}

// pullFailures lets a function send on what it could not handle of a source.
// Without a type SAM leaves that to the user.
func (t *template) pullFailures(target *policy.Target, r *resource, e event, under parse.Branch) {
	f, ok := telling(e.properties.Get("DestinationConfig"), "OnFailure")
	if !ok {
		return
	}
	kind := t.word(f.Value.Get("Type"), under)
	if kind != "SQS" && kind != "SNS" && kind != "S3" {
		return
	}
	if statements := sending(f, kind, f.Value.Get("Destination")); len(statements) > 0 {
		t.generated(target, r.id+e.name+kind+"Policy", f.Key.At, under, statements...)
	}
}

// polls tells whether Lambda polls a type of event.
func polls(kind string) bool {
	return pollers[kind] != "" || kind == "MQ" || kind == "SelfManagedKafka" || kind == "DocumentDB"
}

// polling are the statements that a source needs beside managed policies.
func (t *template) polling(e event, under parse.Branch) []*node.Node {
	switch e.kind {
	case "MSK":
		return append(t.schemas(e, under), t.secrets(e, under, "CLIENT_CERTIFICATE_TLS_AUTH")...)
	case "MQ":
		statements := append(t.secrets(e, under, "BASIC_AUTH"), granted(e, "Broker", "mq:DescribeBroker")...)
		return append(statements, decrypting(e)...)
	case "SelfManagedKafka":
		statements := t.secrets(e, under, "SASL_SCRAM_256_AUTH", "SASL_SCRAM_512_AUTH", "BASIC_AUTH", "CLIENT_CERTIFICATE_TLS_AUTH")
		if len(t.accesses(e, under, "SERVER_ROOT_CA_CERTIFICATE")) > 0 {
			statements = append(statements, statements...) // SAM names the same secret again
		}
		if len(t.accesses(e, under, "VPC_SUBNET", "VPC_SECURITY_GROUP")) > 0 {
			statements = append(statements, networking(e.at))
		}
		return append(append(statements, decrypting(e)...), t.schemas(e, under)...)
	case "DocumentDB":
		of := func(kind string) *node.Node {
			return substitution("arn:${AWS::Partition}:rds:${AWS::Region}:${AWS::AccountId}:"+kind+":*", e.at)
		}
		statements := append(t.secrets(e, under, "BASIC_AUTH"),
			allow(e.at, of("cluster-pg"), "rds:DescribeDBClusterParameters"),
			allow(e.at, of("subgrp"), "rds:DescribeDBSubnetGroups"))
		statements = append(statements, granted(e, "Cluster", "rds:DescribeDBClusters")...)
		return append(append(statements, networking(e.at)), decrypting(e)...)
	default:
		return nil
	}
}

// granted allows an action on what a property of an event names.
func granted(e event, property, action string) []*node.Node {
	if n := e.properties.Get(property); n != nil {
		return []*node.Node{allow(e.at, n, action)}
	}
	return nil
}

// accesses are the URIs of SourceAccessConfigurations of some types.
func (t *template) accesses(e event, under parse.Branch, types ...string) []*node.Node {
	configurations := e.properties.Get("SourceAccessConfigurations")
	if configurations == nil {
		return nil
	}
	var found []*node.Node
	for _, a := range t.reader.Items(configurations, under) {
		uri := a.Node.Get("URI")
		for _, kind := range types {
			if uri != nil && t.isText(a.Node.Get("Type"), kind, a.Branch) {
				found = append(found, uri)
			}
		}
	}
	return found
}

// secrets allow to read the secrets that a source is opened with.
func (t *template) secrets(e event, under parse.Branch, types ...string) []*node.Node {
	var statements []*node.Node
	for _, uri := range t.accesses(e, under, types...) {
		statements = append(statements, allow(e.at, uri, "secretsmanager:GetSecretValue"))
	}
	return statements
}

// decrypting allows to use the key that a source's secret is encrypted with.
func decrypting(e event) []*node.Node {
	key := e.properties.Get("SecretsManagerKmsKeyId")
	if key == nil {
		return nil
	}
	arn := substitution("arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/"+key.Text, key.At)
	return []*node.Node{allow(e.at, arn, "kms:Decrypt")}
}

// networking allows what a function in a network does with its interfaces.
func networking(at source.Location) *node.Node {
	return allow(at, word("*", at), "ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DeleteNetworkInterface",
		"ec2:DescribeVpcs", "ec2:DescribeSubnets", "ec2:DescribeSecurityGroups")
}

// schemas allow to use the registry that tells the form of a source's records.
func (t *template) schemas(e event, under parse.Branch) []*node.Node {
	config := e.properties.Get("SchemaRegistryConfig")
	if config == nil {
		return nil
	}
	var statements []*node.Node
	if list := config.Get("AccessConfigs"); list != nil {
		for _, a := range t.reader.Items(list, under) {
			if uri := a.Node.Get("URI"); uri != nil {
				statements = append(statements, allow(e.at, uri, "secretsmanager:GetSecretValue"))
			}
		}
	}
	uri := config.Get("SchemaRegistryURI")
	text := uri
	if f, ok := function(uri); ok && f.name == "Fn::Sub" {
		text, _, _ = subArguments(f.arg)
	}
	if text == nil {
		return statements
	}
	_, registry, ok := strings.Cut(text.Text, ":registry/")
	if !ok || !strings.HasPrefix(text.Text, "arn") {
		return statements
	}
	versions := substitution("arn:${AWS::Partition}:glue:${AWS::Region}:${AWS::AccountId}:schema/"+registry+"/*", uri.At)
	return append(statements, allow(e.at, uri, "glue:GetRegistry"), allow(e.at, versions, "glue:GetSchemaVersion"))
}
