# METADATA
# description: |
#   What the rules on resource policies share: which of them are open to the world, to do what, and how
#   messages speak of it.
package iamlint.lib.principals

import data.iamlint.lib
import data.iamlint.lib.policies
import data.iamlint.lib.wildcards

# public tells whether a statement lets the world at a resource.
public(statement) if {
	statement.effect == "Allow"
	statement.document.kind == "resource"
	not statement.closed
	not statement.unresolved
	not statement.overruled
	count(statement.actions) + count(statement.not_actions) > 0
	not statement.target.type in fenced
	not by_design(statement)
	not within_network(statement)
	not twin(statement)
}

# fenced are the types that a network of one's own may stand in front of, which the statement does not
# tell, or whose policy adds nothing to what everybody may do without one.
fenced := {
	"AWS::ApiGateway::DomainNameV2",
	"AWS::ApiGateway::RestApi",
	"AWS::Serverless::Api",
	"AWS::EC2::VPCEndpoint",
	"AWS::Elasticsearch::Domain",
	"AWS::OpenSearchService::Domain",
	"AWS::VpcLattice::AuthPolicy",
}

# within_network tells whether a policy that stands alone is of VPC Lattice, which nobody reaches but the networks that are
# associated with it.
within_network(statement) if {
	statement.target.type == ""
	count(statement.actions) > 0
	every action in statement.actions {
		action.service == "vpc-lattice-svcs"
	}
}

# by_design tells whether a resource is there for the world to read.
by_design(statement) if {
	statement.target.type == "AWS::ECR::PublicRepository"
	not changes(statement)
}

# twin tells whether SAM wrote a statement beside another for the same URL of a function, which says it all.
twin(statement) if {
	statement.document.origin == "sam"
	some condition in statement.conditions
	condition.lower_key == "lambda:invokedviafunctionurl"
}

# by_url tells whether a statement lets its principals at a function by its URL, and no other way.
by_url(statement) if {
	some condition in statement.conditions
	condition.lower_key in {"lambda:functionurlauthtype", "lambda:invokedviafunctionurl"}
	not signed(condition)
}

# signed tells whether a condition wants a URL that asks callers for credentials, which those of any account do.
signed(condition) if {
	condition.lower_key == "lambda:functionurlauthtype"
	some value in condition.values
	lower(value.text) == "aws_iam"
}

# changes tells whether a statement lets its principals do more than look.
changes(statement) if policies.whole(statement)

changes(statement) if {
	some action in statement.actions
	action.level in {"write", "permissions", "tagging"}
}

changes(statement) if count(statement.not_actions) > 0

# message says what anyone may do, and what to write instead.
message(statement) := sprintf(
	"%s lets anyone, in any AWS account or none, use %s: %s",
	[lib.title(statement.target), used(statement), advice(statement)],
)

used(statement) := wildcards.quoted(statement.actions) if {
	count(statement.not_actions) == 0
} else := sprintf("everything but %s", [wildcards.quoted(statement.not_actions)])

# notified are the types that mostly services call.
notified := {
	"AWS::Lambda::Permission",
	"AWS::SNS::TopicInlinePolicy",
	"AWS::SNS::TopicPolicy",
	"AWS::SQS::QueueInlinePolicy",
	"AWS::SQS::QueuePolicy",
}

advice(statement) := "name the service or account that needs it, and add aws:SourceArn or aws:SourceAccount" if {
	statement.target.type in notified
} else := "name the accounts or roles that need it, or add kms:CallerAccount" if {
	statement.target.type in {"AWS::KMS::Key", "AWS::KMS::ReplicaKey"}
} else := "name the accounts or roles that need it, or add aws:PrincipalOrgID"
