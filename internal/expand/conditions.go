package expand

import (
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/catalog"
	"github.com/iamlint/iamlint/internal/policy"
)

// condition writes the facts of one condition.
func condition(c *policy.Condition) {
	c.Set, c.Base, c.IfExists = catalog.SplitOperator(c.Operator)
	c.Negated = strings.Contains(c.Base, "Not")
	c.LowerKey = strings.ToLower(c.Key)
	keyFacts(c)
	for _, v := range c.Values {
		if trivial(c.Base, c.LowerKey, v) {
			c.Trivial, c.TrivialAt = true, v.At
			break
		}
	}
	c.Limits = limits(c)
}

// limits tells what a condition narrows. A missing key passes a negated
// operator, an IfExists and a ForAllValues, so none of those holds anybody
// back who leaves the key out.
func limits(c *policy.Condition) policy.Limit {
	if c.Base == "" || c.Negated || passesWithout(c) || c.Trivial || len(c.Values) == 0 {
		return policy.LimitsNothing
	}
	value, _ := c.Values[0].Literal()
	switch {
	case c.Base == "Null":
		return policy.LimitsNothing
	case c.Base == "Bool" && !strings.EqualFold(value, "true"):
		return policy.LimitsNothing
	case strings.HasPrefix(c.Base, "Date"):
		return policy.LimitsNothing
	case strings.HasPrefix(c.Base, "Numeric") && !strings.HasPrefix(c.Base, "NumericLess") && c.LowerKey == "aws:multifactorauthage":
		return policy.LimitsNothing
	}
	return keyLimits(c.LowerKey)
}

// passesWithout tells whether a request passes that lacks the key. The account of the caller is in every request:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalaccount.
func passesWithout(c *policy.Condition) bool {
	return (c.IfExists || c.Set == "ForAllValues") && c.LowerKey != "aws:principalaccount"
}

// insisted writes what a condition narrows that a missing key passes, where another one of the statement sees to it
// that the key is there.
func insisted(c *policy.Condition, all []policy.Condition) {
	if !passesWithout(c) || !slices.ContainsFunc(all, func(other policy.Condition) bool { return insists(&other, c) }) {
		return
	}
	plain := *c
	plain.IfExists, plain.Set = false, ""
	c.Limits = limits(&plain)
}

// insists tells whether a condition asks for the key of another to be there, wherever that holds.
func insists(c, other *policy.Condition) bool {
	if c.Base != "Null" || c.Set != "" || c.LowerKey != other.LowerKey || len(c.Values) != 1 {
		return false
	}
	absent, literal := c.Values[0].Literal()
	return literal && strings.EqualFold(absent, "false") && policy.HoldsOn(c.Branch, other.Branch)
}

// globalKeys tells what the global condition keys narrow; one that ends in / has tags behind it. Keys
// that the caller chooses or that hold for nearly every request narrow nothing and are left out:
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html.
var globalKeys = map[string]policy.Limit{
	"aws:resourcetag/":           policy.LimitsResource,
	"aws:resourceaccount":        policy.LimitsResource,
	"aws:resourceorgid":          policy.LimitsResource,
	"aws:resourceorgpaths":       policy.LimitsResource,
	"aws:principaltag/":          policy.LimitsPrincipal,
	"aws:principalarn":           policy.LimitsPrincipal,
	"aws:principalaccount":       policy.LimitsPrincipal,
	"aws:principalorgid":         policy.LimitsPrincipal,
	"aws:principalorgpaths":      policy.LimitsPrincipal,
	"aws:userid":                 policy.LimitsPrincipal,
	"aws:username":               policy.LimitsPrincipal,
	"aws:federatedprovider":      policy.LimitsPrincipal,
	"aws:sourceidentity":         policy.LimitsPrincipal,
	"aws:multifactorauthpresent": policy.LimitsPrincipal,
	"aws:multifactorauthage":     policy.LimitsPrincipal,
	"aws:sourceip":               policy.LimitsNetwork,
	"aws:vpcsourceip":            policy.LimitsNetwork,
	"aws:sourcevpc":              policy.LimitsNetwork,
	"aws:sourcevpcarn":           policy.LimitsNetwork,
	"aws:sourcevpce":             policy.LimitsNetwork,
	"aws:vpceaccount":            policy.LimitsNetwork,
	"aws:vpceorgid":              policy.LimitsNetwork,
	"aws:vpceorgpaths":           policy.LimitsNetwork,
	"aws:sourcearn":              policy.LimitsService,
	"aws:sourceaccount":          policy.LimitsService,
	"aws:sourceowner":            policy.LimitsService,
	"aws:sourceorgid":            policy.LimitsService,
	"aws:sourceorgpaths":         policy.LimitsService,
	"aws:calledvia":              policy.LimitsService,
	"aws:calledviafirst":         policy.LimitsService,
	"aws:calledvialast":          policy.LimitsService,
	"aws:viaawsservice":          policy.LimitsService,
	"aws:principalisawsservice":  policy.LimitsService,
	"aws:principalservicename":   policy.LimitsService,
	"kms:viaservice":             policy.LimitsService,
	"kms:grantisforawsresource":  policy.LimitsService,
	"kms:calleraccount":          policy.LimitsPrincipal,
	"iam:passedtoservice":        policy.LimitsService,
	"iam:awsservicename":         policy.LimitsService,
	"iam:associatedresourcearn":  policy.LimitsResource,
	"sts:externalid":             policy.LimitsPrincipal,
	"lambda:functionurlauthtype": policy.LimitsNothing,
}

// strangersPass are the keys that limit those who are let in, but that anybody in any account can satisfy: by
// using MFA or a certain service, by tagging and naming oneself, by asking for a certain thing. Keys of services
// but those listed as keepingOut are such.
var strangersPass = map[string]bool{
	"aws:multifactorauthpresent": true,
	"aws:multifactorauthage":     true,
	"aws:principaltag/":          true,
	"aws:username":               true,
	"aws:sourceidentity":         true,
	"aws:viaawsservice":          true,
	"aws:calledvia":              true,
	"aws:calledviafirst":         true,
	"aws:calledvialast":          true,
	"aws:vpcsourceip":            true, // a private address, which every network may have
	"kms:viaservice":             true,
	"kms:grantisforawsresource":  true,
}

// keepingOut are the keys of services that name who may come.
var keepingOut = map[string]bool{
	"elasticfilesystem:accessedviamounttarget": true, // from within the network: https://docs.aws.amazon.com/efs/latest/ug/access-control-block-public-access.html
	"kms:calleraccount":                        true,
	"lambda:eventsourcetoken":                  true,
	"s3:dataaccesspointaccount":                true,
	"s3:dataaccesspointarn":                    true,
	"sns:endpoint":                             true,
	"sts:externalid":                           true,
}

// keepsStrangersOut tells whether a condition that limits lets in nobody but whom it names.
func keepsStrangersOut(c *policy.Condition) bool {
	tag, _, _ := strings.Cut(c.LowerKey, "/")
	switch {
	case c.Limits == policy.LimitsNothing, strangersPass[c.LowerKey], strangersPass[tag+"/"]:
		return false
	case keepingOut[c.LowerKey]:
		return true
	}
	_, global := globalKeys[c.LowerKey]
	return global && c.Limits != policy.LimitsResource || c.Limits == policy.LimitsPrincipal
}

func keyLimits(lower string) policy.Limit {
	if limit, ok := globalKeys[lower]; ok {
		return limit
	}
	if tag, _, ok := strings.Cut(lower, "/"); ok {
		if limit, known := globalKeys[tag+"/"]; known {
			return limit
		}
	}
	prefix, _, ok := strings.Cut(lower, ":")
	switch {
	case !ok, prefix == "aws":
		return policy.LimitsNothing
	case strings.Contains(prefix, "."), prefix == "saml":
		return policy.LimitsPrincipal // a claim of a token: token.actions.githubusercontent.com:sub
	}
	return policy.LimitsResource // a service's own key
}
