# METADATA
# title: Data may be encrypted and the original deleted
# description: |
#   Whoever may write to every bucket and delete from it, too, can put an encrypted copy in the place of all
#   data and ask for ransom. Neither action alone does that: it is the pair, without a limit, that makes one
#   stolen credential enough.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
# custom:
#   id: ransomware-pair
#   category: exposure
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Write the ARNs of the buckets that are written to, and leave deleting to lifecycle rules. Versioning and
#     Object Lock keep the original.
#   cwe: [732]
#   aliases: []
package iamlint.rules.ransomware_pair

import data.iamlint.lib
import data.iamlint.lib.exposure
import data.iamlint.lib.wildcards

report contains lib.finding(statement.target, writes.at, message) if {
	some statement in input.having.listed
	writes := exposure.named(statement, "ransom-writes")
	losses := exposure.named(statement, "ransom-losses")
	pair := [[write, loss] |
		some write in writes.names
		some loss in losses.names
		split(write, ":")[0] == split(loss, ":")[0]
	][0]
	message := sprintf("%s hold any data to ransom with %s and %s: %s", [
		wildcards.may(statement), pair[0], pair[1], exposure.advice(writes),
	])
}
