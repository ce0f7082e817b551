package live

import (
	"encoding/base64"
	"encoding/csv"
	"slices"
	"strconv"
	"strings"

	"github.com/iamlint/iamlint/internal/node"
	"github.com/iamlint/iamlint/internal/policy"
)

// evidence are the names under which other reads of an account stand, as the AWS CLI prints each of them. Some stand in
// the file account.json that an audit saves, others in one for each principal.
const (
	readPage      = "ReadAt"                    // when an audit read the account
	summaryPage   = "SummaryMap"                // get-account-summary
	reportPage    = "CredentialReport"          // get-credential-report, as a list of its lines
	contentPage   = "Content"                   // get-credential-report
	passwordsPage = "PasswordPolicy"            // get-account-password-policy; {} when there is none
	oidcPage      = "OpenIDConnectProviderList" // list-open-id-connect-providers
	samlPage      = "SAMLProviderList"          // list-saml-providers
	linkedPage    = "ServiceLinkedRoles"        // the names of those that an audit read
	usagePage     = "LastAccessedDetails"       // get-service-last-accessed-details, with the Arn of whom it is about
)

// isEvidence tells whether a page says something about an account as a whole.
func isEvidence(root *node.Node) bool {
	for _, name := range []string{readPage, summaryPage, reportPage, passwordsPage, oidcPage, samlPage, usagePage, organizationPage} {
		if root.Get(name) != nil {
			return true
		}
	}
	return root.Get(contentPage) != nil && root.Get("ReportFormat") != nil
}

// evidence reads what pages say of the account as a whole, when its principals are known.
func (r *reader) evidence(pages []*node.Node) {
	account := &policy.Account{ID: r.model.Artifact, Passwords: policy.Unrecorded}
	for _, p := range pages {
		if account.At.Artifact == "" {
			account.At = p.At
		}
		for _, f := range p.Fields {
			switch f.Key.Text {
			case reportPage:
				r.credentialReport(account, f.Value)
			case contentPage:
				r.credentialReport(account, r.csv(f.Value))
			case passwordsPage:
				account.Policy = passwordPolicy(f.Value)
			case oidcPage, samlPage:
				r.providers(account, f.Value)
			case organizationPage:
				r.limits(f.Value)
			case usagePage:
				r.usages(f.Value)
			case linkedPage:
				for _, name := range items(f.Value) {
					r.linked = append(r.linked, name.Text)
				}
			case summaryPage:
				r.root(f.Value)
				account.Quotas = quotas(f.Value)
			}
		}
	}
	account.Analyzer = r.analyzer()
	if account.ID != "" || len(r.model.Records) > 0 {
		r.model.Accounts = append(r.model.Accounts, account)
	}
}

// analyzer tells whether there is the role that IAM Access Analyzer makes itself. Every account has some such roles, those of
// support and Trusted Advisor: where there is none at all, they were left out.
func (r *reader) analyzer() policy.Analyzer {
	switch {
	case slices.Contains(r.linked, "AWSServiceRoleForAccessAnalyzer"):
		return policy.AnalyzerSetUp
	case len(r.linked) > 0:
		return policy.AnalyzerMissing
	}
	return policy.AnalyzerUnknown
}

// summarize reads the numbers of the account's summary.
func (r *reader) summarize(pages []*node.Node) {
	r.summary = map[string]int{}
	for _, p := range pages {
		if n := p.Get(summaryPage); n != nil {
			for _, f := range n.Fields {
				if value, err := strconv.Atoi(f.Value.Text); err == nil {
					r.summary[f.Key.Text] = value
				}
			}
		}
	}
}

// quotas are what an account has of what its summary names a quota for.
func quotas(summary *node.Node) (found []policy.Quota) {
	for _, c := range []struct{ key, name string }{
		{"Users", "users"},
		{"Groups", "groups"},
		{"Roles", "roles"},
		{"Policies", "managed policies"},
		{"InstanceProfiles", "instance profiles"},
		{"ServerCertificates", "server certificates"},
		{"PolicyVersionsInUse", "policy versions"},
	} {
		used, limit := summary.Get(c.key), summary.Get(c.key+"Quota")
		count, err := strconv.Atoi(text(used))
		of, failed := strconv.Atoi(text(limit))
		if err == nil && failed == nil && of > 0 {
			found = append(found, policy.Quota{Name: c.name, Used: count, Limit: of, At: used.At})
		}
	}
	return found
}

// root reads what the summary says of the root user. The credential report says more, if it is there.
func (r *reader) root(summary *node.Node) {
	mfa := summary.Get("AccountMFAEnabled")
	if mfa == nil || text(summary.Get("AccountPasswordPresent")) == "0" {
		return
	}
	record := r.rootRecord(mfa)
	if record.MFA == policy.MFAUnknown {
		record.MFA = policy.MFAMissing
		if mfa.Text != "0" {
			record.MFA = policy.MFAActive
		}
	}
	if keys := summary.Get("AccountAccessKeysPresent"); keys != nil && keys.Text != "0" && len(record.Credentials) == 0 {
		record.Credentials = append(record.Credentials, policy.Credential{
			Kind: policy.AccessKey, Name: "access key", At: keys.At, Active: true, Age: policy.Unrecorded, Idle: policy.Unrecorded,
		})
	}
}

func (r *reader) rootRecord(n *node.Node) *policy.Record {
	const key = "root"
	if r.records[key] == nil {
		r.records[key] = &policy.Record{
			Name: key, Kind: policy.Root, At: n.At, Age: policy.Unrecorded, Observed: policy.Unrecorded, Idle: policy.Unrecorded, Attachments: policy.Unrecorded,
		}
		r.model.Records = append(r.model.Records, r.records[key])
	}
	return r.records[key]
}

// passwordPolicy reads what passwords must be like; an empty one is an account without.
func passwordPolicy(n *node.Node) policy.PasswordPolicy {
	p := policy.PasswordPolicy{At: n.At, Read: true, Set: len(n.Fields) > 0}
	if !p.Set {
		return p
	}
	p.Length, _ = strconv.Atoi(text(n.Get("MinimumPasswordLength")))
	p.Reuse, _ = strconv.Atoi(text(n.Get("PasswordReusePrevention")))
	for _, c := range []struct{ key, name string }{
		{"RequireLowercaseCharacters", "lowercase letters"},
		{"RequireUppercaseCharacters", "uppercase letters"},
		{"RequireNumbers", "numbers"},
		{"RequireSymbols", "symbols"},
	} {
		if !strings.EqualFold(text(n.Get(c.key)), "true") {
			p.Lacks = append(p.Lacks, c.name)
		}
	}
	return p
}

// providers reads the identity providers, and which of them some role's trust names.
func (r *reader) providers(account *policy.Account, list *node.Node) {
	for _, n := range items(list) {
		arn := n.Get("Arn")
		kind, name, ok := strings.Cut(text(arn), "-provider/")
		if !ok {
			continue
		}
		account.Providers = append(account.Providers, policy.Provider{
			Name: name, Type: strings.ToUpper(kind[strings.LastIndex(kind, ":")+1:]), At: arn.At, Trusted: r.trusts(arn.Text),
		})
	}
}

// trusts tells whether some trust document names a provider, or names what is not known.
func (r *reader) trusts(provider string) bool {
	for _, t := range r.model.Targets {
		for _, d := range t.Documents {
			if d.Kind != policy.Trust {
				continue
			}
			for _, s := range d.Statements {
				if s.Effect != "Deny" && (s.Unresolved || len(s.NotPrincipals) > 0 || slices.ContainsFunc(s.Principals, func(p policy.Principal) bool {
					return strings.EqualFold(p.Text, provider)
				})) {
					return true
				}
			}
		}
	}
	return false
}

// csv makes of the content of a credential report, as the AWS CLI prints it, a list of its lines.
func (r *reader) csv(content *node.Node) *node.Node {
	plain, err := base64.StdEncoding.DecodeString(content.Text)
	if err != nil {
		plain = []byte(content.Text)
	}
	lines, err := csv.NewReader(strings.NewReader(string(plain))).ReadAll()
	if err != nil || len(lines) == 0 {
		r.notices.Fail(content.At, "the credential report can't be read: no credential was judged")
		return nil
	}
	list := &node.Node{Kind: node.List, At: content.At}
	for _, line := range lines[1:] {
		entry := &node.Node{Kind: node.Map, At: content.At}
		for i, value := range line {
			entry.Fields = append(entry.Fields, node.Field{
				Key:   &node.Node{Kind: node.String, Text: lines[0][i], At: content.At},
				Value: &node.Node{Kind: node.String, Text: value, At: content.At},
			})
		}
		list.Items = append(list.Items, entry)
	}
	return list
}
