package iamlint.rules.unused_identity_provider_test

import data.iamlint.rules.unused_identity_provider

reported(trusted) := report if {
	provider := {"name": "example.com", "type": "OIDC", "at": "a.yaml:1:1-1:4", "trusted": trusted}
	report := unused_identity_provider.report with input.accounts as [{"providers": [provider]}]
}

test_message if {
	some found in reported(false)
	found.at == "a.yaml:1:1-1:4"
	found.message == "no role trusts the OIDC identity provider example.com: delete it"
}

test_fires_on[why] if {
	some why, providers in {
		"one of SAML": [{"name": "corp", "type": "SAML", "at": "a.yaml:2:1-2:4", "trusted": false}],
		"one of two": [
			{"name": "corp", "type": "SAML", "at": "a.yaml:2:1-2:4", "trusted": false},
			{"name": "example.com", "type": "OIDC", "at": "a.yaml:3:1-3:4", "trusted": true},
		],
	}
	report := unused_identity_provider.report with input.accounts as [{"providers": providers}]
	count(report) == 1
}

test_is_silent[why] if {
	some why, providers in {
		"a role trusts it": [{"name": "example.com", "type": "OIDC", "at": "a.yaml:1:1-1:4", "trusted": true}],
		"a role trusts the one of SAML": [{"name": "corp", "type": "SAML", "at": "a.yaml:1:1-1:4", "trusted": true}],
		"there is none": [],
	}
	report := unused_identity_provider.report with input.accounts as [{"providers": providers}]
	count(report) == 0
}
