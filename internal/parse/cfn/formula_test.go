package cfn

import (
	"strings"
	"testing"
)

// decision is what is left of an expression when some parameters are given.
type decision struct {
	name, expression string
	params           map[string]string
	want             string
}

func decide(t *testing.T, template string, tests []decision) {
	t.Helper()
	for _, test := range tests {
		t.Run(strings.ReplaceAll(test.name, " ", "-"), func(t *testing.T) {
			m, _ := read(t, strings.Replace(template, "EXPRESSION", test.expression, 1), test.params)
			if got := words(firstResources(m)); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestConditionsThatCannotGoTogether(t *testing.T) {
	const template = `AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Env: {Type: String, AllowedValues: [dev, test, prod]}
  Flag: {Type: String, Default: 'no'}
  Stored: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /x}
Conditions:
  Dev: !Equals [!Ref Env, dev]
  Test: !Equals [test, !Ref Env]
  Prod: !Equals [!Ref Env, prod]
  Early: !Or [!Condition Dev, !Condition Test]
  Flag: !Equals [!Ref Flag, 'yes']
  Both: !And [!Condition Prod, !Condition Flag]
  Neither: !And [!Not [!Condition Prod], !Not [!Condition Flag]]
  Odd: !Equals [!Ref Env, staging]
  Joined: !Equals [!Join ['', [!Ref Env, !Ref Flag]], prodyes]
  Same: !Equals [!Join ['', [!Ref Env, !Ref Flag]], prodyes]
  Named: !Equals [!Sub 'in-${Env}', in-prod]
  Pair: !Equals [!Ref Env, !Ref Flag]
  Kept: !Equals [!Ref Stored, /x]
  Self: !Not [!Condition Other]
  Other: !Or [!Condition Self, !Condition Flag]
  Broken: !Equals [a]
Resources:
  P: {Type: 'AWS::SQS::QueuePolicy', Properties: {PolicyDocument: {Statement: {Effect: Allow, Action: 's3:GetObject', Resource: EXPRESSION}}}}
`
	tests := []decision{
		{"a parameter has one value", `!If [Dev, !If [Test, x, y], z]`, nil, "[y (if Dev) | z (if not Dev)]"},
		{"it has one of those that are allowed", `!If [Dev, x, !If [Test, y, !If [Prod, z, never]]]`, nil, "[x (if Dev) | y (if not Dev and Test) | z (if not Dev and not Test)]"},
		{"a value that is not allowed never is", `!If [Odd, x, y]`, nil, "[y]"},
		{"or", `!If [Early, !If [Prod, x, y], z]`, nil, "[y (if Early) | z (if not Early)]"},
		{"and", `!If [Both, !If [Flag, x, y], z]`, nil, "[x (if Both) | z (if not Both)]"},
		{"not", `!If [Neither, !If [Prod, x, y], z]`, nil, "[y (if Neither) | z (if not Neither)]"},
		{"the same question", `!If [Joined, !If [Same, x, y], z]`, nil, "[x (if Joined) | z (if not Joined)]"},
		{"two parameters", `!If [Pair, x, y]`, nil, "[x (if Pair) | y (if not Pair)]"},
		{"a condition that depends on itself", `!If [Self, x, y]`, nil, "[x (if not Other) | y (if Other)]"},
		{"a condition that is none", `!If [Broken, x, y]`, nil, "[x (if Broken) | y (if not Broken)]"},

		{"a value that is given", `!If [Dev, x, y]`, map[string]string{"Env": "prod"}, "[y]"},
		{"a default may be changed", `!If [Flag, x, y]`, nil, "[x (if Flag) | y (if not Flag)]"},
		{"values that are given decide the rest", `!If [Both, x, y]`, map[string]string{"Env": "prod", "Flag": "yes"}, "[x]"},
		{"one of two is not enough", `!If [Both, x, y]`, map[string]string{"Env": "prod"}, "[x (if Both) | y (if not Both)]"},
		{"or it is", `!If [Both, x, y]`, map[string]string{"Env": "dev"}, "[y]"},
		{"a function of values that are given", `!If [Joined, x, y]`, map[string]string{"Env": "prod", "Flag": "yes"}, "[x]"},
		{"a text with values that are given", `!If [Named, x, y]`, map[string]string{"Env": "prod"}, "[x]"},
		{"the name of a stored value decides nothing", `!If [Kept, x, y]`, map[string]string{"Stored": "/x"}, "[x (if Kept) | y (if not Kept)]"},
	}
	decide(t, template, tests)
}

func TestAParameterIsNotEmptyWhereAConditionSaysSo(t *testing.T) {
	const template = `AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Path: {Type: String, Default: ''}
  Kind: {Type: String, Default: none}
Conditions:
  Has: !Not [!Equals [!Ref Path, '']]
  Lacks: !Equals [!Ref Path, '']
  Some: !Not [!Equals [!Ref Kind, none]]
  Other: !Equals [!Ref Kind, x]
Resources:
  P: {Type: 'AWS::SQS::QueuePolicy', Properties: {PolicyDocument: {Statement: {Effect: Allow, Action: 's3:GetObject', Resource: EXPRESSION}}}}
`
	tests := []decision{
		{"where it is not empty", `!If [Has, !Sub 'a${Path}', b]`, nil, "[a${Path} ? (if Has) | b (if not Has)]"},
		{"where it is empty", `!If [Lacks, !Sub 'a${Path}', b]`, nil, "[a (if Lacks) | b (if not Lacks)]"},
		{"where it may be", `!If [Other, !Sub 'a${Path}', b]`, nil, "[a (if Other) | b (if not Other)]"},
		{"everywhere", `!Sub 'a${Path}'`, nil, "[a]"},
		{"a default that says something", `!If [Some, !Sub 'a${Kind}', b]`, nil, "[anone (if Some) | b (if not Some)]"},
		{"a value that is given", `!If [Has, !Sub 'a${Path}', b]`, map[string]string{"Path": "/x"}, "[a/x]"},
	}
	decide(t, template, tests)
}

func TestStatementsThatCannotBeAreLeftOut(t *testing.T) {
	m, _ := read(t, `AWSTemplateFormatVersion: '2010-09-09'
Parameters: {Env: {Type: String}}
Conditions: {Dev: !Equals [!Ref Env, dev], Prod: !Equals [!Ref Env, prod]}
Resources:
  P:
    Type: AWS::SQS::QueuePolicy
    Properties:
      PolicyDocument:
        Statement:
          Effect: !If [Dev, Allow, Deny]
          Action: !If [Prod, a, b]
          Resource: !If [Prod, c, d]
`, nil)
	var got []string
	for _, s := range m.Targets[0].Documents[0].Statements {
		got = append(got, s.Effect+" "+s.Actions[0].Text+s.Resources[0].Text+" if "+s.Branch)
	}
	want := "Allow bd if Dev; Deny ac if not Dev and Prod; Deny bd if not Dev and not Prod"
	if diff := strings.Join(got, "; "); diff != want {
		t.Errorf("got %q, want %q", diff, want)
	}
}

// TestConditionsThatMultiplyEndInTime names many conditions that each name all before.
func TestConditionsThatMultiplyEndInTime(t *testing.T) {
	var b strings.Builder
	b.WriteString("AWSTemplateFormatVersion: '2010-09-09'\nParameters: {P: {Type: String}}\nConditions:\n  C: !Equals [!Ref P, x]\n")
	name := "C"
	for range 200 {
		b.WriteString("  " + name + "C: !And [!Condition " + name + ", !Condition " + name + ", !Condition C]\n")
		name += "C"
	}
	b.WriteString("Resources:\n  P: {Type: 'AWS::SQS::QueuePolicy', Properties: {PolicyDocument: {Statement: {Effect: Allow, Action: 's3:GetObject', Resource: !If [" + name + ", !If [C, x, y], z]}}}}\n")
	m, _ := read(t, b.String(), nil)
	if got := words(firstResources(m)); got != "[x (if "+name+") | z (if not "+name+")]" {
		t.Errorf("got %s", got)
	}
}
