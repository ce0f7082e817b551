package expand

import (
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
func (e *Expander) arnFaults(element string, v policy.Value) []policy.Fault {
	f := e.arnFault(v)
	if f.Kind == "" {
		return nil
	}
	f.Element, f.At = element, v.At
	return []policy.Fault{f}
}

// arnFault is the first fault of a resource; one without kind if there is none.
func (e *Expander) arnFault(v policy.Value) policy.Fault {
	text := insertion.ReplaceAllString(concrete(v), someText)
	switch {
	case beginsWithName(v):
		return policy.Fault{Kind: policy.NoARN, Text: v.Text}
	case text != "" && strings.Trim(text, "*") == "", strings.HasPrefix(text, someText):
		return policy.Fault{}
	case !strings.HasPrefix(text, "arn:"):
		// A parameter's default may be a mere hint of what to give, and other tools have functions of their own.
		if !v.Known && len(text) < len("arn:") || given(v) && len(beginning(v)) < len("arn:") || strings.HasPrefix(text, "Fn::") {
			return policy.Fault{}
		}
		return policy.Fault{Kind: policy.NoARN, Text: v.Text, Suggestion: meantARN(v.Text)}
	case !v.Known:
		return policy.Fault{}
	}
	fields := strings.SplitN(text, ":", 6)
	if len(fields) < 6 {
		if strings.HasSuffix(text, "*") || strings.HasSuffix(text, someText) {
			return policy.Fault{} // as wide as it looks
		}
		return policy.Fault{Kind: policy.ARNFields, Text: v.Text, Suggestion: v.Text + strings.Repeat(":*", 6-len(fields))}
	}
	arn := arnFields{fields[0], fields[1], fields[2], fields[3], fields[4], fields[5]}
	if f := arnFieldFault(arn); f.Kind != "" {
		return f
	}
	f := e.scopeFault(arn)
	if f.Kind != "" && f.Text == "" {
		f.Text = v.Text
	}
	return f
}

// beginsWithName tells whether a value begins with the name of a resource, as !Ref gives it where !GetAtt was meant.
func beginsWithName(v policy.Value) bool { return len(v.Parts) > 0 && v.Parts[0].Name }

// isFixed tells whether a field of an ARN is one known text.
func isFixed(field string) bool {
	return !glob.HasWildcard(field) && !strings.Contains(field, someText)
}

// arnFieldFault finds a field that no ARN has like this.
func arnFieldFault(arn arnFields) policy.Fault {
	switch {
	case isFixed(arn.partition) && !partitions[arn.partition]:
		return policy.Fault{Kind: policy.ARNPartition, Text: arn.partition, Suggestion: "aws"}
	case isFixed(arn.service) && arn.service != strings.ToLower(arn.service):
		return policy.Fault{Kind: policy.ARNServiceCase, Text: arn.service, Suggestion: strings.ToLower(arn.service)}
	case isFixed(arn.region) && arn.region != "" && !regionShape.MatchString(arn.region):
		return policy.Fault{Kind: policy.ARNRegion, Text: arn.region}
	case isFixed(arn.account) && !owners[arn.account] && !accountID.MatchString(arn.account):
		return policy.Fault{Kind: policy.ARNAccount, Text: arn.account}
	}
	return policy.Fault{}
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

// beginning is what the template itself writes before anything that a parameter gives.
func beginning(v policy.Value) string {
	n := slices.IndexFunc(v.Parts, func(p policy.Part) bool { return p.Parameter != "" || p.Kind == policy.Unknown })
	return concrete(policy.Value{Parts: v.Parts[:max(n, 0)]})
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
func (e *Expander) scopeFault(arn arnFields) policy.Fault {
	types := arnTypes()[arn.service]
	_, known := catalog.FindService(arn.service)
	switch {
	case !isFixed(arn.service), arn.service == "", len(types) == 0 && known:
		return policy.Fault{}
	case len(types) == 0:
		return policy.Fault{Kind: policy.ARNService, Text: arn.service, Suggestion: catalog.SuggestService(arn.service)}
	}
	var formats []arnFields
	resource := strings.ReplaceAll(arn.resource, someText, "*")
	for _, t := range types {
		if glob.Meets(resource, e.resourceGlob(t)) {
			formats = append(formats, splitARN(typeGlob(t, "aws", someField, someField)))
		}
	}
	switch {
	case len(formats) == 0 && undocumented(arn):
		return policy.Fault{}
	case len(formats) == 0:
		return policy.Fault{Kind: policy.ARNResource, Text: strings.ReplaceAll(arn.resource, someText, "…")}
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

// someField stands for a Region or account that a type has.
const someField = "x"

// fieldFault tells of a Region or account that none of the formats has, or all of them have.
func fieldFault(arn arnFields, formats []arnFields) policy.Fault {
	every := func(has func(arnFields) bool) bool {
		return !slices.ContainsFunc(formats, func(f arnFields) bool { return !has(f) })
	}
	fixed := func(field string) bool { return strings.Trim(field, "*") != "" }
	shared := ofAWS[arn.service] && arn.region != ""
	switch {
	case fixed(arn.region) && every(func(f arnFields) bool { return f.region == "" }):
		return policy.Fault{Kind: policy.RegionNotAllowed, Text: field(arn.region, "${AWS::Region}")}
	case fixed(arn.account) && every(func(f arnFields) bool { return f.account == "" }):
		return policy.Fault{Kind: policy.AccountForbidden, Text: field(arn.account, "${AWS::AccountId}")}
	case arn.region == "" && every(func(f arnFields) bool { return f.region == someField }):
		return policy.Fault{Kind: policy.RegionMissing}
	case arn.account == "" && !shared && every(func(f arnFields) bool { return f.account == someField }):
		return policy.Fault{Kind: policy.AccountMissing}
	}
	return policy.Fault{}
}

// field shows a field to people: what is not known of it is usually the deployment's own.
func field(text, own string) string { return strings.ReplaceAll(text, someText, own) }
