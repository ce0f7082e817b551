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
	for _, e := range r.events() {
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
		boundary := r.properties.Get("PermissionsBoundary")
		if e.kind == "ScheduleV2" {
			boundary = e.properties.Get("PermissionsBoundary")
			t.schedulerLetters(target, id, r, e)
		}
		t.bound(target, boundary, r.under)
	}
}

// schedulerLetters lets a schedule send what it could not deliver to its queue.
func (t *template) schedulerLetters(target *policy.Target, id string, r *resource, e event) {
	f, ok := telling(e.properties, "DeadLetterConfig")
	if !ok {
		return
	}
	queue := f.Value.Get("Arn")
	if queue == nil {
		name := t.word(f.Value.Get("QueueLogicalId"), r.under)
		if name == "" {
			name = id + "Queue"
		}
		queue = queueARN(name, f.Key.At)
	}
	t.generated(target, id+"SQSPolicy", f.Key.At, r.under, allow(f.Key.At, queue, "sqs:SendMessage"))
}

// machineARN is the ARN of a state machine, or of the alias that events start.
func machineARN(r *resource, e event) *node.Node {
	arn := calling("Ref", r.id, e.at)
	if alias := r.properties.Get("AutoPublishAlias"); alias != nil && isSet(r.properties.Get("UseAliasAsEventTarget")) {
		return joined(e.at, ":", arn, alias)
	}
	return arn
}

// functionOf is the ARN of a function, or of the alias that is published.
func functionOf(r *resource, e event) *node.Node {
	arn := calling("Fn::GetAtt", r.id+".Arn", e.at)
	if alias := r.properties.Get("AutoPublishAlias"); alias != nil {
		return joined(e.at, ":", arn, alias)
	}
	return arn
}

// readFunctionURL reads what SAM makes of a function's URL that asks for no
// credentials: two permissions for everybody. Of a parameter SAM makes none.
func (t *template) readFunctionURL(target *policy.Target, r *resource) {
	f, ok := telling(r.properties, "FunctionUrlConfig")
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
		s := allow(at, functionOf(r, event{at: at}), c.action)
		add(s, "Principal", at, word("*", at))
		add(s, "Condition", at, single(c.operator, single(c.key, word(c.value, at))))
		t.reader.Statements(d, s, r.under)
	}
	target.Documents = append(target.Documents, d)
}
