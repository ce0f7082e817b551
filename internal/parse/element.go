package parse

import (
	"strings"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/policy"
)

// subjects are the words for what an element speaks of and for the rules that look at it.
var subjects = map[string]struct{ one, many string }{
	"Action":       {"action", "actions"},
	"NotAction":    {"action", "actions"},
	"Resource":     {"resource", "resources"},
	"NotResource":  {"resource", "resources"},
	"Principal":    {"principal", "principals"},
	"NotPrincipal": {"principal", "principals"},
}

// list reads an element that holds text or a list of it. It reports false when
// something in it could not be read, so that what is there is not all.
func (r *Reader) list(name string, n *node.Node, under Branch) (values []policy.Value, complete bool) {
	if n == nil {
		return nil, true
	}
	complete = true
	for _, a := range r.Items(n, under) {
		if len(a.Values) == 0 {
			r.Notices.Add(a.At(n), "an entry of %s is %s, not text; it was not judged", name, describe(a))
			complete = false
			continue
		}
		if a.Node != nil && a.Node.Kind != node.String && !strings.HasSuffix(name, "Principal") {
			r.Notices.Add(a.At(n), "an entry of %s is %s; it was read as text", name, describe(a))
		}
		for _, v := range a.Values {
			r.known(name, v)
		}
		values = append(values, a.Values...)
	}
	if len(values) == 0 && complete && n.Kind == node.List {
		r.Notices.Add(n.At, "%s is empty", name)
	}
	return values, complete
}

// scalars reads text that need not be known, such as a Sid.
func (r *Reader) scalars(n *node.Node, under Branch) []policy.Value {
	var values []policy.Value
	for _, a := range r.Items(n, under) {
		values = append(values, a.Values...)
	}
	return values
}

// known notes a value of an element that rules will pass over.
func (r *Reader) known(name string, v policy.Value) {
	if v.Known {
		return
	}
	words := subjects[name]
	r.Notices.Add(v.At, "the %s %q is not known before deployment; rules about %s were not applied to it%s", words.one, v.Text, words.many, remedy(v))
}

// remedy says how to make a value known, if that is in the user's hands.
func remedy(v policy.Value) string {
	for _, p := range v.Parts {
		if p.Kind == policy.Unknown && p.Parameter != "" {
			return " (give it with --param " + p.Parameter + "=VALUE)"
		}
	}
	return ""
}

// principalTypes are the keys of a Principal map in their only right case.
var principalTypes = []string{"AWS", "Service", "Federated", "CanonicalUser"}

func (r *Reader) principals(s branched, name string, n *node.Node) []policy.Principal {
	if n == nil {
		return nil
	}
	var principals []policy.Principal
	for _, a := range r.Items(n, s.branch) {
		switch {
		case a.Node != nil && a.Node.Kind == node.Map:
			principals = append(principals, r.principalMap(s, name, a)...)
		case len(a.Values) == 0:
			r.Notices.Add(a.At(n), "%s is %s, neither \"*\" nor a map; it was not judged", name, describe(a))
			s.Unresolved = true
		default:
			principals = append(principals, r.barePrincipals(name, a.Values)...)
		}
	}
	return principals
}

func (r *Reader) principalMap(s branched, name string, a Alternative) []policy.Principal {
	var principals []policy.Principal
	for _, f := range a.Node.Fields {
		kind := f.Key.Text
		switch meant := nearest(kind, principalTypes); {
		case meant == "":
			r.Notices.Add(f.Key.At, "unknown type of principal %q (have %q)", kind, principalTypes)
		case meant != kind:
			r.Notices.Add(f.Key.At, "unknown type of principal %q, did you mean %q? it was read as that", kind, meant)
			kind = meant
		}
		values, ok := r.list(name, f.Value, a.Branch)
		s.Unresolved = s.Unresolved || !ok
		for _, v := range values {
			principals = append(principals, policy.Principal{Value: v, Type: kind})
		}
	}
	return principals
}

// barePrincipals reads a principal that is not in a map: right for "*" only. An
// ARN or account is read as if it stood under AWS.
func (r *Reader) barePrincipals(name string, values []policy.Value) []policy.Principal {
	var principals []policy.Principal
	for _, v := range values {
		p := policy.Principal{Value: v, Type: "AWS"}
		switch {
		case v.Text == "*":
			p.Type = "*"
		case !v.Known:
			r.known(name, v)
		default:
			r.Notices.Add(v.At, "%s %q is neither \"*\" nor a map such as {\"AWS\": …}; it was read as a principal of type AWS", name, v.Text)
		}
		principals = append(principals, p)
	}
	return principals
}

func (r *Reader) conditions(s branched, n *node.Node) []policy.Condition {
	if n == nil {
		return nil
	}
	var conditions []policy.Condition
	for _, a := range r.Items(n, s.branch) {
		if a.Node == nil || a.Node.Kind != node.Map {
			r.unreadCondition(s, n, a)
			continue
		}
		for _, f := range a.Node.Fields {
			conditions = append(conditions, r.operator(s, f, a.Branch)...)
		}
	}
	return conditions
}

func (r *Reader) operator(s branched, operator node.Field, under Branch) []policy.Condition {
	if strings.HasPrefix(operator.Key.Text, "Fn::") {
		r.Notices.Add(operator.Key.At, "%s is not evaluated here; conditions that it adds were not judged", operator.Key.Text)
		s.Unresolved = true
		return nil
	}
	var conditions []policy.Condition
	for _, a := range r.Items(operator.Value, under) {
		if a.Node == nil || a.Node.Kind != node.Map {
			r.unreadCondition(s, operator.Value, a)
			continue
		}
		for _, f := range a.Node.Fields {
			conditions = append(conditions, policy.Condition{
				Operator: operator.Key.Text,
				At:       operator.Key.At,
				Key:      f.Key.Text,
				KeyAt:    f.Key.At,
				Values:   r.conditionValues(s, f, a.Branch),
				Branch:   a.Branch.String(),
			})
		}
	}
	return conditions
}

func (r *Reader) conditionValues(s branched, key node.Field, under Branch) []policy.Value {
	var values []policy.Value
	for _, a := range r.Items(key.Value, under) {
		if len(a.Values) == 0 {
			r.Notices.Add(a.At(key.Value), "a value of condition key %q is %s, not text; it was not judged", key.Key.Text, describe(a))
			s.Unresolved = true
			continue
		}
		for _, v := range a.Values {
			if !v.Known {
				r.Notices.Add(v.At, "the value %q of condition key %q is not known before deployment; rules about conditions were not applied to it%s", v.Text, key.Key.Text, remedy(v))
			}
		}
		values = append(values, a.Values...)
	}
	return values
}

func (r *Reader) unreadCondition(s branched, n *node.Node, a Alternative) {
	r.Notices.Add(a.At(n), "the condition is %s, not a map; rules about conditions were not applied to the statement", describe(a))
	s.Unresolved = true
}
