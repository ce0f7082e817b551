# METADATA
# title: Old version of a policy that allows more
# description: |
#   A managed policy keeps up to five versions. Whoever has `iam:SetDefaultPolicyVersion` on it can put an old one in force again
#   without writing a policy, and with it whatever was taken out since.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-versioning.html
# custom:
#   id: dangerous-old-version
#   category: live
#   severity: low
#   since: 0.1.0
#   remediation: |
#     Delete the version: the default one stays.
#   cwe: []
#   aliases: []
package iamlint.rules.dangerous_old_version

import data.iamlint.lib

report contains lib.finding(policy, version.at, message) if {
	some policy in input.records
	some version in policy.versions
	some why in dangers(version)
	message := sprintf("version %s of %s, which is not in force, allows %s: delete it", [version.id, lib.title(policy), why])
}

dangers(version) := {"everything"} if version.everything

dangers(version) := {sprintf("%s, which the default version does not", [lib.several(version.permissions)])} if {
	not version.everything
	version.permissions.count > 0
}

dangers(version) := set() if {
	not version.everything
	version.permissions.count == 0
}
