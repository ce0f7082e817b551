# METADATA
# title: Role that may do more than its template says
# description: |
#   What is changed by hand after CloudFormation made a role stands in no repository, and nobody reviewed it: the template, and what is
#   found in it, no longer say what the role may do. Whoever deploys the stack again may or may not take it away, as CloudFormation
#   does not look at what it did not make.
#
#   `iamlint audit --template` compares the roles and users of an account, by the tags that CloudFormation put on them, with the
#   templates that it is given. Each finding is proven by a request that the account allows and the template does not, whatever
#   its parameters and made-up names turn out to be.
# related_resources:
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-drift.html
#   - https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-resource-tags.html
# custom:
#   id: broader-than-template
#   category: live
#   severity: medium
#   since: 0.1.0
#   remediation: |
#     If the role needs it, write it into the template, where it is reviewed; else take it away in the account.
#   cwe: []
#   aliases: []
package iamlint.rules.broader_than_template

import data.iamlint.lib

report contains lib.related(lib.finding(principal, excess.at, message), [lib.place(excess.template, nearest(excess))]) if {
	some principal in input.records
	some excess in principal.excess
	message := sprintf("%s may do %s on %s, which %s: write it into the template, or take it away here", [
		lib.title(principal), lib.several(excess.actions), excess.resource, difference(excess),
	])
}

difference(excess) := "its template denies" if excess.denied

difference(excess) := sprintf("its template allows only under a condition on %s", [lib.words(excess.lacks)]) if {
	not excess.denied
	count(excess.lacks) > 0
}

difference(excess) := "its template does not allow" if {
	not excess.denied
	count(excess.lacks) == 0
}

nearest(excess) := "denied here" if excess.denied

nearest(excess) := "the template has this" if not excess.denied
