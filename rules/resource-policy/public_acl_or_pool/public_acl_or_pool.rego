# METADATA
# title: Bucket or identity pool open to everybody
# description: |
#   A bucket with a public access list can be listed by anybody, and by programs that look for such buckets all
#   day. An identity pool that takes guests gives everybody on the internet credentials for its guest role.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
#   - https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html
# custom:
#   id: public-acl-or-pool
#   category: resource-policy
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     Leave `AccessControl` out and set PublicAccessBlockConfiguration; serve what is public through CloudFront
#     with an origin access control. Set `AllowUnauthenticatedIdentities: false`, or make sure that the guest
#     role can do next to nothing.
#   cwe: [732]
#   aliases:
#     - W57
#     - W31
#     - CKV_AWS_20
#     - CognitoIdentityPoolAllowUnauthenticatedIdentitiesRule
#     - s3_bucket_acl_allows_read_to_all_users
#     - s3_bucket_acl_allows_read_to_any_authenticated_user
#     - cognito_identity_pool_allows_unauthenticated_identities
#     - S3_BUCKET_PUBLIC_READ_ACL
package iamlint.rules.public_acl_or_pool

import data.iamlint.lib
import data.iamlint.lib.acls

readers := {
	"PublicRead": "anybody",
	"AuthenticatedRead": "anybody with an AWS account",
}

report contains lib.finding(bucket, acl.at, message) if {
	some bucket in input.resources
	bucket.type == "AWS::S3::Bucket"
	some acl in bucket.properties.AccessControl.values
	who := readers[acl.text]
	not acls.blocked(bucket)
	message := sprintf("%s lets %s list bucket %s: leave AccessControl out, and set PublicAccessBlockConfiguration", [
		acl.text,
		who,
		bucket.name,
	])
}

report contains lib.finding(pool, guests.at, message) if {
	some pool in input.resources
	pool.type == "AWS::Cognito::IdentityPool"
	some guests in pool.properties.AllowUnauthenticatedIdentities.values
	lower(guests.text) == "true"
	message := sprintf("identity pool %s gives everybody credentials for its guest role: set this to false", [pool.name])
}
