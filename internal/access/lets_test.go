package access_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/iamlint/iamlint/internal/access"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// values are texts in which <Name> stands for a name of the template, as in deployable.
func values(texts ...string) []policy.Value {
	all := []policy.Value{}
	for _, text := range texts {
		all = append(all, withNames(policy.Text(text, source.Location{})))
	}
	return all
}

// A resource policy lets in whom it names, whatever else has to allow it; that it leaves it to the account is nothing of the kind.
func TestLets(t *testing.T) {
	const (
		worker = "{Sid: worker, Effect: Allow, Principal: {AWS: '" + me + "'}, Action: 's3:GetObject', Resource: '*'}"
		deny   = "{Sid: deny, Effect: Deny, Principal: '*', Action: 's3:*', Resource: '*'}"
	)
	for _, c := range []struct {
		name, attached string
		on             []policy.Value
		want           string
	}{
		{"by name", worker, nil, "worker allowed"},
		{"everybody", "{Sid: all, Effect: Allow, Principal: '*', Action: 's3:*', Resource: '*'}", nil, "all allowed"},
		{"whatever the resource", strings.Replace(worker, "Resource: '*'", "Resource: 'arn:aws:s3:::c/*'", 1), nil, "worker allowed"},
		{"under a condition", strings.TrimSuffix(worker, "}") + ", Condition: {StringEquals: {'aws:SourceVpc': v}}}", nil, "worker conditional"},
		{"a Deny does not", deny, nil, ""},
		{"what comes after a Deny does", deny + "," + worker, nil, "worker allowed"},
		{"another action", strings.Replace(worker, "GetObject", "PutObject", 1), nil, ""},
		{"another role", strings.Replace(worker, "role/Role", "role/Other", 1), nil, ""},
		{"its account", strings.Replace(worker, me, "111122223333", 1), nil, ""},
		{"on a bucket of the template", worker, values("arn:aws:s3:::<Bucket>"), "worker allowed"},
		{"on something that has no ARN", worker, values(), ""},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			attached := access.Read(document(t, policy.ResourceBased, c.attached))
			if c.on != nil {
				attached = attached.On(c.on)
			}
			var got []string
			for _, e := range access.Of(role(t, worker, "")).Lets(access.Request{Action: "s3:GetObject", Resource: object, Who: me, Attached: attached}) {
				got = append(got, fmt.Sprintf("%s %s", e.Statement.Sid, e.Holds))
			}
			if text := strings.Join(got, ", "); text != c.want {
				t.Errorf("got %q, want %q", text, c.want)
			}
		})
	}
}

// A condition is refuted by the keys that are known, not by those that a request may have besides.
func TestRefuted(t *testing.T) {
	const org = "StringEquals: {'aws:PrincipalOrgID': o-1}"
	for _, c := range []struct {
		name, conditions string
		want             bool
	}{
		{"the value", org, false},
		{"another value", "StringEquals: {'aws:PrincipalOrgID': o-2}", true},
		{"another value of two conditions", "Bool: {'aws:SecureTransport': 'true'}, StringEquals: {'AWS:principalorgid': o-2}", true},
		{"a key that is not known", "Bool: {'aws:SecureTransport': 'true'}", false},
		{"an operator that nobody knows", "StringSame: {'aws:PrincipalOrgID': o-2}", false},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			d := document(t, policy.Identity, "{Effect: Allow, Action: 's3:*', Resource: '*', Condition: {"+c.conditions+"}}")
			if got := access.Refuted(d, d.Statements[0], map[string][]string{"aws:PrincipalOrgID": {"o-1"}}); got != c.want {
				t.Errorf("got %t, want %t", got, c.want)
			}
		})
	}
}

// What surely lies in a resource of the template has that one's policy; what may lie in it may.
func TestPoliciesOfWhatATemplateHas(t *testing.T) {
	for _, c := range []struct {
		name, arn, resource string
		within, maybe       bool
	}{
		{"itself", "arn:aws:s3:::b", "arn:aws:s3:::b", true, true},
		{"an object of a bucket", "arn:aws:s3:::b", "arn:aws:s3:::b/k", true, true},
		{"a stream of a log group", "arn:aws:logs:eu-west-1:111122223333:log-group:g", "arn:aws:logs:eu-west-1:111122223333:log-group:g:log-stream:s", true, true},
		{"one whose name goes on", "arn:aws:s3:::b", "arn:aws:s3:::bb", false, false},
		{"one of a name that is made up", "arn:aws:s3:::<Bucket>", "arn:aws:s3:::b/k", false, true},
		{"one of another service", "arn:aws:s3:::<Bucket>", "arn:aws:sqs:eu-west-1:111122223333:q", false, false},
		{"one of the region and account of the resource", "arn:<AWS::Partition>:sqs:<AWS::Region>:<AWS::AccountId>:q", "arn:aws:sqs:eu-west-1:111122223333:q", true, true},
		{"another of that region and account", "arn:<AWS::Partition>:sqs:<AWS::Region>:<AWS::AccountId>:q", "arn:aws:sqs:eu-west-1:111122223333:p", false, false},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			if got := access.Within(values(c.arn), c.resource); got != c.within {
				t.Errorf("surely within: got %t, want %t", got, c.within)
			}
			policies := access.Read(document(t, policy.ResourceBased, "{Effect: Allow, Principal: '*', Action: '*', Resource: '*'}"))
			if got := policies.On(values(c.arn)).MayBeOf(c.resource); got != c.maybe {
				t.Errorf("maybe its policy: got %t, want %t", got, c.maybe)
			}
		})
	}
}
