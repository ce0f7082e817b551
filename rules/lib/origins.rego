# METADATA
# description: |
#   What the rules on services that use a resource share: of which services a statement does not ask for whom they come.
package iamlint.lib.origins

import data.iamlint.lib.policies
import data.iamlint.lib.services
import data.iamlint.lib.trusts

# untold are the services that a statement lets in without asking for whom they come, although they would say so.
untold(statement) := [principal |
	policies.allows(statement)
	not statement.closed
	not policies.permission(statement)
	not policies.key_policy(statement)
	not looks(statement)
	some principal in statement.principals
	trusts.service(principal) in services.senders
]

# used is what a statement lets its principals use.
used(statement) := array.concat(statement.actions, statement.not_actions)

# told_by_path tells whether a service can write for the accounts only that are in the paths of the statement.
told_by_path(statement, principal) if {
	path := services.writers[trusts.service(principal)]
	count(statement.resources) > 0
	every action in used(statement) {
		lower(action.text) in {"s3:putobject", "s3:putobjectacl", "s3:putobjecttagging"}
	}
	every resource in statement.resources {
		regex.match(replace(concat("", [`^arn:.*:s3:::.*/`, path]), "ACCOUNT", `([0-9]{12}|\$\{AWS::AccountId\})`), resource.text)
	}
}

# looks tells whether a service may only find out whether it could write to a bucket.
looks(statement) if {
	count(statement.not_actions) == 0
	every action in statement.actions {
		lower(action.text) in {"s3:getbucketacl", "s3:getbucketlocation", "s3:listbucket"}
	}
}
