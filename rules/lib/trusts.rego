# METADATA
# description: |
#   What the later rules on trust share: what a statement asks of those who come, who a service principal is,
#   and which token of a provider is good enough.
package iamlint.lib.trusts

import data.iamlint.lib.trust

# asks tells whether only those pass a statement whose request has one of the keys, with a value that says
# something. A key that is not known before deployment may be any.
asks(statement, keys) if {
	some condition in statement.conditions
	trust.demands(condition)
	not condition.trivial
	condition.lower_key in keys
}

asks(statement, _) if {
	some condition in statement.conditions
	contains(condition.key, "${")
}

# names_who tells whether a condition says who of an account is meant.
names_who(statement) if asks(statement, {"aws:principalarn", "aws:userid", "aws:username", "sts:externalid"})

names_who(statement) if {
	some condition in statement.conditions
	trust.demands(condition)
	startswith(condition.lower_key, "aws:principaltag/")
}

# limiting are the keys of the conditions that narrow a statement, as written. They may be those of a Deny beside it.
limiting(statement) := statement.closed_by if {
	count(statement.closed_by) > 0
} else := [condition.key |
	some condition in statement.conditions
	condition.limits != "nothing"
]

# service is a service principal without domain and Region: "states" of states.us-east-1.amazonaws.com.
service(principal) := name if {
	principal.kind == "service"
	host := regex.replace(
		lower(principal.text),
		`\.(amazonaws\.com(\.cn)?|amazon\.com|\$\{aws::urlsuffix\}|aws\.internal)$`,
		"",
	)
	name := regex.replace(host, `\.(\$\{aws::region\}|[a-z]{2}(-[a-z]+)+-[0-9]+)$`, "")
}

# needs is the action by which each kind of principal assumes a role.
needs := {
	"account": "sts:AssumeRole",
	"oidc": "sts:AssumeRoleWithWebIdentity",
	"role": "sts:AssumeRole",
	"saml": "sts:AssumeRoleWithSAML",
	"service": "sts:AssumeRole",
	"user": "sts:AssumeRole",
}

# plain tells whether all that a statement allows is written out, so that what is not there is missing.
plain(statement) if {
	not statement.unresolved
	count(statement.actions) > 0
	every action in statement.actions {
		action.wildcard == "none"
		action.status != "unresolved"
	}
}

# issuer is the host, with its path, of an identity provider: "gitlab.com".
issuer(principal) := array.reverse(split(lower(principal.text), "oidc-provider/"))[0] if principal.kind == "oidc"

# own_issuer is an issuer of which no other rule speaks.
own_issuer(statement, principal) := host if {
	host := issuer(principal)
	host != "cognito-identity.amazonaws.com"
	not trust.trusts_github(statement, principal)
}

# shared are the issuers that sign tokens for everybody's projects, with how their subjects look.
shared := {
	"agent.buildkite.com": "organization:ORGANIZATION:pipeline:PIPELINE:*",
	"app.terraform.io": "organization:ORGANIZATION:project:PROJECT:workspace:WORKSPACE:run_phase:*",
	"gitlab.com": "project_path:GROUP/PROJECT:ref_type:branch:ref:main",
	"oidc.vercel.com": "owner:TEAM:project:PROJECT:environment:production",
}

# cluster tells whether an issuer is that of an EKS cluster, all of whose pods it signs tokens for.
cluster(host) if startswith(host, "oidc.eks.")

# claims are the claims of a token that a statement asks for, of whichever issuer: "sub", "aud".
claims(statement) := {array.reverse(split(condition.lower_key, ":"))[0] |
	some condition in statement.conditions
	trust.demands(condition)
	not condition.trivial
	regex.match(`[.$].*:[^:]+$`, condition.lower_key)
}

# subjects are the values that a statement asks of the subject of a token of an issuer.
subjects(statement, host) := [value |
	some condition in statement.conditions
	condition.lower_key == concat(":", [host, "sub"])
	condition.base == "StringLike"
	trust.demands(condition)
	some value in condition.values
	value.known
]

# anybodys tells whether a subject of a shared issuer is one that strangers can have: it is open before it
# says whose project it is.
anybodys(text) if regex.match(`^([a-z_]+:)?[^:/]*[*?]`, text)

# any_pod tells whether a subject is that of service accounts in every namespace of a cluster.
any_pod(text) if regex.match(`^(system:(serviceaccount:)?)?[*?]`, text)
