package cfn

import (
	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/policy"
)

// starters are the services that start a state machine for an event, each with
// a role that SAM makes for that.
var starters = map[string]string{
	"Api":             "apigateway.amazonaws.com",
	"CloudWatchEvent": "events.amazonaws.com",
	"EventBridgeRule": "events.amazonaws.com",
	"Schedule":        "events.amazonaws.com",
	"ScheduleV2":      "scheduler.amazonaws.com",
}

// readEventRoles reads the roles that SAM makes for the events of a resource.
// They are there whether or not the resource has a role of its own.
func (t *template) readEventRoles(r *resource) {
	machine := r.kind == "AWS::Serverless::StateMachine"
	for _, e := range t.events(r) {
		service := starters[e.kind]
		if service == "" || !machine && e.kind != "ScheduleV2" || e.properties.Get("RoleArn") != nil {
			continue
		}
		id := r.id + e.name
		target := t.made(r, id+"Role", service, e.at, r.under)
		if machine {
			t.generated(target, id+"StartExecutionPolicy", e.at, r.under, allow(e.at, machineARN(r, e), "states:StartExecution"))
		} else {
			t.generated(target, id+"LambdaPolicy", e.at, r.under, allow(e.at, functionOf(r, e), "lambda:InvokeFunction"))
		}
		boundary := t.property(r, "PermissionsBoundary")
		if e.kind == "ScheduleV2" {
			boundary = e.properties.Get("PermissionsBoundary")
			t.schedulerLetters(target, id, r, e)
		}
		t.bound(target, boundary, r.under)
	}
}

// schedulerLetters lets a schedule send what it could not deliver to its queue.
func (t *template) schedulerLetters(target *policy.Target, id string, r *resource, e event) {
	f, ok := t.field(e.properties, "DeadLetterConfig")
	if !ok {
		return
	}
	queue := f.Value.Get("Arn")
	if queue == nil {
		name := t.word(f.Value.Get("QueueLogicalId"), r.under)
		if name == "" {
			name = id + "Queue"
		}
		queue = substitution("arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${"+name+"}", f.Key.At)
	}
	t.generated(target, id+"SQSPolicy", f.Key.At, r.under, allow(f.Key.At, queue, "sqs:SendMessage"))
}

// machineARN is the ARN of a state machine, or of the alias that events start.
func machineARN(r *resource, e event) *node.Node {
	arn := wrap(word(r.id, e.at), word("Ref", e.at), word(r.id, e.at))
	if alias := r.properties.Get("AutoPublishAlias"); alias != nil && isSet(r.properties.Get("UseAliasAsEventTarget")) {
		return joined(e.at, ":", arn, alias)
	}
	return arn
}

// functionOf is the ARN of a function, or of the alias that is published.
func functionOf(r *resource, e event) *node.Node {
	arn := wrap(word(r.id, e.at), word("Fn::GetAtt", e.at), word(r.id+".Arn", e.at))
	if alias := r.properties.Get("AutoPublishAlias"); alias != nil {
		return joined(e.at, ":", arn, alias)
	}
	return arn
}

// readFunctionURL reads what SAM makes of a function's URL that asks for no
// credentials: two permissions for everybody. Of a parameter SAM makes none.
func (t *template) readFunctionURL(target *policy.Target, r *resource) {
	f, ok := t.field(r.properties, "FunctionUrlConfig")
	auth := f.Value.Get("AuthType")
	if !ok || auth == nil || auth.Text != "NONE" {
		return
	}
	d := &policy.Document{Name: "FunctionUrlConfig", Kind: policy.ResourceBased, Origin: policy.FromSAM, At: f.Key.At, Target: target.Subject()}
	at := auth.At
	for _, c := range []struct{ action, operator, key, value string }{
		{"lambda:InvokeFunctionUrl", "StringEquals", "lambda:FunctionUrlAuthType", "NONE"},
		{"lambda:InvokeFunction", "Bool", "lambda:InvokedViaFunctionUrl", "true"},
	} {
		value := &builder{node.Node{Kind: node.Map, At: at}}
		value.add(c.key, at, word(c.value, at))
		condition := &builder{node.Node{Kind: node.Map, At: at}}
		condition.add(c.operator, at, &value.Node)
		s := &builder{*allow(at, functionOf(r, event{at: at}), c.action)}
		s.add("Principal", at, word("*", at))
		s.add("Condition", at, &condition.Node)
		t.reader.Statements(d, &s.Node, r.under)
	}
	target.Documents = append(target.Documents, d)
}
