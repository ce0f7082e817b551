# METADATA
# title: Keys, backups or accounts may be deleted
# description: |
#   Without its key no data can be read again, and without its backups none comes back. Whoever may delete every
#   key or backup, or close the account, can make any loss final. That is the last step of an extortion.
# related_resources:
#   - https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html
#   - https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html
# custom:
#   id: unconstrained-destruction-final
#   category: exposure
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Take the action out; let a person with MFA do it by a role of its own. Where it has to stay, write the ARN
#     of the key or vault.
#   cwe: [732]
#   aliases: []
package iamlint.rules.unconstrained_destruction_final

import data.iamlint.lib
import data.iamlint.lib.exposure

report contains lib.finding(statement.target, actions.at, message) if {
	some statement in input.having.listed
	actions := exposure.named(statement, "destruction-final")
	message := exposure.message(statement, "destroy keys, backups or accounts", actions)
}
