package access_test

import (
	"strings"
	"testing"

	"github.com/iamlint/iamlint/internal/access"
	"github.com/iamlint/iamlint/internal/policy"
)

// A Deny that the other has too in the same words has no say; one that differs in a word has.
func TestADenyThatDiffersInOneWordIsMissed(t *testing.T) {
	const (
		allow = "{Effect: Allow, Action: 's3:GetObject', Resource: '*'},"
		deny  = "{Effect: Deny, Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*', Condition: {StringEquals: {'aws:SourceVpc': v}}}"
		spare = "{Effect: Deny, Action: 's3:GetObject', NotResource: 'arn:aws:s3:::b/*'}"
	)
	for _, c := range []struct{ name, old, new string }{
		{"a resource", "b/*", "c/*"},
		{"the key of a condition", "aws:SourceVpc", "aws:SourceVpce"},
		{"the operator of a condition", "StringEquals", "StringNotEquals"},
		{"the value of a condition", ": v}", ": w}"},
		{"one resource more", "'arn:aws:s3:::b/*'", "['arn:aws:s3:::b/*', 'arn:aws:s3:::c/*']"},
		{"one condition less", ", Condition: {StringEquals: {'aws:SourceVpc': v}}", ""},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			there := strings.Replace(deny, c.old, c.new, 1)
			if got := beyond(t, role(t, allow+deny, ""), deployable(t, allow+there, "")); got != "s3:GetObject on * denied there" {
				t.Errorf("got %q", got)
			}
		})
	}
	there := strings.Replace(spare, "b/*", "c/*", 1)
	if got := beyond(t, role(t, allow+spare, ""), deployable(t, allow+there, "")); got != "s3:GetObject on * denied there" {
		t.Errorf("of what is spared: got %q", got)
	}
}

// Excess of several statements or resources stays apart.
func TestExcessOfSeveralKindsIsToldApart(t *testing.T) {
	const template = "{Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*'}"
	for _, c := range []struct{ name, live, template, want string }{
		{
			"statements", "{Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::c/*'},{Effect: Allow, Action: 's3:PutObject', Resource: 'arn:aws:s3:::c/*'}", template,
			"s3:GetObject on arn:aws:s3:::c/*; s3:PutObject on arn:aws:s3:::c/*",
		},
		{
			"resources", "{Effect: Allow, Action: 's3:GetObject', Resource: ['arn:aws:s3:::c/*', 'arn:aws:s3:::d/*']}", template,
			"s3:GetObject on arn:aws:s3:::c/*; s3:GetObject on arn:aws:s3:::d/*",
		},
		{
			"conditions", "{Effect: Allow, Action: 's3:?etObject', Resource: 'arn:aws:s3:::b/*'}", strings.Replace(template, "}", ", Condition: {StringEquals: {'aws:SourceVpc': v}}}", 1),
			"s3:GetObject on arn:aws:s3:::b/* without aws:SourceVpc",
		},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			if got := beyond(t, role(t, c.live, ""), deployable(t, c.template, "")); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// TestDecideWhatIsOnABranch takes away what is known of one part of a statement after the other.
func TestDecideWhatIsOnABranch(t *testing.T) {
	const statement = "{Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*', Condition: {StringEquals: {'aws:SourceVpc': v}}}"
	for _, c := range []struct {
		name   string
		vpc    string
		change func(s *policy.Statement)
		want   access.Verdict
	}{
		{"nothing", "v", func(*policy.Statement) {}, access.Allowed},
		{"nothing, and the condition fails", "w", func(*policy.Statement) {}, access.Denied},
		{"the statement", "v", func(s *policy.Statement) { s.Branch = "IsProd" }, access.Unknown},
		{"an element", "v", func(s *policy.Statement) { s.Unresolved = true }, access.Unknown},
		{"the resource", "v", func(s *policy.Statement) { s.Resources[0].Branch = "IsProd" }, access.Unknown},
		{"the condition", "v", func(s *policy.Statement) { s.Conditions[0].Branch = "IsProd" }, access.Allowed},
		{"the condition, and it fails", "w", func(s *policy.Statement) { s.Conditions[0].Branch = "IsProd" }, access.Unknown},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			target := role(t, statement, "")
			c.change(target.Documents[0].Statements[0])
			r := access.Request{Action: "s3:GetObject", Resource: object, Complete: true, Context: map[string][]string{"aws:SourceVpc": {c.vpc}}}
			if got := access.Of(target).Decide(r).Verdict; got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// TestDecideSeveralValuesOfAKey takes [a, c] for a key, and a for the policy's value.
func TestDecideSeveralValuesOfAKey(t *testing.T) {
	for operator, want := range map[string]access.Verdict{
		"StringEquals": access.Allowed, "StringNotEquals": access.Denied,
		"ForAnyValue:StringEquals": access.Allowed, "ForAnyValue:StringNotEquals": access.Allowed,
		"ForAllValues:StringEquals": access.Denied, "ForAllValues:StringNotEquals": access.Denied,
	} {
		p := access.Of(role(t, "{Effect: Allow, Action: 's3:GetObject', Resource: '*', Condition: {'"+operator+"': {'aws:TagKeys': a}}}", ""))
		r := access.Request{Action: "s3:GetObject", Resource: object, Complete: true, Context: map[string][]string{"aws:TagKeys": {"a", "c"}}}
		if got := p.Decide(r).Verdict; got != want {
			t.Errorf("%s: got %s, want %s", operator, got, want)
		}
	}
}

func TestDecideByThePartsOfPatterns(t *testing.T) {
	for _, c := range []struct {
		name, resource, asked string
		want                  access.Verdict
	}{
		{"an incomplete ARN that ends in a variable", "arn:aws:${aws:PrincipalTag/service}", "arn:aws:sqs:eu-west-1:111122223333:q", access.Allowed},
		{"a wildcard that runs over fields", "arn:aws:sqs*q", "arn:aws:sqs:eu-west-1:111122223333:q", access.Allowed},
		{"no ARN", "q", "q", access.Allowed},
		{"a default that is empty", "arn:aws:sqs:eu-west-1:111122223333:q${aws:username, ''}", "arn:aws:sqs:eu-west-1:111122223333:q", access.Allowed},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			text := strings.ReplaceAll(c.resource, "'", "''")
			p := access.Of(role(t, "{Effect: Allow, Action: 'sqs:SendMessage', Resource: '"+text+"'}", ""))
			r := access.Request{Action: "sqs:SendMessage", Resource: c.asked, Complete: true, Context: map[string][]string{"aws:PrincipalTag/service": {"sqs"}}}
			if got := p.Decide(r).Verdict; got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// A grant that depends on two things is no more certain than one that depends on one.
func TestWhatMakesAGrantUncertain(t *testing.T) {
	const (
		tls    = ", Condition: {Bool: {'aws:SecureTransport': 'true'}}}"
		allow  = "{Effect: Allow, Action: 's3:GetObject', Resource: '*'"
		denied = ",{Effect: Deny, Action: 's3:GetObject', Resource: '*', Condition: {StringEquals: {'aws:SourceVpc': v}}}"
	)
	for _, c := range []struct {
		name, identity, boundary string
		change                   func(target *policy.Target)
		want                     bool
	}{
		{"nothing", allow + "}", "", nil, true},
		{"a condition and a branch", allow + tls, "", func(x *policy.Target) { x.Documents[0].Statements[0].Branch = "IsProd" }, false},
		{"a condition and a Deny", allow + tls + denied, "", nil, false},
		{"a Deny on a branch", allow + "},{Effect: Deny, Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*'}", "", func(x *policy.Target) { x.Documents[0].Statements[1].Resources[0].Branch = "IsProd" }, false},
		{"a boundary that leaves something out", allow + "}", "{Effect: Allow, Action: 's3:*', NotResource: 'arn:aws:s3:::b/*'}", nil, true},
		{"a boundary that is known in part", allow + "}", allow + "}", func(x *policy.Target) { x.Reaching[0].Statements[0].Unresolved = true }, false},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			target := role(t, c.identity, c.boundary)
			if c.change != nil {
				c.change(target)
			}
			grants := access.Of(target).Grants("s3:GetObject")
			if len(grants) != 1 {
				t.Fatalf("got %d grants, want one", len(grants))
			}
			if got := grants[0].Certain(); got != c.want {
				t.Errorf("got %t, want %t", got, c.want)
			}
		})
	}
}
