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
	s := &builder{node.Node{Kind: node.Map, At: r.properties.At}}
	s.add("Effect", r.at, word("Allow", r.at))
	if n := t.property(r, "Principal"); n != nil {
		s.add("Principal", n.At, t.permissionPrincipal(n, r.under))
	}
	if n := t.property(r, "Action"); n != nil {
		s.add("Action", n.At, n)
	}
	if n := t.property(r, "LayerVersionArn"); n != nil {
		s.add("Resource", n.At, n)
	}
	if n := t.property(r, "FunctionName"); n != nil {
		s.add("Resource", n.At, t.functionARN(n, r.under))
	}
	if conditions := t.permissionConditions(r); len(conditions.Fields) > 0 {
		s.add("Condition", r.at, conditions)
	}
	t.bareStatement(target, r, &s.Node)
}

// readEventBusPolicy reads the one statement that an event bus policy holds.
func (t *template) readEventBusPolicy(r *resource) {
	target := t.target(r)
	if n := t.property(r, "Statement"); n != nil {
		t.bareStatement(target, r, n)
		return
	}
	if n := t.property(r, "Principal"); n != nil && r.properties.Kind == node.Map {
		s := &builder{node.Node{Kind: node.Map, At: r.properties.At}}
		s.add("Effect", r.at, word("Allow", r.at))
		s.add("Principal", n.At, t.permissionPrincipal(n, r.under))
		if action := t.property(r, "Action"); action != nil {
			s.add("Action", action.At, action)
		}
		s.add("Resource", r.at, word("*", r.at))
		if c := t.property(r, "Condition"); c != nil {
			s.add("Condition", c.At, busCondition(c))
		}
		t.bareStatement(target, r, &s.Node)
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

func (t *template) permissionConditions(r *resource) *node.Node {
	conditions := &builder{node.Node{Kind: node.Map, At: r.properties.At}}
	for _, c := range permissionConditions {
		for _, f := range r.properties.Fields {
			if f.Key.Text == c.property {
				inner := &builder{node.Node{Kind: node.Map, At: f.Value.At}}
				inner.add(c.key, f.Key.At, f.Value)
				conditions.add(c.operator, f.Key.At, &inner.Node)
			}
		}
	}
	return &conditions.Node
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
	m := &builder{node.Node{Kind: node.Map, At: n.At}}
	m.add(kind, n.At, n)
	return &m.Node
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
