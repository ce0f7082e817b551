package cfn

import (
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// attachToFunction adds what SAM gives to a function's role for other
// properties of the function, as the SAM translator does in model/sam_resources.py.
func (t *template) attachToFunction(target *policy.Target, r *resource, under parse.Branch) {
	basic := "service-role/AWSLambdaBasicExecutionRole"
	if isSet(r.properties.Get("DurableConfig")) {
		basic = "service-role/AWSLambdaBasicDurableExecutionRolePolicy"
	}
	attachManaged(target, basic, r.at, under)
	if f, ok := telling(r.properties, "Tracing"); ok && !t.isText(f.Value, "Disabled", under) {
		attachManaged(target, "AWSXrayWriteOnlyAccess", f.Key.At, under)
	}
	if f, ok := telling(r.properties, "VpcConfig"); ok {
		attachManaged(target, "service-role/AWSLambdaVPCAccessExecutionRole", f.Key.At, under)
	}
	if f, ok := telling(r.properties, "DeadLetterQueue"); ok {
		t.deadLetters(target, f, under)
	}
	t.destinations(target, r, under)
	t.pullEvents(target, r, under)
}

// attachToStateMachine does so for a state machine, as in model/stepfunctions/generators.py.
func (t *template) attachToStateMachine(target *policy.Target, r *resource, under parse.Branch) {
	if f, ok := telling(r.properties, "Tracing"); ok && t.isText(f.Value.Get("Enabled"), "true", under) {
		attachManaged(target, "AWSXrayWriteOnlyAccess", f.Key.At, under)
	}
}

// attachManaged attaches a managed policy of AWS unless it is attached already.
func attachManaged(target *policy.Target, name string, at source.Location, under parse.Branch) {
	v := compose([]policy.Part{
		{Kind: policy.Literal, Text: "arn:"},
		{Kind: policy.Opaque, Text: "AWS::Partition"},
		{Kind: policy.Literal, Text: ":iam::aws:policy/" + name},
	}, at, under)
	same := func(a policy.Attachment) bool { return a.Name == name && (a.Branch == "" || a.Branch == v.Branch) }
	if !slices.ContainsFunc(target.Managed, same) {
		target.Managed = append(target.Managed, policy.Attachment{Value: v, Name: name, Origin: policy.FromSAM})
	}
}

// generated adds a document that SAM writes, unless it wrote the same before.
func (t *template) generated(target *policy.Target, name string, at source.Location, under parse.Branch, statements ...*node.Node) {
	d := &policy.Document{Name: name, Kind: policy.Identity, Origin: policy.FromSAM, At: at, Target: target.Subject()}
	t.reader.Statements(d, &node.Node{Kind: node.List, At: at, Items: statements}, under)
	same := func(o *policy.Document) bool {
		return o.Origin == policy.FromSAM && slices.EqualFunc(o.Statements, d.Statements, sameGrant)
	}
	if !slices.ContainsFunc(target.Documents, same) {
		target.Documents = append(target.Documents, d)
	}
}

// sameGrant tells whether two statements that SAM writes allow the same.
func sameGrant(a, b *policy.Statement) bool {
	return a.Branch == b.Branch &&
		slices.EqualFunc(a.Actions, b.Actions, func(x, y policy.Action) bool { return x.Text == y.Text }) &&
		slices.EqualFunc(a.Resources, b.Resources, func(x, y policy.ResourceARN) bool { return x.Text == y.Text })
}

// deadLetters lets a function send what it could not handle to its queue or topic.
func (t *template) deadLetters(target *policy.Target, f node.Field, under parse.Branch) {
	action := map[string]string{"SQS": "sqs:SendMessage", "SNS": "sns:Publish"}[t.word(f.Value.Get("Type"), under)]
	arn := f.Value.Get("TargetArn")
	if action == "" || arn == nil {
		t.notices.Add(f.Key.At, "DeadLetterQueue needs a Type of SQS or SNS, and a TargetArn; what it grants was not judged")
		return
	}
	t.generated(target, "DeadLetterQueuePolicy", f.Key.At, under, allow(f.Key.At, arn, action))
}

// destinations lets a function send its results on, as EventInvokeConfig says.
func (t *template) destinations(target *policy.Target, r *resource, under parse.Branch) {
	config := r.properties.Get("EventInvokeConfig").Get("DestinationConfig")
	for _, when := range []string{"OnSuccess", "OnFailure"} {
		f, ok := telling(config, when)
		if !ok {
			continue
		}
		id := r.id + "EventInvokeConfig" + when
		kind := t.word(f.Value.Get("Type"), under)
		if statements := sending(f, kind, own(f, kind, id)); len(statements) > 0 {
			t.generated(target, id+"Policy", f.Key.At, under, statements...)
			continue
		}
		t.notices.Add(f.Key.At, "%s needs a Type of SQS, SNS, EventBridge, Lambda or S3Bucket; what it grants was not judged", when)
	}
}

// own is the Destination of a field. SAM makes a queue or topic where there is none.
func own(f node.Field, kind, id string) *node.Node {
	made := map[string]string{"SQS": "sqs:${AWS::Region}:${AWS::AccountId}:${" + id + "Queue}", "SNS": "sns:${AWS::Region}:${AWS::AccountId}:${" + id + "Topic}"}[kind]
	destination := f.Value.Get("Destination")
	if made == "" {
		return destination
	}
	auto := substitution("arn:${AWS::Partition}:"+made, f.Key.At)
	if destination == nil {
		return auto
	}
	choice, ok := function(destination)
	if !ok || choice.name != "Fn::If" || len(choice.arg.Items) != 3 {
		return destination
	}
	list := &node.Node{Kind: node.List, At: choice.arg.At}
	for _, item := range choice.arg.Items {
		if ref, ok := function(item); ok && ref.name == "Ref" && ref.arg.Text == "AWS::NoValue" {
			item = auto
		}
		list.Items = append(list.Items, item)
	}
	return wrap(destination, destination.Fields[0].Key, list)
}

// sending are the statements that let something be sent to a destination of a
// kind, none if there is no such kind.
func sending(f node.Field, kind string, destination *node.Node) []*node.Node {
	if destination == nil {
		return nil
	}
	at := f.Key.At
	switch kind {
	case "SQS":
		return []*node.Node{allow(at, destination, "sqs:SendMessage")}
	case "SNS":
		return []*node.Node{allow(at, destination, "sns:publish")}
	case "EventBridge":
		return []*node.Node{allow(at, destination, "events:PutEvents")}
	case "Lambda":
		return []*node.Node{allow(at, destination, "lambda:InvokeFunction")}
	case "S3", "S3Bucket":
		return []*node.Node{
			allow(at, joined(destination.At, "/", destination, word("*", destination.At)), "s3:PutObject"),
			allow(at, destination, "s3:ListBucket"),
		}
	default:
		return nil
	}
}

// telling is a field of a map that says something: what is null, empty or false says nothing.
func telling(m *node.Node, name string) (node.Field, bool) {
	f, ok := m.Field(name)
	return f, ok && isSet(f.Value)
}

func isSet(n *node.Node) bool {
	switch {
	case n == nil || n.Kind == node.Null:
		return false
	case n.Kind == node.Map:
		return len(n.Fields) > 0
	case n.Kind == node.List:
		return len(n.Items) > 0
	default:
		return n.Text != "" && (n.Kind != node.Bool || !strings.EqualFold(n.Text, "false"))
	}
}

// isText tells whether a node is known to be some text.
func (t *template) isText(n *node.Node, text string, under parse.Branch) bool {
	return strings.EqualFold(t.word(n, under), text)
}

// word is the text of a node, "" if there is none or it is not known.
func (t *template) word(n *node.Node, under parse.Branch) string {
	if n == nil {
		return ""
	}
	text, _ := t.literal(n, under)
	return text
}
