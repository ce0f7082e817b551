package iamlint.lib.principals_test

import data.iamlint.lib.principals

test_changes[why] if {
	some why, statement in {
		"every action": {"actions": [{"wildcard": "every", "level": ""}], "not_actions": []},
		"a service": {"actions": [{"wildcard": "service", "level": "read"}], "not_actions": []},
		"a write": {"actions": [{"wildcard": "none", "level": "write"}], "not_actions": []},
		"all but some": {"actions": [], "not_actions": [{"text": "s3:*"}]},
	}
	principals.changes(statement)
}

test_changes_nothing[why] if {
	some why, actions in {
		"reading": [{"wildcard": "none", "level": "read"}],
		"listing": [{"wildcard": "partial", "level": "list"}],
		"an action that is not known": [{"wildcard": "none", "level": ""}],
	}
	not principals.changes({"actions": actions, "not_actions": []})
}

test_used if {
	principals.used({"actions": [{"text": "s3:Get*"}], "not_actions": []}) == `"s3:Get*"`
	principals.used({"actions": [], "not_actions": [{"text": "s3:Put*"}]}) == `everything but "s3:Put*"`
}

test_advice[type] if {
	some type, start in {
		"AWS::S3::BucketPolicy": "name the accounts or roles",
		"AWS::KMS::ReplicaKey": "name the accounts or roles",
		"AWS::SNS::TopicPolicy": "name the service or account",
		"": "name the accounts or roles",
	}
	startswith(principals.advice({"target": {"type": type}, "conditions": []}), start)
}

test_by_url[key] if {
	some key in {"lambda:functionurlauthtype", "lambda:invokedviafunctionurl"}
	principals.by_url({"conditions": [{"lower_key": key}]})
	not principals.by_url({"conditions": [{"lower_key": "aws:sourceip"}]})
}

url_of(type) := {"conditions": [{"lower_key": "lambda:functionurlauthtype", "values": [{"text": type}]}]}

test_by_url_of_a_type if {
	principals.by_url(url_of("NONE"))
	not principals.by_url(url_of("AWS_IAM"))
	not principals.by_url(url_of("aws_iam"))
	principals.by_url({"conditions": [{"lower_key": "lambda:invokedviafunctionurl", "values": [{"text": "AWS_IAM"}]}]})
}

test_twin if {
	principals.twin({"document": {"origin": "sam"}, "conditions": [{"lower_key": "lambda:invokedviafunctionurl"}]})
	not principals.twin({"document": {"origin": ""}, "conditions": [{"lower_key": "lambda:invokedviafunctionurl"}]})
	not principals.twin({"document": {"origin": "sam"}, "conditions": [{"lower_key": "lambda:functionurlauthtype"}]})
}

of_lattice(changes) := object.union(
	{
		"effect": "Allow",
		"target": {"name": "policy.json", "kind": "document", "type": ""},
		"document": {"kind": "resource", "origin": ""},
		"closed": false,
		"unresolved": false,
		"overruled": false,
		"actions": [{"text": "vpc-lattice-svcs:Invoke", "service": "vpc-lattice-svcs", "level": "write"}],
		"not_actions": [],
		"conditions": [],
	},
	changes,
)

test_a_network_is_not_public if {
	not principals.public(of_lattice({}))
}

test_public_besides_a_network[why] if {
	some why, changes in {
		"another service, too": {"actions": [{"service": "vpc-lattice-svcs"}, {"service": "s3"}]},
		"everything but that": {"actions": [], "not_actions": [{"service": "vpc-lattice-svcs"}]},
		"the policy of something else": {"target": {"type": "AWS::S3::BucketPolicy"}},
	}
	principals.public(of_lattice(changes))
}
