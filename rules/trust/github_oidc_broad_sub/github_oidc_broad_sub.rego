# METADATA
# title: Workflows of many repositories on GitHub may assume the role
# description: |
#   The subject of a GitHub token says which repository it was made for, as in `repo:OWNER/REPOSITORY:…`. A pattern
#   that leaves the owner open lets strangers in: `repo:acme*` is met by `acme-evil`, too. One that leaves the
#   repository open gives the role to everybody who can write to some repository of the owner, or make one. Subjects
#   that begin with another claim, such as `environment:`, can be had by any repository that changes the form of its
#   subjects. To `StringEquals` a `*` is a character like others: such a subject lets nobody in, until somebody makes the
#   operator `StringLike` and the role is open.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html
# custom:
#   id: github-oidc-broad-sub
#   category: trust
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Write the owner, the repository and the branch or environment: `StringEquals:
#     {token.actions.githubusercontent.com:sub: repo:OWNER/REPOSITORY:ref:refs/heads/main}`. Several repositories are a
#     list of such subjects. To let many repositories use one workflow, also ask for its
#     `token.actions.githubusercontent.com:job_workflow_ref`.
#   cwe: [284, 287]
#   aliases: [CKV_AWS_358, SPECIFIC_GITHUB_REPO_AND_BRANCH_RECOMMENDED]
package iamlint.rules.github_oidc_broad_sub

import data.iamlint.lib
import data.iamlint.lib.trust

report contains lib.finding(statement.target, subject.at, message) if {
	some statement in input.having.oidc
	trust.federates(statement)
	some subject in trust.subjects(statement)
	message := trust.message(statement, subject, who[subject.breadth])
}

report contains lib.finding(statement.target, subject.at, message) if {
	some statement in input.having.oidc
	trust.federates(statement)
	some subject in trust.subjects(statement)
	subject.breadth == "literal"
	message := sprintf(
		"nobody may assume %s with the subject %q, whose wildcard only StringLike takes for one: write %s",
		[trust.role(statement.target), subject.text, "repo:OWNER/REPOSITORY:ref:refs/heads/BRANCH"],
	)
}

who := {
	"strangers": "strangers' repositories on GitHub",
	"organization": "many repositories of an owner on GitHub",
}
