package cfn

import (
	"regexp"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// callers are the services that call a function for an event, by its type. SAM
// gives each a permission. This and what it is limited to stands in the SAM
// translator's model/eventsources/push.py and cloudwatchlogs.py.
var callers = map[string]string{
	"AlexaSkill":      "alexa-appkit.amazon.com",
	"Api":             "apigateway.amazonaws.com",
	"CloudWatchEvent": "events.amazonaws.com",
	"CloudWatchLogs":  "logs.amazonaws.com",
	"Cognito":         "cognito-idp.amazonaws.com",
	"EventBridgeRule": "events.amazonaws.com",
	"HttpApi":         "apigateway.amazonaws.com",
	"IoTRule":         "iot.amazonaws.com",
	"S3":              "s3.amazonaws.com",
	"SNS":             "sns.amazonaws.com",
	"Schedule":        "events.amazonaws.com",
}

// invoker is a service that SAM lets call a function.
type invoker struct {
	name     string
	at       source.Location
	function *node.Node // its ARN or name
	service  string
	source   *node.Node // the ARN that a call must come from, nil for any
	account  bool       // it must come from this account
	token    *node.Node // what it must present, or nil
}

// readCalls reads the permissions of the services that a function's events come from.
func (t *template) readCalls(target *policy.Target, r *resource) {
	events := r.events()
	caught := t.caught(r, events)
	for _, e := range events {
		service := callers[e.kind]
		if service == "" || e.kind == "SNS" && isSet(e.properties.Get("SqsSubscription")) {
			continue // nobody calls, or the messages take their way over a queue
		}
		c := invoker{name: r.id + e.name + "Permission", at: e.at, function: functionOf(r, e), service: service}
		if e.kind == "HttpApi" && caught[apiID(e)] && t.route(e, r.under).path != defaultRoute {
			continue
		}
		t.limitCall(&c, r, e)
		t.permit(target, c, r.under)
	}
}

// caught are the APIs, by logical id, whose default route a function takes: SAM
// leaves out the permissions for the others. With an alias it doesn't see that.
func (t *template) caught(r *resource, events []event) map[string]bool {
	all := map[string]bool{}
	if r.properties.Get("AutoPublishAlias") != nil {
		return all
	}
	for _, e := range events {
		if e.kind != "HttpApi" {
			continue
		}
		id := apiID(e)
		if t.route(e, r.under) == (route{anyMethod, defaultRoute}) {
			all[id] = true
		}
		if api := t.resources[id]; api != nil {
			path := api.properties.Get("DefinitionBody").Get("paths").Get(defaultRoute).Get("x-amazon-apigateway-any-method")
			all[id] = all[id] || slices.Contains(references(path.Get("x-amazon-apigateway-integration").Get("uri")), r.id)
		}
	}
	return all
}

// limitCall says where the calls for an event must come from.
func (t *template) limitCall(c *invoker, r *resource, e event) {
	local := func(text string) *node.Node {
		return substitution("arn:${AWS::Partition}:"+text, e.at)
	}
	switch e.kind {
	case "Schedule", "CloudWatchEvent", "EventBridgeRule":
		c.source = local("events:${AWS::Region}:${AWS::AccountId}:rule/${" + r.id + e.name + "}")
	case "IoTRule":
		c.source, c.account = local("iot:${AWS::Region}:${AWS::AccountId}:rule/${"+r.id+e.name+"}"), true
	case "S3":
		c.account = true
	case "SNS":
		c.source = e.properties.Get("Topic")
	case "AlexaSkill":
		c.token = e.properties.Get("SkillId")
	case "CloudWatchLogs":
		if group := e.properties.Get("LogGroupName"); group != nil {
			c.source = joined(e.at, "", local("logs:${AWS::Region}:${AWS::AccountId}:log-group:"), group, word(":*", e.at))
		}
	case "Cognito":
		if f, ok := function(e.properties.Get("UserPool")); ok && f.name == "Ref" {
			c.source = calling("Fn::GetAtt", f.arg.Text+".Arn", f.arg.At)
		} else {
			t.notices.Add(e.at, "an event of Cognito must name a user pool of the template: SAM refuses the template")
		}
	case "Api", "HttpApi":
		c.source = invocation(e.at, apiOf(e), t.route(e, r.under))
	}
}

// apiOf is what names the API of an event: SAM makes one where nothing does.
func apiOf(e event) *node.Node {
	of := apiTypes[e.kind]
	if id := e.properties.Get(of.property); id != nil {
		return id
	}
	return calling("Ref", of.implicit, e.at)
}

// apiID is the logical id of the API of an event.
func apiID(e event) string {
	id := apiOf(e)
	if f, ok := function(id); ok && f.name == "Ref" {
		return f.arg.Text
	}
	return id.Text
}

// defaultRoute is the path, and anyMethod the method, of what no other route of an API takes.
const (
	defaultRoute = "$default"
	anyMethod    = "*"
)

// route is a method and a path of an API.
type route struct{ method, path string }

var (
	trailingSlash = regexp.MustCompile(`^(.+)/$`)
	pathVariable  = regexp.MustCompile(`\{[a-zA-Z0-9._-]+\+?\}`)
)

// route is where an event's calls come in. What is not known of it is a star.
func (t *template) route(e event, under parse.Branch) route {
	to := route{method: strings.ToUpper(t.word(e.properties.Get("Method"), under)), path: t.word(e.properties.Get("Path"), under)}
	switch {
	case to.path == "" && e.properties.Get("Path") == nil:
		to.path = defaultRoute
	case to.path == "":
		to.path = "/*"
	}
	if to.method == "" || to.method == "ANY" || strings.EqualFold(to.method, "x-amazon-apigateway-any-method") {
		to.method = anyMethod
	}
	to.path = trailingSlash.ReplaceAllString(to.path, "$1")
	return to
}

// resource is a route as ARNs have it, without a stage.
func (r route) resource() string {
	switch {
	case r.path == defaultRoute:
		return "/" + r.method
	case r.path == "/"+defaultRoute && r.method == anyMethod:
		return r.path
	default:
		return "/" + r.method + pathVariable.ReplaceAllString(r.path, "*")
	}
}

// invocation is the ARN of what comes in on a route of an API, on whatever stage.
func invocation(at source.Location, api *node.Node, to route) *node.Node {
	return executing(at, api, "/*"+to.resource())
}

// executing is the ARN of an API with something behind it.
func executing(at source.Location, api *node.Node, rest string) *node.Node {
	return joined(at, "", substitution("arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:", at), api, word(rest, at))
}

// permit adds a permission as the document that Lambda makes of it.
func (t *template) permit(target *policy.Target, c invoker, under parse.Branch) {
	s := allow(c.at, t.functionARN(c.function, under), "lambda:InvokeFunction")
	add(s, "Principal", c.at, single("Service", word(c.service, c.at)))
	conditions := newMap(c.at)
	if c.source != nil {
		add(conditions, "ArnLike", c.at, single("aws:SourceArn", c.source))
	}
	if c.account {
		add(conditions, "StringEquals", c.at, single("aws:SourceAccount", substitution("${AWS::AccountId}", c.at)))
	}
	if c.token != nil {
		add(conditions, "StringEquals", c.at, single("lambda:EventSourceToken", c.token))
	}
	if len(conditions.Fields) > 0 {
		add(s, "Condition", c.at, conditions)
	}
	t.resourceDocument(target, c.name, c.at, under, s)
}

// resourceDocument adds a resource policy that SAM writes.
func (t *template) resourceDocument(target *policy.Target, name string, at source.Location, under parse.Branch, statements ...*node.Node) {
	d := &policy.Document{Name: name, Kind: policy.ResourceBased, Origin: policy.FromSAM, At: at, Target: target.Subject()}
	t.reader.Statements(d, &node.Node{Kind: node.List, At: at, Items: statements}, under)
	target.Documents = append(target.Documents, d)
}
