package iamlint.rules.github_oidc_without_sub_test

import data.iamlint.rules.github_oidc_without_sub

statement := {
	"effect": "Allow",
	"target": {"name": "DeployRole", "kind": "role"},
	"document": {"kind": "trust"},
	"scoped": true, # an audience is a condition, too
	"unresolved": false,
	"actions": [{"text": "sts:AssumeRoleWithWebIdentity"}],
	"principals": [{
		"at": "a.yaml:1:1-1:4",
		"kind": "oidc",
		"type": "Federated",
		"text": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
	}],
	"conditions": [asks("aud", {})],
}

asks(claim, changes) := object.union(
	{
		"base": "StringEquals",
		"set": "",
		"if_exists": false,
		"negated": false,
		"trivial": false,
		"key": sprintf("token.actions.githubusercontent.com:%s", [claim]),
		"lower_key": sprintf("token.actions.githubusercontent.com:%s", [claim]),
	},
	changes,
)

reported(changes) := report if {
	report := github_oidc_without_sub.report with input.having.oidc as [object.union(statement, changes)]
}

test_message if {
	some found in reported({})
	found.at == "a.yaml:1:1-1:4"
	found.target == "DeployRole"
	startswith(found.message, "the workflows of every repository on GitHub may assume role DeployRole: add StringEquals with token.actions.githubusercontent.com:sub, as in repo:")
}

test_fires[why] if {
	some why, changes in {
		"no condition": {"conditions": []},
		"an audience": {},
		"a missing subject passes": {"conditions": [asks("sub", {"if_exists": true})]},
		"no subject passes all": {"conditions": [asks("sub", {"set": "ForAllValues"})]},
		"any other subject passes": {"conditions": [asks("sub", {"negated": true})]},
		"it is only to be there": {"conditions": [asks("sub", {"base": "Null"})]},
		"any repository": {"conditions": [asks("repository", {"trivial": true})]},
		"a claim that anybody can have": {"conditions": [asks("environment", {})]},
		"a provider of the template": {"principals": [{
			"at": "a.yaml:1:1-1:4",
			"kind": "oidc",
			"type": "Federated",
			"text": "arn:${AWS::Partition}:iam::${AWS::AccountId}:oidc-provider/Provider",
		}]},
	}
	count(reported(changes)) == 1
}

test_is_silent[why] if {
	some why, changes in {
		"deny trusts nobody": {"effect": "Deny"},
		"what could not be read may ask": {"unresolved": true},
		"an identity policy has no principal": {"document": {"kind": "identity"}},
		"a tag assumes nothing": {"actions": [{"text": "sts:TagSession"}]},
		"another provider": {"principals": [{
			"type": "Federated",
			"text": "arn:aws:iam::111122223333:oidc-provider/gitlab.com",
		}]},
		"an enterprise's own provider": {"principals": [{
			"type": "Federated",
			"text": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com/octo",
		}]},
		"a service beside it": {"principals": [{"type": "Service", "text": "ec2.amazonaws.com"}]},
		"a provider of the template that may be another": {
			"conditions": [],
			"principals": [{
				"type": "Federated",
				"text": "arn:${AWS::Partition}:iam::${AWS::AccountId}:oidc-provider/Provider",
			}],
		},
		"a key that is not known": {"conditions": [asks("aud", {"key": "${Issuer}:sub"})]},
		"any subject is another rule's": {"conditions": [asks("sub", {"base": "StringLike", "trivial": true})]},
	}
	count(reported(changes)) == 0
}

test_is_silent_when_it_asks_for[claim] if {
	some claim in {
		"sub", "job_workflow_ref", "repository", "repository_id", "repository_owner", "repository_owner_id",
		"actor_id", "enterprise_id",
	}
	count(reported({"conditions": [asks("aud", {}), asks(claim, {})]})) == 0
}
