package cfn

import (
	"strings"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/policy"
)

// readEndpoints notes what lets anybody on the internet call a function: a URL
// or an event of an API that asks for nothing.
func (t *template) readEndpoints(known map[string]*policy.TemplateResource) {
	for _, r := range t.order {
		switch r.kind {
		case "AWS::Serverless::Function":
			made := known[r.id]
			t.openURL(made, r, r.properties.Get("FunctionUrlConfig").Get("AuthType"))
			t.openEvents(made, r)
		case "AWS::Lambda::Url":
			for _, id := range references(r.properties.Get("TargetFunctionArn")) {
				t.openURL(known[id], r, r.properties.Get("AuthType"))
			}
		}
	}
}

// openURL notes a function URL that asks for nothing.
func (t *template) openURL(function *policy.TemplateResource, r *resource, auth *node.Node) {
	if function != nil && t.isText(auth, "NONE", r.under) {
		function.Public = append(function.Public, policy.Text("a function URL with AuthType NONE", auth.At))
	}
}

// openEvents notes the events of a function that ask for nothing.
func (t *template) openEvents(function *policy.TemplateResource, r *resource) {
	for _, e := range r.events() {
		if t.open(e) {
			function.Public = append(function.Public, policy.Text("an event of "+e.kind+" without Auth", e.at))
		}
	}
}

// apiTypes are the types of the APIs that events can belong to, with the
// property that names the API, the one of Globals that is for all of them, and
// the logical id of the API that SAM makes where none is named.
var apiTypes = map[string]struct{ property, kind, implicit string }{
	"Api":     {"RestApiId", "Api", "ServerlessRestApi"},
	"HttpApi": {"ApiId", "HttpApi", "ServerlessHttpApi"},
}

// open tells whether anybody may call an event's API: neither the event nor the
// API asks who it is.
func (t *template) open(e event) bool {
	api, ok := apiTypes[e.kind]
	if !ok {
		return false
	}
	if auth := e.properties.Get("Auth"); isSet(auth) {
		authorizer := auth.Get("Authorizer")
		return authorizer != nil && authorizer.Text == "NONE" && len(auth.Fields) == 1
	}
	id := e.properties.Get(api.property)
	if id == nil {
		return asksNothing(t.root.Get("Globals").Get(api.kind))
	}
	f, ok := function(id)
	if !ok || f.name != "Ref" || t.resources[f.arg.Text] == nil {
		return false
	}
	r := t.resources[f.arg.Text]
	return r.kind == samPrefix+api.kind && asksNothing(r.properties)
}

// asksNothing tells whether an API of SAM lets everybody in. What it takes from
// a definition of its own may ask for something.
func asksNothing(properties *node.Node) bool {
	for _, name := range []string{"Auth", "DefinitionBody", "DefinitionUri"} {
		if isSet(properties.Get(name)) {
			return false
		}
	}
	endpoint := properties.Get("EndpointConfiguration")
	if endpoint == nil {
		return true
	}
	private := strings.EqualFold(endpoint.Text, "PRIVATE")
	if kind := endpoint.Get("Type"); kind != nil {
		private = strings.EqualFold(kind.Text, "PRIVATE")
	}
	return !private
}
