package access_test

import (
	"testing"

	"github.com/iamlint/iamlint/internal/access"
	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// stretches are the patterns in which one * stands for some stretch of an ARN, also in an incomplete one, or one ? for a character of a field.
func stretches(arn string) (patterns []string) {
	for i := range len(arn) + 1 {
		for j := i; j <= len(arn); j++ {
			patterns = append(patterns, arn[:i]+"*"+arn[j:])
		}
	}
	for i, c := range arn {
		if c != ':' {
			patterns = append(patterns, arn[:i]+"?"+arn[i+1:])
		}
	}
	return patterns
}

// What an action may be asked for, a pattern that matches it grants, whatever stretch of it the pattern leaves open, and in
// whatever way another pattern does that limits it.
func TestWhatAPatternMatchesIsGranted(t *testing.T) {
	for action, arn := range map[string]string{
		"sqs:SendMessage":          "arn:aws:sqs:eu-west-1:111122223333:q",
		"glue:GetResourcePolicies": "arn:aws:glue:eu-west-1:111122223333:catalog",
		"iam:PassRole":             "arn:aws-us-gov:iam::111122223333:role/r",
		"dynamodb:GetItem":         "arn:aws-cn:dynamodb:cn-north-1:111122223333:table/t",
	} {
		t.Run(action, func(t *testing.T) {
			if _, ok := catalog.FindAction(action); !ok {
				t.Errorf("no action %s", action)
			}
			identity, boundary := document(t, policy.Identity, "{Effect: Allow, Action: '"+action+"', Resource: x}"), document(t, policy.Boundary, "{Effect: Allow, Action: '*', Resource: x}")
			target := &policy.Target{Kind: policy.Role, Documents: []*policy.Document{identity}}
			granted := func() bool { return len(access.Of(target).Grants(action)) > 0 }
			patterns := stretches(arn)
			for _, pattern := range patterns {
				identity.Statements[0].Resources[0].Value = policy.Text(pattern, source.Location{})
				if !granted() {
					t.Fatalf("%s is not granted on %s", action, pattern)
				}
			}
			target.Reaching = []*policy.Document{boundary}
			for i, pattern := range patterns {
				limit := patterns[i*7919%len(patterns)]
				identity.Statements[0].Resources[0].Value = policy.Text(pattern, source.Location{})
				boundary.Statements[0].Resources[0].Value = policy.Text(limit, source.Location{})
				if !granted() {
					t.Fatalf("%s is not granted on %s within %s", action, pattern, limit)
				}
			}
		})
	}
}
