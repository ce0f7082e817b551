package cfn

import (
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/policy"
)

// attachments say in which property a resource policy names what it is attached to.
var attachments = map[string]string{
	"AWS::S3::BucketPolicy":               "Bucket",
	"AWS::SNS::TopicInlinePolicy":         "TopicArn",
	"AWS::SNS::TopicPolicy":               "Topics",
	"AWS::SQS::QueueInlinePolicy":         "Queue",
	"AWS::SQS::QueuePolicy":               "Queues",
	"AWS::SecretsManager::ResourcePolicy": "SecretId",
}

// passages have policies of what passes through them, and not of a resource that a request is about.
var passages = []string{"AWS::EC2::VPCEndpoint", "AWS::ECR::RepositoryCreationTemplate", "AWS::ODB::OdbNetwork"}

// attachedTo lists the ARNs of what the policies of a resource are attached to: the resource itself, or what a property names. It
// is nil if one of them is not known.
func (t *template) attachedTo(r *resource) []policy.Value {
	if slices.Contains(passages, r.kind) {
		return []policy.Value{}
	}
	property, ok := attachments[r.kind]
	if !ok {
		if own := r.ownARN(); len(own.Parts) > 0 && !strings.HasSuffix(r.kind, "Policy") {
			return []policy.Value{own}
		}
		return nil
	}
	var all []policy.Value
	for _, v := range t.values(r.properties.Get(property), r.under) {
		arn := t.arnNamed(v, r.kind)
		if len(arn.Parts) == 0 {
			return nil
		}
		all = append(all, arn)
	}
	return all
}

// arnNamed is the ARN of what a value names: an ARN, a resource of the template, or a bucket by its name.
func (t *template) arnNamed(v policy.Value, kind string) policy.Value {
	if len(v.Parts) == 0 {
		return policy.Value{}
	}
	first := v.Parts[0]
	named := t.resources[first.Text]
	switch {
	case first.Kind == policy.Literal && strings.HasPrefix(first.Text, "arn:"):
		return v
	case len(v.Parts) == 1 && first.Kind == policy.Opaque && named != nil && !named.absent:
		arn := named.ownARN()
		arn.Branch = v.Branch
		return arn
	case len(v.Parts) == 1 && first.Kind == policy.Literal && kind == "AWS::S3::BucketPolicy":
		bucket := policy.Compose([]policy.Part{
			{Kind: policy.Literal, Text: "arn:"},
			{Kind: policy.Opaque, Text: "AWS::Partition"},
			{Kind: policy.Literal, Text: ":s3:::" + first.Text},
		}, v.At)
		bucket.Branch = v.Branch
		return bucket
	}
	return policy.Value{}
}
