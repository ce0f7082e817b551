package access_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/access"
	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// document reads a policy document of statements in short YAML; it is of version 2012-10-17.
func document(t testing.TB, kind policy.DocumentKind, statements string) *policy.Document {
	t.Helper()
	return documentOf(t, kind, "{Version: '2012-10-17', Statement: ["+statements+"]}")
}

func documentOf(t testing.TB, kind policy.DocumentKind, text string) *policy.Document {
	t.Helper()
	root, err := node.Parse(string(kind), []byte(text))
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	model, notices := parse.Policy(string(kind), root, kind)
	if len(notices) > 0 || len(model.Targets[0].Documents) != 1 {
		t.Fatalf("%s: %v", text, notices)
	}
	return model.Targets[0].Documents[0]
}

// role is a role with an identity policy and, if it is not "", a boundary.
func role(t testing.TB, identity, boundary string) *policy.Target {
	t.Helper()
	target := &policy.Target{Name: "Role", Kind: policy.Role, Documents: []*policy.Document{document(t, policy.Identity, identity)}}
	if boundary != "" {
		arn := policy.Text("arn:aws:iam::111122223333:policy/boundary", source.Location{})
		target.Boundaries = []policy.Attachment{{Value: arn, Read: true}}
		target.Reaching = []*policy.Document{document(t, policy.Boundary, boundary)}
	}
	return target
}

func TestGrants(t *testing.T) {
	const allow = "{Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*'}"
	for _, c := range []struct {
		name, identity, boundary, action string
		want                             string // of each grant its resources, then what is special about it
	}{
		{"what is allowed", allow, "", "S3:getobject", "arn:aws:s3:::b/*"},
		{"another action", allow, "", "s3:PutObject", ""},
		{"NotAction", "{Effect: Allow, NotAction: 's3:*', Resource: '*'}", "", "iam:PassRole", "*"},
		{"NotAction that names it", "{Effect: Allow, NotAction: 's3:*', Resource: '*'}", "", "s3:GetObject", ""},
		{
			"two statements", allow + ",{Effect: Allow, Action: '*', Resource: '*', Condition: {Bool: {'aws:MultiFactorAuthPresent': 'true'}}}", "", "s3:GetObject",
			"arn:aws:s3:::b/*; * if aws:MultiFactorAuthPresent",
		},
		{"a resource that the action can't have", "{Effect: Allow, Action: 's3:GetObject', Resource: ['arn:aws:s3:::b', 'arn:aws:sqs:*:*:q']}", "", "s3:GetObject", ""},
		{"an action that takes no ARN", "{Effect: Allow, Action: 's3:ListAllMyBuckets', Resource: 'arn:aws:s3:::*'}", "", "s3:ListAllMyBuckets", ""},
		{"an action that takes no ARN, on everything", "{Effect: Allow, Action: 's3:ListAllMyBuckets', Resource: '*'}", "", "s3:ListAllMyBuckets", "*"},
		{"what is left of NotResource", "{Effect: Allow, Action: 'sqs:SendMessage', NotResource: 'arn:aws:sqs:*:*:q'}", "", "sqs:SendMessage", " but arn:aws:sqs:*:*:q"},
		{"NotResource that leaves nothing", "{Effect: Allow, Action: 'sqs:SendMessage', NotResource: 'arn:*:sqs:*'}", "", "sqs:SendMessage", ""},
		{"an action that nobody knows", "{Effect: Allow, Action: 'foo:Bar', Resource: 'arn:aws:foo:::x'}", "", "foo:Bar", "arn:aws:foo:::x"},
		{"a Deny on all ARNs of an action that takes none", "{Effect: Allow, Action: 's3:ListAllMyBuckets', Resource: '*'},{Effect: Deny, Action: 's3:*', Resource: 'arn:*'}", "", "s3:ListAllMyBuckets", "* but arn:*"},
		{"regions in part", "{Effect: Allow, Action: 'glue:GetResourcePolicies', Resource: 'arn:aws:glue:eu-*:111122223333:catalog'}", "", "glue:GetResourcePolicies", "arn:aws:glue:eu-*:111122223333:catalog"},
		{"accounts in part, and a type that the action can't have", "{Effect: Allow, Action: 'glue:GetResourcePolicies', Resource: 'arn:aws:glue:eu-west-1:1111*:table/*'}", "", "glue:GetResourcePolicies", ""},
		{"partitions in part", "{Effect: Allow, Action: 'sqs:SendMessage', Resource: 'arn:aws-??:sqs:cn-north-1:111122223333:q'}", "", "sqs:SendMessage", "arn:aws-??:sqs:cn-north-1:111122223333:q"},
		{"a Deny on all of it", allow + ",{Effect: Deny, Action: 's3:*', Resource: '*'}", "", "s3:GetObject", ""},
		{
			"a Deny on one ARN does not clear the action elsewhere",
			"{Effect: Allow, Action: 'iam:PassRole', Resource: '*'},{Effect: Deny, Action: 'iam:PassRole', Resource: 'arn:aws:iam::111122223333:role/admin'}", "", "iam:PassRole",
			"* but arn:aws:iam::111122223333:role/admin",
		},
		{
			"several Denies clear together what none does alone",
			"{Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/?*'},{Effect: Deny, Action: 's3:*', Resource: ['arn:aws:s3:::b/?', 'arn:aws:s3:::b/??*']}", "", "s3:GetObject", "",
		},
		{
			"a Deny with a condition clears nothing",
			allow + ",{Effect: Deny, Action: 's3:*', Resource: '*', Condition: {Bool: {'aws:SecureTransport': 'false'}}}", "", "s3:GetObject", "arn:aws:s3:::b/* maybe denied",
		},
		{"a Deny elsewhere is nothing to it", allow + ",{Effect: Deny, Action: 's3:*', Resource: 'arn:aws:s3:::c/*', Condition: {Bool: {'aws:SecureTransport': 'false'}}}", "", "s3:GetObject", "arn:aws:s3:::b/*"},
		{"a Deny with NotAction", allow + ",{Effect: Deny, NotAction: 'iam:*', Resource: '*'}", "", "s3:GetObject", ""},
		{"a Deny with NotResource that leaves it", allow + ",{Effect: Deny, Action: '*', NotResource: 'arn:aws:s3:::b/*'}", "", "s3:GetObject", "arn:aws:s3:::b/* within [arn:aws:s3:::b/*]"},
		{"a Deny with NotResource that does not", allow + ",{Effect: Deny, Action: '*', NotResource: 'arn:aws:s3:::c/*'}", "", "s3:GetObject", ""},
		{"a Deny with a variable covers the same variable", "{Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/${aws:username}/*'},{Effect: Deny, Action: '*', Resource: 'arn:aws:s3:::b/${aws:username}/*'}", "", "s3:GetObject", ""},
		{
			"a Deny with another variable does not", "{Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/${aws:username}/*'},{Effect: Deny, Action: '*', Resource: 'arn:aws:s3:::b/${aws:userid}/*'}", "", "s3:GetObject",
			"arn:aws:s3:::b/${aws:username}/* but arn:aws:s3:::b/${aws:userid}/* maybe denied",
		},
		{"a Deny with a variable covers all that lies in it", "{Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/${aws:username}/x'},{Effect: Deny, Action: '*', Resource: 'arn:aws:s3:::b/${aws:username}/*'}", "", "s3:GetObject", ""},
		{"a Deny with a variable and a question mark covers the same", "{Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/${aws:username}/?'},{Effect: Deny, Action: '*', Resource: 'arn:aws:s3:::b/${aws:username}/?'}", "", "s3:GetObject", ""},
		{
			"a Deny with a variable of the same length does not", "{Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/${aws:PrincipalTag/a}/*'},{Effect: Deny, Action: '*', Resource: 'arn:aws:s3:::b/${aws:PrincipalTag/b}/*'}", "", "s3:GetObject",
			"arn:aws:s3:::b/${aws:PrincipalTag/a}/* but arn:aws:s3:::b/${aws:PrincipalTag/b}/* maybe denied",
		},
		{
			"a Deny of one character at least leaves a variable that may be empty", "{Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/${aws:username}'},{Effect: Deny, Action: '*', Resource: 'arn:aws:s3:::b/?*'}", "", "s3:GetObject",
			"arn:aws:s3:::b/${aws:username} but arn:aws:s3:::b/?*",
		},
		{"a boundary that allows it", allow, "{Effect: Allow, Action: 's3:*', Resource: '*'}", "s3:GetObject", "arn:aws:s3:::b/* within [*]"},
		{"a boundary that never allows the action", allow, "{Effect: Allow, Action: 'ec2:*', Resource: '*'}", "s3:GetObject", ""},
		{"a boundary on other resources", allow, "{Effect: Allow, Action: 's3:*', Resource: 'arn:aws:s3:::c/*'}", "s3:GetObject", ""},
		{"a boundary on regions that meet", "{Effect: Allow, Action: 'sqs:SendMessage', Resource: 'arn:aws:sqs:eu-*:*:q'}", "{Effect: Allow, Action: 'sqs:*', Resource: 'arn:aws:sqs:*-1:*:*'}", "sqs:SendMessage", "arn:aws:sqs:eu-*:*:q within [arn:aws:sqs:*-1:*:*]"},
		{"a * that runs over fields, within a boundary", "{Effect: Allow, Action: 'lambda:InvokeFunction', Resource: 'arn:aws:lambda:*:function:f'}", "{Effect: Allow, Action: '*', Resource: 'arn:aws:lambda:eu-west-1:111122223333:*'}", "lambda:InvokeFunction", "arn:aws:lambda:*:function:f within [arn:aws:lambda:eu-west-1:111122223333:*]"},
		{"a boundary that repeats a type that the action can't have", "{Effect: Allow, Action: 'glue:GetResourcePolicies', Resource: 'arn:aws:glue:eu-west-1:1111*:table/*'}", "{Effect: Allow, Action: 'glue:*', Resource: 'arn:aws:glue:eu-west-1:1111*:table/*'}", "glue:GetResourcePolicies", ""},
		{"a boundary that meets", allow, "{Effect: Allow, Action: 's3:*', Resource: 'arn:aws:s3:::*/public/*'}", "s3:GetObject", "arn:aws:s3:::b/* within [arn:aws:s3:::*/public/*]"},
		{"a boundary that denies", allow, "{Effect: Allow, Action: '*', Resource: '*'},{Effect: Deny, Action: 's3:*', Resource: '*'}", "s3:GetObject", ""},
		{
			"a boundary with a condition", allow, "{Effect: Allow, Action: '*', Resource: '*', Condition: {StringEquals: {'aws:RequestedRegion': eu-west-1}}}", "s3:GetObject",
			"arn:aws:s3:::b/* within [*] if aws:RequestedRegion",
		},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			p := access.Of(role(t, c.identity, c.boundary))
			if len(p.Gaps) > 0 {
				t.Fatalf("gaps: %v", p.Gaps)
			}
			var lines []string
			for _, g := range p.Grants(c.action) {
				lines = append(lines, describe(g))
			}
			if diff := cmp.Diff(c.want, strings.Join(lines, "; ")); diff != "" {
				t.Errorf("grants (-want +got):\n%s", diff)
			}
		})
	}
}

func TestGrantsOfAPrincipalThatIsBoundedByTheBranch(t *testing.T) {
	const everything = "{Effect: Allow, Action: '*', Resource: '*'}"
	const objects = "{Effect: Allow, Action: 's3:*', Resource: 'arn:aws:s3:::b/*'}"
	boundary := func(branch string, read bool) policy.Attachment {
		value := policy.Text("arn:aws:iam::111122223333:policy/"+branch, source.Location{})
		value.Branch = branch
		return policy.Attachment{Value: value, Read: read}
	}
	for _, c := range []struct {
		name      string
		limits    map[string]string // the statements of the boundary by branch, "" of one that is not at hand
		unbounded []string
		bounded   bool
		want      map[string]string // the grants by action
	}{
		{
			"one for each branch",
			map[string]string{"C": objects, "not C": "{Effect: Allow, Action: 'ec2:*', Resource: '*'}"},
			nil, true,
			map[string]string{"s3:GetObject": "* within [arn:aws:s3:::b/*] on C", "ec2:RunInstances": "* within [*] on not C", "iam:PassRole": ""},
		},
		{
			"one on a branch and none on the other",
			map[string]string{"C": objects},
			[]string{"not C"},
			false,
			map[string]string{"s3:GetObject": "* on not C; * within [arn:aws:s3:::b/*] on C", "iam:PassRole": "* on not C"},
		},
		{
			"one that can't be read on the other branch",
			map[string]string{"C": objects, "not C": ""},
			nil, false,
			map[string]string{"s3:GetObject": "* on not C; * within [arn:aws:s3:::b/*] on C", "iam:PassRole": "* on not C"},
		},
		{
			"one that denies on a branch",
			map[string]string{"C": everything + ",{Effect: Deny, Action: 's3:*', Resource: '*'}", "not C": everything},
			nil, true,
			map[string]string{"s3:GetObject": "* within [*] maybe denied on not C"},
		},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			target := role(t, everything, "")
			for _, branch := range slices.Sorted(maps.Keys(c.limits)) {
				target.Boundaries = append(target.Boundaries, boundary(branch, c.limits[branch] != ""))
				if c.limits[branch] != "" {
					target.Reaching = append(target.Reaching, document(t, policy.Boundary, c.limits[branch]).Bounding(branch))
				}
			}
			target.Unbounded = c.unbounded
			p := access.Of(target)
			if p.Bounded() != c.bounded {
				t.Errorf("bounded: got %v, want %v", p.Bounded(), c.bounded)
			}
			for action, want := range c.want {
				var lines []string
				for _, g := range p.Grants(action) {
					lines = append(lines, describe(g)+" on "+strings.Join(g.Branches, ", "))
				}
				if diff := cmp.Diff(want, strings.Join(lines, "; ")); diff != "" {
					t.Errorf("grants of %s (-want +got):\n%s", action, diff)
				}
			}
		})
	}
}

func describe(g access.Grant) string {
	var b strings.Builder
	texts := func(list []policy.ResourceARN) string {
		var all []string
		for _, r := range list {
			all = append(all, r.Text)
		}
		return strings.Join(all, " ")
	}
	b.WriteString(texts(g.Resources))
	if len(g.Except) > 0 {
		b.WriteString(" but " + texts(g.Except))
	}
	for _, w := range g.Within {
		fmt.Fprintf(&b, " within [%s]", texts(w))
	}
	for _, c := range g.Conditions {
		b.WriteString(" if " + c.Key)
	}
	if len(g.Denied) > 0 {
		b.WriteString(" maybe denied")
	}
	return b.String()
}

func TestMeets(t *testing.T) {
	for _, c := range []struct {
		resource, denied, arn string
		want                  bool
	}{
		{"*", "", "arn:<AWS::Partition>:iam::<AWS::AccountId>:role/<Worker>", true},
		{"arn:aws:iam::111122223333:role/app-*", "", "arn:aws:iam::111122223333:role/app-x", true},
		{"arn:aws:iam::111122223333:role/app-*", "", "arn:aws:iam::111122223333:role/x", false},
		{"arn:aws:iam::111122223333:role/app-*", "", "arn:aws:iam::<AWS::AccountId>:role/<Worker>", true},
		{"arn:aws:iam::111122223333:role/app-*", "", "arn:aws:iam::111122223333:role/<Worker>", true},
		{"arn:aws:iam::111122223333:role/<Other>", "", "arn:aws:iam::111122223333:role/<Worker>", false},
		{"arn:aws:iam::111122223333:role/<?Name>", "", "arn:aws:iam::111122223333:role/<Worker>", true},
		{"arn:aws:iam::111122223333:role/<Other>", "", "arn:aws:iam::111122223333:role/<!Condition>", true},
		{"arn:aws:iam::<AWS::AccountId>:role/<Worker>", "", "arn:aws:iam::<AWS::AccountId>:role/<Worker>", true},
		{"arn:aws:iam::<AWS::AccountId>:role/<Other>", "", "arn:aws:iam::<AWS::AccountId>:role/<Worker>", false},
		{"arn:aws:iam::<AWS::AccountId>:role/<Other> arn:aws:iam::<AWS::AccountId>:role/<Worker>", "", "arn:aws:iam::<AWS::AccountId>:role/<Worker>", true},
		{"arn:aws:iam::<AWS::AccountId>:role/<Other>", "", "<Import.Value>", true},
		{"arn:aws:iam::<AWS::AccountId>:role/<Other>", "", "<Role>", true},
		{"*", "arn:aws:iam::111122223333:role/admin", "arn:aws:iam::111122223333:role/admin", false},
		{"*", "arn:aws:iam::111122223333:role/admin", "arn:aws:iam::111122223333:role/worker", true},
	} {
		identity := document(t, policy.Identity, "{Effect: Allow, Action: 'iam:PassRole', Resource: []}")
		for _, resource := range strings.Fields(c.resource) {
			identity.Statements[0].Resources = append(identity.Statements[0].Resources, policy.ResourceARN{Value: values(resource)[0]})
		}
		if c.denied != "" {
			identity.Statements = append(identity.Statements, document(t, policy.Identity, "{Effect: Deny, Action: 'iam:PassRole', Resource: '"+c.denied+"'}").Statements...)
		}
		grants := access.Of(&policy.Target{Kind: policy.Role, Documents: []*policy.Document{identity}}).Grants("iam:PassRole")
		if len(grants) != 1 {
			t.Fatalf("%s: got %d grants, want 1", c.resource, len(grants))
		}
		if got := grants[0].Meets(values(c.arn)[0]); got != c.want {
			t.Errorf("%s without %q meets %s: got %v, want %v", c.resource, c.denied, c.arn, got, c.want)
		}
	}
}

// TestGrantsOfWhatIsNotKnown takes an action that is there on one branch, one that is not known, and both at once.
func TestGrantsOfWhatIsNotKnown(t *testing.T) {
	unknown := policy.Compose([]policy.Part{{Kind: policy.Literal, Text: "s3:"}, {Kind: policy.Unknown, Text: "Action"}}, source.Location{})
	for _, c := range []struct {
		name      string
		value     policy.Value
		branch    string
		uncertain bool
		branches  int
	}{
		{"known", policy.Text("s3:GetObject", source.Location{}), "", false, 0},
		{"on a branch", policy.Text("s3:GetObject", source.Location{}), "IsProd", false, 1},
		{"unknown", unknown, "", true, 0},
		{"unknown on a branch", unknown, "IsProd", true, 0},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			d := document(t, policy.Identity, "{Effect: Allow, Action: x, Resource: '*'}")
			c.value.Branch = c.branch
			d.Statements[0].Actions[0].Value = c.value
			grants := access.Of(&policy.Target{Kind: policy.Role, Documents: []*policy.Document{d}}).Grants("s3:GetObject")
			if len(grants) != 1 {
				t.Fatalf("got %d grants, want 1", len(grants))
			}
			g := grants[0]
			if g.Uncertain != c.uncertain || len(g.Branches) != c.branches || g.Certain() != (!c.uncertain && c.branches == 0) {
				t.Errorf("got uncertain %v on branches %q, want %v on %d", g.Uncertain, g.Branches, c.uncertain, c.branches)
			}
		})
	}
}

func TestGaps(t *testing.T) {
	target := role(t, "{Effect: Allow, Action: 's3:GetObject', Resource: '*'}", "")
	value := policy.Text("arn:aws:iam::111122223333:policy/elsewhere", source.Location{})
	target.Managed = []policy.Attachment{{Value: value}}
	target.Elsewhere = []policy.Value{policy.Text("admins", source.Location{})}
	target.Boundaries = []policy.Attachment{{Value: value}}
	var got []string
	for _, gap := range access.Of(target).Gaps {
		got = append(got, fmt.Sprintf("%s (%v, %v)", gap.Reason, gap.Allows, gap.Denies))
	}
	want := []string{
		"the policy arn:aws:iam::111122223333:policy/elsewhere is not at hand (true, true)",
		"the group admins is not at hand (true, true)",
		"the permissions boundary arn:aws:iam::111122223333:policy/elsewhere is not at hand (false, true)",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("gaps (-want +got):\n%s", diff)
	}
}
