package expand

import (
	"regexp"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/policy"
)

// faults adds what is wrong with a statement that a user wrote: what AWS or SAM
// wrote is not for the user to mend.
func (w *work) faults(s *policy.Statement) {
	if s.Document.Origin != policy.FromUser {
		return
	}
	s.Faults = append(s.Faults, conflicts(s)...)
	s.Faults = append(s.Faults, missing(s)...)
	s.Faults = append(s.Faults, sidFaults(s)...)
	s.Faults = append(s.Faults, characterFaults(s)...)
	for _, p := range slices.Concat(s.Principals, s.NotPrincipals) {
		s.Faults = append(s.Faults, principalFaults(s, p)...)
		s.Faults = append(s.Faults, principalVariables(s, p)...)
	}
	s.Faults = append(s.Faults, rcpFaults(s)...)
	w.resourceFaults(s, "Resource", s.Resources)
	w.resourceFaults(s, "NotResource", s.NotResources)
	w.conditionFaults(s)
}

// resourceFaults adds what is wrong with the ARNs of an element and the variables in them.
func (e *Expander) resourceFaults(s *policy.Statement, element string, resources []policy.ResourceARN) {
	for _, r := range resources {
		if !takesOtherText(s, r.Value) {
			s.Faults = append(s.Faults, e.arnFaults(element, r.Value)...)
		}
		s.Faults = append(s.Faults, variableFaults(s, element, r.Value)...)
	}
}

// rcpFaults finds actions of services that resource control policies do not apply to.
func rcpFaults(s *policy.Statement) []policy.Fault {
	if s.Document.Kind != policy.RCP {
		return nil
	}
	var faults []policy.Fault
	for _, a := range s.Actions {
		service, ok := catalog.FindService(a.Service)
		if ok && !service.RCP() {
			faults = append(faults, policy.Fault{Kind: policy.NoRCPService, Element: "Action", Text: a.Text, At: a.At})
		}
	}
	return faults
}

// opposites are the elements that exclude one another.
var opposites = [...][2]string{{"Action", "NotAction"}, {"Resource", "NotResource"}, {"Principal", "NotPrincipal"}}

func conflicts(s *policy.Statement) []policy.Fault {
	var faults []policy.Fault
	for _, pair := range opposites {
		_, one := s.Has(pair[0])
		if at, both := s.Has(pair[1]); one && both {
			faults = append(faults, policy.Fault{Kind: policy.Conflict, Element: pair[0], Text: pair[1], At: at})
		}
	}
	return faults
}

// missing tells which elements a statement lacks that its document asks for,
// and which it has that its document can't have.
func missing(s *policy.Statement) []policy.Fault {
	var faults []policy.Fault
	for _, pair := range opposites {
		at, one := s.Has(pair[0])
		other, negative := s.Has(pair[1])
		need := needs(s, pair[0])
		if !one && !negative && need == required && !s.Unresolved {
			faults = append(faults, policy.Fault{Kind: policy.MissingElement, Element: pair[0], At: s.At})
		}
		if one && need == forbidden {
			faults = append(faults, policy.Fault{Kind: policy.UnsupportedElement, Element: pair[0], At: at})
		}
		if negative && need == forbidden {
			faults = append(faults, policy.Fault{Kind: policy.UnsupportedElement, Element: pair[1], At: other})
		}
	}
	return faults
}

// need says whether a statement has to have an element.
type need uint8

const (
	optional need = iota
	required
	forbidden
)

// needs tells whether a kind of document asks for an element or refuses it:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html.
func needs(s *policy.Statement, element string) need {
	kind := s.Document.Kind
	switch element {
	case "Action":
		return required
	case "Principal":
		if kind == policy.Identity || kind == policy.Boundary || kind == policy.SCP {
			return forbidden
		}
		return required
	}
	switch {
	case kind == policy.Trust:
		return forbidden
	case kind != policy.ResourceBased, asksForResource[s.Target.Type]:
		return required
	}
	return optional
}

// asksForResource are the resources whose policies have to name what they are about.
var asksForResource = map[string]bool{
	"AWS::S3::BucketPolicy": true, "AWS::SNS::TopicPolicy": true, "AWS::SQS::QueuePolicy": true,
	"AWS::KMS::Key": true, "AWS::KMS::ReplicaKey": true,
}

var (
	insertion = regexp.MustCompile(`\$\{[^}]*\}`)
	plainSid  = regexp.MustCompile(`^[A-Za-z0-9]*$`)
)

// sidFaults looks at the Sid, which services take in their own policies with any text in it.
func sidFaults(s *policy.Statement) []policy.Fault {
	_, has := s.Has("Sid")
	switch {
	case !has || s.SidAt.Artifact == "" || s.Document.Kind == policy.ResourceBased:
		return nil
	case s.Sid == "":
		return []policy.Fault{{Kind: policy.EmptySid, Element: "Sid", At: s.SidAt}}
	case plainSid.MatchString(insertion.ReplaceAllString(s.Sid, "")):
		return nil
	}
	plain := strings.Map(func(r rune) rune {
		if plainSid.MatchString(string(r)) {
			return r
		}
		return -1
	}, s.Sid)
	return []policy.Fault{{Kind: policy.SidCharacters, Element: "Sid", Text: s.Sid, Suggestion: plain, At: s.SidAt}}
}

// principalFaults tells what a principal that is none should be. What is wrong
// with its type is told where the type stands.
func principalFaults(s *policy.Statement, p policy.Principal) []policy.Fault {
	fault := policy.Fault{Kind: policy.PrincipalFault, Element: p.Type, Text: p.Text, At: p.At}
	text, literal := p.Literal()
	if literal && strings.Contains(text, "${") {
		return nil // of some other tool, or lacking Fn::Sub
	}
	switch {
	case given(p.Value), p.Text == "" && s.Target.Kind != policy.Raw:
		return nil // a default that is a mere hint
	case p.Kind == policy.MalformedPrincipal:
		fault.Suggestion = meantPrincipal(p)
	case p.Type != "AWS" || !p.Known || !wrongOwner(&p):
		return nil
	default:
		fault.Suggestion = "an account of twelve digits in the ARN"
	}
	switch p.Type {
	case "AWS", "Service", "Federated":
		return []policy.Fault{fault}
	}
	return nil
}

// wrongOwner tells whether the account field of a principal's ARN can't be an account.
func wrongOwner(p *policy.Principal) bool {
	arn := fieldsOf(p)
	switch {
	case p.Kind != policy.RolePrincipal && p.Kind != policy.UserPrincipal && p.Kind != policy.AccountPrincipal:
		return false
	case arn.prefix == "" || strings.Contains(arn.account, someText) || strings.Contains(arn.account, self):
		return false
	}
	return !accountID.MatchString(arn.account)
}

// serviceName is the beginning of a service principal with something else behind it.
var serviceName = regexp.MustCompile(`^([a-z][a-z0-9-]*)(\.(aws|amazon|amazonaws)(\.com)?)?/?$`)

func meantPrincipal(p policy.Principal) string {
	switch p.Type {
	case "Service":
		if match := serviceName.FindStringSubmatch(strings.ToLower(p.Text)); match != nil {
			return match[1] + ".amazonaws.com"
		}
		return "a service such as lambda.amazonaws.com"
	case "Federated":
		return "the ARN of an OIDC or SAML provider, or a host such as cognito-identity.amazonaws.com"
	}
	if arn := meantARN(p.Text); arn != "" {
		return arn
	}
	return "an account of twelve digits, or the ARN of an account, role or user"
}

// inlineSize adds up the inline policies of a target. Of several with one name, which
// stand on different branches, only the largest counts.
func inlineSize(target *policy.Target) int {
	sizes := map[string]int{}
	for _, d := range target.Documents {
		if d.Kind == policy.Identity && d.Origin != policy.FromManaged && d.Origin != policy.FromSAM {
			sizes[d.Name] = max(sizes[d.Name], d.Size)
		}
	}
	total := 0
	for _, size := range sizes {
		total += size
	}
	return total
}
