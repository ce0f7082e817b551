package cfn

import (
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// api is an API of SAM: a resource of the template, or the one that SAM makes
// for the events that name none.
type api struct {
	id     string
	kind   string     // Api or HttpApi
	own    *node.Node // its properties
	under  parse.Branch
	target *policy.Target
	routes []route          // in the order written
	limits *policy.Document // its resource policy, as far as SAM writes it
}

// readAPIs reads what the APIs of SAM say: their resource policies and the
// permissions for those whom they ask.
func (t *template) readAPIs() {
	apis := t.apis()
	byID := map[string]*api{}
	for _, a := range apis {
		byID[a.id] = a
	}
	t.eachEvent(func(r *resource, e event) {
		if a := byID[apiID(e)]; a != nil && a.generated() {
			a.take(t.route(e, r.under))
		}
	})
	t.eachEvent(func(r *resource, e event) {
		if a := byID[apiID(e)]; a != nil {
			t.readEventAuth(a, r, e)
		}
	})
	for _, a := range apis {
		t.readAuth(a)
		t.readAuthorizers(a)
		t.addIfHeld(a.target)
	}
	for _, r := range t.order {
		if r.kind == "AWS::Serverless::WebSocketApi" {
			t.readWebSocket(r)
		}
	}
}

// apis are the APIs that have routes: those of the template, then those that SAM makes.
func (t *template) apis() []*api {
	var all []*api
	for _, r := range t.order {
		kind, ok := strings.CutPrefix(r.kind, samPrefix)
		if !ok || apiTypes[kind].kind == "" {
			continue
		}
		a := &api{id: r.id, kind: kind, own: r.properties, under: r.under, target: r.newTarget(policy.Resource)}
		for _, path := range []string{"Policy", "DefinitionBody." + restPolicy} {
			if kind == "Api" {
				t.readHolder(a.target, r, holder{path, policy.ResourceBased, policy.Resource})
			}
		}
		a.takeDefinition()
		all = append(all, a)
	}
	made := map[string]bool{}
	t.eachEvent(func(_ *resource, e event) {
		of := apiTypes[e.kind]
		if made[e.kind] || e.properties.Get(of.property) != nil || t.resources[of.implicit] != nil {
			return
		}
		made[e.kind] = true
		target := &policy.Target{Name: of.implicit, Kind: policy.Resource, Type: samPrefix + of.kind, At: e.at}
		all = append(all, &api{id: of.implicit, kind: of.kind, own: t.root.Get("Globals").Get(of.kind), target: target})
	})
	return all
}

// eachEvent visits the events of the template that belong to an API.
func (t *template) eachEvent(visit func(r *resource, e event)) {
	for _, r := range t.order {
		if !takesPolicies(r.kind) {
			continue
		}
		for _, e := range r.events() {
			if apiTypes[e.kind].kind != "" {
				visit(r, e)
			}
		}
	}
}

// generated tells whether SAM writes the definition of an API from its events.
func (a *api) generated() bool {
	return a.own.Get("DefinitionBody") == nil && a.own.Get("DefinitionUri") == nil || isSet(a.own.Get("MergeDefinitions"))
}

// take adds a route unless it is there.
func (a *api) take(r route) {
	if !slices.Contains(a.routes, r) {
		a.routes = append(a.routes, r)
	}
}

// takeDefinition adds the routes of a definition that stands in the template.
func (a *api) takeDefinition() {
	paths := a.own.Get("DefinitionBody").Get("paths")
	if paths == nil {
		return
	}
	for _, p := range paths.Fields {
		for _, item := range arms(p.Value) {
			for _, m := range item.Fields {
				method := strings.ToUpper(m.Key.Text)
				if method == "ANY" || method == "X-AMAZON-APIGATEWAY-ANY-METHOD" {
					method = anyMethod
				}
				a.take(route{method, trailingSlash.ReplaceAllString(p.Key.Text, "$1")})
			}
		}
	}
}

// arms are the two things that Fn::If chooses from, or the node itself.
func arms(n *node.Node) []*node.Node {
	f, ok := function(n)
	if !ok || f.name != "Fn::If" || len(f.arg.Items) != 3 {
		return []*node.Node{n}
	}
	return append(arms(f.arg.Items[1]), arms(f.arg.Items[2])...)
}

// readAuth reads the resource policy that an API has for all of its routes.
func (t *template) readAuth(a *api) {
	f, ok := telling(a.own.Get("Auth"), "ResourcePolicy")
	if !ok || a.kind != "Api" {
		return
	}
	if len(a.routes) == 0 {
		t.notices.Add(f.Key.At, "the routes of %q are not known, so that SAM cannot limit them; its ResourcePolicy was not judged", a.id)
		return
	}
	stage := a.own.Get("StageName")
	if stage == nil {
		stage = word("Prod", f.Key.At)
	}
	cors := isSet(a.own.Get("Cors"))
	var done []string
	for _, r := range a.routes {
		if !slices.Contains(done, r.path) {
			done = append(done, r.path)
			t.limitRoutes(a, f.Value, a.on(r.path, stage, f.Key.At, cors), a.under)
		}
	}
	t.customStatements(a, f.Value, a.under)
}

// readEventAuth reads the resource policy that an event has for its path.
func (t *template) readEventAuth(a *api, r *resource, e event) {
	auth := e.properties.Get("Auth")
	f, ok := telling(auth, "ResourcePolicy")
	if !ok || e.kind != "Api" || !a.generated() && !isSet(auth.Get("OverrideApiAuth")) {
		return
	}
	stage := word("Prod", f.Key.At)
	if t.resources[a.id] != nil {
		stage = word("Stage", f.Key.At)
	}
	if given := a.own.Get("StageName"); given != nil && given.Kind == node.String {
		stage = given
	}
	t.limitRoutes(a, f.Value, a.on(t.route(e, r.under).path, stage, f.Key.At, false), r.under)
	t.customStatements(a, f.Value, r.under)
}

// on are the ARNs of what comes in on a path.
func (a *api) on(path string, stage *node.Node, at source.Location, cors bool) *node.Node {
	list := &node.Node{Kind: node.List, At: at}
	add := func(method string) {
		to := route{method, path}
		list.Items = append(list.Items, joined(at, "", word("execute-api:/", at), stage, word(to.resource(), at)))
	}
	for _, r := range a.routes {
		if r.path == path {
			add(r.method)
			cors = cors && r.method != "OPTIONS"
		}
	}
	if cors {
		add("OPTIONS") // SAM adds what answers browsers that ask beforehand
	}
	return list
}
