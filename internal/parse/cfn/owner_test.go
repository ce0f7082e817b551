package cfn

import (
	"strings"
	"testing"
)

// That a parameter is one account is known by its pattern, and not whose: rules about other accounts can't judge it.
func TestAPrincipalOfAnAccountThatIsAParameterIsTold(t *testing.T) {
	const template = `AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Account: {Type: String, AllowedPattern: '[0-9]{12}'}
  Name: {Type: String, AllowedPattern: '[a-z]+'}
Resources:
  R:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {Version: '2012-10-17', Statement: {Effect: Allow, Action: 'sts:AssumeRole', Principal: PRINCIPAL}}
`
	for _, c := range []struct{ name, principal, told string }{
		{"its account", "{AWS: !Ref Account}", "${Account}"},
		{"a role of it", "{AWS: !Sub 'arn:aws:iam::${Account}:role/R'}", "arn:aws:iam::${Account}:role/R"},
		{"in any partition", "{AWS: ['111122223333', !Sub 'arn:${AWS::Partition}:iam::${Account}:root']}", "arn:${AWS::Partition}:iam::${Account}:root"},
		{"a role of some account", "{AWS: !Sub 'arn:aws:iam::111122223333:role/${Name}'}", ""},
		{"a role of one's own account", "{AWS: !Sub 'arn:aws:iam::${AWS::AccountId}:role/${Name}'}", ""},
		{"a service", "{Service: !Sub '${Name}.amazonaws.com'}", ""},
	} {
		t.Run(strings.ReplaceAll(c.name, " ", "-"), func(t *testing.T) {
			text := strings.Replace(template, "PRINCIPAL", c.principal, 1)
			_, notices := read(t, text, nil)
			told := strings.Contains(messages(notices), "the account of the principal \""+c.told+"\" is not known before deployment") &&
				strings.Contains(messages(notices), "--param Account=VALUE")
			if told != (c.told != "") || !told && len(notices) > 0 {
				t.Errorf("got %q", messages(notices))
			}
			if _, notices := read(t, text, map[string]string{"Account": "999988887777", "Name": "x"}); len(notices) > 0 {
				t.Errorf("with what was asked for: got %q", messages(notices))
			}
		})
	}
}
