package expand

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/glob"
	"github.com/iamlint/iamlint/internal/policy"
)

// takesOtherText tells whether a resource may be something else than an ARN:
// API Gateway completes execute-api:/stage/GET/path, and Lambda the name of a function.
func takesOtherText(s *policy.Statement, v policy.Value) bool {
	if s.Document.Kind != policy.ResourceBased {
		return false
	}
	return strings.HasPrefix(v.Text, "execute-api:/") || strings.HasPrefix(s.Target.Type, "AWS::Lambda::")
}

var (
	regionShape = regexp.MustCompile(`^[a-z]{2,4}(-(gov|iso[a-z]?|de))?-(north|south|east|west|central|northeast|northwest|southeast|southwest)-[0-9]+$`)
	partitions  = map[string]bool{
		"aws": true, "aws-cn": true, "aws-us-gov": true, "aws-iso": true, "aws-iso-b": true,
		"aws-iso-e": true, "aws-iso-f": true, "aws-eusc": true,
	}
	// owners stand in ARNs instead of an account.
	owners = map[string]bool{"": true, "aws": true, "cloudfront": true, "aws-marketplace": true, "amazon": true, "third-party": true}
)

// arnFaults tells what is wrong with the text of a resource.
func (w *work) arnFaults(element string, v policy.Value) []policy.Fault {
	kind, wrong, suggestion := arnFault(v)
	if kind == "" {
		return nil
	}
	return []policy.Fault{{Kind: kind, Element: element, Text: cmp.Or(wrong, v.Text), Suggestion: suggestion, At: v.At}}
}

// arnFault is what is wrong, in which text ("" for all of it), and what was meant. There is no kind when nothing is.
func arnFault(v policy.Value) (kind policy.FaultKind, wrong, suggestion string) {
	text := insertion.ReplaceAllString(concrete(v), someText)
	switch {
	case text != "" && strings.Trim(text, "*") == "", strings.HasPrefix(text, someText):
		return "", "", ""
	case !strings.HasPrefix(text, "arn:"):
		return noARNFault(v, text)
	case !v.Known:
		return "", "", ""
	}
	fields := strings.SplitN(text, ":", 6)
	switch {
	case len(fields) == 6:
		return wholeFault(arnFields{fields[0], fields[1], fields[2], fields[3], fields[4], fields[5]})
	case strings.HasSuffix(text, "*"), strings.HasSuffix(text, someText):
		return "", "", ""
	}
	return policy.ARNFields, "", v.Text + strings.Repeat(":*", 6-len(fields))
}

// noARNFault is about text that does not begin as an ARN. A parameter's default may be a mere hint of what to
// give, and other tools have functions of their own.
func noARNFault(v policy.Value, text string) (kind policy.FaultKind, wrong, suggestion string) {
	if !v.Known && len(text) < len("arn:") || given(v) || strings.HasPrefix(text, "Fn::") {
		return "", "", ""
	}
	return policy.NoARN, "", meantARN(v.Text)
}

// wholeFault is about the fields of a whole ARN.
func wholeFault(arn arnFields) (kind policy.FaultKind, wrong, suggestion string) {
	fixed := func(field string) bool { return !glob.HasWildcard(field) && !strings.Contains(field, someText) }
	switch {
	case fixed(arn.partition) && !partitions[arn.partition]:
		return policy.ARNPartition, arn.partition, "aws"
	case fixed(arn.service) && arn.service != strings.ToLower(arn.service):
		return policy.ARNServiceCase, arn.service, strings.ToLower(arn.service)
	case fixed(arn.region) && arn.region != "" && !regionShape.MatchString(arn.region):
		return policy.ARNRegion, arn.region, ""
	case fixed(arn.account) && !owners[arn.account] && !accountID.MatchString(arn.account):
		return policy.ARNAccount, arn.account, ""
	case !fixed(arn.service) || arn.service == "":
		return "", "", ""
	}
	return scopeFault(arn)
}

// meantARN completes what was probably meant: aws:s3:::bucket lacks arn:.
func meantARN(text string) string {
	if rest, ok := strings.CutPrefix(text, "arn${AWS::Partition}"); ok {
		return "arn:${AWS::Partition}:" + strings.TrimPrefix(rest, ":")
	}
	if rest, ok := strings.CutPrefix(text, "aws:${AWS::Partition}:"); ok {
		return "arn:${AWS::Partition}:" + rest
	}
	if strings.HasPrefix(text, "aws:") && strings.Count(text, ":") >= 4 {
		return "arn:" + text
	}
	return ""
}

// given tells whether a parameter gives the value or a part of it.
func given(v policy.Value) bool {
	return slices.ContainsFunc(v.Parts, func(p policy.Part) bool { return p.Parameter != "" })
}

// arnTypes is the resource types by the service field of their ARNs, which need not be
// the prefix of their service's actions.
var arnTypes = sync.OnceValue(func() map[string][]catalog.ResourceType {
	types := map[string][]catalog.ResourceType{}
	for service := range catalog.Services() {
		for t := range service.ResourceTypes() {
			name := splitARN(t.ARN()).service
			types[name] = append(types[name], t)
		}
	}
	return types
})

// scopeFault compares an ARN with the types that its service has.
func scopeFault(arn arnFields) (kind policy.FaultKind, wrong, suggestion string) {
	types := arnTypes()[arn.service]
	if len(types) == 0 {
		if _, known := catalog.FindService(arn.service); known {
			return "", "", ""
		}
		return policy.ARNService, arn.service, catalog.SuggestService(arn.service)
	}
	var formats []arnFields
	for _, t := range types {
		format := splitARN(typeGlob(t, "aws", someRegion, someRegion))
		if glob.Meets(strings.ReplaceAll(arn.resource, someText, "*"), format.resource) {
			formats = append(formats, format)
		}
	}
	switch {
	case len(formats) == 0 && undocumented(arn):
		return "", "", ""
	case len(formats) == 0:
		return policy.ARNResource, strings.ReplaceAll(arn.resource, someText, "…"), ""
	}
	return fieldFault(arn, formats)
}

// undocumented tells whether resources of such ARNs exist that the reference does not have as a type.
func undocumented(arn arnFields) bool {
	switch arn.service {
	case "apigateway", "waf", "waf-regional":
		return true
	case "cloudformation":
		return strings.HasPrefix(arn.resource, "transform/")
	case "backup":
		return strings.HasPrefix(arn.resource, "recovery-point:") // the reference has ${Vendor} for the service
	case "autoscaling":
		return strings.HasPrefix(arn.resource, "scalingPolicy:") // of Application Auto Scaling
	}
	return false
}

// ofAWS are the services that offer resources of AWS's own, with no account in their ARN.
var ofAWS = map[string]bool{"ssm": true, "resource-explorer-2": true, "bedrock": true}

// someRegion stands for a field that a type has.
const someRegion = "x"

// fieldFault tells of a Region or account that none of the formats has, or all of them have.
func fieldFault(arn arnFields, formats []arnFields) (kind policy.FaultKind, wrong, suggestion string) {
	every := func(has func(arnFields) bool) bool {
		for _, f := range formats {
			if !has(f) {
				return false
			}
		}
		return true
	}
	fixed := func(field string) bool { return strings.Trim(field, "*") != "" }
	switch {
	case fixed(arn.region) && every(func(f arnFields) bool { return f.region == "" }):
		return policy.RegionNotAllowed, arn.region, ""
	case fixed(arn.account) && every(func(f arnFields) bool { return f.account == "" }):
		return policy.AccountForbidden, arn.account, ""
	case arn.region == "" && every(func(f arnFields) bool { return f.region == someRegion }):
		return policy.RegionMissing, "", ""
	case arn.account == "" && (!ofAWS[arn.service] || arn.region == "") && every(func(f arnFields) bool { return f.account == someRegion }):
		return policy.AccountMissing, "", ""
	}
	return "", "", ""
}
