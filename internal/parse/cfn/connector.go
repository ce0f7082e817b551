package cfn

import (
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// connector is a connector of SAM, a resource of its own or among the Connectors of its source.
type connector struct {
	id          string
	at          source.Location
	under       parse.Branch
	path        string
	source      *node.Node // {Id: …}, or what stands for one
	destination *node.Node
	permissions *node.Node
}

// readConnector reads a connector that is a resource.
func (t *template) readConnector(r *resource) {
	c := connector{
		id: r.id, at: r.at, under: r.under, path: r.path,
		source: r.properties.Get("Source"), destination: r.properties.Get("Destination"), permissions: r.properties.Get("Permissions"),
	}
	t.connect(c)
}

// readEmbedded reads the connectors that a resource is the source of.
func (t *template) readEmbedded(r *resource) {
	if r.connectors == nil {
		return
	}
	for _, f := range r.connectors.Fields {
		from := single("Id", word(r.id, r.at))
		properties := f.Value.Get("Properties")
		if reference := properties.Get("SourceReference"); reference != nil {
			from.Fields = append(from.Fields, reference.Fields...)
		}
		t.connect(connector{
			id: r.id + f.Key.Text, at: f.Key.At, under: r.under, path: r.path,
			source: from, destination: properties.Get("Destination"), permissions: properties.Get("Permissions"),
		})
	}
}

// connect reads what a connector grants, for each of its destinations.
func (t *template) connect(c connector) {
	if c.source == nil || c.destination == nil || c.permissions == nil {
		t.notices.Add(c.at, "connector %q needs Source, Destination and Permissions; what it grants was not judged", c.id)
		return
	}
	for _, a := range t.reader.Items(c.destination, c.under) {
		if a.Node == nil || a.Node.Kind != node.Map {
			t.notices.Add(a.At(c.destination), "a destination of connector %q is not a map; what it grants was not judged", c.id)
			continue
		}
		t.connectOne(c, t.end(c.source), t.end(a.Node), a.Branch)
	}
}

// end is one side of a connector.
type end struct {
	kind string // its type, as CloudFormation names it
	id   string // the logical id, "" if it is not given
	node *node.Node
}

func (t *template) end(n *node.Node) end {
	e := end{node: n}
	if id := n.Get("Id"); id != nil {
		e.id = id.Text
		if r := t.resources[e.id]; r != nil {
			e.kind = r.kind
		}
	} else if kind := n.Get("Type"); kind != nil {
		e.kind = kind.Text
	}
	if plain := plainTypes[e.kind]; plain != "" {
		e.kind = plain
	}
	return e
}

func (t *template) connectOne(c connector, from, to end, under parse.Branch) {
	granted, ok := connections[connection{from.kind, to.kind}]
	if !ok {
		t.notices.Add(c.at, "SAM does not connect %q to %q; what connector %q grants was not judged", from.kind, to.kind, c.id)
		return
	}
	target := &policy.Target{Name: c.id, Kind: policy.Resource, Type: "AWS::Serverless::Connector", Path: c.path, At: c.at}
	kind := policy.ResourceBased
	if granted.policy {
		target.Kind, kind = policy.ManagedPolicy, policy.Identity
	}
	d := &policy.Document{Name: c.id + "Policy", Kind: kind, Origin: policy.FromSAM, At: c.permissions.At, Target: target.Subject()}
	seen := map[string]bool{}
	for _, permission := range t.values(c.permissions, under) {
		if seen[permission.Text] {
			continue
		}
		seen[permission.Text] = true
		var links []link
		switch permission.Text {
		case "Read":
			links = granted.read
		case "Write":
			links = granted.write
		}
		if len(links) == 0 {
			t.notices.Add(permission.At, "permission %q is not one that SAM has from %q to %q; it was not judged", permission.Text, from.kind, to.kind)
		}
		for _, l := range links {
			t.reader.Statements(d, t.linked(l, granted, from, to, permission.At), under)
		}
	}
	target.Documents = []*policy.Document{d}
	t.model.Targets = append(t.model.Targets, target)
	if !granted.policy {
		return
	}
	if granted.flip {
		from, to = to, from
	}
	t.connecting = append(t.connecting, loan{target, t.roleName(from, to, under)})
}

// loan is a policy and the role, by its name, that it is attached to.
type loan struct {
	lender *policy.Target
	role   string
}

// linked is the statement that a link makes.
func (t *template) linked(l link, granted connected, from, to end, at source.Location) *node.Node {
	used := to
	if granted.flip {
		used = from
	}
	list := &node.Node{Kind: node.List, At: at}
	for _, text := range l.resources {
		list.Items = append(list.Items, t.connectedText(text, used, from, at))
	}
	s := allow(at, list, l.actions...)
	if l.principal == "" {
		return s
	}
	add(s, "Principal", at, single("Service", word(l.principal, at)))
	condition := newMap(at)
	operator := "ArnLike" // as Lambda makes it of a permission
	if to.kind == "AWS::SQS::Queue" || to.kind == "AWS::SNS::Topic" {
		operator = "ArnEquals"
	}
	add(condition, operator, at, single("aws:SourceArn", t.connectedText(l.source, used, from, at)))
	if from.kind == "AWS::S3::Bucket" {
		add(condition, "StringEquals", at, single("aws:SourceAccount", substitution("${AWS::AccountId}", at)))
	}
	add(s, "Condition", at, condition)
	return s
}

// connectedText fills in what a link says of its ends.
func (t *template) connectedText(text string, used, from end, at source.Location) *node.Node {
	variables := newMap(at)
	for name, value := range map[string]func() *node.Node{
		"arn":       func() *node.Node { return t.arnOf(used, at) },
		"source":    func() *node.Node { return t.arnOf(from, at) },
		"name":      func() *node.Node { return attributeOf(used, "Name", "Name", at) },
		"id":        func() *node.Node { return idOf(from, at) },
		"qualifier": func() *node.Node { return qualifierOf(from, at) },
	} {
		if strings.Contains(text, "%"+name) {
			text = strings.ReplaceAll(text, "%"+name, "${%"+name+"}")
			add(variables, "%"+name, at, value())
		}
	}
	arg := &node.Node{Kind: node.List, At: at, Items: []*node.Node{word(text, at), variables}}
	return single("Fn::Sub", arg)
}

// arnOf is the ARN of an end: as given, else what Ref or Fn::GetAtt gives.
func (t *template) arnOf(e end, at source.Location) *node.Node {
	if r := t.resources[e.id]; r != nil && arn(r, "") != nil {
		return calling("Ref", e.id, at)
	}
	return attributeOf(e, "Arn", "Arn", at)
}

// attributeOf is a property that is given with an end, else an attribute of its resource.
func attributeOf(e end, property, attribute string, at source.Location) *node.Node {
	if given := e.node.Get(property); given != nil {
		return given
	}
	return calling("Fn::GetAtt", e.id+"."+attribute, at)
}

func idOf(e end, at source.Location) *node.Node {
	switch given := e.node.Get("ResourceId"); {
	case given != nil:
		return given
	case e.kind == "AWS::AppSync::GraphQLApi":
		return attributeOf(e, "ResourceId", "ApiId", at)
	default:
		return calling("Ref", e.id, at)
	}
}

func qualifierOf(e end, at source.Location) *node.Node {
	if given := e.node.Get("Qualifier"); given != nil {
		return given
	}
	return word("*", at)
}

// roleProperties are the properties that hold the ARN of a resource's role.
var roleProperties = map[string]string{
	"AWS::Lambda::Function":            "Role",
	"AWS::Serverless::Function":        "Role",
	"AWS::StepFunctions::StateMachine": "RoleArn",
	"AWS::Serverless::StateMachine":    "Role",
	"AWS::AppSync::DataSource":         "ServiceRoleArn",
}

// roleName is the name of the role that an end has, "" if it is not in the template.
func (t *template) roleName(e, other end, under parse.Branch) string {
	if given := e.node.Get("RoleName"); given != nil {
		for _, v := range t.values(given, under) {
			return v.Text
		}
	}
	r := t.resources[e.id]
	if r == nil {
		return ""
	}
	role := r.properties.Get(roleProperties[r.kind])
	if r.kind == "AWS::Events::Rule" {
		role = r.ruleRole(other)
	}
	if role == nil && r.isSAM() {
		return "${" + r.id + "Role}"
	}
	for _, name := range references(role) {
		if !strings.HasPrefix(name, "AWS::") {
			return "${" + name + "}"
		}
	}
	return ""
}

// ruleRole is the role that a rule takes on for a target.
func (r *resource) ruleRole(other end) *node.Node {
	targets := r.properties.Get("Targets")
	if targets == nil {
		return nil
	}
	for _, item := range targets.Items {
		if slices.Contains(references(item.Get("Arn")), other.id) {
			return item.Get("RoleArn")
		}
	}
	return nil
}
