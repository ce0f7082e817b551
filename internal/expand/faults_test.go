package expand_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/iamlint/iamlint/internal/policy"
	"github.com/iamlint/iamlint/internal/source"
)

// faultsOf lists the faults of a statement as "kind text -> suggestion".
func faultsOf(s *policy.Statement) []string {
	var list []string
	for _, f := range s.Faults {
		line := string(f.Kind) + " " + f.Text
		if f.Suggestion != "" {
			line += " -> " + f.Suggestion
		}
		list = append(list, line)
	}
	return list
}

// having is the elements of a statement, by their names.
func having(names ...string) []policy.Element {
	var all []policy.Element
	for _, name := range names {
		all = append(all, policy.Element{Name: name})
	}
	return all
}

var whole = having("Effect", "Action", "Resource")

func TestFaultsOfElements(t *testing.T) {
	for _, c := range []struct {
		name     string
		kind     policy.DocumentKind
		resource string // the type of the resource, of its policy
		elements []policy.Element
		want     []string
	}{
		{"AnIdentityPolicyIsComplete", policy.Identity, "", whole, nil},
		{"AnIdentityPolicyNeedsResource", policy.Identity, "", having("Effect", "Action"), []string{"missing-element "}},
		{"NotResourceIsAResource", policy.Identity, "", having("Effect", "Action", "NotResource"), nil},
		{"AnIdentityPolicyHasNoPrincipal", policy.Identity, "", append(having("Principal"), whole...), []string{"unsupported-element "}},
		{"ABoundaryHasNoNotPrincipal", policy.Boundary, "", append(having("NotPrincipal"), whole...), []string{"unsupported-element "}},
		{"ATrustPolicyHasNoResource", policy.Trust, "", append(having("Principal"), whole...), []string{"unsupported-element "}},
		{"ATrustPolicyNeedsPrincipal", policy.Trust, "", having("Effect", "Action"), []string{"missing-element "}},
		{"ABucketPolicyNeedsResource", policy.ResourceBased, "AWS::S3::BucketPolicy", having("Effect", "Principal", "Action"), []string{"missing-element "}},
		{"ARepositoryPolicyDoesNot", policy.ResourceBased, "AWS::ECR::Repository", having("Effect", "Principal", "Action"), nil},
		{"AResourceControlPolicyNeedsPrincipal", policy.RCP, "", whole, []string{"missing-element "}},
		{"AServiceControlPolicyHasNone", policy.SCP, "", append(having("Principal"), whole...), []string{"unsupported-element "}},
		{"OppositesExcludeOneAnother", policy.Identity, "", append(having("NotAction"), whole...), []string{"conflict NotAction"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := facts(t, policy.Statement{
				Effect: "Allow", Elements: c.elements, Document: policy.Title{Kind: c.kind}, Target: &policy.Subject{Type: c.resource},
			})
			if diff := cmp.Diff(c.want, faultsOf(s)); diff != "" {
				t.Errorf("faults (-want +got):\n%s", diff)
			}
		})
	}
}

func TestFaultsOfSids(t *testing.T) {
	for _, c := range []struct {
		sid  string
		kind policy.DocumentKind
		want []string
	}{
		{"Read1", policy.Identity, nil},
		{"Read the data", policy.Identity, []string{"sid-characters Read the data -> Readthedata"}},
		{"", policy.Trust, []string{"sid-empty "}},
		{"Read${AWS::StackName}", policy.Identity, nil},
		{"Read the data", policy.ResourceBased, nil},
	} {
		t.Run(c.sid+string(c.kind), func(t *testing.T) {
			s := facts(t, policy.Statement{
				Sid: c.sid, SidAt: source.Location{Artifact: "a"}, Elements: append(having("Sid"), needed(c.kind)...),
				Document: policy.Title{Kind: c.kind}, Target: &policy.Subject{},
			})
			if diff := cmp.Diff(c.want, faultsOf(s)); diff != "" {
				t.Errorf("faults (-want +got):\n%s", diff)
			}
		})
	}
}

func TestFaultsOfCharacters(t *testing.T) {
	const dash = "arn:aws:s3:::a–b"
	at := func(width int) source.Location {
		return source.Location{Region: source.Region{Start: source.Position{Line: 1, Column: 1}, End: source.Position{Line: 1, Column: 1 + width}}}
	}
	principal := func(text string) []policy.Principal { return []policy.Principal{{Value: value(text), Type: "AWS"}} }
	for _, c := range []struct {
		name      string
		kind      policy.DocumentKind
		target    policy.Subject
		statement policy.Statement
		want      []string
	}{
		{"ResourceOfARole", policy.Identity, policy.Subject{Type: "AWS::IAM::Role"}, policy.Statement{Resources: resources(dash)}, []string{"character U+2013"}},
		{"ResourceOfAFunction", policy.Identity, policy.Subject{Type: "AWS::Serverless::Function"}, policy.Statement{Resources: resources(dash)}, []string{"character U+2013"}},
		{"ResourceOfABoundary", policy.Boundary, policy.Subject{}, policy.Statement{Resources: resources(dash)}, []string{"character U+2013"}},
		{"NotResource", policy.Identity, policy.Subject{}, policy.Statement{NotResources: resources("arn:aws:s3:::a\x00b–")}, []string{"character U+0000"}},
		{"Principal", policy.Trust, policy.Subject{}, policy.Statement{Principals: principal("arn:aws:iam::111122223333:role/–")}, []string{"character U+2013"}},
		{"PrincipalThatIsNoneIsToldOnce", policy.Trust, policy.Subject{}, policy.Statement{Principals: principal("–")}, []string{`principal – -> an account of twelve digits, or the ARN of an account, role or user`}},
		{"KeyAndValue", policy.Identity, policy.Subject{}, policy.Statement{Resources: resources("*"), Conditions: []policy.Condition{{
			Operator: "StringEquals", Key: "aws:ResourceTag/Ā", Values: []policy.Value{value("\u200b")},
		}}}, []string{"character U+0100", "character U+200B"}},
		{"NoneUpToTheEndOfLatin1", policy.Identity, policy.Subject{}, policy.Statement{Resources: resources("arn:aws:s3:::a \t\r\n\x7fÿ/*")}, nil},
		{"NoneInWhatIsNotKnown", policy.Identity, policy.Subject{}, policy.Statement{Resources: []policy.ResourceARN{{Value: policy.Value{
			Text: "…", Parts: []policy.Part{{Kind: policy.Unknown, Text: "…"}},
		}}}}, nil},
		{"NoneInPoliciesOfResources", policy.ResourceBased, policy.Subject{Type: "AWS::S3::BucketPolicy"}, policy.Statement{Resources: resources(dash)}, nil},
		{"NoneInPoliciesOfOrganizations", policy.SCP, policy.Subject{}, policy.Statement{Resources: resources(dash)}, nil},
		{"NoneInPoliciesOfDevices", policy.Identity, policy.Subject{Type: "AWS::IoT::Policy"}, policy.Statement{Resources: resources(dash)}, nil},
		{"ADocumentThatStandsAlone", policy.Identity, policy.Subject{Kind: policy.Raw}, policy.Statement{Resources: []policy.ResourceARN{{Value: placed(dash, at(18))}}}, []string{"character U+2013"}},
		{"NoneInADocumentWithEscapes", policy.Identity, policy.Subject{Kind: policy.Raw}, policy.Statement{Resources: []policy.ResourceARN{{Value: placed(dash, at(23))}}}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.statement.Document.Kind, c.statement.Target, c.statement.Elements = c.kind, &c.target, needed(c.kind)
			if diff := cmp.Diff(c.want, faultsOf(facts(t, c.statement))); diff != "" {
				t.Errorf("faults (-want +got):\n%s", diff)
			}
		})
	}
}

// placed is a value at a place.
func placed(text string, at source.Location) policy.Value {
	v := value(text)
	v.At = at
	return v
}

// needed is what a statement has to have in a kind of document.
func needed(kind policy.DocumentKind) []policy.Element {
	switch kind {
	case policy.Trust:
		return having("Effect", "Principal", "Action")
	case policy.ResourceBased, policy.RCP:
		return having("Effect", "Principal", "Action", "Resource")
	default:
		return whole
	}
}

func TestFaultsOfResources(t *testing.T) {
	for _, c := range []struct {
		text string
		want string
	}{
		{"*", ""},
		{"arn:aws:s3:::data/*", ""},
		{"arn:*:s3:::data", ""},
		{"arn:aws:sqs:us-west-?:111122223333:orders", ""},
		{"arn:aws:sqs:*", ""},
		{"arn:aws:iam::aws:policy/ReadOnlyAccess", ""},
		{"arn:aws:iam::${aws:PrincipalAccount}:user/${aws:username}", ""},
		{"arn:aws:ec2:*::image/ami-1", ""},
		{"arn:aws:ssm:eu-west-1::document/AWS-RunShellScript", ""},
		{"arn:aws:apigateway:eu-west-1::/restapis/*", ""},
		{"arn:aws:cloudformation:eu-west-1:aws:transform/Serverless-2016-10-31", ""},
		{"Fn::Enum x", ""},
		{"${bucket_arn}/*", ""},
		{"data", "arn-none data"},
		{"", "arn-none "},
		{"aws:s3:::data", "arn-none aws:s3:::data -> arn:aws:s3:::data"},
		{"arn:aws:s3::data", "arn-fields arn:aws:s3::data -> arn:aws:s3::data:*"},
		{"arn:asw:s3:::data", "arn-partition asw -> aws"},
		{"arn:aws:S3:::data", "arn-service-case S3 -> s3"},
		{"arn:aws:sqs:eu-west:111122223333:orders", "arn-region eu-west"},
		{"arn:aws:sqs:eu-west-1:1111:orders", "arn-account 1111"},
		{"arn:aws:dynamdb:eu-west-1:111122223333:table/a", "arn-service dynamdb -> dynamodb"},
		{"arn:aws:dynamodb:eu-west-1:111122223333:tables/a", "arn-resource tables/a"},
		{"arn:aws:s3:eu-west-1::data", "arn-region-not-allowed eu-west-1"},
		{"arn:aws:s3::111122223333:data", "arn-account-not-allowed 111122223333"},
		{"arn:aws:sqs::111122223333:orders", "arn-region-missing arn:aws:sqs::111122223333:orders"},
		{"arn:aws:sqs:eu-west-1::orders", "arn-account-missing arn:aws:sqs:eu-west-1::orders"},
	} {
		t.Run(strings.ReplaceAll(c.text, "/", "|"), func(t *testing.T) {
			s := facts(t, policy.Statement{
				Effect: "Allow", Elements: whole, Document: policy.Title{Kind: policy.Identity},
				Target: &policy.Subject{Kind: policy.Raw}, Resources: []policy.ResourceARN{{Value: policy.Text(c.text, source.Location{})}},
			})
			if got := strings.Join(faultsOf(s), "; "); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestFaultsOfResourcesThatPartsMake(t *testing.T) {
	bucket := policy.Part{Kind: policy.Opaque, Text: "Logs", Name: true}
	name := policy.Part{Kind: policy.Unknown, Text: "Bucket", Parameter: "Bucket"}
	some := policy.Part{Kind: policy.Literal, Text: "see-the-wiki", Parameter: "Bucket"}
	text := func(s string) policy.Part { return policy.Part{Kind: policy.Literal, Text: s} }
	for _, c := range []struct {
		name  string
		parts []policy.Part
		want  string
	}{
		{"AllOfIt", []policy.Part{name}, ""},
		{"ADefaultThatIsAHint", []policy.Part{some}, ""},
		{"TheEnd", []policy.Part{text("arn:aws:s3:::"), name}, ""},
		{"TheEndOfWhatIsNone", []policy.Part{text("aws:s3:::"), name}, "arn-none aws:s3:::${Bucket} -> arn:aws:s3:::${Bucket}"},
		{"TheEndOfWhatIsNoneByDefault", []policy.Part{text("aws:s3:::"), some}, "arn-none aws:s3:::see-the-wiki -> arn:aws:s3:::see-the-wiki"},
		{"TooLittleToTell", []policy.Part{text("arn"), name}, ""},
		{"TheNameOfAResource", []policy.Part{bucket}, "arn-none ${Logs}"},
		{"TheNameOfAResourceAndMore", []policy.Part{bucket, text("/*")}, "arn-none ${Logs}/*"},
		{"TheNameOfAResourceWithinAnARN", []policy.Part{text("arn:aws:s3:::"), bucket}, ""},
		{"WhatARefGivesIsNotKnown", []policy.Part{{Kind: policy.Opaque, Text: "Thing"}}, ""},
		{"AnotherPartition", []policy.Part{text("arn"), {Kind: policy.Opaque, Text: "AWS::Partition"}, text("s3:::"), name}, "arn-none arn${AWS::Partition}s3:::${Bucket} -> arn:${AWS::Partition}:s3:::${Bucket}"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := facts(t, policy.Statement{
				Effect: "Allow", Elements: whole, Document: policy.Title{Kind: policy.Identity},
				Target: &policy.Subject{Kind: policy.Raw}, Resources: []policy.ResourceARN{{Value: policy.Compose(c.parts, source.Location{})}},
			})
			if got := strings.Join(faultsOf(s), "; "); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestNamesWherePrincipalsBelong(t *testing.T) {
	for _, c := range []struct {
		name string
		part policy.Part
		want string
	}{
		{"AName", policy.Part{Kind: policy.Opaque, Text: "Caller", Name: true}, "principal ${Caller} -> an account of twelve digits, or the ARN of an account, role or user"},
		{"WhatARefGivesIsNotKnown", policy.Part{Kind: policy.Opaque, Text: "Thing"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := facts(t, policy.Statement{
				Effect: "Allow", Elements: needed(policy.Trust), Document: policy.Title{Kind: policy.Trust}, Target: &policy.Subject{Kind: policy.Role},
				Principals: []policy.Principal{{Type: "AWS", Value: policy.Compose([]policy.Part{c.part}, source.Location{})}},
			})
			if got := strings.Join(faultsOf(s), "; "); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestNamesWhereConditionsCompareARNs(t *testing.T) {
	bucket := policy.Part{Kind: policy.Opaque, Text: "Logs", Name: true}
	for _, c := range []struct {
		name, operator, key string
		parts               []policy.Part
		want                string
	}{
		{"AName", "ArnLike", "aws:SourceArn", []policy.Part{bucket}, "value ${Logs} -> an ARN"},
		{"ANameWithinAnARN", "ArnLike", "aws:SourceArn", []policy.Part{{Kind: policy.Literal, Text: "arn:aws:s3:::"}, bucket}, ""},
		{"WhatARefGivesIsNotKnown", "ArnLike", "aws:SourceArn", []policy.Part{{Kind: policy.Opaque, Text: "Thing"}}, ""},
		{"ANameAsText", "StringEquals", "aws:PrincipalTag/bucket", []policy.Part{bucket}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := facts(t, policy.Statement{
				Effect: "Allow", Elements: whole, Document: policy.Title{Kind: policy.Identity}, Target: &policy.Subject{Kind: policy.Raw},
				Conditions: []policy.Condition{{
					Operator: c.operator, Base: c.operator, Key: c.key, LowerKey: strings.ToLower(c.key),
					Values: []policy.Value{policy.Compose(c.parts, source.Location{})},
				}},
			})
			if got := strings.Join(faultsOf(s), "; "); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestFaultsAreOfWhatUsersWrote(t *testing.T) {
	s := facts(t, policy.Statement{
		Document: policy.Title{Kind: policy.Identity, Origin: policy.FromManaged}, Target: &policy.Subject{},
		Resources: []policy.ResourceARN{{Value: value("data")}},
	})
	if len(s.Faults) > 0 {
		t.Errorf("got faults %v of an AWS managed policy, want none", faultsOf(s))
	}
}

func TestFaultsOfPrincipals(t *testing.T) {
	for _, c := range []struct{ kind, text, want string }{
		{"AWS", "111122223333", ""},
		{"AWS", "arn:aws:iam::111122223333:role/app", ""},
		{"AWS", "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1", ""},
		{"AWS", "${account_id}", ""},
		{"Service", "logs.eu-west-1.amazonaws.com", ""},
		{"Service", "ec2.amazonaws.com.cn", ""},
		{"CanonicalUser", "abc", ""},
		{"Robot", "x", ""},
		{"Service", "lambda", "principal lambda -> lambda.amazonaws.com"},
		{"Service", "lambda.aws.com", "principal lambda.aws.com -> lambda.amazonaws.com"},
		{"AWS", "1111-2222", "principal 1111-2222 -> an account of twelve digits, or the ARN of an account, role or user"},
		{"AWS", "aws:iam::111122223333:role/app", "principal aws:iam::111122223333:role/app -> arn:aws:iam::111122223333:role/app"},
		{"AWS", "arn:aws:iam::account-id:user/x", "principal arn:aws:iam::account-id:user/x -> an account of twelve digits in the ARN"},
		{"AWS", "Fn::EnumTargetAccounts Binding arn:aws:iam::${account}:root", ""},
		{"AWS", "arn:aws:iam::${account}:user/${aws:username}", "variable-unsupported arn:aws:iam::${account}:user/${aws:username}"},
		{"AWS", "arn:aws:iam::111122223333:user/${aws:username}", "variable-unsupported arn:aws:iam::111122223333:user/${aws:username}"},
	} {
		t.Run(c.kind+c.text, func(t *testing.T) {
			s := facts(t, policy.Statement{
				Effect: "Allow", Elements: needed(policy.Trust), Document: policy.Title{Kind: policy.Trust},
				Target: &policy.Subject{Kind: policy.Raw}, Principals: []policy.Principal{{Value: policy.Text(c.text, source.Location{}), Type: c.kind}},
			})
			if got := strings.Join(faultsOf(s), "; "); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestFaultsOfConditions(t *testing.T) {
	for _, c := range []struct {
		operator, key, value string
		want                 string
	}{
		{"StringEquals", "aws:PrincipalOrgID", "o-1", ""},
		{"StringEqual", "aws:PrincipalOrgID", "o-1", "operator StringEqual -> StringEquals"},
		{"NullIfExists", "aws:PrincipalOrgID", "true", "operator NullIfExists -> Null"},
		{"forAnyValue:StringEquals", "aws:TagKeys", "a", "operator forAnyValue:StringEquals -> ForAnyValue:StringEquals"},
		{"ForAnyValues:StringLikeIfExists", "aws:TagKeys", "a", "operator ForAnyValues:StringLikeIfExists -> ForAnyValue:StringLikeIfExists"},

		{"StringEquals", "token.actions.githubusercontent.com:sub", "repo:a/b:ref:x", ""},
		{"StringEquals", "saml:anything", "x", ""},
		{"StringEquals", "${Issuer}:sub", "x", ""},
		{"StringEquals", "aws:SourceArm", "x", "key aws:SourceArm -> aws:SourceArn"},
		{"StringEquals", "aws:ResourceTag", "x", "key aws:ResourceTag -> aws:ResourceTag/${TagKey}"},
		{"StringEquals", "aws:ARN", "x", "key aws:ARN -> aws:PrincipalArn"},
		{"StringEquals", "a", "x", "key a"},
		{"Bool", "iot:Connection.Thing.IsAttached", "true", ""},
		{"StringEquals", "iot:Connection.Thing.Attributes[site]", "x", ""},
		{"StringEquals", "iot:Certificate.Subject.CommonName", "x", ""},
		{"StringEquals", "iot:ClientId", "x", ""},
		{"StringEquals", "iot:CertificateId", "x", ""},
		{"StringEquals", "iot:Connection.Thing.", "x", "key iot:Connection.Thing."},
		{"StringEquals", "iot:Connection", "x", "key iot:Connection"},

		{"StringEquals", "aws:TagKeys", "a", "set-missing StringEquals -> StringEquals"},
		{"Null", "aws:TagKeys", "false", ""},
		{"ForAllValues:StringEquals", "aws:PrincipalOrgID", "o-1", "set-single ForAllValues:StringEquals -> StringEquals"},

		{"StringEquals", "s3:prefix", "a", ""},
		{"StringEquals", "ec2:InstanceType", "a", "key-unsupported s3:ListBucket"},
		{"StringNotEquals", "ec2:InstanceType", "a", "key-unnarrowing s3:ListBucket"},
		{"StringEqualsIfExists", "ec2:InstanceType", "a", ""},

		{"Bool", "aws:SecureTransport", "True", ""},
		{"Bool", "aws:SecureTransport", "yes", "value yes -> true or false"},
		{"StringEquals", "aws:SecureTransport", "true", ""},
		{"NumericLessThan", "s3:max-keys", "ten", "value ten -> a number"},
		{"StringEquals", "s3:signatureAge", "bad", "value bad -> a number"},
		{"NumericEquals", "s3:prefix", "1", "operator-type NumericEquals -> String"},
		{"NumericLessThanIfExists", "glacier:ArchiveAgeInDays", "365", ""},
		{"NumericLessThanIfExists", "glacier:ArchiveAgeInDays", "a year", "value a year -> a number"},
		{"DateLessThan", "aws:CurrentTime", "2016-12-13t2:00:00.593194+23", ""},
		{"DateLessThan", "aws:CurrentTime", "2016-12-13t2:00:00.1999999999+10:59", "value 2016-12-13t2:00:00.1999999999+10:59 -> a date such as 2026-01-31T12:00:00Z"},
		{"DateLessThan", "aws:CurrentTime", "2019-13-45T12:00:00Z", "value 2019-13-45T12:00:00Z -> a date such as 2026-01-31T12:00:00Z"},
		{"DateLessThan", "aws:CurrentTime", "2025-02-29T12:00:00Z", "value 2025-02-29T12:00:00Z -> a date such as 2026-01-31T12:00:00Z"},
		{"DateLessThan", "aws:CurrentTime", "2025-04-31", "value 2025-04-31 -> a date such as 2026-01-31T12:00:00Z"},
		{"DateLessThan", "aws:CurrentTime", "2025-01-00", "value 2025-01-00 -> a date such as 2026-01-31T12:00:00Z"},
		{"DateLessThan", "aws:CurrentTime", "2025-01-01T25:00:00Z", "value 2025-01-01T25:00:00Z -> a date such as 2026-01-31T12:00:00Z"},
		{"DateLessThan", "aws:CurrentTime", "2025-01-01T12:60:00Z", "value 2025-01-01T12:60:00Z -> a date such as 2026-01-31T12:00:00Z"},
		{"DateLessThan", "aws:CurrentTime", "2025-01-01T12:00:60Z", "value 2025-01-01T12:00:60Z -> a date such as 2026-01-31T12:00:00Z"},
		{"DateLessThan", "aws:CurrentTime", "2025-01-01T12:00:00+24:00", "value 2025-01-01T12:00:00+24:00 -> a date such as 2026-01-31T12:00:00Z"},
		{"DateLessThan", "aws:CurrentTime", "2025-01-01T12:00:00+01:60", "value 2025-01-01T12:00:00+01:60 -> a date such as 2026-01-31T12:00:00Z"},
		{"DateLessThan", "aws:CurrentTime", "2024-02-29T23:59:59Z", ""},
		{"DateLessThan", "aws:CurrentTime", "2025", ""},
		{"DateLessThan", "aws:CurrentTime", "2025-12", ""},
		{"DateLessThan", "aws:CurrentTime", "2025-12-31T23:59:59.999-05:00", ""},
		{"DateLessThan", "aws:EpochTime", "9223372036854775808", "value 9223372036854775808 -> a date such as 2026-01-31T12:00:00Z"},
		{"NumericLessThan", "aws:EpochTime", "1", ""},
		{"StringLike", "aws:SourceIp", "203.*", "operator-type StringLike -> IPAddress"},
		{"IpAddress", "aws:SourceIp", "203.0.113.0/33", "value 203.0.113.0/33 -> an address or a range such as 203.0.113.0/24"},
		{"IpAddress", "aws:SourceIp", "203.0.113.7/24", "value-host-bits 203.0.113.7/24 -> 203.0.113.0/24"},
		{"IpAddress", "aws:SourceIp", "10.0.0.0/8", "value-private-only 10.0.0.0/8"},
		{"IpAddress", "aws:VpcSourceIp", "10.0.0.0/8", ""},
		{"ArnLike", "aws:SourceArn", "topic", "value topic -> an ARN"},
		{"ArnLike", "aws:SourceArn", "arn:aws:sns", "value arn:aws:sns -> an ARN"},
		{"ArnLike", "aws:SourceArn", "arn:aws:sns*", ""},
		{"StringEquals", "aws:SourceVpc", "vpce-1a", "value vpce-1a -> a VPC such as vpc-1a2b3c4d"},
		{"StringEquals", "aws:RequestedRegion", "eu-west", "value eu-west -> a Region such as eu-west-1"},

		{"StringEquals", "s3:prefix", "home/*", "literal-wildcard home/* -> StringLike"},
		{"StringNotEquals", "s3:prefix", "home/?", "literal-wildcard home/? -> StringNotLike"},
		{"StringEquals", "s3:prefix", "${*}", ""},
		{"ArnEquals", "aws:SourceArn", "arn:aws:s3:::*", ""},

		{"StringLike", "s3:prefix", "${aws:username}/*", ""},
		{"StringLike", "s3:prefix", "${cognito-identity.amazonaws.com:sub}/*", ""},
		{"StringLike", "s3:prefix", "${aws:PrincipalTag/team, 'all'}/*", ""},
		{"StringLike", "s3:prefix", "${aws:username/*", "variable ${aws:username/* -> close it with }"},
		{"StringLike", "s3:prefix", "${ aws:username }", "variable ${ aws:username } -> write it as ${key} or ${key, 'default'}, without spaces in the key"},
		{"StringLike", "s3:prefix", "${}", "variable ${} -> name a condition key in it"},
		{"StringLike", "s3:prefix", "${aws:usrname}", "variable ${aws:usrname} -> write ${aws:username}"},
		{"StringLike", "s3:prefix", "${aws:TagKeys}", "variable ${aws:TagKeys} -> use a key that has one value"},
		{"StringLike", "s3:prefix", "${Bucket}", "variable ${Bucket} -> wrap the text in Fn::Sub if a value of the template is meant"},
		{"NumericLessThan", "s3:max-keys", "${aws:PrincipalTag/n}", "variable-unsupported ${aws:PrincipalTag/n}"},
	} {
		t.Run(strings.ReplaceAll(c.operator+c.key+c.value, "/", "|"), func(t *testing.T) {
			s := facts(t, policy.Statement{
				Effect: "Allow", Elements: whole, Document: policy.Title{Kind: policy.Identity}, Target: &policy.Subject{Kind: policy.Role},
				Actions:    []policy.Action{{Value: value("s3:ListBucket")}},
				Conditions: []policy.Condition{{Operator: c.operator, Key: c.key, Values: []policy.Value{policy.Text(c.value, source.Location{})}}},
			})
			if got := strings.Join(faultsOf(s), "; "); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestBooleansThatSayBoth(t *testing.T) {
	branched := value("false")
	branched.Branch = "IsProd"
	for _, c := range []struct {
		name   string
		values []policy.Value
		want   string
	}{
		{"both", []policy.Value{value("true"), value("False")}, "value-both False"},
		{"the-same-twice", []policy.Value{value("true"), value("true")}, ""},
		{"one-that-is-not-known", []policy.Value{value("true"), value("${Required}")}, ""},
		{"one-on-a-branch", []policy.Value{value("true"), branched}, ""},
		{"the-first-that-differs", []policy.Value{value("false"), value("false"), value("true")}, "value-both true"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := facts(t, policy.Statement{
				Effect: "Allow", Elements: whole, Document: policy.Title{Kind: policy.Identity}, Target: &policy.Subject{Kind: policy.Role},
				Actions:    actions("s3:ListBucket"),
				Conditions: []policy.Condition{{Operator: "Bool", Key: "aws:SecureTransport", Values: c.values}},
			})
			if got := strings.Join(faultsOf(s), "; "); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestFaultsOfResourceControlPolicies(t *testing.T) {
	s := facts(t, policy.Statement{
		Effect: "Deny", Elements: needed(policy.RCP), Document: policy.Title{Kind: policy.RCP}, Target: &policy.Subject{},
		Actions: []policy.Action{{Value: value("s3:*")}, {Value: value("ec2:RunInstances")}},
	})
	if got, want := strings.Join(faultsOf(s), "; "), "rcp-service ec2:RunInstances"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
