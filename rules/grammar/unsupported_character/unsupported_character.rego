# METADATA
# title: A character that IAM refuses
# description: |
#   Of the policies that it keeps, IAM takes the characters of ASCII and Latin-1, up to `ÿ`, and line breaks and tabs. It
#   refuses a policy with any other: a dash or a space that a word processor made, one that can't be seen, a letter of
#   another script.
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html
#   - https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html
# custom:
#   id: unsupported-character
#   category: grammar
#   severity: high
#   since: 0.1.0
#   remediation: |
#     Type the word anew. Where the name of a resource does have the character, let a wildcard stand for it.
#   cwe: [863]
#   aliases: []
package iamlint.rules.unsupported_character

import data.iamlint.lib
import data.iamlint.lib.grammar

report contains lib.finding(statement.target, fault.at, message) if {
	some statement in input.having.faulty
	some fault in statement.faults
	fault.kind == "character"
	message := sprintf("%s has the character %s in %s, which IAM takes in no policy: write one up to U+00FF", [
		grammar.whose(statement),
		fault.text,
		fault.element,
	])
}
