# METADATA
# description: |
#   What the later rules on resource policies share: which policies they speak of, which accounts are
#   certainly one's own or AWS's, and which services say for whom they come.
package iamlint.lib.policies

# allows tells whether a statement of a resource policy lets its principals do something.
allows(statement) if {
	statement.effect == "Allow"
	statement.document.kind == "resource"
	statement.document.origin == ""
	not statement.unresolved
	not statement.overruled
}

# key_policy tells whether a statement is of a key policy: by the type of its target or, where the policy stands
# alone, by its actions.
key_policy(statement) if statement.target.type in {"AWS::KMS::Key", "AWS::KMS::ReplicaKey"}

key_policy(statement) if {
	statement.target.type == ""
	some action in statement.actions
	action.service == "kms"
}

# permission tells whether a statement is of a Lambda permission.
permission(statement) if statement.target.type in {"AWS::Lambda::Permission", "AWS::Lambda::LayerVersionPermission"}

# own are the accounts that are certainly one's own, by target: those of its resources, those that events may come
# from, and in key policies the account that may do everything. They are gathered once: OPA evaluates what is defined key by key anew for
# each target.
own := object.union_n([{statement.target.name: {account: true}} |
	some statement in input.having.resource_based
	some account in accounts(statement)
])

accounts(statement) := ({account |
	some resource in statement.resources
	account := regex.find_all_string_submatch_n(`^arn:[^:]*:[^:]*:[^:]*:([0-9]{12}):`, resource.text, 1)[0][1]
} | {value.text |
	some condition in statement.conditions
	condition.lower_key in {"aws:sourceaccount", "kms:calleraccount"}
	some value in condition.values
}) | {principal.account |
	key_policy(statement)
	whole(statement)
	some principal in statement.principals
	principal.kind == "account"
}

# home tells whether a principal is of one's own account.
home(_, principal) if principal.account == "self"

home(statement, principal) if own[statement.target.name][principal.account]

# foreign tells whether a principal is known to be of another account, and not of AWS.
foreign(statement, principal) if {
	principal.kind in {"account", "role", "user"}
	regex.match(`^[0-9]{12}$`, principal.account)
	principal.account != "000000000000" # which stands for one that is to be filled in
	not home(statement, principal)
	not principal.account in log_writers
	not endswith(principal.text, ":user/logs") # by which Redshift writes its audit logs
}

# log_writers are the accounts by which Elastic Load Balancing writes access logs, one a Region:
# https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html.
log_writers := {
	"009996457667", "027434742980", "033677994240", "037604701340", "048591011584", "054676820928",
	"076674570225", "098369216593", "114774131450", "127311923021", "156460612806",
	"190560391635", "383597477331", "507241528517", "582318560864", "600734575887",
	"635631232127", "638102146993", "652711504416", "718504428378", "754344448648", "783225319266",
	"797873946194", "897822967062", "985666609251",
}

# used is what a statement lets its principals use.
used(statement) := array.concat(statement.actions, statement.not_actions)

# whole tells whether a statement allows everything, or all of a service.
whole(statement) if {
	some action in statement.actions
	action.wildcard in {"every", "service"}
}

# sources are the ARNs that a statement asks events to come from.
sources(statement) := [value |
	some condition in statement.conditions
	condition.lower_key == "aws:sourcearn"
	not condition.negated
	some value in condition.values
	value.known
]

# kind is the service that an ARN is of.
kind(value) := split(plain(value), ":")[2] if {
	regex.match(`^arn:([^:*$]+|\$\{AWS::Partition\}):[a-z0-9-]+:`, value.text)
}

# plain is an ARN whose fields can be split: none of them says how the template finds its partition, region or account.
plain(value) := regex.replace(value.text, `\$\{AWS::(Partition|Region|AccountId)\}`, "aws")

# outsider tells whether a principal of a key policy is not of the key's account, as far as that is known.
outsider(_, principal) if principal.kind in {"anyone", "service"}

outsider(statement, principal) if foreign(statement, principal)

# everyone tells whether a statement speaks of everybody.
everyone(statement) if {
	some principal in statement.principals
	principal.kind == "anyone"
}

# plaintext tells whether a statement denies what comes without TLS, and asks for nothing more than that.
plaintext(statement) if {
	statement.effect == "Deny"
	everyone(statement)
	count(statement.conditions) == 1
	condition := statement.conditions[0]
	condition.lower_key == "aws:securetransport"
	condition.base == "Bool"
	every value in condition.values {
		lower(value.text) == "false"
	}
}

# objects tells whether a statement's resources are a bucket and all of its objects.
objects(statement) if {
	some resource in statement.resources
	resource.breadth in {"all", "type"}
}

objects(statement) if {
	names := {bucket_name(resource) | some resource in statement.resources}
	some name in names
	endswith(name, "/*")
	bucket := trim_suffix(name, "/*")
	not contains(bucket, "/")
	bucket in names
}

objects(statement) if {
	some resource in statement.resources
	not contains(resource.text, "/")
	regex.match(`[^:]\*$`, resource.text) # of the bucket and, as * goes on over slashes, its objects
}

# bucket_name is the ARN of a bucket or an object without what may be written in several ways: arn:aws:s3:::${B},
# arn:${AWS::Partition}:s3:::${B} and !GetAtt B.Arn are one bucket.
bucket_name(resource) := replace(regex.replace(resource.text, `^arn:.*:s3:::`, ""), ".Arn}", "}")
