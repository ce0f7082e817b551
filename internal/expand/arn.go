package expand

import (
	"regexp"
	"strings"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/glob"
)

// arnFields are the fields of an ARN, or of a pattern of ARNs. Of text that
// does not begin as one, such as * or an ARN known only as a whole, all is in
// the resource field.
type arnFields struct {
	prefix, partition, service, region, account, resource string
}

// splitARN splits a pattern into the six fields of an ARN. IAM fills up an ARN
// that has fewer with *, and the * at the end of a field runs on into the next
// ones: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html.
func splitARN(text string) arnFields {
	if !strings.HasPrefix(text, "arn:") {
		return arnFields{resource: text}
	}
	f := strings.SplitN(text, ":", 6)
	for len(f) < 6 {
		f = append(f, "*")
	}
	return arnFields{f[0], f[1], f[2], f[3], f[4], f[5]}
}

// String is the pattern, complete.
func (a arnFields) String() string {
	if a.prefix == "" {
		return a.resource
	}
	return strings.Join([]string{a.prefix, a.partition, a.service, a.region, a.account, a.resource}, ":")
}

// couldBe tells whether the service of the pattern may be that of a type.
func (a arnFields) couldBe(t catalog.ResourceType) bool {
	if a.service == "" || glob.HasWildcard(a.service) {
		return true
	}
	rest, _ := strings.CutPrefix(t.ARN(), "arn:${Partition}:")
	rest, ok := strings.CutPrefix(rest, a.service)
	return ok && strings.HasPrefix(rest, ":")
}

// byField tells whether the pattern can be compared field by field: each of the fields before the last says all of
// itself, or nothing. In others, such as arn:aws:lambda:*:function:name, a * or what is not known runs on over several.
func (a arnFields) byField() bool {
	whole := func(field string) bool { return field == "*" || !glob.HasWildcard(field) }
	isAccount := a.account == "*" || a.account == someText || owners[a.account] || accountID.MatchString(a.account)
	return a.prefix != "" && whole(a.partition) && whole(a.service) && whole(a.region) && isAccount
}

// idWord finds the word that EC2 begins every id of a type with, if the pattern asks for nothing more: instance/i-*
// leaves out no instance. See https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html.
var idWord = regexp.MustCompile(`^([a-z-]+/)(?:[a-z]+-)+\*$`)

// coversEverything tells whether the pattern covers every ARN of its partition.
func (a arnFields) coversEverything() bool {
	partition := a.partition
	if partition == "" || glob.HasWildcard(partition) {
		partition = "aws"
	}
	return glob.Covers(a.String(), "arn:"+partition+":*:*:*:*")
}
