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

// list reads an element that holds text or a list of it. What it can't read
// leaves the statement unresolved, as what is there is not all.
func (r *Reader) list(s branched, name string, n *node.Node, under Branch) []policy.Value {
	if n == nil {
		return nil
	}
	var values []policy.Value
	items := r.Items(n, under)
	for _, a := range items {
		if len(a.Values) == 0 {
			s.Faults = append(s.Faults, wrongType(name, n, a, "text")...)
			s.Unresolved = true
			continue
		}
		for _, v := range a.Values {
			r.known(name, v)
		}
		values = append(values, a.Values...)
	}
	s.Faults = append(s.Faults, r.nested(name, n, under)...)
	if len(items) == 0 && n.Kind == node.List && len(n.Items) == 0 {
		s.Faults = append(s.Faults, policy.Fault{Kind: policy.EmptyElement, Element: name, At: n.At})
	}
	return values
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
	r.Notices.Add(v.At, "the %s %q is not known before deployment; rules about %s were not applied to it%s", words.one, v.Text, words.many, Remedy(v))
}

// Remedy says how to make a value known, as the end of a notice about it; it is "" when that is not in the user's hands.
func Remedy(v policy.Value) string {
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
	items := r.Items(n, s.branch)
	if n.Kind == node.List && len(items) == 0 {
		s.Faults = append(s.Faults, policy.Fault{Kind: policy.EmptyElement, Element: name, At: n.At})
	}
	for _, a := range items {
		switch {
		case a.Node != nil && a.Node.Kind == node.Map:
			principals = append(principals, r.principalMap(s, name, a)...)
		case len(a.Values) == 0:
			s.Faults = append(s.Faults, wrongType(name, n, a, `"*" or a map such as {"AWS": …}`)...)
			s.Unresolved = true
		default:
			principals = append(principals, r.barePrincipals(s, name, a.Values)...)
		}
	}
	return principals
}

func (r *Reader) principalMap(s branched, name string, a Alternative) []policy.Principal {
	if len(a.Node.Fields) == 0 {
		s.Faults = append(s.Faults, policy.Fault{Kind: policy.EmptyElement, Element: name, At: a.Node.At})
	}
	var principals []policy.Principal
	for _, f := range a.Node.Fields {
		kind := f.Key.Text
		if meant := nearest(kind, principalTypes); meant != kind {
			s.Faults = append(s.Faults, policy.Fault{Kind: policy.UnknownPrincipal, Element: name, Text: kind, Suggestion: meant, At: f.Key.At})
			if meant != "" {
				kind = meant
			}
		}
		for _, v := range r.list(s, name, f.Value, a.Branch) {
			if kind == "AWS" {
				r.owned(v)
			}
			principals = append(principals, policy.Principal{Value: v, Type: kind})
		}
	}
	return principals
}

// owned notes a principal of an account that a parameter gives. When that can hold no wildcard, the principal is known well enough
// for most rules, but not whose it is.
func (r *Reader) owned(v policy.Value) {
	for i, p := range v.Parts {
		if v.Known && p.Kind == policy.Opaque && p.Parameter != "" && (i == 0 || strings.HasSuffix(v.Parts[i-1].Text, "::")) {
			r.Notices.Add(v.At, "the account of the principal %q is not known before deployment; rules about other accounts were not applied to it (give it with --param %s=VALUE)", v.Text, p.Parameter)
		}
	}
}

// barePrincipals reads a principal that is not in a map: right for "*" only. An
// ARN or account is read as if it stood under AWS.
func (r *Reader) barePrincipals(s branched, name string, values []policy.Value) []policy.Principal {
	var principals []policy.Principal
	for _, v := range values {
		p := policy.Principal{Value: v, Type: "AWS"}
		switch {
		case v.Text == "*":
			p.Type = "*"
		case !v.Known:
			r.known(name, v)
		default:
			s.Faults = append(s.Faults, policy.Fault{Kind: policy.BarePrincipal, Element: name, Text: v.Text, At: v.At})
		}
		principals = append(principals, p)
	}
	return principals
}
