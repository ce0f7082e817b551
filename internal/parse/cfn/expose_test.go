package cfn

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/node"
)

func TestDocumentsWrittenAsTextAreRead(t *testing.T) {
	const template = `
Parameters:
  Arns: {Type: CommaDelimitedList}
  Whole: {Type: String, Default: '{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "default"}}'}
Mappings: {Map: {a: {b: '{"Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "mapped"}]}'}}}
Resources:
  Bucket: {Type: AWS::S3::Bucket}
  Policy:
    Type: AWS::Logs::ResourcePolicy
    Properties:
      PolicyName: p
      PolicyDocument: %s
`
	for _, c := range []struct{ name, document, want, notices string }{
		{
			"a placeholder in a string", `!Sub '{"Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "${Bucket.Arn}/*"}]}'`,
			"12:102 arn:${AWS::Partition}:s3:::${Bucket}/*", "",
		},
		{
			"a placeholder without quotes", `!Sub '{"Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": ${Arns}}, {"Effect": "Deny", "Action": "*", "Resource": "x"}]}'`,
			"12:102 ${Arns} | 12:158 x", `12: the resource "${Arns}" is not known before deployment; rules about resources were not applied to it (give it with --param Arns=VALUE)` + "\n",
		},
		{
			"a function without quotes in a list that is joined", `!Join ['', ['{"Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": [', !Join [',', !Ref Arns], ']}]}']]`,
			"12:113 ${Arns}", `12: the resource "${Arns}" is not known before deployment; rules about resources were not applied to it (give it with --param Arns=VALUE)` + "\n",
		},
		{
			"a placeholder in quotes for a list with quotes between its items",
			`!Sub ['{"Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": ["${All}", "z"]}]}', {All: !Join ['","', ["arn:aws:s3:::a/*", !GetAtt Bucket.Arn]]}]`,
			"12:104 arn:aws:s3:::a/* | 12:104 arn:${AWS::Partition}:s3:::${Bucket} | 12:114 z", "",
		},
		{
			"a placeholder without quotes for a list of texts in quotes",
			`!Sub ['{"Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": [ ${All} ]}]}', {All: !Join [', ', ['"arn:aws:s3:::a/*"', !Sub '"${Bucket.Arn}/*"']]}]`,
			"12:105 arn:aws:s3:::a/* | 12:105 arn:${AWS::Partition}:s3:::${Bucket}/*", "",
		},
		{
			"a placeholder without quotes for one text in quotes",
			`!Sub ['{"Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": ${All}}]}', {All: '"arn:aws:s3:::a/*"'}]`,
			"12:103 arn:aws:s3:::a/*", "",
		},
		{"the default of a parameter", `!Ref Whole`, "12:28 default", ""},
		{"an entry of a mapping", `!FindInMap [Map, a, b]`, "12:23 mapped", ""},
		{
			"text that is no JSON", `!Sub '{"Statement": [${Arns} oops'`, "",
			"12: the policy document cannot be read as JSON before Fn::Sub has filled it in (template.yaml:12:44: found '$' but expected a value: text needs double quotes); write it as a map\n" +
				"12: the policy document is not known before deployment ({\"Statement\": [${Arns} oops); no rules were applied to it\n",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			root, err := node.Parse("template.yaml", fmt.Appendf(nil, template, c.document))
			if err != nil {
				t.Fatal(err)
			}
			m, notices := Parse("template.yaml", root, nil)
			got := ""
			for _, target := range m.Targets {
				for _, d := range target.Documents {
					for _, s := range d.Statements {
						for _, r := range s.Resources {
							if got != "" {
								got += " | "
							}
							got += fmt.Sprintf("%d:%d %s", r.At.Region.Start.Line, r.At.Region.Start.Column, r.Text)
						}
					}
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("resources (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(c.notices, messages(notices)); diff != "" {
				t.Errorf("notices (-want +got):\n%s", diff)
			}
		})
	}
}
