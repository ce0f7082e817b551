# METADATA
# title: Every secret may be read
# description: |
#   Secrets Manager keeps what opens databases, other accounts and other companies' services. Whoever may read
#   every secret holds all of it, the secrets that are added later too, and needs no other permission to go on
#   from there.
# related_resources:
#   - https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access.html
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
# custom:
#   id: data-exfiltration-secrets
#   category: exposure
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Write the ARN of the secret (`!Ref` of an `AWS::SecretsManager::Secret` gives it), or a path that its name
#     begins with.
#   cwe: [200, 522, 732]
#   aliases:
#     - CKV_AWS_108
#     - CKV_AWS_288
#     - DataExfiltration
package iamlint.rules.data_exfiltration_secrets

import data.iamlint.lib
import data.iamlint.lib.exposure

report contains lib.finding(statement.target, secrets.reach_at, message) if {
	some statement in input.having.listed
	secrets := statement.listed.secrets
	exposure.unlimited(statement)
	message := exposure.message(statement, sprintf("read every secret%s", [beside(statement)]), secrets)
}

# Other data that the same statement gives is named here, as one finding is enough.
beside(statement) := ", and other data," if {
	statement.scopable.data.count > statement.listed.secrets.count
} else := ""
