package expand

import (
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/policy"
)

// shut marks the statements of a trust or resource policy to which a Deny beside them leaves nobody but whom it names:
// what it denies to all who are not of an organization, it allows to none but those who are.
func shut(d *policy.Document) {
	if d.Kind != policy.Trust && d.Kind != policy.ResourceBased || len(d.Statements) > mostCompared {
		return
	}
	for _, s := range d.Statements {
		if s.Effect != "Allow" || s.Closed || s.Overruled {
			continue
		}
		for _, deny := range d.Statements {
			if keys := sparing(deny); len(keys) > 0 && bars(deny, s) {
				s.Closed, s.ClosedBy = true, keys
				break
			}
		}
	}
}

// sparing are the keys by which a Deny spares those whom it names and nobody else; there are none if strangers get by
// it. As it takes all of its conditions to deny, each of them has to hold strangers.
func sparing(deny *policy.Statement) []string {
	if deny.Effect != "Deny" || deny.Branch != "" || deny.Unresolved {
		return nil
	}
	var keys []string
	for i := range deny.Conditions {
		c := &deny.Conditions[i]
		spared, ok := opposite(c)
		if !ok || !keepsStrangersOut(&spared) {
			return nil
		}
		if !slices.Contains(keys, c.Key) {
			keys = append(keys, c.Key)
		}
	}
	return keys
}

// opposite is the condition that holds for just those requests for which the other does not. There is one where the
// other holds for a missing key: of negated operators, whatever the set but ForAnyValue, and of BoolIfExists.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
func opposite(c *policy.Condition) (policy.Condition, bool) {
	if c.Branch != "" {
		return policy.Condition{}, false
	}
	other := policy.Condition{Key: c.Key, Values: c.Values}
	switch {
	case c.Negated && c.Set != "ForAnyValue":
		other.Operator = strings.Replace(c.Base, "Not", "", 1)
	case c.Base == "Bool" && c.IfExists && len(c.Values) == 1 && strings.EqualFold(concrete(c.Values[0]), "false"):
		other.Operator = "Bool"
		other.Values = []policy.Value{{Text: "true", Known: true, Parts: []policy.Part{{Kind: policy.Literal, Text: "true"}}}}
	default:
		return policy.Condition{}, false
	}
	condition(&other)
	return other, true
}
