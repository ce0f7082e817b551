package access_test

import (
	"strings"
	"testing"

	"github.com/iamlint/iamlint/internal/access"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// A resource may have a policy that is not at hand, and one that is may be another resource's.
func TestDecideWithPoliciesOfSomeResource(t *testing.T) {
	const (
		who     = "arn:aws:iam::111122223333:role/Worker"
		allow   = "{Effect: Allow, Action: '*', Resource: '*'}"
		nothing = "{Effect: Allow, Action: 'ec2:*', Resource: '*'}"
		key     = "arn:aws:kms:eu-west-1:111122223333:key/k"
		far     = "arn:aws:kms:eu-west-1:444455556666:key/k"
		target  = "arn:aws:iam::111122223333:role/Target"
	)
	to := func(principal, resource string) string {
		return "{Effect: Allow, Principal: {AWS: '" + principal + "'}, Action: '*', Resource: '" + resource + "'}"
	}
	deny := func(resource string) string {
		return "{Effect: Deny, Principal: '*', Action: 's3:*', Resource: '" + resource + "'}"
	}
	inTemplate := values("arn:<AWS::Partition>:kms:<AWS::Region>:<AWS::AccountId>:key/k")
	for _, c := range []struct {
		name, identity, attached string
		on                       []policy.Value
		action, resource, owner  string
		hidden                   bool
		want                     access.Verdict
		left                     bool // something is left hidden
	}{
		{"a hidden policy may allow", nothing, "", nil, "s3:GetObject", object, "", true, access.Unknown, true},
		{"a hidden policy may deny, which is said", allow, "", nil, "s3:GetObject", object, "", true, access.Allowed, true},
		{"a hidden policy of another account has to allow", allow, "", nil, "s3:GetObject", object, "444455556666", true, access.Unknown, true},
		{"a hidden key policy has to allow", allow, "", nil, "kms:Decrypt", key, "", true, access.Unknown, true},
		{"a hidden trust policy has to allow", allow, "", nil, "sts:AssumeRole", target, "", true, access.Unknown, true},
		{"none is hidden", nothing, "", nil, "s3:GetObject", object, "", false, access.Denied, false},

		{"its own by a property", nothing, to(who, "*"), values("arn:aws:s3:::b"), "s3:GetObject", object, "", true, access.Allowed, false},
		{"another's by a property", nothing, to(who, "*"), values("arn:aws:s3:::c"), "s3:GetObject", object, "", true, access.Unknown, true},
		{"one whose name goes on", nothing, to(who, "*"), values("arn:aws:s3:::b"), "s3:GetObject", "arn:aws:s3:::bb/k", "", false, access.Denied, false},
		{"one of unknown name", nothing, to(who, "*"), values("arn:aws:s3:::<Bucket>"), "s3:GetObject", object, "", false, access.Unknown, false},
		{"one of an endpoint", nothing, to(who, "*"), values(), "s3:GetObject", object, "", false, access.Denied, false},
		{"a Deny of another's", allow, deny("*"), values("arn:aws:s3:::c"), "s3:GetObject", object, "", true, access.Allowed, true},
		{"a key's where it is", nothing, to(who, "*"), inTemplate, "kms:Decrypt", key, "", true, access.Allowed, false},
		{"another key's in the same place", nothing, to(who, "*"), inTemplate, "kms:Decrypt", key + "2", "", true, access.Unknown, true},
		{"a key's in the account that it is of", allow, to(who, "*"), inTemplate, "kms:Decrypt", far, "", false, access.Allowed, false},
		{"another key's alone", allow, to(who, "*"), values("arn:aws:kms:eu-west-1:111122223333:key/j"), "kms:Decrypt", key, "", false, access.Allowed, false},

		{"its own by its words", nothing, to(who, "arn:aws:s3:::b/*"), nil, "s3:GetObject", object, "", true, access.Allowed, false},
		{"a Deny of its own by words", allow, deny("*") + "," + to(who, "arn:aws:s3:::b"), nil, "s3:GetObject", object, "", true, access.Denied, false},
		{"words that fit many", nothing, to(who, "arn:aws:s3:::b*"), nil, "s3:GetObject", object, "", true, access.Unknown, true},
		{"another's by its words", allow, deny("*") + "," + to(who, "arn:aws:s3:::c"), nil, "s3:GetObject", object, "", false, access.Unknown, false},
		{"words that name what has no policy", nothing, to(who, target), nil, "iam:PassRole", target, "", false, access.Unknown, false},
		{"words that fit all", allow, deny("*"), nil, "s3:GetObject", object, "", true, access.Unknown, true},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			r := access.Request{Action: c.action, Resource: c.resource, Owner: c.owner, Who: who, Complete: true, Hidden: c.hidden}
			if c.attached != "" {
				r.Attached = access.Read(document(t, policy.ResourceBased, c.attached)).On(c.on)
			}
			got := access.Of(role(t, c.identity, "")).Decide(r)
			if got.Verdict != c.want || got.Hidden != c.left {
				t.Errorf("got %s, hidden %t, want %s, %t", got.Verdict, got.Hidden, c.want, c.left)
			}
		})
	}
}

// Words that are there on a branch of the template don't tell whose policy it is.
func TestDecideWithAPolicyWhoseWordsAreOnABranch(t *testing.T) {
	for branch, want := range map[string]access.Verdict{"": access.Denied, "C": access.Unknown} {
		attached := document(t, policy.ResourceBased, "{Effect: Deny, Principal: '*', Action: 's3:*', Resource: '*'},{Effect: Allow, Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::b'}")
		attached.Statements[1].Resources[0].Branch = branch
		r := access.Request{Action: "s3:GetObject", Resource: object, Who: me, Complete: true, Attached: access.Read(attached).On(nil)}
		if got := access.Of(role(t, "{Effect: Allow, Action: 's3:*', Resource: '*'}", "")).Decide(r).Verdict; got != want {
			t.Errorf("on branch %q: got %s, want %s", branch, got, want)
		}
	}
}

// The template of a principal and of a policy is deployed to one account, and two of its roles are never one.
func TestPrincipalsOfTheTemplateAreWhoTheyAre(t *testing.T) {
	const template = "arn:<AWS::Partition>:iam::<AWS::AccountId>:"
	for _, c := range []struct {
		name, action, to string
		want             access.Verdict
	}{
		{"itself", "s3:GetObject", template + "role/<Worker>", access.Allowed},
		{"another", "s3:GetObject", template + "role/<Other>", access.Denied},
		{"somebody", "s3:GetObject", "<?Principal>", access.Unknown},
		{"a role of some name", "s3:GetObject", "arn:aws:iam::111122223333:role/stack-Worker-1A", access.Unknown},
		{"a user of some name", "s3:GetObject", "arn:aws:iam::111122223333:user/Worker", access.Denied},
		{"the account", "s3:GetObject", template + "root", access.Denied},
		{"the account that a key leaves it to", "kms:Decrypt", template + "root", access.Allowed},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			target := role(t, "{Effect: Allow, Action: 'kms:*', Resource: '*'}", "")
			target.ARNs = values(template + "role/<Worker>")
			attached := &policy.Document{Kind: policy.ResourceBased, Statements: []*policy.Statement{{
				Effect: "Allow", Actions: []policy.Action{{Value: policy.Text("*", source.Location{})}}, Principals: []policy.Principal{{Value: values(c.to)[0], Type: "AWS"}},
			}}}
			r := access.Request{Action: c.action, Resource: object, Attached: access.Read(attached)}
			if got := access.Of(target).Decide(r).Verdict; got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
			lets := access.Of(target).Lets(r)
			if want := c.want == access.Allowed && c.action[0] == 's' || c.want == access.Unknown; (len(lets) > 0) != want {
				t.Errorf("got %d statements that let it, want some: %t", len(lets), want)
			}
		})
	}
}

// Principals that are not known are whom they can be: those of another kind, path or account are not.
func TestPrincipalsThatAreNotKnown(t *testing.T) {
	for _, c := range []struct {
		name, effect, to string
		want             access.Verdict
	}{
		{"a role of some name", "Allow", "arn:aws:iam::111122223333:role/<?Name>", access.Unknown},
		{"a user of some name", "Allow", "arn:aws:iam::111122223333:user/<?Name>", access.Denied},
		{"a role of some account", "Allow", "arn:aws:iam::<?Account>:role/Role", access.Unknown},
		{"a text of twelve characters that is no account", "Allow", "<?Principal>", access.Unknown},
		{"some account", "Allow", "<?Account>", access.Unknown},
		{"the root of some account, which leaves it to it", "Allow", "arn:aws:iam::<?Account>:root", access.Denied},
		{"a Deny for the root of some account", "Deny", "arn:aws:iam::<?Account>:root", access.Unknown},
		{"a Deny for the account of a bucket that nobody knows", "Deny", "arn:aws:iam::<AWS::AccountId>:root", access.Unknown},
		{"a Deny for a user of some name", "Deny", "arn:aws:iam::111122223333:user/<?Name>", access.Allowed},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			own := map[string]string{"Allow": "ec2:*", "Deny": "s3:*"}[c.effect]
			attached := document(t, policy.ResourceBased, "{Effect: "+c.effect+", Principal: {AWS: x}, Action: 's3:*', Resource: '*'}")
			attached.Statements[0].Principals[0].Value = values(c.to)[0]
			r := access.Request{Action: "s3:GetObject", Resource: object, Who: me, Complete: true, Attached: access.Read(attached)}
			if got := access.Of(role(t, "{Effect: Allow, Action: '"+own+"', Resource: '*'}", "")).Decide(r).Verdict; got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestMayHavePolicy(t *testing.T) {
	for arn, want := range map[string]bool{
		"arn:aws:s3:::b": true, "arn:aws:s3:::b/k": true, "arn:aws:sqs:eu-west-1:111122223333:q": true, "arn:aws:sns:eu-west-1:111122223333:t": true,
		"arn:aws:kms:eu-west-1:111122223333:key/k": true, "arn:aws:dynamodb:eu-west-1:111122223333:table/t/index/i": true,
		"arn:aws:secretsmanager:eu-west-1:111122223333:secret:s": true, "arn:aws:lambda:eu-west-1:111122223333:function:f": true,
		"arn:aws:kinesis:eu-west-1:111122223333:stream/s": true, "arn:aws:ecr:eu-west-1:111122223333:repository/r": true,
		"arn:aws:execute-api:eu-west-1:111122223333:a/*": true, "arn:aws:nowhere:::x": true,
		"arn:aws:ec2:eu-west-1:111122223333:instance/i": false, "arn:aws:iam::111122223333:role/r": false, "*": false,
		"arn:aws:logs:eu-west-1:111122223333:log-group:g": true, "arn:aws:rds:eu-west-1:111122223333:db:d": false,
	} {
		if got := access.MayHavePolicy(arn); got != want {
			t.Errorf("%s: got %t", arn, got)
		}
	}
}
