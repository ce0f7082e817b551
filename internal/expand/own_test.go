package expand_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/expand"
	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/rules"
)

func TestARNsOfTheTemplateComeFirst(t *testing.T) {
	table := policy.OwnResource{Name: "Orders", Attribute: "Arn", Service: "dynamodb", Type: "table", Write: "!GetAtt Orders.Arn"}
	bucket := policy.OwnResource{Name: "Pictures", Attribute: "Arn", Service: "s3", Type: "bucket", Write: "!GetAtt Pictures.Arn"}
	named := func(name string) policy.OwnResource {
		return policy.OwnResource{Name: name, Attribute: "Arn", Service: "dynamodb", Type: "table", Write: "!GetAtt " + name + ".Arn"}
	}
	function := func(name string) policy.OwnResource {
		return policy.OwnResource{Name: name, Attribute: "Arn", Service: "lambda", Type: "function", Write: "!GetAtt " + name + ".Arn"}
	}
	const format = "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${TableName}"
	for _, c := range []struct {
		name    string
		actions []string
		own     []policy.OwnResource
		want    []string
		number  int
	}{
		{"a-table", []string{"dynamodb:PutItem"}, []policy.OwnResource{table, bucket}, []string{"!GetAtt Orders.Arn"}, 1},
		{"objects", []string{"s3:PutObject"}, []policy.OwnResource{table, bucket}, []string{`!Sub "${Pictures.Arn}/*"`}, 1},
		{"a-bucket", []string{"s3:PutLifecycleConfiguration"}, []policy.OwnResource{bucket}, []string{"!GetAtt Pictures.Arn"}, 1},
		{"nothing-that-fits", []string{"dynamodb:PutItem"}, []policy.OwnResource{bucket}, []string{format}, 0},
		{"some-that-fit", []string{"dynamodb:PutItem", "s3:PutObject"}, []policy.OwnResource{bucket}, []string{`!Sub "${Pictures.Arn}/*"`, format}, 1},
		{"three-tables", []string{"dynamodb:PutItem"}, []policy.OwnResource{named("A"), named("B"), named("C")}, []string{"!GetAtt A.Arn", "!GetAtt B.Arn", "!GetAtt C.Arn"}, 3},
		{"the-target-itself", []string{"lambda:UpdateFunctionCode"}, []policy.OwnResource{function("Resize"), function("Other")}, []string{"!GetAtt Other.Arn"}, 1},
		{"a-role", []string{"iam:UpdateRole"}, []policy.OwnResource{{Name: "R", Attribute: "Arn", Service: "iam", Type: "role", Write: "!GetAtt R.Arn"}}, []string{"arn:${AWS::Partition}:iam::${AWS::AccountId}:role/${RoleNameWithPath}"}, 0},
		{"a-log-group-to-write-to", []string{"logs:PutLogEvents"}, []policy.OwnResource{{Name: "G", Attribute: "Arn", Service: "logs", Type: "log-group", Write: "!GetAtt G.Arn"}}, []string{"arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:${LogGroupName}:log-stream:${LogStreamName}"}, 0},
		{"too-many-to-choose", []string{"dynamodb:PutItem"}, []policy.OwnResource{named("A"), named("B"), named("C"), named("D")}, []string{format}, 0},
		{"one-more-than-fits", []string{"dynamodb:PutItem", "s3:PutObject"}, []policy.OwnResource{named("A"), named("B"), named("C"), bucket}, []string{"!GetAtt A.Arn", "!GetAtt B.Arn", "!GetAtt C.Arn"}, 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := &policy.Statement{Effect: "Allow", Target: &policy.Subject{Name: "Resize"}, Document: policy.Title{Kind: policy.Identity}, Actions: actions(c.actions...), Resources: resources("*")}
			m := &policy.Model{Own: c.own, Targets: []*policy.Target{{Documents: []*policy.Document{{Kind: policy.Identity, Statements: []*policy.Statement{s}}}}}}
			e, err := expand.New(rules.FS, catalogueDay(t))
			if err != nil {
				t.Fatal(err)
			}
			e.Model(m)
			if diff := cmp.Diff(c.want, s.Scopable.Write.ARNs); diff != "" {
				t.Errorf("ARNs (-want +got):\n%s", diff)
			}
			if s.Scopable.Write.Own != c.number {
				t.Errorf("got %d of the template, want %d", s.Scopable.Write.Own, c.number)
			}
		})
	}
}

func TestARNsAreOfTheActionsThatAreNamedFirst(t *testing.T) {
	s := facts(t, policy.Statement{Effect: "Allow", Document: policy.Title{Kind: policy.Identity}, Actions: actions("logs:CreateLogGroup", "cloudtrail:DeleteTrail"), Resources: resources("*")})
	if diff := cmp.Diff([]string{"cloudtrail:DeleteTrail", "logs:CreateLogGroup"}, s.Scopable.Write.Names); diff != "" {
		t.Errorf("names (-want +got):\n%s", diff)
	}
	want := []string{
		"arn:${AWS::Partition}:cloudtrail:${AWS::Region}:${AWS::AccountId}:trail/${TrailName}",
		"arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:${LogGroupName}",
	}
	if diff := cmp.Diff(want, s.Scopable.Write.ARNs); diff != "" {
		t.Errorf("ARNs (-want +got):\n%s", diff)
	}
}

func TestARNsForWhatNoResourceFitsAreOfTheTemplate(t *testing.T) {
	bucket := policy.OwnResource{Name: "Pictures", Attribute: "Arn", Service: "s3", Type: "bucket", Write: "!GetAtt Pictures.Arn"}
	s := &policy.Statement{Effect: "Allow", Document: policy.Title{Kind: policy.Identity}, Actions: actions("s3:GetObject"), Resources: resources("arn:aws:s3:::pictures")}
	m := &policy.Model{Own: []policy.OwnResource{bucket}, Targets: []*policy.Target{{Documents: []*policy.Document{{Kind: policy.Identity, Statements: []*policy.Statement{s}}}}}}
	e, err := expand.New(rules.FS, catalogueDay(t))
	if err != nil {
		t.Fatal(err)
	}
	e.Model(m)
	if len(s.Misfits) != 1 {
		t.Fatalf("got %d misfits, want 1", len(s.Misfits))
	}
	if diff := cmp.Diff([]string{`!Sub "${Pictures.Arn}/*"`}, s.Misfits[0].ARNs); diff != "" {
		t.Errorf("ARNs (-want +got):\n%s", diff)
	}
}

func TestScopeThatIsWrittenOut(t *testing.T) {
	for _, c := range []struct {
		arn, account string
		fixed        []string
	}{
		{"arn:aws:sqs:us-east-1:444455556666:jobs", "444455556666", []string{"partition", "region"}},
		{"arn:aws:sqs:us-east-1:111122223333:jobs", "", []string{"partition", "region"}},
		{"arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:us-east-1", "", nil},
		{"arn:${AWS::Partition}:sqs:${AWS::Region}:444455556666:jobs", "444455556666", nil},
		{"arn:aws-cn:s3:::444455556666/*", "", []string{"partition"}},
		{"arn:*:sqs:*:*:*", "", nil},
		{"arn:${?P}:sqs:eu-central-1:${?A}:q", "", []string{"region"}},
		{"*", "", nil},
	} {
		t.Run(c.arn, func(t *testing.T) {
			s := &policy.Statement{Effect: "Allow", Resources: resources(c.arn)}
			m := &policy.Model{Targets: []*policy.Target{{Documents: []*policy.Document{{Statements: []*policy.Statement{s}}}}}}
			e, err := expand.New(rules.FS, catalogueDay(t))
			if err != nil {
				t.Fatal(err)
			}
			e.Trusted = []string{"111122223333"}
			e.Model(m)
			r := s.Resources[0]
			if diff := cmp.Diff(c.fixed, r.Fixed); diff != "" || r.Account != c.account {
				t.Errorf("got account %q, want %q; fixed (-want +got):\n%s", r.Account, c.account, diff)
			}
			if filed := len(m.Having.FixedScope) == 1; filed != (c.account != "" || c.fixed != nil) {
				t.Errorf("the statement is filed: got %v, want %v", filed, !filed)
			}
		})
	}
}
