package cfn

import (
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/policy"
)

// always is the branch of what stands under no condition.
var always parse.Branch

// permissionConditions are the conditions that Lambda makes of a permission's properties.
var permissionConditions = []struct{ property, operator, key string }{
	{"SourceArn", "ArnLike", "aws:SourceArn"},
	{"SourceAccount", "StringEquals", "aws:SourceAccount"},
	{"PrincipalOrgID", "StringEquals", "aws:PrincipalOrgID"},
	{"OrganizationId", "StringEquals", "aws:PrincipalOrgID"},
	{"FunctionUrlAuthType", "StringEquals", "lambda:FunctionUrlAuthType"},
	{"InvokedViaFunctionUrl", "Bool", "lambda:InvokedViaFunctionUrl"},
	{"EventSourceToken", "StringEquals", "lambda:EventSourceToken"},
}

// readPermission reads a Lambda permission as the statement that Lambda makes of it.
func (t *template) readPermission(r *resource) {
	target := t.target(r)
	if r.properties == nil || r.properties.Kind != node.Map {
		return
	}
	s := newMap(r.properties.At)
	add(s, "Effect", r.at, word("Allow", r.at))
	if n := r.properties.Get("Principal"); n != nil {
		add(s, "Principal", n.At, t.permissionPrincipal(n, r.under))
	}
	if n := r.properties.Get("Action"); n != nil {
		add(s, "Action", n.At, n)
	}
	if n := r.properties.Get("LayerVersionArn"); n != nil {
		add(s, "Resource", n.At, n)
	}
	if n := r.properties.Get("FunctionName"); n != nil {
		add(s, "Resource", n.At, t.functionARN(n, r.under))
	}
	if conditions := r.permissionConditions(); len(conditions.Fields) > 0 {
		add(s, "Condition", r.at, conditions)
	}
	t.bareStatement(target, r, s)
}

// readEventBusPolicy reads the one statement that an event bus policy holds.
func (t *template) readEventBusPolicy(r *resource) {
	target := t.target(r)
	if n := r.properties.Get("Statement"); n != nil {
		t.bareStatement(target, r, n)
		return
	}
	if n := r.properties.Get("Principal"); n != nil && r.properties.Kind == node.Map {
		s := newMap(r.properties.At)
		add(s, "Effect", r.at, word("Allow", r.at))
		add(s, "Principal", n.At, t.permissionPrincipal(n, r.under))
		if action := r.properties.Get("Action"); action != nil {
			add(s, "Action", action.At, action)
		}
		add(s, "Resource", r.at, word("*", r.at))
		if c := r.properties.Get("Condition"); c != nil {
			add(s, "Condition", c.At, busCondition(c))
		}
		t.bareStatement(target, r, s)
	}
}

// busCondition is the condition of an old event bus policy, {Type, Key, Value}, as IAM writes it.
func busCondition(c *node.Node) *node.Node {
	operator, key, value := c.Get("Type"), c.Get("Key"), c.Get("Value")
	if operator == nil || key == nil || value == nil {
		return c
	}
	inner := &node.Node{Kind: node.Map, At: c.At, Fields: []node.Field{{Key: key, Value: value}}}
	return &node.Node{Kind: node.Map, At: c.At, Fields: []node.Field{{Key: operator, Value: inner}}}
}

// bareStatement adds a document of one statement to a target.
func (t *template) bareStatement(target *policy.Target, r *resource, statement *node.Node) {
	d := &policy.Document{Name: "Statement", Kind: policy.ResourceBased, At: statement.At, Target: target.Subject()}
	t.reader.Statements(d, statement, r.under)
	target.Documents = append(target.Documents, d)
}

func (r *resource) permissionConditions() *node.Node {
	conditions := newMap(r.properties.At)
	for _, c := range permissionConditions {
		if f, ok := r.properties.Field(c.property); ok {
			inner := newMap(f.Value.At)
			add(inner, c.key, f.Key.At, f.Value)
			add(conditions, c.operator, f.Key.At, inner)
		}
	}
	return conditions
}

// permissionPrincipal puts a principal under its type, which a permission does not say.
func (t *template) permissionPrincipal(n *node.Node, under parse.Branch) *node.Node {
	kind := "AWS"
	for _, v := range t.values(n, under) {
		switch {
		case v.Text == "*":
			return n
		case strings.Contains(v.Text, ".") && !strings.HasPrefix(v.Text, "arn:"):
			kind = "Service"
		}
	}
	return single(kind, n)
}

// functionARN makes an ARN of a function's name. An ARN stays as it is.
func (t *template) functionARN(n *node.Node, under parse.Branch) *node.Node {
	if slices.ContainsFunc(t.values(n, under), isARN) {
		return n
	}
	return joined(n.At, "", substitution("arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:", n.At), n)
}

// isARN tells whether a value is an ARN, or may be one.
func isARN(v policy.Value) bool {
	if len(v.Parts) == 0 {
		return true
	}
	first := v.Parts[0]
	switch first.Kind {
	case policy.Literal:
		return strings.HasPrefix(first.Text, "arn:") || v.Text == "*"
	case policy.Opaque:
		return strings.HasSuffix(strings.ToLower(first.Text), "arn")
	default:
		return true
	}
}
