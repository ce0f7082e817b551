# METADATA
# description: |
#   What the rules on wildcards share: whom a statement gives something, what it leaves open, and how
#   messages speak of it.
package iamlint.lib.wildcards

import data.iamlint.lib

# allows tells whether a statement gives its holder something: Deny and boundaries give nothing, and
# what trust and resource policies give has rules of its own.
allows(statement) if {
	statement.effect == "Allow"
	statement.document.kind == "identity"
}

# of_devices tells whether a statement is of an IoT policy, which gives devices the actions of IoT and no others. A
# rule of its own speaks of what is too wide there.
of_devices(statement) if lib.of_devices(statement.target)

# gives is allows for the rules that speak of trust and resource policies, too.
gives(statement) if {
	statement.effect == "Allow"
	statement.document.kind in {"identity", "trust", "resource"}
}

# open tells whether no condition limits a statement. What could not be read may be one that does.
open(statement) if {
	not statement.scoped
	not statement.unresolved
}

# bounded tells whether the permissions boundary of a target, which is at hand, makes no administrator of it, whatever it
# is given.
bounded(target) if count(target.barred) > 0

# sensitive services hold identities, secrets, data, code or the traces of what was done.
sensitive := {
	"account", "billing", "cloudformation", "cloudtrail", "config", "dynamodb", "ec2", "guardduty", "iam",
	"kms", "lambda", "logs", "organizations", "rds", "s3", "secretsmanager", "ssm", "sso", "sso-directory",
	"sso-oauth", "sts",
}

# weight tells which of the rules on whole services speaks of an action such as s3:*.
weight(statement, action) := "none" if {
	of_devices(statement)
} else := "none" if {
	nothing_left(statement)
} else := "high" if {
	open(statement)
	not action.reach in {"exact", "unresolved"}
	grave(action)
} else := "medium" if {
	action.service in sensitive
} else := "medium" if {
	action.reach in {"prefix", "account", "type", "all"}
} else := "medium" if {
	count(statement.not_resources) > 0
} else := "low"

grave(action) if action.service in sensitive

grave(action) if {
	action.reach == "all"
	action.scopable > 0
}

# idle tells whether a pattern stands for nothing that can have any of the resources, of which action-resource-mismatch
# speaks.
idle(statement, action) if {
	action.reach == ""
	count(statement.resources) > 0
}

# reads tells whether a pattern such as s3:List* says that it reads, and reads nothing that is secret.
reads(action) if {
	not action.sensitive
	name := lower(split(action.text, ":")[1])
	strings.any_prefix_match(name, {"batchget", "check", "describe", "get", "head", "list", "lookup", "search", "view"})
}

# customary are the patterns of the key policies that AWS writes: what they stand for is one thing in several shapes.
# https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
customary := {"kms:generatedatakey*", "kms:reencrypt*"}

# unbounded tells whether neither a condition nor a resource limits what NotAction gives. A trust policy
# has no resources.
unbounded(statement) if {
	open(statement)
	not statement.reach in {"exact", "prefix", "unresolved"}
}

# nothing_left tells whether NotAction or NotResource leaves everything out.
nothing_left(statement) if {
	some action in statement.not_actions
	action.wildcard == "every"
}

nothing_left(statement) if {
	some resource in statement.not_resources
	resource.breadth == "all"
}

# may begins a sentence on what a statement gives, and to whom.
may(statement) := sprintf("%s may", [lib.title(statement.target)]) if {
	statement.document.kind == "identity"
	statement.target.kind in {"role", "user", "group"}
	not lib.attached(statement.target)
} else := sprintf("%s lets its principals", [lib.title(statement.target)]) if {
	statement.document.kind in {"trust", "resource"}
} else := sprintf("%s lets its holders", [lib.title(statement.target)])

# on ends it: on what.
on(statement) := " on every resource" if {
	statement.reach == "all"
} else := sprintf(" on %s", [quoted(statement.resources)]) if {
	count(statement.resources) > 0
} else := sprintf(" on everything but %s", [quoted(statement.not_resources)]) if {
	count(statement.not_resources) > 0
} else := ""

# means lists the actions that a pattern stands for, the gravest first.
means(action) := lib.several({"count": action.matches, "names": action.names})

# quoted lists values as the template has them.
quoted(values) := lib.several({"count": count(texts), "names": texts}) if {
	texts := [sprintf("%q", [value.text]) | some value in values]
}

# policy_name is the name of an AWS managed policy without its path, which SAM leaves out.
policy_name(attachment) := array.reverse(split(attachment.name, "/"))[0]

# allowed_by says what a policy allows that gives great power, by its name; AWS calls those that give all of
# a service FullAccess.
allowed_by(name) := privileged[name]

allowed_by(name) := "far more than one needs, on every resource" if {
	not privileged[name]
	not rules_the_account[name]
	contains(name, "FullAccess")
}

# rules_the_account are the AWS managed policies that make an administrator, with what each lets one do.
rules_the_account := {
	"AdministratorAccess": "do everything on every resource",
	"IAMFullAccess": "change every identity and give itself every permission",
}

# privileged are the AWS managed policies that give power over the account, or all of a sensitive
# service, with what each allows.
privileged := {
	"AWSAccountManagementFullAccess": "all of account",
	"AWSCloudFormationFullAccess": "all of cloudformation",
	"AWSCloudShellFullAccess": "all of cloudshell, a shell that can run anything and send files out",
	"AWSCloudTrailFullAccess": "all of cloudtrail",
	"AWSCloudTrail_FullAccess": "all of cloudtrail",
	"AWSCodeBuildAdminAccess": "all of codebuild, which runs code with its projects' roles",
	"AWSKeyManagementServicePowerUser": "making KMS keys and changing the aliases and tags of all keys",
	"AWSLambdaFullAccess": "all of lambda",
	"AWSLambda_FullAccess": "all of lambda",
	"AWSOrganizationsFullAccess": "all of organizations",
	"AWSSSODirectoryAdministrator": "all of sso-directory",
	"AWSSSOMasterAccountAdministrator": "all of sso and sso-directory",
	"AWSSSOMemberAccountAdministrator": "all of sso and sso-directory",
	"AdministratorAccess-AWSElasticBeanstalk": "all of elasticbeanstalk and much of what it builds on",
	"AdministratorAccess-Amplify": "passing every role in the account and much else",
	"AmazonBedrockFullAccess": "all of bedrock",
	"AmazonDynamoDBFullAccess": "all of dynamodb",
	"AmazonDynamoDBFullAccess_v2": "all of dynamodb",
	"AmazonDynamoDBFullAccesswithDataPipeline": "all of dynamodb and lambda, and passing every role in the account",
	"AmazonEC2FullAccess": "all of ec2",
	"AmazonElasticMapReduceFullAccess": "all of s3, and passing every role in the account",
	"AmazonGuardDutyFullAccess_v2": "all of guardduty",
	"AmazonRDSFullAccess": "all of rds",
	"AmazonS3FullAccess": "all of s3",
	"AmazonSSMFullAccess": "all of ssm and logs",
	"CloudWatchFullAccess": "all of logs and cloudwatch",
	"CloudWatchFullAccessV2": "all of logs and cloudwatch",
	"CloudWatchLogsFullAccess": "all of logs",
	"DataScientist": "all of dynamodb and rds, and much else",
	"DatabaseAdministrator": "all of dynamodb and rds, and much else",
	"NetworkAdministrator": "changing every network of the account",
	"PowerUserAccess": "everything but iam, organizations and account",
	"SecretsManagerReadWrite": "all of secretsmanager",
	"SystemAdministrator": "all of s3, logs and config, and much else",
}

# for_emergencies tells whether a role is an administrator by intent, as the settings have it.
for_emergencies(target) if {
	target.kind == "role"
	some pattern in input.settings.privileged_managed_policy_admin.break_glass
	glob.match(pattern, null, target.name)
}
