package access_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/access"
	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// on allows s3:GetObject on something, under conditions if there are any.
func on(resource, conditions string) string {
	return "{Effect: Allow, Action: 's3:GetObject', Resource: '" + resource + "', Condition: {" + conditions + "}}"
}

// Where a role meets a condition that its template does not, a value is found that proves it, however near the two are.
func TestExcessIsProvenByValues(t *testing.T) {
	const (
		bucket = "arn:aws:s3:::b/*"
		other  = "{Effect: Allow, Action: 's3:PutObject', Resource: '" + bucket + "'}"
		excess = "s3:GetObject on " + bucket
		doubt  = "doubt: s3:GetObject"
	)
	several := func(key string, values ...string) string {
		var all []string
		for i, v := range values {
			operator := []string{"StringEquals", "StringLike", "StringEqualsIgnoreCase"}[i%3]
			if i > 2 {
				operator += "IfExists"
			}
			all = append(all, "'ForAnyValue:"+operator+"': {'"+key+"': "+v+"}")
		}
		return strings.Join(all, ", ")
	}
	for _, c := range []struct{ name, live, template, want string }{
		{"a number that is larger by little", on(bucket, "NumericLessThan: {'s3:max-keys': '0.25'}"), on(bucket, "NumericLessThan: {'s3:max-keys': '0.24'}"), excess + " without s3:max-keys"},
		{"a number above all", on(bucket, "NumericGreaterThan: {'s3:max-keys': '10'}"), other, excess},
		{"a number below all", on(bucket, "NumericLessThan: {'s3:max-keys': '10'}"), other, excess},
		{"a number between two that are near", on(bucket, "NumericGreaterThan: {'s3:max-keys': '10'}, NumericLessThan: {'s3:max-keys': '10.5'}"), other, excess},
		{"a number that the template does not tell", on(bucket, "NumericLessThan: {'s3:max-keys': '10'}"), on(bucket, "NumericLessThan: {'s3:max-keys': '<?Max>'}"), doubt},
		{"half a network", on(bucket, "IpAddress: {'aws:SourceIp': '10.0.0.0/9'}"), on(bucket, "IpAddress: {'aws:SourceIp': '10.0.0.0/10'}"), excess + " without aws:SourceIp"},
		{"another address", on(bucket, "IpAddress: {'aws:SourceIp': '198.51.100.7'}"), on(bucket, "IpAddress: {'aws:SourceIp': '198.51.100.8'}"), excess + " without aws:SourceIp"},
		{"the same address", on(bucket, "IpAddress: {'aws:SourceIp': '198.51.100.7'}"), on(bucket, "IpAddress: {'aws:SourceIp': '198.51.100.7/32'}"), ""},
		{"a text besides a pattern", on(bucket, "StringLike: {'aws:SourceVpc': ['a*', b]}"), on(bucket, "StringLike: {'aws:SourceVpc': 'a*'}"), excess + " without aws:SourceVpc"},

		{"two values at once", on(bucket, several("aws:TagKeys", "x", "y")), other, excess},
		{"three values at once", on(bucket, several("aws:TagKeys", "x", "y", "z")), other, excess},
		{"five values at once", on(bucket, several("aws:TagKeys", "u", "v", "w", "x", "y")), other, excess},
		{"six values at once", on(bucket, several("aws:TagKeys", "u", "v", "w", "x", "y", "z")), other, doubt},
		{"the same six values at once", on(bucket, several("aws:TagKeys", "u", "v", "w", "x", "y", "z")), on(bucket, several("aws:TagKeys", "u", "v", "w", "x", "y", "z")), doubt},
		{"two values at once of a key that has one", on(bucket, several("aws:SourceVpc", "x", "y")), other, doubt},
		{"a condition on oneself and another one", on(bucket, "ArnLike: {'aws:PrincipalArn': '"+me+"'}, StringEquals: {'aws:SourceVpc': v}"), other, excess},
		{"a value that is compared with a variable", on(bucket, "StringEquals: {'aws:PrincipalOrgID': '${aws:PrincipalTag/team}', 'aws:PrincipalTag/team': x}"), other, excess},

		{"conditions that no request meets", on(bucket, "StringEquals: {'aws:SourceVpc': v}, StringNotEquals: {'aws:SourceVpc': v}"), other, doubt},
		{"the same conditions that no request meets", on(bucket, "StringEquals: {'aws:SourceVpc': v}, StringNotEquals: {'aws:SourceVpc': v}"), on(bucket, "StringEquals: {'aws:SourceVpc': '<Vpc>'}, StringNotEquals: {'aws:sourcevpc': v}"), ""},
		{"others of another operator", on(bucket, "StringEquals: {'aws:SourceVpc': v}, StringNotEquals: {'aws:SourceVpc': v}"), on(bucket, "StringLike: {'aws:SourceVpc': v}, StringNotEquals: {'aws:SourceVpc': v}"), doubt},
		{"others of another key", on(bucket, "StringEquals: {'aws:SourceVpc': v}, StringNotEquals: {'aws:SourceVpc': v}"), on(bucket, "StringEquals: {'aws:SourceVpce': v}, StringNotEquals: {'aws:SourceVpc': v}"), doubt},
		{"others of another value", on(bucket, "StringEquals: {'aws:SourceVpc': v}, StringNotEquals: {'aws:SourceVpc': v}"), on(bucket, "StringEquals: {'aws:SourceVpc': w}, StringNotEquals: {'aws:SourceVpc': v}"), doubt},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			if diff := cmp.Diff(c.want, beyond(t, role(t, c.live, ""), deployable(t, c.template, ""))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// What the template leaves open decides only where it has to.
func TestExcessByWhatATemplateLeavesOpen(t *testing.T) {
	const (
		bucket  = "arn:aws:s3:::b/*"
		object  = "{Effect: Allow, Action: 's3:GetObject', Resource: '" + bucket + "'}"
		inVPC   = "StringEquals: {'aws:SourceVpc': vpc-1}"
		byName  = "StringEquals: {'aws:SourceVpc': '<Vpc>'}"
		anyone  = "{Effect: Allow, Action: 's3:GetObject', Resource: '*'}"
		secret  = ",{Effect: Deny, Action: '*', Resource: 'arn:aws:s3:::secret/*'}"
		keeping = ",{Effect: Deny, Action: '*', NotResource: ['arn:aws:s3:::b/*', 'arn:aws:s3:::secret/*']}"
		team    = ",{Effect: Deny, Action: '*', Resource: 'arn:aws:s3:::b/${aws:PrincipalTag/team}'}"
		doubt   = "doubt: s3:GetObject"
	)
	for _, c := range []struct{ name, live, template, want string }{
		{"a name, by NotAction", object, "{Effect: Allow, NotAction: 'iam:*', Resource: 'arn:aws:s3:::<Bucket>/*'}", ""},
		{"an action", object, "{Effect: Allow, Action: 's3:<?Action>', Resource: '" + bucket + "'}", doubt},
		{"NotResource", object, "{Effect: Allow, Action: 's3:GetObject', NotResource: 'arn:aws:s3:::<?Bucket>/*'}", doubt},
		{"a condition, besides NotResource that is elsewhere", on(bucket, inVPC), "{Effect: Allow, Action: 's3:GetObject', NotResource: 'arn:aws:s3:::c/*', Condition: {" + byName + "}}", ""},
		{"the value of a negated condition, which may be it", on(bucket, inVPC), on(bucket, "StringNotEquals: {'aws:SourceVpc': '<Vpc>'}"), doubt},
		{"the value of a negated condition, which can't be it", on(bucket, inVPC), on(bucket, "StringNotEquals: {'aws:SourceVpc': 'x<Vpc>'}"), ""},
		{
			"a name of a condition for two texts, besides one of a resource", on(bucket, inVPC) + "," + strings.ReplaceAll(on(bucket, "StringEquals: {'aws:SourceVpc': vpc-2}"), "Get", "Put"),
			on("arn:aws:s3:::<Bucket>/*", byName) + "," + strings.ReplaceAll(on("arn:aws:s3:::<Bucket>/*", byName), "Get", "Put"), "s3:PutObject on " + bucket + " without aws:SourceVpc",
		},
		{
			"a parameter for two texts", object + "," + strings.ReplaceAll(on("arn:aws:s3:::c/*", ""), "Get", "Put"),
			on("arn:aws:s3:::<?Bucket>/*", "") + "," + strings.ReplaceAll(on("arn:aws:s3:::<?Bucket>/*", ""), "Get", "Put"), "",
		},
		{
			"what is not known for two texts", object + "," + strings.ReplaceAll(on("arn:aws:s3:::c/*", ""), "Get", "Put"),
			on("arn:aws:s3:::<!Bucket>/*", "") + "," + strings.ReplaceAll(on("arn:aws:s3:::<!Bucket>/*", ""), "Get", "Put"), "",
		},
		{
			"two names, of which the second is told by two others", strings.ReplaceAll(on("arn:aws:s3:::b/x/*", ""), "Get", "Delete") + "," + on("arn:aws:s3:::b/y/*", "") + "," + strings.ReplaceAll(on("arn:aws:s3:::b/z/*", ""), "Get", "Put"),
			"{Effect: Allow, Action: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], Resource: 'arn:aws:s3:::<Bucket>/<Folder>/*'}", "s3:PutObject on arn:aws:s3:::b/z/*",
		},
		{"part of an ARN of a condition", on(bucket, "ArnLike: {'aws:SourceArn': 'arn:aws:sns:eu-west-1:111122223333:t'}"), on(bucket, "ArnLike: {'aws:SourceArn': 'arn:aws:sns:*:*:<Topic>'}"), ""},
		{"part of another ARN", on(bucket, "ArnLike: {'aws:SourceArn': 'arn:aws:sns:eu-west-1:111122223333:t'}"), on(bucket, "ArnLike: {'aws:SourceArn': 'arn:aws:sqs:*:*:<Queue>'}"), "s3:GetObject on " + bucket + " without aws:SourceArn"},
		{"a name among several values of which all have to be it", on(bucket, "'ForAnyValue:StringEquals': {'aws:TagKeys': x}, 'ForAnyValue:StringLike': {'aws:TagKeys': y}"), on(bucket, "'ForAllValues:StringEquals': {'aws:TagKeys': '<Tag>'}"), doubt},
		{"a name of which all values have to be", on(bucket, "'ForAllValues:StringEquals': {'aws:TagKeys': x}"), on(bucket, "'ForAllValues:StringEquals': {'aws:TagKeys': '<Tag>'}"), ""},
		{"a list of which none is a name, and another one", on(bucket, "'ForAnyValue:StringNotEquals': {'aws:TagKeys': x}"), on(bucket, "'ForAllValues:StringNotEquals': {'aws:TagKeys': '<Tag>'}"), doubt},
		{"a list of which all have to be none", on(bucket, "'ForAnyValue:StringEquals': {'aws:TagKeys': x}"), on(bucket, "'ForAllValues:StringNotEquals': {'aws:TagKeys': '<Tag>'}"), doubt},
		{"a condition less, of the statement that is about it", object, on("arn:aws:s3:::c/*", inVPC) + "," + on(bucket, "StringEquals: {'aws:SourceVpce': v}"), "s3:GetObject on " + bucket + " without aws:SourceVpce"},
		{"a condition less on a name", object, on("arn:aws:s3:::<Bucket>/*", inVPC), "s3:GetObject on " + bucket + " without aws:SourceVpc"},

		{
			"a Deny of what only one of two actions can have", "{Effect: Allow, Action: ['s3:GetObject', 'sqs:SendMessage'], Resource: '*'}",
			"{Effect: Allow, Action: 'iam:PassRole', Resource: '*'},{Effect: Allow, Action: ['s3:GetObject', 'sqs:SendMessage'], Resource: '*'},{Effect: Deny, Action: '*', Resource: 'arn:aws:sqs:us-east-1:*:*'}", "sqs:SendMessage on * denied there",
		},
		{"two Denies, one by NotResource", anyone, anyone + secret + keeping, "s3:GetObject on * denied there"},
		{"a Deny that can't be about it, on what is allowed there", on("*", inVPC), object + ",{Effect: Deny, Action: '*', Resource: '" + bucket + "', Condition: {StringEquals: {'aws:SourceVpc': vpc-2}}}", "s3:GetObject on *"},
		{"two variables", on("arn:aws:s3:::b/${aws:PrincipalTag/team}/${aws:PrincipalTag/project}", ""), on("arn:aws:s3:::b/${aws:PrincipalTag/team}/${aws:PrincipalTag/project}", ""), ""},
		{"a second variable in the place of a text", on("arn:aws:s3:::b/${aws:PrincipalTag/team}/${aws:PrincipalTag/project}", ""), on("arn:aws:s3:::b/${aws:PrincipalTag/team}/x", ""), "s3:GetObject on arn:aws:s3:::b/${aws:PrincipalTag/team}/${aws:PrincipalTag/project}"},
		{"two variables the other way about", on("arn:aws:s3:::b/${aws:PrincipalTag/team}/${aws:PrincipalTag/project}", ""), on("arn:aws:s3:::b/${aws:PrincipalTag/project}/${aws:PrincipalTag/team}", ""), "s3:GetObject on arn:aws:s3:::b/${aws:PrincipalTag/team}/${aws:PrincipalTag/project}"},
		{
			"a Deny of oneself besides it", anyone + ",{Effect: Deny, Action: '*', Resource: '*', Condition: {StringNotEquals: {'aws:SourceVpc': v}}}",
			on("*", "StringEquals: {'aws:SourceVpce': e}") + ",{Effect: Deny, Action: '*', Resource: '*', Condition: {StringNotLike: {'aws:SourceVpc': v}}}", "s3:GetObject on * without aws:SourceVpce",
		},
		{"a Deny of a variable that a condition tells", on(bucket, "StringEquals: {'aws:PrincipalOrgID': o, 'aws:PrincipalTag/team': x}"), object + team, "s3:GetObject on " + bucket + " denied there"},
		{"a name among several values", on(bucket, "'ForAnyValue:StringEquals': {'aws:TagKeys': x}, 'ForAnyValue:StringLike': {'aws:TagKeys': y}"), on(bucket, "'ForAnyValue:StringEquals': {'aws:TagKeys': '<Tag>'}"), doubt},
		{"the same Deny of a variable", anyone + team, anyone + team, ""},
		{
			"two words of a statement, of which one is denied elsewhere", "{Effect: Allow, Action: ['s3:GetObject', 's3:PutObject'], Resource: '" + bucket + "'}",
			"{Effect: Deny, Action: 's3:PutObject', Resource: 'arn:aws:s3:::c/*'},{Effect: Allow, Action: 'sqs:*', Resource: '*'}", "s3:GetObject on " + bucket + "; s3:PutObject on " + bucket,
		},
		{"an action that is also called without an ARN", "{Effect: Allow, Action: 'account:CloseAccount', Resource: '*'}", "{Effect: Allow, Action: 'account:CloseAccount', Resource: '*'},{Effect: Deny, Action: '*', Resource: 'arn:*'}", "account:CloseAccount on * denied there"},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			if diff := cmp.Diff(c.want, beyond(t, role(t, c.live, ""), deployable(t, c.template, ""))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	old := role(t, anyone+team, "")
	old.Documents[0].Version = nil
	if got := beyond(t, old, deployable(t, anyone+team, "")); got != "s3:GetObject on * denied there" {
		t.Errorf("a Deny of a variable that is text to an old version: got %q", got)
	}
}

// What is not at hand of either makes a doubt of what it could change, and of nothing else.
func TestExcessWithGaps(t *testing.T) {
	const (
		get = "{Effect: Allow, Action: 's3:GetObject', Resource: '*'}"
		put = "{Effect: Allow, Action: 's3:PutObject', Resource: '*'}"
	)
	attached := []policy.Attachment{{Value: policy.Text("arn:aws:iam::111122223333:policy/p", source.Location{})}}
	managed := func(x *policy.Target) { x.Managed = attached }
	bounded := func(x *policy.Target) { x.Boundaries = attached }
	none := func(*policy.Target) {}
	for _, c := range []struct {
		name, template string
		live, other    func(*policy.Target)
		want           string
	}{
		{"nothing", put, none, none, "s3:GetObject on *"},
		{"nothing, and it is allowed", get, none, none, ""},
		{"a policy of the template, which may allow it", put, none, managed, "doubt: s3:GetObject"},
		{"a policy of the template, which may deny it", get, none, managed, "doubt: s3:GetObject"},
		{"a policy of the template, which can't allow what is denied", get + ",{Effect: Deny, Action: 's3:*', Resource: '*'}", none, managed, "s3:GetObject on * denied there"},
		{"a boundary of the template, which allows nothing", put, none, bounded, "s3:GetObject on *"},
		{"a boundary of the template, which may not allow it", get, none, bounded, "doubt: s3:GetObject"},
		{"a policy of the role, which may deny it", put, managed, none, "doubt: s3:GetObject"},
		{"a policy of the role, and it is allowed", get, managed, none, ""},
		{"a part of an Allow of the role, which denies nothing", put, func(x *policy.Target) {
			more := document(t, policy.Identity, put)
			more.Statements[0].Unresolved = true
			x.Documents = append(x.Documents, more)
		}, none, "s3:GetObject on *"},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			live, other := role(t, get, ""), deployable(t, c.template, "")
			c.live(live)
			c.other(other)
			if got := beyond(t, live, other); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// What both are denied in other words is compared in every way in which it can come out, as far as these are few; else it is doubted.
func TestExcessOfManyWaysIsDoubted(t *testing.T) {
	const allow, vpc = "{Effect: Allow, Action: 's3:GetObject', Resource: '*'}", ", Condition: {StringEquals: {'aws:SourceVpc': v}}}"
	deny := func(conditions string) string {
		return ",{Effect: Deny, Action: '*', Resource: '*', Condition: {StringEquals: {" + conditions + "}}}"
	}
	parts := func(n int, format string) string {
		var all []string
		for i := range n {
			all = append(all, strings.ReplaceAll(format, "#", string(rune('a'+i))))
		}
		return strings.Join(all, ", ")
	}
	for _, c := range []struct {
		name  string
		rest  func(n int) string // what follows the Allow, of so many parts
		few   int                // are compared
		many  int                // are doubted
		other [2]string          // words of the role, and those that the template has in their place
	}{
		{"conditions", func(n int) string { return deny(parts(n, "'aws:PrincipalTag/#': v")) }, 9, 10, [2]string{"StringEquals", "StringLike"}},
		{"resources", func(n int) string {
			return ",{Effect: Deny, Action: '*', Resource: [" + parts(n, "'arn:aws:s3:::*-#-*'") + "]" + vpc
		}, 3, 6, [2]string{"StringEquals", "StringLike"}},
		{"ways to be spared", func(n int) string {
			return "," + parts(n, "{Effect: Deny, Action: '*', NotResource: ['arn:aws:s3:::*-#-*', 'arn:aws:s3:::-#-*']}")
		}, 3, 8, [2]string{"s3:::-", "s3:::?-"}},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			for n, want := range map[int]string{c.few: "", c.many: "doubt: s3:GetObject"} {
				live := allow + c.rest(n)
				if got := beyond(t, role(t, live, ""), deployable(t, strings.ReplaceAll(live, c.other[0], c.other[1]), "")); got != want {
					t.Errorf("%d: got %q, want %q", n, got, want)
				}
			}
		})
	}
}

// The name of a user stands in the policies of both for the same.
func TestExcessOfAUser(t *testing.T) {
	const user = "arn:aws:iam::111122223333:user/staff/ann"
	for template, want := range map[string]int{"arn:aws:s3:::b/ann/*": 0, "arn:aws:s3:::b/staff/*": 1, "arn:aws:s3:::b/${aws:username}/*": 0} {
		live, other := role(t, on("arn:aws:s3:::b/${aws:username}/*", "StringEquals: {'aws:username': ann}"), ""), deployable(t, on(template, ""), "")
		more, doubts := access.Of(live).Beyond(access.Of(other), user, nil)
		if len(more) != want || len(doubts) > 0 {
			t.Errorf("%s: got %d and doubts %v, want %d", template, len(more), doubts, want)
		}
	}
}

// What an RCP denies the role of the services that RCPs limit is not in excess, what it says of the others does not count.
func TestExcessWithinRCPs(t *testing.T) {
	live := role(t, "{Effect: Allow, Action: ['kms:Decrypt', 'lambda:InvokeFunction'], Resource: '*'}", "")
	live.Reaching = []*policy.Document{document(t, policy.RCP, "{Effect: Deny, Principal: '*', Action: '*', Resource: '*'}")}
	if got := beyond(t, live, deployable(t, "{Effect: Allow, Action: 'sqs:*', Resource: '*'}", "")); got != "lambda:InvokeFunction on *" {
		t.Errorf("got %q", got)
	}
}

// The other's statement that comes nearest is the one about the resource, else the first about the action.
func TestExcessNamesTheNearestStatement(t *testing.T) {
	const (
		queues = "{Sid: queues, Effect: Allow, Action: 'sqs:*', Resource: '*'}"
		first  = "{Sid: first, Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::c/*'}"
		second = "{Sid: second, Effect: Allow, Action: 's3:Get*', Resource: 'arn:aws:s3:::d/*'}"
		about  = "{Sid: about, Effect: Allow, Action: 's3:*', Resource: 'arn:aws:s3:::b/*', Condition: {StringEquals: {'aws:SourceVpc': v}}}"
	)
	for template, want := range map[string]string{queues: "", queues + "," + first + "," + second: "first", first + "," + about + "," + second: "about"} {
		more, _ := access.Of(role(t, on("arn:aws:s3:::b/*", ""), "")).Beyond(access.Of(deployable(t, template, "")), me, nil)
		if len(more) != 1 {
			t.Fatalf("%s: got %d, want one excess", template, len(more))
		}
		got := ""
		if more[0].Near != nil {
			got = more[0].Near.Sid
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", template, got, want)
		}
	}
}

func TestNamesOfExcessExist(t *testing.T) {
	for _, action := range []string{"account:CloseAccount", "kms:Decrypt", "lambda:InvokeFunction", "sqs:SendMessage"} {
		if _, ok := catalog.FindAction(action); !ok {
			t.Errorf("no action %s", action)
		}
	}
	for _, key := range []string{"aws:TagKeys", "aws:PrincipalOrgID", "aws:SourceVpce", "aws:SourceVpc", "aws:SourceIp", "s3:max-keys"} {
		if _, ok := catalog.FindKey(key); !ok {
			t.Errorf("no condition key %s", key)
		}
	}
}
