# METADATA
# title: Any branch or pull request of a repository may assume the role
# description: |
#   A pattern such as `repo:OWNER/REPOSITORY:*` is met by every branch, tag, environment and pull request of the
#   repository. Whoever can push a branch can write a workflow that assumes the role, before anybody has reviewed it:
#   the rules that protect the main branch don't protect the account.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html
# custom:
#   id: github-oidc-broad-sub-any-ref
#   category: trust
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Write the branch or the environment that deploys: `repo:OWNER/REPOSITORY:ref:refs/heads/main` or
#     `repo:OWNER/REPOSITORY:environment:production`, with rules on GitHub that protect it. Give pull requests a role
#     of their own that only reads.
#   cwe: [284, 287]
#   aliases: [SPECIFIC_GITHUB_REPO_AND_BRANCH_RECOMMENDED]
package iamlint.rules.github_oidc_broad_sub_any_ref

import data.iamlint.lib
import data.iamlint.lib.trust

report contains lib.finding(statement.target, subject.at, message) if {
	some statement in input.having.oidc
	trust.federates(statement)
	not names_ref(statement)
	some subject in trust.subjects(statement)
	subject.breadth == "ref"
	message := trust.message(statement, subject, "workflows that nobody has reviewed, on any branch,")
}

# A pull request runs what nobody has reviewed, which is harmless with a role that only reads.
report contains lib.finding(statement.target, value.at, message) if {
	some statement in input.having.oidc
	trust.federates(statement)
	not statement.unresolved
	not names_ref(statement)
	some condition in statement.conditions
	trust.github_subject(condition)
	some value in condition.values
	value.known
	regex.match(`^repo:[^:*?]+:pull_request$`, value.text)
	changes(statement.target)
	message := sprintf("every pull request of the repository may change things as %s, with the subject %q: give it a role of its own that only reads", [
		trust.role(statement.target), value.text,
	])
}

# changes tells whether a role may do more than look.
changes(target) if {
	some grant in input.having.statements
	grant.target.name == target.name
	grant.effect == "Allow"
	grant.document.kind == "identity"
	some action in grant.actions
	writes(action)
}

writes(action) if action.wildcard == "every"

writes(action) if action.level in {"permissions", "write"}

# names_ref tells whether another claim says which branch or environment it is.
names_ref(statement) if {
	some condition in statement.conditions
	trust.demands(condition)
	not condition.trivial
	trust.claim(condition) in {"ref", "environment"}
}
