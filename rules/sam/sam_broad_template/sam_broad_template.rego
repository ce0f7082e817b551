# METADATA
# title: Policy template that gives more than most need
# description: |
#   S3FullAccessPolicy lets a function read, write and delete all objects of a bucket, and change their access
#   lists, tags and its lifecycle rules. Most functions do one of these.
# related_resources:
#   - https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-template-list.html
# custom:
#   id: sam-broad-template
#   category: sam
#   severity: low
#   since: 0.1.0
#   remediation: |
#     Use `S3ReadPolicy`, `S3WritePolicy` or `S3CrudPolicy`, or write a document with the actions that are
#     needed.
#   cwe: [250]
#   aliases: []
package iamlint.rules.sam_broad_template

import data.iamlint.lib

narrower := {"S3FullAccessPolicy": "S3ReadPolicy, S3WritePolicy or S3CrudPolicy"}

report contains lib.finding(resource, entry.at, message) if {
	some resource in input.resources
	some entry in resource.policies
	entry.shape == "template"
	instead := narrower[entry.name]
	message := sprintf("%s gives %s all there is to do with a bucket: use %s", [entry.name, resource.name, instead])
}
