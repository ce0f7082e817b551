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

// TestDecideWhatIsNotKnown takes statements with <?Name> for what the template does not tell.
func TestDecideWhatIsNotKnown(t *testing.T) {
	const allow = "{Effect: Allow, Action: 's3:*', Resource: '*'}"
	unknown := func(name string) policy.Value { return values("s3:<?" + name + ">")[0] }
	for _, c := range []struct {
		name, statement string
		change          func(d *policy.Document)
		want            access.Verdict
	}{
		{"an effect", allow, func(d *policy.Document) { d.Statements[0].Effect = "" }, access.Denied},
		{"an effect before another statement", allow + "," + allow, func(d *policy.Document) { d.Statements[0].Effect = "" }, access.Allowed},
		{"all resources", allow, func(d *policy.Document) { d.Statements[0].Resources = nil }, access.Unknown},
		{"an action", allow, func(d *policy.Document) { d.Statements[0].Actions[0].Value = unknown("A") }, access.Unknown},
		{"an action of NotAction", "{Effect: Allow, NotAction: 's3:*', Resource: '*'}", func(d *policy.Document) { d.Statements[0].NotActions[0].Value = unknown("A") }, access.Unknown},
		{"a value of Null", "{Effect: Allow, Action: 's3:*', Resource: '*', Condition: {Null: {'aws:TagKeys': '<?Flag>'}}}", nil, access.Unknown},
		{"a value of Null besides another", "{Effect: Allow, Action: 's3:*', Resource: '*', Condition: {Null: {'aws:TagKeys': ['<?Flag>', 'true']}}}", nil, access.Allowed},
		{"the version, whose variables are filled in", "{Effect: Allow, Action: 's3:*', Resource: 'arn:aws:s3:::b/${aws:username}'}", func(d *policy.Document) { d.Version = &values("<?Version>")[0] }, access.Allowed},
		{"a variable of an old version, which is text", "{Effect: Allow, Action: 's3:*', Resource: 'arn:aws:s3:::b/${aws:username}'}", func(d *policy.Document) { d.Version = &values("2008-10-17")[0] }, access.Denied},
		{"a variable without version, which is text", "{Effect: Allow, Action: 's3:*', Resource: 'arn:aws:s3:::b/${aws:username}'}", func(d *policy.Document) { d.Version = nil }, access.Denied},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			target := deployable(t, c.statement, "")
			if c.change != nil {
				c.change(target.Documents[0])
			}
			r := access.Request{Action: "s3:GetObject", Resource: object, Complete: true, Context: map[string][]string{"aws:username": {"k"}}}
			if got := access.Of(target).Decide(r).Verdict; got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
	for _, rest := range []string{"Resource: 'arn:aws:s3:::b/${aws:username}'", "Resource: '*', Condition: {StringEquals: {'aws:SourceArn': 'arn:aws:s3:::b/${aws:username}'}}"} {
		old, asked := role(t, "{Effect: Allow, Action: 's3:*', "+rest+"}", ""), "arn:aws:s3:::b/${aws:username}"
		old.Documents[0].Version = nil
		r := access.Request{Action: "s3:GetObject", Resource: asked, Context: map[string][]string{"aws:username": {"k"}, "aws:SourceArn": {asked}}}
		if got := access.Of(old).Decide(r).Verdict; got != access.Allowed {
			t.Errorf("%s, to an old version: got %s", rest, got)
		}
	}
}

// The account and partition of a template are those of who asks; its region is not known.
func TestDecideWithPseudoParameters(t *testing.T) {
	for _, c := range []struct {
		name, value, given string
		want               access.Verdict
	}{
		{"the own account", "arn:aws:sns:eu-west-1:<AWS::AccountId>:t", "arn:aws:sns:eu-west-1:111122223333:t", access.Allowed},
		{"something else of the own account", "arn:aws:sns:eu-west-1:<AWS::AccountId>:t", "arn:aws:sns:eu-west-1:111122223333:u", access.Denied},
		{"another account", "arn:aws:sns:eu-west-1:<AWS::AccountId>:t", "arn:aws:sns:eu-west-1:444455556666:t", access.Denied},
		{"the own partition", "arn:<AWS::Partition>:iam::111122223333:role/r", "arn:aws:iam::111122223333:role/r", access.Allowed},
		{"another partition", "arn:<AWS::Partition>:iam::111122223333:role/r", "arn:aws-cn:iam::111122223333:role/r", access.Denied},
		{"a region", "arn:aws:sns:<AWS::Region>:111122223333:t", "arn:aws:sns:eu-west-1:111122223333:t", access.Unknown},
		{"a name", "arn:aws:sns:eu-west-1:<AWS::AccountId>:<Topic>", "arn:aws:sns:eu-west-1:111122223333:t", access.Unknown},
		{"a name in another account", "arn:aws:sns:eu-west-1:<AWS::AccountId>:<Topic>", "arn:aws:sns:eu-west-1:444455556666:t", access.Denied},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			p := access.Of(deployable(t, "{Effect: Allow, Action: 's3:*', Resource: '*', Condition: {StringEquals: {'aws:SourceArn': '"+c.value+"'}}}", ""))
			r := access.Request{Action: "s3:GetObject", Resource: object, Who: me, Owner: "444455556666", Complete: true, Context: map[string][]string{"aws:SourceArn": {c.given}}}
			r.Attached = access.Read(document(t, policy.ResourceBased, "{Effect: Allow, Principal: '*', Action: '*', Resource: '*'}"))
			if got := p.Decide(r).Verdict; got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// A statement speaks through the word that surely matches, else through the first that may.
func TestGrantsSpeakThroughTheSurestWord(t *testing.T) {
	type word struct{ text, branch string }
	for _, c := range []struct {
		name     string
		words    []word
		at       int
		branches string
		sure     bool
	}{
		{"the same on a branch and always", []word{{"s3:GetObject", "C"}, {"s3:GetObject", ""}}, 1, "", true},
		{"the same always and on a branch", []word{{"s3:GetObject", ""}, {"s3:GetObject", "C"}}, 0, "", true},
		{"a pattern on a branch and one always", []word{{"s3:Get*", "C"}, {"s3:*", ""}}, 1, "", true},
		{"two patterns on branches", []word{{"s3:Get*", "C"}, {"s3:*", "D"}}, 0, "C", false},
		{"a name on a branch and a pattern always", []word{{"s3:GetObject", "C"}, {"s3:*", ""}}, 1, "", true},
		{"a name on a branch and a pattern on another", []word{{"s3:Get*", "D"}, {"s3:GetObject", "C"}}, 1, "C", false},
		{"two that are not known", []word{{"s3:<?A>", ""}, {"s3:<?B>", ""}}, 0, "", false},
		{"no pattern that IAM takes, and one that it does", []word{{"s3", ""}, {"*", ""}}, 1, "", true},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			target := role(t, "{Effect: Allow, Action: [x, y], Resource: '*'}", "")
			actions := target.Documents[0].Statements[0].Actions
			for i, w := range c.words {
				at := actions[i].At
				actions[i].Value = values(w.text)[0]
				actions[i].At, actions[i].Branch = at, w.branch
			}
			grants := access.Of(target).Grants("s3:GetObject")
			if len(grants) != 1 {
				t.Fatalf("got %d grants, want one", len(grants))
			}
			g := grants[0]
			if got := strings.Join(g.Branches, " "); g.At != actions[c.at].At || got != c.branches || g.Certain() != c.sure {
				t.Errorf("got %v on branch %q, certain: %t, want %v on %q, %t", g.At, got, g.Certain(), actions[c.at].At, c.branches, c.sure)
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
		{"NotResource", "{Effect: Allow, Action: 's3:GetObject', NotResource: 'arn:aws:s3:::b/*'}", "", nil, true},
		{"no resource that is known", allow + "}", "", func(x *policy.Target) { x.Documents[0].Statements[0].Resources = nil }, false},
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
