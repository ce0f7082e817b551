# METADATA
# title: Nearly as much as AWS allows
# description: |
#   When a quota is used up, the next deployment fails, and what is done in a hurry then is to put wide permissions into the
#   policies that are there.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
# custom:
#   id: quota-pressure
#   category: live
#   severity: info
#   since: 0.1.0
#   remediation: |
#     Delete what nobody uses, put policies together that go together, or ask AWS for a higher quota in Service Quotas.
#   cwe: []
#   aliases: []
package iamlint.rules.quota_pressure

import data.iamlint.lib

report contains lib.finding(record, quota.at, message) if {
	some record in input.records
	some quota in record.quotas
	pressed(quota)
	message := sprintf("%s has %d of the %d %s that it may have: make room before the next one fails", [
		lib.title(record),
		quota.used,
		quota.limit,
		quota.name,
	])
}

report contains lib.finding({"name": account.id}, quota.at, message) if {
	some account in input.accounts
	some quota in account.quotas
	pressed(quota)
	message := sprintf("the account has %d of the %d %s that it may have: make room before the next one fails", [
		quota.used,
		quota.limit,
		quota.name,
	])
}

pressed(quota) if quota.used * 10 >= quota.limit * 9
