package expand

import (
	"regexp"
	"slices"
	"strings"

	"github.com/iamlint/iamlint/internal/glob"
	"github.com/iamlint/iamlint/internal/policy"
)

var (
	accountID = regexp.MustCompile(`^[0-9]{12}$`)
	// uniqueID is what IAM shows for a deleted principal:
	// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes.
	uniqueID = regexp.MustCompile(`^(AIDA|AROA)[A-Z0-9]{12,}$`)
	// serviceHost is a service principal; the suffix may still be AWS::URLSuffix.
	serviceHost = regexp.MustCompile(`^[a-z0-9]([a-z0-9.-]|\$\{AWS::Region\})*\.(amazonaws\.com(\.cn)?|amazon\.com|\$\{AWS::URLSuffix\}|aws\.internal)$`)
	webIdentity = regexp.MustCompile(`^[a-z0-9-]+(\.[a-z0-9-]+)+$`)
)

// principal writes the facts of one principal.
func (w *work) principal(p *policy.Principal) {
	p.Kind, p.Account = kindOf(p)
	if p.Account != "" && p.Account == w.account {
		p.Account = self
	}
	p.Trusted = slices.Contains(w.Trusted, p.Account)
}

func kindOf(p *policy.Principal) (kind policy.PrincipalKind, account string) {
	switch {
	case strings.Trim(p.Text, "*") == "" && p.Text != "" && p.Type != "Service" && p.Type != "Federated":
		return policy.Anyone, ""
	case !p.Known:
		return policy.UnresolvedPrincipal, ""
	}
	switch p.Type {
	case "Service":
		if serviceHost.MatchString(p.Text) {
			return policy.ServicePrincipal, ""
		}
	case "Federated":
		return federated(p)
	case "CanonicalUser":
		return policy.CanonicalPrincipal, ""
	case "AWS":
		return principalARN(p)
	}
	return policy.MalformedPrincipal, ""
}

func federated(p *policy.Principal) (kind policy.PrincipalKind, account string) {
	arn := fieldsOf(p)
	switch {
	case strings.HasPrefix(arn.resource, "oidc-provider/"):
		return policy.OIDCPrincipal, arn.accountOrNone()
	case strings.HasPrefix(arn.resource, "saml-provider/"):
		return policy.SAMLPrincipal, arn.accountOrNone()
	case webIdentity.MatchString(p.Text):
		return policy.OIDCPrincipal, ""
	case len(p.Parts) == 1 && p.Parts[0].Kind == policy.Opaque:
		return policy.UnresolvedPrincipal, ""
	}
	return policy.MalformedPrincipal, ""
}

func principalARN(p *policy.Principal) (kind policy.PrincipalKind, account string) {
	if accountID.MatchString(p.Text) {
		return policy.AccountPrincipal, p.Text
	}
	if p.Text == "${AWS::AccountId}" {
		return policy.AccountPrincipal, self
	}
	if uniqueID.MatchString(p.Text) {
		return policy.IDPrincipal, ""
	}
	if !strings.HasPrefix(p.Text, "arn:") {
		if len(p.Parts) == 1 && p.Parts[0].Kind == policy.Opaque && !beginsWithName(p.Value) {
			return policy.UnresolvedPrincipal, "" // the id of something: an account, or a role's ARN
		}
		return policy.MalformedPrincipal, ""
	}
	return arnKind(p, fieldsOf(p))
}

func arnKind(p *policy.Principal, arn arnFields) (kind policy.PrincipalKind, account string) {
	if glob.HasWildcard(concrete(p.Value)) {
		if arn.account == "*" && (arn.resource == "root" || arn.resource == "*") {
			return policy.Anyone, ""
		}
		return policy.WildcardPrincipal, arn.accountOrNone()
	}
	kindName, _, _ := strings.Cut(arn.resource, "/")
	switch {
	case arn.service == "iam" && arn.account == "cloudfront":
		return policy.CanonicalPrincipal, ""
	case arn.resource == "root":
		return policy.AccountPrincipal, arn.accountOrNone()
	case kindName == "role", kindName == "assumed-role":
		return policy.RolePrincipal, arn.accountOrNone()
	case kindName == "user", kindName == "federated-user":
		return policy.UserPrincipal, arn.accountOrNone()
	}
	return policy.MalformedPrincipal, arn.accountOrNone()
}

// self stands for the account that a template is deployed to, or that was read.
const self = "self"

// fieldsOf splits the principal's ARN. What is not known stands as one text in
// it, because names such as AWS::AccountId hold colons themselves.
func fieldsOf(p *policy.Principal) arnFields {
	var b strings.Builder
	for _, part := range p.Parts {
		switch {
		case part.Kind == policy.Literal:
			b.WriteString(part.Text)
		case part.Text == "AWS::AccountId":
			b.WriteString(self)
		default:
			b.WriteString(someText)
		}
	}
	return splitARN(b.String())
}

// accountOrNone is the account field: twelve digits, self, or "" for what is not known.
func (a arnFields) accountOrNone() string {
	if a.account == self || accountID.MatchString(a.account) {
		return a.account
	}
	return ""
}

// external tells whether the principal is known to be of another account, which the user does not trust.
func external(p policy.Principal) bool { return accountID.MatchString(p.Account) && !p.Trusted }
