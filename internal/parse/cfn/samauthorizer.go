package cfn

import (
	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/policy"
)

// readAuthorizers reads the permissions of an API to ask functions who may call
// it. An API of REST has them unless it says otherwise, one of HTTP only if it says so.
func (t *template) readAuthorizers(a *api) {
	authorizers := a.own.Get("Auth").Get("Authorizers")
	if authorizers == nil {
		return
	}
	for _, f := range authorizers.Fields {
		function := f.Value.Get("FunctionArn")
		permitted := !isSet(f.Value.Get("DisableFunctionDefaultPermissions"))
		if a.kind == "HttpApi" {
			permitted = isSet(f.Value.Get("EnableFunctionDefaultPermissions"))
		}
		if function == nil || !permitted {
			continue
		}
		t.permission(a.target, a.under, invoker{
			name: a.id + f.Key.Text + "AuthorizerPermission", at: f.Key.At, function: function, service: "apigateway.amazonaws.com",
			source: executing(f.Key.At, calling("Ref", a.id, f.Key.At), "/authorizers/*"),
		})
	}
}

// readWebSocket reads the permissions of an API of WebSockets to call the
// functions of its routes and to ask one who may connect.
func (t *template) readWebSocket(r *resource) {
	target := r.newTarget(policy.Resource)
	if routes := r.properties.Get("Routes"); routes != nil {
		stage := r.properties.Get("StageName")
		if stage == nil {
			stage = word("default", r.at)
		}
		for _, f := range routes.Fields {
			t.socketCall(target, r, f, "FunctionArn", ".ApiId", joined(f.Key.At, "", word("/", f.Key.At), stage, word("/"+f.Key.Text, f.Key.At)))
		}
	}
	auth, ok := telling(r.properties, "Auth")
	if ok && t.isText(auth.Value.Get("AuthType"), "CUSTOM", r.under) && auth.Value.Get("InvokeRole") == nil {
		t.socketCall(target, r, auth, "AuthArn", "", word("/authorizers/*", auth.Key.At))
	}
}

// socketCall reads the permission to call the function that a property names.
// The ARN that the calls come from begins with what an attribute gives, or Ref.
func (t *template) socketCall(target *policy.Target, r *resource, f node.Field, property, attribute string, rest *node.Node) {
	function := f.Value.Get(property)
	if function == nil {
		return
	}
	at := f.Key.At
	from := joined(at, "", substitution("arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${"+r.id+attribute+"}", at), rest)
	t.permission(target, r.under, invoker{name: r.id + f.Key.Text + "Permission", at: at, function: function, service: "apigateway.amazonaws.com", source: from})
}

// permission adds a permission that SAM makes for an API: it is one of the
// function's, which may be anywhere, so that it is a target of its own.
func (t *template) permission(of *policy.Target, under parse.Branch, c invoker) {
	target := &policy.Target{Name: c.name, Kind: policy.Resource, Type: "AWS::Lambda::Permission", Path: of.Path, At: of.At}
	t.permit(target, c, under)
	t.model.Targets = append(t.model.Targets, target)
}
