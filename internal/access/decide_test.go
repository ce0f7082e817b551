package access_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/iamlint/iamlint/internal/access"
	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

const object = "arn:aws:s3:::b/k"

func TestDecide(t *testing.T) {
	const allow = "{Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*'}"
	given := func(pairs ...string) map[string][]string {
		context := map[string][]string{}
		for i := 0; i < len(pairs); i += 2 {
			context[pairs[i]] = append(context[pairs[i]], pairs[i+1])
		}
		return context
	}
	when := func(condition string) string {
		return "{Effect: Allow, Action: '*', Resource: '*', Condition: {" + condition + "}}"
	}
	for _, c := range []struct {
		name, identity, boundary string
		request                  access.Request
		want                     access.Verdict
	}{
		{"allowed", allow, "", access.Request{}, access.Allowed},
		{"in other case", "{Effect: Allow, Action: 'S3:getobject', Resource: '*'}", "", access.Request{}, access.Allowed},
		{"another resource", allow, "", access.Request{Resource: "arn:aws:s3:::c/k"}, access.Denied},
		{"a Deny", allow + ",{Effect: Deny, Action: 's3:Get*', Resource: '*/k'}", "", access.Request{}, access.Denied},
		{"a Deny elsewhere", allow + ",{Effect: Deny, Action: 's3:Get*', Resource: '*/j'}", "", access.Request{}, access.Allowed},
		{"NotResource", "{Effect: Allow, Action: '*', NotResource: 'arn:aws:s3:::c/*'}", "", access.Request{}, access.Allowed},
		{"NotResource that names it", "{Effect: Allow, Action: '*', NotResource: 'arn:aws:s3:::b/*'}", "", access.Request{}, access.Denied},
		{"NotAction", "{Effect: Allow, NotAction: 's3:Put*', Resource: '*'}", "", access.Request{}, access.Allowed},
		{"an incomplete ARN", "{Effect: Allow, Action: 'sqs:*', Resource: 'arn:aws:sqs'}", "", access.Request{Action: "sqs:SendMessage", Resource: "arn:aws:sqs:us-east-1:111122223333:q"}, access.Allowed},
		{"the boundary lacks it", allow, "{Effect: Allow, Action: 'ec2:*', Resource: '*'}", access.Request{}, access.Denied},
		{"the boundary lacks what depends", when("StringEquals: {'s3:prefix': a}"), "{Effect: Allow, Action: 'ec2:*', Resource: '*'}", access.Request{}, access.Denied},
		{"the boundary has it", allow, "{Effect: Allow, Action: 's3:*', Resource: '*'}", access.Request{}, access.Allowed},

		{"a variable", "{Effect: Allow, Action: '*', Resource: 'arn:aws:s3:::b/${aws:username}'}", "", access.Request{Context: given("aws:UserName", "k")}, access.Allowed},
		{"a variable that is another", "{Effect: Allow, Action: '*', Resource: 'arn:aws:s3:::b/${aws:username}'}", "", access.Request{Context: given("aws:username", "j")}, access.Denied},
		{"a variable's wildcard is literal", "{Effect: Allow, Action: '*', Resource: 'arn:aws:s3:::b/${aws:username}'}", "", access.Request{Context: given("aws:username", "*")}, access.Denied},
		{"a variable without value", "{Effect: Allow, Action: '*', Resource: 'arn:aws:s3:::*${aws:username}'}", "", access.Request{Complete: true}, access.Denied},
		{"a variable that was not given", "{Effect: Allow, Action: '*', Resource: 'arn:aws:s3:::b/${aws:username}'}", "", access.Request{}, access.Conditional},
		{"a variable elsewhere that was not given", "{Effect: Allow, Action: '*', Resource: 'arn:aws:s3:::c/${aws:username}'}", "", access.Request{}, access.Denied},
		{"a default", "{Effect: Allow, Action: '*', Resource: 'arn:aws:s3:::b/${aws:username, ''k''}'}", "", access.Request{Complete: true}, access.Allowed},
		{"a literal star", "{Effect: Allow, Action: '*', Resource: 'arn:aws:s3:::b/${*}'}", "", access.Request{}, access.Denied},
		{"a literal star of an object", "{Effect: Allow, Action: '*', Resource: 'arn:aws:s3:::b/${*}'}", "", access.Request{Resource: "arn:aws:s3:::b/*"}, access.Allowed},
		{"a literal dollar", "{Effect: Allow, Action: '*', Resource: 'arn:aws:s3:::b/${$}'}", "", access.Request{Resource: "arn:aws:s3:::b/$"}, access.Allowed},

		{"a condition that holds", when("StringEquals: {'s3:prefix': [a, b]}"), "", access.Request{Context: given("S3:Prefix", "b")}, access.Allowed},
		{"a condition that does not", when("StringEquals: {'s3:prefix': [a, b]}"), "", access.Request{Context: given("s3:prefix", "c")}, access.Denied},
		{"a condition that was not given", when("StringEquals: {'s3:prefix': [a, b]}"), "", access.Request{}, access.Conditional},
		{"a missing key", when("StringEquals: {'s3:prefix': a}"), "", access.Request{Complete: true}, access.Denied},
		{"a missing key, negated", when("StringNotEquals: {'s3:prefix': a}"), "", access.Request{Complete: true}, access.Allowed},
		{"a missing key, IfExists", when("StringEqualsIfExists: {'s3:prefix': a}"), "", access.Request{Complete: true}, access.Allowed},
		{"a missing key, ForAllValues", when("'ForAllValues:StringEquals': {'aws:TagKeys': a}"), "", access.Request{Complete: true}, access.Allowed},
		{"a missing key, ForAnyValue", when("'ForAnyValue:StringEquals': {'aws:TagKeys': a}"), "", access.Request{Complete: true}, access.Denied},
		{"ForAllValues", when("'ForAllValues:StringEquals': {'aws:TagKeys': [a, b]}"), "", access.Request{Context: given("aws:TagKeys", "a", "aws:TagKeys", "c")}, access.Denied},
		{"ForAnyValue", when("'ForAnyValue:StringEquals': {'aws:TagKeys': [a, b]}"), "", access.Request{Context: given("aws:TagKeys", "a", "aws:TagKeys", "c")}, access.Allowed},
		{"Null", when("Null: {'aws:TagKeys': 'true'}"), "", access.Request{Complete: true}, access.Allowed},
		{"not Null", when("Null: {'aws:TagKeys': 'false'}"), "", access.Request{Complete: true}, access.Denied},
		{"two values of a negated operator", when("StringNotEquals: {'s3:prefix': [a, b]}"), "", access.Request{Context: given("s3:prefix", "b")}, access.Denied},
		{"StringLike", when("StringLike: {'s3:prefix': 'a?*'}"), "", access.Request{Context: given("s3:prefix", "ab/c")}, access.Allowed},
		{"StringEquals takes no wildcards", when("StringEquals: {'s3:prefix': 'a*'}"), "", access.Request{Context: given("s3:prefix", "ab")}, access.Denied},
		{"StringEqualsIgnoreCase", when("StringEqualsIgnoreCase: {'s3:prefix': AB}"), "", access.Request{Context: given("s3:prefix", "aB")}, access.Allowed},
		{"numbers", when("NumericLessThanEquals: {'s3:max-keys': '10'}"), "", access.Request{Context: given("s3:max-keys", "9.5")}, access.Allowed},
		{"numbers that are too large", when("NumericLessThan: {'s3:max-keys': '10'}"), "", access.Request{Context: given("s3:max-keys", "10")}, access.Denied},
		{"dates", when("DateGreaterThan: {'aws:CurrentTime': '2026-01-01T00:00:00Z'}"), "", access.Request{Context: given("aws:CurrentTime", "1790000000")}, access.Allowed},
		{"a Bool", when("Bool: {'aws:SecureTransport': 'True'}"), "", access.Request{Context: given("aws:SecureTransport", "true")}, access.Allowed},
		{"an address", when("IpAddress: {'aws:SourceIp': ['203.0.113.0/24', '2001:db8::/32']}"), "", access.Request{Context: given("aws:SourceIp", "2001:db8::1")}, access.Allowed},
		{"an address elsewhere", when("NotIpAddress: {'aws:SourceIp': '203.0.113.0/24'}"), "", access.Request{Context: given("aws:SourceIp", "203.0.113.9")}, access.Denied},
		{"an ARN", when("ArnLike: {'aws:SourceArn': 'arn:aws:sns:*:111122223333:*'}"), "", access.Request{Context: given("aws:SourceArn", "arn:aws:sns:us-east-1:111122223333:t")}, access.Allowed},
		{"a star of an ARN ends at the colon", when("ArnLike: {'aws:SourceArn': 'arn:aws:sns:*:t'}"), "", access.Request{Context: given("aws:SourceArn", "arn:aws:sns:us-east-1:111122223333:t")}, access.Denied},
		{"bytes", when("BinaryEquals: {'s3:prefix': 'QUJD'}"), "", access.Request{Context: given("s3:prefix", "QUJD")}, access.Allowed},
		{"a variable in a condition", when("StringEquals: {'s3:prefix': 'home/${aws:username}'}"), "", access.Request{Context: given("s3:prefix", "home/ann", "aws:username", "ann")}, access.Allowed},
		{"a user's name follows from its ARN", "{Effect: Allow, Action: '*', Resource: 'arn:aws:s3:::b/${aws:username}'}", "", access.Request{Who: "arn:aws:iam::111122223333:user/k"}, access.Allowed},
		{"a user's path is not of its name", "{Effect: Allow, Action: '*', Resource: 'arn:aws:s3:::b/${aws:username}'}", "", access.Request{Who: "arn:aws:iam::111122223333:user/staff/k"}, access.Allowed},
		{"whose a bucket is does not follow from its ARN", when("StringEquals: {'aws:ResourceAccount': '111122223333'}"), "", access.Request{Who: me}, access.Conditional},
		{"what has no ARN is of one's own account", when("StringEquals: {'aws:ResourceAccount': '111122223333'}"), "", access.Request{Action: "s3:ListAllMyBuckets", Resource: "*", Who: me}, access.Allowed},
		{"two conditions", when("StringEquals: {'s3:prefix': a, 's3:delimiter': b}"), "", access.Request{Context: given("s3:prefix", "a", "s3:delimiter", "c")}, access.Denied},
		{
			"a Deny under a condition that was not given", allow + ",{Effect: Deny, Action: '*', Resource: '*', Condition: {Bool: {'aws:SecureTransport': 'false'}}}", "",
			access.Request{},
			access.Conditional,
		},
		{
			"the key aws:PrincipalArn follows", when("ArnLike: {'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/a*'}"), "",
			access.Request{Who: "arn:aws:sts::111122223333:assumed-role/admin/session"},
			access.Allowed,
		},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			if c.request.Action == "" {
				c.request.Action = "s3:GetObject"
			}
			if c.request.Resource == "" {
				c.request.Resource = object
			}
			got := access.Of(role(t, c.identity, c.boundary)).Decide(c.request)
			if got.Verdict != c.want {
				t.Errorf("got %s of %+v, want %s", got.Verdict, got, c.want)
			}
		})
	}
}

func TestDecideWithOtherLayers(t *testing.T) {
	const (
		who     = "arn:aws:iam::111122223333:role/Worker"
		allow   = "{Effect: Allow, Action: 's3:*', Resource: '*'}"
		nothing = "{Effect: Allow, Action: 'ec2:*', Resource: '*'}"
	)
	bucket := func(principal string) string {
		return "{Effect: Allow, Principal: " + principal + ", Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*'}"
	}
	trust := func(principal string) string {
		return "{Effect: Allow, Principal: " + principal + ", Action: 'sts:AssumeRole'}"
	}
	for _, c := range []struct {
		name, identity, boundary string
		scp, rcp, resource       string // "" for none
		who, owner, action       string
		want                     access.Verdict
	}{
		{"an SCP that allows", allow, "", allow, "", "", who, "", "", access.Allowed},
		{"an SCP that does not", allow, "", nothing, "", "", who, "", "", access.Denied},
		{"an SCP that denies", allow, "", allow + ",{Effect: Deny, Action: 's3:Get*', Resource: '*'}", "", "", who, "", "", access.Denied},
		{"an RCP that denies", allow, "", "", "{Effect: Allow, Principal: '*', Action: '*', Resource: '*'},{Effect: Deny, Principal: '*', Action: 's3:*', Resource: '*'}", "", who, "", "", access.Denied},

		{"a bucket policy that names the role", nothing, "", "", "", bucket("{AWS: '" + who + "'}"), who, "", "", access.Allowed},
		{"a bucket policy that names the role, and a boundary", nothing, nothing, "", "", bucket("{AWS: '" + who + "'}"), who, "", "", access.Denied},
		{"a bucket policy that names the session, and a boundary", nothing, nothing, "", "", bucket("{AWS: 'arn:aws:sts::111122223333:assumed-role/Worker/s'}"), "arn:aws:sts::111122223333:assumed-role/Worker/s", "", "", access.Allowed},
		{"a bucket policy that names the account", nothing, "", "", "", bucket("{AWS: '111122223333'}"), who, "", "", access.Denied},
		{"a bucket policy that names another", nothing, "", "", "", bucket("{AWS: 'arn:aws:iam::111122223333:role/Other'}"), who, "", "", access.Denied},
		{"a bucket policy that names another and the role", nothing, "", "", "", bucket("{AWS: ['arn:aws:iam::111122223333:role/Other', '" + who + "']}"), who, "", "", access.Allowed},
		{"a bucket policy that names the account and the role", nothing, "", "", "", bucket("{AWS: ['111122223333', '" + who + "']}"), who, "", "", access.Allowed},
		{"a bucket policy that names the role and the account", nothing, "", "", "", bucket("{AWS: ['" + who + "', '111122223333']}"), who, "", "", access.Allowed},
		{"a bucket policy for everybody", nothing, "", "", "", bucket("'*'"), who, "", "", access.Allowed},
		{"a bucket policy for everybody in AWS", nothing, "", "", "", bucket("{AWS: '*'}"), who, "", "", access.Allowed},
		{"a bucket policy for a service", nothing, "", "", "", bucket("{Service: 'lambda.amazonaws.com'}"), who, "", "", access.Denied},
		{"a bucket policy that denies all others", allow, "", "", "", "{Effect: Deny, NotPrincipal: {AWS: ['" + who + "']}, Action: '*', Resource: '*'}", who, "", "", access.Allowed},
		{"a bucket policy that denies all but another", allow, "", "", "", "{Effect: Deny, NotPrincipal: {AWS: 'arn:aws:iam::111122223333:role/Other'}, Action: '*', Resource: '*'}", who, "", "", access.Denied},
		{"who asks is not known", nothing, "", "", "", bucket("{AWS: '" + who + "'}"), "", "", "", access.Unknown},

		{"another account without a bucket policy", allow, "", "", "", "", who, "444455556666", "", access.Denied},
		{"another account whose bucket policy names the account", allow, "", "", "", bucket("{AWS: 'arn:aws:iam::111122223333:root'}"), who, "444455556666", "", access.Allowed},
		{"another account, only the bucket policy", nothing, "", "", "", bucket("{AWS: '" + who + "'}"), who, "444455556666", "", access.Denied},

		{"a trust policy that names it", nothing, "", "", "", trust("{AWS: '" + who + "'}"), who, "", "sts:AssumeRole", access.Allowed},
		{"a trust policy that names its account", "{Effect: Allow, Action: 'sts:*', Resource: '*'}", "", "", "", trust("{AWS: '111122223333'}"), who, "", "sts:AssumeRole", access.Allowed},
		{"a trust policy that names its account, without a policy of its own", nothing, "", "", "", trust("{AWS: '111122223333'}"), who, "", "sts:AssumeRole", access.Denied},
		{"a trust policy for a service", "{Effect: Allow, Action: 'sts:*', Resource: '*'}", "", "", "", trust("{Service: lambda.amazonaws.com}"), who, "", "sts:AssumeRole", access.Denied},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			r := access.Request{Action: "s3:GetObject", Resource: object, Who: c.who, Owner: c.owner, Complete: true}
			kind := policy.ResourceBased
			if c.action != "" {
				r.Action, r.Resource, kind = c.action, "arn:aws:iam::111122223333:role/Target", policy.Trust
			}
			if c.scp != "" {
				r.SCPs = []access.Policies{access.Read(document(t, policy.SCP, c.scp))}
			}
			if c.rcp != "" {
				r.RCPs = []access.Policies{access.Read(document(t, policy.RCP, c.rcp))}
			}
			if c.resource != "" {
				r.Attached = access.Read(document(t, kind, c.resource))
			}
			got := access.Of(role(t, c.identity, c.boundary)).Decide(r)
			if got.Verdict != c.want {
				t.Errorf("got %s of %+v, want %s", got.Verdict, got, c.want)
			}
		})
	}
}

// What keeps a request from being allowed is named, the organization first.
func TestDecideNamesTheLayerThatLacksIt(t *testing.T) {
	const (
		allow   = "{Effect: Allow, Action: 's3:*', Resource: '*'}"
		nothing = "{Effect: Allow, Action: 'ec2:*', Resource: '*'}"
	)
	for _, c := range []struct {
		name, identity, boundary, scp, owner string
		want                                 access.Layer
	}{
		{"none", allow, allow, allow, "", ""},
		{"an identity policy", nothing, allow, allow, "", access.IdentityLayer},
		{"the boundary", allow, nothing, allow, "", access.BoundaryLayer},
		{"the organization", allow, allow, nothing, "", access.SCPLayer},
		{"all of them", nothing, nothing, nothing, "", access.SCPLayer},
		{"identity policy and boundary", nothing, nothing, allow, "", access.IdentityLayer},
		{"another account's policy", allow, allow, allow, "444455556666", access.ResourceLayer},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			r := access.Request{Action: "s3:GetObject", Resource: object, Who: me, Owner: c.owner, Complete: true}
			r.SCPs = []access.Policies{access.Read(document(t, policy.SCP, c.scp))}
			if got := access.Of(role(t, c.identity, c.boundary)).Decide(r).Missing; got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// A boundary that is there on a branch of the template only bounds for sure what it allows.
func TestDecideWithinABoundaryOnABranch(t *testing.T) {
	const allow = "{Effect: Allow, Action: 's3:*', Resource: '*'}"
	for _, c := range []struct {
		name, boundary string
		unbounded      []string
		want           access.Verdict
	}{
		{"always, which allows it", allow, nil, access.Allowed},
		{"always, which does not", "{Effect: Allow, Action: 'ec2:*', Resource: '*'}", nil, access.Denied},
		{"on a branch, which allows it", allow, []string{"not C"}, access.Allowed},
		{"on a branch, which does not", "{Effect: Allow, Action: 'ec2:*', Resource: '*'}", []string{"not C"}, access.Unknown},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			target := role(t, allow, c.boundary)
			target.Unbounded = c.unbounded
			if got := access.Of(target).Decide(access.Request{Action: "s3:GetObject", Resource: object, Complete: true}).Verdict; got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestDecideGivesTheStatementsThatDecide(t *testing.T) {
	p := access.Of(role(t, "{Sid: a, Effect: Allow, Action: 's3:*', Resource: '*'},{Sid: b, Effect: Allow, Action: 'ec2:*', Resource: '*'},{Sid: c, Effect: Deny, Action: 's3:Put*', Resource: '*'}", "{Sid: d, Effect: Allow, Action: '*', Resource: '*'}"))
	for action, want := range map[string]string{"s3:GetObject": "identity a, boundary d", "s3:PutObject": "identity c", "iam:PassRole": "boundary d"} {
		var got []string
		for _, e := range p.Decide(access.Request{Action: action, Resource: object}).Evidence {
			got = append(got, string(e.Layer)+" "+e.Statement.Sid)
		}
		if text := strings.Join(got, ", "); text != want {
			t.Errorf("%s: got %q, want %q", action, text, want)
		}
	}
	if d := p.Decide(access.Request{Action: "iam:PassRole", Resource: object}); d.Explicit || d.Missing != access.IdentityLayer {
		t.Errorf("got %+v, want that no identity policy allows it", d)
	}
}

// TestNamesOfTestsExist keeps the cases above close to what AWS has.
func TestNamesOfTestsExist(t *testing.T) {
	for _, action := range []string{"s3:GetObject", "s3:PutObject", "s3:ListAllMyBuckets", "iam:PassRole", "sqs:SendMessage", "sts:AssumeRole", "kms:Decrypt", "lambda:InvokeFunction", "glue:GetResourcePolicies"} {
		if _, ok := catalog.FindAction(action); !ok {
			t.Errorf("no action %s", action)
		}
	}
	for _, key := range []string{"s3:prefix", "s3:delimiter", "s3:max-keys", "aws:PrincipalOrgID", "aws:ResourceAccount", "aws:SourceVpc", "aws:TagKeys", "aws:SourceIp", "aws:SourceArn", "aws:username", "aws:PrincipalArn", "aws:SecureTransport", "aws:CurrentTime", "aws:RequestedRegion"} {
		if _, ok := catalog.FindKey(key); !ok {
			t.Errorf("no condition key %s", key)
		}
	}
}

// BenchmarkDecide asks all managed policies of AWS 100 questions each.
func BenchmarkDecide(b *testing.B) {
	var principals []*access.Principal
	for m := range catalog.ManagedPolicies() {
		content, err := m.Document()
		if err != nil {
			b.Fatal(err)
		}
		root, err := node.Parse(m.Name(), content)
		if err != nil {
			b.Fatal(err)
		}
		model, _ := parse.Policy(m.Name(), root, policy.Identity)
		principals = append(principals, access.Of(model.Targets[0]))
	}
	var requests []access.Request
	for action := range catalog.Expand("*") {
		requests = append(requests, access.Request{Action: action.Name(), Resource: "arn:aws:s3:::bucket/key"})
	}
	step := len(requests) / 100
	for b.Loop() {
		for _, p := range principals {
			for i := range 100 {
				p.Decide(requests[i*step])
			}
		}
	}
}

func FuzzDecide(f *testing.F) {
	f.Add("s3:Get*", "arn:aws:s3:::b/${aws:username}", "StringLike", "a*", "ann", object)
	f.Fuzz(func(t *testing.T, action, resource, operator, value, given, asked string) {
		p := under(action, resource, policy.Condition{Operator: operator, Key: "aws:username", Values: []policy.Value{policy.Text(value, source.Location{})}})
		open := p.Decide(access.Request{Action: "s3:GetObject", Resource: asked}).Verdict
		full := p.Decide(access.Request{Action: "s3:GetObject", Resource: asked, Complete: true, Context: map[string][]string{"aws:username": {given}}}).Verdict
		if open != access.Conditional && open != access.Unknown && open != full {
			t.Errorf("without the key %s, with it %s", open, full)
		}
		if full == access.Allowed && len(p.Grants("s3:GetObject")) == 0 && strings.HasPrefix(asked, "arn:aws:s3:::") && strings.Contains(asked, "/") && !slices.Contains([]string{"*", "?"}, asked) {
			t.Errorf("%q on %q is allowed, but there is no grant", asked, resource)
		}
	})
}
