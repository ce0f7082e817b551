# METADATA
# title: Account without IAM Access Analyzer
# description: |
#   IAM Access Analyzer tells of what outsiders can reach: buckets, keys, roles, queues. For that it costs nothing. It makes itself a
#   service-linked role when it is set up, in whatever Region; an account without this role has never had it. One of the whole
#   organization watches its accounts, too.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/what-is-access-analyzer.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-using-service-linked-roles.html
# custom:
#   id: no-access-analyzer
#   category: live
#   severity: info
#   since: 0.1.0
#   remediation: |
#     Create an analyzer in each Region that you use, or one for the organization.
#   cwe: [778]
#   aliases:
#     - accessanalyzer_enabled
#     - AWS-0169
package iamlint.rules.no_access_analyzer

import data.iamlint.lib

report contains lib.finding({"name": account.id}, account.at, message) if {
	some account in input.accounts
	account.analyzer == "missing"
	message := concat(" ", [
		"the account has no role of IAM Access Analyzer, which tells of what outsiders can reach:",
		"create an analyzer, unless one of the organization watches it",
	])
}
