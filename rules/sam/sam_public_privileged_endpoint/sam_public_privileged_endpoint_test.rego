package iamlint.rules.sam_public_privileged_endpoint_test

import data.iamlint.rules.sam_public_privileged_endpoint

function := {
	"name": "Resize",
	"kind": "resource",
	"type": "AWS::Serverless::Function",
	"at": "a.yaml:1:1-1:4",
	"role": "Resize",
	"properties": {},
	"policies": [],
	"public": [],
	"power": {"count": 0, "names": []},
}

reported(public, power) := report if {
	report := sam_public_privileged_endpoint.report with input.resources as [object.union(
		function,
		{"public": public, "power": {"count": count(power), "names": power}},
	)]
}

url := {"at": "a.yaml:2:1-2:4", "text": "a function URL with AuthType NONE"}

test_message if {
	some found in reported([url], ["iam:PassRole", "s3:*"])
	found.at == "a.yaml:2:1-2:4"
	found.target == "Resize"
	startswith(found.message, "a function URL with AuthType NONE lets anybody call Resize, whose role may use iam:PassRole and s3:* without")
}

test_fires_at_each_entry if {
	count(reported([url, object.union(url, {"at": "a.yaml:3:1-3:4"})], ["*"])) == 2
}

test_is_silent[why] if {
	some why, args in {
		"nobody may call it": [[], ["*"]],
		"its role is limited": [[url], []],
		"neither": [[], []],
	}
	count(reported(args[0], args[1])) == 0
}
