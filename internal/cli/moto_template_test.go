package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/iam/types"
	"github.com/google/go-cmp/cmp"
)

// stackTemplate is what the stack orders was made from: a role that may send to its queue.
const stackTemplate = `
Resources:
  Queue: {Type: AWS::SQS::Queue}
  Worker:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: ` + motoTrust + `
      Policies:
        - PolicyName: send
          PolicyDocument: {Version: "2012-10-17", Statement: [{Effect: Allow, Action: "sqs:SendMessage", Resource: !GetAtt Queue.Arn}]}
`

// makeStack makes a role as CloudFormation would of that template, with its tags and a name made up.
func (m moto) makeStack(t *testing.T) {
	t.Helper()
	ctx, text, name := t.Context(), aws.String, aws.String("orders-Worker-1A2B3C")
	var tags []types.Tag
	for key, value := range map[string]string{
		"aws:cloudformation:stack-name": "orders", "aws:cloudformation:logical-id": "Worker",
		"aws:cloudformation:stack-id": "arn:aws:cloudformation:eu-west-1:" + motoAccount + ":stack/orders/1",
	} {
		tags = append(tags, types.Tag{Key: text(key), Value: text(value)})
	}
	if _, err := m.iam.CreateRole(ctx, &iam.CreateRoleInput{RoleName: name, AssumeRolePolicyDocument: text(motoTrust), Tags: tags}); err != nil {
		t.Fatal(err)
	}
	m.put(t, "send", `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:SendMessage","Resource":"arn:aws:sqs:eu-west-1:`+motoAccount+`:orders-Queue-4D5E6F"}]}`)
}

// put gives the stack's role an inline policy.
func (m moto) put(t *testing.T, name, document string) {
	t.Helper()
	_, err := m.iam.PutRolePolicy(t.Context(), &iam.PutRolePolicyInput{RoleName: aws.String("orders-Worker-1A2B3C"), PolicyName: aws.String(name), PolicyDocument: aws.String(document)})
	if err != nil {
		t.Fatal(err)
	}
}

func TestMotoAccountIsComparedWithItsTemplate(t *testing.T) {
	m := serveMoto(t)
	m.makeStack(t)
	template := filepath.Join(t.TempDir(), "orders.yaml")
	if err := os.WriteFile(template, []byte(stackTemplate), 0o600); err != nil {
		t.Fatal(err)
	}
	args := []string{"--template", template, "--disable", "all", "--enable", "broader-than-template"}
	audit := func(want ...string) {
		t.Helper()
		got := runAudit(t, args...)
		if diff := cmp.Diff(want, got.findings); diff != "" || len(got.notices) > 0 {
			t.Errorf("code %d, notices %q, findings (-want +got):\n%s%s", got.code, got.notices, diff, got.stderr)
		}
	}
	audit() // as the template says
	m.put(t, "by-hand", strings.Replace(motoPass, "iam:PassRole", "sqs:PurgeQueue", 1))
	audit("broader-than-template orders-Worker-1A2B3C")
	m.put(t, "by-hand", strings.Replace(motoPass, `"Allow","Action":"iam:PassRole"`, `"Deny","Action":"sqs:PurgeQueue"`, 1))
	audit() // less is no drift
	m.put(t, "send", `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:SendMessage","Resource":"*"}]}`)
	audit("broader-than-template orders-Worker-1A2B3C")
}
