# METADATA
# title: Anything may be shared with others
# description: |
#   Snapshots, images, documents and functions can be opened to other accounts or to everybody. That copies data
#   out of the account without reading it, and leaves fewer traces. A statement that allows it on every resource
#   opens all there is.
# related_resources:
#   - https://docs.aws.amazon.com/ebs/latest/userguide/ebs-modifying-snapshot-permissions.html
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
# custom:
#   id: public-sharing
#   category: exposure
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Write the ARNs of what is to be shared. Keep the blocks of public access on, and their switches out of all
#     but an administrator's hands.
#   cwe: [200, 732]
#   aliases:
#     - ResourceExposure
package iamlint.rules.public_sharing

import data.iamlint.lib
import data.iamlint.lib.exposure

report contains lib.finding(statement.target, actions.at, message) if {
	some statement in input.having.listed
	actions := exposure.named(statement, "sharing")
	message := exposure.message(statement, "share with other accounts, or the world,", actions)
}
