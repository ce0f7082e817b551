package live_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/access"
	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/parse"
	"github.com/iamlint/iamlint/internal/parse/cfn"
	"github.com/iamlint/iamlint/internal/parse/live"
	"github.com/iamlint/iamlint/internal/policy"
)

// made is a role that the stack orders made of the resource App, with an inline policy of some statements in JSON.
func made(statements, more string) string {
	return `{"RoleDetailList":[{"Arn":"arn:aws:iam::111122223333:role/orders-App-1A","Tags":[
		{"Key":"aws:cloudformation:stack-name","Value":"orders"},{"Key":"aws:cloudformation:logical-id","Value":"App"},
		{"Key":"aws:cloudformation:stack-id","Value":"arn:aws:cloudformation:eu-west-1:111122223333:stack/orders/1"}],
		"RolePolicyList":[{"PolicyName":"P","PolicyDocument":{"Version":"2012-10-17","Statement":[` + statements + `]}}]` + more + `}]}`
}

// compared says what was found about an account and templates in YAML, by artifact.
func compared(t *testing.T, account string, templates map[string]string) (found []string) {
	t.Helper()
	root, err := node.Parse("account.json", []byte(account))
	if err != nil {
		t.Fatal(err)
	}
	var managed parse.Managed
	m, _ := live.Details([]*node.Node{root}, &managed)
	var models []*policy.Model
	for artifact, content := range templates {
		root, err := node.Parse(artifact, []byte(content))
		if err != nil {
			t.Fatal(err)
		}
		model, _ := cfn.Parse(artifact, root, nil)
		models = append(models, model)
	}
	for _, model := range append(models, m) {
		if err := managed.Attach(model); err != nil {
			t.Fatal(err)
		}
	}
	notices := live.Compare(m, models)
	for _, r := range m.Records {
		for _, e := range r.Excess {
			found = append(found, fmt.Sprintf("%s on %s, %s:%d", strings.Join(e.Actions.Names, " "), e.Resource, e.Template.Artifact, e.Template.Region.Start.Line))
		}
	}
	for _, n := range notices {
		found = append(found, "notice: "+n.Message)
	}
	return found
}

// app is a template with the role App, which has the policies of some statements in YAML, and what stands before it.
func app(statements string) string {
	return `
Parameters: {Any: {Type: String}, Fixed: {Type: String, Default: orders}}
Conditions: {Prod: !Equals [!Ref Any, prod]}
Resources:
  Bucket: {Type: AWS::S3::Bucket}
  Queue: {Type: AWS::SQS::Queue}
  App:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {Version: "2012-10-17", Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}]}
      Policies:
        - PolicyName: P
          PolicyDocument:
            Version: "2012-10-17"
            Statement: [` + statements + `]
`
}

func TestCompare(t *testing.T) {
	get := func(resource string) string {
		return `{"Effect":"Allow","Action":"s3:GetObject","Resource":` + resource + `}`
	}
	const bucket = "{Effect: Allow, Action: s3:GetObject, Resource: !Sub '${Bucket.Arn}/*'}"
	for _, c := range []struct {
		name, live, template string
		want                 []string
	}{
		{"what was deployed", get(`"arn:aws:s3:::orders-bucket-1a/*"`), bucket, nil},
		{"another bucket besides", get(`["arn:aws:s3:::orders-bucket-1a/*","arn:aws:s3:::payroll/*"]`), bucket, []string{"s3:GetObject on arn:aws:s3:::payroll/*, t.yaml:15"}},
		{"every bucket", get(`"*"`), bucket, []string{"s3:GetObject on *, t.yaml:15"}},
		{"another action", get(`"arn:aws:s3:::orders-bucket-1a/*"`) + `,{"Effect":"Allow","Action":"iam:PassRole","Resource":"*"}`, bucket, []string{"iam:PassRole on *, t.yaml:7"}},
		{"a parameter", get(`"arn:aws:s3:::x/*"`), "{Effect: Allow, Action: s3:GetObject, Resource: !Sub 'arn:aws:s3:::${Any}/*'}", nil},
		{"a parameter that may be anything", get(`"*"`), "{Effect: Allow, Action: s3:GetObject, Resource: !Ref Any}", []string{"notice: whether the template of role orders-App-1A allows s3:GetObject as it does can't be decided: it depends on what is not known of the template"}},
		{"a condition of the template", get(`"arn:aws:s3:::x/*"`), "!If [Prod, {Effect: Allow, Action: s3:GetObject, Resource: 'arn:aws:s3:::x/*'}, !Ref AWS::NoValue]", nil},
		{"the region of the stack", `{"Effect":"Allow","Action":"sqs:SendMessage","Resource":"arn:aws:sqs:us-east-1:111122223333:q"}`, "{Effect: Allow, Action: sqs:SendMessage, Resource: !Sub 'arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:q'}", []string{"sqs:SendMessage on arn:aws:sqs:us-east-1:111122223333:q, t.yaml:15"}},
		{"less than the template", get(`"arn:aws:s3:::orders-bucket-1a/x"`), bucket + ", {Effect: Allow, Action: '*', Resource: '*'}", nil},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			if diff := cmp.Diff(c.want, compared(t, made(c.live, ""), map[string]string{"t.yaml": app(c.template)})); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestCompareFindsTheTemplate(t *testing.T) {
	all := made(`{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}`, "")
	narrow := app("{Effect: Allow, Action: s3:GetObject, Resource: !GetAtt Bucket.Arn}")
	wide := app("{Effect: Allow, Action: s3:GetObject, Resource: '*'}")
	for _, c := range []struct {
		name      string
		templates map[string]string
		want      string
	}{
		{"the only one", map[string]string{"a/t.yaml": narrow}, "s3:GetObject on *, a/t.yaml:15"},
		{"the one that is called like the stack", map[string]string{"a/t.yaml": wide, "b/orders.template.yaml": narrow}, "s3:GetObject on *, b/orders.template.yaml:15"},
		{"two that may be it", map[string]string{"a/t.yaml": narrow, "b/u.yaml": narrow}, "notice: role orders-App-1A was not compared: 2 templates have a App, and none of them alone is called orders: give the one of the stack, or name it so"},
		{"none", map[string]string{"a/t.yaml": "Resources: {B: {Type: AWS::S3::Bucket}}"}, "notice: not compared, because no template that was given has them: orders-App-1A (App of stack orders)"},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			if diff := cmp.Diff([]string{c.want}, compared(t, all, c.templates)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestCompareKnowsTheRolesThatSAMMakes(t *testing.T) {
	account := strings.Replace(made(`{"Effect":"Allow","Action":["sqs:SendMessage","s3:GetObject"],"Resource":"*"}`, ""), `"Value":"App"`, `"Value":"AppRole"`, 1)
	got := compared(t, account, map[string]string{"t.yaml": `
Transform: AWS::Serverless-2016-10-31
Resources:
  App:
    Type: AWS::Serverless::Function
    Properties:
      Policies:
        - Statement: [{Effect: Allow, Action: sqs:SendMessage, Resource: '*'}]
`})
	if diff := cmp.Diff([]string{"s3:GetObject on *, t.yaml:4"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// What a template makes is no more than the template says, whatever the template is.
func TestWhatIsDeployedIsNotBeyondItsTemplate(t *testing.T) {
	compare := func(t *testing.T, path string) (principals int) {
		t.Helper()
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		root, err := node.Parse(path, content)
		if err != nil || !cfn.IsTemplate(root) {
			return 0
		}
		m, _ := cfn.Parse(path, root, nil)
		var managed parse.Managed
		if err := managed.Attach(m); err != nil {
			t.Fatal(err)
		}
		for _, target := range m.Targets {
			if target.Kind != policy.Role && target.Kind != policy.User {
				continue
			}
			principals++
			more, _ := access.Of(deployed(target)).Beyond(access.Of(target), "arn:aws:iam::111122223333:role/x", map[string]string{"AWS::AccountId": "111122223333", "AWS::Region": "eu-west-1"})
			for _, e := range more {
				t.Errorf("%s: %s may do %s on %s (%s)", path, target.Name, e.Actions[0], e.Resource, e.Grant.Statement.At)
			}
		}
		return principals
	}
	folder := filepath.Join("..", "..", "..", "testdata", "templates")
	if corpus := filepath.Join("..", "..", "..", "..", "shared", "corpus", "templates"); !testing.Short() {
		if _, err := os.Stat(corpus); err == nil {
			folder = corpus
		}
	}
	files, principals := 0, 0
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			if files++; files%25 == 0 || strings.Contains(folder, "testdata") {
				principals += compare(t, path)
			}
		}
		return err
	})
	if err != nil || principals == 0 {
		t.Fatalf("got %d principals, %v", principals, err)
	}
	t.Logf("%d principals", principals)
}

// deployed is a target with one text in the place of each name.
func deployed(target *policy.Target) *policy.Target {
	names := map[string]string{"AWS::AccountId": "111122223333", "AWS::Region": "eu-west-1", "AWS::Partition": "aws"}
	value := func(v policy.Value) policy.Value {
		var parts []policy.Part
		for _, part := range v.Parts {
			if part.Kind != policy.Literal {
				text := names[part.Text]
				if text == "" {
					text = fmt.Sprintf("name-%d", len(names))
					names[part.Text] = text
				}
				part = policy.Part{Kind: policy.Literal, Text: text}
			}
			parts = append(parts, part)
		}
		made := policy.Compose([]policy.Part{{Kind: policy.Literal, Text: joined(parts)}}, v.At)
		return made
	}
	other := *target
	copied := func(documents []*policy.Document) (all []*policy.Document) {
		for _, d := range documents {
			c := d.As(d.Kind)
			for _, s := range c.Statements {
				s.Branch = ""
				resources := append([]policy.ResourceARN(nil), s.Resources...)
				for i := range resources {
					resources[i].Value = value(resources[i].Value)
				}
				s.Resources = resources
				conditions := append([]policy.Condition(nil), s.Conditions...)
				for i := range conditions {
					var values []policy.Value
					for _, v := range conditions[i].Values {
						values = append(values, value(v))
					}
					conditions[i].Values = values
				}
				s.Conditions = conditions
			}
			all = append(all, c)
		}
		return all
	}
	other.Documents, other.Reaching = copied(target.Documents), copied(target.Reaching)
	return &other
}

func joined(parts []policy.Part) string {
	var b strings.Builder
	for _, part := range parts {
		b.WriteString(part.Text)
	}
	return b.String()
}
