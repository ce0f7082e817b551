package iamlint.lib.policies_test

import data.iamlint.lib.policies

key(principals) := {
	"target": {"name": "Key", "type": "AWS::KMS::Key"},
	"actions": [{"text": "kms:*", "wildcard": "service", "service": "kms"}],
	"resources": [{"text": "*"}],
	"conditions": [],
	"principals": principals,
}

account(id) := {"kind": "account", "account": id, "text": sprintf("arn:aws:iam::%s:root", [id])}

test_own_accounts if {
	queue := {
		"target": {"name": "Queue", "type": "AWS::SQS::QueuePolicy"},
		"actions": [],
		"principals": [],
		"resources": [{"text": "arn:aws:sqs:us-east-1:111122223333:q"}],
		"conditions": [{"lower_key": "aws:sourceaccount", "values": [{"text": "444455556666"}]}],
	}
	own := policies.own with input.having.resource_based as [queue, key([account("777788889999")])]
	object.keys(own.Queue) == {"111122223333", "444455556666"}
	object.keys(own.Key) == {"777788889999"}
}

test_foreign[why] if {
	some why, principal in {
		"an account": account("111122223333"),
		"a role": {"kind": "role", "account": "111122223333", "text": "arn:aws:iam::111122223333:role/logs"},
	}
	policies.foreign({"target": {"name": "Bucket"}}, principal) with input.having.resource_based as []
}

test_not_foreign[why] if {
	some why, principal in {
		"its own": account("self"),
		"load balancers": account("127311923021"),
		"a gap to fill in": account("000000000000"),
		"the account of a key": account("777788889999"),
		"Redshift": {"kind": "user", "account": "193672423079", "text": "arn:aws:iam::193672423079:user/logs"},
		"a service": {"kind": "service", "account": "", "text": "sns.amazonaws.com"},
	}
	not foreign(principal)
}

foreign(principal) if {
	policies.foreign({"target": {"name": "Key"}}, principal) with input.having.resource_based as [key([account("777788889999")])]
}

test_objects[why] if {
	some why, resources in {
		"everything": [{"text": "*", "breadth": "all"}],
		"both": [{"text": "arn:aws:s3:::b", "breadth": "exact"}, {"text": "arn:aws:s3:::b/*", "breadth": "exact"}],
		"one pattern": [{"text": "arn:aws:s3:::b*", "breadth": "prefix"}],
		"of the template": [{"text": "arn:${AWS::Partition}:s3:::${B}", "breadth": "exact"}, {"text": "arn:${AWS::Partition}:s3:::${B}/*", "breadth": "exact"}],
		"in two partitions' words": [{"text": "arn:${AWS::Partition}:s3:::${B}", "breadth": "exact"}, {"text": "arn:aws:s3:::${B}/*", "breadth": "exact"}],
		"by attribute and by name": [{"text": "${B.Arn}", "breadth": "exact"}, {"text": "arn:aws:s3:::${B}/*", "breadth": "exact"}],
		"by name and by attribute": [{"text": "arn:aws:s3:::${B}", "breadth": "exact"}, {"text": "${B.Arn}/*", "breadth": "exact"}],
	}
	policies.objects({"resources": resources})
}

test_not_all_objects[why] if {
	some why, resources in {
		"only the bucket": [{"text": "arn:aws:s3:::b", "breadth": "exact"}],
		"only objects": [{"text": "arn:aws:s3:::b/*", "breadth": "exact"}],
		"some objects": [{"text": "arn:aws:s3:::b", "breadth": "exact"}, {"text": "arn:aws:s3:::b/a/*", "breadth": "exact"}],
		"of two buckets": [{"text": "arn:aws:s3:::b", "breadth": "exact"}, {"text": "arn:aws:s3:::c/*", "breadth": "exact"}],
		"of two buckets of the template": [{"text": "${B.Arn}", "breadth": "exact"}, {"text": "arn:aws:s3:::${C}/*", "breadth": "exact"}],
		"of a queue": [{"text": "arn:aws:sqs:us-east-1:111122223333:b", "breadth": "exact"}, {"text": "arn:aws:s3:::b/*", "breadth": "exact"}],
	}
	not policies.objects({"resources": resources})
}

test_kind if {
	policies.kind({"text": "arn:${AWS::Partition}:s3:::${B}"}) == "s3"
	policies.kind({"text": "arn:aws-cn:sns:cn-north-1:111122223333:t"}) == "sns"
	not policies.kind({"text": "arn:aws:*:*:*:t"})
	not policies.kind({"text": "${Arn}"})
}
