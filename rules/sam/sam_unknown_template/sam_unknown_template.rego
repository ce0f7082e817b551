# METADATA
# title: Policy template that SAM cannot fill in
# description: |
#   SAM refuses a template that names a policy template which does not exist, or leaves out one of its parameters.
#   A parameter that a policy template does not have is passed over: a name that was meant to limit it limits
#   nothing.
# related_resources:
#   - https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-templates.html
#   - https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-template-list.html
# custom:
#   id: sam-unknown-template
#   category: sam
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Correct the name, and give exactly the parameters that the list of policy templates shows.
#   cwe: [1287]
#   aliases: []
package iamlint.rules.sam_unknown_template

import data.iamlint.lib

report contains lib.finding(resource, entry.at, message) if {
	some resource in input.resources
	some entry in resource.policies
	entry.shape == "template"
	not entry.exists
	message := sprintf("SAM has no policy template %q: %s", [entry.name, advice(entry)])
}

report contains lib.finding(resource, entry.at, message) if {
	some resource in input.resources
	some entry in resource.policies
	entry.shape == "template"
	count(entry.missing) > 0
	message := sprintf("policy template %s lacks %s, so that SAM refuses the template: give it", [
		entry.name,
		lib.words(entry.missing),
	])
}

report contains lib.finding(resource, entry.at, message) if {
	some resource in input.resources
	some entry in resource.policies
	entry.shape == "template"
	entry.exists
	count(entry.missing) == 0
	count(entry.extra) > 0
	message := sprintf("policy template %s does not know %s, so that it limits nothing: take it out", [
		entry.name,
		lib.words(entry.extra),
	])
}

advice(entry) := sprintf("did you mean %q?", [entry.suggestion]) if {
	entry.suggestion != ""
} else := "write a document with Statement, or the name of one that it has"
