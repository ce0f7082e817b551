package cfn

import (
	"strings"
	"testing"

	"github.com/iamlint/iamlint/internal/policy"
)

// stage is a template with one statement; the resource of the statement is what a test is about.
const stage = `AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Named: {Type: String, Default: data}
  Empty: {Type: String, Default: ''}
  Open: {Type: String}
  Secret: {Type: String, NoEcho: true, Default: hidden}
  Words: {Type: String, AllowedPattern: '^[a-z0-9-]+$'}
  Loose: {Type: String, AllowedPattern: '.*'}
  Lookahead: {Type: String, AllowedPattern: '(?!x).*'}
  Choice: {Type: String, AllowedValues: [a, b]}
  Wild: {Type: String, AllowedValues: [a, '*']}
  Count: {Type: Number}
  Subnet: {Type: 'AWS::EC2::Subnet::Id'}
  Subnets: {Type: 'List<AWS::EC2::Subnet::Id>'}
  Stored: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /my/name}
  StoredChoice: {Type: 'AWS::SSM::Parameter::Value<String>', AllowedValues: [/my/a, /my/b], AllowedPattern: '[a-z/]+'}
  StoredImage: {Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', Default: /aws/service/ami}
  StoredSubnets: {Type: 'AWS::SSM::Parameter::Value<List<AWS::EC2::Subnet::Id>>', Default: /my/subnets}
  List: {Type: CommaDelimitedList, Default: 'x, y'}
  Lists: {Type: CommaDelimitedList}
Mappings:
  Map:
    eu-west-1: {Name: ireland, Wild: '*', Both: [p, q]}
    us-east-1: {Name: virginia, Wild: none, Both: [r]}
  Many:
    r01: {K: '1'}
    r02: {K: '2'}
    r03: {K: '3'}
    r04: {K: '4'}
    r05: {K: '5'}
    r06: {K: '6'}
    r07: {K: '7'}
    r08: {K: '8'}
    r09: {K: '9'}
    r10: {K: '10'}
    r11: {K: '11'}
    r12: {K: '12'}
    r13: {K: '13'}
    r14: {K: '14'}
    r15: {K: '15'}
    r16: {K: '16'}
    r17: {K: '17'}
Conditions:
  A: !Equals [!Ref Named, data]
  B: !Equals [!Ref Open, other]
  C: !Equals [!Ref Words, other]
  D: !Equals [!Ref Loose, other]
  E: !Equals [!Ref Lookahead, other]
  NotA: !Not [!Condition A]
  Other: !Equals [!Ref Named, other]
  Always: !Or [!Condition A, !Condition NotA]
Resources:
  Bucket: {Type: 'AWS::S3::Bucket'}
  Table: {Type: 'AWS::DynamoDB::Table'}
  NamedBucket: {Type: 'AWS::S3::Bucket', Properties: {BucketName: my-bucket}}
  NamedProfile: {Type: 'AWS::IAM::InstanceProfile', Properties: {InstanceProfileName: worker, Path: /team/}}
  NamedQueue: {Type: 'AWS::SQS::Queue', Properties: {QueueName: jobs}}
  MadeTable: {Type: 'AWS::DynamoDB::Table', Properties: {TableName: !Sub '${AWS::StackName}-t'}}
  Topic: {Type: 'AWS::SNS::Topic'}
  Group: {Type: 'AWS::Logs::LogGroup'}
  Service: {Type: 'AWS::ECS::Service'}
  Instance: {Type: 'AWS::EC2::Instance'}
  Stack: {Type: 'AWS::CloudFormation::Stack'}
  Custom: {Type: 'Custom::Thing'}
  Parameter: {Type: 'AWS::SSM::Parameter'}
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Statement:
          - Effect: Allow
            Action: s3:GetObject
            Resource: EXPRESSION
`

func TestEvaluate(t *testing.T) {
	tests := []struct {
		name, expression string
		want             string // the values; ? is not known
		at               string // the text of the place of the first value
		notice           string // part of a notice, "" for none
	}{
		{"text stands for itself", `'arn:aws:s3:::b/*'`, "[arn:aws:s3:::b/*]", `'arn:aws:s3:::b/*'`, ""},
		{"a dynamic reference is not known", `'{{resolve:ssm:/a/b:1}}/*'`, "[${resolve:ssm:/a/b:1}/* ?]", `'{{resolve:ssm:/a/b:1}}/*'`, "not known before deployment"},

		{"Ref gives a default", `!Ref Named`, "[data]", "Named", ""},
		{"Ref of an empty default is not known", `!Ref Empty`, "[${Empty} ?]", "Empty", "--param Empty=VALUE"},
		{"Ref of a parameter without default is not known", `!Ref Open`, "[${Open} ?]", "Open", "--param Open=VALUE"},
		{"Ref never shows the default of a secret", `!Ref Secret`, "[${Secret} ?]", "Secret", "not known"},
		{"a pattern without wildcards makes a parameter opaque", `!Ref Words`, "[${Words}]", "Words", ""},
		{"a pattern that lets a wildcard through does not", `!Ref Loose`, "[${Loose} ?]", "Loose", "not known"},
		{"a pattern that cannot be read does not", `!Ref Lookahead`, "[${Lookahead} ?]", "Lookahead", "not known"},
		{"a parameter that can be few things is each of them", `!Ref Choice`, "[a | b]", "Choice", ""},
		{"values without wildcards make a parameter opaque in a text", `!Sub '${Choice}-x'`, "[${Choice}-x]", "", ""},
		{"a value that is a wildcard does not", `!Ref Wild`, "[${Wild} ?]", "Wild", "not known"},
		{"a number has no wildcard", `!Ref Count`, "[${Count}]", "Count", ""},
		{"an id has no wildcard", `!Ref Subnet`, "[${Subnet}]", "Subnet", ""},
		{"nor has a list of ids", `!Ref Subnets`, "[${Subnets}]", "Subnets", ""},
		{"a stored value is not its name", `!Ref Stored`, "[${Stored} ?]", "Stored", "not known"},
		{"what its name may be says nothing of a stored value", `!Ref StoredChoice`, "[${StoredChoice} ?]", "StoredChoice", "not known"},
		{"a stored value has a type", `!Ref StoredImage`, "[${StoredImage}]", "StoredImage", ""},
		{"and so have stored values", `!Ref StoredSubnets`, "[${StoredSubnets}]", "StoredSubnets", ""},
		{"a list is several values", `!Ref List`, "[x | y]", "List", ""},
		{"a list without default is not known", `!Ref Lists`, "[${Lists} ?]", "Lists", "not known"},
		{"pseudo parameters are opaque", `!Ref AWS::AccountId`, "[${AWS::AccountId}]", "AWS::AccountId", ""},
		{"other pseudo parameters are not known", `!Ref AWS::NotificationARNs`, "[${AWS::NotificationARNs} ?]", "AWS::NotificationARNs", "not known"},
		{"AWS::NoValue is nothing", `[x, !Ref AWS::NoValue]`, "[x]", "x", ""},
		{"Ref of a bucket is its name", `!Ref Bucket`, "[${Bucket}]", "Bucket", ""},
		{"Ref of a topic is its ARN", `!Ref Topic`, "[arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}:${Topic}]", "Topic", ""},
		{"Ref of a custom resource is not known", `!Ref Custom`, "[${Custom} ?]", "Custom", "not known"},
		{"Ref of nothing is not known", `!Ref Nobody`, "[${Nobody} ?]", "Nobody", `"Nobody" is neither a parameter nor a resource`},
		{"Ref of a list is not known", `{Ref: [a]}`, "[${Ref} ?]", "{Ref: [a]}", "Ref needs a name"},

		{"Ref of a bucket with a name is that", `!Ref NamedBucket`, "[my-bucket]", "NamedBucket", ""},
		{"an ARN has the name in it", `!GetAtt NamedBucket.Arn`, "[arn:${AWS::Partition}:s3:::my-bucket]", "NamedBucket.Arn", ""},
		{"an ARN has the path before the name", `!GetAtt NamedProfile.Arn`, "[arn:${AWS::Partition}:iam::${AWS::AccountId}:instance-profile/team/worker]", "NamedProfile.Arn", ""},
		{"Ref has no path", `!Ref NamedProfile`, "[worker]", "NamedProfile", ""},
		{"Ref of a queue is a URL", `!Ref NamedQueue`, "[${NamedQueue}]", "NamedQueue", ""},
		{"a name that is made is not known", `!GetAtt MadeTable.Arn`, "[arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${MadeTable}]", "MadeTable.Arn", ""},
		{"GetAtt gives the ARN of a table", `!GetAtt Table.Arn`, "[arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Table}]", "Table.Arn", ""},
		{"GetAtt takes a list", `{'Fn::GetAtt': [Bucket, Arn]}`, "[arn:${AWS::Partition}:s3:::${Bucket}]", "[Bucket, Arn]", ""},
		{"GetAtt takes text", `{'Fn::GetAtt': Bucket.Arn}`, "[arn:${AWS::Partition}:s3:::${Bucket}]", "Bucket.Arn", ""},
		{"the ARN of a log group ends in a star", `!GetAtt Group.Arn`, "[arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:${Group}:*]", "Group.Arn", ""},
		{"an ARN of two names has both", `!Ref Service`, "[arn:${AWS::Partition}:ecs:${AWS::Region}:${AWS::AccountId}:service/${Service.ClusterName}/${Service}]", "Service", ""},
		{"any other attribute is one text", `!GetAtt Instance.PrivateIp`, "[${Instance.PrivateIp}]", "Instance.PrivateIp", ""},
		{"an attribute may be a parameter", `{'Fn::GetAtt': [Instance, !Ref Named]}`, "[${Instance.data}]", "[Instance, !Ref Named]", ""},
		{"the output of a stack is not known", `!GetAtt Stack.Outputs.Name`, "[${Stack.Outputs.Name} ?]", "Stack.Outputs.Name", "not known"},
		{"the value of a parameter resource is not known", `!GetAtt Parameter.Value`, "[${Parameter.Value} ?]", "Parameter.Value", "not known"},
		{"GetAtt of nothing is not known", `!GetAtt Nobody.Arn`, "[${Nobody.Arn} ?]", "Nobody.Arn", `"Nobody" is neither`},
		{"GetAtt of half a name is not known", `!GetAtt Bucket`, "[${Fn::GetAtt} ?]", "!GetAtt Bucket", "Fn::GetAtt needs"},

		{"Sub fills in", `!Sub '${Bucket.Arn}/${Named}/*'`, "[arn:${AWS::Partition}:s3:::${Bucket}/data/*]", `'${Bucket.Arn}/${Named}/*'`, ""},
		{"Sub keeps what is escaped", `!Sub 'arn:aws:s3:::${Bucket}/${!aws:username}/*'`, "[arn:aws:s3:::${Bucket}/${aws:username}/*]", "", ""},
		{"Sub keeps policy variables", `!Sub 'arn:aws:s3:::${Bucket}/${aws:username}/*'`, "[arn:aws:s3:::${Bucket}/${aws:username}/*]", "", `write "${!aws:username}"`},
		{"Sub has variables", `!Sub ['${X}-${Named}', {X: !Ref Topic}]`, "[arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}:${Topic}-data]", "'${X}-${Named}'", ""},
		{"a variable of Sub goes before a parameter", `!Sub ['${Named}', {Named: mine}]`, "[mine]", "'${Named}'", ""},
		{"Sub is as unknown as its parts", `!Sub 'arn:aws:s3:::${Open}/*'`, "[arn:aws:s3:::${Open}/* ?]", "", "--param Open=VALUE"},
		{"an empty default that is a whole field is not known", `!Sub 'arn:aws:s3:::${Empty}/*'`, "[arn:aws:s3:::${Empty}/* ?]", "", "--param Empty=VALUE"},
		{"an empty default that is a prefix stays empty", `!Sub 'arn:aws:s3:::${Empty}*'`, "[arn:aws:s3:::*]", "", ""},
		{"Sub with an open brace is text", `!Sub 'a${b'`, "[a${b]", "", ""},
		{"Sub of a map is not known", `{'Fn::Sub': {a: b}}`, "[${Fn::Sub} ?]", "", "Fn::Sub needs text"},

		{"Join puts together", `!Join ['', ['arn:aws:s3:::', !Ref Bucket, /*]]`, "[arn:aws:s3:::${Bucket}/*]", `!Join ['', ['arn:aws:s3:::', !Ref Bucket, /*]]`, ""},
		{"Join puts the delimiter between", `!Join ['/', [a, b, c]]`, "[a/b/c]", "", ""},
		{"Join takes a list parameter", `!Join ['-', !Ref List]`, "[x-y]", "", ""},
		{"Join leaves out AWS::NoValue", `!Join ['-', [a, !Ref 'AWS::NoValue', b]]`, "[a-b]", "", ""},
		{"Join of unknown lists is not known", `!Join ['-', !Ref Lists]`, "[${Lists} ?]", "", "not known"},
		{"Join needs two things", `!Join [a]`, "[${Fn::Join} ?]", "", "Fn::Join needs"},
		{"Join of maps is not known", `!Join ['', [{a: b}]]`, "[${?} ?]", "", "not text"},

		{"Select takes an item", `!Select [1, [a, b]]`, "[b]", "!Select [1, [a, b]]", ""},
		{"Select takes an index as text", `!Select ['0', !Ref List]`, "[x]", "", ""},
		{"Select past the end is not known", `!Select [2, [a, b]]`, "[${Fn::Select} ?]", "", "takes item 2 of a list of 2"},
		{"Select from an unknown list is not known", `!Select [0, !Ref Lists]`, "[${Lists} ?]", "", "not known"},
		{"Select of a zone is one text", `!Select [0, !GetAZs '']`, "[${Fn::GetAZs}]", "", ""},
		{"Select of a piece of an ARN", `!Select [4, !Split [':', !Ref Topic]]`, "[${AWS::AccountId}]", "", ""},
		{"a piece of a name is one text", `!Select [5, !Split [':', !Ref Topic]]`, "[${a piece of ${Topic}}]", "", ""},
		{"a piece of something unknown is not known", `!Select [1, !Split ['/', !Ref Open]]`, "[${a piece of ${Open}} ?]", "", "--param Open=VALUE"},
		{"Select needs two things", `!Select [1]`, "[${Fn::Select} ?]", "", "Fn::Select needs"},
		{"Select by an unknown index is not known", `!Select [!Ref Open, [a]]`, "[${Fn::Select} ?]", "", "not known"},

		{"Split gives several values", `!Split [',', 'a,b']`, "[a | b]", "!Split [',', 'a,b']", ""},
		{"Split gives what it can", `!Split ['/', !Sub 'a/${Open}']`, "[a | ${a piece of ${Open}} ?]", "", "not known"},
		{"Split needs two things", `!Split [x]`, "[${Fn::Split} ?]", "", "Fn::Split needs"},

		{"FindInMap by known keys is exact", `!FindInMap [Map, eu-west-1, Name]`, "[ireland]", "!FindInMap [Map, eu-west-1, Name]", ""},
		{"FindInMap by region is every value", `!FindInMap [Map, !Ref 'AWS::Region', Name]`, "[ireland | virginia]", "", ""},
		{"FindInMap shows a wildcard behind any key", `!FindInMap [Map, !Ref 'AWS::Region', Wild]`, "[* | none]", "", ""},
		{"FindInMap gives lists", `!FindInMap [Map, eu-west-1, Both]`, "[p | q]", "", ""},
		{"FindInMap has a default", `!FindInMap [Map, nowhere, Name, {DefaultValue: d}]`, "[ireland | virginia | d]", "", ""},
		{"FindInMap needs no default when it finds", `!FindInMap [Map, eu-west-1, Name, {DefaultValue: d}]`, "[ireland]", "", ""},
		{"FindInMap of many values without wildcards is one text", `!FindInMap [Many, !Ref 'AWS::Region', K]`, "[${FindInMap Many}]", "", ""},
		{"FindInMap in nothing is not known", `!FindInMap [Nothing, a, b]`, "[${FindInMap Nothing} ?]", "", `mapping "Nothing" is not in Mappings`},
		{"FindInMap needs three things", `!FindInMap [Map]`, "[${Fn::FindInMap} ?]", "", "Fn::FindInMap needs"},

		{"If has both arms", `!If [A, x, y]`, "[x (if A) | y (if not A)]", "x", ""},
		{"If inside If knows where it is", `!If [A, !If [A, x, y], !If [B, z, w]]`, "[x (if A) | z (if not A and B) | w (if not A and not B)]", "x", ""},
		{"a condition's opposite is the same condition", `!If [A, !If [NotA, x, y], !If [NotA, z, w]]`, "[y (if A) | z (if not A)]", "y", ""},
		{"If drops an arm", `[always, !If [A, x, !Ref AWS::NoValue]]`, "[always | x (if A)]", "always", ""},
		{"If gives a list", `!If [A, [x, y], z]`, "[x (if A) | y (if A) | z (if not A)]", "x", ""},
		{"Sub of If is a value for each arm", `!Sub ['a${V}', {V: !If [A, x, y]}]`, "[ax (if A) | ay (if not A)]", "'a${V}'", ""},
		{"Join does not mix the arms of one condition", `!Join ['', [!If [A, a, b], !If [A, c, d]]]`, "[ac (if A) | bd (if not A)]", "", ""},
		{"Join multiplies the arms of two", `!Join ['', [!If [A, a, b], !If [B, c, d]]]`, "[ac (if A and B) | ad (if A and not B) | bc (if not A and B) | bd (if not A and not B)]", "", ""},
		{"If of nothing is not known", `!If [A, x]`, "[${Fn::If} ?]", "!If [A, x]", "Fn::If needs"},
		{"If on a condition that is not there", `!If [Z, x, y]`, "[x (if Z) | y (if not Z)]", "x", `condition "Z" is not in Conditions`},

		{"If drops an arm that cannot be", `!If [A, !If [Other, x, y], z]`, "[y (if A) | z (if not A)]", "y", ""},
		{"Join drops arms that cannot go together", `!Join ['', [!If [A, a, b], !If [Other, c, d]]]`, "[ad (if A) | bc (if not A and Other) | bd (if not A and not Other)]", "", ""},
		{"If on what is always so has one arm", `!If [Always, x, y]`, "[x]", "x", ""},

		{"Length counts", `!Sub ['${N}', {N: !Length [a, b]}]`, "[2]", "", ""},
		{"Length of an unknown list has no wildcard", `!Sub ['${N}', {N: !Length {Ref: Lists}}]`, "[${Fn::Length}]", "", ""},

		{"ImportValue is not known", `!ImportValue Shared`, "[${ImportValue Shared} ?]", "Shared", "not known before deployment"},
		{"ImportValue has a name that is made", `!ImportValue {'Fn::Sub': '${Named}-arn'}`, "[${ImportValue data-arn} ?]", "", "not known before deployment"},
		{"Base64 has no wildcard", `!Base64 '*'`, "[${Fn::Base64}]", "!Base64 '*'", ""},
		{"Cidr has no wildcard", `!Cidr ['10.0.0.0/16', 2, 8]`, "[${Fn::Cidr}]", "", ""},
		{"what is not a function of CloudFormation's is not known", `!Rain::Env X`, "[${Fn::Rain::Env} ?]", "", "Fn::Rain::Env is not evaluated here"},
		{"a map is not text", `{a: b}`, "[]", "", ""},
	}
	for _, test := range tests {
		t.Run(strings.ReplaceAll(test.name, " ", "-"), func(t *testing.T) {
			text := strings.Replace(stage, "EXPRESSION", test.expression, 1)
			m, notices := read(t, text, nil)
			values := firstResources(m)
			if got := words(values); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
			if test.at != "" && slice(text, values[0].At) != test.at {
				t.Errorf("place is %q, want %q", slice(text, values[0].At), test.at)
			}
			got := messages(notices)
			if test.notice == "" && got != "" || !strings.Contains(got, test.notice) {
				t.Errorf("notices are %q, want %q", got, test.notice)
			}
		})
	}
}

func TestTooManyAlternativesAreNotKnown(t *testing.T) {
	text := strings.Replace(stage, "EXPRESSION", `!Join ['', [!If [A, a, b], !If [B, a, b], !If [C, a, b], !If [D, a, b], !If [E, a, b]]]`, 1)
	m, _ := read(t, text, nil)
	values := firstResources(m)
	if len(values) != most {
		t.Fatalf("got %d values, want %d", len(values), most)
	}
	for _, v := range values {
		if v.Known {
			t.Errorf("value %s is known, want it not to be", v.Text)
		}
	}
}

func TestGivenParametersGoBeforeDefaults(t *testing.T) {
	given := map[string]string{"Named": "given", "Open": "*", "Lists": "a,b", "Secret": "shown", "Stored": "given", "Words": "w"}
	tests := map[string]string{
		"Named": "[given]", "Open": "[*]", "Lists": "[a | b]", "Words": "[w]",
		"Secret": "[${Secret} ?]", "Stored": "[${Stored} ?]",
	}
	for name, want := range tests {
		t.Run(name, func(t *testing.T) {
			m, _ := read(t, strings.Replace(stage, "EXPRESSION", "!Ref "+name, 1), given)
			values := firstResources(m)
			if got := words(values); got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
}

func TestPartsTellNamesOfResources(t *testing.T) {
	tests := map[string]bool{ // whether it begins with a name, which is no ARN
		"!Ref Bucket":             true,
		"!Sub '${Bucket}/*'":      true,
		"!Ref Table":              true,
		"!Ref Function":           true,
		"!Ref Topic":              false, // is its ARN
		"!Ref Network":            false, // an id that AWS makes
		"!Ref Balancer":           false, // nothing is known of its type
		"!Ref Given":              false, // a name that is text
		"!GetAtt Bucket.Arn":      false,
		"!Sub '${Bucket.Arn}/*'":  false,
		"!Sub 'x${Bucket}'":       false,
		"!Ref AWS::AccountId":     false,
		"!Ref Open":               false,
		"!ImportValue somebodies": false,
	}
	for expression, want := range tests {
		t.Run(expression, func(t *testing.T) {
			text := `Parameters: {Open: {Type: String}}
Resources:
  Bucket: {Type: AWS::S3::Bucket}
  Table: {Type: AWS::DynamoDB::Table}
  Function: {Type: AWS::Lambda::Function}
  Topic: {Type: AWS::SNS::Topic}
  Network: {Type: AWS::EC2::VPC}
  Balancer: {Type: AWS::Brand::New}
  Given: {Type: AWS::S3::Bucket, Properties: {BucketName: given}}
  P: {Type: AWS::IAM::ManagedPolicy, Properties: {PolicyDocument: {Statement: {Effect: Allow, Action: '*', Resource: EXPRESSION}}}}
`
			m, _ := read(t, strings.Replace(text, "EXPRESSION", expression, 1), nil)
			if got := firstResources(m)[0].Parts[0].Name; got != want {
				t.Errorf("got %v, want %v", got, want)
			}
		})
	}
}

func TestPartsNameTheirParameter(t *testing.T) {
	m, _ := read(t, strings.Replace(stage, "EXPRESSION", "!Sub 'x${Named}${Open}'", 1), nil)
	got := m.Targets[0].Documents[0].Statements[0].Resources[0].Parts
	want := []policy.Part{
		{Kind: policy.Literal, Text: "x"},
		{Kind: policy.Literal, Text: "data", Parameter: "Named"},
		{Kind: policy.Unknown, Text: "Open", Parameter: "Open"},
	}
	if len(got) != len(want) {
		t.Fatalf("got %v, want %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("part %d is %v, want %v", i, got[i], want[i])
		}
	}
}
