# METADATA
# title: Bucket that anybody may write to
# description: |
#   With this access list anybody may add, replace and delete objects. Such buckets are found within hours: they
#   end up full of other people's files, or what they hold is replaced by something that harms those who read it.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
# custom:
#   id: public-acl-or-pool-write
#   category: resource-policy
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Leave `AccessControl` out and set PublicAccessBlockConfiguration. Let others upload with presigned URLs.
#   cwe: [732]
#   aliases:
#     - CKV_AWS_57
#     - F14
#     - s3_bucket_acl_allows_read_or_write_to_all_users
#     - S3_BUCKET_PUBLIC_RW_ACL
package iamlint.rules.public_acl_or_pool_write

import data.iamlint.lib
import data.iamlint.lib.acls

report contains lib.finding(bucket, acl.at, message) if {
	some bucket in input.resources
	bucket.type == "AWS::S3::Bucket"
	some acl in bucket.properties.AccessControl.values
	acl.text == "PublicReadWrite"
	not acls.blocked(bucket)
	message := sprintf("PublicReadWrite lets anybody change what is in bucket %s: leave AccessControl out", [bucket.name])
}
