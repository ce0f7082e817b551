package iamlint.rules.dangerous_old_version_test

import data.iamlint.rules.dangerous_old_version

reported(changes) := report if {
	version := {"id": "v1", "at": "a.yaml:2:1-2:4", "everything": false, "permissions": {"count": 0, "names": []}}
	report := dangerous_old_version.report with input.records as [{
		"kind": "managed-policy",
		"name": "Own",
		"at": "a.yaml:1:1-1:4",
		"versions": [object.union(version, changes)],
	}]
}

test_message_of_everything if {
	some found in reported({"everything": true, "permissions": {"count": 900, "names": []}})
	found.at == "a.yaml:2:1-2:4"
	found.message == "version v1 of managed policy Own, which is not in force, allows everything: delete it"
}

test_message_of_some if {
	some found in reported({"permissions": {"count": 1, "names": ["iam:PutRolePolicy"]}})
	endswith(found.message, "allows iam:PutRolePolicy, which the default version does not: delete it")
}

test_is_silent if count(reported({})) == 0

test_fires_on[why] if {
	some why, changes in {
		"everything, and nothing that the catalogue knows": {"everything": true},
		"another version": {"id": "v3", "permissions": {"count": 2, "names": ["iam:PassRole", "iam:PutRolePolicy"]}},
		"more than can be named": {"permissions": {"count": 40, "names": ["iam:AddUserToGroup", "iam:AttachGroupPolicy", "iam:AttachRolePolicy"]}},
	}
	count(reported(changes)) == 1
}

test_is_silent_on_records_without_versions[kind] if {
	some kind in {"role", "user", "managed-policy"}
	report := dangerous_old_version.report with input.records as [{"kind": kind, "name": "Own", "at": "a.yaml:1:1-1:4", "versions": []}]
	count(report) == 0
}
