package access_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/access"
	"github.com/iamlint/iamlint/internal/policy"
)

const me = "arn:aws:iam::111122223333:role/Role"

// deployable is a role of a template: <Name> stands for a name that is made up when it is deployed, <?Name> for anything.
func deployable(t testing.TB, identity, boundary string) *policy.Target {
	t.Helper()
	target := role(t, identity, boundary)
	for _, d := range slices.Concat(target.Documents, target.Reaching) {
		for _, s := range d.Statements {
			for i, r := range s.Resources {
				s.Resources[i].Value = withNames(r.Value)
			}
			for i, c := range s.Conditions {
				for j, v := range c.Values {
					s.Conditions[i].Values[j] = withNames(v)
				}
			}
		}
	}
	return target
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
		{"one in the place of two", object, named + "," + strings.ReplaceAll(named, "<Bucket>", "<Other>"), ""},
		{"everything in the place of a name", anyone, named, "s3:GetObject on *"},
		{"a pattern in the place of a name", put("s3:GetObject", "arn:aws:s3:::b*/*", ""), named, "s3:GetObject on arn:aws:s3:::b*/*"},
		{"something in the place of anything", object, put("s3:GetObject", "arn:aws:s3:::<?Bucket>/*", ""), ""},
		{"everything in the place of anything", anyone, unknown, "doubt: s3:GetObject"},
		{"the region of the stack", put("sqs:SendMessage", "arn:aws:sqs:eu-west-1:111122223333:q", ""), put("sqs:SendMessage", "arn:aws:sqs:<AWS::Region>:<AWS::AccountId>:q", ""), ""},
		{"another region", put("sqs:SendMessage", "arn:aws:sqs:us-east-1:111122223333:q", ""), put("sqs:SendMessage", "arn:aws:sqs:<AWS::Region>:<AWS::AccountId>:q", ""), "sqs:SendMessage on arn:aws:sqs:us-east-1:111122223333:q"},
		{"any region", put("sqs:SendMessage", "arn:aws:sqs:*:111122223333:q", ""), put("sqs:SendMessage", "arn:aws:sqs:<AWS::Region>:<AWS::AccountId>:q", ""), "sqs:SendMessage on arn:aws:sqs:*:111122223333:q"},
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

// Of policies that are known in full, an action is in excess exactly if some request for it is allowed here and not there.
func TestBeyondAgainstEveryRequest(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	pick := func(words ...string) string { return words[random.IntN(len(words))] }
	statement := func() string {
		return fmt.Sprintf("{Effect: %s, %s: '%s', %s: '%s'%s}", pick("Allow", "Allow", "Allow", "Deny"), pick("Action", "Action", "Action", "NotAction"),
			pick("s3:GetObject", "s3:PutObject", "s3:*Object", "s3:*", "*", "sqs:*"), pick("Resource", "Resource", "Resource", "NotResource"),
			pick("*", "arn:aws:s3:::a/*", "arn:aws:s3:::a/x", "arn:aws:s3:::*/x", "arn:aws:s3:::b/*", "arn:aws:s3:::?/x*", "arn:aws:s3:::*"),
			pick("", "", "", ", Condition: {StringEquals: {'aws:SourceVpc': 'v'}}", ", Condition: {StringNotEquals: {'aws:SourceVpc': 'v'}}", ", Condition: {Bool: {'aws:SecureTransport': 'true'}}"))
	}
	policies := func() string {
		all := []string{statement()}
		for random.IntN(3) > 0 {
			all = append(all, statement())
		}
		return strings.Join(all, ",")
	}
	var resources []string
	for _, bucket := range []string{"a", "b", "c", "dd"} {
		for _, key := range []string{"x", "xy", "y"} {
			resources = append(resources, "arn:aws:s3:::"+bucket+"/"+key, "arn:aws:s3:eu-west-1:111122223333:accesspoint/"+bucket+"/object/"+key)
		}
	}
	cases := 10
	if os.Getenv("IAMLINT_DECIDE_CASES") != "" {
		cases = 2000
	}
	for range cases {
		one, other := policies(), policies()
		live, template := access.Of(role(t, one, "")), access.Of(role(t, other, ""))
		more, doubts := live.Beyond(template, me, nil)
		for _, action := range []string{"s3:GetObject", "s3:PutObject"} {
			got := slices.ContainsFunc(more, func(e access.Excess) bool { return slices.Contains(e.Actions, action) })
			want := false
			for _, resource := range resources {
				for _, vpc := range []string{"", "v", "w"} {
					for _, secure := range []string{"true", "false"} {
						r := access.Request{Action: action, Resource: resource, Who: me, Complete: true, Context: map[string][]string{"aws:SecureTransport": {secure}}}
						if vpc != "" {
							r.Context["aws:SourceVpc"] = []string{vpc}
						}
						want = want || live.Decide(r).Verdict == access.Allowed && template.Decide(r).Verdict == access.Denied
					}
				}
			}
			doubted := slices.ContainsFunc(doubts, func(d access.Doubt) bool { return slices.Contains(d.Actions, action) })
			if got != want && (got || !doubted) {
				t.Fatalf("%s: got %v, want %v (doubted: %v)\nhere:  %s\nthere: %s", action, got, want, doubted, one, other)
			}
		}
	}
}
