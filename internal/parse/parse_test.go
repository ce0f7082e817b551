package parse

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/policy"
)

func tree(t testing.TB, text string) *node.Node {
	t.Helper()
	root, err := node.Parse("dir/policy", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

func TestIsPolicy(t *testing.T) {
	tests := []struct {
		name, text string
		want       bool
	}{
		{"a policy", `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}`, true},
		{"a policy of one statement", `{"Statement": {"Effect": "Allow"}}`, true},
		{"a policy in the wrong case", `{"statement": [{"effect": "Allow", "action": "*"}]}`, true},
		{"a policy in YAML", "Statement:\n- Effect: Allow\n  NotAction: iam:*\n", true},
		{"a policy without statements", `{"Version": "2012-10-17", "Statement": []}`, true},
		{"what get-role-policy prints", `{"RoleName": "r", "PolicyDocument": {"Statement": [{"Effect": "Allow"}]}}`, true},
		{"what get-policy-version prints", `{"PolicyVersion": {"Document": {"Statement": [{"Effect": "Allow"}]}}}`, true},
		{"what get-role prints", `{"Role": {"AssumeRolePolicyDocument": {"Statement": [{"Effect": "Allow"}]}}}`, true},
		{"what get-bucket-policy prints", `{"Policy": "{\"Statement\": [{\"Effect\": \"Allow\"}]}"}`, true},
		{"a policy that has nothing but a version", `{"Version": "2012-10-18"}`, true},
		{"a version of something else", `{"Version": "1.0"}`, false},
		{"a day of something else", `{"Version": "2012-10-18", "Name": "x"}`, false},
		{"a template", `{"Resources": {}, "Statement": [{"Effect": "Allow"}]}`, false},
		{"a template without resources", `{"AWSTemplateFormatVersion": "2010-09-09", "Statement": [{"Effect": "Allow"}]}`, false},
		{"statements of something else", `{"Statement": [{"Text": "x"}]}`, false},
		{"statements that are text", `{"Statement": "Allow"}`, false},
		{"a string that is no JSON", `{"Policy": "{"}`, false},
		{"a list", `[{"Effect": "Allow"}]`, false},
		{"text", `hello`, false},
		{"nothing", ``, false},
	}
	for _, test := range tests {
		t.Run(strings.ReplaceAll(test.name, " ", "-"), func(t *testing.T) {
			if got := IsPolicy(tree(t, test.text)); got != test.want {
				t.Errorf("got %t, want %t", got, test.want)
			}
		})
	}
	if IsPolicy(nil) {
		t.Error("no node at all is taken for a policy")
	}
}

func TestPolicyFindsOutItsKind(t *testing.T) {
	tests := []struct {
		name, statement string
		want            policy.DocumentKind
	}{
		{"no principal is an identity policy", `{"Effect": "Allow", "Action": "*", "Resource": "*"}`, policy.Identity},
		{"a principal that assumes is a trust policy", `{"Effect": "Allow", "Principal": {"Service": "x"}, "Action": ["sts:AssumeRole", "sts:TagSession"]}`, policy.Trust},
		{"a principal that brings a context is a trust policy", `{"Effect": "Allow", "Principal": {"AWS": "1"}, "Action": ["sts:AssumeRole", "sts:SetContext"]}`, policy.Trust},
		{"a principal that may do all of STS is a trust policy", `{"Effect": "Allow", "Principal": {"AWS": "1"}, "Action": "sts:*"}`, policy.Trust},
		{"a pattern of assuming is a trust policy", `{"Effect": "Allow", "Principal": {"AWS": "1"}, "Action": "sts:Assume*"}`, policy.Trust},
		{"another action of STS is a resource policy", `{"Effect": "Allow", "Principal": "*", "Action": "sts:GetCallerIdentity"}`, policy.ResourceBased},
		{"nothing but denied sessions is of an organization", `{"Effect": "Deny", "Principal": "*", "Action": "sts:TagSession", "Resource": "*"}`, policy.RCP},
		{"a denied session without resource is a trust policy", `{"Effect": "Deny", "Principal": "*", "Action": "sts:AssumeRole"}`, policy.Trust},
		{"an allowed session with a resource is a trust policy", `{"Effect": "Allow", "Principal": {"AWS": "1"}, "Action": "sts:AssumeRole", "Resource": "*"}`, policy.Trust},
		{"a principal that does more is a resource policy", `{"Effect": "Allow", "Principal": "*", "Action": ["sts:AssumeRole", "s3:GetObject"]}`, policy.ResourceBased},
		{"a principal that is shut out is a resource policy", `{"Effect": "Deny", "NotPrincipal": {"AWS": "1"}, "Action": "s3:*"}`, policy.ResourceBased},
		{"a principal without action is a resource policy", `{"Effect": "Allow", "Principal": "*"}`, policy.ResourceBased},
	}
	for _, test := range tests {
		t.Run(strings.ReplaceAll(test.name, " ", "-"), func(t *testing.T) {
			m, _ := Policy("dir/policy.json", tree(t, `{"Statement": [`+test.statement+`]}`), "")
			d := m.Targets[0].Documents[0]
			if d.Kind != test.want || d.Statements[0].Document.Kind != test.want {
				t.Errorf("got %s and %s in the statement, want %s", d.Kind, d.Statements[0].Document.Kind, test.want)
			}
		})
	}
}

func TestPolicyTakesTheKindItIsGiven(t *testing.T) {
	m, _ := Policy(`dir\policy.json`, tree(t, `{"Statement": {"Effect": "Deny", "Principal": "*", "Action": "*"}}`), policy.RCP)
	target := m.Targets[0]
	if target.Documents[0].Kind != policy.RCP {
		t.Errorf("kind is %s, want %s", target.Documents[0].Kind, policy.RCP)
	}
	if target.Name != "policy.json" || target.Kind != policy.Raw {
		t.Errorf("target is %s %s, want %s policy.json", target.Kind, target.Name, policy.Raw)
	}
}

func TestPolicyOfNothing(t *testing.T) {
	if m, notices := Policy("x", nil, ""); len(m.Targets) != 0 || len(notices) != 0 {
		t.Errorf("got %v and %v, want nothing", m.Targets, notices)
	}
}

// TestStatements reads statements that are right or wrong in some way.
func TestStatements(t *testing.T) {
	tests := []struct {
		name, statement string
		want            string
		told            string // of a notice or a fault
	}{
		{
			"all elements",
			`{"Sid": "S", "Effect": "Deny", "Principal": {"AWS": ["a", "b"], "Service": "c"}, "Action": "d", "Resource": ["e"], "Condition": {"Bool": {"k": true}, "StringLike": {"l": ["m", "n"]}}}`,
			`Deny S AWS:a AWS:b Service:c action:d resource:e Bool:k[true] StringLike:l[m n]`, "",
		},
		{
			"all negative elements",
			`{"Effect": "Allow", "NotPrincipal": {"AWS": "*"}, "NotAction": ["d"], "NotResource": "e"}`,
			`Allow !AWS:* !action:d !resource:e`, "",
		},
		{"the bare star", `{"Effect": "Allow", "Principal": "*", "Action": "d"}`, `Allow *:* action:d`, ""},
		{"an account as a number", `{"Effect": "Allow", "Principal": {"AWS": 123456789012}, "Action": "d"}`, `Allow AWS:123456789012 action:d`, ""},
		{"a bare principal", `{"Effect": "Allow", "Principal": "arn:x", "Action": "d"}`, `Allow AWS:arn:x action:d`, "{bare-principal Principal arn:x "},
		{"a principal that is null", `{"Effect": "Allow", "Principal": null, "Action": "d"}`, `Allow action:d unresolved`, "{wrong-type Principal empty "},
		{"a principal type in the wrong case", `{"Effect": "Allow", "Principal": {"aws": "a"}, "Action": "d"}`, `Allow AWS:a action:d`, "{principal-type Principal aws AWS "},
		{"a principal type that is none", `{"Effect": "Allow", "Principal": {"Robot": "a"}, "Action": "d"}`, `Allow Robot:a action:d`, "{principal-type Principal Robot  "},
		{"a principal that is a map", `{"Effect": "Allow", "Principal": {"AWS": {"a": "b"}}, "Action": "d"}`, `Allow action:d unresolved`, "{wrong-type Principal a map text "},

		{"no effect", `{"Action": "d"}`, ` action:d`, "{missing-element Effect "},
		{"an effect in the wrong case", `{"Effect": "allow", "Action": "d"}`, ` action:d`, "{effect Effect allow Allow "},
		{"an effect that is a map", `{"Effect": {}, "Action": "d"}`, ` action:d`, "{wrong-type Effect a map text "},

		{"elements in the wrong case", `{"effect": "Allow", "actions": "d", "RESOURCE": "e"}`, `Allow action:d resource:e`, "{unknown-element  actions Action "},
		{"an element that is none", `{"Effect": "Allow", "Action": "d", "Colour": "red"}`, `Allow action:d`, "{unknown-element  Colour  "},
		{"a function that is not evaluated", `{"Effect": "Allow", "Fn::Transform": {}, "Action": "d"}`, `Allow action:d unresolved`, "Fn::Transform is not evaluated"},

		{"an action that is a number", `{"Effect": "Allow", "Action": 5}`, `Allow action:5`, ""},
		{"an action that is null", `{"Effect": "Allow", "Action": ["a", null]}`, `Allow action:a unresolved`, "{wrong-type Action empty text "},
		{"a list of actions in a list", `{"Effect": "Allow", "Action": ["a", ["b"]]}`, `Allow action:a action:b`, "{wrong-type Action a list in a list text "},
		{"no actions in the list", `{"Effect": "Allow", "Action": []}`, `Allow`, "{empty Action "},

		{"an empty principal", `{"Effect": "Allow", "Principal": {}, "Action": "d"}`, `Allow action:d`, "{empty Principal "},
		{"an effect in a list", `{"Effect": ["Allow"], "Action": "d"}`, `Allow action:d`, "{wrong-type Effect a list text "},
		{"a Sid that is a map", `{"Sid": {}, "Effect": "Allow", "Action": "d"}`, `Allow action:d`, "{wrong-type Sid a map text "},
		{"an empty condition", `{"Effect": "Allow", "Action": "d", "Condition": {}}`, `Allow action:d`, "{empty Condition "},
		{"an empty operator", `{"Effect": "Allow", "Action": "d", "Condition": {"Bool": {}}}`, `Allow action:d`, "{empty Condition Bool "},
		{"a key without values", `{"Effect": "Allow", "Action": "d", "Condition": {"Bool": {"k": []}}}`, `Allow action:d Bool:k[]`, "{empty Condition k "},
		{"values of several types", `{"Effect": "Allow", "Action": "d", "Condition": {"StringEquals": {"k": ["1", 2]}}}`, `Allow action:d StringEquals:k[1 2]`, "{mixed-types Condition k "},
		{"conditions in a list", `{"Effect": "Allow", "Action": "d", "Condition": [{"Bool": {"k": "true"}}]}`, `Allow action:d Bool:k[true]`, "{wrong-type Condition a list a map such as"},
		{"a condition that is text", `{"Effect": "Allow", "Action": "d", "Condition": "x"}`, `Allow action:d unresolved`, "{wrong-type Condition text a map such as {\"StringEquals\""},
		{"an operator that is text", `{"Effect": "Allow", "Action": "d", "Condition": {"Bool": "x"}}`, `Allow action:d unresolved`, "{wrong-type Condition text a map of condition keys"},
		{"an operator that is a function", `{"Effect": "Allow", "Action": "d", "Condition": {"Fn::Transform": {}}}`, `Allow action:d unresolved`, "Fn::Transform is not evaluated"},
		{"a key without value", `{"Effect": "Allow", "Action": "d", "Condition": {"Bool": {"k": null}}}`, `Allow action:d Bool:k[] unresolved`, "{wrong-type Condition empty text or a list of texts "},
	}
	for _, test := range tests {
		t.Run(strings.ReplaceAll(test.name, " ", "-"), func(t *testing.T) {
			m, notices := Policy("p", tree(t, `{"Statement": `+test.statement+`}`), policy.Identity)
			if got := brief(m.Targets[0].Documents[0].Statements[0]); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
			told := fmt.Sprint(notices, m.Targets[0].Documents[0].Statements[0].Faults)
			if test.told == "" && told != "[] []" {
				t.Errorf("got %s, want no notices and no faults", told)
			}
			if !strings.Contains(told, test.told) {
				t.Errorf("got notices and faults %s, want %q", told, test.told)
			}
		})
	}
}

func TestDocumentsThatAreNone(t *testing.T) {
	tests := []struct{ name, text, fault string }{
		{"no statement", `{"Version": "2012-10-17"}`, "{missing-element Statement "},
		{"no statement in the list", `{"Statement": []}`, "{missing-element Statement "},
		{"a statement that is null", `{"Statement": null}`, "{wrong-type Statement empty a map with Effect, Action and Resource "},
		{"a statement that is text", `{"Statement": ["x"]}`, "{wrong-type Statement text a map with Effect, Action and Resource "},
		{"a list", `[]`, "{wrong-type  a list a map with Version and Statement "},
		{"a number", `5`, "{wrong-type  a number a map with Version and Statement "},
	}
	for _, test := range tests {
		t.Run(strings.ReplaceAll(test.name, " ", "-"), func(t *testing.T) {
			m, notices := Policy("p", tree(t, test.text), policy.Identity)
			d := m.Targets[0].Documents[0]
			if len(d.Statements) > 0 || len(notices) > 0 {
				t.Errorf("got statements %v and notices %v, want none", d.Statements, notices)
			}
			if faults := fmt.Sprint(d.Faults); !strings.Contains(faults, test.fault) {
				t.Errorf("got faults %s, want %q", faults, test.fault)
			}
		})
	}
}

func TestDuplicateSids(t *testing.T) {
	text := `{"Statement": [{"Sid": "A", "Effect": "Allow"}, {"Sid": "B", "Effect": "Allow"}, {"Effect": "Deny"}, {"Sid": "A", "Effect": "Deny"}, {"Effect": "Deny"}]}`
	m, _ := Policy("p", tree(t, text), policy.Identity)
	var got []bool
	for _, s := range m.Targets[0].Documents[0].Statements {
		got = append(got, slices.ContainsFunc(s.Faults, func(f policy.Fault) bool { return f.Kind == policy.DuplicateSid }))
	}
	if want := []bool{false, false, false, true, false}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestSizeLeavesOutWhiteSpace(t *testing.T) {
	text := "{\"Id\": \"a b\",\n \"Statement\": [{\"Effect\": \"Allow\", \"Action\": [\"x\", \"y\"]}]}"
	m, _ := Policy("p", tree(t, text), policy.Identity)
	want := len(strings.NewReplacer(" ", "", "\n", "").Replace(text))
	if got := m.Targets[0].Documents[0].Size; got != want {
		t.Errorf("got %d, want %d", got, want)
	}
}

func TestDocument(t *testing.T) {
	text := `{"Version": "2012-10-17", "Id": "x", "Statement": [{"Effect": "Allow", "Action": "a", "Resource": "r/${aws:username}"}]}`
	m, _ := Policy("p", tree(t, text), policy.Identity)
	d := m.Targets[0].Documents[0]
	if d.Version == nil || d.Version.Text != "2012-10-17" {
		t.Errorf("version is %v", d.Version)
	}
	if !d.Variables {
		t.Error("the variable ${aws:username} was not seen")
	}
	s := d.Statements[0]
	cut := func(from, to int) string { return text[from-1 : to-1] }
	places := map[string]string{
		cut(s.At.Region.Start.Column, s.At.Region.End.Column):                           text[strings.Index(text, `{"Effect`) : len(text)-2],
		cut(s.EffectAt.Region.Start.Column, s.EffectAt.Region.End.Column):               `"Allow"`,
		cut(s.Actions[0].At.Region.Start.Column, s.Actions[0].At.Region.End.Column):     `"a"`,
		cut(s.Resources[0].At.Region.Start.Column, s.Resources[0].At.Region.End.Column): `"r/${aws:username}"`,
		cut(d.Version.At.Region.Start.Column, d.Version.At.Region.End.Column):           `"2012-10-17"`,
		cut(m.Targets[0].At.Region.Start.Column, m.Targets[0].At.Region.End.Column):     text,
	}
	for got, want := range places {
		if got != want {
			t.Errorf("place holds %q, want %q", got, want)
		}
	}
}

func TestBranch(t *testing.T) {
	a, ok := Branch{}.With("A", true)
	if !ok || a.String() != "A" {
		t.Fatalf("got %q, %t", a, ok)
	}
	ab, ok := a.With("B", false)
	if !ok || ab.String() != "A and not B" {
		t.Errorf("got %q, %t", ab, ok)
	}
	if _, ok = ab.With("B", true); ok {
		t.Error("B holds and does not hold")
	}
	var all []string
	for condition, holds := range ab.All() {
		all = append(all, fmt.Sprintf("%s %t", condition, holds))
	}
	if diff := cmp.Diff([]string{"A true", "B false"}, all); diff != "" {
		t.Errorf("conditions (-want +got):\n%s", diff)
	}
	if a.String() != "A" || (Branch{}).String() != "" {
		t.Error("a branch was changed by what was made of it")
	}
}

// brief writes a statement down in one line.
func brief(s *policy.Statement) string {
	words := []string{s.Effect}
	if s.Sid != "" {
		words = append(words, s.Sid)
	}
	for _, p := range s.Principals {
		words = append(words, p.Type+":"+p.Text)
	}
	for _, p := range s.NotPrincipals {
		words = append(words, "!"+p.Type+":"+p.Text)
	}
	for _, a := range s.Actions {
		words = append(words, "action:"+a.Text)
	}
	for _, a := range s.NotActions {
		words = append(words, "!action:"+a.Text)
	}
	for _, r := range s.Resources {
		words = append(words, "resource:"+r.Text)
	}
	for _, r := range s.NotResources {
		words = append(words, "!resource:"+r.Text)
	}
	for _, c := range s.Conditions {
		var values []string
		for _, v := range c.Values {
			values = append(values, v.Text)
		}
		words = append(words, c.Operator+":"+c.Key+fmt.Sprint(values))
	}
	if s.Unresolved {
		words = append(words, "unresolved")
	}
	return strings.Join(words, " ")
}

func TestNoticesAreSortedAndOnce(t *testing.T) {
	text := `{"Statement": [{"Effect": "Allow", "Fn::A": 1, "Fn::B": 2, "Action": "a"}, {"Effect": "Deny", "Fn::C": 3, "Action": "a"}]}`
	_, notices := Policy("p", tree(t, text), policy.Identity)
	columns := make([]int, len(notices))
	for i, n := range notices {
		columns[i] = n.At.Region.Start.Column
	}
	if len(columns) != 3 || !slices.IsSorted(columns) {
		t.Errorf("notices are at columns %v, want three in order", columns)
	}
	_, again := Policy("p", tree(t, text), policy.Identity)
	if diff := cmp.Diff(notices, again); diff != "" {
		t.Errorf("a second time (-first +second):\n%s", diff)
	}
}
