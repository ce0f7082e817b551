# METADATA
# description: |
#   What the rules on trust share: which statements let anybody assume the role, and how far the subject
#   of a GitHub workflow is limited.
package iamlint.lib.trust

import data.iamlint.lib

# assumes tells whether a statement of a trust policy lets its principals assume the role. One that only
# adds to a session does nothing by itself, and one of which a Deny leaves nothing neither.
assumes(statement) if {
	statement.effect == "Allow"
	statement.document.kind == "trust"
	not only_adds(statement)
	not statement.overruled
}

# role names what a statement lets its principals assume: of a policy that stands alone, whichever role has it.
role(target) := "the role with this policy" if {
	target.kind == "document"
} else := lib.title(target)

# federates is assumes for the rules on web identities. Nothing but trust policies takes a provider as its principal:
# one that is read as the policy of some resource, without naming any, is a trust policy all the same.
federates(statement) if assumes(statement)

federates(statement) if {
	statement.effect == "Allow"
	statement.document.kind == "resource"
	statement.target.kind == "document"
	count(statement.resources) + count(statement.not_resources) == 0
	not only_adds(statement)
	not statement.overruled
}

only_adds(statement) if {
	count(statement.actions) > 0
	every action in statement.actions {
		lower(action.text) in {"sts:tagsession", "sts:setsourceidentity", "sts:setcontext"}
	}
}

# github is the host of GitHub's identity provider for Actions. An enterprise may have one of its own, at a
# path below it, which is not this one.
github := "token.actions.githubusercontent.com"

# trusts_github tells whether a principal is GitHub's identity provider: by its ARN or, when that is
# only known after deployment, by the condition keys beside it.
trusts_github(_, principal) if endswith(lower(principal.text), concat("/", ["oidc-provider", github]))

trusts_github(statement, principal) if {
	principal.type == "Federated"
	contains(principal.text, "${")
	not contains(lower(principal.text), github)
	some condition in statement.conditions
	startswith(condition.lower_key, concat("", [github, ":"]))
}

# claim is the claim of a GitHub token that a condition asks for, of whichever issuer.
claim(condition) := array.reverse(split(condition.lower_key, ":"))[0] if {
	startswith(condition.lower_key, github)
}

# demands tells whether only those pass a condition whose token has the claim. A missing one passes the rest.
demands(condition) if {
	not condition.base in {"", "Null"}
	not condition.negated
	not condition.if_exists
	condition.set != "ForAllValues"
}

# source are the claims that say which repository a workflow comes from or who owns it.
source := {
	"sub", "job_workflow_ref", "repository", "repository_id", "repository_owner", "repository_owner_id",
	"actor_id", "enterprise_id",
}

# knows_source tells whether a statement asks for one of them. The rules on broad subjects speak of what
# it asks of sub. A key that is not known before deployment may be any.
knows_source(statement) if {
	some condition in statement.conditions
	demands(condition)
	claim(condition) == "sub"
}

knows_source(statement) if {
	some condition in statement.conditions
	demands(condition)
	not condition.trivial
	claim(condition) in source
}

knows_source(statement) if {
	some condition in statement.conditions
	contains(condition.key, "${")
}

# subjects are the subjects of GitHub's tokens that a statement accepts, each with its breadth. There
# are none when another condition says which repository it is, or exactly which subject.
subjects(statement) := [subject |
	not statement.unresolved
	not named(statement)
	some condition in statement.conditions
	github_subject(condition)
	some value in condition.values
	value.known
	subject := {"at": value.at, "text": value.text, "breadth": breadth(condition.base, value.text)}
]

# github_subject tells whether a condition is about the subject of GitHub's tokens, which only they pass that have it.
github_subject(condition) if {
	condition.lower_key == concat(":", [github, "sub"])
	demands(condition)
}

named(statement) if {
	some condition in statement.conditions
	demands(condition)
	not condition.trivial
	claim(condition) in {"job_workflow_ref", "repository", "repository_id"}
}

# breadth is who may get a subject: "strangers", anybody in the "organization", or any "ref" of the
# repository; "literal" is nobody, as only StringLike has wildcards. It is undefined when the subject is narrower.
# A subject with ids has an @ behind a name, where no name of GitHub has one: repo:OWNER@ID/REPOSITORY@ID:….
breadth(base, text) := "strangers" if {
	base in {"StringLike", "StringEquals", "StringEqualsIgnoreCase"}
	regex.match(`^(workflow|environment|ref|context|head_ref|base_ref):`, text)
} else := "literal" if {
	base in {"StringEquals", "StringEqualsIgnoreCase"}
	regex.match(`[*?]`, regex.replace(text, `\$\{[^}]*\}`, "x"))
} else := "strangers" if {
	base == "StringLike"
	regex.match(`^([a-z]*|[a-z_]+:|repo:[^/@]*)[*?]`, text)
} else := "organization" if {
	base == "StringLike"
	regex.match(`^repo:([^/]+/[*?]|[^/*?]+@[^/:]*([*]:|[*]$))`, text)
} else := "ref" if {
	base == "StringLike"
	any_ref(regex.replace(text, `\$\{[^}]*\}`, "x"))
}

# any_ref tells whether every workflow of a repository gets a subject. A workflow makes the branches and
# environments that it names.
any_ref(text) if regex.match(`^repo:([^:*?]|@[*])+(:|:ref:|:ref:refs/|:ref:refs/heads/|:environment:)?[*]+$`, text)

# message says what is wrong with a subject, and what to write instead.
message(statement, subject, who) := sprintf("%s may assume %s with the subject %q: write %s", [
	who,
	role(statement.target),
	subject.text,
	"repo:OWNER/REPOSITORY:ref:refs/heads/BRANCH or repo:OWNER/REPOSITORY:environment:NAME",
])
