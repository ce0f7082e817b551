package parse

import (
	"strings"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/policy"
)

// What stands in a Condition: operators, in each of them keys.
const (
	wantOperators = `a map such as {"StringEquals": {…}}`
	wantKeys      = `a map of condition keys such as {"aws:SourceAccount": …}`
)

func (r *Reader) conditions(s branched, n *node.Node) []policy.Condition {
	if n == nil {
		return nil
	}
	var conditions []policy.Condition
	s.Faults = append(s.Faults, r.isList("Condition", n, s.branch, wantOperators)...)
	for _, a := range r.Items(n, s.branch) {
		if a.Node == nil || a.Node.Kind != node.Map {
			r.unreadCondition(s, n, a, wantOperators)
			continue
		}
		if len(a.Node.Fields) == 0 {
			s.Faults = append(s.Faults, policy.Fault{Kind: policy.EmptyElement, Element: "Condition", At: a.Node.At})
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
	s.Faults = append(s.Faults, r.isList("Condition", operator.Value, under, wantKeys)...)
	for _, a := range r.Items(operator.Value, under) {
		if a.Node == nil || a.Node.Kind != node.Map {
			r.unreadCondition(s, operator.Value, a, wantKeys)
			continue
		}
		if len(a.Node.Fields) == 0 {
			s.Faults = append(s.Faults, policy.Fault{Kind: policy.EmptyElement, Element: "Condition", Text: operator.Key.Text, At: a.Node.At})
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
	items := r.Items(key.Value, under)
	for _, a := range items {
		if len(a.Values) == 0 {
			s.Faults = append(s.Faults, wrongType("Condition", key.Value, a, "text or a list of texts")...)
			s.Unresolved = true
			continue
		}
		for _, v := range a.Values {
			if !v.Known {
				r.Notices.Add(v.At, "the value %q of condition key %q is not known before deployment; rules about conditions were not applied to it%s", v.Text, key.Key.Text, Remedy(v))
			}
		}
		values = append(values, a.Values...)
	}
	s.Faults = append(s.Faults, r.nested("Condition", key.Value, under)...)
	switch {
	case len(items) == 0 && key.Value.Kind == node.List && len(key.Value.Items) == 0:
		s.Faults = append(s.Faults, policy.Fault{Kind: policy.EmptyElement, Element: "Condition", Text: key.Key.Text, At: key.Value.At})
	case mixed(items):
		s.Faults = append(s.Faults, policy.Fault{Kind: policy.MixedTypes, Element: "Condition", Text: key.Key.Text, At: key.Value.At})
	}
	return values
}

// mixed tells whether some of the values are text and some are not.
func mixed(items []Alternative) bool {
	kinds := map[node.Kind]bool{}
	for _, a := range items {
		if a.Node != nil && len(a.Values) > 0 {
			kinds[a.Node.Kind] = true
		}
	}
	return len(kinds) > 1
}

func (r *Reader) unreadCondition(s branched, n *node.Node, a Alternative, want string) {
	faults := wrongType("Condition", n, a, want)
	if faults == nil {
		r.Notices.Add(a.At(n), "the condition is %s; rules about conditions were not applied to the statement", describe(a))
	}
	s.Faults = append(s.Faults, faults...)
	s.Unresolved = true
}
