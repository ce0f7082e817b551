# METADATA
# title: Any workflow on GitHub may assume the role
# description: |
#   GitHub's identity provider signs tokens for the workflows of every repository on GitHub. A trust policy that
#   does not ask from which repository a token comes lets anybody with a GitHub account assume the role: the
#   audience `sts.amazonaws.com` stands in all of those tokens.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html
# custom:
#   id: github-oidc-without-sub
#   category: trust
#   severity: critical
#   since: 0.1.0
#   remediation: |
#     Ask for the subject of the token with a condition such as `StringEquals:
#     {token.actions.githubusercontent.com:sub: repo:OWNER/REPOSITORY:ref:refs/heads/main}`. An operator that ends in
#     `IfExists` or begins with `ForAllValues` does not do.
#   cwe: [284, 287]
#   aliases: [CKV_AWS_358, CKV_AWS_393, MISSING_GITHUB_REPO_CONDITION_KEY]
package iamlint.rules.github_oidc_without_sub

import data.iamlint.lib
import data.iamlint.lib.trust

report contains lib.finding(statement.target, principal.at, message) if {
	some statement in input.having.oidc
	trust.federates(statement)
	not statement.unresolved
	some principal in statement.principals
	trust.trusts_github(statement, principal)
	not trust.knows_source(statement)
	message := sprintf(
		"the workflows of every repository on GitHub may assume %s: add StringEquals with %s:sub, as in %s",
		[trust.role(statement.target), trust.github, "repo:OWNER/REPOSITORY:ref:refs/heads/BRANCH"],
	)
}
