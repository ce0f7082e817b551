package parse_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/parse/cfn"
	"github.com/iamlint/iamlint/internal/parse/placetest"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// longest is how many bytes the fuzz targets of this file take: what is longer says nothing new, only slower.
const longest = 2000

// Templates are fuzzed here and not in cfn, whose tests link all of goformation: that many counters slow the fuzzer down
// fiftyfold.

func FuzzTemplateYAML(f *testing.F) {
	const stage = "Parameters: {Topic: {Type: String, Default: 'a:b'}, Owner: {Type: String}}\nConditions: {A: !Equals [!Ref Topic, x], B: !Not [{Condition: A}]}\n" +
		"Mappings: {Map: {eu-west-1: {Both: [x, '*']}}}\nResources:\n  Bucket: {Type: AWS::S3::Bucket}\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n" +
		"      Policies:\n      - PolicyName: p\n        PolicyDocument: {Statement: {Effect: Allow, Action: 's3:*', Resource: EXPRESSION}}\n"
	for _, expression := range []string{
		"!Sub '${Bucket.Arn}/*'", "!If [A, !If [B, x, y], !Ref AWS::NoValue]", "!Select [0, !Split [':', !Ref Topic]]",
		"!FindInMap [Map, !Ref 'AWS::Region', Both]", "!Join ['', [!Ref Owner, '*']]", "!ImportValue x", "!Sub ['${x}', {x: !GetAtt Bucket.Arn}]",
	} {
		f.Add(strings.Replace(stage, "EXPRESSION", expression, 1))
	}
	f.Add("Transform: AWS::Serverless-2016-10-31\nGlobals: {Function: {Timeout: 3}}\nResources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n" +
		"      Policies: [S3ReadPolicy: {BucketName: !Ref B}, arn:aws:iam::aws:policy/ReadOnlyAccess, {Statement: [{Effect: Deny}]}]\n      Events: {E: {Type: Api}}\n  B: {Type: AWS::S3::Bucket}\n")
	f.Add("Resources:\n  P: {Type: AWS::S3::BucketPolicy, Properties: {Bucket: b, PolicyDocument: {Statement: [{Principal: '*', Effect: Allow, Action: x, Resource: y, Condition: {Bool: {k: true}}}]}}}\n")
	f.Fuzz(func(t *testing.T, text string) { template(t, "template.yaml", text) })
}

func FuzzTemplateJSON(f *testing.F) {
	f.Add(`{"Resources":{"R":{"Type":"AWS::IAM::Role","Properties":{"Policies":[{"PolicyDocument":"{\"Statement\":[{}]}"}]}}}}`)
	f.Add(`{"Parameters":{"T":{"Type":"String","AllowedValues":["*","a"]}},"Conditions":{"A":{"Fn::Equals":[{"Ref":"T"},"a"]}},"Resources":{"B":{"Type":"AWS::S3::Bucket"},` +
		`"P":{"Type":"AWS::IAM::ManagedPolicy","Condition":"A","Properties":{"PolicyDocument":{"Statement":[{"Effect":"Allow","Action":["s3:*"],"Resource":{"Fn::If":["A",{"Fn::Sub":"${B.Arn}/*"},{"Ref":"T"}]}}]}}}}}`)
	f.Add(`{"Resources":{"K":{"Type":"AWS::KMS::Key","Properties":{"KeyPolicy":{"Statement":{"Principal":{"AWS":{"Fn::Join":[":",["arn","aws",{"Ref":"AWS::AccountId"}]]}},"Effect":"Allow","Action":"kms:*","Resource":"*"}}}}},"Outputs":{"O":{"Value":{"Fn::GetAtt":["K","Arn"]},"Export":{"Name":"n"}}}}`)
	f.Add(`{"Resources":{"L":{"Type":"AWS::Lambda::Permission","Properties":{"Action":"lambda:InvokeFunction","Principal":"s3.amazonaws.com","FunctionName":{"Ref":"F"}}},"F":{"Type":"AWS::Lambda::Function","Properties":{"Role":{"Fn::GetAtt":"R.Arn"}}}}}`)
	f.Fuzz(func(t *testing.T, text string) { template(t, "template.json", text) })
}

// template reads a template, if the text is one: twice gives the same, and every place is in the text.
func template(t *testing.T, artifact, text string) {
	t.Helper()
	if len(text) > longest {
		return
	}
	root, err := node.Parse(artifact, []byte(text))
	if err != nil || !cfn.IsTemplate(root) {
		return
	}
	m, notices := cfn.Parse(artifact, root, nil)
	placetest.Check(t, text, m, notices)
	if again, others := cfn.Parse(artifact, root, nil); len(text)%8 == 0 && (!reflect.DeepEqual(m, again) || !reflect.DeepEqual(notices, others)) {
		t.Errorf("reading it twice gives another model (-first +second):\n%s%s", cmp.Diff(m, again), cmp.Diff(notices, others))
	}
}

func FuzzPolicy(f *testing.F) {
	f.Add(`{"Version": "2012-10-17", "Statement": [{"Sid": "S", "Effect": "Allow", "Principal": {"AWS": "*"}, "Action": ["s3:*"], "Resource": "*", "Condition": {"Bool": {"k": "true"}}}]}`)
	f.Add(`{"Policy": "{\"Statement\": [{\"Effect\": \"Allow\"}]}"}`)
	f.Add("Statement:\n- effect: Allow\n  Action: [[a], null, 5, {b: c}]\n")
	f.Add("0\u00850")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > longest {
			return
		}
		root, err := node.Parse("p", []byte(text))
		if err != nil {
			return
		}
		m, notices := parse.Policy("p", root, "")
		if parse.IsPolicy(root) && len(m.Targets[0].Documents) == 0 {
			t.Error("a policy was recognised and not read")
		}
		if !parse.IsPolicy(root) && len(notices) == 0 && len(m.Targets[0].Documents) == 0 {
			t.Error("nothing was read, and nothing was said")
		}
		placetest.Check(t, text, m, notices)
	})
}

// FuzzCondition writes one condition as JSON: it is read back as it was written, from places where it stands.
func FuzzCondition(f *testing.F) {
	for _, c := range [][4]string{{"StringLike", "aws:SourceArn", "arn:aws:s3:::a*", "x"}, {"ForAllValues:StringEquals", "aws:TagKeys", "${aws:username}", "é\n"}, {"", "", "", ""}} {
		f.Add(c[0], c[1], c[2], c[3])
	}
	f.Fuzz(func(t *testing.T, operator, key, one, other string) {
		if len(operator)+len(key)+len(one)+len(other) > longest/4 || strings.HasPrefix(operator, "Fn::") {
			return
		}
		for _, text := range []string{operator, key, one, other} {
			if !utf8.ValidString(text) {
				return
			}
		}
		content, err := json.Marshal(map[string]any{"Statement": map[string]any{"Effect": "Allow", "Condition": map[string]any{operator: map[string]any{key: []string{one, other}}}}})
		if err != nil {
			t.Fatal(err)
		}
		root, err := node.Parse("p.json", content)
		if err != nil {
			t.Fatalf("%s: %v", content, err)
		}
		m, notices := parse.Policy("p.json", root, policy.Identity)
		placetest.Check(t, string(content), m, notices)
		conditions := m.Targets[0].Documents[0].Statements[0].Conditions
		if len(conditions) != 1 || len(conditions[0].Values) != 2 {
			t.Fatalf("%s: got %+v, want one condition of two values", content, conditions)
		}
		c := conditions[0]
		for place, want := range map[source.Location]string{c.At: operator, c.KeyAt: key, c.Values[0].At: one, c.Values[1].At: other} {
			if got := quoted(t, string(content), place); got != want {
				t.Errorf("%s: at %s stands %q, want %q", content, place, got, want)
			}
		}
		if c.Operator != operator || c.Key != key || c.Values[0].Text != one || c.Values[1].Text != other {
			t.Errorf("%s: got %+v", content, c)
		}
	})
}

// quoted is the text that a place in the one line of a JSON text says.
func quoted(t *testing.T, content string, at source.Location) (text string) {
	t.Helper()
	characters := []rune(content)
	if err := json.Unmarshal([]byte(string(characters[at.Region.Start.Column-1:at.Region.End.Column-1])), &text); err != nil {
		t.Fatalf("%s: at %s: %v", content, at, err)
	}
	return text
}
