package expand

import (
	"net/netip"
	"regexp"
	"strings"

	"github.com/iamlint/iamlint/internal/glob"
	"github.com/iamlint/iamlint/internal/policy"
)

// idKeys hold the id of one organization, account, network or identity, which is known or not: of a part of it, that others
// have, too. https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html has it so of the
// ids that keep a policy from being public.
var idKeys = map[string]bool{
	"aws:principalaccount":  true,
	"aws:principalorgid":    true,
	"aws:principalorgpaths": true,
	"aws:resourceaccount":   true,
	"aws:resourceorgid":     true,
	"aws:resourceorgpaths":  true,
	"aws:sourceaccount":     true,
	"aws:sourceorgid":       true,
	"aws:sourceorgpaths":    true,
	"aws:sourceowner":       true,
	"aws:sourcevpc":         true,
	"aws:sourcevpce":        true,
	"aws:userid":            true,
	"aws:vpceaccount":       true,
	"aws:vpceorgid":         true,
	"aws:vpceorgpaths":      true,
	"kms:calleraccount":     true,
	"s3:resourceaccount":    true,
}

// twelveDigits are the id of an account, wherever it stands.
var twelveDigits = regexp.MustCompile(`[0-9]{12}`)

// trivial tells whether a value lets everything through that can come.
func trivial(base, key string, v policy.Value) bool {
	text := concrete(v)
	switch base {
	case "IpAddress":
		return halfTheWorld(text)
	case "StringLike", "ArnLike", "ArnEquals":
	default:
		return false
	}
	switch {
	case !glob.HasWildcard(text):
		return false
	case idKeys[key]:
		id, _, _ := strings.Cut(text, "/") // behind it are the paths of an organization
		id, _, _ = strings.Cut(id, ":")    // or the name of a role's session
		return glob.HasWildcard(id)
	case strings.Trim(text, "*?") == "":
		return strings.Contains(text, "*")
	case key == "cognito-identity.amazonaws.com:aud":
		return true // the id of one pool, as in idKeys, behind its Region
	case key == "aws:principalarn", key == "aws:sourcearn":
		return beginsAnywhere(v) || trivialARN(key, splitARN(text))
	case key == "aws:sourcevpcarn":
		arn := splitARN(text)
		return arn.prefix != "" && glob.HasWildcard(arn.account) && glob.HasWildcard(arn.resource)
	case key == "sns:endpoint":
		return anybodysEndpoint(text)
	}
	return false
}

// halfTheWorld tells whether a range of addresses is wider than any that a single network has: Internet registries give
// out no more than /8 and /16. Ranges of private addresses have faults of their own.
func halfTheWorld(text string) bool {
	prefix, err := netip.ParsePrefix(text)
	if err != nil || prefix.Addr().IsPrivate() {
		return false
	}
	if prefix.Addr().Is4() {
		return prefix.Bits() < 8
	}
	return prefix.Bits() < 16
}

// beginsAnywhere tells whether a pattern leaves the beginning of an ARN open, and says no account further on: *:role/Admin.
func beginsAnywhere(v policy.Value) bool {
	text, literal := v.Literal()
	return literal && strings.ContainsAny(text[:1], "*?") && !twelveDigits.MatchString(text)
}

// trivialARN tells whether anybody can have an ARN of that pattern: its
// account is open and so is all else, or the name in it is one that every
// account may give. Only a bucket's name belongs to one account.
func trivialARN(key string, arn arnFields) bool {
	open := arn.account == "" || glob.HasWildcard(arn.account) && !twelveDigits.MatchString(arn.account)
	if arn.prefix == "" || !open || glob.Match(arn.String(), "") {
		return false
	}
	if key == "aws:principalarn" {
		return true
	}
	if arn.service == "s3" {
		bucket, _, _ := strings.Cut(arn.resource, "/")
		return glob.HasWildcard(bucket)
	}
	return arn.account != ""
}

// anybodysEndpoint tells whether anybody can have a mailbox or host of that pattern: its domain is open, and not only what
// comes before it. https://docs.aws.amazon.com/sns/latest/dg/sns-using-identity-based-policies.html#sns-policy-keys
func anybodysEndpoint(text string) bool {
	if arn := splitARN(text); arn.prefix != "" {
		return glob.HasWildcard(arn.account)
	}
	_, host, found := strings.Cut(text, "@")
	if !found {
		if _, host, found = strings.Cut(text, "://"); found {
			host, _, _ = strings.Cut(host, "/")
		} else {
			host = text
		}
	}
	host = strings.TrimPrefix(host, "*.")
	return glob.HasWildcard(host) || !strings.Contains(host, ".")
}
