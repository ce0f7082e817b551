package cfn

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAParameterIsTheWholeOfWhatItAloneGives(t *testing.T) {
	for _, c := range []struct {
		name, resource string
		want           bool
	}{
		{"the-parameter", "!Ref Names", true},
		{"each-of-its-pieces", `!Split [",", !Join [",", !Ref Names]]`, true},
		{"text-beside-it", `!Sub "${First}/*"`, false},
		{"pieces-of-text-around-it", `!Split [",", !Join [",arn:aws:s3:::logs-", [arn:aws:s3:::logs, !Ref First]]]`, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, _ := read(t, `
Parameters:
  Names: {Type: CommaDelimitedList}
  First: {Type: String}
Resources:
  P:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument: {Version: "2012-10-17", Statement: {Effect: Allow, Action: "s3:GetObject", Resource: `+c.resource+`}}
`, nil)
			var got []bool
			for _, p := range m.Parameters {
				for _, u := range p.Uses {
					got = append(got, u.Whole)
				}
			}
			if diff := cmp.Diff([]bool{c.want}, got); diff != "" {
				t.Errorf("whole (-want +got):\n%s", diff)
			}
		})
	}
}
