# METADATA
# description: What the rules on access lists of buckets share.
package iamlint.lib.acls

# blocked tells whether the bucket refuses or ignores public access lists, so that they give nothing.
blocked(bucket) if {
	some name in {"BlockPublicAcls", "IgnorePublicAcls"}
	some value in bucket.properties[concat(".", ["PublicAccessBlockConfiguration", name])].values
	lower(value.text) == "true"
}
