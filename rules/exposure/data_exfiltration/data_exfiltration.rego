# METADATA
# title: Data may be read wherever it is
# description: |
#   A statement that allows reading on every bucket, table, queue or parameter lets whoever takes over its
#   holder carry off all that the account keeps, what is added later too. In S3, `*` takes in buckets of other
#   accounts as well.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html
# custom:
#   id: data-exfiltration
#   category: exposure
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Write the ARNs of the buckets, tables, queues or parameters that are read. Where they can't be named,
#     limit them by `aws:ResourceTag` or `aws:ResourceAccount`.
#   cwe: [200, 732]
#   aliases:
#     - CKV_AWS_108
#     - CKV_AWS_288
#     - AWS-0345
#     - AWS-0346
#     - DataExfiltration
package iamlint.rules.data_exfiltration

import data.iamlint.lib
import data.iamlint.lib.exposure

report contains lib.finding(statement.target, reads.reach_at, message) if {
	some statement in input.having.listed
	reads := statement.scopable.data
	reads.count > 0
	exposure.unlimited(statement)
	not statement.listed.secrets
	aimed(statement, reads)
	message := exposure.message(statement, "read data wherever it is", reads)
}

# Who names an action wants what it reads. By wildcards, as in logs:*, reading comes along with much else, so
# that it only counts where data is what the service is for.
aimed(statement, _) if statement.listed["data-reads"].named > 0

aimed(_, reads) if {
	some name in reads.names
	split(name, ":")[0] in {"codecommit", "dynamodb", "kinesis", "s3", "sqs", "ssm"}
}
