package iamlint.rules.sam_policies_ignored_test

import data.iamlint.rules.sam_policies_ignored

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

set := {"key_at": "a.yaml:2:1-2:4", "always": true, "own": true}

reported(properties) := report if {
	report := sam_policies_ignored.report with input.resources as [object.union(function, {"properties": properties})]
}

test_message if {
	some found in reported({"Role": set, "Policies": set})
	found.at == "a.yaml:2:1-2:4"
	found.target == "Resize"
	found.message == "SAM ignores Policies of Resize, as it has a Role: move it to that role, or take out Role"
}

test_fires[name] if {
	some name in ["Policies", "PermissionsBoundary", "AssumeRolePolicyDocument", "RolePath"]
	count(reported({"Role": set, name: set})) == 1
}

test_is_silent[why] if {
	some why, properties in {
		"no Role": {"Policies": set},
		"a Role on some branches": {"Role": object.union(set, {"always": false}), "Policies": set},
		"only a Role": {"Role": set},
		"Globals, for the others": {"Role": set, "PermissionsBoundary": object.union(set, {"own": false})},
		"what is not about the role": {"Role": set, "VpcConfig": set},
	}
	count(reported(properties)) == 0
}
