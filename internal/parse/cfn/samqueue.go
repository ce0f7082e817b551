package cfn

import (
	"slices"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// readQueuePolicies reads the policies of the queues that SAM lets events send to:
// what a rule could not deliver, and a topic's messages. The SAM translator has
// them in model/sqs.py.
func (t *template) readQueuePolicies(r *resource) {
	for _, e := range r.events() {
		id := r.id + e.name
		switch e.kind {
		case "Schedule", "CloudWatchEvent", "EventBridgeRule":
			f, ok := telling(e.properties, "DeadLetterConfig")
			if !ok || f.Value.Get("Arn") != nil {
				continue // whoever has the queue has its policy
			}
			rule := substitution("arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:rule/${"+id+"}", f.Key.At)
			principal := single("Service", word("events.amazonaws.com", f.Key.At))
			t.queuePolicy(r, id, f.Key.At, principal, t.madeQueue(r, f.Value, id+"Queue"), rule)
		case "SNS":
			f, ok := telling(e.properties, "SqsSubscription")
			topic := e.properties.Get("Topic")
			if !ok || topic == nil || r.kind != "AWS::Serverless::Function" {
				continue
			}
			queue := f.Value.Get("QueueArn")
			if queue == nil {
				queue = queueARN(id+"Queue", f.Key.At)
			}
			t.queuePolicy(r, id, f.Key.At, word("*", f.Key.At), queue, topic)
		}
	}
}

// madeQueue is the ARN of the queue that SAM makes, which can be given a logical id.
func (t *template) madeQueue(r *resource, config *node.Node, id string) *node.Node {
	if given := t.word(config.Get("QueueLogicalId"), r.under); given != "" {
		id = given
	}
	return queueARN(id, config.At)
}

// namesQueue tells whether an event of a resource gives a logical id to the queue that SAM makes for it.
func (t *template) namesQueue(r *resource, id string) bool {
	return slices.ContainsFunc(r.events(), func(e event) bool {
		given := e.properties.Get("DeadLetterConfig").Get("QueueLogicalId")
		return given != nil && given.Text == id
	})
}

func queueARN(id string, at source.Location) *node.Node {
	return substitution("arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${"+id+"}", at)
}

func (t *template) queuePolicy(r *resource, id string, at source.Location, principal, queue, from *node.Node) {
	s := allow(at, queue, "sqs:SendMessage")
	add(s, "Principal", at, principal)
	add(s, "Condition", at, single("ArnEquals", single("aws:SourceArn", from)))
	target := &policy.Target{Name: id + "QueuePolicy", Kind: policy.Resource, Type: r.kind, Path: r.path, At: r.at}
	t.resourceDocument(target, target.Name, at, r.under, s)
	t.model.Targets = append(t.model.Targets, target)
}
