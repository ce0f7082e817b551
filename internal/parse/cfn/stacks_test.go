package cfn

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/policy"
)

// together reads templates, given as name and text in turn, as one run does.
func together(t *testing.T, texts ...string) map[string]Reading {
	t.Helper()
	var inputs []Input
	for i := 0; i < len(texts); i += 2 {
		root, err := node.Parse(texts[i], []byte(texts[i+1]))
		if err != nil {
			t.Fatal(err)
		}
		inputs = append(inputs, Input{texts[i], root})
	}
	readings := map[string]Reading{}
	for i, r := range ParseAll(inputs, nil) {
		readings[inputs[i].Artifact] = r
	}
	return readings
}

// resourcesOf are the resources of all statements of a reading.
func resourcesOf(r Reading) []string {
	var all []string
	for _, target := range r.Model.Targets {
		for _, d := range target.Documents {
			for _, s := range d.Statements {
				for _, resource := range s.Resources {
					all = append(all, resource.Text)
				}
			}
		}
	}
	return all
}

func findTarget(t *testing.T, r Reading, name string) *policy.Target {
	t.Helper()
	i := slices.IndexFunc(r.Model.Targets, func(target *policy.Target) bool { return target.Name == name })
	if i < 0 {
		t.Fatalf("no target %q", name)
	}
	return r.Model.Targets[i]
}

const roles = `
Parameters: {Wild: {Type: String, Default: '*'}}
Conditions: {Prod: !Equals [!Ref AWS::Region, eu-west-1]}
Resources:
  Role: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {Version: '2012-10-17', Statement: []}}}
  Named: {Type: AWS::IAM::Role, Properties: {RoleName: deployer, AssumeRolePolicyDocument: {Version: '2012-10-17', Statement: []}}}
  Bucket: {Type: AWS::S3::Bucket}
Outputs:
  Role: {Value: !Ref Role, Export: {Name: shared-role}}
  Arn: {Value: !GetAtt Role.Arn, Export: {Name: !Sub '${AWS::StackName}-RoleArn'}}
  Named: {Value: !Ref Named, Export: {Name: shared-named}}
  Bucket: {Value: !GetAtt Bucket.Arn, Export: {Name: bucket-arn}}
  Wild: {Value: !Ref Wild, Export: {Name: wild}}
  Either: {Value: !If [Prod, one, two], Export: {Name: either}}
`

// policyOn is a template of one policy that names its roles and resources.
func policyOn(role, resource string) string {
	return `
Parameters: {Stack: {Type: String}, Other: {Type: String, Default: roles}}
Resources:
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      Roles: [` + role + `]
      PolicyDocument: {Version: '2012-10-17', Statement: {Effect: Allow, Action: s3:GetObject, Resource: ` + resource + `}}
Outputs:
  Policy: {Value: !Ref Policy, Export: {Name: the-policy}}
`
}

func TestImportsAreWhatIsExported(t *testing.T) {
	for _, c := range []struct{ name, resource, want string }{
		{"the attribute of a resource stands under the template that has it", "!ImportValue bucket-arn", "arn:${AWS::Partition}:s3:::${Bucket in roles.yaml}"},
		{"text around an import is kept", "!Sub ['${B}/*', {B: !ImportValue bucket-arn}]", "arn:${AWS::Partition}:s3:::${Bucket in roles.yaml}/*"},
		{"the default of a parameter is known", "!ImportValue wild", "*"},
		{"a name with a stack's name is found by the rest of it", "{'Fn::ImportValue': !Sub '${Stack}-RoleArn'}", "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/${Role in roles.yaml}"},
		{"a default for the stack's name does no harm", "{'Fn::ImportValue': !Sub '${Other}-RoleArn'}", "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/${Role in roles.yaml}"},
		{"both branches of an output", "!ImportValue either", "one two"},
		{"nobody exports it", "!ImportValue nothing", "${ImportValue nothing}"},
		{"a name of which nothing is known", "!ImportValue {Ref: Stack}", "${ImportValue ${Stack}}"},
	} {
		t.Run(c.name, func(t *testing.T) {
			read := together(t, "policy.yaml", policyOn("x", c.resource), "roles.yaml", roles)
			if diff := cmp.Diff(c.want, strings.Join(resourcesOf(read["policy.yaml"]), " ")); diff != "" {
				t.Errorf("resources (-want +got):\n%s", diff)
			}
		})
	}
}

func TestBranchesOfOutputsAreNamedAfterTheirTemplate(t *testing.T) {
	read := together(t, "policy.yaml", policyOn("x", "!ImportValue either"), "roles.yaml", roles)
	var got []string
	for _, r := range read["policy.yaml"].Model.Targets[0].Documents[0].Statements[0].Resources {
		got = append(got, r.Branch)
	}
	if diff := cmp.Diff([]string{"Prod in roles.yaml", "not Prod in roles.yaml"}, got); diff != "" {
		t.Errorf("branches (-want +got):\n%s", diff)
	}
}

func TestPoliciesReachRolesOfOtherTemplates(t *testing.T) {
	for _, c := range []struct{ name, role, reached string }{
		{"by Ref", "!ImportValue shared-role", "Role"},
		{"by a physical name", "!ImportValue shared-named", "Named"},
		{"by an ARN", "{'Fn::ImportValue': !Sub '${Stack}-RoleArn'}", "Role"},
		{"by the name in an ARN", "!Select [1, !Split ['/', {'Fn::ImportValue': !Sub '${Stack}-RoleArn'}]]", "Role"},
	} {
		t.Run(c.name, func(t *testing.T) {
			read := together(t, "policy.yaml", policyOn(c.role, "'*'"), "roles.yaml", roles)
			for _, name := range []string{"Role", "Named"} {
				if got, want := len(findTarget(t, read["roles.yaml"], name).Reaching) == 1, name == c.reached; got != want {
					t.Errorf("%s is reached: %t, want %t", name, got, want)
				}
			}
		})
	}
	t.Run("a name that is only the same reaches nobody", func(t *testing.T) {
		read := together(t, "policy.yaml", policyOn("deployer", "'*'"), "roles.yaml", roles)
		if got := findTarget(t, read["roles.yaml"], "Named").Reaching; len(got) != 0 {
			t.Errorf("%d documents reach it, want none", len(got))
		}
	})
}

func TestImportedManagedPoliciesReachTheirRole(t *testing.T) {
	user := func(property string) string {
		return `
Resources:
  App: {Type: AWS::IAM::Role, Properties: {` + property + `, AssumeRolePolicyDocument: {Version: '2012-10-17', Statement: []}}}
`
	}
	t.Run("attached", func(t *testing.T) {
		read := together(t, "app.yaml", user("ManagedPolicyArns: [!ImportValue the-policy]"), "policy.yaml", policyOn("x", "'*'"))
		if got := findTarget(t, read["app.yaml"], "App").Reaching; len(got) != 1 {
			t.Errorf("%d documents reach the role, want 1", len(got))
		}
	})
	t.Run("as a boundary", func(t *testing.T) {
		alone := strings.Replace(policyOn("x", "'*'"), "      Roles: [x]\n", "", 1)
		read := together(t, "app.yaml", user("PermissionsBoundary: !ImportValue the-policy"), "policy.yaml", alone)
		if got := findTarget(t, read["policy.yaml"], "Policy").Documents[0].Kind; got != policy.Boundary {
			t.Errorf("the policy is a document of kind %q, want %q", got, policy.Boundary)
		}
	})
}

func TestExportsThatCannotBeToldApartAreNotKnown(t *testing.T) {
	read := together(t, "policy.yaml", policyOn("x", "!ImportValue bucket-arn"), "a.yaml", roles, "b.yaml", roles)
	if diff := cmp.Diff([]string{"${ImportValue bucket-arn}"}, resourcesOf(read["policy.yaml"])); diff != "" {
		t.Errorf("resources (-want +got):\n%s", diff)
	}
	if got := messages(read["policy.yaml"].Notices); !strings.Contains(got, `may export "bucket-arn" (a.yaml, b.yaml)`) {
		t.Errorf("notices are %q, want one that names both templates", got)
	}
}

func TestTemplatesThatImportInACircleAreRead(t *testing.T) {
	one := `
Resources: {Q: {Type: AWS::SQS::Queue}}
Outputs: {X: {Value: !ImportValue theirs, Export: {Name: ours}}}
`
	other := policyOn("x", "!ImportValue ours") + "  X: {Value: !ImportValue ours, Export: {Name: theirs}}\n"
	read := together(t, "one.yaml", one, "other.yaml", other)
	if got := messages(read["one.yaml"].Notices) + messages(read["other.yaml"].Notices); !strings.Contains(got, "depends on itself") {
		t.Errorf("notices are %q, want one about the circle", got)
	}
}

const parent = `
Parameters: {Unset: {Type: String}}
Resources:
  Role: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {Version: '2012-10-17', Statement: []}}}
  Child:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: ./nested/child.yaml
      Parameters: {Role: !Ref Role, Prefix: data/, Unset: !Ref Unset}
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument: {Version: '2012-10-17', Statement: {Effect: Allow, Action: s3:GetObject, Resource: !Sub '${Child.Outputs.Bucket}/x'}}
`

const child = `
Parameters: {Role: {Type: String}, Prefix: {Type: String, Default: '*'}, Unset: {Type: String}, Kept: {Type: String, Default: kept}}
Resources:
  Bucket: {Type: AWS::S3::Bucket}
  Policy:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: p
      Roles: [!Ref Role]
      PolicyDocument:
        Version: '2012-10-17'
        Statement: {Effect: Allow, Action: s3:GetObject, Resource: [!Sub 'arn:aws:s3:::${Prefix}x', !Sub 'arn:aws:s3:::${Unset}', !Sub 'arn:aws:s3:::${Kept}']}
Outputs: {Bucket: {Value: !GetAtt Bucket.Arn}}
`

func TestNestedTemplatesGetTheirParametersAndGiveTheirOutputs(t *testing.T) {
	read := together(t, "stacks/nested/child.yaml", child, "stacks/parent.yaml", parent)
	want := []string{"arn:aws:s3:::data/x", "arn:aws:s3:::${Unset in stacks/parent.yaml}", "arn:aws:s3:::kept"}
	if diff := cmp.Diff(want, resourcesOf(read["stacks/nested/child.yaml"])); diff != "" {
		t.Errorf("resources of the child (-want +got):\n%s", diff)
	}
	want = []string{"arn:${AWS::Partition}:s3:::${Bucket in stacks/nested/child.yaml}/x"}
	if diff := cmp.Diff(want, resourcesOf(read["stacks/parent.yaml"])); diff != "" {
		t.Errorf("resources of the parent (-want +got):\n%s", diff)
	}
	if got := findTarget(t, read["stacks/parent.yaml"], "Role").Reaching; len(got) != 1 {
		t.Errorf("%d documents of the child reach the role of the parent, want 1", len(got))
	}
}

func TestSeveralStacksOfOneTemplatePassAllTheirValues(t *testing.T) {
	second := strings.Replace(parent, "data/", "logs/", 1)
	read := together(t, "nested/child.yaml", child, "a.yaml", parent, "b.yaml", second)
	got := resourcesOf(read["nested/child.yaml"])
	if !slices.Contains(got, "arn:aws:s3:::data/x") || !slices.Contains(got, "arn:aws:s3:::logs/x") {
		t.Errorf("resources of the child are %q, want those with either prefix", got)
	}
}

func TestNestedTemplatesThatAreNotAtHandAreNoted(t *testing.T) {
	for _, c := range []struct{ name, url, want string }{
		{"a local file that is not read", "./nested/child.yaml", `"nested/child.yaml" is not among the files of this run`},
		{"a file in a bucket", "https://s3.amazonaws.com/b/child.yaml", "is not a local file"},
		{"the template itself", "./parent.yaml", "nests itself"},
	} {
		t.Run(c.name, func(t *testing.T) {
			read := together(t, "parent.yaml", strings.Replace(parent, "./nested/child.yaml", c.url, 1))
			if got := messages(read["parent.yaml"].Notices); !strings.Contains(got, c.want) {
				t.Errorf("notices are %q, want %q among them", got, c.want)
			}
		})
	}
}

func TestTemplatesThatNestOneAnotherAreRead(t *testing.T) {
	up := strings.Replace(parent, "./nested/child.yaml", "./b.yaml", 1)
	down := strings.Replace(parent, "./nested/child.yaml", "./a.yaml", 1)
	read := together(t, "a.yaml", up, "b.yaml", down)
	if len(resourcesOf(read["a.yaml"])) != 1 || len(resourcesOf(read["b.yaml"])) != 1 {
		t.Errorf("resources are %q and %q, want one each", resourcesOf(read["a.yaml"]), resourcesOf(read["b.yaml"]))
	}
}

func TestNeighbours(t *testing.T) {
	for _, c := range []struct {
		name, text string
		nested     []string
		linked     bool
	}{
		{"a template that exports", roles, nil, true},
		{"a template that imports", policyOn("x", "!ImportValue y"), nil, true},
		{"a template that nests", parent, []string{"a/nested/child.yaml"}, true},
		{"a template that is nested", child, nil, false},
		{"an application", "Resources: {A: {Type: AWS::Serverless::Application, Properties: {Location: ../app/}}}", []string{"app"}, true},
		{"an application of the repository", "Resources: {A: {Type: AWS::Serverless::Application, Properties: {Location: {ApplicationId: x}}}}", nil, false},
		{"an asset of the CDK", "Resources: {A: {Type: AWS::CloudFormation::Stack, Metadata: {'aws:asset:path': n.json}, Properties: {TemplateURL: !Sub 'https://x'}}}", []string{"a/n.json"}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			root, err := node.Parse("a/parent.yaml", []byte(c.text))
			if err != nil {
				t.Fatal(err)
			}
			nested, linked := Neighbours("a/parent.yaml", root)
			if diff := cmp.Diff(c.nested, nested); diff != "" || linked != c.linked {
				t.Errorf("nested (-want +got): %s; linked is %t, want %t", diff, linked, c.linked)
			}
		})
	}
}

func TestOutputsThatMultiplyFromTemplateToTemplateEnd(t *testing.T) {
	texts := []string{"0.yaml", "Resources: {Q: {Type: AWS::SQS::Queue}}\nOutputs: {X: {Value: x, Export: {Name: x0}}, Y: {Value: y, Export: {Name: y0}}}"}
	for i := 1; i < 64; i++ {
		text := "Conditions: {C: !Equals [!Ref AWS::Region, r]}\nResources: {Q: {Type: AWS::SQS::Queue}}\nOutputs:\n"
		for _, name := range []string{"x", "y"} {
			text += fmt.Sprintf("  %s: {Value: !If [C, !ImportValue x%d, !ImportValue y%d], Export: {Name: %[1]s%[4]d}}\n", name, i-1, i-1, i)
		}
		texts = append(texts, fmt.Sprintf("%d.yaml", i), text)
	}
	read := together(t, append(texts, "policy.yaml", policyOn("x", "!ImportValue x63"))...)
	if got := resourcesOf(read["policy.yaml"]); len(got) == 0 || len(got) > most {
		t.Errorf("%d resources, want some, but no more than %d", len(got), most)
	}
}
