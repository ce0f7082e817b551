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

# told_by_path tells whether a service can write for the accounts only that are in the paths of the statement.
told_by_path(statement, principal) if {
	path := services.writers[trusts.service(principal)]
	count(statement.resources) > 0
	every action in policies.used(statement) {
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

# calling are the types of a template's own resources that a service calls for, with how a template writes their ARN. A
# bucket and a trail are not among them: they wait for the permission or policy, which must not wait for them.
calling := {
	"apigateway": {"AWS::ApiGateway::RestApi": `!Sub "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${%s}/*"`},
	"cognito-idp": {"AWS::Cognito::UserPool": "!GetAtt %s.Arn"},
	"events": {"AWS::Events::Rule": "!GetAtt %s.Arn"},
	"logs": {"AWS::Logs::LogGroup": "!GetAtt %s.Arn"},
	"sns": {"AWS::SNS::Topic": "!Ref %s"},
}

# caller is what the service that a principal is calls for, if the template has one such resource and no more.
caller(principal) := sprintf(form, [owner]) if {
	some type, form in calling[trusts.service(principal)]
	owners := object.keys(callers[type])
	count(owners) == 1
	some owner in owners
}

# callers are the names of the template's resources that services call for, by type.
callers := object.union_n([{resource.type: {resource.name: true}} |
	some resource in input.resources
	resource.type in called
])

called := {type | some types in calling; some type, _ in types}

# local is an ARN to write, with what a template fills in by itself.
local(target, arn) := arn if {
	target.type == ""
} else := replace(replace(replace(arn, "arn:aws:", "arn:${AWS::Partition}:"), "REGION", "${AWS::Region}"), "ACCOUNT", "${AWS::AccountId}")
