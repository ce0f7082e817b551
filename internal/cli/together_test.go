package cli

import (
	"bytes"
	"fmt"
	"os"
	"runtime"
	"testing"
)

// TestTemplatesThatReferToOthersGiveTheSameOutputInAnyOrder lints templates that export to, import from and nest one
// another with one and with many workers.
func TestTemplatesThatReferToOthersGiveTheSameOutputInAnyOrder(t *testing.T) {
	t.Chdir(t.TempDir())
	write := func(name, format string, args ...any) {
		t.Helper()
		if err := os.WriteFile(name, fmt.Appendf(nil, format, args...), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 8 {
		write(fmt.Sprintf("out%d.yaml", i), `
Resources: {Role: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {Version: '2012-10-17', Statement: []}}}}
Outputs: {Role: {Value: !Ref Role, Export: {Name: role-%d}}, Any: {Value: '*', Export: {Name: any-%d}}}
`, i, i)
		write(fmt.Sprintf("in%d.yaml", i), `
Parameters: {Passed: {Type: String, Default: none}}
Resources:
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      Roles: [!ImportValue role-%d]
      PolicyDocument: {Version: '2012-10-17', Statement: [{Effect: Allow, Action: !Ref Passed, Resource: !ImportValue any-%d}]}
`, i, (i+1)%8)
		write(fmt.Sprintf("up%d.yaml", i), `
Resources: {S: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: in%d.yaml, Parameters: {Passed: 's3:*'}}}}
`, i)
	}
	var first []byte
	for _, workers := range []int{1, 2, 8, 8, 8} {
		before := runtime.GOMAXPROCS(workers)
		var out, errors bytes.Buffer
		Main(t.Context(), []string{"check", "--no-config", "--format", "json", "."}, nil, &out, &errors)
		runtime.GOMAXPROCS(before)
		if errors.Len() > 0 {
			t.Fatal(errors.String())
		}
		if first == nil {
			first = out.Bytes()
		}
		if !bytes.Equal(first, out.Bytes()) {
			t.Errorf("with %d workers the output is another one than with one", workers)
		}
	}
	if !bytes.Contains(first, []byte("service-wildcard")) {
		t.Error("the action that the stacks pass is not judged")
	}
}
