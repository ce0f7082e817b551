package access_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/access"
	"github.com/iamlint/iamlint/internal/policy"
)

const me = "arn:aws:iam::111122223333:role/Role"

// deployable is a role of a template: <Name> stands for a name that is made up when it is deployed, <?Name> for a
// parameter that may be anything, and <!Name> for anything.
func deployable(t testing.TB, identity, boundary string) *policy.Target {
	t.Helper()
	target := role(t, identity, boundary)
	withAllNames(target)
	return target
}

func withAllNames(target *policy.Target) {
	for _, d := range slices.Concat(target.Documents, target.Reaching) {
		for _, s := range d.Statements {
			for i, a := range s.Actions {
				s.Actions[i].Value = withNames(a.Value)
			}
			for _, resources := range [][]policy.ResourceARN{s.Resources, s.NotResources} {
				for i, r := range resources {
					resources[i].Value = withNames(r.Value)
				}
			}
			for i, c := range s.Conditions {
				for j, v := range c.Values {
					s.Conditions[i].Values[j] = withNames(v)
				}
			}
		}
	}
}

func withNames(v policy.Value) policy.Value {
	var parts []policy.Part
	for text := v.Text; text != ""; {
		before, after, found := strings.Cut(text, "<")
		if before != "" {
			parts = append(parts, policy.Part{Kind: policy.Literal, Text: before})
		}
		if !found {
			break
		}
		name, rest, _ := strings.Cut(after, ">")
		part := policy.Part{Kind: policy.Opaque, Text: name}
		if own, ok := strings.CutPrefix(name, "?"); ok {
			part = policy.Part{Kind: policy.Unknown, Text: own, Parameter: own}
		} else if own, ok := strings.CutPrefix(name, "!"); ok {
			part = policy.Part{Kind: policy.Unknown, Text: own}
		}
		parts, text = append(parts, part), rest
	}
	return policy.Compose(parts, v.At)
}

// beyond says what a role may do beyond another one, and what of it can't be decided.
func beyond(t testing.TB, live, other *policy.Target) string {
	t.Helper()
	more, doubts := access.Of(live).Beyond(access.Of(other), me, map[string]string{"AWS::Region": "eu-west-1", "AWS::AccountId": "111122223333"})
	var all []string
	for _, e := range more {
		text := fmt.Sprintf("%s on %s", e.Actions[0], e.Resource)
		if len(e.Lacks) > 0 {
			text += " without " + strings.Join(e.Lacks, " ")
		}
		if e.Near != nil && e.Near.Effect == "Deny" {
			text += " denied there"
		}
		all = append(all, text)
	}
	for _, d := range doubts {
		all = append(all, "doubt: "+d.Actions[0])
	}
	return strings.Join(all, "; ")
}

func TestBeyond(t *testing.T) {
	const (
		object  = "{Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*'}"
		anyone  = "{Effect: Allow, Action: 's3:GetObject', Resource: '*'}"
		named   = "{Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::<Bucket>/*'}"
		unknown = "{Effect: Allow, Action: 's3:GetObject', Resource: '<?Bucket>'}"
	)
	put := func(action, resource, rest string) string {
		return "{Effect: Allow, Action: '" + action + "', Resource: '" + resource + "'" + rest + "}"
	}
	for _, c := range []struct{ name, live, template, want string }{
		{"the same", object, object, ""},
		{"less", object, anyone, ""},
		{"another action", object + "," + put("s3:PutObject", "arn:aws:s3:::b/*", ""), object, "s3:PutObject on arn:aws:s3:::b/*"},
		{"a wider pattern of actions", put("s3:*Object", "arn:aws:s3:::b/*", ""), put("s3:Get*", "arn:aws:s3:::b/*", ""), "s3:DeleteObject on arn:aws:s3:::b/*"},
		{"a wider resource", anyone, object, "s3:GetObject on *"},
		{"a longer pattern", put("s3:GetObject", "arn:aws:s3:::b/x*", ""), object, ""},
		{"a shorter pattern", object, put("s3:GetObject", "arn:aws:s3:::b/x*", ""), "s3:GetObject on arn:aws:s3:::b/*"},
		{"everything that the action can have", put("sqs:SendMessage", "*", ""), put("sqs:SendMessage", "arn:aws:sqs:*", ""), ""},
		{"everything but access points", anyone, put("s3:GetObject", "arn:aws:s3:::*", ""), "s3:GetObject on *"},
		{"another resource", put("s3:GetObject", "arn:aws:s3:::c/*", ""), object, "s3:GetObject on arn:aws:s3:::c/*"},
		{"a resource that the action can't have", put("s3:GetObject", "arn:aws:s3:::c", ""), object, ""},
		{"a pattern, less one that the template denies", put("s3:GetObject", "arn:aws:s3:::b/*", "") + "," + "{Effect: Deny, Action: 's3:*', Resource: 'arn:aws:s3:::b/x'}", put("s3:GetObject", "arn:aws:s3:::b/*", "") + "," + "{Effect: Deny, Action: 's3:*', Resource: 'arn:aws:s3:::b/x*'}", "s3:GetObject on arn:aws:s3:::b/* denied there"},
		{"a name that is made up", object, named, ""},
		{"two in the place of one", object + "," + put("s3:GetObject", "arn:aws:s3:::c/*", ""), named, "s3:GetObject on arn:aws:s3:::c/*"},
		{"two in the place of one behind a prefix", put("s3:GetObject", "arn:aws:s3:::x-b/*", "") + "," + put("s3:GetObject", "arn:aws:s3:::x-c/*", ""), put("s3:GetObject", "arn:aws:s3:::x-<Bucket>/*", ""), "s3:GetObject on arn:aws:s3:::x-c/*"},
		{"one in the place of two", object, named + "," + strings.ReplaceAll(named, "<Bucket>", "<Other>"), ""},
		{"everything in the place of a name", anyone, named, "s3:GetObject on *"},
		{"a pattern in the place of a name", put("s3:GetObject", "arn:aws:s3:::b*/*", ""), named, "s3:GetObject on arn:aws:s3:::b*/*"},
		{"something in the place of anything", object, put("s3:GetObject", "arn:aws:s3:::<?Bucket>/*", ""), ""},
		{"everything in the place of anything", anyone, unknown, "doubt: s3:GetObject"},
		{"the region of the stack", put("sqs:SendMessage", "arn:aws:sqs:eu-west-1:111122223333:q", ""), put("sqs:SendMessage", "arn:aws:sqs:<AWS::Region>:<AWS::AccountId>:q", ""), ""},
		{"another region", put("sqs:SendMessage", "arn:aws:sqs:us-east-1:111122223333:q", ""), put("sqs:SendMessage", "arn:aws:sqs:<AWS::Region>:<AWS::AccountId>:q", ""), "sqs:SendMessage on arn:aws:sqs:us-east-1:111122223333:q"},
		{"any region", put("sqs:SendMessage", "arn:aws:sqs:*:111122223333:q", ""), put("sqs:SendMessage", "arn:aws:sqs:<AWS::Region>:<AWS::AccountId>:q", ""), "sqs:SendMessage on arn:aws:sqs:*:111122223333:q"},
		{"a whole region", put("sqs:SendMessage", "arn:aws:sqs:eu-west-1:*", ""), object, "sqs:SendMessage on arn:aws:sqs:eu-west-1:*"},
		{"regions in part", put("sqs:SendMessage", "arn:aws:sqs:eu-*", ""), object, "sqs:SendMessage on arn:aws:sqs:eu-*"},
		{"a * that runs over fields", put("lambda:InvokeFunction", "arn:aws:lambda:*:function:f", ""), object, "lambda:InvokeFunction on arn:aws:lambda:*:function:f"},
		{"a Deny whose * runs over fields less", put("lambda:InvokeFunction", "*", ""), put("lambda:InvokeFunction", "*", "") + ",{Effect: Deny, Action: '*', Resource: 'arn:aws:lambda:*:function:f'}", "lambda:InvokeFunction on * denied there"},
		{"a partition in part", put("sqs:SendMessage", "arn:aws*:sqs:eu-west-1:111122223333:q", ""), object, "sqs:SendMessage on arn:aws*:sqs:eu-west-1:111122223333:q"},
		{"another account's role", put("sts:AssumeRole", "arn:aws:iam::999988887777:role/x", ""), object, "sts:AssumeRole on arn:aws:iam::999988887777:role/x"},
		{"an action that takes no resource", put("s3:ListAllMyBuckets", "*", ""), object, "s3:ListAllMyBuckets on *"},
		{"an action that takes no resource, of both", put("s3:ListAllMyBuckets", "*", ""), put("s3:List*", "*", ""), ""},
		{"an action that nobody knows", put("foo:Bar", "*", ""), object, "foo:bar on *"},
		{
			"a condition less", object, put("s3:GetObject", "arn:aws:s3:::b/*", ", Condition: {StringEquals: {'aws:SourceVpc': 'vpc-1'}}"),
			"s3:GetObject on arn:aws:s3:::b/* without aws:SourceVpc",
		},
		{
			"the same condition", put("s3:GetObject", "arn:aws:s3:::b/*", ", Condition: {StringEquals: {'aws:SourceVpc': 'vpc-1'}}"),
			put("s3:GetObject", "arn:aws:s3:::b/*", ", Condition: {StringEquals: {'aws:SourceVpc': '<Vpc>'}}"), "",
		},
		{
			"another value of a condition", put("s3:GetObject", "arn:aws:s3:::b/*", ", Condition: {StringEquals: {'aws:SourceVpc': ['vpc-1', 'vpc-2']}}"),
			put("s3:GetObject", "arn:aws:s3:::b/*", ", Condition: {StringEquals: {'aws:SourceVpc': 'vpc-1'}}"), "s3:GetObject on arn:aws:s3:::b/* without aws:SourceVpc",
		},
		{"a condition more", put("s3:GetObject", "arn:aws:s3:::b/*", ", Condition: {NumericLessThan: {'s3:max-keys': '10'}}"), object, ""},
		{
			"a negated condition less", object, put("s3:GetObject", "arn:aws:s3:::b/*", ", Condition: {StringNotEquals: {'aws:SourceVpc': 'vpc-1'}}"),
			"s3:GetObject on arn:aws:s3:::b/* without aws:SourceVpc",
		},
		{"a Deny less", anyone, anyone + ",{Effect: Deny, Action: 's3:*', Resource: 'arn:aws:s3:::secret/*'}", "s3:GetObject on * denied there"},
		{"the same Deny", anyone + ",{Effect: Deny, Action: 's3:*', Resource: 'arn:aws:s3:::secret/*'}", anyone + ",{Effect: Deny, Action: 's3:*', Resource: 'arn:aws:s3:::secret/*'}", ""},
		{
			"the same Deny under a condition", anyone + ",{Effect: Deny, Action: '*', Resource: '*', Condition: {BoolIfExists: {'aws:MultiFactorAuthPresent': 'false'}}}",
			anyone + ",{Effect: Deny, Action: '*', Resource: '*', Condition: {BoolIfExists: {'aws:MultiFactorAuthPresent': 'false'}}}", "",
		},
		{
			"a Deny under a condition less", anyone, anyone + ",{Effect: Deny, Action: '*', Resource: '*', Condition: {BoolIfExists: {'aws:MultiFactorAuthPresent': 'false'}}}",
			"s3:GetObject on * denied there",
		},
		{"a Deny of a region less", put("sqs:SendMessage", "*", ""), put("sqs:SendMessage", "*", "") + ",{Effect: Deny, Action: '*', Resource: 'arn:aws:sqs:us-east-1:*:*'}", "sqs:SendMessage on * denied there"},
		{"a Deny of a whole region less", put("sqs:SendMessage", "*", ""), put("sqs:SendMessage", "*", "") + ",{Effect: Deny, Action: '*', Resource: 'arn:aws:sqs:us-east-1:*'}", "sqs:SendMessage on * denied there"},
		{"a Deny of regions in part less", put("sqs:SendMessage", "*", ""), put("sqs:SendMessage", "*", "") + ",{Effect: Deny, Action: '*', Resource: 'arn:aws:sqs:us-*'}", "sqs:SendMessage on * denied there"},
		{"a Deny of accounts in part less", put("sqs:SendMessage", "*", ""), put("sqs:SendMessage", "*", "") + ",{Effect: Deny, Action: '*', Resource: 'arn:aws:sqs:us-east-1:4444*'}", "sqs:SendMessage on * denied there"},
		{"a Deny of regions in part of an account less", put("glue:GetResourcePolicies", "*", ""), put("glue:GetResourcePolicies", "*", "") + ",{Effect: Deny, Action: '*', Resource: 'arn:aws:glue:us-*:444455556666:catalog'}", "glue:GetResourcePolicies on * denied there"},
		{"a Deny of an account less", put("sqs:SendMessage", "*", ""), put("sqs:SendMessage", "*", "") + ",{Effect: Deny, Action: '*', Resource: 'arn:aws:sqs:us-*:444455556666:*'}", "sqs:SendMessage on * denied there"},
		{
			"a Deny of some resources under a condition less", anyone, anyone + ",{Effect: Deny, Action: '*', Resource: 'arn:aws:s3:::secret/*', Condition: {StringNotEquals: {'aws:SourceVpc': 'vpc-1'}}}",
			"s3:GetObject on * denied there",
		},
		{
			"a Deny for others than oneself less", anyone, anyone + ",{Effect: Deny, Action: '*', Resource: '*', Condition: {ArnNotLike: {'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/R*'}}}",
			"",
		},
		{
			"a Deny for the own account less", anyone, anyone + ",{Effect: Deny, Action: '*', Resource: '*', Condition: {StringEquals: {'aws:PrincipalAccount': '111122223333'}}}",
			"s3:GetObject on * denied there",
		},
		{"three in the place of two", object + "," + put("s3:GetObject", "arn:aws:s3:::c/*", "") + "," + put("s3:GetObject", "arn:aws:s3:::d/*", ""), named + "," + strings.ReplaceAll(named, "<Bucket>", "<Other>"), "s3:GetObject on arn:aws:s3:::d/*"},
		{"two in the place of two", object + "," + put("s3:GetObject", "arn:aws:s3:::c/*", ""), named + "," + strings.ReplaceAll(named, "<Bucket>", "<Other>"), ""},
		{
			"a name that stands in two places for two texts", put("s3:GetObject", "arn:aws:s3:::b/*", "") + "," + put("s3:PutObject", "arn:aws:s3:::c/*", ""),
			named + "," + strings.ReplaceAll(named, "Get", "Put"), "s3:PutObject on arn:aws:s3:::c/*",
		},
		{
			"a pattern in the place of a name in a condition", put("s3:GetObject", "arn:aws:s3:::b/*", ", Condition: {StringLike: {'aws:SourceVpc': 'vpc-*'}}"),
			put("s3:GetObject", "arn:aws:s3:::b/*", ", Condition: {StringEquals: {'aws:SourceVpc': '<Vpc>'}}"), "s3:GetObject on arn:aws:s3:::b/* without aws:SourceVpc",
		},
		{
			"two in the place of a name in a condition", put("s3:GetObject", "arn:aws:s3:::b/*", ", Condition: {StringEquals: {'aws:SourceVpc': ['vpc-1', 'vpc-2']}}"),
			put("s3:GetObject", "arn:aws:s3:::b/*", ", Condition: {StringEquals: {'aws:SourceVpc': '<Vpc>'}}"), "s3:GetObject on arn:aws:s3:::b/* without aws:SourceVpc",
		},
		{
			"a wider network", put("s3:GetObject", "arn:aws:s3:::b/*", ", Condition: {IpAddress: {'aws:SourceIp': '10.0.0.0/8'}}"),
			put("s3:GetObject", "arn:aws:s3:::b/*", ", Condition: {IpAddress: {'aws:SourceIp': ['10.0.0.0/16', '10.2.0.0/15']}}"), "s3:GetObject on arn:aws:s3:::b/* without aws:SourceIp",
		},
		{
			"the same network in two halves", put("s3:GetObject", "arn:aws:s3:::b/*", ", Condition: {IpAddress: {'aws:SourceIp': '10.0.0.0/8'}}"),
			put("s3:GetObject", "arn:aws:s3:::b/*", ", Condition: {IpAddress: {'aws:SourceIp': ['10.0.0.0/9', '10.128.0.0/9']}}"), "",
		},
		{
			"every address", put("s3:GetObject", "arn:aws:s3:::b/*", ", Condition: {IpAddress: {'aws:SourceIp': ['0.0.0.0/0', '::/0']}}"),
			put("s3:GetObject", "arn:aws:s3:::b/*", ", Condition: {IpAddress: {'aws:SourceIp': '0.0.0.0/0'}}"), "s3:GetObject on arn:aws:s3:::b/* without aws:SourceIp",
		},
		{
			"a later date", put("s3:GetObject", "arn:aws:s3:::b/*", ", Condition: {DateLessThan: {'aws:CurrentTime': '2030-01-02T00:00:00Z'}}"),
			put("s3:GetObject", "arn:aws:s3:::b/*", ", Condition: {DateLessThanEquals: {'aws:CurrentTime': '2030-01-01T00:00:00Z'}}"), "s3:GetObject on arn:aws:s3:::b/* without aws:CurrentTime",
		},
		{
			"an earlier date", put("s3:GetObject", "arn:aws:s3:::b/*", ", Condition: {DateLessThanEquals: {'aws:CurrentTime': '2030-01-01T00:00:00Z'}}"),
			put("s3:GetObject", "arn:aws:s3:::b/*", ", Condition: {DateLessThan: {'aws:CurrentTime': '2030-01-01T00:00:01Z'}}"), "",
		},
		{
			"any case", put("s3:GetObject", "arn:aws:s3:::b/*", ", Condition: {StringEqualsIgnoreCase: {'aws:SourceVpc': 'vpc-a'}}"),
			put("s3:GetObject", "arn:aws:s3:::b/*", ", Condition: {StringEquals: {'aws:SourceVpc': ['vpc-a', 'VPC-A']}}"), "",
		},
		{
			"any case in the place of one", put("s3:GetObject", "arn:aws:s3:::b/*", ", Condition: {StringEqualsIgnoreCase: {'aws:SourceVpc': 'vpc-a'}}"),
			put("s3:GetObject", "arn:aws:s3:::b/*", ", Condition: {StringEquals: {'aws:SourceVpc': 'vpc-a'}}"), "s3:GetObject on arn:aws:s3:::b/* without aws:SourceVpc",
		},
		{
			"resources of any account", put("sqs:SendMessage", "*", ""), put("sqs:SendMessage", "*", ", Condition: {StringEquals: {'aws:ResourceAccount': '111122223333'}}"),
			"sqs:SendMessage on * without aws:ResourceAccount",
		},
		{
			"resources of another account", put("sqs:SendMessage", "*", ", Condition: {StringEquals: {'aws:ResourceAccount': ['111122223333', '444455556666']}}"),
			put("sqs:SendMessage", "*", ", Condition: {StringEquals: {'aws:ResourceAccount': '111122223333'}}"), "sqs:SendMessage on * without aws:ResourceAccount",
		},
		{
			"resources of the own account", put("sqs:SendMessage", "*", ", Condition: {StringEquals: {'aws:ResourceAccount': '111122223333'}}"),
			put("sqs:SendMessage", "arn:aws:sqs:*:111122223333:*", ""), "",
		},
		{"a service that nobody knows", put("foo:Get*", "*", ""), object, "foo:get* on *"},
		{"a service that nobody knows, of both", put("foo:Get*", "*", ""), put("foo:*", "*", ""), ""},
		{"a variable with a default", put("s3:GetObject", "arn:aws:s3:::b/${aws:PrincipalTag/team, ''k''}/*", ""), put("s3:GetObject", "arn:aws:s3:::c/*", ""), "s3:GetObject on arn:aws:s3:::b/${aws:PrincipalTag/team, 'k'}/*"},
		{
			"a variable whose value is denied there", put("s3:GetObject", "arn:aws:s3:::b/${aws:PrincipalTag/team}", ""),
			put("s3:GetObject", "arn:aws:s3:::b/${aws:PrincipalTag/team}", "") + ",{Effect: Deny, Action: '*', Resource: 'arn:aws:s3:::b/admin'}", "s3:GetObject on arn:aws:s3:::b/${aws:PrincipalTag/team} denied there",
		},
		{
			"a name where something else asks for less", put("s3:GetObject", "arn:aws:s3:::*", ""), named + ",{Effect: Allow, Action: 's3:GetObject', NotResource: 'arn:aws:s3:::a/*', Condition: {StringEquals: {'aws:SourceVpc': 'vpc-1'}}}",
			"s3:GetObject on arn:aws:s3:::*",
		},
		{
			"a name in a negated condition", put("s3:GetObject", "arn:aws:s3:::*", ""),
			named + ",{Effect: Allow, Action: 's3:GetObject', NotResource: 'arn:aws:s3:::a/*', Condition: {StringNotEquals: {'aws:SourceVpc': '<Vpc>'}}}", "doubt: s3:GetObject",
		},
		{
			"one of two by name, where the other may be by what can't be decided", object + "," + put("s3:GetObject", "arn:aws:s3:::c/*", ""),
			named + ",{Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*', Condition: {StringNotEquals: {'aws:SourceVpc': '<Vpc>'}}}", "doubt: s3:GetObject",
		},
		{
			"a text with a wildcard, which no name is", put("s3:GetObject", "arn:aws:s3:::b/*", ", Condition: {StringEquals: {'aws:SourceVpc': 'v*'}}"),
			put("s3:GetObject", "arn:aws:s3:::b/*", ", Condition: {StringEquals: {'aws:SourceVpc': '<Vpc>'}}"), "s3:GetObject on arn:aws:s3:::b/* without aws:SourceVpc",
		},
		{
			"a name before a key, and longer keys", put("s3:GetObject", "arn:aws:s3:::*/x", "") + ",{Effect: Deny, Action: '*', NotResource: 'arn:aws:s3:::b/*'}",
			put("s3:GetObject", "arn:aws:s3:::<Bucket>/x", ""), "s3:GetObject on arn:aws:s3:::*/x",
		},
		{
			"a variable in what a Deny leaves", object + ",{Effect: Deny, Action: '*', NotResource: 'arn:aws:s3:::${aws:PrincipalTag/team}/*'}",
			put("s3:GetObject", "arn:aws:s3:::*/${aws:PrincipalTag/team}*", ""), "s3:GetObject on arn:aws:s3:::b/*",
		},
		{
			"a Deny of a name, and a condition of one's own", anyone + ",{Effect: Deny, Action: '*', Resource: 'arn:aws:s3:::b/*', Condition: {StringNotEquals: {'aws:SourceVpc': 'v*'}}}",
			anyone + ",{Effect: Deny, Action: '*', Resource: '*', Condition: {StringEquals: {'aws:SourceVpc': '<Vpc>'}}}", "doubt: s3:GetObject",
		},
		{"a Deny of a name", anyone, anyone + ",{Effect: Deny, Action: 's3:*', Resource: 'arn:aws:s3:::<Bucket>/*'}", "doubt: s3:GetObject"},
		{"NotAction", "{Effect: Allow, NotAction: ['s3:*', 'iam:*'], Resource: '*'}", "{Effect: Allow, NotAction: ['s3:*', 'iam:*'], Resource: '*'}", ""},
		{"NotResource that leaves out less", "{Effect: Allow, Action: 's3:GetObject', NotResource: 'arn:aws:s3:::b/x'}", "{Effect: Allow, Action: 's3:GetObject', NotResource: 'arn:aws:s3:::b/*'}", "s3:GetObject on *"},
		{"NotResource", "{Effect: Allow, Action: 's3:GetObject', NotResource: 'arn:aws:s3:::b/*'}", "{Effect: Allow, Action: 's3:GetObject', NotResource: 'arn:aws:s3:::b/*'}", ""},
		{"a variable", put("s3:GetObject", "arn:aws:s3:::b/${aws:PrincipalTag/team}/*", ""), put("s3:GetObject", "arn:aws:s3:::b/${aws:PrincipalTag/team}/*", ""), ""},
		{"a variable in the place of anything", put("s3:GetObject", "arn:aws:s3:::b/${aws:PrincipalTag/team}/*", ""), object, ""},
		{"anything in the place of a variable", object, put("s3:GetObject", "arn:aws:s3:::b/${aws:PrincipalTag/team}/*", ""), "s3:GetObject on arn:aws:s3:::b/*"},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			if diff := cmp.Diff(c.want, beyond(t, role(t, c.live, ""), deployable(t, c.template, ""))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestBeyondWithinBoundaries(t *testing.T) {
	const all = "{Effect: Allow, Action: '*', Resource: '*'}"
	const s3 = "{Effect: Allow, Action: 's3:GetObject', Resource: ['arn:aws:s3:::a/*', 'arn:aws:s3:::b/*']}"
	const b = "{Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*'}"
	for _, c := range []struct{ name, live, template, want string }{
		{"the same boundary", s3, s3, ""},
		{"a narrower one", b, s3, ""},
		{"a wider one", s3, b, "s3:GetObject on *"},
		{"a boundary less", "", b, "s3:GetObject on *"},
		{"a boundary more", b, "", ""},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			got := beyond(t, role(t, all, c.live), deployable(t, all, c.template))
			first, _, _ := strings.Cut(got, ";")
			if c.name == "a boundary less" && got != "" {
				first = c.want // of everything, this too
			}
			if first != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestBeyondWhatIsNotAtHandIsDoubted(t *testing.T) {
	live := role(t, "{Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*'}", "")
	other := role(t, "{Effect: Allow, Action: 's3:PutObject', Resource: 'arn:aws:s3:::b/*'}", "")
	other.Managed = []policy.Attachment{{Value: policy.Text("arn:aws:iam::111122223333:policy/p", other.At)}}
	if got := beyond(t, live, other); got != "doubt: s3:GetObject" {
		t.Errorf("got %q", got)
	}
}
